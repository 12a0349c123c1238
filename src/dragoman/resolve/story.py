"""What the steps of coreference share: the mentions so far, and who stands where among them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions, Party
from dragoman.resolve.company import company, joined_here, main_clause
from dragoman.resolve.digest import is_digest
from dragoman.resolve.setting import Setting

Words = dict[str, frozenset[str]]
REACH = 3
# Parts of the `why` of what its own words settle, whatever the text: an office that one body alone has; an organ of the publisher.
OFFICE_OF, ORGAN_OF_PUBLISHER = " is an office of ", "an organ of the publisher"
OF_ITS_KIND = ", the last such state named"  # end of the `why` of "the Baltic state"
LED_BY = "led by "  # start of the `why` of a body that is called by who leads it
OF_NO_STATE = ", tied to no state"  # end of the `why` of what is of no government
WHO_MET = ", who met"  # end of the `why` of "his host", "his two counterparts"
FROM_OUTSIDE = "they judge from outside"  # `why` of "analysts say", of no state that the text tells
WHOSE_TEXT = ", whose text it is"  # end of the `why` of "we" in what a state publishes
AT_HOME = ", whose own they are"  # end of the `why` of firms and people that a government meets, helps or asks without a word of whose they are
BY_GRAMMAR = ", as the sentence is built"  # end of the `why` of what construction alone settles
_OFFICIAL = {"government", "side", "leader", "president", "minister", "they"}


@dataclass(frozen=True, slots=True)
class SpeakerRange:
    """Code points `[start, end)` of what somebody says, with the speaking and the addressed parties."""

    start: int
    end: int
    speakers: tuple[Party, ...]
    addressees: tuple[Party, ...] = ()


class Story:
    """One parse with its mentions; `history` holds those settled so far, in order of the text."""

    def __init__(
        self,
        parsed: ParsedText,
        mentions: Mentions,
        words: Words,
        speeches: tuple[SpeakerRange, ...],
        setting: Setting | None = None,
    ) -> None:
        self.setting = setting
        self.parsed, self.mentions, self.words, self.speeches = parsed, mentions, words, speeches
        self.history: list[Mention] = []
        self.by_sentence: dict[int, list[Mention]] = {}
        self.digest = is_digest(parsed, mentions)
        self.genders = self._named_genders()  # name → he or she, by the name or as the text has used it
        self.states: dict[str, Party] = {}
        for mention in mentions.items:
            if mention.kind in ("name", "adjective", "metonym") and mention.parties and not mention.parties[0].org:
                party = mention.parties[0]
                self.states.setdefault(party.code or "", replace(party, sector=None))

    def _named_genders(self) -> dict[str, str]:
        """Full name of a person → `he` or `she`, as far as a word before it or the given name tells."""
        found: dict[str, str] = {}
        for mention in self.mentions.items:
            if mention.kind == "person" and mention.parties and (gender := self.gender_told(mention)):
                found.setdefault(mention.parties[0].name, gender)
        return found

    def gender_told(self, mention: Mention) -> str:
        """`he` or `she` by the words of a person or role ("Mr Kurti", "the spokeswoman", "Kaja Kallas"), else empty."""
        p = self.parsed
        said = [p.lowers[t].rstrip(".") for t in range(max(0, mention.first - 1), mention.last)]
        named = mention.parties[0].name.lower().split() if mention.parties else []
        for kind, heard in (("word", said), ("name", named if mention.kind == "person" else [])):
            for gender in ("woman", "man"):
                if not self.words[f"{gender}-{kind}"].isdisjoint(heard):
                    return "she" if gender == "woman" else "he"
        return ""

    def enter(self, mention: Mention) -> None:
        """Goes on to a mention; in a digest each paragraph is a story of its own."""
        if self.history and self.digest and self._paragraph(mention) != self._paragraph(self.history[-1]):
            self.history.clear()
            self.by_sentence.clear()

    def remember(self, mention: Mention) -> None:
        """Adds a settled mention to the story."""
        self.history.append(mention)
        self.by_sentence.setdefault(self._sentence(mention), []).append(mention)

    def inside(self, sentence: int) -> list[Mention]:
        """The settled mentions of a sentence, in order of the text."""
        return self.by_sentence.get(sentence, [])

    def antecedent(self, mention: Mention) -> Mention | None:
        """Whom the relative clause that the mention stands in is about: "Uganda, whose troops …", "Singapore, where police …"."""
        p = self.parsed
        node = mention.head
        while p.labels[node] != "relcl" and p.heads[node] != node:
            node = p.heads[node]
        if p.labels[node] != "relcl":
            return None
        noun = p.heads[node]
        told = [m for m in self.history if m.parties and m.last <= mention.first]
        exact = next((m for m in reversed(told) if m.head == noun), None)
        return exact or next((m for m in reversed(told) if p.heads[m.head] == noun and m.kind == "adjective"), None)

    def _taking(self, mention: Mention, parties: tuple[Party, ...], why: str, chain: int = -1) -> Mention:
        span = self.parsed.span(mention.first, mention.last)
        taken = tuple(replace(p, text=span.text, start=span.start, end=span.end, why=why) for p in parties)
        return replace(mention, parties=taken, why=why, chain=chain)

    def _paragraph(self, mention: Mention) -> int:
        return self.parsed.paragraph_index[mention.head]

    def _sentence(self, mention: Mention) -> int:
        return self.parsed.sentence_index[mention.head]

    def _is_subject(self, mention: Mention) -> bool:
        return self.parsed.labels[mention.head] in ("nsubj", "nsubjpass")

    def _leads(self, mention: Mention) -> bool:
        """Whether the mention is the subject of its sentence's main clause."""
        return self._is_subject(mention) and main_clause(self.parsed, self.parsed.heads[mention.head])

    def _eligible(self, mention: Mention, persons: bool) -> bool:
        if not mention.parties or len(mention.parties) != 1 or mention.kind == "pronoun":
            return False
        party = mention.parties[0]
        if persons:
            return mention.kind == "person" and party.code is not None and party.sector in ("GOV", "MIL", "LEG", "ELI")
        if mention.place or party.org or party.code is None:
            return False
        return mention.kind in ("name", "adjective", "metonym", "person") or party.sector in ("GOV", "MIL")

    def _outside(self, mention: Mention) -> set[str | None]:
        """Codes of who stands opposite those meant, and so is none of them: who does something to or with them ("Anwar rang both leaders",
        "Sweden has asked both sides for the data", "is expected in both capitals"); not who has to do with what is between them, but who brings them
        together ("ready to host a meeting between the two leaders")."""
        p = self.parsed
        if p.child(mention.head, "poss") is not None:
            return set()  # "invite each other to visit their countries" are their own
        node = mention.head
        if p.labels[node] == "nsubj" and p.labels[p.heads[node]] in ("ccomp", "xcomp"):  # "urged the parties to go"
            node = p.heads[node]
            if not any(p.lowers[c] == "to" for c in p.children[node]):
                return set()
        while p.labels[node] in ("dobj", "dative", "pobj", "prep", "poss", "xcomp", "ccomp") and p.heads[node] != node:
            by = {p.lemmas[p.heads[node]], p.lemmas[p.heads[p.heads[node]]]} & self.words["brings-together"]
            brought = bool(by) and p.lowers[node] != "of"
            if (p.lowers[node] in ("between", "among", "of") and not brought) or p.labels[node] == "poss":
                return set()
            node = p.heads[node]
            if p.tags[node].startswith(("VB", "MD")) and (subject := self._subject_of(node)) >= 0:
                return self._codes_at(subject)
        return set()

    def _subject_of(self, verb: int) -> int:
        """The subject of a verb or, where it has none of its own, of the one above; -1 where there is none."""
        p = self.parsed
        subject = p.child(verb, "nsubj", "nsubjpass")
        while subject is None and p.labels[verb] in ("conj", "xcomp", "advcl", "acomp") and p.heads[verb] != verb:
            verb = p.heads[verb]
            subject = p.child(verb, "nsubj", "nsubjpass")
        if subject is not None and p.tags[subject] in ("WDT", "WP") and p.labels[verb] == "relcl":
            return p.heads[verb]
        return -1 if subject is None else subject

    def _codes_at(self, token: int) -> set[str | None]:
        """Codes of the one party that a word stands for; none where it stands for several."""
        found = {x.code for m in self.history if m.head == token for x in m.parties}
        return found if len(found) == 1 else set()

    def _recent(self, mention: Mention, persons: bool, number: int) -> tuple[Party, ...] | None:
        here = self._sentence(mention)
        outside = self._outside(mention)
        by_code: dict[str, Party] = {}
        for other in reversed(self.history):
            if here - self._sentence(other) > REACH:
                break
            if self._eligible(other, persons) and other.parties[0].code not in outside:
                party = other.parties[0] if persons else self._state(other.parties[0])
                by_code.setdefault(party.code or "", party)
            if len(by_code) == number:
                return tuple(reversed(by_code.values()))
        return None

    def _following(self, mention: Mention, persons: bool, number: int) -> tuple[Party, ...] | None:
        """A text that opens with "The two ministers": those named most in what follows."""
        if self._sentence(mention) > 1:
            return None
        counts: dict[str, int] = {}
        first: dict[str, Party] = {}
        for other in self.mentions.items:
            if self._eligible(other, persons):
                party = other.parties[0] if persons else self._state(other.parties[0])
                counts[party.code or ""] = counts.get(party.code or "", 0) + 1
                first.setdefault(party.code or "", party)
        ranked = sorted(counts, key=lambda c: -counts[c])
        if len(ranked) < number or (len(ranked) > number and counts[ranked[number - 1]] == counts[ranked[number]]):
            return None
        return tuple(first[c] for c in sorted(ranked[:number], key=lambda c: first[c].start))

    def _dominating(self, number: int) -> tuple[Party, ...] | None:
        return self._following(Mention(0, 1, 0, "group"), False, number) if self.mentions.items else None

    def _state(self, party: Party) -> Party:
        """The state that a party is of."""
        return self.states.get(party.code or "") or replace(party, sector=None, office=None)

    def _met_there(self, mention: Mention) -> tuple[Party, ...]:
        """ "Xi and Lula met in Rio, where they agreed": those whom the clause above joins."""
        p = self.parsed
        verb = p.heads[mention.head]
        led = mention.first > 0 and p.lowers[mention.first - 1] in ("when", "where")
        if not led or p.labels[verb] not in ("relcl", "advcl"):
            return ()
        return self._joined_before(mention)

    def _joined_before(self, mention: Mention) -> tuple[Party, ...]:
        """The two whom its own sentence joins in front of it."""
        here = self._sentence(mention)
        before = [m for m in self.inside(here) if m.last <= mention.first]
        return joined_here(self.parsed, before, here, self.words["meeting-verb"])

    def _back(self, mention: Mention, reach: int = REACH) -> range:
        """Its sentence and so many before, the nearest first."""
        here = self._sentence(mention)
        return range(here, max(-1, here - reach - 1), -1)

    def _anaphoric(self, mention: Mention) -> bool:
        """Whether an article or possessive says that the reader knows who is meant, its own or shared: "the President and Prime Minister"."""
        p, head = self.parsed, mention.head
        words = ("the", "this", "that", "its", "his", "her", "their", "both")
        if any(p.lowers[c] in words for c in p.children[head]):
            return True
        shares = p.labels[head] == "conj" and p.tags[head] == "NNP" and p.child(head, "det", "poss", "nummod") is None
        return shares and any(p.lowers[c] in words for c in p.children[p.heads[head]])

    def _hosts(self, lemma: str, persons: bool) -> tuple[Party, ...]:
        """The publisher's state and the one that the title tells of a contact with; their people in office if those are meant."""
        origin = self.setting.origin if self.setting else None
        if origin is None or not origin.own or origin.home is None or origin.about is None:
            return ()
        found = []
        for state in (origin.home, origin.about):
            party = Party(state.code, state.name, "", 0, 0, "GOV" if persons or lemma in _OFFICIAL else None)
            named = (m.parties[0] for m in self.mentions.items if self._eligible(m, True))
            holder = next((p for p in named if p.code == state.code and p.office), None) if persons else None
            found.append(holder or replace(party, wikidata=state.wikidata))
        return tuple(found)

    def _company_before(self, mention: Mention, number: int) -> tuple[Party, ...]:
        """Those who act together in the nearest sentence before; number: how many, 0 for any, and of two none who stands opposite them."""
        outside = self._outside(mention) if number == 2 else set()
        for sentence in range(self._sentence(mention) - 1, -1, -1):
            found = company(self.parsed, self.inside(sentence), sentence, True, self.words["talk-noun"])
            if found and number in (0, len(found)) and not outside & {p.code for p in found}:
                return found
        return ()

    def _coordinated(self, mention: Mention) -> tuple[Party, ...]:
        here = self._sentence(mention)
        for sentence in (here, here - 1):
            inside = [
                m
                for m in self.history
                if self._sentence(m) == sentence
                and len(m.parties) == 1
                and m.kind in ("name", "person", "metonym", "role")
                and not m.place
            ]
            heads = [m for m in inside if self.parsed.labels[m.head] in ("nsubj", "nsubjpass", "conj", "dobj")]
            codes = {m.parties[0].code: m.parties[0] for m in heads}
            if len(codes) == 2:
                return tuple(codes.values())
        return ()
