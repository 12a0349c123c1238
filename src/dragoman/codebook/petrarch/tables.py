"""Entries of dictionaries → rows of a codebook folder: names, persons with terms, agents, names that are no party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.codebook.actors import LONGEST_AGENT, Actor, Actors, load_actors
from dragoman.codebook.folder import Folder
from dragoman.codebook.modality import load_words
from dragoman.codebook.offices import LISTED, NAMED, Offices, load_offices
from dragoman.codebook.petrarch.actors import Entry, Named, first_of_lines
from dragoman.codebook.petrarch.agents import Agent
from dragoman.codebook.petrarch.casing import Casing, bare, initials
from dragoman.codebook.petrarch.codes import Coded, CodeError, Codes, is_null
from dragoman.codebook.petrarch.dates import Restriction, Stretch, stretches
from dragoman.codebook.petrarch.dictionary import Dictionary
from dragoman.codebook.petrarch.lines import place
from dragoman.codebook.petrarch.persons import People
from dragoman.codebook.plover import load_plover
from dragoman.records.problem import Problem

NAME_COLUMNS = ("name", "code", "sector", "org", "kind", "known_as", "start", "end", "cameo", "source")
TERM_COLUMNS = ("person", "wikidata_id", "country_iso3", "office", "start", "end", "class", "as_of", "aliases", "source",
                "sector", "org", "cameo")  # fmt: skip
_OPEN = "9999-12-31"
Row = dict[str, str]


@dataclass
class Made:
    """What dictionaries come to.

    names: rows by spelling, in order of their days. terms: rows of persons, with their lines. agents: noun or phrase → sector.
    nothing: spellings that stand for no party. known: spellings and forms left out, since the codebook has them alike.
    entries: actors and agents taken.
    """

    names: dict[str, list[Row]] = field(default_factory=dict)
    terms: list[Row] = field(default_factory=list)
    agents: dict[str, str] = field(default_factory=dict)
    nothing: dict[str, None] = field(default_factory=dict)
    known: int = 0
    entries: int = 0
    problems: list[Problem] = field(default_factory=list)


def make_tables(dictionaries: Iterable[Dictionary], folder: Folder) -> Made:
    """The rows of all dictionaries; of a name in several the last counts. folder: the codebook that they will lie over.

    Problems: those of the dictionaries, petrarch.code, .no_code, .hidden, .part, .twice, .otherwise, .long. Raises CodebookError.
    """
    read = list(dictionaries)
    maker = _Maker(read, folder)
    for one in read:
        maker.made.problems += one.problems
        for entry in one.entries:
            maker.entry(entry, one.source)
        for agent in one.agents:
            maker.agent(agent, one.source)
    return maker.made


@dataclass(frozen=True)
class _Dated:
    """An entry with its codes read: restrictions that count, and what each code stands for (null where it is `---`)."""

    entry: Entry
    source: str
    codes: dict[str, Coded | None]
    usable: list[Restriction]

    def stretches(self) -> Iterator[tuple[Stretch, Coded]]:
        """Days on which the names stand for a party, oldest first."""
        for stretch in stretches(self.usable):
            coded = self.codes[stretch.of.code]
            if coded is not None:
                yield stretch, coded


class _Maker:
    def __init__(self, dictionaries: list[Dictionary], folder: Folder) -> None:
        self.made = Made()
        self.actors: Actors = load_actors(folder)
        self.offices: Offices = load_offices(folder)
        self.codes = Codes(folder, self.actors, load_plover(folder))
        words = load_words(folder, "en/dictionary-names.yaml")
        self.bodies = words["bodies"]
        self.people = People(self.actors, self.offices, self.bodies, words["honorifics"])
        ordinary = {*load_words(folder, "en/function_words.yaml")["words"], *self.actors.agents, *self.actors.titles}
        acronyms = {*_acronyms(self.actors), *_spelled_out(dictionaries, words["small"])}
        self.casing = Casing(acronyms, ordinary, words["small"], words["articles"])
        self.said: dict[str, tuple[str, str]] = {}  # spelling → code and place, of names and agents
        self.parts: set[str] = set()

    def problem(self, code: str, source: str, line: int, /, **values: object) -> None:
        self.made.problems.append(Problem(code, place(source, line), values=values))

    # Actors -----------------------------------------------------------------------------------------------------

    def entry(self, entry: Entry, source: str) -> None:
        """Takes an entry's names with those of its codes that PLOVER has."""
        dated = self._read(entry, source)
        if not dated.usable:
            lines = {r.line for r in entry.codes}
            for line, text in first_of_lines(entry.names):
                if line not in lines:
                    self.problem("petrarch.no_code", source, line, text=text)
            return
        self.made.entries += 1
        self._hidden(dated)
        coded = [c for _, c in dated.stretches()]
        if not coded:
            spellings = [s for n in entry.names for text in bare(n.text) for s in self.casing.spellings(text)]
            self.made.nothing |= dict.fromkeys(spellings)
            for spelling in spellings:
                self.made.names.pop(spelling, None)
        elif self.people.are(entry, coded):
            self._person(dated)
        else:
            self._names(dated, coded)

    def _hidden(self, dated: _Dated) -> None:
        """Says which codes count on no day, since others stand for all of theirs."""
        shown = {stretch.of.code for stretch in stretches(dated.usable)}
        for restriction in dated.usable:
            if restriction.code not in shown and not is_null(restriction.code):
                text, code = dated.entry.names[0].text, restriction.code
                self.problem("petrarch.hidden", dated.source, restriction.line, text=text, code=code)

    def _read(self, entry: Entry, source: str) -> _Dated:
        codes: dict[str, Coded | None] = {}
        usable = []
        for restriction in entry.codes:
            told = restriction.code
            try:
                codes[told] = None if is_null(told) else self.codes.actor(told)
            except CodeError as error:
                name = entry.names[0].text
                self.problem("petrarch.code", source, restriction.line, text=name, code=told, reason=str(error))
                continue
            usable.append(restriction)
            for part in c.unknown if (c := codes[told]) else ():
                if part not in self.parts:
                    self.parts.add(part)
                    self.problem("petrarch.part", source, restriction.line, part=part, code=told)
        return _Dated(entry, source, codes, usable)

    def _names(self, dated: _Dated, coded: list[Coded]) -> None:
        """Rows of a name that is no person's: a state's, a body's."""
        always = not any(r.dated for r in dated.usable)
        found = list(dated.stretches())
        org = self._org(dated.entry, coded)
        for named in dated.entry.names:
            for text in bare(named.text):
                for spelling in self.casing.spellings(text):
                    if always and self._alike(spelling, found[0][1]):
                        self.made.known += 1
                        self.made.names.pop(spelling, None)
                        continue
                    self._told(spelling, found[-1], dated.source, named.line)
                    self._named(spelling, text, found, org, f"{dated.source}:{named.line}")

    def _named(self, spelling: str, text: str, found: list[tuple[Stretch, Coded]], org: str, source: str) -> None:
        rows = []
        for stretch, coded in found:
            bare_state = coded.sector is None and coded.code in self.actors.countries
            known_as = self.actors.countries[coded.code].name if bare_state else self.casing.name(text)
            kind = "region" if bare_state else "organisation"
            whose = "" if bare_state else coded.org or org
            start, end = _days(stretch)
            cells = (
                spelling,
                coded.code,
                coded.sector or "",
                whose,
                kind,
                known_as,
                start,
                end,
                stretch.of.code,
                source,
            )
            rows.append(dict(zip(NAME_COLUMNS, cells)))
        self.made.names[spelling] = rows
        self.made.nothing.pop(spelling, None)

    def _alike(self, spelling: str, coded: Coded) -> bool:
        """Whether the codebook gives the name the same code, and the sector that the dictionary tells, if it tells one."""
        first = next(iter(self.actors.names.get(spelling, ())), None)
        return first is not None and first.code == coded.code and coded.sector in (None, first.sector)

    def _told(self, spelling: str, last: tuple[Stretch, Coded], source: str, line: int) -> None:
        """Says where a name had another code, in the dictionaries or in the codebook."""
        code, coded = last[0].of.code, last[1]
        before = self.said.get(spelling)
        if before and before[0] != code:
            self.problem("petrarch.twice", source, line, text=spelling, code=code, other=before[0], place=before[1])
        known: tuple[Actor, ...] = self.actors.names.get(spelling, ())
        if not before and known and known[0].code and (known[0].code, known[0].sector) != (coded.code, coded.sector):
            theirs = "".join(filter(None, (known[0].code, known[0].sector)))
            self.problem("petrarch.otherwise", source, line, text=spelling, code=code, other=theirs)
        self.said[spelling] = (code, f"{source}:{line}")

    def _org(self, entry: Entry, coded: list[Coded]) -> str:
        """The id of the organisation that an entry is, as the codebook has it or made of its name; empty for an office or place."""
        texts = [text for named in entry.names for text in bare(named.text)]
        for text in texts:
            for actor in self.actors.names.get(self.casing.name(text), ()):
                if actor.org and actor.code in {c.code for c in coded}:
                    return actor.org
        words = {word for text in texts for word in text.lower().split()}
        if words & self.actors.titles.keys() or not (words & self.bodies or any(" " not in t for t in texts)):
            return ""
        return "-".join(texts[0].upper().replace("-", " ").split())[:40]

    # Persons ----------------------------------------------------------------------------------------------------

    def _person(self, dated: _Dated) -> None:
        """Terms of a person: under full names, and under the short ones that the dictionary lists."""
        told = [(self.people.titled(text), n) for n in dated.entry.names for text in bare(n.text)]
        names = list(dict.fromkeys(self.casing.person(text) for (_, text), _ in told if text))
        full, short = [n for n in names if " " in n], [n for n in names if " " not in n]
        person = (full or short)[0]
        title = next((t for (t, _), _ in told if t), None)
        for stretch, coded in dated.stretches():
            days = self._within(full, coded, stretch)
            if days is None:
                self.made.known += 1
                continue
            usual = self.codes.office(coded.sector)
            office = title if title and (usual or coded.code not in self.actors.countries) else usual
            source = f"{dated.source}:{stretch.of.line}"
            row = dict.fromkeys(TERM_COLUMNS, "") | {
                "person": person,
                "country_iso3": coded.code,
                "office": office or "",
            }
            row |= {"start": days[0], "end": days[1], "sector": coded.sector or "", "org": coded.org or ""}
            row |= {"source": source, "cameo": stretch.of.code}
            if full:
                self.made.terms.append(row | {"class": LISTED, "aliases": "; ".join(full[1:])})
            if lacking := [s for s in short if not self._known(s, coded, full)]:
                self.made.terms.append(row | {"class": NAMED, "aliases": "; ".join(lacking)})

    def _known(self, short: str, coded: Coded, full: list[str]) -> bool:
        """Whether the codebook calls a holder of one of the full names so, too."""
        holders = {t.person for t in self.offices.holders(short, None) if t.code == coded.code}
        return any(t.person in holders for name in full for t in self.offices.known(name))

    def _within(self, full: list[str], coded: Coded, stretch: Stretch) -> tuple[str, str] | None:
        """The days of a stretch; an open end no later than the codebook knows the person's last office to have ended.

        None where the codebook, which knows offices by their days, leaves nothing to say.
        """
        start, end = _days(stretch)
        terms = [t for name in full for t in self.offices.known(name) if t.code == coded.code]
        if not terms or end or coded.sector == "ELI":
            return start, end
        last = max(t.end for t in terms)
        if not start or last < start:
            return None
        return start, "" if last == _OPEN else last

    # Agents -----------------------------------------------------------------------------------------------------

    def agent(self, agent: Agent, source: str) -> None:
        """Takes the forms of an agent with its sector."""
        try:
            sector = self.codes.agent(agent.code)
        except CodeError as error:
            self.problem("petrarch.code", source, agent.line, text=agent.forms[0], code=agent.code, reason=str(error))
            return
        self.made.entries += 1
        long = [f.lower() for f in agent.forms if len(f.replace("-", " - ").split()) > LONGEST_AGENT]
        if long:
            size = len(long[0].replace("-", " - ").split())
            self.problem("petrarch.long", source, agent.line, text=long[0], words=size, most=LONGEST_AGENT)
        for form in (f.lower() for f in agent.forms if f.lower() not in long):
            if self.actors.agents.get(form) == sector and form not in self.made.agents:
                self.made.known += 1
            else:
                self._agent_told(form, sector, source, agent.line)
                self.made.agents[form] = sector

    def _agent_told(self, form: str, sector: str, source: str, line: int) -> None:
        before = self.said.get(form)
        if before and before[0] != sector:
            self.problem("petrarch.twice", source, line, text=form, code=sector, other=before[0], place=before[1])
        elif not before and form in self.actors.agents:
            theirs = self.actors.agents[form]
            self.problem("petrarch.otherwise", source, line, text=form, code=sector, other=theirs)
        self.said[form] = (sector, f"{source}:{line}")


def _days(stretch: Stretch) -> tuple[str, str]:
    return tuple(day.isoformat() if day else "" for day in (stretch.start, stretch.end))  # type: ignore[return-value]


def _acronyms(actors: Actors) -> Iterator[str]:
    """Names of the codebook in capitals: UN, NATO."""
    return (word for word in actors.names if " " not in word and word.isupper() and word.isalpha() and len(word) > 1)


def _spelled_out(dictionaries: list[Dictionary], small: frozenset[str]) -> Iterator[str]:
    """Single words that are the first letters of another name of the same entry: ANSF, Afghan National Security Forces."""
    for dictionary in dictionaries:
        for entry in dictionary.entries:
            yield from _initials_in(entry.names, small)


def _initials_in(names: tuple[Named, ...], small: frozenset[str]) -> Iterator[str]:
    texts = [text for named in names for text in bare(named.text)]
    letters = {i for text in texts for i in initials(text, small)}
    yield from (text for text in texts if text in letters and len(text) > 1)
