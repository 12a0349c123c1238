"""A claim in a sentence of our own: who does or says what to whom, with the words of the evidence that say what it is
about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from dragoman.codebook.phrasing import Phrase, Phrasing
from dragoman.present.as_worded import as_worded, only_in_words
from dragoman.present.excerpt import SPEECH_WORDS, TOPIC_WORDS, clean, clip, quoted
from dragoman.present.parties import Namer, listing
from dragoman.present.topic import Topic, carried, mentions_party
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import DOUBT, Claim
from dragoman.records.party import IMPLICIT, Party

# Acts of words keep their recipient in the sentence even where the quotation names it again.
_VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
# Slots of recipients that stand in other sentences of the text (`claim.why`).
_ELSEWHERE = frozenset({"implicit", "answered", "counterpart", "faced"})
# A quotation of fewer words than this says nothing on its own.
_TELLING = 3
_SLOT = re.compile(r"\[([a-z-]+)\]")
_CONTACT = re.compile(
    r"(?:an? )?(?:[a-z]+ )?(?:meeting|call|conversation|dialogue|consultations|talks)"
)  # said without marks of quotation
_PLURALS = frozenset({"men", "women", "people", "children", "police", "troops", "personnel", "fishermen", "servicemen"})
_SINGULAR_S = ("States", "Nations", "Netherlands", "Philippines", "Emirates", "politics", "news")


def act_sentence(row: TimelineRow, namer: Namer, days: Collection[str] = (), before: str = "") -> str:
    """A sentence, without full stop, that states the row's act.

    days: expressions of time to leave out of the quotation. before: the text in front of the evidence.
    """
    claim, phrasing = row.lead, namer.phrasing
    phrase, topic = carried(claim, phrasing, days, before)
    topic = _without_teller(_without_company(_without_actor(topic, claim), claim), claim)
    others = _others(row)
    if row.actor and _told_elsewhere(claim):
        others = []
    actors, recipients, people = namer.parties(row.actor), namer.parties(others), namer.people(others)
    guessed = listing(actors) if recipients and actor_only_likely(row) and _passive_of(phrase) else ""
    actors = [] if guessed else actors
    if row.confidence < DOUBT or only_in_words(claim, phrasing, before) or not (actors or _passive_of(phrase)):
        return upper(as_worded(claim, actors, recipients, namer))
    if topic.kind == "whole" and len(topic.words.split()) >= _TELLING and actors and _is_vague(claim, phrasing):
        return upper(as_worded(claim, actors, recipients, namer))
    if topic.kind == "whole" and len(topic.words.split()) < _TELLING:
        topic = _all_words(claim)
    together = len(actors) > 1 and (claim.reciprocal or not recipients)
    told = claim.event_type not in _VERBAL and mentions_party(topic, claim.recipient) and topic.kind != "whole"
    pattern = _pattern(phrase, topic, bool(actors), bool(recipients) and not told, together)
    if re.search(r"\{o\}.*\{r\}", pattern) and mentions_party(topic, claim.recipient):
        pattern = phrase.patterns.get("alone_o", pattern)  # not: lodged “a formal protest with China” with China
    if topic.kind == "prep" and topic.words.startswith("for ") and "support" in phrase.patterns.get("alone", ""):
        pattern = phrase.patterns["alone"]  # not "supported Israel “for …”", which gives a reason
    named = actors or (people if "{p}" in phrase.patterns.get("do", "") else recipients)
    if topic.kind == "prep" and re.search(rf"\b{re.escape(topic.words.split()[0])} \{{r\}}$", pattern):
        pattern = phrase.patterns.get("alone", pattern)  # not "opposition to the Court “to the Court's attempts”"
    sentence = _conjugate(pattern, claim.aux, len(named) > 1 or _is_plural(listing(named)), phrasing)
    if recipients:
        sentence = sentence.replace("{r}", listing(recipients)).replace("{p}", listing(people))
        sentence = _envoy_itself(sentence, phrasing)
    else:
        sentence = re.sub(r" \{[rp]\}", "", sentence)
    topic = topic if topic.kind or recipients or together else _all_words(claim)
    most = SPEECH_WORDS if topic.kind == "that" else TOPIC_WORDS
    sentence = _with_quote(sentence, topic, clip(topic.words, most, phrasing), phrase)
    likely = (
        f" (likely by {guessed})" if guessed and claim.event_type != "ASSAULT" else ""
    )  # no attack is laid on a guess
    sentence = f"{listing(named)} {sentence}{likely}"
    return upper(sentence) + _place(claim, topic)


def _others(row: TimelineRow) -> list[Party]:
    """Recipients that do not act too."""
    acting = {(a.code, a.name) for a in row.actor}
    return [p for p in row.recipient if (p.code, p.name) not in acting]


def sentence_in_words(row: TimelineRow, namer: Namer) -> str:
    """The row's act in the words of its report, without full stop, with the parties that it may be of."""
    others = _others(row)
    return upper(as_worded(row.lead, namer.parties(row.actor), namer.parties(others), namer))


