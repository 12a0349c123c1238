"""Positions as the library gives them: what is computed once a ledger's state, and the answer with its notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.analyse.formulas import Spoken, formulas
from dragoman.analyse.stances import stances
from dragoman.analyse.statements import Said, said
from dragoman.codebook.folder import Folder
from dragoman.codebook.formulas import load_formula_words
from dragoman.codebook.rareness import load_rareness, stem
from dragoman.codebook.strength import load_strength
from dragoman.library.two_sides import homes
from dragoman.records.coded import Selection
from dragoman.records.stance import Formula, Stance, Stances

if TYPE_CHECKING:
    import pandas

Floats = NDArray[np.float32]
# Statements of one position that are also compared by the encoder; above it, and above ENCODED of one answer, by their words alone.
LARGEST, ENCODED = 400, 1500


class Positions(Stances):
    """Positions that show themselves in a notebook."""

    def to_frame(self) -> pandas.DataFrame:
        """A row a statement. Raises ImportError without pandas."""
        from dragoman.library.tables import frame_of
        from dragoman.present.stances import COLUMNS, stance_rows

        return frame_of(stance_rows(self), COLUMNS)

    def _repr_html_(self) -> str:
        from dragoman.library.countries import country_names, issue_labels
        from dragoman.present.sheet import sheet_html
        from dragoman.present.stances import stances_sheet

        names = {code: known[0] for code, known in country_names(Folder()).items()}
        return sheet_html(stances_sheet(self, names, issue_labels(Folder())))


@dataclass
class Heard:
    """What positions of one state of a ledger are made from, each made when it is first asked for."""

    selection: Selection
    codebook: Path | None = None
    min_confidence: float = 0.0
    _said: Said | None = None
    _formulas: dict[str, tuple[Formula, ...]] = field(default_factory=dict)
    _homes: dict[str, str] | None = None
    _meaning: dict[str, Floats] = field(default_factory=dict)

    def said(self) -> Said:
        """All statements."""
        if self._said is None:
            folder = Folder(self.codebook)
            self._said = said(self.selection, load_strength(folder), load_rareness(folder), self.min_confidence)
        return self._said

    def formulas(self, parties: Iterable[str]) -> list[Formula]:
        """Formulas of those of the parties whose bodies publish."""
        for party in parties:
            if party not in self._formulas:
                folder = Folder(self.codebook)
                self._formulas[party] = formulas(self._spoken(party), load_formula_words(folder), load_rareness(folder))
        found = [formula for party in parties for formula in self._formulas[party]]
        return sorted(found, key=lambda f: (-len(f.places), f.party, f.words))

    def _spoken(self, party: str) -> list[Spoken]:
        """The documents that bodies of a state publish."""
        if self._homes is None:
            self._homes = homes(self.selection, self.codebook)
        return [
            Spoken(
                r.document,
                self.selection.stories.get(r.document, r.text_id),
                self.selection.texts[r.text_id],
                (r.published or "")[:10] or None,
                party,
            )
            for r in self.selection.readings
            if self._homes.get(r.document) == party
        ]

    def meaning(self, chosen: Sequence[int]) -> Floats | None:
        """Vectors of the encoder for statements, of unit length; null where there are too many."""
        statements = self.said().statements
        fresh = [n for n in chosen if statements[n].claim not in self._meaning]
        if len(chosen) > LARGEST or len(fresh) + len(self._meaning) > ENCODED:
            return None
        self._encode([(statements[n].claim, statements[n].span.text) for n in fresh])
        return _units(np.array([self._meaning[statements[n].claim] for n in chosen]))

    def _encode(self, wanted: Sequence[tuple[str, str]]) -> None:
        """Means of the third layer's states, weighted by rareness."""
        from dragoman.analyse.statements import WORD
        from dragoman.encode.inner import states

        rareness = load_rareness(Folder(self.codebook))
        texts = [(words, [m.span() for m in WORD.finditer(words)]) for _, words in wanted]
        for (claim, words), (_, ends), held in zip(wanted, texts, states(texts)):
            rare = [rareness.of(stem(words[a:b].lower())) for a, b in ends]
            weights = np.array([0.0 if w < 0 else rare[w] for w in held.words], dtype=np.float32)
            self._meaning[claim] = (held.layers[-1] * weights[:, None]).sum(0) / max(float(weights.sum()), 1e-6)


def _units(rows: Floats) -> Floats:
    """Rows about their middle, of unit length; a single one has nothing to differ from."""
    centred = rows - rows.mean(0) if len(rows) > 2 else rows
    return np.asarray(centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def positions_of(
    heard: Heard,
    party: str | None = None,
    issue: str | None = None,
    between: tuple[str, str] | None = None,
    since: str | None = None,
    until: str | None = None,
    with_formulas: bool = True,
) -> Positions:
    """The positions asked for, with sentences on what they rest on and what is missing."""
    found = stances(heard.said(), party, issue, between, since, until, heard.meaning)
    parties = {party} if party else set(between) if between else {s.party for s in found}
    chosen = heard.formulas(sorted(parties)) if with_formulas else []
    kept = tuple(f for f in chosen if _within(f, since, until) and (issue is None or _stands_in(f, found)))
    selection = heard.selection
    shown = {s.document for stance in found for line in stance.lines for s in line.statements}
    shown |= {document for formula in kept for document, _, _ in formula.places}
    texts = {r.document: selection.texts[r.text_id] for r in selection.readings if r.document in shown}
    notes = tuple(_notes(heard, found, party, issue, between, since, until))
    return Positions(found, kept, selection.readings, texts, notes)


def _stands_in(formula: Formula, found: Sequence[Stance]) -> bool:
    """Whether a statement of the positions has the formula in it."""
    said_at = {(s.document, s.span) for stance in found for line in stance.lines for s in line.statements}
    return any(d == document and span.overlaps(own) for d, own in said_at for document, _, span in formula.places)


def _within(formula: Formula, since: str | None, until: str | None) -> bool:
    days = [day for _, day, _ in formula.places if day]
    return (since is None and until is None) or any((since or "") <= d <= (until or "9999") for d in days)


def _notes(
    heard: Heard,
    found: Sequence[Stance],
    party: str | None,
    issue: str | None,
    between: tuple[str, str] | None,
    since: str | None,
    until: str | None,
) -> list[str]:
    """Coverage, and who is silent altogether."""
    readings = heard.selection.readings
    if not readings:
        return ["The ledger holds no report; read some with `dragoman read`."]
    days = sorted((r.published or "")[:10] for r in readings if r.published)
    covered = f", published {days[0]} to {days[-1]}" if days else ", none with a publication day"
    notes = [f"{len(readings)} {'report' if len(readings) == 1 else 'reports'}{covered}."]
    if days and until and until < days[0]:
        notes.append(f"The period ends before the first report ({days[0]}): nothing of it is covered.")
    if days and since and since > days[-1]:
        notes.append(f"The period begins after the last report ({days[-1]}): nothing of it is covered.")
    heard_of = heard.said().present
    for code in [party] if party else between or ():
        documents = len(heard_of.get(code, ()))
        spoke = any(s.party == code for s in found)
        if not spoke:
            on = f" on {issue}" if issue else ""
            notes.append(
                f"{code}: no statement{on} in what is asked for; it speaks or acts in {documents} reports of the ledger."
            )
    if not found and not party and not between:
        notes.append("No statement was found in what is asked for.")
    return notes
