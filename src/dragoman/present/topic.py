"""What an act is about: the words of the evidence behind the word that carries it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from dragoman.codebook.phrasing import Phrase, Phrasing
from dragoman.present.excerpt import clean
from dragoman.records.claim import Claim
from dragoman.records.party import Party

_TOKEN = re.compile(r"[\w'’-]+")
_EDGES = " ,;:.—–-"
# Words that may stand between the trigger and a party that is its object: "met Japan's Yoko Kamikawa".
_GAP = re.compile(
    r"\s*(?P<prep>(?:with|to|on|of|upon|by) )?(?:both )?(?:the |his |her |its |their )?(?:(?:\w+['’]s?|[A-Z][\w.-]*) ){0,4}"
)
# A noun with what stands before it, back to its article or owner.
_NOUN = re.compile(
    r"\b(?:the|a|an|this|these|those|its|their|his|her|any|some|no|\w+['’]s)\s+"
    r"(?:(?!ha(?:s|d|ve)\b|is\b|are\b|w(?:as|ere|ill|ould)\b|to\b|not\b)[a-z-]+\s+){0,2}([a-z]+)$"
)
# Between two parties of a list.
_LISTED = re.compile(
    r"(?:,? (?:and|or|as well as|along with)|,)\s+(?:both )?(?:the |his |her |its )?(?:[A-Z][\w.-]* ){0,3}"
)
_WITH_WHOM = re.compile(r"(?:^|\s)(?:by|with|between|among)\s+((?:(?!\b(?:by|with|between|among)\b).)+)$")
_REPORTED = re.compile(r",\s+(?:[\w.’'-]+\s+){1,5}(\w+)$")
# A verb joined to what stands before, and how it goes on: "the request and | said the family …".
_JOINED = re.compile(
    r",?\s+(?:and|but|then)\s+(?:also |then |later |further )?([a-z]+)\b(?=\s+(?:that|the|a|an|to|on|about|with|for|his|her|its|their|it|him|them|how|[A-Z“\"]))"
)
_AFTER_PARTY = re.compile(
    r"\s*($|[,.;:]|(to|not|for|over|on|of|about|against|with|at|in|by|that|from|after|during|because|was|were|is|are"
    r"|had|has)\b)"
)
# A verb that opens the rest belongs to another clause than the act: "to visit China | was Motegi".
# of a noun, the verb that it is the subject of: "an offer to sell cars | was rejected by Brussels"
_WAS_DONE = re.compile(
    r"\s+(?:was|were|is|are|has been|have been|had been)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|ght|ld|de)\b.*$"
)
_LED = re.compile(r"\b(?:an?|the|its|their|his|her)\s+(?:[a-z-]+\s+){1,2}[a-z]+$", re.IGNORECASE)  # "a previous offer"
# of a verb in two words: "blew up"
_PARTICLE = re.compile(r"\s+(up|out|off|down|away|back|over|in|on|apart|through|aside)")
_OTHER_CLAUSE = re.compile(r"(was|were|is|are|has|had|have|will|would|said|says|told|added)\b")
_REFLEXIVE = re.compile(
    r"^(each other|one another|itself|themselves|himself|herself|the other(?= (?:of|for|over|to|with|that)\b))\b\s*"
)
_RELATIVE = re.compile(r"\s*,?\s*(which|that|who|whom)\b")
# Where another clause begins that the act is not about; an attribution is told apart.
_TAIL = re.compile(r"(, (which|who|whom|where|while|but|in what|saying|adding|according)\b|\baccording to\b).*$")
_PASSIVE = re.compile(r"\b(was|were|been|being|be|is|are|gets?|got)\s+(\w+ly\s+)?$")
# "today by phone with President Xi Jinping of the People's Republic of China": the day and the parties stand in the
# sentence.
_NAMES_ONLY = re.compile(
    r"((by |via )?(phone|telephone|video|videoconference|virtually|today|yesterday|earlier)\b ?)*"
    r"((of|with|to|and|the|,)\b ?|[(]?[A-Z][\w.'’-]*[),.]? ?)*"
)
# "a man died after being struck": what stands before is no noun phrase but a clause.
_SECOND_HALF = re.compile(r"-\w+")
_AFTER_BEING_TOLD = re.compile(r"\b(after|before|while|despite|from|for|of|by|without)\s+being\s+(\w+ly\s+)?$")
_AUXILIARIES = re.compile(
    r"\b((should|must|will|would|can|could|may|might|do|does|did|is|are|was|were|has|have|had|been|be|ought to|need to"
    r"|not|never|no longer)\s+)+$"
)
_JOINED_VERB = re.compile(
    r"^(?:and|or) (?:\w+ly )?\w+(?:ing|ed) (?=[A-Z\w])"
)  # "suppressing | and persecuting nationals"
_SAID_THAT = re.compile(r"\b(told|said|says|saying|tells|telling)\b.*?\bthat (?!.*\bthat )")
_BEFORE_NOUN = re.compile(r"\b(used|uses|using|use|the|a|an|its|their|his|her|any|more|such|of|'s|’s)\s+$")
_HAVE = re.compile(r"\b(have|has|had|having|will|would|could|may|might|must|should|to)( not)?$")
_BEFORE_BASE = re.compile(
    r"\b(to|will|would|may|might|could|should|must|can|shall|not|did|do|we|they|I|you)\s+(\w+ly\s+)?$"
)


@dataclass(frozen=True)
class Topic:
    """Words of the evidence after the trigger, verbatim but for white space.

    kind: `to`, `prep`, `that`, `noun`, `of` (object of a nominalisation), `whole` (the trigger is among them), or null
    when none follow. party: preposition, or empty, before a party that was passed over; null when none was.
    """

    kind: str | None
    words: str
    party: str | None = None


# Before a verb of what lies ahead: "would hold talks", "are to meet".
_TO_COME = re.compile(r"(?:\b(?:will|would|shall|to)|[’']ll)\s+(?:\w+ly\s+)?$", re.IGNORECASE)

NO_TOPIC = Topic(None, "")


def carried(claim: Claim, phrasing: Phrasing, days: Collection[str] = (), before: str = "") -> tuple[Phrase, Topic]:
    """The phrase for the word that carries the act, and what follows that word.

    before: the text in front of the evidence, where the noun stands that a relative clause is about.

    The first word of the trigger that has an entry for the claim's type; else an active verb of the trigger, which then
    is said as it stands (a deed that lies ahead, which PLOVER codes AGREE, as one that is to come, unless told in the past); else the phrase of
    type and mode, with the evidence from the trigger on.
    """
    kind, text, base = claim.event_type or "", claim.evidence.text, claim.trigger.start - claim.evidence.start
    for rest, phrase in phrasing.words.get((kind, (claim.joined_to or "").lower()), ()):
        if not rest:
            return phrase, _topic(claim, 0, phrasing, days, False)  # the words are what was agreed or asked
    found = [(m.group().lower(), base + m.start(), base + m.end()) for m in _TOKEN.finditer(claim.trigger.text)]
    tokens = [(token, start, _word_end(text, end)) for token, start, end in found]  # "build|-up"
    for token, start, end in tokens:
        if token.endswith("ing") and _adjectival(text, start):
            continue
        for rest, phrase in phrasing.words.get((kind, token), ()):
            behind = _behind(text, end, rest)
            if rest and behind is not None and _day_follows(claim, behind, days):
                continue  # "agreed on Saturday to speed up"
            if behind is not None and not (rest == ("to",) and _kind(text[end:].strip(), phrasing) == "to"):
                patient = _patient(claim, token, start, phrasing, before)
                return phrase, patient or _topic(claim, behind, phrasing, days, token not in phrasing.verbs, not rest)
    for token, start, end in tokens:
        lemma = phrasing.verbs.get(token, "")
        to_come = token == lemma and _TO_COME.search(text[:start]) is not None
        ahead = kind == "AGREE" and (to_come or kind not in phrasing.verb_types.get(lemma, ()))
        if not lemma or _adjectival(text, start) or not (ahead or kind in phrasing.verb_types[lemma]):
            continue
        patient = _patient(claim, token, start, phrasing, before)
        if patient or _is_active(claim, token, start, phrasing, before):
            particle = _PARTICLE.fullmatch(text[end : base + len(claim.trigger.text)])
            end = particle.end() + end if particle else end
            topic = patient or _topic(claim, end, phrasing, days, False)
            told = token in (phrasing.past(lemma), phrasing.participle(lemma))
            return _own_verb(lemma, topic, ahead and not told, particle.group(1) if particle else ""), topic
    plain = phrasing.types[kind]
    moded = phrasing.types.get(f"{kind}-{claim.mode}", plain)
    return Phrase(moded.patterns, {}), Topic("whole", _without_days(_clause(claim, base), claim, days))


def _word_end(text: str, end: int) -> int:
    """The end of a word of which a trigger is the first half: "build|-up"."""
    half = _SECOND_HALF.match(text, end)
    return half.end() if half else end


def _clause(claim: Claim, at: int) -> str:
    """The evidence from the trigger on, with the auxiliaries and a party before it: "Tokyo should not interfere"."""
    text, first = claim.evidence.text, claim.evidence.start
    at = max(0, at)
    found = _AUXILIARIES.search(text[:at])
    start = found.start() if found else at
    for party in sorted((*claim.actor, *claim.recipient), key=lambda p: p.start):
        if found and party.start >= first and 0 <= start - (party.end - first) <= 1:
            start = party.start - first
    said = _SAID_THAT.search(text[:at])
    if said and found:
        start = min(start, said.end())
    return clean(text[start:]).strip(_EDGES)


def topic_of(claim: Claim, phrasing: Phrasing, days: Collection[str] = (), before: str = "") -> Topic:
    """What follows the word that carries the act."""
    return carried(claim, phrasing, days, before)[1]


def _behind(text: str, at: int, rest: tuple[str, ...]) -> int | None:
    """Offset behind the words `rest`, if they follow directly."""
    for word in rest:
        found = re.compile(rf"\s+{re.escape(word)}\b", re.IGNORECASE).match(text, at)
        if found is None:
            return None
        at = found.end()
    return at


def _day_follows(claim: Claim, at: int, days: Collection[str]) -> bool:
    """Whether an expression of time stands behind a preposition: the day of the act, not what it is about."""
    rest = clean(claim.evidence.text[at:])
    bare = (re.sub(r"^(on|in|at) ", "", clean(d)) for d in (*days, claim.when.text or ""))
    return any(d and rest.startswith(d) for d in bare)


def _adjectival(text: str, start: int) -> bool:
    """Whether an -ing form stands before its noun: "used bullying tactics"."""
    noun_follows = re.match(r"\w+ing\s+[a-z]+s?\b", text[start:]) is not None
    return noun_follows and _BEFORE_NOUN.search(text[:start]) is not None


def _own_verb(lemma: str, topic: Topic, ahead: bool, particle: str = "") -> Phrase:
    """The verb as it stands, with all that follows it; a recipient that stands elsewhere is named in brackets."""
    every = {"to": "", "prep": "", "that": "", "noun": ""}
    verb = f"[be] to {lemma}" if ahead else f"[{lemma}]"
    verb = f"{verb} {particle}" if particle else verb
    if topic.party is not None:
        return Phrase({"do": f"{verb} {topic.party}{{r}}", "alone": verb}, every)
    return Phrase({"do": f"{verb} {{q}} (with regard to {{r}})", "alone": verb}, every)


def _patient(claim: Claim, token: str, start: int, phrasing: Phrasing, before: str) -> Topic | None:
    """Of a passive, its subject as the object of the act; of a relative clause, the noun that it is about.

    Null when that is a party, which the sentence names anyway.
    """
    front = claim.evidence.text[:start]
    passive, lemma = _PASSIVE.search(front), phrasing.verbs.get(token)
    relative = _RELATIVE.match(front)
    if lemma is None or (passive is not None and token not in (phrasing.past(lemma), phrasing.participle(lemma))):
        return None
    if relative and (passive or _subject_follows(claim, relative.end(), start)):
        words = _antecedent(before, phrasing)
    elif passive and not relative and not _AFTER_BEING_TOLD.search(front[: passive.start()] + passive.group()):
        words = _HAVE.sub("", clean(front[: passive.start()])).strip(_EDGES)
    else:
        return None
    named = {p.text for p in (*claim.actor, *claim.recipient)}
    if any(n and n in words for n in named) and not relative:
        return None
    return Topic("noun", words) if re.search(r"\w{2}", words) else None


def _subject_follows(claim: Claim, at: int, start: int) -> bool:
    """Whether an actor stands between a relative pronoun and the verb: "the island that China claims"."""
    return any(at <= p.start - claim.evidence.start < start for p in claim.actor)


def _antecedent(before: str, phrasing: Phrasing) -> str:
    """The noun phrase that ends the text before a relative clause, back to a preposition, comma or conjunction."""
    words = clean(before).rstrip(_EDGES).split(" ")[-8:]
    stops = phrasing.lists["prepositions"] | phrasing.lists["boundary"]
    keep: list[str] = []
    for word in reversed(words):
        if word.lower() in stops or (keep and word.endswith((",", ".", ";", ":", "”"))):
            break
        keep.insert(0, word)
    return " ".join(keep) if keep else ""


def _is_active(claim: Claim, token: str, start: int, phrasing: Phrasing, before: str) -> bool:
    """Whether the token is a verb in the active voice with the claim's actor as its subject."""
    before = before + claim.evidence.text[:start]
    at = claim.evidence.start + start
    lemma = phrasing.verbs[token]
    if token == lemma and token != phrasing.past(lemma):
        return _BEFORE_BASE.search(before) is not None
    if _PASSIVE.search(before) and not token.endswith("ing"):
        return False
    here = [p for p in claim.actor if claim.evidence.start <= p.start < claim.evidence.end]
    if here and all(p.start > at for p in here):
        return False
    if token.endswith("s") and token != phrasing.past(lemma):
        return any(0 <= at - p.end <= 2 for p in here)
    return True


