"""What became of a commitment: later claims that tell the promised deed, or its contrary, and the deadline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.codebook.commitments import CommitmentWords
from dragoman.codebook.rareness import Rareness, stem
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.commitment import Bound, Deciding

# Share of the weight of the promise's words that a claim must have in common, or weight in all, to be of the same matter.
SHARE, WEIGHT = 0.3, 12.0
# Words rarer than this tell a matter.
TELLING = 3.0
# A claim decides though it shares no word of the matter, where parties, type and the days promised meet and the deed is a contact.
_CONTACTS = frozenset({"CONSULT"})
# Acts of words, which are no deed where it is not known which deed was promised.
_WORDS = frozenset({"AGREE", "REQUEST", "THREATEN", "ACCUSE", "REJECT"})
_UNREAL = frozenset({"future", "hypothetical", "negation"})
_WORD = re.compile(r"[^\W\d_]{3,}")
_SURE = 0.5


@dataclass(frozen=True)
class Later:
    """Claims of acts as they are looked up for outcomes.

    codes, around: of each claim, who takes part and the sentence it stands in. by_stem: stem of a sentence → places in `claims`; contacts: code → places
    of CONSULT claims. published: document → day. covered: code → (day, codes named) of each document that names it, in order of days.
    """

    claims: tuple[Claim, ...]
    codes: tuple[frozenset[str], ...]
    around: tuple[str, ...]
    by_stem: Mapping[str, Sequence[int]]
    contacts: Mapping[str, Sequence[int]]
    published: Mapping[str, str | None]
    covered: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    words: CommitmentWords
    rareness: Rareness

    def naming(self, codes: frozenset[str], day: str, until: str) -> int:
        """How many documents after `day` and up to `until` name all of `codes`."""
        days = self.covered.get(min(codes), ())
        first = bisect_left([told for told, _ in days], day + "~")
        return sum(1 for told, named in days[first:] if told <= until and codes <= named)


def later_claims(selection: Selection, words: CommitmentWords, rareness: Rareness, min_confidence: float) -> Later:
    """The claims of a selection as they are looked up for outcomes."""
    named: dict[str, set[str]] = defaultdict(set)
    claims: list[Claim] = []
    for claim in selection.claims:
        named[claim.document] |= codes_of(claim)
        if claim.event_type is not None and claim.confidence >= min_confidence:
            claims.append(claim)
    published = {r.document: r.published for r in selection.readings}
    around = tuple(sentence_of(claim, selection.texts) for claim in claims)
    codes = tuple(frozenset(codes_of(claim)) for claim in claims)
    by_stem: dict[str, list[int]] = defaultdict(list)
    contacts: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        for one in {stem(w) for w in _WORD.findall(around[place].lower())}:
            if rareness.of(one) >= TELLING:
                by_stem[one].append(place)
        for code in codes[place] if claim.event_type in _CONTACTS else ():
            contacts[code].append(place)
    return Later(
        tuple(claims),
        codes,
        around,
        by_stem,
        contacts,
        published,
        _covered(named, published, selection),
        words,
        rareness,
    )


def _covered(
    named: Mapping[str, set[str]], published: Mapping[str, str | None], selection: Selection
) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    covered: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for document, codes in named.items():
        if (day := published.get(document)) is not None and document not in selection.stories:
            for code in codes:
                covered[code].append((day, frozenset(codes)))
    return {code: tuple(sorted(days, key=lambda d: d[0])) for code, days in covered.items()}


def codes_of(claim: Claim) -> set[str]:
    """Codes of all who act, are acted on or speak."""
    speakers = claim.speech.speakers if claim.speech else ()
    return {p.code for p in (*claim.actor, *claim.recipient, *speakers) if p.code}


def outcome(
    told: Sequence[Bound], made: str | None, as_of: str | None, later: Later
) -> tuple[str, tuple[Deciding, ...], tuple[str, ...]]:
    """Status, deciding claims, the decisive one first, and doubt about them, of a commitment that `told` tells, as of a day."""
    lead = told[0]
    who = {p.code for p in lead.who if p.code}
    if not who or made is None:
        return "open", (), ("who is bound, or when, is not known, so that no later claim can decide",)
    found = [d for n in _candidates(lead, who, later) if (d := _decides(n, told, who, made, as_of, later)) is not None]
    found.sort(key=lambda d: (d.day or "", d.claim.confidence, d.claim.id), reverse=True)
    if found:
        return found[0].verdict, tuple(found), _doubt(found, lead)
    return _without(lead, who, made, as_of, later)


def _without(
    lead: Bound, who: set[str], made: str, as_of: str | None, later: Later
) -> tuple[str, tuple[Deciding, ...], tuple[str, ...]]:
    """Lapsed or open, where no later claim tells the deed or its contrary."""
    limit = lead.deadline.last if lead.deadline else None
    if limit is None or as_of is None or limit >= as_of:
        return "open", (), ()
    codes = frozenset(who | {p.code for p in lead.to if p.code})
    documents = later.naming(codes, limit, as_of)
    if not documents:
        return "open", (), (f"the deadline {limit} has passed, but no later document names the parties",)
    few = (
        (f"only {documents} document{'s' if documents > 1 else ''} since the deadline names the parties",)
        if documents < 3
        else ()
    )
    return "lapsed", (), few


def _candidates(lead: Bound, who: set[str], later: Later) -> list[int]:
    """Places of the claims that name a bound party, with the other side where there is one, and share a word of the matter or are a contact."""
    pair = who | {p.code for p in lead.to if p.code}
    found = {n for s in weights(lead, later.words, later.rareness) for n in later.by_stem.get(s, ())}
    if lead.deadline is not None and len(pair) > 1:
        found |= {n for code in who for n in later.contacts.get(code, ())}
    both = len(pair) > 1
    return sorted(
        n
        for n in found
        if later.codes[n] & who and (not both or len(later.codes[n] & pair) > 1 or len(later.codes[n]) == 1)
    )


def _decides(
    place: int, told: Sequence[Bound], who: set[str], made: str, as_of: str | None, later: Later
) -> Deciding | None:
    """What a claim says of a commitment; null where it says nothing."""
    lead, claim, sentence = told[0], later.claims[place], later.around[place]
    day = _day(claim, later)
    if day is None or day < made or (as_of is not None and (later.published.get(claim.document) or day) > as_of):
        return None
    if any(claim is b.claim or (claim.text_id == b.text_id and claim.evidence.overlaps(b.words)) for b in told):
        return None
    if (later.published.get(claim.document) or "9999") <= made and claim.when.basis not in ("stated", "reckoned"):
        return None
    shared, share, weight = _matter(lead, sentence, later)
    same = share >= SHARE or weight >= WEIGHT
    contrary = _contrary(claim, sentence, later.words)
    if contrary and same:
        return Deciding(claim, "broken", day, (contrary, _said(shared)))
    if _UNREAL & set(claim.aux) or contrary:
        return None
    actors = {p.code for p in claim.actor if p.code}
    doers = who | {p.code for p in lead.to if p.code} if lead.kind == "invitation" else who
    if (lead.deed and claim.event_type not in lead.deed) or not actors & doers:
        return None
    if not same and not _meets(claim, lead, who):
        return None
    if not lead.deed and (share < 2 * SHARE or claim.event_type in _WORDS):
        return None
    why = [f"{claim.event_type} by {', '.join(sorted(actors & doers))}"]
    why.append(_said(shared) if shared else "parties, kind of deed and promised days meet")
    return Deciding(claim, "kept", day, tuple(why))


def _meets(claim: Claim, lead: Bound, who: set[str]) -> bool:
    """A contact of the promised parties within the promised days."""
    if (
        claim.event_type not in _CONTACTS & lead.deed
        or lead.deadline is None
        or claim.when.first is None
        or claim.when.last is None
    ):
        return False
    to = {p.code for p in lead.to if p.code} - who
    limits = lead.deadline.first or "", lead.deadline.last or ""
    both = codes_of(claim) >= (who | to) and len(who | to) > 1
    return both and claim.when.first <= limits[1] and claim.when.last >= limits[0] and claim.when.basis != "unknown"


def _day(claim: Claim, later: Later) -> str | None:
    """The first day of what is told, where it is told as of a day, else the day of the report."""
    return claim.when.first or later.published.get(claim.document)


def _contrary(claim: Claim, sentence: str, words: CommitmentWords) -> str:
    """By what a claim tells that something was not done; empty where by nothing."""
    if {"hypothetical", "future"} & set(claim.aux):
        return ""
    if "negation" in claim.aux:
        return "told as not done"
    found = words.contrary.search(sentence)
    if found:
        return f"“{found[0]}”"
    return f"{claim.event_type} told" if claim.event_type in words.contrary_types else ""


def sentence_of(claim: Claim, texts: Mapping[str, str]) -> str:
    """The sentence that a claim's evidence stands in, roughly cut."""
    text = texts[claim.text_id]
    start = max(text.rfind(". ", 0, claim.evidence.start) + 1, text.rfind("\n", 0, claim.evidence.start) + 1)
    ends = [p for mark in (". ", "\n") if (p := text.find(mark, claim.evidence.end)) >= 0]
    return text[start : min(ends, default=len(text))].strip()


