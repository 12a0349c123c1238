"""What no sentence of ours may state: acts that are only wanted, meant, asked for or denied by the words around them, told in the report's words.

Whether an act is real is decided where claims are found, and stands in `aux`; this is the brief's own caution where `aux` says nothing and the
grammar right before the word leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.codebook.phrasing import Phrasing
from dragoman.present.excerpt import SPEECH_WORDS, clip, quoted
from dragoman.present.parties import Namer, listing
from dragoman.records.claim import Claim

_UNREAL = frozenset({"future", "hypothetical", "negation"})
# Before a base form: "agreed to support", "to maintain exchanges, learn and provide".
_INFINITIVE = re.compile(r"\bto\s+(?:not\s+)?(?:\w+ly\s+)?$")
_CHAINED = re.compile(r"\bto\s+[a-z]+\b[^.;:!?]*(?:\band|\bor|,)\s+$")
# Before any form: "demanded that it be revoked", "neither accepted nor refused".
_LEFT_OPEN = re.compile(r"\b(?:be|nor|neither|never|not)\s+(?:(?!only\b)\w+ly\s+)?$", re.IGNORECASE)
# Before a form in -ing: "its word on supplying", "accused of arming".
# "proposals of peace | talks", "a vote for the | expulsion".
_OF_WHAT = re.compile(
    r"\b(\w+)\s+(?:for|of|to|about)\s+(?:(?:the|a|an|its|their|his|her|more|new|further|all|any|such)\s+)?(?:[a-z-]+\s+)?$"
)
# "won't end until they | withdraw", "unless it | lifts".
_CONDITION = re.compile(r"\b(?:until|unless)\s+(?:[\w'’-]+\s+){0,5}$", re.IGNORECASE)
# Right behind its clause's noun: "have been stalled", "was called off".
_BECAME = re.compile(
    r"[^.;:!?,“”\"]{0,70}?\b(?:has|have|had|is|are|was|were|remain|remains|remained)\s+(?:been\s+)?(?:\w+ly\s+)?(\w+)\b",
    re.IGNORECASE,
)
_NOMINAL = re.compile(r"\b(?:of|on|for|from|without|against|about|than)\s+$")


def only_in_words(claim: Claim, phrasing: Phrasing, before: str) -> bool:
    """Whether the act is told as no fact of its own, though no auxiliary mode says so. before: the text in front of the evidence."""
    if set(claim.aux) & _UNREAL or claim.joined_to:
        return False
    first = (re.findall(r"[\w'’-]+", claim.trigger.text.lower()) or [""])[0]
    front = before + claim.evidence.text[: max(claim.trigger.start - claim.evidence.start, 0)]
    behind = claim.evidence.text[max(claim.trigger.end - claim.evidence.start, 0) :]
    if _open_ended(front, phrasing) or _called_off(behind, phrasing):
        return True
    lemma = phrasing.verbs.get(first)
    if lemma is None:
        return False
    if first == lemma and first != phrasing.past(lemma) and (_INFINITIVE.search(front) or _CHAINED.search(front)):
        return True
    if first.endswith("ing") and _NOMINAL.search(front):
        return True
    return _LEFT_OPEN.search(front) is not None


def _called_off(behind: str, phrasing: Phrasing) -> bool:
    """Whether what is told of is said not to go on: "talks between the two Koreas | have been stalled since 2019"."""
    found = _BECAME.match(behind)
    return found is not None and found.group(1).lower() in phrasing.lists["called_off"]


def _open_ended(front: str, phrasing: Phrasing) -> bool:
    """Whether the words before an act leave open whether it is: "the potential | eviction", "voted for the | expulsion", "until they | withdraw"."""
    words = re.findall(r"[\w'’-]+", front.lower())
    if words and words[-1] in phrasing.lists["unreal_modifiers"]:
        return True
    found = _OF_WHAT.search(front)
    if found and found.group(1).lower() in phrasing.lists["open_ended"]:
        return True
    return _CONDITION.search(front) is not None


def as_worded(claim: Claim, actors: Sequence[str], recipients: Sequence[str], namer: Namer) -> str:
    """The parties, and the words of the evidence: "Russia, in the report’s words: “Moscow to rebuild its stock of missiles”"."""
    words = quoted(clip(claim.evidence.text, SPEECH_WORDS, namer.phrasing))
    if actors:
        others = [name for name in recipients if name not in actors]
        to = f" (with regard to {listing(others)})" if others else ""
        return f"{listing(actors)}{to}, in the report’s words: {words}"
    on = f"On {listing(recipients)}, in" if recipients else "In"
    return f"{on} the report’s words: {words}"