def _topic(claim: Claim, at: int, phrasing: Phrasing, days: Collection[str], nominal: bool, bare: bool = True) -> Topic:
    """What follows offset `at` of the evidence, beyond a party directly behind it, without days at both ends."""
    if not 0 <= at <= len(claim.evidence.text):
        return NO_TOPIC
    noun = bare and _is_noun(claim.evidence.text[:at], phrasing)
    named = nominal or noun or _LED.search(claim.evidence.text[:at]) is not None
    at, party = _past_party(claim, at)
    rest = _JOINED_VERB.sub("", _TAIL.sub("", clean(claim.evidence.text[at:]).strip(_EDGES)))
    rest = _WAS_DONE.sub("", rest) if named else rest
    words = _without_days(_one_clause(rest, phrasing).strip(_EDGES), claim, days)
    words = _without_parties(_REFLEXIVE.sub("", words), claim)
    words = "" if words in ("only", "also", "both", "together", "jointly", "there", "here") else words
    if not re.search(r"\w{2}", words) or _OTHER_CLAUSE.match(words) or _only_party(claim, words):
        return Topic(None, "", party)
    if nominal and words.lower().startswith("of "):
        return Topic("of", words[3:], party)
    kind = _kind(words, phrasing)
    return Topic(kind, words, party) if not noun or kind in ("to", "prep") else Topic(None, "", party)


