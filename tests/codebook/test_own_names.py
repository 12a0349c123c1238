"""names.tsv of a user's own folder: what a name stands for there, and on which days."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.actors import load_actors
from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.offices import load_offices

HEAD = "name\tcode\tsector\torg\tkind\tknown_as\tstart\tend\n"


def folder(tmp_path: Path, rows: str, head: str = HEAD) -> Folder:
    (tmp_path / "names.tsv").write_text(head + rows, encoding="utf-8")
    return Folder(tmp_path)


def test_a_name_stands_for_what_its_row_says_and_for_nothing_else(tmp_path: Path) -> None:
    actors = load_actors(folder(tmp_path, "Brussels\tBEL\nApple’s\tMNC\tBUS\tAPPLE\t\tApple\nMacau\tMAC\n"))
    assert [(a.code, a.kind) for a in actors.names["Brussels"]] == [("BEL", "organisation")]
    (apple,) = actors.names["Apple's"]
    assert (apple.code, apple.sector, apple.org, apple.name) == ("MNC", "BUS", "APPLE", "Apple")
    assert actors.names["Macau"][0].code == "CHN"  # as all territories, by party-codes.yaml
    assert actors.periods == {}


def test_a_name_may_stand_for_one_party_after_another(tmp_path: Path) -> None:
    rows = "Qvist\tAFG\tGOV\t\t\t\t2001-01-01\t2001-12-31\nQvist\tAFG\tREB\t\t\t\t\t2000-12-31\nQvistia\tIRN\t\t\t\t\t2010-01-01\t\n"
    actors = load_actors(folder(tmp_path, rows))
    assert [(p.start, p.end, p.actor.sector) for p in actors.periods["Qvist"]] == [
        ("0001-01-01", "2000-12-31", "REB"),
        ("2001-01-01", "2001-12-31", "GOV"),
    ]
    assert actors.names["Qvist"][0].sector == "GOV"
    assert [(p.start, p.end) for p in actors.periods["Qvistia"]] == [("2010-01-01", "9999-12-31")]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("Qvist\tXQZ\n", "'Qvist' needs a name and a code that PLOVER knows, not 'XQZ'"),
        ("\tUSA\n", "needs a name"),
        ("Qvist\tUSA\tWIZ\n", "unknown sector or kind"),
        ("Qvist\tUSA\t\t\tthing\n", "unknown sector or kind"),
        ("Qvist\tUSA\t\t\t\t\tsoon\n", "needs days as YYYY-MM-DD"),
        ("Qvist\tUSA\t\t\t\t\t2001-01-02\t2001-01-01\n", "the first before the last"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(CodebookError, match=says):
        load_actors(folder(tmp_path, rows))


def test_a_user_s_agents_win(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "agents.yaml").write_text("GOV: [rebel, qvist keeper]\n")
    agents = load_actors(Folder(tmp_path)).agents
    assert (agents["rebel"], agents["qvist keeper"], agents["soldier"]) == ("GOV", "GOV", "MIL")


def test_terms_of_ones_own_have_sectors_and_short_names(tmp_path: Path) -> None:
    head = "person\twikidata_id\tcountry_iso3\toffice\tstart\tend\tclass\tas_of\taliases\tsource\tsector\torg\n"
    rows = (
        "Ann Qvist\t\tNOR\t\t2001-01-01\t\tlisted\t\tA. Qvist-Dahl\town\tOPP\tQV\n"
        "Ann Qvist\t\tNOR\t\t2001-01-01\t\tnamed\t\tQvisten\town\t\t\n"
    )
    (tmp_path / "offices-more.tsv").write_text(head + rows)
    offices = load_offices(Folder(tmp_path))
    (full,) = offices.known("Ann Qvist")
    assert (full.sector, full.org, full.rank) == ("OPP", "QV", 10)
    (short,) = offices.holders("Qvisten", "2005-01-01")
    assert (short.person, short.sector, short.rank) == ("Ann Qvist", None, 0)
    assert [t.cls for t in offices.holders("Qvist", None)] == ["listed"]
    assert offices.holders("Angela Merkel", "2015-01-01")[0].sector == "GOV"