def _matter(lead: Bound, sentence: str, later: Later) -> tuple[list[str], float, float]:
    """Words that a sentence shares with what was bound to, rarest first, their share of its weight, and their weight."""
    own = weights(lead, later.words, later.rareness)
    there = {stem(w) for w in _WORD.findall(sentence.lower())}
    shared = sorted((s for s in own if s in there), key=lambda s: (-own[s], s))
    weight = sum(own[s] for s in shared)
    names = {stem(w): w for w in _WORD.findall(lead.matter.text.lower())}
    return [names[s] for s in shared], weight / total if (total := sum(own.values())) else 0.0, weight


def weights(lead: Bound, words: CommitmentWords, rareness: Rareness) -> dict[str, float]:
    """Stem → rareness of the words that tell the matter; names of the parties and empty words are left out."""
    parties = {stem(w) for p in (*lead.who, *lead.to) for w in _WORD.findall(f"{p.text} {p.name}".lower())}
    found = {stem(w): rareness.of(stem(w)) for w in _WORD.findall(lead.matter.text.lower()) if w not in words.empty}
    return {s: r for s, r in found.items() if r >= TELLING and s not in parties}


def _said(shared: Sequence[str]) -> str:
    return f"shares {', '.join(f'“{w}”' for w in shared[:5])}"


def _doubt(found: Sequence[Deciding], lead: Bound) -> tuple[str, ...]:
    """Why the decision may be wrong."""
    first = found[0]
    doubt = []
    if first.claim.confidence < _SURE:
        doubt.append(f"the deciding claim has confidence {first.claim.confidence:.2f}")
    if any(d.verdict != first.verdict for d in found):
        doubt.append("claims tell both that it was done and that it was not; the latest decides")
    if len(found) == 1:
        doubt.append("one claim alone decides")
    if not any(w.startswith("shares") for w in first.why):
        doubt.append("no word of the matter is shared; parties, kind and days alone decide")
    limit = lead.deadline.last if lead.deadline else None
    if first.verdict == "kept" and limit and first.day and first.day > limit:
        late = (date.fromisoformat(first.day) - date.fromisoformat(limit)).days
        doubt.append(f"told {late} days after the deadline")
    return tuple(doubt)
