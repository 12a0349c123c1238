"""`dragoman diff`: what another run draws from the same documents."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.library.diff import RunDiff
    from dragoman.records.claim import Claim

HELP = """Lay two runs beside each other: claims that the second has gained, lost or changed, field by field.

Runs are named by the beginnings of their ids (`dragoman runs`). Judgements, which stand over both, are left out. Exit codes as of \
`diff`: 0 the runs say the same, 1 they differ, 2 wrong use.

Examples:

  dragoman diff relations.ledger 3fa9 81b2

  dragoman diff relations.ledger 3fa9 81b2 --format json > changes.json
"""


class Format(str, Enum):
    """How it is printed."""

    text = "text"
    json = "json"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("diff", help=HELP, rich_help_panel="Keep", no_args_is_help=True)(diff)


def diff(
    ledger: options.LedgerFile,
    one: Annotated[str, typer.Argument(metavar="RUN1", help="A run.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="RUN2", help="The run to compare with it.", show_default=False)],
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.text,
    json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    import dragoman
    from dragoman.cli.output import json_out
    from dragoman.records.deprecated import deprecated

    with dragoman.open(ledger, must_exist=True) as opened:
        found = opened.diff(one, other)
    if json:
        deprecated("dragoman diff --json")
    if json or format is Format.json:
        json_out(_object(found))
    else:
        _print(found)
    raise typer.Exit(int(found.differs))


def _object(found: RunDiff) -> dict[str, Any]:
    from dragoman.records.claim_json import claim_body

    def whole(claim: Claim) -> dict[str, Any]:
        return {"id": claim.id, "document": claim.document, "text_id": claim.text_id, **claim_body(claim)}

    return {
        "runs": [found.one.id, found.other.id],
        "documents": found.documents,
        "only_in_first": list(found.only_one),
        "only_in_second": list(found.only_other),
        "same": found.same,
        "gained": [whole(claim) for claim in found.gained],
        "lost": [whole(claim) for claim in found.lost],
        "changed": [
            {
                "ids": [c.one.id, c.other.id], "document": c.one.document, "evidence": c.other.evidence.text,
                "fields": {name: list(values) for name, values in c.fields.items()},
            }
            for c in found.changed
        ],
    }  # fmt: skip


def _print(found: RunDiff) -> None:
    from dragoman.cli.output import one_line

    print(f"Runs {found.one.id} and {found.other.id}: {found.documents} documents compared, {found.same} claims the same, "
          f"{len(found.gained)} gained, {len(found.lost)} lost, {len(found.changed)} changed.")  # fmt: skip
    for run, names in ((found.one, found.only_one), (found.other, found.only_other)):
        if names:
            print(f"Only run {run.id} has coded: {one_line(', '.join(names))}.")
    for mark, claims in (("+", found.gained), ("-", found.lost)):
        for claim in claims:
            print(one_line(f"{mark} {_named(claim)}"))
    for changed in found.changed:
        print(one_line(f"~ {_named(changed.one)}"))
        for name, (before, after) in changed.fields.items():
            print(f"    {one_line(f'{name}: {_shown(before)} → {_shown(after)}')}")


def _named(claim: Claim) -> str:
    sides = (", ".join(p.code or p.name for p in side) for side in (claim.actor, claim.recipient))
    actor, recipient = sides
    who = f"{actor} > {recipient}" if recipient else actor
    return f"{claim.id[:8]} {claim.document} {claim.event_type or 'speech'} {who or '-'}: {claim.evidence.text}"


def _shown(value: Any) -> str:
    """A value in a few words: spans and parties by their words, others as JSON."""
    import json

    if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
        return "; ".join(map(_shown, value))
    if isinstance(value, dict) and "code" in value and "sector" in value:
        return f"{value['text']} ({':'.join(x for x in (value['code'] or value['name'], value['sector']) if x)})"
    if isinstance(value, dict) and "basis" in value:
        return f"{value['first']}..{value['last']} ({value['basis']})" if value["first"] else "unknown"
    if isinstance(value, dict) and value.keys() == {"start", "end", "text"}:
        return f"[{value['start']},{value['end']}) {value['text']!r}"
    return json.dumps(value, ensure_ascii=False)
