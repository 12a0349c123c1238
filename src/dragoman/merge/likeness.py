"""How alike two claims are, in plain words with a weight each, and what forbids that they tell of one happening."""

from __future__ import annotations

from dragoman.codebook.deeds import Deeds
from dragoman.merge.candidates import SLACK_DAYS
from dragoman.merge.look import Look

WEEK_DAYS, MONTH_DAYS = 7, 31
# Modes that say how a contact took place beside what another claim leaves unsaid; a visit is another thing than a
# meeting on it.
_LOOSE_MODES = {"third-party", "multilateral", "phone", None}
# Acts that come back in kind.
_ONE_WAY = {
    "SANCTION",
    "COERCE",
    "ASSAULT",
    "ACCUSE",
    "THREATEN",
    "REJECT",
    "REQUEST",
    "PROTEST",
    "MOBILIZE",
    "SUPPORT",
    "AID",
}
_SPEECH_WORDS, _SPEECH_SHARE = 4, 0.75


def conflict(a: Look, b: Look, deeds: Deeds) -> str | None:
    """What forbids that two claims tell of one happening, in words; null when nothing does."""
    if a.reality != b.reality:
        return "one is not told as having happened"
    if a.type != b.type and (a.type is None or b.type is None or frozenset((a.type, b.type)) not in deeds.alike):
        return "different acts"
    if a.text_id == b.text_id and (a.id in b.linked or b.id in a.linked):
        return "one is about the other"
    if a.type == b.type == "CONSULT" and (said := _other_talks(a, b)):
        return said
    if _days_apart(a, b) > (SLACK_DAYS if a.dated and b.dated else 0):
        return "different days"
    if a.persons and b.persons and _other_persons(a, b):
        return "different persons"
    if a.type == b.type and a.type in _ONE_WAY and _turned_round(a, b):
        return "the one does to the other what the other does to it"
    if a.type is None and a.block != b.block:
        return "different speakers"
    return None


def _turned_round(a: Look, b: Look) -> bool:
    """Whether each acts on the other, and neither on itself: two expulsions, the second in answer to the first."""
    apart = not a.actors & b.actors and not a.recipients & b.recipients
    return apart and bool(a.actors & b.recipients) and bool(b.actors & a.recipients)


def _other_talks(a: Look, b: Look) -> str | None:
    """Talks of the same two come again and again: without a day, or over months, they are not known as one meeting."""
    if not _modes_agree(a, b):
        return "different modes"
    if any(x.first is None or (not x.dated and x.published is None) for x in (a, b)):
        return "no day"
    wide = max(_width(a), _width(b))
    return "talks over a longer time" if wide > MONTH_DAYS and (a.first, a.last) != (b.first, b.last) else None


def _other_persons(a: Look, b: Look) -> bool:
    """Whether both name persons of one state, and not one of them is the same."""
    both = {code for code, _ in a.persons} & {code for code, _ in b.persons}
    same = {code for code, name in a.persons if (code, name) in b.persons}
    return bool(both - same)


def _modes_agree(a: Look, b: Look) -> bool:
    if a.mode == b.mode:
        return a.mode != "visit" or a.actors == b.actors
    return {a.mode, b.mode} <= _LOOSE_MODES and None in (a.mode, b.mode)


