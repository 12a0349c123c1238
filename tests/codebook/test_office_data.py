"""The tables of offices: dates that can be, one holder at a time, spellings that lead to the person."""

from __future__ import annotations

import calendar
import gc
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations

import pytest

from dragoman.annotate import annotate
from dragoman.codebook.actors import load_actors
from dragoman.codebook.folder import Folder
from dragoman.codebook.offices import load_offices
from dragoman.find.mentions import find_mentions
from dragoman.pipeline.tables import load_tables

FOLDER = Folder()
OFFICES = load_offices(FOLDER)
MORE = list(FOLDER.rows("offices-more.tsv"))
TERMS = sorted({t for terms in OFFICES.by_office.values() for t in terms}, key=lambda t: (t.code, t.start, t.person))
CLASSES = {
    "head_of_state", "head_of_government", "vice_president", "foreign_minister", "defence_minister", "ambassador", "un_representative",
    "spokesperson", "international_organisation", "other",
}  # fmt: skip
BODIES = {"ASEAN", "EU", "UN", "NATO", "IAEA", "INT"}
# Offices that several hold at a time, and persons who stood in for a president who had not yet left.
SHARED = re.compile(r"^(Vice Premier|Deputy Minister|Special Envoy|Spokesperson|Acting )")
# Co-regents, several vice presidents, governments of two halves of a country, and two ministers at a time.
SEVERAL = {
    ("SMR", "head_of_state"), ("SSD", "vice_president"), ("ZWE", "vice_president"), ("LBY", "head_of_government"),
    ("NIC", "foreign_minister"),
}  # fmt: skip


def test_rows_are_complete() -> None:
    actors = load_actors(FOLDER)
    for row in MORE:
        assert row["person"] == row["person"].strip() and row["office"], row
        code = row["country_iso3"]
        assert code in BODIES or actors.coded(code) in actors.countries, row
        assert row["class"] in CLASSES, row
        assert row["source"].startswith("hand: "), row
        assert row["start"] and (row["end"] or row["as_of"]), row