def actor_only_likely(row: TimelineRow) -> bool:
    """Whether no sentence of the row says who acts: "a schoolboy was stabbed"."""
    return bool(row.actor) and all(p.why == IMPLICIT for claim in row.claims for p in claim.actor)


def _told_elsewhere(claim: Claim) -> bool:
    """Whether its sentence does not say to whom: that stands elsewhere in the text, and is no part of what the words here say."""
    slots = [w.removeprefix("recipient from ").partition(":")[0] for w in claim.why if w.startswith("recipient from ")]
    return bool(slots) and all(slot in _ELSEWHERE for slot in slots)


def _envoy_itself(sentence: str, phrasing: Phrasing) -> str:
    """Not "summoned an envoy of the Chinese ambassador": the ambassador."""
    envoys = "|".join(sorted(phrasing.lists["envoys"]))
    return re.sub(rf"an envoy of ((?:[\w’'.-]+ )+(?i:{envoys})s?\b)", r"\1", sentence)


def _is_vague(claim: Claim, phrasing: Phrasing) -> bool:
    """Whether what is said of acts of this kind says less than the report's words."""
    kind = f"{claim.event_type}-{claim.mode}" if claim.mode else claim.event_type
    kind = kind if kind in phrasing.types else claim.event_type
    return kind in phrasing.lists["vague"]


def _without_actor(topic: Topic, claim: Claim) -> Topic:
    """Of a nominalisation, the words behind who acts: "entry | of a survey vessel | into waters"."""
    for party in claim.actor:
        found = re.match(
            rf"(?:(?:the|a|an|its|their) )?{re.escape(clean(party.text))}\b[ ,]*", topic.words, re.IGNORECASE
        )
        if topic.kind in ("of", "noun") and party.text and found:
            rest = topic.words[found.end() :]
            return Topic("prep" if rest else None, rest, topic.party)
    return topic


def _without_company(topic: Topic, claim: Claim) -> Topic:
    """Of what two hold, the words before the other one: "a meeting | with H.E. Mr. WANG Yi, Member of …"."""
    if claim.event_type != "CONSULT" or topic.kind != "noun":
        return topic
    names = "|".join(re.escape(clean(p.text)) for p in claim.actor if p.text)
    found = re.search(rf" (?:with|between) (?:the )?(?:[A-Z][\w.]* )*(?:{names})", topic.words) if names else None
    return topic if found is None else Topic("noun", topic.words[: found.start()], topic.party)


def _without_teller(topic: Topic, claim: Claim) -> Topic:
    """The words before who tells of it: "the waters over the weekend | , Japan's coast guard (said)"."""
    for teller in (clean(source.text) for source in claim.per if source.text):
        before = topic.words.removesuffix(teller).rstrip()
        if topic.kind and before.endswith(","):
            return Topic(topic.kind, before[:-1].rstrip(), topic.party)
    return topic


