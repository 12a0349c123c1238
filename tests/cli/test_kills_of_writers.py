"""kill -9 of the whole process group at random points of migration, judgement, export, backup and reading by several processes.

Afterwards `check` is clean, all that was told as done is there, and the same command, called again, ends as if nobody had killed it.
`test_kills.py` does the same to a reading with the program's own coder.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import dragoman
from command_runner import Server
from dragoman.records.claim_json import body_object
from stand_in import StandIn

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="NO FORK HERE: processes cannot be killed as on Unix")
OLD = Path(__file__).resolve().parents[1] / "data" / "ledgers"
DOCUMENTS = 24


def run(server: Server, output: Path, *arguments: str | Path, kill_after: float | None = None) -> int:
    """The exit code, negative where a signal ended it. kill_after: seconds after which its process group is killed."""
    process = server.start(output, *arguments)
    if kill_after is not None:
        time.sleep(kill_after)
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(process, signal.SIGKILL)
    return server.ended()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server("stand_in_server.py")
    yield running
    running.close()


def exported(ledger: Path) -> list[dict[str, Any]]:
    """All claims with all fields, as the jsonl export has them; the ledger checks clean."""
    with dragoman.open(ledger, coding=StandIn(basis="stated")) as opened:
        assert [p for p in opened.check() if p.code != "judgement.unbound"] == []
        return [body_object(told) for told in opened.handed("jsonl").claims()]


def source(place: Path, count: int = DOCUMENTS) -> Path:
    sides = ("Japan", "China", "France")
    lines = [
        {"id": f"d{n}", "text": f"{sides[n % 3]} met {sides[(n + 1) % 3]}. Round {n}. Japan met China.", "published": f"2023-04-{n % 9 + 1:02d}"}
        for n in range(count)
    ]  # fmt: skip
    place.write_text("\n".join(map(json.dumps, lines)))
    return place


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger at rest."""
    folder = tmp_path_factory.mktemp("whole")
    with dragoman.open(folder / "l.ledger", coding=StandIn(basis="stated")) as opened:
        opened.read(source(folder / "in.jsonl"))
    return folder / "l.ledger"


def killed(
    kills: int, server: Server, folder: Path, begin: Callable[[], Path], arguments: Callable[[Path], tuple[str | Path, ...]],
    after: Callable[[Path], None], ended: Callable[[Path], None],
) -> None:  # fmt: skip
    """Kills a command that often, each time over the length that it takes. begin: makes what it works on. after: holds after a kill, ended:
    when it has ended.
    """
    chance, done, output, seconds = random.Random(11), 0, folder / "stdout", 0.0
    at = begin()
    for _ in range(2):  # the second time is that of a warm disk
        begun = time.monotonic()
        assert run(server, output, *arguments(at)) == 0, output.read_text()
        seconds = time.monotonic() - begun
        ended(at)
        at = begin()
    while done < kills:
        code = run(server, output, *arguments(at), kill_after=chance.uniform(0, seconds))
        if code == -signal.SIGKILL:
            done += 1
            after(at)
        else:
            assert code == 0, output.read_text()
            ended(at)
            at = begin()
    assert run(server, output, *arguments(at)) == 0, output.read_text()
    ended(at)


