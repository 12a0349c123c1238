"""The data of actors: codes that PLOVER knows, names that stand for one party, a table that loads quickly."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from dragoman.codebook.actors import Actor, load_actors
from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover

FOLDER = Folder()
ACTORS = load_actors(FOLDER)
PLOVER = load_plover()
KINDS = ("international", "national", "parties", "armed-groups", "non-governmental", "media", "firms")
ROWS = [(kind, row) for kind in KINDS for row in FOLDER.rows(f"organisations/{kind}.tsv")]
USUAL: dict[str, str] = FOLDER.yaml("en/country-names.yaml")[0]["usual"]


def test_there_are_organisations_of_every_kind() -> None:
    counts = Counter(kind for kind, _ in ROWS)
    assert counts.total() > 2000
    assert {kind: n for kind, n in counts.items() if n < 100} == {}


def test_ids_are_unique() -> None:
    others = [row["code"] for row in FOLDER.rows("organisations.tsv")]
    ids = Counter([row["id"] for _, row in ROWS] + others)
    assert [i for i, n in ids.items() if n > 1] == []


def test_codes_and_sectors_are_known() -> None:
    codes = {*ACTORS.countries, *ACTORS.codes, *PLOVER.international}
    wrong = [
        (kind, row["id"], row["code"], row["sector"])
        for kind, row in ROWS
        if row["code"] not in codes or row["sector"] not in {*PLOVER.sectors, ""}
    ]
    assert wrong == []


def test_sectors_fit_the_file() -> None:
    allowed = {
        "parties": {"PTY", "OPP", "CVL"},
        "media": {"JRN"},
        "firms": {"BUS", "GOV"},
        "armed-groups": {"", "REB", "PRM", "CRM", "MIL", "SPY", "OPP", "PTY", "GOV", "LEG", "SOC", "CVL"},
    }
    wrong = [
        (kind, row["id"], row["sector"])
        for kind, row in ROWS
        if row["sector"] not in allowed.get(kind, {row["sector"]})
    ]
    assert wrong == []


def _told_apart(actors: tuple[Actor, ...]) -> bool:
    """Whether the parties of one name differ: in code, or as organisations."""
    bodies = {a.org for a in actors if a.kind == "organisation"}
    return len({a.code for a in actors}) > 1 or len(bodies) > 1


def test_a_name_of_several_parties_is_listed_as_such() -> None:
    ambiguous = {word: actors for word, actors in ACTORS.names.items() if _told_apart(actors)}
    assert sorted(set(ambiguous) - set(USUAL)) == []
    assert {w: a[0].code for w, a in ambiguous.items()} == {w: USUAL[w] for w in ambiguous}


def test_no_name_is_an_ordinary_word() -> None:
    """A capitalised noun of people or bodies ("Government") is a role, unless one country alone has it; acronyms may look like one."""
    roles = {*ACTORS.agents, *ACTORS.titles} - {"knesset", "bundestag", "politburo"}
    named = {w for w, actors in ACTORS.names.items() if any(a.kind == "organisation" for a in actors)}
    assert [w for w in named if " " not in w and w.lower() in roles and not w.isupper()] == []


def test_names_are_clean() -> None:
    wrong = [w for w in ACTORS.names if w != w.strip() or "  " in w or len(w) < 2 or "’" in w]
    assert wrong == []


@pytest.mark.parametrize(
    ("word", "code", "sector"),
    [
        ("Rosgvardia", "RUS", "MIL"),
        ("Verkhovna Rada", "UKR", "LEG"),
        ("MOFCOM", "CHN", "GOV"),
        ("Japan Coast Guard", "JPN", "MIL"),
        ("Kataib Hezbollah", "IRQ", "REB"),
        ("UNDOF", "UNO", "MIL"),
        ("Abkhazia", "GEO", "PRE"),
        ("Polisario Front", "MAR", "REB"),
        ("Law and Justice", "POL", "PTY"),
        ("Zhongnanhai", "CHN", "GOV"),
        ("Palazzo Chigi", "ITA", "GOV"),
        ("Brussels", "EUR", None),
        ("Dahomey", "BEN", None),
        ("Okinawa Prefecture", "JPN", None),
        ("West Virginia", "USA", None),
    ],
)
def test_what_a_name_stands_for(word: str, code: str, sector: str | None) -> None:
    actor = ACTORS.names[word][0]
    assert (actor.code, actor.sector) == (code, sector)


@pytest.mark.parametrize(
    "word", ["Diet", "MOFA", "MND", "RAW", "Congress", "Senate", "National Guard", "Virginia", "Fukushima"]
)
def test_left_out(word: str) -> None:
    assert word not in ACTORS.names


def test_loading_is_quick() -> None:
    assert min(_seconds() for _ in range(5)) < 0.3


def _seconds() -> float:
    load_actors.cache_clear()
    started = time.process_time()
    load_actors(FOLDER)
    return time.process_time() - started