def _is_noun(front: str, phrasing: Phrasing) -> bool:
    """Whether the last word is a noun, by the article or owner before it: "found the air strike | justified"."""
    found = _NOUN.search(front)
    word = found.group(1) if found else ""
    lemma = phrasing.verbs.get(word, word)
    return found is not None and (word == lemma or word not in (phrasing.past(lemma), phrasing.participle(lemma)))


def _past_party(claim: Claim, at: int) -> tuple[int, str | None]:
    """Offset behind a party, or several joined, that follow and stand for themselves, not before a noun; and the preposition of the first."""
    text, base = claim.evidence.text, claim.evidence.start
    behind: tuple[int, str | None] = at, None
    end_of_list, prep = at, None
    for party in sorted((*claim.recipient, *claim.actor), key=lambda p: (p.start, -p.end)):
        start, end = party.start - base, party.end - base
        joins = _LISTED if end_of_list > at else _GAP
        gap = joins.fullmatch(text[end_of_list:start]) if end_of_list <= start < end <= len(text) else None
        if gap is None:
            continue
        if end_of_list == at:
            prep = (gap.groupdict().get("prep") or "") if party in claim.recipient else None
        end_of_list = end
        if _AFTER_PARTY.match(text[end:]):
            behind = end, prep
    return behind


