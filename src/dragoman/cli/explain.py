"""`dragoman explain`: from a claim back to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.library.explain import Explanation
    from dragoman.records.claim import Claim

HELP = """Show what a claim rests on: its words in their sentence, who was taken for whom and why, the rule, the parse.

An event's id shows all claims that were put together, and why. The beginning of an id is enough.

Example:

  dragoman explain relations.ledger 5d0faf9f
"""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("explain", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(explain)


def explain(
    ledger: options.LedgerFile,
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM-OR-EVENT", help="Its id, or the beginning.", show_default=False)
    ],
    parse: Annotated[bool, typer.Option(help="Show the parse of the sentence.")] = True,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    import dragoman
    from dragoman.cli.output import json_out

    with dragoman.open(ledger, must_exist=True) as opened:
        try:
            found = opened.explain(claim, parse)
        except LookupError as error:
            raise typer.BadParameter(str(error.args[0]), param_hint="CLAIM-OR-EVENT") from error
    if json:
        json_out([_object(one) for one in found])
        return
    for one in found:
        _print(one)
    if found:
        _print_event(found)


def _print_event(found: list[Explanation]) -> None:
    """Why the claims of an event are together, who tells of it, where they differ, and what it is a part of or has as parts."""
    from dragoman.analyse.differences import differences_of

    event, claims = found[0].event, [one.told.claim for one in found]
    if len(event.claims) > 1:
        print(f"\nEvent {event.id}: {len(event.claims)} claims put together because:")
    for reason in event.why:
        print(f"  {reason}")
    if len(found) > 1:
        documents = dict.fromkeys(f"{o.told.reading.publisher or o.told.reading.document}" for o in found)
        print(f"told by   {', '.join(documents)}")
        sides = sorted({s.name for c in claims for s in c.per if s.code})
        print(f"sources   {', '.join(sides) or 'no side is named'}")
        for kind, values in differences_of(claims, len(documents)):
            print(f"differ    {kind}: {' | '.join(f'{words} ({claim.id[:8]})' for words, claim in values)}")
    if event.part_of:
        print(f"part of   {event.part_of}")
    if found[0].parts:
        print(f"parts     {', '.join(found[0].parts)}")


def _object(one: Explanation) -> dict[str, object]:
    from dragoman.records.claim_json import claim_object, span_object
    from dragoman.records.judgement import judgement_object

    words = [{"text": w.text, "tag": w.tag, "label": w.label, "head": w.head} for w in one.words]
    event = {
        "id": one.event.id,
        "claims": list(one.event.claims),
        "why": list(one.event.why),
        "part_of": one.event.part_of,
        "parts": list(one.parts),
    }
    judged = [{**judgement_object(j.judgement), "undone_by": j.undone.id if j.undone else None} for j in one.judgements]
    return {
        "claim": claim_object(one.told), "sentence": span_object(one.around), "parse": words, "merged": event,
        "judgements": judged, "rejected": one.rejected,
    }  # fmt: skip


def _print(one: Explanation) -> None:
    from rich.text import Text

    from dragoman.cli.output import console, one_line

    out, claim = console(), one.told.claim
    what = (claim.event_type or "speech") + (f"-{claim.mode}" if claim.mode else "")
    rejected = "  REJECTED: no answer has it" if one.rejected else ""
    out.print(Text(f"\n{claim.id}  {what}{rejected}", style="bold"))
    out.print(_marked(one))
    for name, value in _facts(one):
        out.print(Text.assemble((f"{name:<12}", "cyan"), one_line(value)), soft_wrap=True)
    for name, value in _judgements(one):
        out.print(Text.assemble((f"{name:<12}", "cyan"), one_line(value)), soft_wrap=True)
    if one.words:
        from dragoman.cli.output import table

        print()
        table(("word", "tag", "label", "head"), [(w.text, w.tag, w.label, w.head) for w in one.words])


def _judgements(one: Explanation) -> list[tuple[str, str]]:
    """Each judgement on the claim, with the one that took it back."""
    from dragoman.cli.judge import said

    told = []
    for judged in one.judgements:
        made, undone = judged.judgement, judged.undone
        value = f" {said(made)}" if said(made) else ""
        because = f": {made.reason}" if made.reason else ""
        back = f" (taken back by {undone.author}, {undone.made}: {undone.reason})" if undone else ""
        told.append(("judged", f"{made.id[:8]} {made.kind}{value} by {made.author}, {made.made[:16]}{because}{back}"))
    return told


def _marked(one: Explanation) -> Text:
    """The sentence with the evidence in bold and the trigger underlined; plain, the evidence stands in »…«."""
    from rich.text import Text

    from dragoman.cli.output import console, shown

    claim, at = one.told.claim, one.around.start
    start, end = max(0, claim.evidence.start - at), claim.evidence.end - at
    text = shown(one.around.text)
    if not console().is_terminal:
        return Text(f"{text[:start]}»{text[start:end]}«{text[end:]}")
    marked = Text(text, style="dim")
    marked.stylize("bold not dim", start, end)
    marked.stylize("underline", max(0, claim.trigger.start - at), max(0, claim.trigger.end - at))
    return marked


def _facts(one: Explanation) -> list[tuple[str, str]]:
    """What was made of the words, each with its reason."""
    claim, reading = one.told.claim, one.told.reading
    facts = [
        (
            "document",
            f"{reading.document} [{claim.evidence.start},{claim.evidence.end}) "
            f"{reading.publisher or ''} {reading.published or ''}",
        ),
        ("trigger", f"{claim.trigger.text!r} [{claim.trigger.start},{claim.trigger.end})"),
        *_parties("actor", claim),
        *_parties("recipient", claim),
        ("day", _days(claim)),
    ]
    if claim.aux:
        facts.append(("aux", ", ".join(claim.aux)))
    if claim.where:
        facts.append(("where", f"{claim.where.name} ({claim.where.country or 'country unknown'})"))
    if claim.speech:
        facts.append(
            (
                "said",
                f"{claim.speech.kind}, {claim.speech.cue!r}"
                + (f", via {claim.speech.via}" if claim.speech.via else ""),
            )
        )
    if claim.per:
        facts.append(("per", " ← ".join(source.name for source in claim.per)))
    facts.extend((name, value) for name, value in (("within", claim.within), ("about", claim.about)) if value)
    if claim.issues:
        facts.append(("issues", ", ".join(claim.issues)))
    facts.append(("confidence", f"{claim.confidence:.2f}"))
    facts.extend(("why", reason) for reason in claim.why)
    facts.append(("run", one.told.run))
    return facts


def _parties(side: str, claim: Claim) -> list[tuple[str, str]]:
    parties = claim.actor if side == "actor" else claim.recipient
    told = []
    for p in parties:
        office = f", {p.office}" if p.office else ""
        code = ":".join(x for x in (p.code or "unresolved", p.sector) if x)
        told.append(
            (side, f"{p.text!r} [{p.start},{p.end}) is {p.name}{office} ({code})" + (f": {p.why}" if p.why else ""))
        )
    return told


def _days(claim: Claim) -> str:
    when = claim.when
    days = (
        "unknown" if when.first is None else when.first if when.first == when.last else f"{when.first} to {when.last}"
    )
    words = f" from {when.text!r} [{when.start},{when.end})" if when.text else ""
    return f"{days} ({when.basis}){words}"
