"""What dictionaries come to: names, persons with terms, agents; and what is said of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codebook.folder import Folder
from dragoman.codebook.petrarch import Made, make_tables, read_dictionary

FOLDER = Folder()


def made(text: str, *more: str) -> Made:
    read = [read_dictionary(one.split("\n"), f"{at}.txt") for at, one in enumerate((text, *more))]
    return make_tables(read, FOLDER)


def names(result: Made) -> list[tuple[str, ...]]:
    """Spelling, code, sector, organisation, days of each row; spellings in capitals left out."""
    cells = ("name", "code", "sector", "org", "start", "end")
    return [
        tuple(row[cell] for cell in cells)
        for rows in result.names.values()
        for row in rows
        if not (row["name"].isupper() and len(row["name"]) > 4)
    ]


def terms(result: Made) -> list[tuple[str, ...]]:
    cells = ("person", "country_iso3", "sector", "office", "start", "end", "class", "aliases")
    return [tuple(row[cell] for cell in cells) for row in result.terms]


def codes(result: Made) -> list[str]:
    return [problem.code for problem in result.problems]


def test_a_body_has_its_names_and_an_organisation() -> None:
    result = made("LANTERN_COAST_DEFENCE_FORCE\n+LCDF\n+LANTERN_COAST_GUARD_(LCG)_\n\t[GRCMIL]")
    org = "LANTERN-COAST-DEFENCE-FORCE"
    assert names(result) == [
        ("Lantern Coast Defence Force", "GRC", "MIL", org, "", ""),
        ("LCDF", "GRC", "MIL", org, "", ""),
        ("Lantern Coast Guard", "GRC", "MIL", org, "", ""),
        ("LCG", "GRC", "MIL", org, "", ""),
    ]
    assert (result.terms, result.problems, result.entries) == ([], [], 1)
    row = result.names["LCDF"][0]
    assert (row["kind"], row["known_as"], row["cameo"], row["source"]) == ("organisation", "LCDF", "GRCMIL", "0.txt:2")


def test_names_of_a_state_stand_for_it_and_known_ones_are_left_out() -> None:
    result = made("SYLDAVIA_ [FRA]\n+FRANCE_\n+PARIS_\n+FRENCH_\n+STRELSAU_")
    assert names(result) == [("Syldavia", "FRA", "", "", "", ""), ("Strelsau", "FRA", "", "", "", "")]
    assert {row["kind"] for rows in result.names.values() for row in rows} == {"region"}
    assert result.known >= 3 and result.problems == []


def test_a_name_has_one_code_after_another() -> None:
    result = made("TALIBAN_\n\t[AFGREB]\n\t[AFGGOV 960927-011113]")
    assert names(result) == [
        ("Taliban", "AFG", "REB", "TALIBAN", "", "1996-09-26"),
        ("Taliban", "AFG", "GOV", "TALIBAN", "1996-09-27", "2001-11-13"),
        ("Taliban", "AFG", "REB", "TALIBAN", "2001-11-14", ""),
    ]


def test_persons_have_terms() -> None:
    result = made(
        "MARKUS_ELBERG_\n+ELBERG_\n+PRESIDENT_ELBERG_\n+M._J._ELBERG\n\t[NORGOV 000101-101231]\n\t[NOROPP >110101]"
    )
    assert result.names == {}
    assert terms(result) == [
        ("Markus Elberg", "NOR", "GOV", "president", "2000-01-01", "2010-12-31", "listed", "M. J. Elberg"),
        ("Markus Elberg", "NOR", "GOV", "president", "2000-01-01", "2010-12-31", "named", "Elberg"),
        ("Markus Elberg", "NOR", "OPP", "", "2011-01-01", "", "listed", "M. J. Elberg"),
        ("Markus Elberg", "NOR", "OPP", "", "2011-01-01", "", "named", "Elberg"),
    ]


def test_a_person_whom_the_codebook_knows_is_in_office_no_longer_than_there() -> None:
    result = made("HAMID_KARZAI_\n+KARZAI_\n\t[AFGGOV >011222]\n\t[AFGELI]")
    office = "member of the government"
    assert terms(result) == [
        ("Hamid Karzai", "AFG", "ELI", "", "", "2001-12-21", "listed", ""),
        ("Hamid Karzai", "AFG", "GOV", office, "2001-12-22", "2014-09-29", "listed", ""),
    ]
    assert made("HAMID_KARZAI_ [AFGGOV]").terms == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("ABDUL_SOMEBODY_\n[AFGGOV 990101-000101]", True),
        ("LADY_ANNE_SOMEBODY [IGOUNO]", True),
        ("MARGARET_QVIST_ [IGOUNOHLHWHO]", True),
        ("FAYSAL_\n[SAUGOV 641102-750325]", True),
        ("QVISTEN_FRONT_\n[TURREB 990101-000101]", False),
        ("HAMAS_\n[PSEREB >870101]", False),
        ("KHMER_ROUGE_\n[KHMGOV 750417-790107]\n[KHMREB]", False),
        ("UN_SECRETARY_GENERAL [IGOUNO]", False),
        ("SECRETARY_GENERAL_OF_THE_QVIST_BODY [IGOUNO]", False),
        ("MARGARET_ISLAND_ [HUN]", False),
        ("QVISTNET_\n[DEUBUS >010101]", False),
    ],
)
def test_who_is_a_person(text: str, person: bool) -> None:
    result = made(text)
    assert bool(result.terms) == person and bool(result.names) != person


def test_agents() -> None:
    result = made(
        "LIGHTHOUSE_KEEPER [~GOV]\nREBEL [~REB]\nSPOKESPERSON {} [~MED]\nMAN_OF_THE_OLD_TOWN [~CVL]\nWIZ [~WIZ]"
    )
    assert result.agents == {"lighthouse keeper": "GOV", "lighthouse keepers": "GOV", "spokesperson": "JRN"}
    assert result.known == 2
    assert codes(result) == ["petrarch.otherwise", "petrarch.long", "petrarch.code"]


def test_what_is_no_party() -> None:
    result = made("QVIST_HOTEL_ [USABUS]\nTHE_QVIST_HOTEL_ [---]\nQVIST_INN_ [---]", "QVIST_INN_ [USABUS]")
    assert list(result.nothing) == ["Qvist Hotel"] and list(result.names) == ["Qvist Inn"]


def test_what_cannot_be_coded_is_named() -> None:
    result = made(
        "QVIST_LAND_\n+QVISTIA\n\t[XQZGOV]\nQVIST_WORLD_ [AFR]\nQVIST_PARTY [TURPTYQVI]\nQVIST_CLUB [USAGOV][USAMIL]"
    )
    assert [(p.source, p.code) for p in result.problems] == [
        ("0.txt:3", "petrarch.code"),
        ("0.txt:1", "petrarch.no_code"),
        ("0.txt:2", "petrarch.no_code"),
        ("0.txt:4", "petrarch.code"),
        ("0.txt:5", "petrarch.part"),
        ("0.txt:6", "petrarch.hidden"),
    ]
    assert names(result) == [
        ("Qvist Party", "TUR", "PTY", "QVI", "", ""),
        ("Qvist Club", "USA", "GOV", "QVIST-CLUB", "", ""),
    ]


def test_the_later_of_two_codes_counts_and_the_dictionary_before_the_codebook() -> None:
    result = made("QVIST_PARTY [TURPTY]\nHELSINKI_ [HRV]", "QVIST_PARTY [GRCPTY]")
    assert [(row[0], row[1]) for row in names(result)] == [("Qvist Party", "GRC"), ("Helsinki", "HRV")]
    assert [str(p) for p in result.problems] == [
        "0.txt:2 petrarch.otherwise: gives 'Helsinki' the code HRV, the codebook FINGOV. "
        "The dictionary's counts; drop the line to keep the codebook's.",
        "1.txt:1 petrarch.twice: gives 'Qvist Party' the code GRCPTY; 0.txt:1 gave TURPTY. This one counts; drop the other.",
    ]


WORD = st.sampled_from(
    ["QVIST", "NORD", "PARTY", "PRESIDENT", "THE", "OF", "UN", "AL-AQSA", "MARGARET", "(QV)", "É", "FRANCE"]
)
NAME = st.lists(WORD, min_size=1, max_size=4).map("_".join)
CODE = st.sampled_from(
    ["[USA]", "[USAGOV]", "[---]", "[IGOUNO >970101]", "[TURREBQVI]", "[AFR]", "[ELI]", "[XQZ]", "[FRAGOV <010101]", "[--- <010101]",
     "[FRAMIL 990101-010101]", "[~GOV]", "[~OPPEDU]", "[MNCJPN]"]
)  # fmt: skip
LINE = st.builds("{}_ {}".format, NAME, CODE) | NAME.map("+{}_".format) | CODE.map("\t{}".format) | NAME


@settings(max_examples=40, deadline=None)
@given(st.lists(LINE, max_size=10), st.sampled_from(["actors", "agents"]))
def test_every_name_is_taken_or_known_or_named(lines: list[str], kind: str) -> None:
    read = read_dictionary(lines, "d.txt", kind)
    result = make_tables([read], FOLDER)
    told = {int(p.source.rpartition(":")[2]) for p in result.problems}
    if not (result.names or result.terms or result.agents or result.nothing or result.known):
        assert {n.line for e in read.entries for n in e.names} | {a.line for a in read.agents} <= told
    for row in (row for rows in result.names.values() for row in rows):
        assert row["name"] and row["code"] and (row["start"] or "0") <= (row["end"] or "9")
    for row in result.terms:
        assert row["person"] and row["country_iso3"] and (row["start"] or "0") <= (row["end"] or "9")