def test_dates_are_days_months_or_years() -> None:
    form = re.compile(r"^(19[4-9]\d|20[0-2]\d)(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
    assert [r for r in MORE for day in (r["start"], r["end"], r["as_of"]) if day and not form.match(day)] == []
    full = [day for r in MORE for day in (r["start"], r["end"]) if len(day) == 10]
    assert all(date.fromisoformat(day).isoformat() == day for day in full)


def test_terms_start_before_they_end() -> None:
    wrong = {t.person for t in TERMS if t.start > t.end}
    assert wrong == {"Silvio Berlusconi", "Farahanaz Faizal"}  # so in the source of offices.tsv.gz


def test_no_row_stands_twice() -> None:
    seen = [(r["person"], r["country_iso3"], r["class"], r["office"], r["start"]) for r in MORE]
    assert len(seen) == len(set(seen))


def _day(text: str) -> date:
    year, month, day = map(int, text.split("-"))
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _slack(*days: str) -> int:
    """Days by which terms may overlap: a handover month, or what the coarser of the dates leaves open."""
    return {4: 400, 7: 62}.get(min(len(d) for d in days if d), 31)


def _together() -> Iterator[tuple[str, str, str]]:
    """Two who hold one office of a country at a time, by the rows made by hand."""
    held: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    by_hand = [r for r in (*MORE, *FOLDER.rows("offices.tsv.gz")) if r["source"].startswith("hand")]
    for row in by_hand:
        one = (
            row["office"] if row["class"] not in ("head_of_government", "foreign_minister", "defence_minister") else ""
        )
        held[row["country_iso3"], row["class"], one].append(row)
    for (code, cls, _), rows in held.items():
        for a, b in combinations(sorted(rows, key=lambda r: r["start"]), 2):
            same = a["person"] == b["person"] or {a["person"], b["person"]} & {
                *a["aliases"].split("; "),
                *b["aliases"].split("; "),
            }
            if same or (code, cls) in SEVERAL or SHARED.match(a["office"]) or SHARED.match(b["office"]):
                continue
            first, last = (b["start"] + "-01-01")[:10], a["end"] or "9999-12-31"
            last = {4: last + "-12-31", 7: last + "-31"}.get(len(last), last)
            if (_day(last) - _day(first)).days > _slack(a["end"], b["start"]):
                yield code, cls, f"{a['person']} to {a['end']}, {b['person']} from {b['start']}"


def test_one_holder_at_a_time() -> None:
    assert list(_together()) == []


@pytest.mark.parametrize(
    ("name", "day", "person", "office"),
    [
        ("Lula", "2024-05-01", "Luiz Inácio Lula da Silva", "President"),
        ("Jokowi", "2020-05-01", "Joko Widodo", "President"),
        ("KAMIKAWA Yoko", "2024-05-01", "Yoko Kamikawa", "Minister for Foreign Affairs"),
        ("Yoon Suk-yeol", "2023-05-01", "Yoon Suk Yeol", "President"),
        ("Lee Jae Myung", "2025-08-01", "Lee Jae-myung", "President"),
        ("Joseph Wu", "2020-01-01", "Joseph Wu", "Minister of Foreign Affairs"),
        ("Wu Jau-shieh", "2020-01-01", "Joseph Wu", "Minister of Foreign Affairs"),
        ("Shu Jueting", "2022-06-01", "Shu Jueting", "Spokesperson, Ministry of Commerce"),
        ("Kim Jong Il", "2010-01-01", "Kim Jong Il", "Supreme Leader"),
        ("Tedros Adhanom Ghebreyesus", "2020-03-11", "Tedros Adhanom Ghebreyesus", "Director-General of the World Health Organization"),
        ("Nguyen Xuan Phuc", "2022-01-01", "Nguyễn Xuân Phúc", "President"),
    ],
)  # fmt: skip
def test_who_a_name_is(name: str, day: str, person: str, office: str) -> None:
    term = OFFICES.holders(name, day)[0]
    assert (term.person, term.office) == (person, office)


@pytest.mark.parametrize(
    ("code", "cls", "day", "person"),
    [
        ("JPN", "foreign_minister", "2010-08-01", "Katsuya Okada"),
        ("KOR", "defence_minister", "2016-01-01", "Han Min-koo"),
        ("ISR", "defence_minister", "2024-01-15", "Yoav Gallant"),
        ("PRK", "head_of_government", "2025-06-01", "Pak Thae-song"),
        ("IDN", "defence_minister", "2025-06-01", "Sjafrie Sjamsoeddin"),
        ("MEX", "head_of_state", "2025-03-01", "Claudia Sheinbaum"),
        ("FRA", "head_of_government", "2024-10-01", "Michel Barnier"),
        ("IRN", "head_of_state", "2025-03-01", "Masoud Pezeshkian"),
        ("DEU", "head_of_government", "2023-01-01", "Olaf Scholz"),
        ("ZAF", "foreign_minister", "2025-01-01", "Ronald Lamola"),
    ],
)
def test_who_held_an_office(code: str, cls: str, day: str, person: str) -> None:
    term = OFFICES.holder_of(code, cls, day)
    assert term is not None and term.person == person


def test_no_holder_is_taken_for_another_country() -> None:
    """A name that holds a country's ("Israel Katz", "Volker Turk") has to stand in not-parties.yaml, unless it is that country's own.

    Regions' names are given up for such a person's by the finding of mentions (the test below).
    """
    actors = load_actors(FOLDER)
    one_word = {w: a[0] for w, a in actors.names.items() if " " not in w and a[0].kind not in ("nothing", "region")}
    taken = {
        (name, word)
        for term in TERMS
        for name in (term.person, *term.aliases)
        if " " in name and name not in actors.names
        for word in re.findall(r"[^\W\d_]+", name)
        if word in one_word and one_word[word].code != term.code and " of " not in name
    }
    assert sorted(taken) == []


def test_a_holder_whose_name_holds_a_region_is_not_its_state() -> None:
    """ "Ahmad Al Khalid Al Sabah", "Cesar Valle": the person, and no state that has a region of that name."""
    actors = load_actors(FOLDER)
    regions = {w for w, a in actors.names.items() if " " not in w and a[0].kind == "region"}
    names = sorted({t.person for t in TERMS if " " in t.person and regions & set(t.person.split())})
    assert len(names) > 20
    text = "\n\n".join(f"On Monday {name} criticised the plan." for name in names)
    parsed = annotate(text)
    found = find_mentions(parsed, actors, OFFICES)
    wrong = []
    for name in names:
        start = text.index(f"On Monday {name} criticised") + len("On Monday ")
        first, last = parsed.tokens_between(start, start + len(name))
        inside = [m for m in found.items if first <= m.first < last]
        wrong += [name] if any(m.kind != "person" for m in inside) else []
    assert wrong == []


def test_an_added_row_keeps_the_identifier_of_the_row_it_stands_for() -> None:
    gantz = [t for t in OFFICES.known("Benny Gantz") if t.cls == "defence_minister"]
    assert [(t.end, bool(t.wikidata)) for t in gantz] == [("2022-12-29", True)]


def test_loading_is_quick() -> None:
    """Against what 100,000 entries of a table take just then, a tenth of a second or two: loading takes about 1.6 times that, on other
    machines up to 3 times."""
    assert any(_seconds(_load) < 5 * _seconds(_entries) for _ in range(12))


def _load() -> object:
    load_offices.cache_clear()
    return load_offices(FOLDER)


def _entries() -> object:
    return {str(n): (n, str(n).lower().split()) for n in range(100_000)}


def _seconds(work: Callable[[], object]) -> float:
    """Of one run; what other tests left in memory is not gone through by the collector meanwhile."""
    gc.collect()
    gc.freeze()
    started = time.process_time()
    work()
    taken = time.process_time() - started
    gc.unfreeze()
    return taken


EARLIER = list(FOLDER.rows("offices-earlier.tsv"))


def test_earlier_rows_are_whole_and_of_before() -> None:
    known = {r["country_iso3"] for r in (*MORE, *FOLDER.rows("offices.tsv.gz"), *EARLIER[:1])}
    for row in EARLIER:
        assert row["person"] and row["office"] and row["class"] and row["source"], row
        assert row["country_iso3"] in known, row
        assert row["start"][:4] < "2005" and (not row["end"] or row["start"][: len(row["end"])] <= row["end"]), row


@pytest.mark.parametrize(("day", "code"), [("1975-05-01", "USA"), ("2020-05-01", None)])
def test_texts_of_an_earlier_time_know_who_governed_then(day: str, code: str | None) -> None:
    found = load_tables(FOLDER).offices_on(day).holders("Gerald Ford", day)
    assert (found[0].code if found else None) == code


def test_people_without_an_office_are_known_by_their_full_names() -> None:
    people = list(FOLDER.rows("persons.tsv"))
    assert len(people) > 250 and len({row["person"] for row in people}) == len(people)
    actors = load_actors(FOLDER)
    assert [row["person"] for row in people if row["country_iso3"] not in {*actors.countries, "ESH", "IMG"}] == []
    assert [row["person"] for row in people if row["start"] and row["end"] and row["start"] > row["end"]] == []
    general = OFFICES.holders("Qassem Soleimani", "2019-06-01")
    assert [(t.code, t.sector) for t in general] == [("IRN", "MIL")]
    assert all(t.cls != "notable" for t in OFFICES.holders("Bar", None))
