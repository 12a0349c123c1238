"""Why two claims are taken for one happening, in words that a reader can check against their sentences."""

from __future__ import annotations

from datetime import date

from dragoman.merge.look import Look

_MOST_WORDS = 5


def reason(a: Look, b: Look) -> str:
    """One line: both ids, then what they have in common."""
    said = [_deed(a, b), _parties(a, b), _days(a, b), _place(a, b), _words(a, b)]
    return f"{a.id} and {b.id}: " + "; ".join(part for part in said if part)


def _deed(a: Look, b: Look) -> str:
    words = f"“{a.trigger_words}”, “{b.trigger_words}”"
    if a.type is None:
        return f"both give what was said ({words})"
    if a.stems & b.stems:
        return f"both name the deed with the same word ({words})"
    kinds = sorted(a.deeds & b.deeds)
    if kinds:
        return f"both name a deed of one kind, {' or '.join(kinds)} ({words})"
    return f"both tell of {a.type} ({words})" if a.type == b.type else f"told as {a.type} and {b.type} ({words})"


def _parties(a: Look, b: Look) -> str:
    persons = sorted({name for _, name in a.persons} & {name for _, name in b.persons})
    if persons:
        return f"of {' and '.join(persons)}"
    if a.codes and a.codes == b.codes:
        return f"the same parties ({', '.join(sorted(a.codes))})"
    shared = sorted(a.countries & b.countries)
    return f"both about {', '.join(shared)}" if shared else ""


def _days(a: Look, b: Look) -> str:
    one, other = _day(a), _day(b)
    if one is None or other is None:
        return "no day is told by one"
    if one == other:
        return f"both {one}"
    return f"{one}, and {other}"


def _day(look: Look) -> str | None:
    if look.dated and look.first is not None and look.last is not None:
        first, last = (date.fromordinal(d).isoformat() for d in (look.first, look.last))
        return f"on {first}" if first == last else f"between {first} and {last}"
    if look.published is None:
        return None
    return f"reported on {date.fromordinal(look.published).isoformat()}" + (" as known" if look.retold else "")


def _place(a: Look, b: Look) -> str:
    return f"both in {a.place}" if a.place and a.place == b.place else ""


def _words(a: Look, b: Look) -> str:
    """The rarest words that both sentences share, by their stems."""
    shared = sorted((-min(a.around[s], b.around[s]), s) for s in a.around.keys() & b.around.keys())
    stems = [f"{stem}…" if len(stem) > 5 else stem for _, stem in shared[:_MOST_WORDS]]
    return f"both sentences have {', '.join(stems)}" if stems else ""