def counted(many: int, nightly: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kills", [many, pytest.param(nightly, marks=pytest.mark.nightly)])


@counted(15, 250)
def test_a_migration(kills: int, server: Server, tmp_path: Path) -> None:
    packed = gzip.decompress((OLD / "v1.ledger.gz").read_bytes())

    def begin() -> Path:
        for old in tmp_path.glob("old.ledger*"):
            old.unlink()
        (tmp_path / "old.ledger").write_bytes(packed)
        return tmp_path / "old.ledger"

    with dragoman.open(begin(), coding=StandIn()) as opened:
        expected = [body_object(told) for told in opened.handed("jsonl").claims()]
    assert len(expected) > 3

    def whole_again(ledger: Path) -> None:
        assert exported(ledger) == expected

    # Looked at through a copy, so that the next run finds the ledger as the killed one left it.
    def after(ledger: Path) -> None:
        for part in tmp_path.glob("old.ledger*"):
            shutil.copy(part, tmp_path / part.name.replace("old", "copy"))
        whole_again(tmp_path / "copy.ledger")
        for part in tmp_path.glob("copy.ledger*"):
            part.unlink()

    killed(kills, server, tmp_path, begin, lambda ledger: ("runs", ledger), after, whole_again)


@counted(15, 250)
def test_judgements(kills: int, server: Server, whole: Path, tmp_path: Path) -> None:
    """All judgements of an exchange come in together, with the events that follow from them, or none."""
    lines = tmp_path / "judgements.jsonl"
    shutil.copy(whole, tmp_path / "other.ledger")
    with dragoman.open(tmp_path / "other.ledger", coding=StandIn(basis="stated")) as opened:
        claims = [told.claim.id for told in opened.claims()]
        for n, claim in enumerate(claims[:20]):
            opened.judge.reject(claim, "no", "Bea") if n % 2 else opened.judge.correct(
                claim, "so", "Bea", event_type="AID"
            )
        opened.judge.link(claims[20:23], "the same", "Bea")
        lines.write_text("".join(json.dumps(one) + "\n" for one in opened.judge.export()))
    before, expected = exported(whole), exported(tmp_path / "other.ledger")
    assert len(expected) < len(before)

    def begin() -> Path:
        for old in tmp_path.glob("l.ledger*"):
            old.unlink()
        return Path(shutil.copy(whole, tmp_path / "l.ledger"))

    def after(ledger: Path) -> None:
        assert exported(ledger) in (before, expected)

    def ended(ledger: Path) -> None:
        assert exported(ledger) == expected
        with dragoman.open(ledger, coding=StandIn(basis="stated")) as opened:
            assert len(opened.judge.history()) == 21

    killed(kills, server, tmp_path, begin, lambda ledger: ("judge", "import", ledger, lines), after, ended)


@counted(12, 250)
@pytest.mark.parametrize("format_", ["csv", "gdelt"])
def test_an_export(kills: int, format_: str, server: Server, whole: Path, tmp_path: Path) -> None:
    """The file is the whole earlier one, or the whole new one; its manifest, where it is of this file, has its digest."""
    out, expected = tmp_path / "out", tmp_path / "expected"
    with dragoman.open(whole, coding=StandIn(basis="stated")) as opened:
        opened.export(expected, format_)
    new, told = expected.read_bytes(), json.loads(expected.with_name("expected.manifest.json").read_text())

    def begin() -> Path:
        out.write_bytes(b"what an earlier export wrote")
        out.with_name("out.manifest.json").unlink(missing_ok=True)
        return out

    def after(path: Path) -> None:
        assert path.read_bytes() in (b"what an earlier export wrote", new)
        manifest = path.with_name("out.manifest.json")
        assert not manifest.exists() or json.loads(manifest.read_text())["sha256"] == told["sha256"]

    def ended(path: Path) -> None:
        assert path.read_bytes() == new
        assert json.loads(path.with_name("out.manifest.json").read_text())["sha256"] == told["sha256"]
        assert not list(tmp_path.glob("*.part"))

    killed(
        kills // 2,
        server,
        tmp_path,
        begin,
        lambda path: ("export", whole, "--format", format_, "--output", path),
        after,
        ended,
    )


@counted(6, 150)
def test_a_backup(kills: int, server: Server, whole: Path, tmp_path: Path) -> None:
    expected = exported(whole)

    def begin() -> Path:
        (tmp_path / "copy.ledger").unlink(missing_ok=True)
        return tmp_path / "copy.ledger"

    def after(path: Path) -> None:
        if path.exists():
            assert exported(path) == expected
            path.unlink()

    def ended(path: Path) -> None:
        assert exported(path) == expected and not list(tmp_path.glob("*.part*"))

    killed(kills, server, tmp_path, begin, lambda path: ("backup", whole, path), after, ended)


@counted(6, 100)
def test_a_reading_by_several_processes(kills: int, server: Server, whole: Path, tmp_path: Path) -> None:
    given, expected = source(tmp_path / "in.jsonl"), exported(whole)
    for one in expected:
        one["source"] = str(given)

    def begin() -> Path:
        for old in tmp_path.glob("l.ledger*"):
            old.unlink()
        return tmp_path / "l.ledger"

    def after(ledger: Path) -> None:
        if ledger.exists():
            found = {one["document"]: one["text_id"] for one in exported(ledger)}
            assert found.items() <= {one["document"]: one["text_id"] for one in expected}.items()

    def ended(ledger: Path) -> None:
        assert exported(ledger) == expected

    killed(
        kills,
        server,
        tmp_path,
        begin,
        lambda ledger: ("read", given, "--ledger", ledger, "--workers", "2"),
        after,
        ended,
    )
