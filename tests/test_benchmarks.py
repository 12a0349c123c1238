"""The benchmark runs, and each of its stages is a function that is there."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.evaluate.seeds import find_sets

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "benchmarks" / "stages.py"


def test_each_stage_is_a_function(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        monkeypatch.setenv(name, "1")  # which the script sets
    spec = importlib.util.spec_from_file_location("stages", SCRIPT)
    assert spec is not None and spec.loader is not None
    stages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(stages)
    missing = [stage for stage in stages.STAGES if not callable(getattr(*stages.found(stage), None))]
    assert missing == []


def test_it_tells_the_time_of_each_stage(tmp_path: Path) -> None:
    texts = sorted(find_sets(start=ROOT).texts.glob("*.txt"))[:1]
    lines = [json.dumps({"id": path.name, "text": path.read_text(encoding="utf-8")}) for path in texts]
    (tmp_path / "one.jsonl").write_text("\n".join(lines), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path / "one.jsonl"), "--json"], capture_output=True, text=True, check=True
    )
    found = json.loads(told.stdout)
    assert found["documents"] == 1 and found["claims"] > 20
    assert {"encode", "parse", "acts: heads"} <= found["stages"].keys()
    assert 0 < sum(found["stages"].values()) <= found["seconds"] * 1.05
