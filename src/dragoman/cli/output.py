"""What commands print: problems on standard error; tables for people, JSON and CSV for programs on standard output."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from dragoman.cli.look import forced, told_width
from dragoman.cli.options import AnswerFormat
from dragoman.cli.screen import UNSHOWN
from dragoman.records.problem import Problem

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.library.reading import Progress
    from dragoman.present.sheet import Sheet

PIPE_WIDTH = 120
# Rows from which on a table is written without rich, which takes a millisecond for each.
MANY = 200
TRAILING = re.compile(r"[ \t]+(?=\n)")


class _Trimmed(io.TextIOBase):
    """Writes to a stream without the spaces by which rich fills lines up."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(TRAILING.sub("", text))

    def flush(self) -> None:
        self._stream.flush()


def console(stderr: bool = False) -> Console:
    """A rich console; plain, of one width and without filling, when its output goes to a pipe or file."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    if stream.isatty():  # a line that tells of progress moves the cursor
        return Console(file=getattr(stream, "raw", stream), highlight=False) if stderr else Console(highlight=False)
    out, width = cast(TextIO, _Trimmed(stream)), told_width() or PIPE_WIDTH
    return Console(file=out, highlight=False, width=width, force_terminal=forced())


def shown(text: str) -> str:
    """Text of a document as it may stand on a terminal: control characters become `·`."""
    return text.translate(UNSHOWN)


def one_line(text: str) -> str:
    """`shown`, on one line."""
    return " ".join(shown(text).split())


def tell(problems: Iterable[Problem]) -> None:
    """Each problem as one line on standard error, each once."""
    for line in dict.fromkeys(str(problem) for problem in problems):
        print(one_line(line), file=sys.stderr)


class Teller:
    """Tells problems as they come, one line each on standard error, each once; of one kind the first ones only, and at the end how many more
    there were. file: gets all of them, one JSON object a line.
    """

    MOST = 20  # of one kind

    def __init__(self, file: Path | None = None) -> None:
        self._file, self._out = file, None if file is None else file.open("w", encoding="utf-8")
        self._told: dict[str, set[str]] = {}
        self._more: Counter[str] = Counter()
        self.through: Callable[[str], object] | None = None

    def __enter__(self) -> Teller:
        return self

    def __exit__(self, *_: object) -> None:
        if self._out is not None:
            self._out.close()

    def __call__(self, problem: Problem) -> None:
        line = one_line(str(problem))
        if self._out is not None:
            self._out.write(json.dumps(problem_object(problem), ensure_ascii=False, default=str) + "\n")
        told = self._told.setdefault(problem.code, set())
        if line in told:
            return
        if len(told) < self.MOST:
            told.add(line)
            self._say(line)
        else:
            self._more[problem.code] += 1

    def rest(self) -> None:
        """Tells how many more there were of the kinds of which not all were told."""
        where = f"see {self._file}" if self._file else "--problems FILE keeps all"
        for code, count in sorted(self._more.items()):
            self._say(f"… {code}: {count:,} more like these; {where}.")
        self._more.clear()

    def _say(self, line: str) -> None:
        if self.through is None:
            print(line, file=sys.stderr)
        else:
            self.through(line)


def problem_object(problem: Problem) -> dict[str, Any]:
    """A problem as JSON: its code, source, place in the text, message and values."""
    return {
        "code": problem.code, "source": problem.source, "start": problem.start, "end": problem.end,
        "message": str(problem), "values": problem.values,
    }  # fmt: skip


@contextmanager
def progress() -> Iterator[Progress | None]:
    """A line on standard error that says which document is being coded; null when that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with console(stderr=True).status("Loading the parser …") as status:
        count = 0

        def step(name: str) -> None:
            nonlocal count
            count += 1
            status.update(f"{count}: {one_line(name)}".replace("[", "\\["))

        yield step


def table(title: Sequence[str], rows: Iterable[Sequence[str]], wide: Sequence[int] = ()) -> None:
    """A table for people. wide: columns that may be folded."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    if len(cells) > MANY:
        from dragoman.cli.plain_table import lines

        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else told_width() or PIPE_WIDTH
        sys.stdout.writelines(f"{line}\n" for line in lines(title, cells, wide, width))
        return
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, name in enumerate(title):
        made.add_column(name, overflow="fold", no_wrap=number not in wide)
    for row in cells:
        made.add_row(*map(Text, row))
    console().print(made)


def json_out(value: Any) -> None:
    """A value as JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def sheet_out(sheet: Sheet, markdown: bool, evidence: bool) -> None:
    """Prints a sheet as Markdown, or for the terminal; evidence: with the sentence under each reference."""
    from dragoman.present.sheet import render_sheet, sheet_markdown

    if markdown:
        print(sheet_markdown(sheet, evidence))
    else:
        render_sheet(sheet, console(), evidence)


def answer_out(
    format: AnswerFormat,
    evidence: bool,
    sheet: Callable[[], Sheet],
    value: Callable[[], Any],
    rows: Callable[[], Iterable[Mapping[str, Any]]],
    columns: Sequence[str],
) -> None:
    """Prints an answer: its sheet, its value as JSON, or its rows as CSV; only what is printed is made."""
    if format is AnswerFormat.json:
        json_out(value())
    elif format is AnswerFormat.csv:
        csv_out(rows(), columns)
    else:
        sheet_out(sheet(), format is AnswerFormat.markdown, evidence)


def csv_out(rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> None:
    """Rows as CSV with a header. Text that a spreadsheet would run gets a `'` before it, which a last column then tells; numbers never do."""
    from dragoman.records.spreadsheet import write_csv

    write_csv(sys.stdout, ([_cell(row.get(name)) for name in names] for row in rows), names)


def _cell(value: Any) -> Any:
    return "; ".join(str(v) for v in value) if isinstance(value, list | tuple) else value
