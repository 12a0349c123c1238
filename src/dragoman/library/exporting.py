"""Exports: what a format is handed, files with their manifests, and tables for pandas."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from dragoman.codebook.folder import Folder
from dragoman.export import FORMATS, Choice, Handed, Tally, Written, manifest, write_file, write_whole
from dragoman.export.choice import AUX
from dragoman.library.countries import pair_of
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.streams import Streams
from dragoman.library.view import checked_day, chosen_run
from dragoman.store import Store

if TYPE_CHECKING:
    from typing_extensions import Unpack


class Chosen(TypedDict, total=False):
    """What rows are chosen and made by; all may be left away.

    run: id of a run, or its beginning, in place of the current one. min_confidence: 0–1. between: two countries by ISO3 code
    or name, both of which take part. since, until: `YYYY-MM-DD`, inclusive. issue: an issue's id. event_type: a PLOVER type,
    or several. aux: `all`, `none`, or auxiliary modes that claims may have; what a format never takes stays out.
    older_codes: CAMEO codes that older readers know. host_rows: a second row (043) for each visit, of the host.
    raw: cells of CSV as they are, also those that a spreadsheet would run.
    """

    run: str | None
    min_confidence: float
    between: tuple[str, str] | None
    since: str | None
    until: str | None
    issue: str | None
    event_type: str | Iterable[str] | None
    aux: str | Iterable[str] | None
    older_codes: bool
    host_rows: bool
    raw: bool


def handed(store: Store, codebook: Path | None, format_: str, **chosen: Unpack[Chosen]) -> Handed:
    """What a format of `FORMATS` is handed.

    Raises ValueError for an unknown format, country, type, auxiliary mode, issue or day, and StoreError for an unknown run.
    """
    if format_ not in FORMATS:
        raise ValueError(f"{format_!r} is no format; take one of {', '.join(FORMATS)}")
    run, folder, tally = chosen_run(store, chosen.get("run")), Folder(codebook), Tally()
    streams = Streams(store, run, _choice(format_, folder, **chosen), tally.left_out)
    return Handed(
        claims=streams.claims,
        events=streams.events,
        documents=streams.documents,
        readings=streams.readings,
        text=store.text,
        run=run,
        ledger=store.path,
        choice=streams.choice,
        folder=folder,
        older_codes=chosen.get("older_codes", False),
        host_rows=chosen.get("host_rows", False),
        raw=chosen.get("raw", False),
        tally=tally,
    )


def export(
    store: Store, codebook: Path | None, format_: str, path: Path, **chosen: Unpack[Chosen]
) -> tuple[Written, Handed]:
    """Writes the file, whole or not at all, and its manifest beside it.

    Raises as `handed`, OSError, and ImportError where a format needs a package that is not installed.
    """
    given = handed(store, codebook, format_, **chosen)
    one = FORMATS[format_]
    if one.write is None:
        written = write_file(path, one(given))
    else:
        write = one.write
        written = write_whole(path, lambda part: write(given, part))
    manifest(written, format_, given)
    return written, given


def choice_of(codebook: Path | None, **chosen: Unpack[Chosen]) -> Choice:
    """What is chosen of claims as they are exported. Raises ValueError as `handed`."""
    return _choice("jsonl", Folder(codebook), **chosen)


def _choice(format_: str, folder: Folder, **chosen: Unpack[Chosen]) -> Choice:
    between, types, issue = chosen.get("between"), chosen.get("event_type"), chosen.get("issue")
    return Choice(
        chosen.get("min_confidence", MIN_CONFIDENCE),
        pair_of(between) if between else None,
        checked_day(chosen.get("since")),
        checked_day(chosen.get("until")),
        _issue(issue, folder) if issue else None,
        _types(types, folder) if types else None,
        _aux(format_, chosen.get("aux")),
    )


def _issue(issue: str, folder: Folder) -> str:
    from dragoman.codebook.issues import load_issues

    known = [one.id for one in load_issues(folder).items]
    if issue not in known:
        raise ValueError(f"{issue!r} is no issue of the codebook; its issues: {', '.join(known)}")
    return issue


def _types(types: str | Iterable[str], folder: Folder) -> frozenset[str]:
    from dragoman.codebook.plover import load_plover

    known = load_plover(folder).types
    asked = frozenset(t.strip().upper() for t in (types.split(",") if isinstance(types, str) else types))
    unknown = sorted(asked - set(known))
    if unknown:
        raise ValueError(f"{', '.join(unknown)!r} is no PLOVER type; take of {', '.join(known)}")
    return asked


def _aux(format_: str, aux: str | Iterable[str] | None) -> frozenset[str]:
    one = FORMATS[format_]
    if aux is None:
        return one.aux
    asked = frozenset(a.strip() for a in (aux.split(",") if isinstance(aux, str) else aux))
    asked = frozenset(AUX) if asked == {"all"} else frozenset() if asked == {"none"} else asked
    unknown = sorted(asked - set(AUX))
    if unknown:
        raise ValueError(f"{', '.join(unknown)!r} is no auxiliary mode; take all, none, or of {', '.join(AUX)}")
    return asked & one.most