def _all_words(claim: Claim) -> Topic:
    """The whole evidence, for a sentence that would say nothing else of what the act is about."""
    words = clean(claim.evidence.text)
    return Topic("whole", words) if len(words.split()) > 3 else Topic(None, "")


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
    if whose and clean(speech.content[0].text).partition(" ")[0] in namer.phrasing.lists["verbs_alone"]:
        words = f"… {words}"
    asks = speech.kind == "direct" and speech.content[-1].text.rstrip("\"”’').").endswith("?") and said == "said"
    if to:
        told = "asked" if asks else "told" if said == "said" else "did not tell"
        return upper(f"{speakers} {told} {to}{whose}: {words}")
    said = "asked" if asks else said
    return upper(f"{speakers} {said}{whose}: {words}")


def _addressee(claim: Claim, namer: Namer, mentioned: Callable[[str], Party | None]) -> str | None:
    speakers = {p.code for p in claim.speech.speakers} if claim.speech else set()
    parties = [p for p in claim.recipient if p.code not in speakers]
    words = claim.speech.addressee if claim.speech else None
    if words and clean(words).split()[-1].lower() in namer.phrasing.lists["press"]:
        return clean(words)
    if not parties and words and (party := mentioned(words)) is not None:
        parties = [party]
    if parties:
        return listing(namer.parties(parties))
    return clean(words) if words else None


def _pattern(phrase: Phrase, topic: Topic, actors: bool, recipients: bool, together: bool) -> str:
    """The pattern for who is told; `{o}` ones where the evidence gives an object."""
    patterns = phrase.patterns
    if not actors:
        return _passive_of(phrase) or "[be] {q}"
    if topic.kind in ("noun", "of") or (topic.kind == "that" and "that" not in phrase.joins):
        named = "do_o" if recipients and not together else "alone_o"
        if named in patterns or (recipients and "alone_o" in patterns and "do" not in patterns):
            return patterns.get(named) or patterns["alone_o"]
    if together:
        return patterns.get("both") or patterns.get("alone") or patterns["do"]
    if recipients:
        return patterns.get("do") or patterns["alone"]
    return patterns.get("alone") or patterns["do"]


def _passive_of(phrase: Phrase) -> str | None:
    """What is said of the recipient where nobody is told to act: "[urge] {r} further" → "[be] <urge> further"; null where `{r}` stands elsewhere,
    which gives no passive.
    """
    if "done" in phrase.patterns:
        return phrase.patterns["done"]
    found = re.match(r"\[([a-z-]+)\] \{[rp]\}(.*)$", phrase.patterns.get("do", ""))
    return f"[be] <{found.group(1)}>{found.group(2)}" if found else None


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
    if verb == "be" and leads:
        return ("were" if plural else "was") + (" not" if negated else "")
    if negated:
        return f"did not {verb}" if leads else verb
    return phrasing.past(verb)


def _with_quote(sentence: str, topic: Topic, words: str, phrase: Phrase) -> str:
    """The quotation put where the pattern wants it, joined as the phrase says, or in brackets."""
    if topic.kind is None:
        return re.sub(r" \{[qo]\}", "", sentence)
    if "{o}" in sentence:
        return sentence.replace("{o}", words if _CONTACT.fullmatch(words) else quoted(words))
    if "{q}" in sentence:
        return sentence.replace("{q}", quoted(words))
    if topic.kind in phrase.joins:
        join = phrase.joins[topic.kind]
        words = words.removeprefix("that ") if join == "that " else words
        return f"{sentence} {join}{quoted(words)}"
    return f"{sentence} ({quoted(words)})"


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
    if where.country in {p.code for p in (*claim.actor, *claim.recipient)} and claim.mode == "visit":
        return ""
    return f" in {where.name}"


def _is_plural(subject: str) -> bool:
    first, last = subject.split(" ")[0], subject.split(" (")[0].split(" of ")[0].rsplit(" ", 1)[-1]
    if {first.lower(), last.lower()} & _PLURALS:
        return True
    return last.endswith("s") and not last.endswith(_SINGULAR_S) and last[:1].islower()


def upper(sentence: str) -> str:
    """The sentence with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]
