"""Mentions → parties, as far as their own words, the day and the other names of the text tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dragoman.codebook.actors import Actors
from dragoman.codebook.offices import NAMED, Offices, Term, without_generation
from dragoman.records.parsed import ParsedText, no_owner, posted_to
from dragoman.records.party import Mention, Mentions, Party
from dragoman.resolve.story import LED_BY

# Labels inside a description of a person that lead to their country ("the foreign minister of Norway").
_DESCRIBING = {"poss", "amod", "nmod", "compound", "prep", "pobj", "case"}
# A text names the state of a party's name so many times as seldom as another: its parties are hardly meant.
_FOREIGN = 3
_REMEMBERED = 15  # years for which one who ruled is still called by the surname alone
MINISTERIAL = {"foreign_minister", "defence_minister", "head_of_government", "head_of_state", "vice_president"}


def resolve_parties(
    parsed: ParsedText, mentions: Mentions, actors: Actors, offices: Offices, published: str | None
) -> Mentions:
    """The mentions with persons resolved: by full name, by title and country, by the text's own fuller names, by office on the day.

    An unknown person keeps the name and has no code, unless title or possessor names a country.
    """
    mentions = Mentions(tuple(_as_then(m, actors, published) for m in mentions.items)) if actors.periods else mentions
    mentions = _between_states(parsed, _home_parties(parsed, mentions, actors), actors)
    people = _People(parsed, mentions, actors, offices, published)
    return Mentions(tuple(people.resolve(m) if m.kind == "person" else people.led(m) for m in mentions.items))


def _as_then(mention: Mention, actors: Actors, day: str | None) -> Mention:
    """The mention of a name that stands for one party after another, for the one of that day; for none on a day that none has."""
    periods = actors.periods.get(mention.parties[0].text.replace("’", "'"), ()) if len(mention.parties) == 1 else ()
    if not periods or day is None:
        return mention
    own = mention.parties[0]
    then = next((p for p in periods if p.start <= day <= p.end), None)
    if then is None:
        why = f"“{own.text}” stands for nobody on {day}"
        return replace(mention, parties=(replace(own, code=None, sector=None, org=None, why=why),), why=why)
    why = f"“{own.text}” is {then.actor.name} from {then.start} to {then.end}"
    actor = then.actor
    party = replace(own, code=actor.code, name=actor.name, sector=actor.sector, org=actor.org, why=why)
    return replace(mention, parties=(party,), why=why)


def _between_states(parsed: ParsedText, mentions: Mentions, actors: Actors) -> Mentions:
    """The mentions, an adjective behind "inter-" as the states of that name: "the inter-Korean military accord"."""

    def both(mention: Mention) -> Mention:
        inter = parsed.lowers[max(0, mention.first - 2) : mention.first] == ("inter", "-")
        codes = sorted(actors.words.get(f"inter-{parsed.lowers[mention.head]}", ())) if inter else []
        if not codes or len(mention.parties) != 1:
            return mention
        own = mention.parties[0]
        states = (actors.countries[c.upper()] for c in codes)
        return replace(mention, parties=tuple(replace(own, code=s.code, name=s.name, why="both") for s in states))

    return Mentions(tuple(both(m) if m.kind == "adjective" else m for m in mentions.items))


def _home_parties(parsed: ParsedText, mentions: Mentions, actors: Actors) -> Mentions:
    """The mentions, a name that parties of many states have without a state where the text names others and not the best known party's: "the Democratic
    Party" in Seoul."""
    shared = actors.words["shared-party-name"]
    like = {m for m in mentions.items if m.kind == "name" and parsed.span(m.first, m.last).text.lower() in shared}
    if not like:
        return mentions
    codes = [p.code or "" for m in mentions.items if m not in like for p in m.parties]
    named = Counter(code for code in codes if code in actors.countries)
    most = max(named.values(), default=0)
    open_ = {m for m in like if most and sum(named[p.code or ""] for p in m.parties) * _FOREIGN < most}
    return Mentions(
        tuple(replace(m, kind="role", parties=(), why="sector=PTY") if m in open_ else m for m in mentions.items)
    )


def _notes(mention: Mention) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in mention.why.split("; ") if part)


