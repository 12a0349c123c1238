"""Claims of one text: a text that tells two things mostly means two, so one happening has to show itself in parties, days and words."""

from __future__ import annotations

from dragoman.merge.look import Look

# Two days of different width are one only when the wider is at most this long, unless the words agree.
WEEK_DAYS = 7
ENOUGH = 0.5
_ONE_BY_ONE = 400  # code points over which one word agrees, promises or asks several things
NAMELIKE = 6.0  # weight of a word, from which it is a name or as telling as one


def differ(a: Look, b: Look) -> str | None:
    """What keeps two claims of one text apart beside `likeness.conflict`, in words; null when nothing does."""
    if not a.block or not b.block or (a.block != b.block and not (_fewer_of_them(a, b) or _names_it(a, b))):
        return "different parties"
    if a.mode != b.mode and None not in (a.mode, b.mode) and a.type == b.type:
        return "different modes"
    if a.sectors and b.sectors and not a.sectors & b.sectors:
        return "different bodies"
    if (a.joined or b.joined) and max(a.evidence[0] - b.evidence[1], b.evidence[0] - a.evidence[1]) < _ONE_BY_ONE:
        return "told one by one"
    if a.issues and b.issues and not a.issues & b.issues and not _talks_of_one_day(a, b):
        return "different matters"
    if a.country and b.country and a.country != b.country:
        return "different places"
    return None


def _names_it(a: Look, b: Look) -> bool:
    """Whether one's word stands in the other's words and names the same deed of the same parties: "sentenced to 12 years in prison"."""
    inside = any(x.evidence[0] <= y.trigger[0] < x.evidence[1] for x, y in ((a, b), (b, a)))
    return inside and a.type != b.type and bool(a.deeds & b.deeds) and a.block[1:] == b.block[1:]


def _talks_of_one_day(a: Look, b: Look) -> bool:
    """Whether both tell of talks on one told day, or of the same persons' talks: these go over several matters."""
    day = a.dated and b.dated and a.first is not None and a.first == a.last == b.first == b.last
    same = a.persons == b.persons and len({code for code, _ in a.persons}) > 1
    return a.type == b.type == "CONSULT" and (day or same)


def headline_again(a: Look, b: Look) -> bool:
    """Whether one stands in the headline and the other, soon after it, tells the same deed of the same parties, or of some of them."""
    if (
        {a.head, b.head} != {True, False}
        or a.type is None
        or a.type != b.type
        or not (a.stems & b.stems or a.deeds & b.deeds)
    ):
        return False
    if None not in (a.mode, b.mode) and a.mode != b.mode:
        return False
    if a.codes or b.codes:
        return bool(a.actors & b.actors) and (a.recipients <= b.recipients or b.recipients <= a.recipients)
    return bool(a.names & b.names)


def _fewer_of_them(a: Look, b: Look) -> bool:
    """Whether two contacts differ in this alone, that one names fewer parties, and a person of both."""
    one, other = set(a.block[1:]), set(b.block[1:])
    shared = {code for code, _ in a.persons} & {code for code, _ in b.persons}
    return a.type == b.type == "CONSULT" and (one <= other or other <= one) and bool(shared)


def alike(a: Look, b: Look) -> float:
    """0–1: how much speaks for one happening between two claims of a text that `differ` does not keep apart; `ENOUGH` is enough."""
    words = _shared_words(a, b)
    if a.type is None:
        if _rare_words(a, b) and _rare_words(b, a):
            return 0.0  # the same form of words, said of another matter
        return words if words >= 0.75 and len(_content(a) & _content(b)) >= 4 and a.first and b.first else 0.0
    days = 0.0 if _officials_or_persons(a, b) else _same_days(a, b)
    if a.type == b.type == "CONSULT" and days >= 0.6:
        return 0.6 + 0.4 * max(words, days - 0.6)
    if _names_it(a, b):
        return 0.9
    if a.type != b.type and words < 0.6:
        return 0.0
    if (
        a.evidence[0] < b.evidence[1]
        and b.evidence[0] < a.evidence[1]
        and a.trigger[0] < b.trigger[1]
        and b.trigger[0] < a.trigger[1]
    ):
        return 0.9
    matter = 0.15 if a.issues & b.issues and a.type == b.type else 0.0
    same_words = 0.7 * words if len(_content(a) & _content(b)) >= 2 else 0.3 * words
    return min(1.0, same_words + matter + 0.2 * days) if days > 0 or words >= 0.8 else 0.0


def _rare_words(one: Look, other: Look) -> bool:
    """Whether one says a word that the other does not, such as few texts have: mostly a name."""
    return any(one.around[stem] >= NAMELIKE and stem not in other.told for stem in one.told)


def _content(look: Look) -> frozenset[str]:
    """Stems that say what is done, without those of parties and days."""
    return frozenset(look.told) - look.own


def _shared_words(a: Look, b: Look) -> float:
    """Shared content words over those of the claim that has fewer; 0 when it has less than two."""
    one, other = _content(a), _content(b)
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer >= 2 else float(fewer == 1 and one == other)


def _officials_or_persons(a: Look, b: Look) -> bool:
    """ "Officials have resumed talks" is not the ministers' meeting that the report is about."""
    undated = not (a.dated and b.dated)
    return undated and any(code in x.roles for x, y in ((a, b), (b, a)) for code, _ in y.persons)


def _same_days(a: Look, b: Look) -> float:
    """1: the same days, both told; .7: one of them only by publication; lower when widths differ; 0: one is unknown."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return 0.0
    wide = max(x.last - x.first + 1 if x.dated else 1 for x in (a, b))  # type: ignore[operator]
    if not (a.dated and b.dated):
        return 0.7 if wide <= WEEK_DAYS else 0.2
    if wide == 1 and a.first != b.first:
        return 0.0  # two days that one text tells apart
    if wide <= 2 or (a.first, a.last) == (b.first, b.last):
        return 1.0
    return 0.6 if wide <= WEEK_DAYS else 0.3
