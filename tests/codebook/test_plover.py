"""The PLOVER reader: what it says of types, modes and scores, and how fast."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.plover import Plover, load_plover

SHARED = Path(__file__).resolve().parents[2] / "../shared/codebook/plover.yaml"


@pytest.fixture(scope="module")
def plover() -> Plover:
    return load_plover()


def test_counts_are_those_of_the_manual(plover: Plover) -> None:
    assert len(plover.types) == 16
    assert sum(len(t.modes) for t in plover.types.values()) == 67
    assert len(plover.contexts) == 37
    assert len(plover.sectors) == 25
    assert sorted(plover.auxiliary) == ["future", "historical", "hypothetical", "negation"]
    assert sorted(plover.international) == ["EUR", "IGO", "IMG", "ISM", "MNC", "NGO", "UNO"]


def test_a_type_says_all_that_coding_needs(plover: Plover) -> None:
    sanction = plover.types["SANCTION"]
    assert (sanction.quad, sanction.penta, sanction.score) == (4, 4, -6.0)
    assert sanction.recipient_required is True
    assert sanction.symmetry == "directional"
    assert list(plover.modes_of("SANCTION")) == ["convict", "expel", "withdraw", "discontinue"]
    assert plover.types["CONSULT"].symmetry == "symmetric"
    assert plover.types["ASSAULT"].symmetry == "either"
    assert plover.modes_of("AGREE") == {}


@pytest.mark.parametrize(
    ("event_type", "modes", "score"),
    [
        ("AGREE", None, 2.5),  # a type without modes
        ("CONSULT", "visit", 4.0),  # the mode's score, not the type's 2.5
        ("CONSULT", "third-party", 1.0),
        ("CONSULT", (), 2.5),
        ("ASSAULT", ["beat", "primitive"], -8.0),  # the largest magnitude of several
        ("ASSAULT", ["primitive", "beat"], -8.0),  # whatever their order
        ("PROTEST", "vandalize", -5.0),  # no published score: the type's
        ("PROTEST", ["vandalize", "hunger"], -4.5),
        ("REQUEST", "meet", 0.0),  # a published zero is a score
    ],
)
def test_scores_follow_the_scoring_rule(plover: Plover, event_type: str, modes: object, score: float) -> None:
    assert plover.score_of(event_type, modes) == score  # type: ignore[arg-type]


def test_unknown_types_and_modes_are_errors(plover: Plover) -> None:
    with pytest.raises(KeyError):
        plover.score_of("CONQUER")
    with pytest.raises(KeyError):
        plover.score_of("CONSULT", "demo")


def test_a_users_ontology_wins_over_the_shipped_one(tmp_path: Path) -> None:
    entry = {"code": "AGREE", "quad": 1, "penta": 1, "score": 9, "recipient_required": False, "symmetry": "either"}
    (tmp_path / "plover.yaml").write_text(
        f"event_types: [{{{', '.join(f'{k}: {v}' for k, v in entry.items())}, definition: x, modes: []}}]"
    )
    assert load_plover(Folder(tmp_path)).score_of("AGREE") == 9.0


def test_an_incomplete_entry_is_named(tmp_path: Path) -> None:
    (tmp_path / "plover.yaml").write_text("event_types: [{code: AGREE, modes: []}]")
    with pytest.raises(CodebookError, match="AGREE: lacks 'symmetry'"):
        _ = load_plover(Folder(tmp_path)).types


def test_reading_is_quick() -> None:
    best = min(_seconds() for _ in range(3))
    assert best < 0.06


def _seconds() -> float:
    started = time.process_time()  # not by the clock: other work may run beside
    _ = load_plover().types
    return time.process_time() - started


def test_the_shipped_copy_is_the_one_handed_down() -> None:
    if not SHARED.is_file():
        pytest.skip(f"{SHARED} is absent: the shipped plover.yaml cannot be compared with it")
    shipped = Path(__file__).resolve().parents[2] / "src/dragoman/codebook/plover.yaml"
    assert shipped.read_bytes() == SHARED.read_bytes()