class _People:
    def __init__(
        self, parsed: ParsedText, mentions: Mentions, actors: Actors, offices: Offices, published: str | None
    ) -> None:
        self.parsed, self.mentions, self.actors, self.offices, self.day = parsed, mentions, actors, offices, published
        named = [
            p.code
            for m in mentions.items
            if m.kind in ("name", "metonym", "adjective", "role")
            for p in m.parties
            if p.code
        ]
        self.countries = Counter(named)
        self.full: dict[str, tuple[Party, int]] = {}
        self.chains = 0
        for mention in mentions.items:
            if mention.kind == "person" and len(mention.parties[0].name.split()) > 1:
                self._remember(mention)

    # Full names -----------------------------------------------------------------------------------------------

    def _remember(self, mention: Mention) -> None:
        party = self._by_full_name(mention)
        words = without_generation(party.name)
        spoken = without_generation(mention.parties[0].name)
        chain = next((c for p, c in self.full.values() if p.name == party.name), self.chains)
        self.chains = max(self.chains, chain + 1)
        for key in {
            " ".join(spoken),
            spoken[-1],
            party.name,
            *([words[0]] if party.code in ("CHN", "TWN", "KOR", "PRK", "VNM") else [words[-1]]),
        }:
            known = self.full.get(key)
            if known is None or (known[0].code is None and party.code is not None and known[0].name == party.name):
                self.full[key] = (party, chain)
        if len(spoken) == 2:
            self.full.setdefault(spoken[0], (party, chain))  # by the given name, where nobody is called so

    def _by_full_name(self, mention: Mention) -> Party:
        notes = _notes(mention)
        name = mention.parties[0].name
        terms = self.offices.holders(name, self.day) or self._latest(name)
        if not self.offices.known(name):
            terms = self._of_class(terms, notes)
        country = notes.get("country") or self._beside(mention)
        country = country or (self._tied(mention) if "title" in notes and not terms else None)
        fitting = [t for t in terms if country in (None, t.code)] or ([] if country else list(terms))
        if fitting:
            return self._of_term(mention, self._titled(fitting, notes), "former" in notes)
        return self._unknown(mention, country, notes)

    def _latest(self, name: str) -> tuple[Term, ...]:
        """Terms of one whose office ended before the day, or none on that day: the person is known all the same.

        Who will hold one later is of the state then already, but not of a body of many states.
        """
        terms = self.offices.known(name)
        before = [t for t in terms if self.day is None or t.end < self.day]
        later = [t for t in terms if t.code in self.actors.countries]
        return tuple(sorted(before, key=lambda t: t.end, reverse=True)) or tuple(later)

    def _of_class(self, terms: tuple[Term, ...], notes: dict[str, str]) -> tuple[Term, ...]:
        """Those who hold the office that the title tells, of all who are called so for short ("King Abdullah II"): first of named states."""
        cls = self.actors.titles.get(notes.get("title", ""))
        found = tuple(t for t in terms if t.cls in (cls, NAMED)) if cls in MINISTERIAL else terms
        return tuple(t for t in found if t.code in self.countries) or found

    def _titled(self, terms: list[Term], notes: dict[str, str]) -> Term:
        cls = self.actors.titles.get(notes.get("title", ""), "")
        return next((t for t in terms if t.cls == cls), terms[0])

    def _of_term(self, mention: Mention, term: Term, former: bool) -> Party:
        own = mention.parties[0]
        held = self.day is None or term.holds(self.day)
        title = _notes(mention).get("title", "")
        now = None if held or former or title else self._in_apposition(mention)
        if now is not None and now not in self.actors.countries:  # "the United Nations envoy, Abdul Ilah Khatib,"
            found = self._unknown(mention, now, _notes(mention))
            return replace(
                found, name=term.person, wikidata=term.wikidata, why=f"{term.person}, by the words beside the name"
            )
        if not (title or held):
            title = self._apposed_title(mention) or ""
            former, title = former or title.startswith("former "), title.removeprefix("former ")
        cls = self.actors.titles.get(title) if title else None
        # a title in the text wins over the table: the day may be wrong, or the office held again
        later = self.day is not None and term.start > self.day and cls not in MINISTERIAL
        if later:  # of the state already, but not yet in the office: what the text calls them
            found = self._unknown(mention, term.code, _notes(mention))
            return replace(
                found, name=term.person, wikidata=term.wikidata, why=f"{term.person}, in no listed office yet"
            )
        if not (former or held) and cls not in {*MINISTERIAL, term.cls} and self._is_office(title):
            found = self._unknown(mention, term.code, _notes(mention))  # in another office since
            return replace(found, name=term.person, wikidata=term.wikidata, why=f"{term.person}, {title} by the text")
        former = former or not (held or cls in MINISTERIAL)
        sector = "ELI" if former else term.sector
        other = not former and cls in MINISTERIAL - {term.cls}
        told = term.office or ("" if former else title)
        office = f"former {told}" if former and told else title if other else told
        why = f"{term.person}, {office or 'listed'} ({term.start[:10]} to {'open' if term.end.startswith('9999') else term.end})"
        span = (own.text, own.start, own.end)
        return Party(term.code, term.person, *span, sector, term.org, office or None, term.wikidata, why)

    def _unknown(self, mention: Mention, country: str | None, notes: dict[str, str]) -> Party:
        own = mention.parties[0]
        title = notes.get("title")
        sector = self._sector(title) if title else None
        if "former" in notes:
            sector = "ELI"
        if country is None:
            country = self._tied(mention) or self._of_title(title) or self._of_title(self._apposed_title(mention))
        sector = sector or self._apposed(mention)
        title = title or self._apposed_title(mention)
        why = "named with a country" if country else "not in the table of offices"
        named = title is not None and (
            title.split()[-1] in self.actors.titles or title.removeprefix("former ") in self.actors.titles
        )
        office = title if named else None
        return replace(own, code=country, sector=sector or ("CVL" if country else None), office=office, why=why)

    def _of_title(self, title: str | None) -> str | None:
        """The state or body that alone has the title ("Chief Cabinet Secretary"); one that others have too ("Congressman") where the text names no other."""
        code = self.actors.of_titles.get(title or "")
        others = self.countries.keys() & self.actors.countries.keys() - {code}
        return None if title in self.actors.words["shared-title"] and others and code not in self.countries else code

    def _apposed(self, mention: Mention) -> str | None:
        """Sector of the noun beside the name: "Ingrid Moe, the foreign minister of Norway"."""
        p = self.parsed
        near = [c for c in p.children[mention.head] if p.labels[c] == "appos"]
        near += [p.heads[mention.head]] if p.labels[mention.head] == "appos" else []
        found = [m for c in near if (m := self.mentions.at(c)) is not None and m.kind == "role" and m.parties]
        return found[0].parties[0].sector if found else None

    def _apposed_title(self, mention: Mention) -> str | None:
        """The office told beside the name, with "former": "Robert Mugabe, former president of Zimbabwe"."""
        p = self.parsed
        beside = [c for c in p.children[mention.head] if p.labels[c] == "appos" and c >= mention.last]
        beside += (
            [p.heads[mention.head]] if p.labels[mention.head] == "appos" else []
        )  # "Japan's foreign minister, Takeshi Iwaya"
        for node in beside:
            # "the Secretary | of Transportation", then "the | foreign minister"
            onward = [
                (node, last)
                for last in range(min(node + 6, mention.first if node < mention.first else len(p)), node + 1, -1)
            ]
            start = mention.last if node >= mention.last else 0
            until = [(first, node + 1) for first in range(max(start, node - 3), node + 1)]
            for first, last in onward + until:
                if (phrase := " ".join(p.lowers[first:last])) in self.actors.titles:
                    around = (
                        (*p.children[node], *range(start, node)) if start else p.children[node]
                    )  # "formerly Japan's minister"
                    past = any(p.lowers[c] in self.actors.former for c in around)
                    return f"former {phrase}" if past else phrase
        return None

    def _is_office(self, title: str) -> bool:
        last = title.split()[-1] if title else ""
        return (title in self.actors.titles or last in self.actors.agents) and last not in self.actors.words["ruler"]

    def _sector(self, title: str) -> str | None:
        for size in range(len(title.split()), 0, -1):
            words = " ".join(title.split()[-size:])
            if words in self.actors.agents:
                return self.actors.agents[words]
        return "GOV"

    # Short names ----------------------------------------------------------------------------------------------

    def resolve(self, mention: Mention) -> Mention:
        name = mention.parties[0].name
        if (known := self.full.get(name)) is not None:
            party, chain = known
            own = mention.parties[0]
            return replace(
                mention,
                parties=(replace(party, text=own.text, start=own.start, end=own.end),),
                chain=chain,
                why=party.why,
            )
        party = self._by_surname(mention)
        chain = self.chains
        self.chains += 1
        self.full[name] = (party, chain)
        return replace(mention, parties=(party,), chain=chain, why=party.why)

    def _by_surname(self, mention: Mention) -> Party:
        """A surname alone: the holder whose country the text names (or gives beside the name) and whose office is the most prominent."""
        notes = _notes(mention)
        country = notes.get("country") or self._beside(mention)
        terms = self.offices.holders(mention.parties[0].name, self.day)
        cls = self.actors.titles.get(notes.get("title", ""))
        fitting = [t for t in terms if (t.code == country if country else t.code in self.countries)]
        if cls and cls != "other":
            fitting = [t for t in fitting if t.cls in (cls, NAMED)] or ([] if cls in MINISTERIAL else fitting)
        else:
            fitting = [t for t in fitting if t.rank <= 3] or (fitting if country else [])
        fitting = fitting or self._known_anywhere(mention.parties[0].name, terms, cls, country)
        people = {t.person for t in fitting[:1]} if self.day else {t.person for t in fitting}
        if fitting and len(people) == 1:
            return self._of_term(mention, fitting[0], "former" in notes)
        if country is None and len({t.code for t in fitting}) == 1:
            country = fitting[0].code  # in a text without a day: father or son
        return self._unknown(mention, country, notes)

    def _known_anywhere(self, name: str, terms: tuple[Term, ...], cls: str | None, country: str | None) -> list[Term]:
        """A head of state or government, or a foreign minister, whom the text names without a country: the only one so called."""
        if country is not None or (cls is None and self._given_alone(terms)):
            return []
        found = [t for t in terms if (t.cls in (cls, NAMED) if cls in MINISTERIAL else cls is None and t.rank <= 1)]
        if cls is None and not found and len({t.person for t in terms}) == 1:
            found = [
                t for t in terms if t.cls == "foreign_minister"
            ]  # "Lavrov", whose name no other holder of an office has
        if self.day is None:
            return found if len({t.code for t in found}) == 1 else []
        if cls is None and not found:
            found = self._ruled_before(name)
        return found if len({t.person for t in found}) == 1 else []

    def _ruled_before(self, name: str) -> list[Term]:
        """The latest terms of the only one called so who ruled a state in the years before the day: "Trump" in 2023."""
        day = self.day or ""
        terms = [t for t in self.offices.holders(name, None) if t.rank <= 1 and t.dated and t.start <= day]
        late = [t for t in terms if int(day[:4]) - int(t.end[:4]) <= _REMEMBERED]
        return sorted(late, key=lambda t: t.end, reverse=True) if len({t.person for t in terms}) == 1 else []

    def _given_alone(self, terms: tuple[Term, ...]) -> bool:
        """Whether a surname is a given name that many bear: "Mohamed", of nobody in particular without a title or a country."""
        names = {t.person.split()[-1].lower() for t in terms}
        return bool(names & self.actors.words["first-name"])

    def led(self, mention: Mention) -> Mention:
        """A body without a country that is called by who leads it: "the Kishida government", "the Tinubu-led cabinet"."""
        p, head = self.parsed, mention.head
        if mention.kind != "role" or mention.parties or p.lemmas[head].lower() not in self.actors.words["led-body"]:
            return mention
        own = [t for t in range(mention.first + 1, head) if p.words[t][0].isupper()]
        name = " ".join(p.words[own[0] : own[-1] + 1]) if own else ""
        terms = [t for t in self.offices.holders(name, None) if t.rank <= 1 and t.start <= (self.day or t.start)]
        held = [t for t in terms if self.day is not None and t.holds(self.day)] or terms
        if len({t.code for t in held}) != 1:
            return mention
        span, why = p.span(mention.first, mention.last), f"{LED_BY}{held[0].person}"
        party = Party(held[0].code, span.text, span.text, span.start, span.end, "GOV", why=why)
        return replace(mention, parties=(party,), why=why)

    # Countries beside a name ------------------------------------------------------------------------------------

    def _beside(self, mention: Mention) -> str | None:
        """The country of a possessor or nationality of the name or of its title ("Japan’s Yoko Kamikawa", "Israeli billionaire X")."""
        p = self.parsed
        for child in p.children[mention.head]:
            if p.labels[child] in ("poss", "amod", "nmod", "compound"):
                other = self.mentions.at(child)
                if (
                    other is not None
                    and self._modifies(other, mention)
                    and not posted_to(self.parsed, other.first, self.actors.words["sent"])
                ):
                    return other.parties[0].code
        if (code := self._presiding(mention) or self._of_state(mention)) is not None:
            return code
        node = mention.first - 1
        while node >= 0 and p.sentence_index[node] == p.sentence_index[mention.first] and self._modifier(node):
            other = self.mentions.at(node)
            if other is not None and self._modifies(other, mention):
                return None if posted_to(self.parsed, other.first, self.actors.words["sent"]) else other.parties[0].code
            node -= 1
        return None

    def _of_state(self, mention: Mention) -> str | None:
        """The country right behind the name and "of": "King Abdullah II of Jordan"."""
        p = self.parsed
        if mention.last + 1 >= len(p) or p.lowers[mention.last] != "of":
            return None
        first = mention.last + 1 + (p.lowers[mention.last + 1] == "the")
        for last in range(min(first + 3, len(p)), first, -1):
            known = self.actors.names.get(" ".join(p.words[first:last]))
            longer = last < len(p) and p.tags[last].startswith("NNP")  # "of Jordan Peterson"
            if known and known[0].code in self.actors.countries and not known[0].org and not longer:
                settled = self.mentions.at(last - 1)  # Georgia may be the American state
                return settled.parties[0].code if settled is not None and settled.parties else known[0].code
        return None

    def _presiding(self, mention: Mention) -> str | None:
        """The country right before the name and after a title's "of": "President of Belarus Alexander Lukashenko"."""
        p = self.parsed
        for other in self.mentions.items:
            if other.last != mention.first or other.kind not in ("name", "adjective", "metonym") or not other.parties:
                continue
            if p.sentence_index[other.head] != p.sentence_index[mention.first]:
                continue
            of = other.first - (2 if p.lowers[other.first - 1] == "the" else 1)
            if of > 0 and p.lowers[of] in ("of", "for") and p.tags[of - 1].startswith("N"):
                return other.parties[0].code
        return None

    def _modifies(self, other: Mention, mention: Mention) -> bool:
        """Whether a country's or body's name hangs below the person's, not one of the press ("Reuters photographer X")."""
        if other.kind not in ("name", "adjective", "metonym") or not other.parties or other.place:
            return False
        if other.parties[0].sector == "JRN" or no_owner(self.parsed, other.first, other.last, self.actors.words):
            return False
        node = other.head
        for _ in range(4):
            node = self.parsed.heads[node]
            if mention.first <= node < mention.last:
                return True
        return False

    def _modifier(self, token: int) -> bool:
        """Whether a word may stand between a nationality and the name that it modifies."""
        tag = self.parsed.tags[token]
        return tag.startswith(("NN", "JJ", "CD", "VBN", "HYPH", "POS")) or self.parsed.lowers[token] in ("'s", "-")

    def _tied(self, mention: Mention) -> str | None:
        """The country in "of …" after a title, or in an apposition beside the name ("Kim, South Korea's minister,")."""
        p = self.parsed
        if (code := self._in_apposition(mention)) is not None:
            return code
        for child in p.children[mention.head]:
            if p.labels[child] == "prep" and p.lowers[child] in ("of", "for"):
                for inner in p.children[child]:
                    other = self.mentions.at(inner)
                    if other is not None and other.parties and other.kind in ("name", "metonym"):
                        return other.parties[0].code
        return None

    def _in_apposition(self, mention: Mention) -> str | None:
        """The country or body in what stands beside a name: "Kim, South Korea's minister,"."""
        p = self.parsed
        for node in [*p.children[mention.head], p.heads[mention.head]]:
            beside = p.labels[node] == "appos" or (p.labels[mention.head] == "appos" and node == p.heads[mention.head])
            if beside and (code := self._inside(self._sent(node), mention)) is not None:
                return code
        return None

    def _sent(self, node: int) -> int:
        """Who is sent where a name stands beside: "the United Nations envoy to Libya, Abdul Ilah Khatib"."""
        p = self.parsed
        posted = p.labels[node] == "pobj" and posted_to(p, node, self.actors.words["sent"])
        return p.heads[p.heads[node]] if posted else node

    def _inside(self, node: int, mention: Mention) -> str | None:
        """The country in a description: beside its noun first, then in its "of …", outside clauses of its own."""
        p = self.parsed
        queue = list(p.children[node])
        for child in queue:
            if p.labels[child] not in _DESCRIBING or mention.first <= child < mention.last:
                continue
            if p.labels[child] == "prep" and p.lowers[child] not in ("of", "for"):
                continue
            other = self.mentions.at(child)
            if other is not None and other.parties and other.kind != "person" and other.parties[0].code:
                return other.parties[0].code
            queue += p.children[child]
        return None
