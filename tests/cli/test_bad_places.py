"""Ledgers in bad places and bad shape, and several programs at once, as real processes: one clear line, and nothing is lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
import dragoman.cli
from dragoman.store import open_store
from stand_in import StandIn

COMMAND = [sys.executable, str(Path(__file__).parent / "stand_in_command.py")]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DRAGOMAN_AUTHOR": "Ann"}
unix = pytest.mark.skipif(os.name == "nt", reason="LIMITS AND SIGNALS AS ON UNIX ONLY")


def start(*arguments: str | Path, seconds: float = 0, limit: int | None = None) -> subprocess.Popen[str]:
    """The command line in a process. limit: bytes that a file may grow to."""

    def limited() -> None:
        import resource

        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    environment = {**ENVIRONMENT, "STAND_IN_SECONDS": str(seconds)}
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        preexec_fn=limited if limit is not None else None,
    )  # fmt: skip


def run(*arguments: str | Path, limit: int | None = None) -> tuple[int, str, str]:
    process = start(*arguments, limit=limit)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def line(err: str) -> str:
    """The one line that an error is told in."""
    assert err.count("\n") == 1 and "Traceback" not in err, err
    return err


def documents(place: Path, count: int, size: int = 1, first: int = 0) -> Path:
    """A file of documents with a claim each, and `size` words that hardly compress."""
    chance = random.Random(first)
    lines = [
        {"id": f"d{n}", "text": f"Japan met China. Round {n}." + "".join(f" {chance.random()}" for _ in range(size)),
         "published": f"2023-{n % 12 + 1:02d}-02" if size > 1 else "2023-04-02"}
        for n in range(first, first + count)
    ]  # fmt: skip
    place.write_text("\n".join(map(json.dumps, lines)))
    return place


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "l.ledger"
    with dragoman.open(path, coding=StandIn(basis="stated")) as opened:
        opened.read(documents(tmp_path / "in.jsonl", 3))
    return path


def names(path: Path) -> set[str]:
    with open_store(path, must_exist=True) as store:
        assert store.check() == []
        return {stored.reading.document for stored in store.readings("run1")}


# Bad shape -------------------------------------------------------------------------------------------------------


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


ASK = (
    ("timeline",), ("export",), ("check",), ("runs",), ("judge", "list"), ("search", "met"), ("explain", "ab"),
    ("backup", "copy.ledger"),
)  # fmt: skip


def ask(
    ledger: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """A command in this process, which is faster: exit code and standard error."""
    monkeypatch.setattr("dragoman.library.ledger.Pipeline", lambda codebook, model, coder: StandIn(basis="stated"))
    monkeypatch.chdir(ledger.parent)
    command, *rest = words if words[0] != "judge" else (words[0], *words[1:])
    at = [command, *rest[:1], str(ledger)] if command == "judge" else [command, str(ledger), *rest]
    monkeypatch.setattr(sys, "argv", ["dragoman", *at])
    with pytest.raises(SystemExit) as ended:
        dragoman.cli.main()
    return int(ended.value.code or 0), capsys.readouterr().err


@pytest.mark.parametrize("words", ASK, ids=" ".join)
def test_a_ledger_of_a_newer_version(
    words: tuple[str, ...], ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(ledger, "PRAGMA user_version = 99")
    before = ledger.read_bytes()
    code, err = ask(ledger, words, monkeypatch, capsys)
    assert code == 1 and "ledger.newer" in line(err) and "ledger version 99" in err
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("words", ASK, ids=" ".join)
def test_a_corrupted_page(
    words: tuple[str, ...], ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(ledger) as store:
        store._connection.execute("PRAGMA journal_mode = DELETE")
    data = bytearray(ledger.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    ledger.write_bytes(data)
    code, err = ask(ledger, words, monkeypatch, capsys)
    told = {part for word in line(err).split() for part in [word.rstrip(":")] if part.startswith(("ledger.", "check."))}
    assert code == 1 and told <= {"ledger.damaged", "ledger.failed", "check.rows"} and told, err
    assert not (ledger.parent / "copy.ledger").exists()


def test_one_damaged_page_of_many_is_found_by_check(tmp_path: Path) -> None:
    path = tmp_path / "l.ledger"
    with dragoman.open(path, coding=StandIn(basis="stated")) as opened:
        opened.read(documents(tmp_path / "in.jsonl", 200))
    with open_store(path) as store:
        store._connection.execute("PRAGMA journal_mode = DELETE")
    data = path.read_bytes()
    pages = len(data) // 4096
    for page in (pages // 4, pages // 2, pages - 2):
        broken = bytearray(data)
        broken[page * 4096 : page * 4096 + 4096] = os.urandom(4096)
        path.write_bytes(broken)
        code, out, err = run("check", path)
        assert code == 1 and "Traceback" not in err and ("check." in err or "ledger." in err), (page, out, err)


# Bad places ------------------------------------------------------------------------------------------------------


@unix
def test_a_locked_file_is_told_and_read_by_others(ledger: Path, tmp_path: Path) -> None:
    other = sqlite3.connect(ledger, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    environment = "import dragoman.store.connection as c; c.BUSY_SECONDS = 0.2; import dragoman.store.errors as e; e.BUSY_SECONDS = 0.2"
    command = [
        sys.executable,
        "-c",
        f"{environment}; import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')",
    ]
    more = documents(tmp_path / "more.jsonl", 1, first=50)
    done = subprocess.run(
        [*command, COMMAND[1], "read", str(more), "--ledger", str(ledger)],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
    )
    assert done.returncode == 1 and "ledger.locked" in line(done.stderr) and "Wait for it to end" in done.stderr
    assert run("export", ledger)[1].count("\n") == 3
    other.execute("ROLLBACK")
    assert run("read", more, "--ledger", ledger)[0] == 0 and len(names(ledger)) == 4


def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB, where one can be mounted."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip("NO SMALL DISK CAN BE MOUNTED HERE: only the limit on the size of files is tried")
    yield place
    subprocess.run(["umount", str(place)], check=True)


small = pytest.fixture(small_disk, name="small")


@unix
def test_a_disk_that_is_full_in_the_middle(small: Path, tmp_path: Path) -> None:
    many, path = documents(tmp_path / "many.jsonl", 80, size=150), small / "l.ledger"
    (small / "filler").write_bytes(bytes(11_300_000))
    code, _, err = run("read", many, "--ledger", path)
    assert code == 1 and "ledger.full" in line(err)
    kept = names(path)
    assert 0 < len(kept) < 80
    assert run("backup", path, tmp_path / "copy.ledger")[0] == 0 and names(tmp_path / "copy.ledger") == kept
    assert run("backup", path, small / "copy.ledger")[0] == 1 and not list(small.glob("copy*"))
    (small / "filler").unlink()
    code, out, err = run("read", many, "--ledger", path)
    assert (code, err) == (0, "") and f"{len(kept)} finished before" in out
    assert len(names(path)) == 80


@unix
def test_a_file_that_may_not_grow_in_the_middle(tmp_path: Path) -> None:
    many, path = documents(tmp_path / "many.jsonl", 80, size=150), tmp_path / "l.ledger"
    code, _, err = run("read", many, "--ledger", path, limit=500_000)
    assert code == 1 and ("ledger.io" in line(err) or "ledger.full" in err)
    kept = names(path)
    assert 0 < len(kept) < 80
    code, _, err = run("backup", path, tmp_path / "copy.ledger", limit=100_000)
    assert code == 1 and ("ledger.io" in line(err) or "ledger.full" in err)
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == []
    assert run("read", many, "--ledger", path)[0] == 0
    assert len(names(path)) == 80


@unix
@pytest.mark.skipif(
    os.name != "nt" and os.geteuid() == 0 and not shutil.which("setpriv"),
    reason="ROOT WRITES EVERYWHERE, and there is no setpriv to be another user",
)
def test_read_only_files_and_folders(ledger: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    shutil.copy(ledger, shelf / "l.ledger")
    (shelf / "l.ledger").chmod(0o444)
    shelf.chmod(0o555)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == tmp_path.owner() and folder != Path("/") and os.access(folder, os.W_OK):
            folder.chmod(folder.stat().st_mode | 0o055)
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []

    def as_nobody(*arguments: str | Path) -> tuple[int, str, str]:
        done = subprocess.run(
            [*nobody, *COMMAND, *map(str, arguments)], capture_output=True, text=True, env=ENVIRONMENT
        )
        return done.returncode, done.stdout, done.stderr

    if as_nobody("--version")[0] != 0:
        pytest.skip("ANOTHER USER CANNOT RUN THE PROGRAM FROM WHERE IT LIES")
    code, out, err = as_nobody("export", shelf / "l.ledger")
    assert (code, out.count("\n"), err) == (0, 3, "")
    assert as_nobody("check", shelf / "l.ledger")[0] == 0
    claim = json.loads(out.splitlines()[0])["id"]
    for command in (
        ("judge", "confirm", shelf / "l.ledger", claim), ("read", tmp_path / "in.jsonl", "--ledger", shelf / "l.ledger", "--model", "2"),
        ("read", tmp_path / "in.jsonl", "--ledger", shelf / "new.ledger"), ("backup", shelf / "l.ledger", shelf / "copy.ledger"),
    ):  # fmt: skip
        code, _, err = as_nobody(*command)
        assert code == 1 and "ledger.read_only" in line(err), command
    shelf.chmod(0o755)
    assert [p.name for p in shelf.iterdir()] == ["l.ledger"]


# Several at once -------------------------------------------------------------------------------------------------


def test_two_writers_and_many_readers(tmp_path: Path) -> None:
    path = tmp_path / "l.ledger"
    one, two = documents(tmp_path / "one.jsonl", 25), documents(tmp_path / "two.jsonl", 25, first=25)
    writers = [start("read", source, "--ledger", path, seconds=0.04) for source in (one, two)]
    deadline = time.monotonic() + 60
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    asked = [
        ("export", path),
        ("timeline", path, "--format", "json"),
        ("check", path),
        ("runs", path),
        ("search", path, "met"),
    ]
    readers = [start(*words) for words in asked]
    readers.append(start("backup", path, tmp_path / "copy.ledger"))
    for process in (*readers, *writers):
        _, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, ""), process.args
    with dragoman.open(path, coding=StandIn(basis="stated")) as ledger:
        assert ledger.check() == []
        assert ledger.store.counts()["claims"] == ledger.store.counts()["readings"] == 50
        assert ledger.store.events_hold("run1")
        (event,) = ledger.selection().events
        assert len(event.claims) == 50
    assert run("check", tmp_path / "copy.ledger")[0] == 0


def test_many_first_writers_make_one_ledger(tmp_path: Path) -> None:
    path = tmp_path / "l.ledger"
    sources = [documents(tmp_path / f"{n}.jsonl", 3, first=3 * n) for n in range(5)]
    writers = [start("read", source, "--ledger", path) for source in sources]
    for process in writers:
        _, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
    assert names(path) == {f"d{n}" for n in range(15)}


def test_judging_while_another_reads(ledger: Path, tmp_path: Path) -> None:
    writer = start("read", documents(tmp_path / "more.jsonl", 20, first=30), "--ledger", ledger, seconds=0.05)
    with dragoman.open(ledger, coding=StandIn(basis="stated")) as opened:
        first, second, _ = (told.claim.id for told in opened.claims() if told.claim.document in ("d0", "d1", "d2"))
        opened.judge.split([first], "another meeting", "Ann")
        opened.judge.reject(second, "no", "Bea")
        _, err = writer.communicate(timeout=120)
        assert (writer.returncode, err) == (0, "")
        assert sorted(len(event.claims) for event in opened.selection().events) == [1, 21]
        assert opened.store.events_hold("run1") and opened.check() == []


@unix
@pytest.mark.parametrize("after", [0.0, 0.3, 1.0])
def test_ctrl_c_is_one_line_and_loses_nothing(after: float, tmp_path: Path) -> None:
    path, many = tmp_path / "l.ledger", documents(tmp_path / "in.jsonl", 40)
    process = start("read", many, "--ledger", path, seconds=0.1)
    deadline = time.monotonic() + 60
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3 + after)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert line(err).startswith("dragoman: stopped; documents that were finished are kept")
    kept = names(path) if process.returncode == 130 and after else set()
    assert len(kept) < 40
    assert (
        run("read", many, "--ledger", path)[1].endswith(
            f"{len(names(path)) - len(kept)} claims, {len(kept)} finished before.\n"
        )
        or not kept
    )
    assert len(names(path)) == 40
