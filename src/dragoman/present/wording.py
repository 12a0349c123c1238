"""A claim in a sentence of our own: who does or says what to whom, with the words of the evidence that say what it is
about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from dragoman.codebook.phrasing import Phrase, Phrasing
from dragoman.present.excerpt import SPEECH_WORDS, TOPIC_WORDS, clean, clip, quoted
from dragoman.present.parties import Namer, listing
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Claim
from dragoman.records.party import Party

# Acts of words keep their recipient in the sentence even where the quotation names it again.
_VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
_SLOT = re.compile(r"\[([a-z-]+)\]")
_EDGES = " ,;:.—–-"
# Words that may stand between the trigger and a party that is its object: "met Japan's Yoko Kamikawa".
_GAP = re.compile(r"\s*((with|to|on|of|upon) )?(the |his |her |its |their )?((\w+['’]s?|[A-Z][\w.-]*) ){0,4}")
_AFTER_PARTY = re.compile(
    r"\s*($|[,.;:]|(to|not|for|over|on|of|about|against|with|at|in|by|that|from|after|during|because|was|were|is|are|had|has)\b)"
)
# A verb that opens the rest belongs to another clause than the act: "to visit China | was Motegi".
_OTHER_CLAUSE = re.compile(r"(was|were|is|are|has|had|have|will|would|said|says|told|added)\b")
_SINGULAR_S = ("States", "Nations", "Netherlands", "Philippines", "Emirates", "politics", "news")


@dataclass(frozen=True)
class Topic:
    """Words of the evidence after the trigger. kind: to, prep, that, noun, or null when none follow."""

    kind: str | None
    words: str


def act_sentence(row: TimelineRow, namer: Namer, days: Collection[str] = ()) -> str:
    """A sentence, without full stop, that states the row's act. days: expressions of time to leave out of the
    quotation.
    """
    claim, phrasing = row.lead, namer.phrasing
    topic = topic_of(claim, phrasing, days)
    actors, recipients = namer.parties(row.actor), namer.parties(row.recipient)
    phrase, topic = _phrase(claim, topic, phrasing)
    together = len(actors) > 1 and (claim.reciprocal or not recipients)
    inside = claim.event_type not in _VERBAL and any(p.text and p.text in topic.words for p in claim.recipient)
    pattern = _pattern(phrase, topic, bool(actors), bool(recipients) and not inside, together)
    people = namer.people(row.recipient)
    subject = listing(actors if actors else people if "{p}" in phrase.patterns.get("do", "") else recipients)
    plural = len(actors if actors else recipients) > 1 or _is_plural(subject)
    sentence = _conjugate(pattern, claim.aux, plural, phrasing)
    if recipients:
        sentence = sentence.replace("{r}", listing(recipients)).replace("{p}", listing(people))
    else:
        sentence = re.sub(r" \{[rp]\}", "", sentence)
    if topic.kind is not None:
        sentence = _with_quote(sentence, Topic(topic.kind, clip(topic.words, TOPIC_WORDS, phrasing)), phrase)
    return upper(f"{subject} {sentence}") + _place(claim, topic)


def speech_sentence(claim: Claim, namer: Namer, mentioned: Callable[[str], Party | None]) -> str:
    """A sentence that states what was said: the speaker's words after a colon, or the report's, said to be so.

    mentioned: the party that words of the same text stand for, for an addressee that is given in words alone.
    """
    speech = claim.speech
    if speech is None:
        raise ValueError(f"claim {claim.id} is no speech")
    speakers = listing(namer.parties(speech.speakers or claim.actor))
    said = "did not say" if "negation" in claim.aux else "said"
    to = _addressee(claim, namer, mentioned)
    whose = "" if speech.kind == "direct" else ", in the report’s words"
    words = " … ".join(quoted(clip(part.text, SPEECH_WORDS, namer.phrasing)) for part in speech.content)
    if to:
        return upper(f"{speakers} {'did not tell' if said != 'said' else 'told'} {to}{whose}: {words}")
    return upper(f"{speakers} {said}{whose}: {words}")


def _addressee(claim: Claim, namer: Namer, mentioned: Callable[[str], Party | None]) -> str | None:
    speakers = {p.code for p in claim.speech.speakers} if claim.speech else set()
    parties = [p for p in claim.recipient if p.code not in speakers]
    words = claim.speech.addressee if claim.speech else None
    if not parties and words and (party := mentioned(words)) is not None:
        parties = [party]
    if parties:
        return listing(namer.parties(parties))
    return clean(words) if words else None


def topic_of(claim: Claim, phrasing: Phrasing, days: Collection[str] = ()) -> Topic:
    """What follows the trigger in the evidence, beyond a party directly after it; days cut off both ends."""
    at = claim.trigger.end - claim.evidence.start
    if not 0 <= at <= len(claim.evidence.text):
        return Topic(None, "")
    at = _past_party(claim, at)
    words = clean(claim.evidence.text[at:]).strip(_EDGES)
    for day in sorted({*days, *([claim.when.text] if claim.when.text else [])}, key=lambda d: (-len(d), d)):
        words = _without_day(words, day)
    words = re.sub(r"^(each other|one another|itself|themselves|himself|herself)\b\s*", "", words)
    if not re.search(r"\w{2}", words) or _OTHER_CLAUSE.match(words) or _only_party(claim, words):
        return Topic(None, "")
    return Topic(_kind(words, phrasing), words)


def _past_party(claim: Claim, at: int) -> int:
    """Offset in the evidence behind a party that follows the trigger and stands for itself, not before a noun it
    modifies.
    """
    text, base = claim.evidence.text, claim.evidence.start
    for party in sorted((*claim.recipient, *claim.actor), key=lambda p: (p.start, -p.end)):
        start, end = party.start - base, party.end - base
        if start < at or end > len(text) or _GAP.fullmatch(text[at:start]) is None:
            continue
        if _AFTER_PARTY.match(text[end:]):
            return end
    return at


def _only_party(claim: Claim, words: str) -> bool:
    """Whether the words are a preposition and a party or place alone, which the sentence has anyway: "in China"."""
    bare = re.sub(r"^(in|from|by|with|at|to|of) (the )?", "", words)
    names = {n for p in (*claim.actor, *claim.recipient) for n in (p.name, p.text)}
    return bare in names or bool(claim.where and bare in (claim.where.name, claim.where.text))


def _without_day(words: str, day: str) -> str:
    day = clean(day)
    words = re.sub(rf"^(on |in |at )?{re.escape(day)}\b[ ,]*", "", words)
    return re.sub(rf"[ ,]*\b(on |in |at )?{re.escape(day)}$", "", words).strip(" ,")


def _kind(words: str, phrasing: Phrasing) -> str:
    """to, prep, that or noun, by the first words."""
    first, second = ([*words.lower().split(), "", ""])[:2]
    first = first.strip("“\"'")
    if (
        first == "to"
        and second not in phrasing.lists["determiners"]
        and second.islower()
        and words.split()[1][:1].islower()
    ):
        return "to"
    if (first, second) == ("not", "to"):
        return "to"
    if first in phrasing.lists["clause_openers"]:
        return "that"
    return "prep" if first in phrasing.lists["prepositions"] else "noun"


def _phrase(claim: Claim, topic: Topic, phrasing: Phrasing) -> tuple[Phrase, Topic]:
    """The phrase for the word that carries the act, else for its type; the topic without that word's particle."""
    kind = claim.event_type or ""
    tokens = clean(claim.trigger.text).lower().split()
    for n, token in enumerate(tokens):
        after = [*tokens[n + 1 :], *topic.words.lower().split()]
        for rest, phrase in phrasing.words.get((kind, token), ()):
            if rest == ("to",) and topic.kind == "to":
                continue  # "agreed to work" is no "agreed to the plan"
            if tuple(after[: len(rest)]) == rest:
                return phrase, _less(topic, max(0, len(rest) - len(tokens[n + 1 :])), phrasing)
    plain = phrasing.types[kind]
    moded = phrasing.types.get(f"{kind}-{claim.mode}", plain)
    # with no word of its own the evidence from the trigger on says best what was done
    whole = clean(claim.evidence.text[max(0, claim.trigger.start - claim.evidence.start) :])
    return Phrase(moded.patterns, {}), Topic("whole", whole)


