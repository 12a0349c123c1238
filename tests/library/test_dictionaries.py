"""Dictionaries in the PETRARCH form, from files to a folder that coding uses."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dragoman.library import extract
from dragoman.library.coding import Pipeline
from dragoman.library.dictionaries import import_dictionaries

ACTORS = """\
# written for this test
SYLDAVIA_ [FRA]
LANTERN_COAST_DEFENCE_FORCE
+LCDF
	[GRCMIL]
MARKUS_ELBERG_
+ELBERG_
+PRESIDENT_ELBERG_
	[NORELI <991231]
	[NORGOV 20000101-101231]
	[NOROPP >110101]
GREY_WOLF_LEAGUE_ [TURREB]
TALIBAN_
	[AFGREB]
	[AFGGOV 960927-011113]
QVIST_BUREAU_ [HUNGOV >200101]
"""
AGENTS = "LIGHTHOUSE_KEEPER [~GOV]\nHARBOUR_FIGHTER {HARBOUR_FIGHTERS} [~MIL]\n"


@pytest.fixture(scope="module")
def codebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dictionaries")
    (place / "my.actors.txt").write_text(ACTORS)
    (place / "my.agents.txt").write_text(AGENTS)
    report = import_dictionaries([str(place / "my.*.txt")], place / "codebook")
    assert (report.files, report.entries, report.people, report.agents, report.problems) == (2, 8, 1, 4, ())
    assert [p.name for p in report.written] == ["names.tsv", "offices-more.tsv", "agents.yaml", "report.txt"]
    return place / "codebook"


@pytest.mark.parametrize(
    ("published", "text", "type_", "actor", "recipient"),
    [
        (
            "2005-03-04",
            "The Lantern Coast Defence Force criticised Syldavia on Monday.",
            "ACCUSE",
            [("GRC", "MIL", "LANTERN-COAST-DEFENCE-FORCE", None)],
            [("FRA", None, None, None)],
        ),
        ("2005-03-04", "The LCDF attacked Turkey.", "ASSAULT", [("GRC", "MIL", "LANTERN-COAST-DEFENCE-FORCE", None)], [("TUR", None, None, None)]),
        ("2005-03-04", "Markus Elberg condemned the Grey Wolf League.", "ACCUSE", [("NOR", "GOV", None, "president")], [("TUR", "REB", "GREY-WOLF-LEAGUE", None)]),
        ("2012-03-04", "Markus Elberg condemned the Grey Wolf League.", "ACCUSE", [("NOR", "OPP", None, None)], [("TUR", "REB", "GREY-WOLF-LEAGUE", None)]),
        ("2005-03-04", "Elberg accused Pakistan of terrorism.", "ACCUSE", [("NOR", "GOV", None, "president")], [("PAK", None, None, None)]),
        ("2000-03-04", "Iran condemned the Taliban.", "ACCUSE", [("IRN", None, None, None)], [("AFG", "GOV", "TALIBAN", None)]),
        ("2005-03-04", "Iran condemned the Taliban.", "ACCUSE", [("IRN", None, None, None)], [("AFG", "REB", "TALIBAN", None)]),
        ("2005-03-04", "A Greek lighthouse keeper thanked Turkish harbour fighters.", "SUPPORT", [("GRC", "GOV", None, None)], [("TUR", "MIL", None, None)]),
    ],
)  # fmt: skip
def test_sentences_are_coded_with_the_names(
    codebook: Path, published: str, text: str, type_: str, actor: list[object], recipient: list[object]
) -> None:
    (claim,) = extract(text, published, coding=Pipeline(codebook, coder="frames"))
    assert claim.event_type == type_
    assert [(p.code, p.sector, p.org, p.office) for p in claim.actor] == actor
    assert [(p.code, p.sector, p.org, p.office) for p in claim.recipient] == recipient


def test_a_name_stands_for_nobody_on_days_that_it_has_no_code_for(codebook: Path) -> None:
    coding = Pipeline(codebook, coder="frames")
    (later,) = extract("The Qvist Bureau criticised Syldavia.", "2021-01-01", coding=coding)
    assert [(p.code, p.sector) for p in later.actor] == [("HUN", "GOV")]
    before = extract("The Qvist Bureau criticised Syldavia.", "2019-01-01", coding=coding)
    assert [p.code for claim in before for p in claim.actor if p.code] == []


def test_files_that_are_no_dictionaries_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "program.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "latin.txt").write_bytes("MANFRED_WÖRN_PARTY_ [DEUPTY]\r\nSECOND".encode("latin-1"))
    names = [str(tmp_path / name) for name in ("none.txt", "empty.txt", "program.txt", "latin.txt")]
    report = import_dictionaries(names, tmp_path / "out")
    assert [(Path(p.source).name, p.code) for p in report.problems] == [
        ("none.txt", "file.missing"),
        ("empty.txt", "file.empty"),
        ("program.txt", "file.binary"),
        ("latin.txt", "encoding.fallback"),
        ("latin.txt:2", "petrarch.no_code"),
    ]
    assert "Manfred Wörn Party\tDEU\tPTY" in (tmp_path / "out" / "names.tsv").read_text(encoding="utf-8")
    assert "SECOND" in (tmp_path / "out" / "report.txt").read_text(encoding="utf-8")


def test_nothing_is_written_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "prose.txt").write_text("Japan met China on Sunday.\n")
    report = import_dictionaries([str(tmp_path / "prose.txt")], tmp_path / "out")
    assert (report.entries, report.written) == (0, ()) and [p.code for p in report.problems] == ["petrarch.no_code"]
    assert not (tmp_path / "out").exists()


def test_an_earlier_import_is_only_replaced_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("QVIST_PARTY [HUNPTY]\nQVIST_INN_ [---]\n")
    (tmp_path / "b.txt").write_text("OTHER_PARTY [HUNPTY]\n")
    out = tmp_path / "out"
    import_dictionaries([str(tmp_path / "a.txt")], out)
    (out / "issues.yaml").write_text("mine: {label: Mine, terms: [mine]}\n")
    with pytest.raises(FileExistsError, match=r"names\.tsv, not-parties\.yaml, report\.txt already"):
        import_dictionaries([str(tmp_path / "b.txt")], out)
    import_dictionaries([str(tmp_path / "b.txt")], out, replace=True)
    assert sorted(p.name for p in out.iterdir()) == ["issues.yaml", "names.tsv", "report.txt"]
    assert "Qvist" not in (out / "names.tsv").read_text()


def test_six_thousand_lines_take_a_second_or_so(tmp_path: Path) -> None:
    assert _seconds(tmp_path, 1_500) < 5


@pytest.mark.nightly
def test_sixty_thousand_lines_take_seconds(tmp_path: Path) -> None:
    assert _seconds(tmp_path, 15_000) < 30


def _seconds(place: Path, persons: int) -> float:
    """Processor time of importing four lines a person."""
    blocks = [
        f"QVI{_letters(n)}_NOR{_letters(n * 7)}_  # x\n+NOR{_letters(n)}_\n\t[HUNGOV 990101-05{1 + n % 12:02d}01]\n\t[HUNELI]"
        for n in range(persons)
    ]
    (place / "big.txt").write_text("\n".join(blocks))
    start = time.process_time()
    report = import_dictionaries([str(place / "big.txt")], place / "out")
    assert (report.entries, report.people) == (persons, persons)
    return time.process_time() - start


def _letters(number: int) -> str:
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in f"{number:06d}")
