"""People and bodies without a country of their own: of the country whose affairs the text tells, where one leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from dragoman.records.party import Mention, Mentions, Party
from dragoman.resolve.setting import Affairs, Setting
from dragoman.resolve.story import AT_HOME, BY_GRAMMAR, FROM_OUTSIDE, OF_NO_STATE, OFFICE_OF, ORGAN_OF_PUBLISHER, Story

_LABEL = 7  # tokens behind a name in the label of a turn: ", Official Spokesperson:"
_NEEDED = 0.74  # how sure the setting must be to give a person a country

# Sectors of people who are a government's own where no word says whose they are, and of bodies that a government bans or closes.
_DEALT_WITH = frozenset({"BUS", "LAB", "AGR", "CVL"})
_RULED = frozenset({"PTY", "OPP", "JRN", "SOC"})
_HEADING = 6  # tokens of what a brief opens with: "Bosnia and Herzegovina:"


class Strangers(Story):
    """Settles what only the setting tells."""

    def _unidentified(self, mention: Mention) -> Mention:
        """ "Gunmen", "police", "the government" without a country: of the one whose affairs are told, if one is."""
        if self.parsed.lemmas[mention.head] in self.words["weapon"]:
            return mention
        if self._judges_from_outside(mention):
            return replace(mention, why=FROM_OUTSIDE)
        if self._organ(mention):
            return self._publisher(mention)
        sector = mention.why.removeprefix("sector=") or None
        affairs = (
            self._speaks_for(mention)
            or self._under_its_heading(mention)
            or self._fetched_home(mention)
            or self._at_home(mention, sector)
            or self._of_the_organ(mention)
            or self._of_the_place(mention)
            or self._own_office(mention)
            or self._titled(mention)
            or self._leaders_at_home(mention)
            or self._of_no_state(mention)
        )
        if affairs is None and self.setting and self._domestic(mention):
            affairs = self.setting.affairs(mention, sector)
        if affairs is None:
            return mention
        span = self.parsed.span(mention.first, mention.last)
        party = Party(affairs.code, span.text, span.text, span.start, span.end, sector, why=affairs.why)
        return replace(mention, parties=(party,), why=affairs.why, weight=affairs.weight)

    def _judges_from_outside(self, mention: Mention) -> bool:
        """ "Analysts say Kenya will not withdraw": whose they are is not told by whose affairs they judge."""
        p, head = self.parsed, mention.head
        if p.lemmas[head] not in self.words["outside-judge"] or self._anaphoric(mention):
            return False
        above = p.heads[head]
        says = p.labels[head] == "nsubj" and p.lemmas[above] in self.words["told-again-by"]
        return says or (p.labels[head] == "pobj" and p.lowers[above] in ("to", "by"))

    def _speaks_for(self, mention: Mention) -> Affairs | None:
        """ "KFOR has sent 100 soldiers, a spokesman said": of the body whose doing the sentence before the comma tells."""
        p, head = self.parsed, mention.head
        verb = p.heads[head]
        words = p.lowers[mention.first : mention.last]
        if (
            p.lemmas[head] not in self.words["speaks-for"]
            or words[0] not in ("a", "an")
            or not self._is_subject(mention)
        ):
            return None
        told = next((c for c in p.children[verb] if p.labels[c] == "ccomp" and c < head), None)
        subject = None if told is None else p.child(told, "nsubj", "nsubjpass")
        who = None if subject is None else self.mentions.at(subject)
        if (
            who is None
            or who.kind != "name"
            or len(who.parties) != 1
            or not who.parties[0].code
            or not who.parties[0].org
        ):
            return None
        party = who.parties[0]
        return Affairs(party.code or "", party.name, f"of {party.name}{BY_GRAMMAR}", 1.0)

    def _at_home(self, mention: Mention, sector: str | None) -> Affairs | None:
        """ "South Korea held a meeting with battery makers", "Mali's government banned all political parties": its own."""
        p, token = self.parsed, mention.head
        if not self._domestic(mention) or p.child(token, "relcl", "prep") is not None:
            return None
        told = [p.lowers[c] for c in p.children[token] if p.labels[c] == "amod"]
        if sector in _RULED and all(word in self.words["of-here"] for word in told):
            verbs = self.words["rules-over-own"]
        elif sector in _DEALT_WITH and not told:
            verbs = self.words["deals-with-own"]
        else:
            return None
        if p.labels[token] == "pobj" and p.lowers[p.heads[token]] == "with":
            token = p.heads[token]
            token = p.heads[token] if p.labels[p.heads[token]] == "dobj" else token  # "held a meeting with"
        verb = p.heads[token]
        if p.labels[token] not in ("dobj", "prep") or p.lemmas[verb] not in verbs:
            return None
        state = self._who_does(verb)
        if state is None or state.sector not in (None, "GOV", "MIL"):
            return None
        return Affairs(state.code or "", state.name, f"of {state.name}{AT_HOME}", 1.0)

    def _fetched_home(self, mention: Mention) -> Affairs | None:
        """ "Nigeria evacuated 300 citizens from Tunisia": its own."""
        p, token = self.parsed, mention.head
        if p.lemmas[token] not in self.words["own-people"]:
            return None
        while p.labels[token] in ("pobj", "prep", "conj") and p.heads[token] != token:
            token = p.heads[token]
        verb = p.heads[token]
        if p.labels[token] != "dobj" or p.lemmas[verb] not in self.words["fetches"]:
            return None
        state = self._who_does(verb)
        return None if state is None else Affairs(state.code or "", state.name, f"of {state.name}{BY_GRAMMAR}", 1.0)

    def _who_does(self, verb: int) -> Party | None:
        """The one state that is the subject of a verb, or of that on which it hangs: "promised to help", "began repatriating"."""
        p = self.parsed
        while p.child(verb, "nsubj") is None and p.labels[verb] in ("xcomp", "conj") and p.heads[verb] != verb:
            verb = p.heads[verb]
        subject = p.child(verb, "nsubj")
        who = None if subject is None else next((m for m in self.history if m.head == subject and m.parties), None)
        return who.parties[0] if who is not None and len(who.parties) == 1 and who.parties[0].code else None

    def _under_its_heading(self, mention: Mention) -> Affairs | None:
        """ "Malaysia: The government will deport 200 people": in a brief, of the state that its paragraph opens with."""
        p = self.parsed
        first, last = p.paragraphs[p.paragraph_index[mention.head]]
        colon = next((t for t in range(first, min(first + _HEADING, last)) if p.words[t] in (":", "—", "–")), None)
        opens = (
            None
            if colon is None
            else next((m for m in self.mentions.items if m.first >= first and m.last == colon), None)
        )
        if (
            opens is None
            or opens.first > first + 1
            or opens.kind != "name"
            or opens.parties[0].org
            or not self._domestic(mention)
        ):
            return None
        state = opens.parties[0]
        return Affairs(state.code or "", state.name, f"of {state.name}{BY_GRAMMAR}", 1.0) if state.code else None

    def _of_the_place(self, mention: Mention) -> Affairs | None:
        """Who acts in a relative clause about a place is of its state: "Singapore, where police froze accounts"."""
        p = self.parsed
        verb = p.heads[mention.head]
        where = p.labels[verb] == "relcl" and any(p.lowers[c] == "where" for c in p.children[verb])
        if not where or not self._is_subject(mention) or not self._domestic(mention):
            return None
        place = self.antecedent(mention)
        if place is not None and p.lemmas[place.head] in self.words["posted"]:
            return None  # "its consulates in Aleppo, where crowds tore down the flag"
        if place is None or len(place.parties) != 1 or place.kind not in ("name", "metonym", "adjective", "role"):
            return None
        owner = place.parties[0]
        return Affairs(owner.code, owner.name, f"of {owner.name}{BY_GRAMMAR}", 1.0) if owner.code else None

    def _domestic(self, mention: Mention) -> bool:
        """Not "foreign journalists", "regional states", "several countries"."""
        p = self.parsed
        if self._from_elsewhere(mention) or p.child(mention.head, "poss") is not None:
            return False
        plural = p.tags[mention.head] in ("NNS", "NNPS")
        several = bool(self._beside(mention) & self.words["several"]) or not self._anaphoric(mention)
        return not (
            plural and several and p.lemmas[mention.head] in self.words["state-noun"] | self.words["one-a-state"]
        )

    def _from_elsewhere(self, mention: Mention) -> bool:
        foreign = self.parsed.lemmas[mention.head] in self.words["from-elsewhere"]
        return foreign or bool(self._beside(mention) & self.words["elsewhere"])

    def _beside(self, mention: Mention) -> set[str]:
        """The words of a mention before its head, and those that hang on it."""
        p = self.parsed
        return {p.lowers[t] for t in (*range(mention.first, mention.head), *p.children[mention.head])}

    def _organ(self, mention: Mention) -> bool:
        """ "The Council", "the Organization": an organ that the text has named before or takes for known."""
        p = self.parsed
        if not p.tags[mention.head].startswith("NNP") or not self._anaphoric(mention):
            return False
        tokens = [t for t in range(mention.first, mention.last) if p.lowers[t] not in ("the", "former", "new")]
        return self._written(tokens) in self.words["organ-noun"]

    def _publisher(self, mention: Mention) -> Mention:
        """The organisation that publishes the text, or the only one that it names, for one of its organs."""
        body = self.setting.origin.body if self.setting else None
        if body is None:
            orgs = {
                m.parties[0].org: m
                for m in self.mentions.items
                if m.kind == "name" and m.parties[0].code in ("UNO", "IGO", "EUR")
            }
            chief = orgs.get("UN") or next((m for m in orgs.values() if len(orgs) == 1), None)
            if chief is not None:
                return replace(
                    self._taking(mention, chief.parties, f"an organ of {chief.parties[0].name}"), weight=0.85
                )
            return mention
        party = Party(body.code, body.name, "", 0, 0, None, body.org)
        return replace(self._taking(mention, (party,), f"{ORGAN_OF_PUBLISHER}, {body.name}"), weight=0.85)

    def _of_the_organ(self, mention: Mention) -> Affairs | None:
        """ "The Minister", "the Ministry" in what a ministry publishes: its own."""
        origin = self.setting.origin if self.setting else None
        if origin is None or origin.home is None or not self.parsed.tags[mention.head].startswith("NNP"):
            return None
        words = self._wording(mention)
        own = any(words in self.words.get(f"of-{word}", ()) for word in origin.organ)
        return (
            Affairs(origin.home.code, origin.home.name, f"{ORGAN_OF_PUBLISHER}, {origin.home.name}", 0.9)
            if own
            else None
        )

    def _own_office(self, mention: Mention) -> Affairs | None:
        """ "The Vice President", "Congress" in a readout of the state's own: an office or house of the publisher's state."""
        origin = self.setting.origin if self.setting else None
        if origin is None or origin.home is None or not origin.own:
            return None
        office = self._anaphoric(mention) and self._wording(mention) in self.words["own-office"]
        if not office and self._written(range(mention.first, mention.last)) not in self.words["own-house"]:
            return None
        if not self.parsed.tags[mention.head].startswith("NNP"):
            return None
        why = f"of {origin.home.name}, {origin.why}" if office else f"{ORGAN_OF_PUBLISHER}, {origin.home.name}"
        return Affairs(origin.home.code, origin.home.name, why, 0.9)

    def _leaders_at_home(self, mention: Mention) -> Affairs | None:
        """ "The congressional leaders" where a state tells of what it did and the text names no other."""
        origin = self.setting.origin if self.setting else None
        if self.setting is None or origin is None or origin.home is None or not origin.own or origin.about is not None:
            return None
        leaders = self.parsed.lemmas[mention.head] in self.words["home-many"] and not self._from_elsewhere(mention)
        if not leaders or self.setting.document.keys() - {origin.home.code}:
            return None
        return Affairs(
            origin.home.code, origin.home.name, f"of {origin.home.name}, {origin.why}, which names no other", 0.85
        )

    def _titled(self, mention: Mention) -> Affairs | None:
        """An office that one state alone has ("the Chief Cabinet Secretary", "a senior administration official")."""
        if self.setting is None or self.parsed.tags[mention.head] not in ("NN", "NNP"):
            return None
        words = self._wording(mention).removeprefix("a ").removeprefix("one ")
        code = self.setting.actors.of_titles.get(words)
        state = self.setting.actors.countries.get(code or "")
        name = state.name if state else code or ""
        return Affairs(code, name, f"“{words}”{OFFICE_OF}{name}", 0.9) if code else None

    def _of_no_state(self, mention: Mention) -> Affairs | None:
        """ "Aid agencies", "a human rights group": non-governmental bodies that nothing ties to a state."""
        p = self.parsed
        if self.setting and self.setting.origin.own and self.setting.origin.about is None:
            return None  # what a state tells of its own
        for first in range(max(mention.first, mention.head - 2), mention.head + 1):
            phrase = " ".join([*p.lowers[first : mention.head], p.lemmas[mention.head]]).replace(" - ", "-")
            if (
                phrase in self.words["of-no-state"]
                and p.child(mention.head, "poss") is None
                and not self._anaphoric(mention)
            ):
                return Affairs("NGO", "non-governmental organisations", f"“{phrase}”{OF_NO_STATE}", 0.8)
        return None

    def _wording(self, mention: Mention) -> str:
        words = self._written(range(mention.first, mention.last))
        return words.removeprefix("the ").removeprefix("former ")

    def _written(self, tokens: Iterable[int]) -> str:
        """Words in lower case, with hyphens as they are written: "secretary-general"."""
        return " ".join(self.parsed.lowers[t] for t in tokens).replace(" - ", "-")


def with_strangers(mentions: Mentions, setting: Setting) -> Mentions:
    """The mentions, persons whom the codebook does not know taken to be of the country whose affairs are told, each the same throughout.

    The surest of a person's mentions counts; where none is sure enough, the person keeps no code.
    """
    told: dict[str, Affairs] = {}
    labelled = labelled_speakers(mentions, setting)
    unknown = [m for m in mentions.items if m.kind == "person" and m.parties and m.parties[0].code is None]
    barred: dict[str, frozenset[str]] = {}
    home = setting.origin.home if setting.origin.own else None
    for mention in unknown:  # makers first: they are told by construction
        state = setting.actors.countries.get(setting.maker_of(mention) or "")
        if state is not None:
            told[known_as(mention.parties[0])] = Affairs(state.code, state.name, f"of {state.name}{BY_GRAMMAR}", 1.0)
    for mention in unknown:
        name = known_as(mention.parties[0])
        barred[name] = barred.get(name, frozenset()) | setting.foreign_to(mention)
    for mention in unknown:
        party = mention.parties[0]
        name = known_as(party)
        if barred[name] and home is not None:
            affairs: Affairs | None = Affairs(home.code, home.name, f"of {home.name}{BY_GRAMMAR}", 0.9)  # and abroad
        else:
            affairs = None if name in labelled else setting.affairs(mention, party.sector, barred[name])
        if affairs is not None and affairs.weight > max(_NEEDED, getattr(told.get(name), "weight", 0.0)):
            told[name] = affairs
    return Mentions(tuple(_settled(m, told) for m in mentions.items))


def labelled_speakers(mentions: Mentions, setting: Setting) -> set[str]:
    """Who speaks in a transcript and is told of by no words but their own, which are of all countries: "Manish Jha, TV9: Canada has expelled …"."""
    p, found = setting.parsed, Counter[str]()
    for mention in mentions.items:
        if (
            mention.kind == "person"
            and mention.parties
            and mention.first == p.paragraphs[p.paragraph_index[mention.first]][0]
        ):
            found[known_as(mention.parties[0])] += ":" in p.words[mention.last : mention.last + _LABEL]
    return {name for name, labels in found.items() if labels}


def _settled(mention: Mention, told: dict[str, Affairs]) -> Mention:
    if mention.kind != "person" or not mention.parties or mention.parties[0].code is not None:
        return mention
    party = mention.parties[0]
    affairs = told.get(known_as(party))
    if affairs is None:
        return mention
    found = replace(party, code=affairs.code, sector=party.sector or "CVL", why=affairs.why)
    return replace(mention, parties=(found,), why=affairs.why, weight=affairs.weight)


def known_as(party: Party) -> str:
    """The last word of a person's name."""
    return party.name.split()[-1]
