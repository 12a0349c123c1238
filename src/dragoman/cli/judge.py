"""`dragoman judge`: what people say of claims and events, kept with author, time and reason."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options
from dragoman.cli.timeline import Format

if TYPE_CHECKING:
    from dragoman.library import Ledger
    from dragoman.library.edits import Judging, Listed
    from dragoman.records.judgement import Judgement

judge = typer.Typer(
    help="Judge claims and events: confirm, reject, correct, split, link, undo. Each judgement is a new row with author, time "
    "and reason; it holds in later runs too, by the words it is about.",
    no_args_is_help=True,
)
WIDEST = 60  # characters of a value that are shown
NAMES = ("id", "kind", "made", "author", "reason", "claim", "words", "facet", "value", "undone_by")

Id = Annotated[str, typer.Argument(metavar="CLAIM", help="Its id, or the beginning of it.", show_default=False)]
Ids = Annotated[
    list[str],
    typer.Argument(metavar="CLAIM-OR-EVENT...", help="Ids, or the beginnings of them.", show_default=False),
]
Reason = Annotated[str, typer.Option("--reason", "-r", help="On what it rests.", metavar="WORDS", show_default=False)]
MaybeReason = Annotated[str, typer.Option("--reason", "-r", help="On what it rests.", metavar="WORDS")]
Author = Annotated[
    str | None,
    typer.Option(help="Who judges; else DRAGOMAN_AUTHOR, else the system's user.", metavar="NAME", show_default=False),
]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(judge, name="judge", rich_help_panel="Keep")


@judge.command("confirm", no_args_is_help=True)
def confirm(
    ledger: options.LedgerFile,
    claims: Annotated[
        list[str], typer.Argument(metavar="CLAIM...", help="Ids, or their beginnings.", show_default=False)
    ],
    reason: MaybeReason = "",
    author: Author = None,
) -> None:
    """Vouch for claims as they are seen: their confidence becomes 1.

    Example:

      dragoman judge confirm relations.ledger 5d0faf9f
    """
    with _judging(ledger) as judging:
        for claim in claims:
            _say(judging.confirm(claim, reason, author))


@judge.command("reject", no_args_is_help=True)
def reject(ledger: options.LedgerFile, claim: Id, reason: Reason, author: Author = None) -> None:
    """Reject a claim: the text does not say so. It is gone from every answer; `explain` still shows it.

    Example:

      dragoman judge reject relations.ledger 5d0faf9f --reason "Qin is quoted, he did not meet anybody"
    """
    with _judging(ledger) as judging:
        _say(judging.reject(claim, reason, author))


@judge.command("correct", no_args_is_help=True)
def correct(
    ledger: options.LedgerFile,
    claim: Id,
    fields: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE...", help="Fields as exported.", show_default=False)
    ],
    reason: Reason,
    author: Author = None,
) -> None:
    """Correct fields of a claim; values are held against the codebook and the text.

    event_type=AGREE, mode=sign or none, aux=negation,future, contexts=…, issues=…, reciprocal=yes, where=Beijing,
    when=2023-04-02 (or a month, a year, two of them with .. between, unknown),
    actor=JPN:GOV (the mention that stands there is Japan's government) or actor=JPN:GOV@Tokyo (the word Tokyo names it),
    several with commas. Any field takes JSON in the form of an exported claim. Score and mode follow the type.

    Examples:

      dragoman judge correct relations.ledger 5d0faf9f event_type=REQUEST mode=none --reason "He asked for it"

      dragoman judge correct relations.ledger 5d0faf9f recipient=CHN:MIL when=2023-03-31 --reason "Readout of the ministry"
    """
    wanted: dict[str, str] = {}
    for field in fields:
        name, sign, value = field.partition("=")
        if not sign:
            raise typer.BadParameter(f"{field!r} is not FIELD=VALUE, as in event_type=AGREE.", param_hint="FIELD=VALUE")
        wanted[name.strip().replace("-", "_")] = value
    with _judging(ledger) as judging:
        _say(judging.correct(claim, reason, author, **wanted))


def _several(kind: str) -> Callable[[str, list[str], str, str | None], None]:
    """A command that judges several claims or events at once."""

    def command(ledger: options.LedgerFile, ids: Ids, reason: Reason, author: Author = None) -> None:
        with _judging(ledger) as judging:
            _say(getattr(judging, kind)(ids, reason, author))

    return command


SPLIT = """Take claims out of their event: they tell of another happening. Several are one event of their own.

Example:

  dragoman judge split relations.ledger 5d0faf9f 81b2cc01 --reason "The talks of March, not those of April"
"""
LINK = """Put claims or events together: they tell of one happening.

Example:

  dragoman judge link relations.ledger 5d0faf9f 81b2cc01 --reason "Both readouts are of the call on 8 April"
"""
judge.command("split", help=SPLIT, no_args_is_help=True)(_several("split"))
judge.command("link", help=LINK, no_args_is_help=True)(_several("link"))


@judge.command("undo", no_args_is_help=True)
def undo(
    ledger: options.LedgerFile,
    judgement: Annotated[
        str, typer.Argument(metavar="JUDGEMENT", help="Its id, or the beginning of it.", show_default=False)
    ],
    reason: Reason,
    author: Author = None,
) -> None:
    """Take a judgement back. It stays in the history; an undo can be undone.

    Example:

      dragoman judge undo relations.ledger 3fa9 --reason "The ministry has published a correction"
    """
    with _judging(ledger) as judging:
        _say(judging.undo(judgement, reason, author))


@judge.command("list", no_args_is_help=True)
def list_(
    ledger: options.LedgerFile,
    claim: Annotated[
        str | None, typer.Argument(metavar="[CLAIM-OR-EVENT]", help="Those on it alone.", show_default=False)
    ] = None,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    """List judgements, oldest first, also those that were taken back.

    Example:

      dragoman judge list relations.ledger
    """
    from dragoman.cli.output import csv_out, json_out, table

    with _judging(ledger) as judging:
        found = judging.history(claim)
    objects = [_object(one) for one in found]
    if format is Format.json:
        json_out(objects)
    elif format is Format.csv:
        csv_out(objects, NAMES)
    elif objects:
        table(("id", "kind", "made", "author", "claim", "words", "says", "reason"), map(_cells, found), wide=(6, 7))
    else:
        print("No judgements.")


@judge.command("export", no_args_is_help=True)
def export(
    ledger: options.LedgerFile,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file, in place of standard output.")] = None,
) -> None:
    """Write all judgements, one JSON object a line, for another reviewer's ledger.

    Example:

      dragoman judge export relations.ledger --output mine.jsonl
    """
    import json

    with _judging(ledger) as judging:
        lines = [json.dumps(one, ensure_ascii=False) for one in judging.export()]
    if output is None:
        for line in lines:
            print(line)
        return
    from dragoman.export import write_file

    try:
        write_file(output, lines)
    except OSError as error:
        raise typer.BadParameter(f"{output}: {error.strerror or error}", param_hint="--output") from error
    print(f"{output}: {len(lines)} judgements.")


@judge.command("import", no_args_is_help=True)
def import_(
    ledger: options.LedgerFile,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Made by export; - for standard input.", show_default=False)
    ],
) -> None:
    """Take the judgements that another reviewer exported: all of them, or none where a line is broken.

    Example:

      dragoman judge import relations.ledger theirs.jsonl
    """
    from dragoman.cli.output import tell

    try:
        lines = (sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise typer.BadParameter(f"{file}: {reason}.", param_hint="FILE") from error
    with _judging(ledger) as judging:
        came = judging.take(lines, file)
        name = judging.ledger
    tell(came.problems)
    if came.problems:
        raise typer.Exit(1)
    print(f"{name}: {came.new} judgements taken, {came.known} known already.")


@judge.command("agreement", no_args_is_help=True)
def agreement(
    ledger: options.LedgerFile,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show how far each two reviewers agree on the claims that both judged: share, Cohen's kappa, and where they differ.

    Example:

      dragoman judge agreement relations.ledger
    """
    from dragoman.cli.output import json_out

    with _judging(ledger) as judging:
        found = judging.agreement()
    if json:
        json_out(
            [
                {
                    "reviewers": [a.one, a.other], "claims": a.both, "agreed": a.agreed, "kappa": a.kappa,
                    "corrected_alike": a.same_values, "differ": list(a.claims),
                    "table": [{"verdicts": list(pair), "claims": count} for pair, count in sorted(a.table.items())],
                }
                for a in found
            ]
        )  # fmt: skip
        return
    for a in found:
        kappa = "undefined (all the same verdict)" if a.kappa is None else f"{a.kappa:.2f}"
        print(f"{a.one} and {a.other}: {a.both} claims judged by both, {a.agreed} alike; Cohen's kappa {kappa}.")
        for (one, other), count in sorted(a.table.items()):
            print(f"  {one} / {other}: {count}")
        if a.claims:
            print(f"  they differ on: {', '.join(claim[:8] for claim in a.claims)}")
    if not found:
        print("No two reviewers have judged the same claim.")


@contextmanager
def _judging(ledger: str) -> Iterator[Judging]:
    """The judgements of a ledger; what cannot be judged is wrong use, told in a line."""
    import dragoman
    from dragoman.library.edits import JudgementError

    opened: Ledger
    with dragoman.open(ledger, must_exist=True) as opened:
        try:
            yield opened.judge
        except JudgementError as error:
            print(f"dragoman: {opened.path}: {str(error).rstrip('.')}.", file=sys.stderr)
            raise typer.Exit(2) from error


def _say(made: Judgement) -> None:
    print(f"{made.id}: {made.kind} {made.anchor.trigger.text!r} by {made.author}. Undo it by this id.")


def _object(one: Listed) -> dict[str, object]:
    from dragoman.records.judgement import judgement_object

    told = judgement_object(one.judgement)
    return {**told, "claim": one.claim, "undone_by": one.undone.id if one.undone else None}


def _cells(one: Listed) -> tuple[str, ...]:
    made = one.judgement
    kind = f"{made.kind} (undone)" if one.undone else made.kind
    return (made.id[:8], kind, made.made[:16], made.author, (one.claim or "none")[:8], made.anchor.trigger.text, said(made), made.reason)  # fmt: skip


def said(made: Judgement) -> str:
    """What a judgement says, in a line."""
    import json

    if made.kind == "correct":
        return "; ".join(f"{name} = {_short(name, value)}" for name, value in made.fields.items())
    if made.kind in ("link", "split"):
        others = ", ".join(a.trigger.text for a in (*made.others("with"), *made.others("from")))
        return f"{'with' if made.kind == 'link' else 'from'} {others}"
    return json.dumps(made.value) if made.kind != "undo" and made.value else (made.value or "")[:8]


def _short(name: str, value: object) -> str:
    """A value for people: parties by code, days by first and last."""
    import json

    if name in ("actor", "recipient") and isinstance(value, list):
        return ", ".join(":".join(x for x in (p["code"] or p["name"], p["sector"]) if x) for p in value) or "none"
    if name == "when" and isinstance(value, dict):
        first, last = value["first"], value["last"]
        return "unknown" if first is None else first if first == last else f"{first}..{last}"
    if name == "where" and isinstance(value, dict):
        return str(value["name"])
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return ", ".join(value) or "none"
    shown = "none" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= WIDEST else f"{shown[: WIDEST - 1]}…"
