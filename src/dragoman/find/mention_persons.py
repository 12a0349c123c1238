"""Persons by name, with the title and country that stand beside the name."""

from __future__ import annotations

from collections import Counter

from dragoman.codebook.actors import Actors
from dragoman.codebook.offices import Offices
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Party

_LONGEST_TITLE = 6


def persons(parsed: ParsedText, names: list[Mention], actors: Actors, offices: Offices) -> list[Mention]:
    """Mentions of persons; the span takes in title and country before the name. `why` keeps `title=…` and `former` for resolving."""
    blocked = {t for m in names for t in range(m.first, m.last)}
    runs = _runs(parsed, blocked, actors)
    surnames = _surnames(parsed, runs, actors, offices)
    found = []
    for first, last in runs:
        title_first, title, former = _title_before(parsed, first, actors)
        start, title_in_name = _strip_title(parsed, first, last, actors)
        title = title or title_in_name
        if start >= last:
            continue
        words = [parsed.words[t] for t in range(start, last)]
        name = " ".join(words).replace(" - ", "-")
        if not _is_person(parsed, start, last, name, title, surnames, actors, offices):
            continue
        begin = _with_country(parsed, min(first, title_first), names)
        former = former or _former_inside(parsed, begin, start, actors)
        head = _head(parsed, start, last)
        span = parsed.span(begin, last)
        country = next((m.parties[0].code for m in names if begin <= m.first < start and m.parties), None)
        notes = [f"title={title}" if title else "", "former" if former else "", f"country={country}" if country else ""]
        party = Party(None, name, span.text, span.start, span.end)
        found.append(Mention(begin, last, head, "person", (party,), why="; ".join(n for n in notes if n)))
    return found


def _runs(parsed: ParsedText, blocked: set[int], actors: Actors) -> list[tuple[int, int]]:
    """Runs of capitalised words that may be names, hyphens and particles between them."""
    found = []
    token = 0
    while token < len(parsed):
        if not _capital(parsed, token, actors) or token in blocked:
            token += 1
            continue
        end = token + 1
        sentence = parsed.sentence_index[token]
        while end < len(parsed) and end not in blocked and parsed.sentence_index[end] == sentence:
            joined = (
                (parsed.lowers[end] == "-" or parsed.lowers[end] in actors.words["particle"])
                and end + 1 < len(parsed)
                and _capital(parsed, end + 1, actors)
                and end + 1 not in blocked
            )
            if not (_capital(parsed, end, actors) or joined):
                break
            end += 1
        found.append((token, end))
        token = end
    return found


def _capital(parsed: ParsedText, token: int, actors: Actors) -> bool:
    word = parsed.words[token]
    return (
        word[0].isupper()
        and parsed.tags[token]
        in ("NNP", "NNPS", "NN", "JJ", "NNS", "VB", "VBP", "VBZ", "VBD", "VBG", "UH", "FW", "IN", "RB", "JJR", "MD")
        and word.lower() not in actors.words["never-name"]
    )


def _title_before(parsed: ParsedText, first: int, actors: Actors) -> tuple[int, str | None, bool]:
    """Start, phrase and formerness of a title in small letters right before a name ("foreign minister Wang")."""
    for size in range(_LONGEST_TITLE, 0, -1):
        begin = first - size
        if begin < 0 or parsed.sentence_index[begin] != parsed.sentence_index[first]:
            continue
        phrase = " ".join(parsed.lowers[begin:first])
        if phrase in actors.titles:
            former = begin > 0 and parsed.lowers[begin - 1] in actors.former
            return begin, phrase, former
        if phrase in actors.polite:
            return begin, None, False
    return first, None, False


def _strip_title(parsed: ParsedText, first: int, last: int, actors: Actors) -> tuple[int, str | None]:
    """Where the name starts after a capitalised title at the head of the run ("Foreign Minister Wang Yi")."""
    best, title = first, None
    for start in range(first, last):
        for end in range(start + 1, min(last, start + _LONGEST_TITLE) + 1):
            phrase = " ".join(parsed.lowers[start:end])
            if phrase in actors.titles or phrase in actors.polite:
                best = max(best, end)
                title = phrase if phrase in actors.titles and (title is None or len(phrase) > len(title)) else title
    return best, title


def _with_country(parsed: ParsedText, first: int, names: list[Mention]) -> int:
    """The start with a nationality or country that modifies the title or the name ("Chinese Foreign Minister Wang Yi")."""
    for m in names:
        if m.last == first and m.kind == "adjective":
            return m.first
        if m.last == first - 1 and parsed.lowers[first - 1] in ("'s", "'") and m.kind == "adjective":
            return m.first
    return first


def _former_inside(parsed: ParsedText, first: int, start: int, actors: Actors) -> bool:
    around = range(max(0, first - 1), start)
    return any(parsed.lowers[t] in actors.former for t in around)


def _surnames(parsed: ParsedText, runs: list[tuple[int, int]], actors: Actors, offices: Offices) -> Counter[str]:
    """Last words of the full names in this text, and first words of those that the table spells so."""
    found: Counter[str] = Counter()
    for first, last in runs:
        start, title = _strip_title(parsed, first, last, actors)
        words = parsed.words[start:last]
        if len(words) >= 2 and (title or offices.known(" ".join(words)) or _tagged(parsed, start, last)):
            found[words[-1]] += 1
            if offices.known(" ".join(words)):
                found[words[0]] += 1
        elif len(words) == 1 and title:
            found[words[0]] += 1
    return found


def _tagged(parsed: ParsedText, first: int, last: int) -> bool:
    return any(label == "PERSON" and a < last and first < b for a, b, label in parsed.entities)


def _is_person(
    parsed: ParsedText,
    first: int,
    last: int,
    name: str,
    title: str | None,
    surnames: Counter[str],
    actors: Actors,
    offices: Offices,
) -> bool:
    if title or offices.known(name):
        return True
    if first > 0 and parsed.lowers[first - 1] in actors.polite:
        return True
    words = name.split()
    if len(words) == 1 and words[0] in surnames:
        return True
    tagged = _tagged(parsed, first, last)
    if len(words) == 1:
        holders = offices.holders(name, None)
        acts = parsed.labels[_head(parsed, first, last)] in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "pobj",
            "poss",
            "dative",
            "conj",
            "agent",
            "appos",
        )
        # a bare surname at first mention: only of the most prominent holders, or where it speaks or acts like a person
        prominent = any(t.rank <= 3 for t in holders)
        return acts and (
            (prominent and _acts(parsed, _head(parsed, first, last), actors))
            or (tagged and _acts(parsed, _head(parsed, first, last), actors))
        )
    modifier = parsed.labels[last - 1] in ("compound", "nmod", "amod")
    return tagged and not modifier


def _acts(parsed: ParsedText, head: int, actors: Actors) -> bool:
    """Whether the word speaks, meets or is met, owns a relation, or otherwise acts as a person does."""
    verb = parsed.heads[head]
    if (
        parsed.labels[head] in ("nsubj", "nsubjpass", "dobj", "dative")
        and parsed.lemmas[verb] in actors.words["personal-verb"]
    ):
        return True
    if parsed.labels[head] == "poss":
        return parsed.lemmas[verb] in actors.words["personal-noun"]
    return parsed.labels[head] in ("pobj", "conj", "nsubj")


def _head(parsed: ParsedText, first: int, last: int) -> int:
    outside = [t for t in range(first, last) if not first <= parsed.heads[t] < last or parsed.heads[t] == t]
    return outside[-1] if outside else last - 1
