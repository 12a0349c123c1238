"""Dictionaries of actors and agents as read: their form, and that no line is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.codebook.petrarch import Dictionary, read_dictionary
from dragoman.codebook.petrarch.lines import content
from dragoman.records.problem import Problem

ACTORS = """\
# a dictionary made for this test
<!-- over
two lines --> BORDURIA_ [BGR]  ; an old comment
+BORDURIAN_
+SZOHOD {SZOHODS, SZOHODERS}

PLEKSZY-GLADZ_ # of Borduria
+MARSHAL_PLEKSZY_GLADZ
\t[BGRELI <500101] [BGRGOV 500101-591231]
\t[BGROPP >600101]\t[---]
\tKURVI_TASCH\t_THE_ELDER_\t[BGRMIL 19520101-530101]
+KURVI [BGRELI]
!KIND! = RED, BLUE
PARTY_OF_THE_!KIND!_&HUE& [BGRPTY]
"""


def lines_of(dictionary: Dictionary) -> set[int]:
    """Lines that a dictionary's entries, agents, sets or problems stand on."""
    entries = [one.line for entry in dictionary.entries for one in (*entry.names, *entry.codes)]
    named = [int(problem.source.rpartition(":")[2]) for problem in dictionary.problems]
    return {*entries, *(agent.line for agent in dictionary.agents), *dictionary.sets, *named}


def test_actors() -> None:
    read = read_dictionary(ACTORS.split("\n"), "a.txt")
    assert (read.kind, read.problems, read.sets) == ("actors", (), (13,))
    assert [
        ([n.text for n in e.names], [(c.code, str(c.start), str(c.end)) for c in e.codes]) for e in read.entries
    ] == [
        (["BORDURIA", "BORDURIAN", "SZOHOD", "SZOHODS", "SZOHODERS"], [("BGR", "None", "None")]),
        (
            ["PLEKSZY-GLADZ", "MARSHAL PLEKSZY GLADZ"],
            [
                ("BGRELI", "None", "1950-01-01"),
                ("BGRGOV", "1950-01-01", "1959-12-31"),
                ("BGROPP", "1960-01-01", "None"),
                ("---", "None", "None"),
            ],
        ),
        (["KURVI"], [("BGRELI", "None", "None")]),
        (["KURVI TASCH THE ELDER"], [("BGRMIL", "1952-01-01", "1953-01-01")]),
        (["PARTY OF THE RED &HUE&", "PARTY OF THE BLUE &HUE&"], [("BGRPTY", "None", "None")]),
    ]
    assert [(n.text, n.line) for n in read.entries[0].names][1] == ("BORDURIAN", 4)


def test_agents() -> None:
    text = """\
<!-- agents -->
!PERSON! = MAN, WOMEN
ABBESS [~CHRCTH] # regular
CITY {CITIES_AND_TOWNS} [~GOV]
POLICE {} [~COP]
SPY [~SPY]
GREY RELIEF_BODY [NGO~]
HARBOUR!PERSON![~MIL]
&TOWN& = PORT, QUAY
&TOWN&_GUARD [~MIL]
"""
    read = read_dictionary(text.split("\n"), "a.txt")
    assert (read.kind, read.problems, read.sets) == ("agents", (), (2, 9))
    assert [(a.forms, a.code) for a in read.agents] == [
        (("ABBESS", "ABBESSES"), "CHRCTH"),
        (("CITY", "CITIES AND TOWNS"), "GOV"),
        (("POLICE",), "COP"),
        (("SPY", "SPIES"), "SPY"),
        (("GREY RELIEF BODY", "GREY RELIEF BODIES"), "NGO"),
        (("HARBOURMAN", "HARBOURWOMEN"), "MIL"),
        (("PORT GUARD", "QUAY GUARD"), "MIL"),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "code", "says"),
    [
        ("actors", "+SYNONYM_", "petrarch.form", "no name that was taken stands before it"),
        ("actors", "\t[USAGOV]", "petrarch.form", "no name that was taken stands before it"),
        ("actors", "NAME_ [USA] x [USAGOV]", "petrarch.form", "'x' stands among its codes"),
        ("actors", "NAME_ [USA", "petrarch.form", "'[USA' stands among its codes"),
        ("actors", "NAME_ [U.S.]", "petrarch.form", "'U.S.' is no code"),
        ("actors", "NAME_ [~GOV]", "petrarch.form", "its code is an agent's"),
        ("actors", "39649_ [USA]", "petrarch.form", "no name of at least two letters"),
        ("actors", "(A) [USA]", "petrarch.form", "no name of at least two letters"),
        ("actors", "A\x07BC [USA]", "petrarch.form", "not letters or signs"),
        ("actors", "NAME{ [USA]", "petrarch.form", "'{' stands where it has no meaning"),
        ("actors", "!X!_NAME [USA]", "petrarch.set", "the set !X! is not defined before this line"),
        ("actors", "!X! = , ,", "petrarch.set", "the set X has no words"),
        ("actors", "NAME_", "petrarch.no_code", "'NAME'"),
        ("actors", "NAME_ [USAGOV 011301-020101]", "petrarch.date", "20011301 is no day"),
        ("actors", "A" * 500 + " [USA]", "petrarch.form", "it is too long"),
        ("actors", "<!-- for ever", "petrarch.comment", "does not end"),
        ("agents", "NOUN", "petrarch.form", "it has no code"),
        ("agents", "NOUN [~GOV] [~MIL]", "petrarch.form", "it has several codes"),
        ("agents", "NOUN [GOV]", "petrarch.form", "which has a ~"),
        ("agents", "NOUN [~ENV}", "petrarch.form", "stands outside its code"),
    ],
)
def test_what_is_not_in_the_form_is_named(kind: str, text: str, code: str, says: str) -> None:
    read = read_dictionary(["# first", text], "d.txt", kind)
    assert read.entries == () and read.agents == ()
    assert read.problems[0].code == code and read.problems[0].source == "d.txt:2"
    assert says in str(read.problems[0])


