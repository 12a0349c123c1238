"""Which happening is a part of another: what was agreed at talks, and the talks of a visit. A link, never a merge.

Only a text that tells both shows it: the same parties and day, the part told with the whole or soon after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.codebook.deeds import Deeds
from dragoman.merge.look import Look

# Code points after the whole's words within which a part is told.
REACH = 600
TALKS, VISIT = "CONSULT", "visit"


def parts(looks: Sequence[Look], group_of: Sequence[int], deeds: Deeds) -> dict[int, tuple[int, str]]:
    """Group → (the group that it is a part of, why). looks: in their order; group_of: the group of each.

    A group is a part of one other at most: of the one whose words are nearest. Chains that come back to themselves are left out.
    """
    by_text: dict[str, list[int]] = defaultdict(list)
    for place, look in enumerate(looks):
        if look.type is not None:
            by_text[look.text_id].append(place)
    found: dict[int, tuple[int, int, int, str]] = {}
    for places in by_text.values():
        wholes = [p for p in places if looks[p].type == TALKS]
        for part in places if wholes else ():
            for whole in wholes:
                if group_of[part] != group_of[whole] and _is_part(looks[part], looks[whole], deeds):
                    near = abs(looks[part].evidence[0] - looks[whole].evidence[0])
                    why = f"{looks[part].id} is told with {looks[whole].id}, of the same parties and day"
                    best = found.get(group_of[part])
                    if best is None or (near, group_of[whole]) < best[:2]:
                        found[group_of[part]] = (near, group_of[whole], whole, why)
    links = {part: (whole, why) for part, (_, whole, _, why) in found.items()}
    return {part: link for part, link in links.items() if not _comes_back(part, links)}


def _comes_back(part: int, links: dict[int, tuple[int, str]]) -> bool:
    """Whether the chain of wholes over a part leads back into itself."""
    seen, here = {part}, part
    while here in links:
        here = links[here][0]
        if here in seen:
            return True
        seen.add(here)
    return False


def _is_part(part: Look, whole: Look, deeds: Deeds) -> bool:
    if part.reality != whole.reality or len(part.codes & whole.codes) < 2 or not _same_day(part, whole):
        return False
    if part.type == TALKS:
        return part.mode != VISIT and whole.mode == VISIT
    told_after = whole.evidence[0] <= part.evidence[0] <= whole.evidence[1] + REACH
    return part.type in deeds.of_talks and whole.mode != VISIT and part.codes <= whole.codes and told_after


def _same_day(part: Look, whole: Look) -> bool:
    """Whether the part's days lie within the whole's; where neither tells any, both are news of the same report."""
    if not part.dated and not whole.dated:
        return part.published is not None and part.published == whole.published and not (part.retold or whole.retold)
    if part.first is None or whole.first is None or part.last is None or whole.last is None:
        return False
    within = whole.first <= part.first and part.last <= whole.last
    return within if part.dated else part.first <= whole.last and whole.first <= part.last