def _less(topic: Topic, words: int, phrasing: Phrasing) -> Topic:
    """The topic without its first words; of a nominalisation "of" is taken off too."""
    parts = topic.words.split(" ")[words:]
    if topic.kind == "prep" and words == 0 and parts and parts[0].lower() == "of":
        return Topic("of", " ".join(parts[1:]))
    rest = " ".join(parts)
    return Topic(_kind(rest, phrasing) if rest else None, rest)


def _pattern(phrase: Phrase, topic: Topic, actors: bool, recipients: bool, together: bool) -> str:
    """The pattern for who is told; `{o}` ones where the evidence gives an object."""
    patterns = phrase.patterns
    if not actors:
        return patterns.get("done") or _passive(patterns.get("do", ""))
    if topic.kind in ("noun", "of"):
        named = "do_o" if recipients and not together else "alone_o"
        if named in patterns or (recipients and "alone_o" in patterns and "do" not in patterns):
            return patterns.get(named) or patterns["alone_o"]
    if together:
        return patterns.get("both") or patterns.get("alone") or patterns["do"]
    if recipients:
        return patterns.get("do") or patterns["alone"]
    return patterns.get("alone") or patterns["do"]


def _passive(pattern: str) -> str:
    """ "[urge] {r} further" → "[be] <urge> further", the recipient as subject; `{r}` elsewhere has no passive of its
    own.
    """
    found = re.match(r"\[([a-z-]+)\] \{[rp]\}(.*)$", pattern)
    return f"[be] <{found.group(1)}>{found.group(2)}" if found else f"[be] concerned: {re.sub(r' .[rp].', '', pattern)}"