def test_what_follows_a_name_that_was_not_taken_is_not_the_name_before_it() -> None:
    read = read_dictionary(["ONE_ [USA]", "!X!TWO_", "+SYNONYM_", "\t[CANGOV]", "THREE_ [MEX]"], "d.txt")
    assert [[n.text for n in e.names] + [c.code for c in e.codes] for e in read.entries] == [
        ["ONE", "USA"],
        ["THREE", "MEX"],
    ]
    assert [p.source for p in read.problems] == ["d.txt:2", "d.txt:3", "d.txt:4"]


def test_one_wrong_code_leaves_the_others() -> None:
    read = read_dictionary(["NAME_ [USAGOV 990101-98] [USAELI]"], "d.txt")
    assert [c.code for c in read.entries[0].codes] == ["USAELI"]
    assert [p.code for p in read.problems] == ["petrarch.date"]


PIECE = st.sampled_from(
    ["NAME_", "+", "+SYN_ONYM", "[USA]", "[USAGOV 970101-010101]", "[---]", "[~GOV]", "<010101", "[", "]", "{", "}", "{S}",
     "!", "!S!", "&S&", "=", ",", "#", ";", "<!--", "-->", "\t", " ", "_", "é", "39", "'", "(", ")", "~", ">990101]"]
)  # fmt: skip
LINE = st.lists(PIECE, max_size=7).map("".join) | st.text(st.characters(exclude_characters="\n\r"), max_size=40)


@given(st.lists(LINE, max_size=12), st.sampled_from([None, "actors", "agents"]))
@example(["<!--", "NAME_ [USA]"], "actors")
@example(["!S! = A, B", "!S!!S!!S!!S!!S!!S!!S!!S!!S!!S!!S!!S! [USA]"], "actors")
def test_every_line_is_a_comment_or_taken_or_named(lines: list[str], kind: str | None) -> None:
    read = read_dictionary(lines, "d:r.txt", kind)
    say = {one.number for one in content(lines, "") if not isinstance(one, Problem)}
    assert say - lines_of(read) == set()
    assert lines_of(read) <= set(range(1, len(lines) + 1))
    assert all(str(problem) for problem in read.problems)


NAME = st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=8), min_size=1, max_size=4)


@given(
    st.lists(
        st.tuples(st.lists(NAME, min_size=1, max_size=3), st.sampled_from(["USAGOV", "CHN", "IGOUNO"])), max_size=6
    )
)
def test_what_is_written_in_the_form_is_read_back(entries: list[tuple[list[list[str]], str]]) -> None:
    lines = []
    for (first, *more), code in entries:
        lines += ["_".join(first) + "_", *(f"+{'_'.join(words)}_ # more" for words in more), f"\t[{code}]", ""]
    read = read_dictionary(lines, "d.txt", "actors")
    assert read.problems == ()
    assert [([n.text for n in e.names], e.codes[0].code) for e in read.entries] == [
        ([" ".join(words) for words in names], code) for names, code in entries
    ]
