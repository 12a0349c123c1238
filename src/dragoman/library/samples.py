"""Samples as the library gives them: claims drawn with their sentences and words, and a person's answers read back."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.analyse.dossier import dossier
from dragoman.analyse.rows import rows_of
from dragoman.codebook.folder import Folder
from dragoman.codebook.phrasing import load_phrasing
from dragoman.codebook.plover import load_plover
from dragoman.evaluate.sampling import QUESTIONS, draw, precision
from dragoman.library.countries import country_names
from dragoman.present.excerpt import sentence_at
from dragoman.present.lines import Writer
from dragoman.present.parties import Namer
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.problem import Outcome, Problem
from dragoman.records.sample import Checked, Drawn

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "number", "sentence", "claim_in_words", "type", "type_means", "mode", "actor", "recipient", "first", "last", "told_as",
    *QUESTIONS, "note", "claim", "document", "published", "publisher", "stratum", "stratum_size",
)  # fmt: skip
_ANSWERS: dict[str, bool | None] = {
    **dict.fromkeys(("y", "yes", "1", "1.0", "true", "right", "correct"), True),
    **dict.fromkeys(("n", "no", "0", "0.0", "false", "wrong", "incorrect"), False),
    **dict.fromkeys(("", "?", "unsure", "nan"), None),
}


class AnswersError(ValueError):
    """A file of answers that cannot be used."""


@dataclass(frozen=True)
class Sample:
    """Claims drawn for checking. rows: plain values under `COLUMNS`, answers empty; confidence and reasons are left out."""

    drawn: tuple[Drawn, ...]
    rows: tuple[Mapping[str, Any], ...]

    def to_frame(self) -> pandas.DataFrame:
        """A row a claim. Raises ImportError without pandas."""
        from dragoman.library.tables import frame_of

        return frame_of(self.rows, COLUMNS)

    def _repr_html_(self) -> str:
        return str(self.to_frame()._repr_html_())


def sample_of(
    selection: Selection, by: Sequence[str], n: int, seed: int, proportional: bool, min_confidence: float,
    codebook: Path | None,
) -> Sample:  # fmt: skip
    """The sample. Claims that copies repeat are drawn once. Raises ValueError as `draw`."""
    folder = Folder(codebook)
    claims = [c for c in selection.claims if c.confidence >= min_confidence]
    readings = {r.document: r for r in selection.readings}
    drawn = draw(claims, readings, load_plover(folder), [name.strip() for name in by], n, seed, proportional)
    return Sample(drawn, tuple(_rows(selection, drawn, folder)))


def _rows(selection: Selection, drawn: Sequence[Drawn], folder: Folder) -> Iterator[dict[str, Any]]:
    plover, phrasing, names = load_plover(folder), load_phrasing(folder), country_names(folder)
    readings = {r.document: r for r in selection.readings}
    words = _in_words(selection, [one.claim for one in drawn], folder)
    for number, one in enumerate(drawn, 1):
        claim, reading = one.claim, readings[one.claim.document]
        kind = plover.types.get(claim.event_type or "")
        sides = {role: [_named(p.name, p.code, names) for p in getattr(claim, role)] for role in ("actor", "recipient")}
        yield {
            "number": number,
            "sentence": sentence_at(selection.texts[claim.text_id], claim.evidence.start, claim.evidence.end, phrasing),
            "claim_in_words": words[claim.id],
            "type": claim.event_type or "speech",
            "type_means": kind.definition if kind else "The party is told to say the words.",
            "mode": claim.mode,
            "actor": "; ".join(sides["actor"]),
            "recipient": "; ".join(sides["recipient"]),
            "first": claim.when.first,
            "last": claim.when.last,
            "told_as": ", ".join(claim.aux) or "fact",
            **dict.fromkeys(QUESTIONS),
            "note": None,
            "claim": claim.id,
            "document": claim.document,
            "published": reading.published,
            "publisher": reading.publisher,
            "stratum": one.stratum,
            "stratum_size": one.size,
        }


def _named(name: str, code: str | None, names: Mapping[str, Sequence[str]]) -> str:
    return f"{name} ({code})" if code and name not in names.get(code, ())[:1] else name


def _in_words(selection: Selection, claims: Sequence[Claim], folder: Folder) -> dict[str, str]:
    """Claim → a sentence of our own, as a brief would state it."""
    alone = replace(selection, claims=tuple(claims), events=(), set_aside={})
    found = {}
    writer = Writer(dossier(alone, None, None, None, 0.0), Namer(load_phrasing(folder), country_names(folder)))
    for row in rows_of(alone):
        writer.namer = Namer(load_phrasing(folder), country_names(folder))
        found[row.lead.id] = writer.line(row).sentence
    return found


def read_answers(path: Path) -> Outcome[Checked]:
    """Precision from a file of `dragoman sample` with its answers filled in. Problems: answers.value for a cell that is no answer.

    Raises AnswersError for a file that is not of that form, and OSError.
    """
    problems: list[Problem] = []
    answers = []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [c for c in ("stratum", "stratum_size", *QUESTIONS) if c not in (reader.fieldnames or ())]
        if missing:
            raise AnswersError(
                f"{path}: it has no column {missing[0]}; give the CSV that `dragoman sample` wrote, filled in."
            )
        for row in reader:
            answers.append(_answer(path, reader.line_num, row, problems))
    checked = precision(answers)
    if not checked.overall:
        raise AnswersError(f"{path}: no answer is filled in; write yes, no or ? under {', '.join(QUESTIONS)}.")
    return Outcome(checked, tuple(problems))


def _answer(
    path: Path, line: int, row: Mapping[str, str | None], problems: list[Problem]
) -> tuple[str, int, dict[str, bool | None]]:
    """One line. Raises AnswersError where the stratum's size is no number."""
    size = (row["stratum_size"] or "").removesuffix(".0")
    if not size.isdecimal() or int(size) < 1:
        raise AnswersError(
            f"{path}:{line}: stratum_size is {row['stratum_size']!r}; leave it as `dragoman sample` wrote it."
        )
    said: dict[str, bool | None] = {}
    for question in QUESTIONS:
        value = (row[question] or "").strip()
        if value.casefold() not in _ANSWERS:
            problems.append(Problem("answers.value", f"{path}:{line}", values={"question": question, "value": value}))
        said[question] = _ANSWERS.get(value.casefold())
    return row["stratum"] or "", int(size), said
