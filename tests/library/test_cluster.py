"""Reading by a cluster of real processes: the same ledger as by one process, whatever becomes of workers, driver and disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.library.cluster import ClusterError
from dragoman.library.workers import Limits
from library.cluster import TESTS, Machines
from library.crashing import PLAIN, Crashing, lines, read

pytest.importorskip("distributed", reason="NO DISTRIBUTED HERE: pip install 'dragoman[cluster]'")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="NO FORK HERE: processes cannot be killed as on Unix")


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    made = Machines(tmp_path_factory.mktemp("cluster"))
    yield made
    made.close()


def exported(ledger: Path, output: Path) -> bytes:
    """The jsonl export, byte by byte; it holds no times of coding."""
    with dragoman.open(ledger, coding=Crashing()) as opened:
        assert opened.check() == []
        opened.export(output, "jsonl")
    return output.read_bytes()


def test_by_many_machines_and_by_one_the_export_is_the_same_byte_by_byte(tmp_path: Path, machines: Machines) -> None:
    source, chunks = tmp_path / "in.jsonl", tmp_path / "chunks"
    texts = [
        f"{PLAIN} No {n % 40}. Photo: AP. On Friday." for n in range(100)
    ]  # every other one is the copy of another
    texts[7] = f"{PLAIN} crash"
    source.write_text(lines(*texts))
    alone = read(tmp_path / "a.ledger", source, Crashing())
    many = read(tmp_path / "b.ledger", source, Crashing(), cluster=machines.address, chunks=chunks)
    assert exported(tmp_path / "a.ledger", tmp_path / "a") == exported(tmp_path / "b.ledger", tmp_path / "b") != b""
    assert (many.documents, many.claims) == (alone.documents, alone.claims) == (99, 40)
    assert sorted(map(str, many.problems)) == sorted(map(str, alone.problems))
    again = read(tmp_path / "b.ledger", source, Crashing(), cluster=machines.address, chunks=chunks)
    assert (again.documents, again.unchanged) == (0, 99)
    names = sorted(path.name for path in chunks.iterdir())
    # another ledger takes over what is in the chunks, and nothing is coded again
    log = tmp_path / "log"
    read(tmp_path / "c.ledger", source, Crashing(log), cluster=machines.address, chunks=chunks)
    assert exported(tmp_path / "c.ledger", tmp_path / "c") == (tmp_path / "a").read_bytes()
    assert not log.exists() and sorted(path.name for path in chunks.iterdir()) == names


def test_a_text_that_ends_its_worker_is_found_by_halving_and_set_aside(tmp_path: Path, machines: Machines) -> None:
    source, log, chunks = tmp_path / "in.jsonl", tmp_path / "log", tmp_path / "chunks"
    source.write_text(lines(*(f"{PLAIN} No {n}. {'take the worker down' if n == 5 else ''}" for n in range(8))))
    report = read(tmp_path / "a.ledger", source, Crashing(log), cluster=machines.address, chunks=chunks)
    assert [(one.code, one.values["document"]) for one in report.problems] == [("coding.killed", "d5")]
    assert report.documents == 7 and len(list(chunks.glob("*.halved"))) == 3  # of 8, of 4, of 2
    log.unlink()
    read(tmp_path / "b.ledger", source, Crashing(log), cluster=machines.address, chunks=chunks)
    assert not log.exists()  # nor is it tried again where chunks are kept
    assert exported(tmp_path / "a.ledger", tmp_path / "a") == exported(tmp_path / "b.ledger", tmp_path / "b")


def test_limits_of_a_document_hold_on_workers(tmp_path: Path, machines: Machines) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(lines(*(f"{PLAIN} No {n}. {'hold on' if n == 3 else ''}" for n in range(6))))
    report = read(tmp_path / "a.ledger", source, Crashing(), cluster=machines.address, limits=Limits(seconds=20))
    assert [problem.code for problem in report.problems] == ["coding.slow"] and report.documents == 5
    assert not (tmp_path / "a.ledger.chunks").exists()  # all is in the ledger


DRIVER = """
import sys
from pathlib import Path
import dragoman
from library.crashing import Crashing

source, ledger, chunks, log, address = sys.argv[1:]
if __name__ == "__main__":
    with dragoman.open(ledger, coding=Crashing(Path(log))) as opened:
        opened.read(source, cluster=address, chunks=chunks)
