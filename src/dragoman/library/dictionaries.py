"""Dictionaries of actors and agents in the PETRARCH form → a codebook folder, for `--codebook`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from dragoman.codebook.folder import Folder
from dragoman.codebook.petrarch import Dictionary, Made, make_tables, read_dictionary
from dragoman.codebook.petrarch.tables import NAME_COLUMNS, TERM_COLUMNS
from dragoman.decode.letters import characters
from dragoman.decode.sniff import binary_sign
from dragoman.export import beside
from dragoman.records.given import Given
from dragoman.records.problem import Problem
from dragoman.sources import find, open_raw

SUFFIXES = (".txt", ".actors", ".agents")
REPORT = "report.txt"


@dataclass(frozen=True)
class ImportReport:
    """What an import came to.

    files, entries: read and taken. names: spellings; people: persons; agents: forms; nothing: spellings that are no party.
    known: spellings and forms left out, since the codebook has them alike. written: the files, in order of their names.
    """

    files: int
    entries: int
    names: int
    people: int
    agents: int
    nothing: int
    known: int
    written: tuple[Path, ...]
    problems: tuple[Problem, ...]


def import_dictionaries(
    arguments: Iterable[str],
    output: str | Path,
    kind: str | None = None,
    codebook: str | Path | None = None,
    replace: bool = False,
) -> ImportReport:
    """Reads dictionaries (files, folders, patterns, `-`) and writes what they say as a codebook folder.

    output: a folder to make; files in it that an import writes are only replaced where `replace` says so. kind: `actors` or
    `agents`; without it each file's own. codebook: a folder of your own under the dictionaries, with codes of your own in
    its cameo-codes.yaml. Nothing is written where no entry was taken.

    Problems: file.*, encoding.fallback, petrarch.*. Raises FileExistsError, OSError and CodebookError.
    """
    folder = Path(output)
    there = [name for name in _FILES if (folder / name).exists()]
    if there and not replace:
        raise FileExistsError(f"{folder} has {', '.join(there)} already; name another folder, or give --replace")
    problems: list[Problem] = []
    read: list[Dictionary] = []
    for one in _dictionaries(arguments, kind):
        problems.append(one) if isinstance(one, Problem) else read.append(one)
    made = make_tables(read, Folder(Path(codebook) if codebook else None))
    problems += made.problems
    written = _write(folder, made, read, problems) if made.entries else ()
    people = len({row["person"] for row in made.terms})
    counts = (len(made.names), people, len(made.agents), len(made.nothing))
    return ImportReport(len(read), made.entries, *counts, made.known, tuple(written), tuple(problems))


def _dictionaries(arguments: Iterable[str], kind: str | None) -> Iterator[Dictionary | Problem]:
    for found in find(arguments, SUFFIXES, Given()):
        raw = found if isinstance(found, Problem) else open_raw(found)
        if isinstance(raw, Problem):
            yield raw
            continue
        source = raw.found.source
        try:
            with raw.stream as stream:
                data = stream.read()
        except OSError as error:
            yield Problem("file.unreadable", source, values={"reason": error.strerror or str(error)})
            continue
        if not data.strip():
            yield Problem("file.empty", source)
        elif (sign := binary_sign(data)) is not None:
            yield Problem("file.binary", source, values={"sign": sign})
        else:
            text = characters(data, source)
            yield from text.problems
            yield read_dictionary(_lines(text.value), source, kind)


def _lines(text: str) -> list[str]:
    """Lines as editors number them: other separators, which `splitlines` takes for ends too, stay in their line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


# Writing ------------------------------------------------------------------------------------------------------------

_FILES = ("names.tsv", "offices-more.tsv", "en/agents.yaml", "not-parties.yaml", REPORT)


def _write(folder: Path, made: Made, read: Sequence[Dictionary], problems: Sequence[Problem]) -> Iterator[Path]:
    """Writes what there is, and takes away what an earlier import left of the others."""
    agents: dict[str, list[str]] = {}
    for form, sector in sorted(made.agents.items()):
        agents.setdefault(sector, []).append(form)
    texts = {
        "names.tsv": _table(NAME_COLUMNS, [row for name in sorted(made.names) for row in made.names[name]]),
        "offices-more.tsv": _table(TERM_COLUMNS, made.terms),
        "en/agents.yaml": _yaml(agents),
        "not-parties.yaml": _yaml(sorted(made.nothing)),
        REPORT: _report(read, problems),
    }
    for name, text in texts.items():
        path = folder / name
        if not text:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside(path) as part:
            part.write_text(text, encoding="utf-8", newline="\n")
        yield path


def _table(columns: Sequence[str], rows: Sequence[dict[str, str]]) -> str:
    lines = ["\t".join(columns), *("\t".join(row[name] for name in columns) for row in rows)]
    return "\n".join(lines) + "\n" if rows else ""


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, default_flow_style=False, sort_keys=True) if value else ""


def _report(read: Sequence[Dictionary], problems: Sequence[Problem]) -> str:
    names = ", ".join(f"{one.source} ({one.kind})" for one in read)
    head = f"# Made by `dragoman codebook import` from {names}; the licences of those files hold for what was taken from them."
    return "\n".join((head, "# Lines that were left out or changed:", *map(str, problems))) + "\n"
