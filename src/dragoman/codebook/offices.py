"""Who held which office on which day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import Folder, party_codes

# Codes of bodies in the table that PLOVER codes otherwise.
_BODIES = {"XKX": "KOS", "EU": "EUR", "UN": "UNO", "IAEA": "UNO", "NATO": "IGO", "ASEAN": "IGO", "INT": "IGO"}
# Classes that news names without saying so, the more prominent first.
_PROMINENCE = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "vice_president", "international_organisation", "other",
               "spokesperson", "un_representative", "ambassador")  # fmt: skip

NOTABLE = "notable"  # class of persons.tsv: generals, rebels, politicians out of office, people held; found by their full names alone
LISTED = "listed"  # class of one who is in a user's table without an office that is known
NAMED = (
    "named"  # class of rows whose aliases are short names by which a user's table calls somebody wherever they stand
)

_GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}
# Numbers of rulers, without "xi", which is a family name.
_NUMBERED = {"i", "v", "vi", "vii", "viii", "ix", "x", "xii", "xiii", "xiv", "xv", "xvi", "xxiii"}
# What a name that is its own key in lower case does not hold: accents, marks, a generation, an initial between other names.
_MARKED = re.compile(r"[^\x00-\x7f]|[.,]|\s\s|^\s|\s$|\s(?:jr|sr|ii|iii|iv)\b|\s\w\s")


@dataclass(frozen=True, slots=True)
class Term:
    """One person in one office. start, end: first and last possible day, `YYYY-MM-DD`; end open as `9999-12-31`.

    sector, org: as a user's table tells them; an office is of the government where it does not.
    """

    person: str
    wikidata: str | None
    code: str
    office: str
    start: str
    end: str
    cls: str
    dated: bool
    aliases: tuple[str, ...]
    sector: str | None = "GOV"
    org: str | None = None

    def holds(self, day: str) -> bool:
        """Whether the office was held on the day."""
        return self.start <= day <= self.end

    @property
    def rank(self) -> int:
        """Prominence of the office, 0 first."""
        if self.cls == NAMED:
            return 0
        return _PROMINENCE.index(self.cls) if self.cls in _PROMINENCE else len(_PROMINENCE)


@dataclass(frozen=True)
class Offices:
    """Terms by full name (every order and spelling, lower case), by surname, and by country and class."""

    by_name: dict[str, tuple[Term, ...]]
    by_surname: dict[str, tuple[Term, ...]]
    by_office: dict[tuple[str, str], tuple[Term, ...]]

    def holders(self, name: str, day: str | None) -> tuple[Term, ...]:
        """Terms of those called `name` (full name or surname) on the day, the most prominent office first; of any day without one."""
        found = self.known(name) or self.by_surname.get(_key(name), ())
        on_day = [t for t in found if day is None or t.holds(day)]
        return tuple(sorted(on_day, key=lambda t: (t.rank, not t.dated, t.start)))

    def known(self, name: str) -> tuple[Term, ...]:
        """All terms under a full name; its hyphens may be blanks in the table ("Al-Thani", "Al Thani")."""
        key = _key(name)
        return self.by_name.get(key) or self.by_name.get(key.replace("-", " "), ())

    def holder_of(self, code: str, cls: str, day: str) -> Term | None:
        """Who held the office of that class for the country on the day; none where nobody or several did."""
        held = [t for t in self.by_office.get((code, cls), ()) if t.holds(day)]
        dated = [t for t in held if t.dated] or held
        people = {t.person for t in dated}
        return max(dated, key=lambda t: t.start) if len(people) == 1 else None


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th"})


def _plain(name: str) -> str:
    """Without accents: news leaves them out."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name.translate(_LETTERS)) if not unicodedata.combining(c))


def _key(name: str) -> str:
    """Lower case without accents, points, generation ("Jr.") and initials between other names ("Joseph R. Biden")."""
    if not _MARKED.search(lower := name.lower()):
        return lower
    words = _plain(name.replace("’", "'").replace(".", "").replace(",", " ").lower()).split()
    words = [w for w in words if w not in _GENERATIONS]
    kept = [w for n, w in enumerate(words) if len(w) > 1 or n in (0, len(words) - 1) or not w.isalpha()]
    return " ".join(kept)


def without_generation(name: str) -> list[str]:
    """The words of a name but for "Jr.", "II" and the like."""
    words = name.split()
    kept = [w for w in words if w.lower().rstrip(".") not in _GENERATIONS]
    if len(kept) > 1 and kept[-1].lower() in _NUMBERED and kept[-1].isupper():
        kept = kept[:-1]
    return kept or words


def _first(day: str) -> str:
    return (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10] if len(day) == 7 else day or "0001-01-01"


def _last(day: str) -> str:
    return f"{day}-12-31" if len(day) == 4 else f"{day}-31" if len(day) == 7 else day or "9999-12-31"


def _term(row: dict[str, str], codes: dict[str, str]) -> Term:
    told = [a.strip() for a in row["aliases"].split(";")] if row["aliases"] else []
    aliases = tuple(dict.fromkeys(a for a in told if a and a != row["person"]))
    code = _BODIES.get(row["country_iso3"], codes.get(row["country_iso3"], row["country_iso3"]))
    if row["country_iso3"] == "INT" and "United Nations" in row["office"]:
        code = "UNO"
    end = row["end"]
    return Term(
        row["person"],
        row["wikidata_id"] or None,
        code,
        row["office"],
        _first(row["start"]),
        _last(end),
        row["class"],
        bool(end) or row["source"].startswith("hand"),
        aliases,
        row.get("sector", "GOV") or None,
        row.get("org") or None,
    )