def _one_clause(words: str, phrasing: Phrasing) -> str:
    """The words up to a semicolon, a report of somebody else's (", Reuters reported") or a verb in the past that is joined to what is told of."""
    words = words.split(";")[0]
    saying = phrasing.lists["saying"]
    tail = _REPORTED.search(words)
    if tail and tail.group(1) in saying | phrasing.lists["reporting"]:
        words = words[: tail.start()]
    told = {phrasing.past(verb) for verb in saying}
    for found in _JOINED.finditer(words):
        token, before = found.group(1), words[: found.start()].split()[-1:]
        lemma = phrasing.verbs.get(token, token)
        past = token in told or (token != lemma and token == phrasing.past(lemma))
        if not past or any(word.endswith(("ed", "en")) for word in before):
            continue
        if token in told or words.split()[0].lower() not in phrasing.lists["clause_openers"]:
            return words[: found.start()]
    return words


def _without_parties(words: str, claim: Claim) -> str:
    """The words without a phrase at their end that only names who acts: "at the White House | with Prime Minister Bennett"."""
    found = _WITH_WHOM.search(words)
    if found is None:
        return words
    rest = found.group(1)
    for name in sorted({n for p in claim.actor for n in (p.text, p.name) if n}, key=len, reverse=True):
        rest = rest.replace(name, "")
    named = rest != found.group(1) and not re.search(
        r"\b(?!and\b|the\b|of\b|both\b|as\b|well\b|his\b|her\b|its\b)[a-z]{2,}", rest
    )
    return words[: found.start()].rstrip(_EDGES) if named else words


