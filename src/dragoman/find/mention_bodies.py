"""Bodies by a name that the codebook does not know: firms, offices and groups, told by how they are written and where they stand."""

from __future__ import annotations

from dragoman.codebook.actors import Actors
from dragoman.find.mention_persons import runs_of_capitals
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention

_NO_BODY = {"LAW", "EVENT", "WORK_OF_ART", "FAC", "GPE", "LOC", "NORP", "DATE", "TIME", "MONEY", "QUANTITY", "PERSON"}
_STANDING = ("nsubj", "nsubjpass", "dobj", "dative", "conj", "agent")
_TOWARDS = {"against", "by", "from", "with", "to", "into", "of", "on"}
_LONGEST = 8  # words


def bodies(parsed: ParsedText, taken: set[int], actors: Actors) -> list[Mention]:
    """Mentions of unknown bodies, without a party: what the text tells of their state is for resolving. taken: tokens of other mentions."""
    found = []
    for first, last in runs_of_capitals(parsed, taken, actors):
        head = parsed.head_of(first, last)
        if last - first <= _LONGEST and _stands(parsed, head) and (why := _body(parsed, first, last, actors)):
            found.append(Mention(first, last, head, "role", why=why))
    return found


def _body(parsed: ParsedText, first: int, last: int, actors: Actors) -> str | None:
    """`sector=…` of a body; None where the run is none."""
    end = parsed.lowers[last - 1].rstrip(".")
    if end in actors.words["company-end"]:
        return "sector=BUS"
    labels = parsed.entity_labels(first, last)
    if labels & _NO_BODY or end in actors.words["no-body"] or parsed.lowers[first] in actors.words["no-body"]:
        return None
    letters = last - first == 1 and parsed.words[first].isupper() and 2 < len(parsed.words[first]) < 7
    return "sector=" if "ORG" in labels and (letters or last - first > 1) else None


def _stands(parsed: ParsedText, head: int) -> bool:
    """Whether a word may stand for one who acts or is acted on."""
    label, above = parsed.labels[head], parsed.heads[head]
    return label in _STANDING or (label == "pobj" and parsed.lowers[above] in _TOWARDS)