def _conjugate(pattern: str, aux: Sequence[str], plural: bool, phrasing: Phrasing) -> str:
    """The pattern with its verbs in the form that the auxiliary modes ask for."""
    pattern = re.sub(r"<([a-z-]+)>", lambda m: phrasing.participle(m.group(1)), pattern)
    verbs = iter(range(len(_SLOT.findall(pattern))))
    return _SLOT.sub(lambda m: _form(m.group(1), next(verbs) == 0, aux, plural, phrasing), pattern)


def _form(verb: str, leads: bool, aux: Sequence[str], plural: bool, phrasing: Phrasing) -> str:
    negated = "negation" in aux
    if "hypothetical" in aux:
        return (f"might {'not ' if negated else ''}{verb}") if leads else verb
    if "future" in aux:
        return f"{'are' if plural else 'is'} {'not ' if negated else ''}to {verb}" if leads else verb
    if verb == "be":
        return ("were" if plural else "was") + (" not" if negated else "")
    if negated:
        return f"did not {verb}" if leads else verb
    return phrasing.past(verb)


def _with_quote(sentence: str, topic: Topic, phrase: Phrase) -> str:
    """The quotation put where the pattern wants it, joined as the phrase says, or in brackets."""
    quote = quoted(topic.words)
    if "{o}" in sentence:
        return sentence.replace("{o}", quote)
    if topic.kind in phrase.joins:
        return f"{sentence} {phrase.joins[topic.kind]}{quote}"
    return f"{sentence} ({quote})"


def _place(claim: Claim, topic: Topic) -> str:
    """ " in Vientiane" for a contact, where the report says so and the quotation does not."""
    where = claim.where
    if (
        claim.event_type != "CONSULT"
        or where is None
        or not where.text
        or where.name in topic.words
        or where.text in topic.words
    ):
        return ""
    return f" in {where.name}"


def _is_plural(subject: str) -> bool:
    last = subject.split(" (")[0].split(" of ")[0].rsplit(" ", 1)[-1]
    return last.endswith("s") and not last.endswith(_SINGULAR_S) and last[:1].islower()


def upper(sentence: str) -> str:
    """The sentence with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]