def _only_party(claim: Claim, words: str) -> bool:
    """Whether the words are a preposition and a party or place alone, which the sentence has anyway: "in China"."""
    bare = re.sub(r"^(in|from|by|with|at|to|of|on) (the )?", "", words)
    if _NAMES_ONLY.fullmatch(words):
        return True
    named = (n for p in (*claim.actor, *claim.recipient) for n in (p.name, p.text))
    names = {re.sub(r"^(?:the|an?) ", "", n, flags=re.IGNORECASE) for n in named}
    return bare in names or bool(claim.where and bare in (claim.where.name, claim.where.text))


def _without_days(words: str, claim: Claim, days: Collection[str]) -> str:
    told = {*days, *([claim.when.text] if claim.when.text else [])}
    for day in sorted(told, key=lambda d: (-len(d), d)):
        name = re.escape(clean(day))
        words = re.sub(rf"^(on |in |at )?{name}\b[ ,]*", "", words)
        words = re.sub(rf"[ ,]*\b(on |in |at )?{name}$", "", words).strip(" ,")
    return words


def _kind(words: str, phrasing: Phrasing) -> str:
    """to, prep, that or noun, by the first words."""
    parts = [*words.split(), "", ""]
    first, second = parts[0].lower().strip("“\"'"), parts[1]
    if first == "to" and second.islower() and second not in phrasing.lists["determiners"]:
        return "to"
    if (first, second) == ("not", "to"):
        return "to"
    if first in phrasing.lists["clause_openers"]:
        return "that"
    return "prep" if first in phrasing.lists["prepositions"] else "noun"


def mentions_party(topic: Topic, parties: Collection[Party]) -> bool:
    """Whether the words name one of the parties."""
    return any(p.text and p.text in topic.words for p in parties)
