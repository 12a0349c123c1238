"""A few hundred hostile inputs for each target; `make nightly` gives them a million, guided by what code they reach."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from fuzz.mutations import mutated
from fuzz.targets import TARGETS

HANG = 10.0  # seconds for one input
INPUTS = 250  # of a target in the quick run; of those that take long:
SLOW = {"read a.html": 40, "web": 60, "store": 80, "headers": 80, "judgements": 80, "event data": 40}


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_inputs_end_in_answers_or_problems(name: str) -> None:
    target, chance = TARGETS[name], random.Random(zlib.crc32(name.encode()))
    whole = target.seeds()
    for one in whole[:40]:
        target.run(one)
    for _ in range(SLOW.get(name, INPUTS)):
        data = mutated(chance, whole)
        begun = time.monotonic()
        try:
            target.run(data)
        except Exception as error:
            raise AssertionError(f"{name}: {type(error).__name__}: {error}; input: {data!r}") from error
        assert time.monotonic() - begun < HANG, data


@pytest.mark.nightly
@pytest.mark.parametrize("name", TARGETS)
def test_a_million_hostile_inputs_guided_by_the_code_they_reach(name: str, tmp_path: Path) -> None:
    pytest.importorskip(
        "atheris", reason="ATHERIS IS ABSENT: pip install 'dragoman[nightly]'; nothing was fuzzed by coverage"
    )
    inputs = (
        int(os.environ.get("DRAGOMAN_FUZZ", "1000000")) * TARGETS[name].share // sum(t.share for t in TARGETS.values())
    )
    command = [sys.executable, "-m", "fuzz.guided", name, str(inputs), str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, errors="replace")
    assert done.returncode == 0, (done.stdout[-2000:], done.stderr[-4000:])
    assert "Is the code instrumented" not in done.stderr, done.stderr[-1000:]
    found = re.search(r"stat::number_of_executed_units: (\d+)", done.stderr)
    assert found and int(found[1]) >= inputs, done.stderr[-1000:]
    print(f"{name}: {found[1]} inputs")
