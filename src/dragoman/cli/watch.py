"""`dragoman watch`: folders and feeds, again and again, and what is new in them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.library.rounds import Round
    from dragoman.library.webhook import Webhook
    from dragoman.records.told import ToldClaim

HELP = """Watch folders and feeds: what comes in is read into the ledger, and its claims are told here, in an Atom feed, and to a webhook.

A source is a file, a folder, a pattern, or the address of an RSS or Atom feed. Nothing is asked of the network but the addresses that stand in the \
line: feeds, at most once a minute each, and the webhook. What an earlier document says already is not told again. A webhook gets a JSON object by POST, with the \
claims in the form of `dragoman export --format jsonl`; with DRAGOMAN_WEBHOOK_SECRET set, its header X-Dragoman-Signature is the HMAC (SHA-256) of the body. \
Ctrl-C ends it.

Examples:

  dragoman watch inbox/ --ledger relations.ledger

  dragoman watch https://example.org/news.rss --ledger relations.ledger --between JPN CHN --every 600

  dragoman watch inbox/ --ledger relations.ledger --once --atom new.atom --format jsonl

  dragoman watch inbox/ --ledger relations.ledger --issue taiwan --webhook https://desk.example.org/hook
"""
POLITE = 60  # seconds between two questions to a feed


class Format(str, Enum):
    """How new claims are printed."""

    terminal = "terminal"
    jsonl = "jsonl"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("watch", help=HELP, rich_help_panel="Read", no_args_is_help=True)(watch)


def watch(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCES...", help="Files, folders, patterns, addresses of feeds.", show_default=False),
    ],
    ledger: options.LedgerOption,
    every: Annotated[float, typer.Option(help="Seconds from one look to the next.", min=1)] = 300,
    once: Annotated[bool, typer.Option("--once", help="Look once, and end.")] = False,
    atom: Annotated[
        Path | None,
        typer.Option(
            help="An Atom feed of new claims, kept in this file.", dir_okay=False, metavar="FILE", show_default=False
        ),
    ] = None,
    webhook: Annotated[
        str | None,
        typer.Option(help="An https address that new claims are sent to.", metavar="URL", show_default=False),
    ] = None,
    between: options.Between = None,
    issue: options.Issue = None,
    event_type: options.EventTypes = None,
    min_confidence: options.MinConfidence = None,
    format: Annotated[Format, typer.Option(help="How new claims are printed.")] = Format.terminal,
    published: options.Published = None,
    publisher: options.Publisher = None,
    place: options.Place = None,
    max_mb: options.MaxMb = 5.0,
    codebook: options.Codebook = None,
    model: options.Model = None,
    coder: options.Coder = None,
) -> None:
    import time

    import dragoman
    from dragoman.library.exporting import choice_of
    from dragoman.library.rounds import Rounds
    from dragoman.records.given import Given

    day, hook = options.day(published, "--published"), _webhook(webhook)
    _check_sources(sources, every)
    try:
        choice = choice_of(
            codebook,
            between=between,
            issue=issue,
            event_type=event_type,
            min_confidence=options.confidence(min_confidence),
        )
    except ValueError as error:
        raise typer.BadParameter(f"{str(error).rstrip('.')}.") from error
    with dragoman.open(ledger, codebook=codebook, model=model, coder=options.coder(coder)) as opened:
        rounds = Rounds(opened, sources, choice, Given(published=day, publisher=publisher, place=place), max_mb)
        while True:
            wrong = _tell(rounds.take(), format, atom, hook)
            if once:
                raise typer.Exit(int(wrong))
            time.sleep(every)


def _check_sources(sources: Sequence[str], every: float) -> None:
    """Wrong use where standard input is watched, or strangers' servers too often."""
    from dragoman.sources.open import ADDRESS, STDIN

    if STDIN in sources:
        raise typer.BadParameter("standard input cannot be watched; name folders or feeds.", param_hint="SOURCES")
    if every < POLITE and not all(_is_here(source) for source in sources if ADDRESS.match(source)):
        raise typer.BadParameter(f"feeds are asked at most every {POLITE} seconds.", param_hint="--every")


def _is_here(address: str) -> bool:
    """Whether an address names this computer."""
    from dragoman.sources.address import AddressError, is_loopback, parts_of

    try:
        return is_loopback(parts_of(address, any_port=True)[1])
    except AddressError:
        return False


def _webhook(url: str | None) -> Webhook | None:
    import os

    from dragoman.library.webhook import SECRET, Webhook, WebhookError

    if url is None:
        return None
    try:
        return Webhook(url, os.environ.get(SECRET) or None)
    except WebhookError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--webhook") from error


def _tell(found: Round, format: Format, atom: Path | None, hook: Webhook | None) -> bool:
    """Tells what a round brought, everywhere it is wanted; whether something counts as wrong."""
    from dragoman.cli.output import tell
    from dragoman.records.problem import exit_code

    tell(found.problems)
    wrong = bool(exit_code(found.problems))
    _print(found, format)
    if atom is not None and (found.claims or not atom.exists()):
        _keep(atom, found.claims)
    if hook is not None and (said := hook.send(found.claims)) is not None:
        print(f"dragoman: webhook: {said}; {hook.waiting} claims wait for the next look.", file=sys.stderr)
        wrong = True
    return wrong


def _print(found: Round, format: Format) -> None:
    if format is Format.jsonl:
        import json

        from dragoman.records.claim_json import claim_object

        for told in found.claims:
            print(json.dumps(claim_object(told), ensure_ascii=False), flush=True)
        return
    from dragoman.cli.output import one_line
    from dragoman.present.atom import headline

    if found.documents:
        again = f", {found.repeated} said before" if found.repeated else ""
        print(f"{_counted(found.documents, 'document')}: {_counted(len(found.claims), 'claim')}{again}.")
    for told in found.claims:
        print(one_line(f"{headline(told.claim)}  {told.claim.id[:8]}"))
        words = one_line(f"“{told.claim.evidence.text}”, {told.reading.publisher or told.reading.document}")
        print(f"    {words}", flush=True)


def _counted(number: int, name: str) -> str:
    return f"{number} new {name}{'' if number == 1 else 's'}"


def _keep(path: Path, claims: Sequence[ToldClaim]) -> None:
    """Writes the feed with these claims in front, whole or not at all. Wrong use where the file is another thing, or cannot be written."""
    from datetime import datetime, timezone

    from dragoman.export import write_whole
    from dragoman.present.atom import FeedError, feed

    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else None
        made = feed(claims, f"New claims: {path.stem}", now, before)
        write_whole(path, lambda part: part.write_text(made, encoding="utf-8"))
    except FeedError as error:
        raise typer.BadParameter(f"{path} {error}; name another file.", param_hint="--atom") from error
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{path}: {error}", param_hint="--atom") from error
