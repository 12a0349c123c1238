"""Choosing CAMEO codes, by the rules of docs/exports.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from dragoman.codebook.cameo import load_cameo, quad_of
from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.plover import load_plover

CAMEO, PLOVER = load_cameo(), load_plover()


@pytest.mark.parametrize(
    ("event_type", "modes", "contexts", "words", "code"),
    [
        ("REQUEST", ("assist",), ("military", "economic"), "", "1011"),  # of two contexts, the first row of the file
        ("REQUEST", ("assist",), ("cyber",), "", "101"),  # type and mode, no context
        ("AGREE", (), (), "", "030"),
        ("AGREE", (), ("economic",), "", "0311"),
        ("ASSAULT", ("firearms", "abduct"), (), "", "193"),  # the largest Goldstein value
        ("ASSAULT", ("abduct", "firearms"), (), "", "193"),
        ("CONSULT", (), ("diplomatic",), "The ministers met.", "040"),
        ("CONSULT", (), ("diplomatic",), "The ministers negotiated for an hour.", "046"),
        ("REQUEST", ("meet",), (), "Oman asked both to accept mediation.", "108"),
        ("REQUEST", ("meet",), (), "It asked for a meeting.", "106"),
        ("RETREAT", ("release",), (), "It freed the sailors.", "0841"),
        ("RETREAT", ("release",), (), "It returned the seized vessel.", "0842"),
        ("SANCTION", ("discontinue",), ("economic",), "It banned imports of fish.", "163"),
        ("SANCTION", ("discontinue",), ("economic",), "It suspended all aid.", "162"),
        ("ASSAULT", ("targeted",), (), "They attempted to kill him.", "185"),
    ],
)
def test_the_code_of_an_act(
    event_type: str, modes: tuple[str, ...], contexts: tuple[str, ...], words: str, code: str
) -> None:
    assert CAMEO.code_of(event_type, modes, contexts, words).code == code


def test_armed_forces_on_both_sides_fight_with_conventional_force() -> None:
    assert CAMEO.code_of("ASSAULT", sectors=("MIL", "MIL")).code == "190"
    assert CAMEO.code_of("ASSAULT", sectors=("MIL", "REB")).code == "180"


def test_every_type_and_mode_has_a_code_with_label_and_values() -> None:
    for event_type in PLOVER.types:
        for mode in ("", *PLOVER.modes_of(event_type)):
            code = CAMEO.code_of(event_type, (mode,) if mode else ())
            assert len(code.code) in (3, 4) and code.code.isdigit() and code.label
            assert -10 <= code.goldstein_gdelt <= 10 and code.goldstein_icews == code.goldstein_gdelt


@settings(deadline=None)
@given(
    some.sampled_from(sorted(PLOVER.types)).flatmap(
        lambda t: some.tuples(some.just(t), some.sets(some.sampled_from([*PLOVER.modes_of(t), "none"])))
    ),
    some.sets(some.sampled_from(sorted(PLOVER.contexts))),
)
def test_the_order_of_contexts_does_not_matter(what: tuple[str, set[str]], contexts: set[str]) -> None:
    event_type, modes = what[0], sorted(what[1] - {"none"})
    ordered = sorted(contexts)
    assert CAMEO.code_of(event_type, modes, ordered) == CAMEO.code_of(event_type, modes, ordered[::-1])


def test_codes_are_text_and_have_meanings() -> None:
    assert len(CAMEO.meanings) == 318
    meaning = CAMEO.meaning("043")
    assert meaning is not None and (meaning.event_type, meaning.mode) == ("CONSULT", "visit")
    statement = CAMEO.meaning("010")
    assert statement is not None and statement.event_type is None
    request = CAMEO.meaning("100")
    assert request is not None and request.event_type == "REQUEST"
    assert CAMEO.meaning("999") is None


def test_gdelt_and_icews_disagree_where_the_sources_do() -> None:
    differ = {code for code, one in CAMEO.codes.items() if one.goldstein_gdelt != one.goldstein_icews}
    assert differ == {"016", "022", "164", "165"}


def test_quad_classes_follow_the_roots() -> None:
    assert [quad_of(code) for code in ("0311", "057", "060", "0874", "090", "138", "140", "204")] == [
        1, 1, 2, 2, 3, 3, 4, 4,
    ]  # fmt: skip


def test_the_shipped_tables_are_the_ones_handed_down() -> None:
    shared = Path(__file__).resolve().parents[2] / "../shared/codebook"
    if not shared.is_dir():
        pytest.skip(f"{shared} IS ABSENT: the shipped CAMEO tables cannot be compared with it")
    shipped = Path(__file__).resolve().parents[2] / "src/dragoman/codebook"
    for name in ("plover-to-cameo.tsv", "cameo-to-plover.tsv"):
        assert (shipped / name).read_bytes() == (shared / name).read_bytes()


def test_a_users_rows_win(tmp_path: Path) -> None:
    head = "plover_type\tplover_mode\tplover_context\tcameo\tcameo_label\tgoldstein_gdelt\tgoldstein_icews\tnote\n"
    (tmp_path / "plover-to-cameo.tsv").write_text(head + "AGREE\t\t\t036\tExpress intent to meet\t4.0\t4.0\t\n")
    assert load_cameo(Folder(tmp_path)).code_of("AGREE").code == "036"
    (tmp_path / "plover-to-cameo.tsv").write_text(head + "AGREE\t\t\t036\tExpress intent to meet\tmuch\t4.0\t\n")
    load_cameo.cache_clear()
    with pytest.raises(CodebookError, match="row of '036' cannot be used"):
        load_cameo(Folder(tmp_path))
    load_cameo.cache_clear()
