"""The notebooks of the docs are run, each in a kernel of its own, in a folder that holds `examples/`."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
# Notebook → words that its outputs must hold.
SHOWS = {
    "first-ledger": ("<mark>", "2 documents", "hotline"),
    "paper-table": ("verbal_conflict", "conflict_share", "score_mean"),
    "review-and-agreement": ("Akiko and Bo: 10 of 12 alike, kappa", "24 judgements", "True"),
}


@pytest.fixture
def place(tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "examples").symlink_to(examples)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH")))))
    return tmp_path


def test_every_notebook_has_its_expectations() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(SHOWS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_it_says(path: Path, place: Path) -> None:
    book = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "notebooks are kept without outputs"
    NotebookClient(book, timeout=900, kernel_name="python3", resources={"metadata": {"path": str(place)}}).execute()
    outputs = [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = "\n".join(
        str(output.get("text", "")) + "\n".join(map(str, output.get("data", {}).values())) for output in outputs
    )
    assert [words for words in SHOWS[path.stem] if words not in shown] == []
    if path.stem == "first-ledger":
        ends = {
            cell.source.splitlines()[-1]: cell.outputs[-1].get("data", {}) for cell in book.cells if cell.get("outputs")
        }
        for value in (
            "timeline",
            "talks",
            "claim",
            'ledger.compare("000", "001")',
            'ledger.search("hotline")',
            "brief",
        ):
            assert "</" in ends[value]["text/html"], value