def _days_apart(a: Look, b: Look) -> int:
    """Days between the nearest days of two claims; 0 where they meet, or one is unknown."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return 0
    return max(0, a.first - b.last, b.first - a.last)


def features(a: Look, b: Look, deeds: Deeds) -> dict[str, float]:
    """Feature → value, mostly 0–1, for two claims between which nothing is in conflict; those that are 0 are left out."""
    found: dict[str, float] = {}
    _types(found, a, b)
    _days(found, a, b)
    _parties(found, a, b)
    _words(found, a, b)
    _talks(found, a, b)
    _rest(found, a, b)
    return found


def _width(look: Look) -> int:
    """Days between the first and the last day that a claim tells; 0 where it tells none."""
    return look.last - look.first if look.dated and look.first is not None and look.last is not None else 0


def _types(found: dict[str, float], a: Look, b: Look) -> None:
    found["same type" if a.type == b.type else "other type"] = 1.0
    if a.type == b.type and a.mode and b.mode:
        found["same mode" if a.mode == b.mode else "other mode"] = 1.0
    if a.stems & b.stems:
        found["same word"] = 1.0
    elif a.deeds & b.deeds:
        found["same deed"] = 1.0
    elif a.general or b.general:
        found["general word"] = 1.0
    else:
        found["other deed" if a.type == b.type else "other type and deed"] = 1.0


def _days(found: dict[str, float], a: Look, b: Look) -> None:
    if a.dated and b.dated:
        if a.first is None or b.first is None:
            return
        apart = _days_apart(a, b)
        wide = max(_width(a), _width(b))
        found["same days told" if apart == 0 and wide <= 1 else "days told meet" if apart == 0 else "next day"] = 1.0
        return
    if a.dated or b.dated:
        told, weak = (a, b) if a.dated else (b, a)
        if told.first is None or told.last is None or weak.published is None:
            found["day unknown"] = 1.0
            return
        if _width(told) > WEEK_DAYS:
            found["days told meet"] = 1.0
            return
        gap = weak.published - told.last if weak.published > told.last else max(0, told.first - weak.published)
    else:
        if a.published is None or b.published is None:
            found["day unknown"] = 1.0
            return
        gap = abs(a.published - b.published)
        # the later one may look back only when it tells of what is known
        later = max(a, b, key=lambda x: x.published or 0)
        if gap > 0:
            found["looks back" if later.retold else "news later"] = 1.0
        weak = later
    found[
        "reported that day"
        if gap == 0
        else "reported next day"
        if gap == 1
        else "reported that week"
        if gap <= 6
        else "reported later"
    ] = 1.0
    if gap > 1 and not weak.retold:
        found["late news"] = 1.0


def _parties(found: dict[str, float], a: Look, b: Look) -> None:
    for side, one, other in (("actor", a.actors, b.actors), ("recipient", a.recipients, b.recipients)):
        if one and other:
            found[f"same {side}" if one == other else f"some {side}" if one & other else f"other {side}"] = 1.0
    if a.codes == b.codes and len(a.codes) > 1:
        found["same parties"] = 1.0
    if a.countries and b.countries:
        shared = len(a.countries & b.countries)
        found["shared countries"] = shared / min(len(a.countries), len(b.countries))
        if not shared:
            found["other countries"] = 1.0
    if not a.actors & b.actors and a.actors & b.recipients and b.actors & a.recipients:
        found["roles changed"] = 1.0
    pair = {code for code, name in a.persons if (code, name) in b.persons}
    if pair:
        found["same person" if len(pair) == 1 else "same persons"] = 1.0
    if a.sectors and b.sectors and not a.sectors & b.sectors:
        found["other bodies"] = 1.0
    if a.names & b.names:
        found["same name"] = 1.0
    if any(code in a.roles for code, _ in b.persons) or any(code in b.roles for code, _ in a.persons):
        found["officials or a person"] = 1.0


def _words(found: dict[str, float], a: Look, b: Look) -> None:
    own, other = a.words, b.words
    found["words of evidence"] = _cosine(own, other)
    found["words around"] = _cosine(a.around, b.around)
    shared = _shared(a.around, b.around)
    found["shared words"] = min(shared, 60.0) / 20.0
    rare = sorted((min(a.around[s], b.around[s]) for s in a.around.keys() & b.around.keys()), reverse=True)
    found["rarest word"] = rare[0] / 10.0 if rare else 0.0
    found["second rarest word"] = rare[1] / 10.0 if len(rare) > 1 else 0.0
    inside = _shared(own, b.around) + _shared(other, a.around)
    found["words crossing"] = min(inside, 80.0) / 40.0


def _shared(a: dict[str, float], b: dict[str, float]) -> float:
    return sum(weight for stem, weight in a.items() if stem in b)


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    both = sum(weight * b[stem] for stem, weight in a.items() if stem in b)
    if not both:
        return 0.0
    lengths: float = (sum(w * w for w in a.values()) * sum(w * w for w in b.values())) ** 0.5
    return both / lengths


def _talks(found: dict[str, float], a: Look, b: Look) -> None:
    """Talks are known by who talked and when more than by words: a day and persons weigh more in them."""
    if a.type != "CONSULT" or b.type != "CONSULT":
        return
    found["talks"] = 1.0
    day = "same days told" in found or "reported that day" in found
    found["talks of that day" if day else "talks of other days"] = 1.0
    if day and ("same persons" in found or "same parties" in found):
        found["same parties talk that day"] = 1.0


def _rest(found: dict[str, float], a: Look, b: Look) -> None:
    if a.another != b.another:
        found["one more of its kind"] = 1.0
    if a.place and b.place:
        found["same place" if a.place == b.place else "other place"] = 1.0
    if a.issues and b.issues:
        found["same matter" if a.issues & b.issues else "other matter"] = 1.0
    numbers = dict(a.numbers)
    counted = [(numbers[of], n) for of, n in b.numbers if of in numbers]
    if counted:
        found["same number" if any(n == m for n, m in counted) else "other number"] = 1.0