# Where the family name comes first in the table's spelling ("Wang Yi"), the last word is no surname.
_FAMILY_FIRST = {"CHN", "TWN", "KOR", "PRK", "VNM", "HKG", "SGP", "KHM"}
# Where names are met in both orders.
_EITHER_ORDER = _FAMILY_FIRST | {"JPN", "HUN", "MNG", "MAC"}


def spellings(term: Term) -> Iterable[str]:
    """Full names, in both orders where both are usual."""
    if term.cls == NAMED:
        return
    for name in (term.person, *term.aliases):
        words = name.split()
        if len(words) >= 2:
            yield name
        if len(words) >= 2 and term.code in _EITHER_ORDER:
            yield " ".join([words[-1], *words[:-1]])
            yield " ".join([*words[1:], words[0]])


def surnames(term: Term) -> set[str]:
    """What the person is called for short."""
    words = without_generation(term.person)
    short = {alias for alias in term.aliases if " " not in alias}  # "Jokowi", "Lula"
    if " of " in term.person:
        return {" ".join(words).partition(" of ")[0], *short}  # "Abdullah II of Jordan" is King Abdullah
    if len(words) == 1:
        return {words[0], *short}
    if term.cls == NAMED:
        return short
    if term.code == "VNM":
        return {words[0], words[-1], *short}  # Vietnamese are called by the last of their given names
    if term.code in _FAMILY_FIRST:
        return {words[0], *short}
    return {words[-1], *([" ".join(words[-2:])] if len(words) > 2 else []), *short}


# Classes that one person can enter twice in a year, by offices of different names.
_MANY_OFFICES = {"other", LISTED, NAMED, "spokesperson", "ambassador", "international_organisation"}


def _same_term(row: dict[str, str], person: str) -> tuple[str, str, str, str, str]:
    """What makes two rows tell of one term: person whatever the spelling's marks, country, class, year of its start."""
    office = row["office"].lower() if row["class"] in _MANY_OFFICES else ""
    return (_letters(person), row["country_iso3"], row["class"], row["start"][:4], office)


_NOT_LETTER = re.compile(r"[^a-z]+")


def _letters(name: str) -> str:
    """The plain letters of a name: "Kim Jong-un" and "Kim Jong Un", "António" and "Antonio" are one."""
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name)
    return _NOT_LETTER.sub("", plain.lower())


def _rows(folder: Folder) -> Iterator[dict[str, str]]:
    """Rows of both tables. A row of offices-more.tsv stands for all rows of the same term, and keeps their identifier and spellings."""
    rows = list(folder.rows("offices-more.tsv"))
    base = list(folder.rows("offices.tsv.gz"))
    starts = {(row["country_iso3"], row["class"], row["start"][:4]) for row in base}
    near = [row for row in rows if (row["country_iso3"], row["class"], row["start"][:4]) in starts]
    more = {_same_term(row, name): row for row in near for name in (*row["aliases"].split("; "), row["person"])}
    kept = {key[1:4] for key in more}
    for row in base:
        same = (row["country_iso3"], row["class"], row["start"][:4]) in kept
        told = more.get(_same_term(row, row["person"])) if same else None
        if told is None:
            yield row
            continue
        told["wikidata_id"] = told["wikidata_id"] or row["wikidata_id"]
        told["aliases"] = "; ".join(filter(None, (told["aliases"], row["aliases"], row["person"])))
    yield from rows


# Offices that one person holds at a time, and states of which that does not hold (councils, co-regents, parts with governments of their own).
_ONE_AT_A_TIME = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister"}
_SEVERAL = {"AND", "BIH", "CHE", "DNK", "INT", "IRN", "NLD", "SMR", "YEM", "LBY", "MAR", "MMR"}


def _without_stale(rows: Sequence[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The rows; a term that was open when its table was drawn ends when a later row, made by hand, has somebody else in the office."""
    later: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        if row["source"].startswith("hand") and row["class"] in _ONE_AT_A_TIME:
            later.setdefault((row["country_iso3"], row["class"]), []).append(row)
    for row in rows:
        if row["end"] or row["source"].startswith("hand") or row["country_iso3"] in _SEVERAL:
            yield row
            continue
        by_hand, own = later.get((row["country_iso3"], row["class"]), ()), _letters(row["person"])
        starts = [r["start"] for r in by_hand if r["start"] > row["as_of"]]
        known = not row["as_of"] or any(_letters(r["person"]) == own for r in by_hand)
        yield row if known or not starts else {**row, "end": min(starts)}


@lru_cache(maxsize=4)
def load_offices(folder: Folder, earlier: bool = False) -> Offices:
    """The tables of a codebook folder, indexed. earlier: with the terms that began before 2005 of offices-earlier.tsv."""
    by_name: dict[str, list[Term]] = {}
    by_surname: dict[str, list[Term]] = {}
    by_office: dict[tuple[str, str], list[Term]] = {}
    rows = (
        *_without_stale(tuple(_rows(folder))),
        *folder.rows("persons.tsv"),
        *(folder.rows("offices-earlier.tsv") if earlier else ()),
    )
    codes = party_codes(folder)
    for row in rows:
        term = _term(row, codes)
        for name in set(map(_key, spellings(term))):
            by_name.setdefault(name, []).append(term)
        if term.cls == NOTABLE:
            continue
        for name in surnames(term):
            by_surname.setdefault(_key(name), []).append(term)
        by_office.setdefault((term.code, term.cls), []).append(term)
    return Offices(
        {k: tuple(v) for k, v in by_name.items()},
        {k: tuple(v) for k, v in by_surname.items()},
        {k: tuple(v) for k, v in by_office.items()},
    )