"""


def drive(folder: Path, ledger: str, machines: Machines) -> subprocess.Popen[bytes]:
    """A process that reads `in.jsonl` of a folder into a ledger there."""
    script = folder / "driver.py"
    script.write_text(DRIVER)
    command = [sys.executable, str(script), *(str(folder / name) for name in ("in.jsonl", ledger, "chunks", "log"))]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    return subprocess.Popen([*command, machines.address], env=environment)


def until(chunks: Path, count: int, seconds: float = 240) -> set[str]:
    """The names of chunks that are finished, once there are so many."""
    end = time.monotonic() + seconds
    while len(found := {path.stem for path in chunks.glob("*.parquet")}) < count:
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def slowly(count: int, seconds: float) -> str:
    """Documents that fill a chunk each."""
    return lines(*(f"{PLAIN} No {n}. wait {seconds}s {'And so on. ' * 11_000}" for n in range(count)))


def documents(chunks: Path, names: set[str]) -> list[str]:
    """Ids of the documents in chunks."""
    from pyarrow import parquet

    return [name for one in names for name in parquet.read_table(chunks / f"{one}.parquet")["document"].to_pylist()]


def test_a_killed_driver_and_a_killed_worker_cost_no_finished_chunk_and_none_is_coded_twice(tmp_path: Path) -> None:
    machines = Machines(tmp_path)
    try:
        (tmp_path / "in.jsonl").write_text(slowly(14, 0.5))
        driver = drive(tmp_path, "a.ledger", machines)
        until(tmp_path / "chunks", 3)
        driver.send_signal(signal.SIGKILL)
        driver.wait()
        before = until(tmp_path / "chunks", 3)
        assert len(before) < 14  # it was at work
        again = drive(tmp_path, "a.ledger", machines)
        until(tmp_path / "chunks", len(before) + 2)
        machines.kill(machines.workers[0])
        at_the_kill = until(tmp_path / "chunks", len(before) + 2)
        assert len(at_the_kill) < 14 and again.wait(timeout=300) == 0
        finished = documents(tmp_path / "chunks", at_the_kill)
        begun = Counter((tmp_path / "log").read_text().split())
        assert len(begun) == 14 and [n for n in finished if begun[n] > 1] == []
        assert max(begun.values()) <= 3  # what was under way at a kill was coded again, nothing else
        read(tmp_path / "b.ledger", tmp_path / "in.jsonl", Crashing())
        assert exported(tmp_path / "a.ledger", tmp_path / "a") == exported(tmp_path / "b.ledger", tmp_path / "b")
        assert not list((tmp_path / "chunks").glob("*.part"))
    finally:
        machines.close()


def test_a_full_disk_ends_the_reading_with_a_line_and_what_was_finished_is_kept(tmp_path: Path) -> None:
    source, chunks, log = tmp_path / "in.jsonl", tmp_path / "chunks", tmp_path / "log"
    texts = [f"{PLAIN} No {n}. wait 0.1s {'And so on. ' * 11_000}" for n in range(6)]
    texts[4] = f"{PLAIN} {' '.join(f'{n * n:x}' for n in range(30_000))}"  # which does not pack small
    source.write_text(lines(*texts))
    machines = Machines(tmp_path, 1, limit_kb=64)
    try:
        with pytest.raises(ClusterError) as caught:
            read(tmp_path / "a.ledger", source, Crashing(log), cluster=machines.address, chunks=chunks)
        assert caught.value.problem.code == "chunk.unwritable" and "too large" in str(caught.value)
        assert not list(chunks.glob("*.part"))
        finished = documents(chunks, until(chunks, 4))
        machines.kill(machines.workers[0])
        machines.workers.append(machines.worker())  # one that may write
        read(tmp_path / "a.ledger", source, Crashing(log), cluster=machines.address, chunks=chunks)
        begun = Counter(log.read_text().split())
        assert {begun[name] for name in finished} == {1} and len(begun) == 6
        read(tmp_path / "b.ledger", source, Crashing())
        assert exported(tmp_path / "a.ledger", tmp_path / "a") == exported(tmp_path / "b.ledger", tmp_path / "b")
    finally:
        machines.close()


def test_workers_that_do_not_see_the_folder_hand_their_chunks_over(
    tmp_path: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from dragoman.library import cluster

    plain = cluster.Order
    monkeypatch.setattr(cluster, "Order", lambda *told: replace(plain(*told), folder=tmp_path / "elsewhere"))
    source = tmp_path / "in.jsonl"
    source.write_text(lines(*(f"{PLAIN} No {n}." for n in range(5))))
    read(tmp_path / "a.ledger", source, Crashing(), cluster=machines.address, chunks=tmp_path / "chunks")
    monkeypatch.undo()
    read(tmp_path / "b.ledger", source, Crashing())
    assert exported(tmp_path / "a.ledger", tmp_path / "a") == exported(tmp_path / "b.ledger", tmp_path / "b")
    assert len(list((tmp_path / "chunks").glob("*.parquet"))) == 1 and not (tmp_path / "elsewhere").exists()


def test_a_chunk_that_the_disk_broke_is_coded_again(tmp_path: Path, machines: Machines) -> None:
    source, chunks = tmp_path / "in.jsonl", tmp_path / "chunks"
    source.write_text(lines(*(f"{PLAIN} No {n}." for n in range(5))))
    read(tmp_path / "a.ledger", source, Crashing(), cluster=machines.address, chunks=chunks)
    (path,) = chunks.glob("*.parquet")
    path.write_bytes(path.read_bytes()[:-100])
    report = read(tmp_path / "b.ledger", source, Crashing(), cluster=machines.address, chunks=chunks)
    assert [one.code for one in report.problems] == ["chunk.broken"]
    assert exported(tmp_path / "a.ledger", tmp_path / "a") == exported(tmp_path / "b.ledger", tmp_path / "b")


def test_workers_that_would_make_another_run_are_refused(tmp_path: Path, machines: Machines) -> None:
    from library.crashing import Elsewhere

    source = tmp_path / "in.jsonl"
    source.write_text(lines(PLAIN))
    with pytest.raises(ClusterError) as caught:
        read(tmp_path / "a.ledger", source, Elsewhere(), cluster=machines.address)
    assert caught.value.problem.code == "cluster.other_run" and caught.value.problem.values["found"] == "run2"


def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.library import cluster

    monkeypatch.setattr(cluster, "_CONNECT", 1.0)
    source = tmp_path / "in.jsonl"
    source.write_text(lines(PLAIN))
    with pytest.raises(ClusterError) as caught:
        read(tmp_path / "a.ledger", source, Crashing(), cluster="tcp://127.0.0.1:9")
    assert caught.value.problem.code == "cluster.unreachable"
    with pytest.raises(ClusterError) as caught:
        read(tmp_path / "a.ledger", source, Crashing(), cluster=str(tmp_path / "none.json"))
    assert caught.value.problem.code == "cluster.unreachable"
