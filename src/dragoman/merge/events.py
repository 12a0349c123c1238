"""Claims → events: which claims, of one document or of several, tell of one happening.

Precision goes before recall: a wrong merge hides a fact, a missed one repeats it. Two claims are put together when nothing
in them forbids it (`likeness.conflict`) and what speaks for it outweighs what speaks against it (`likeness.features`, with
the weights of the codebook). A group holds only claims of which no two are in conflict. Method and figures: docs/merging.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dragoman.codebook.deeds import Deeds, load_deeds
from dragoman.merge import within_text
from dragoman.merge.candidates import candidates
from dragoman.merge.grouping import Groups
from dragoman.merge.likeness import conflict, features
from dragoman.merge.look import Look, Pool, look_of
from dragoman.merge.parts import parts
from dragoman.merge.reasons import reason
from dragoman.records.claim import Claim
from dragoman.records.event import Event

# Log-odds that two claims are one happening, from which they are put together; those of two groups are at least so on the mean.
ENOUGH = 0.4
LEAST_MEAN = 0.0
# Log-odds of two claims of a text between which nothing shows that they are one: a text that tells two things mostly means two.
_APART = -2.0
_HEADLINE = 1.5  # … of a headline's deed and the same told below it
_SPEECH = 2.0  # … and of two reports that give the same words of one speaker


def merge_events(
    claims: Iterable[Claim],
    published: Mapping[str, str | None] | None = None,
    texts: Callable[[str], str] | None = None,
) -> tuple[Event, ...]:
    """Events that part the claims: each claim id stands in exactly one.

    published: document → day or time of publication, by which the earliest claim of an event is told, known at the latest when a claim of it comes;
    without it, the claim's own day of basis `published` serves. texts: text id → characters, for the sentences around the claims; they are asked
    for in the order of the claims, and again for those that were put together.
    The answer does not depend on the order of the claims. Events come in order of their earliest claim.
    """
    deeds = load_deeds()
    looks = _looks(claims, {} if published is None else published, texts, deeds)
    weigh = _weigher(deeds)
    pairs = sorted(_likely(looks, weigh, deeds))
    groups = Groups(looks, lambda a, b: conflict(a, b, deeds), weigh, LEAST_MEAN)
    groups.join((a, b) for _, a, b in pairs)
    wholes = parts(looks, groups.group, deeds)
    return tuple(_event(looks, members, joins, wholes.get(members[0]), deeds) for members, joins in groups.all())


def _looks(
    claims: Iterable[Claim],
    published: Mapping[str, str | None],
    texts: Callable[[str], str] | None,
    deeds: Deeds,
) -> list[Look]:
    """One look a claim id, in order of publication, document and place; copies of a text share their claims' ids."""
    found: dict[str, Look] = {}
    pool, held, characters = Pool(), "", None
    for claim in claims:
        if texts is not None and claim.text_id != held:
            held, characters = claim.text_id, texts(claim.text_id)
        look = look_of(claim, published.get(claim.document), characters, deeds, pool)
        if claim.id not in found or look.order < found[claim.id].order:
            found[claim.id] = look
    return sorted(found.values(), key=lambda one: one.order)


def _weigher(deeds: Deeds) -> Callable[[Look, Look], float]:
    """Log-odds that two claims, of which nothing is in conflict, tell of one happening."""
    weights = deeds.likeness
    start = weights.get("", 0.0)

    def weigh(a: Look, b: Look) -> float:
        if a.text_id == b.text_id and within_text.headline_again(a, b):
            return _HEADLINE
        if a.text_id == b.text_id or a.type is None:
            score = 0.0 if within_text.differ(a, b) else within_text.alike(a, b)
            return (_SPEECH if a.type is None else 4 * score - 1.5) if score >= within_text.ENOUGH else _APART
        return start + sum(value * weights.get(name, 0.0) for name, value in features(a, b, deeds).items())

    return weigh


def _likely(
    looks: Sequence[Look], weigh: Callable[[Look, Look], float], deeds: Deeds
) -> Iterable[tuple[float, int, int]]:
    """Candidate pairs that weigh enough, as (the less the likelier, place, place)."""
    for a, b in candidates(looks, deeds.alike):
        if conflict(looks[a], looks[b], deeds) is None:
            score = weigh(looks[a], looks[b])
            if score >= ENOUGH:
                yield -round(score, 6), a, b


def _event(
    looks: Sequence[Look],
    members: Sequence[int],
    joins: Sequence[tuple[int, int]],
    whole: tuple[int, str] | None,
    deeds: Deeds,
) -> Event:
    """The group as an event; looks stand in order, so the first is the earliest claim."""
    ids = tuple(looks[m].id for m in members)
    why = sorted(reason(looks[a], looks[b]) for a, b in joins)
    if whole is not None:
        why.append(f"part of {looks[whole[0]].id}: {whole[1]}")
    return Event(ids[0], ids, tuple(why), looks[whole[0]].id if whole else None)
