"""Positions as a sheet, as rows for programs, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.codebook.phrasing import load_phrasing
from dragoman.present.days import one_day
from dragoman.present.excerpt import SPEECH_WORDS, clip, sentence_at
from dragoman.present.lines import Reference
from dragoman.present.sheet import Block, Cell, Referrer, Sheet
from dragoman.records.stance import Change, Formula, LineTaken, Silence, Stance, Stances, Statement

Json = dict[str, Any]
COLUMNS = ("issue", "party", "line", "day", "by", "words", "document", "start", "end", "claim", "against", "for")
_LISTED = 6  # references of one line on paper; JSON has all
_POSITIONS = 15  # positions on paper
_SHOWN = 12  # lines of one position on paper
_AXIS = {"against": "on what it is against", "for": "on what it is for"}


def stances_sheet(made: Stances, countries: Mapping[str, str], issues: Mapping[str, str]) -> Sheet:
    """The positions as tables: lines taken, changes of wording, silences, formulas. countries, issues: id → name."""
    writer = _Writer(made, countries, issues)
    blocks = [block for stance in made.stances[:_POSITIONS] for block in writer.blocks(stance)]
    further = len(made.stances) - _POSITIONS
    more = (
        (f"{further} further positions, of fewer statements, are left out here; name a party or an issue.",)
        if further > 0
        else ()
    )
    if made.formulas:
        blocks.append(writer.formulas(made.formulas))
    return Sheet(
        "Positions", (*made.notes, *more), tuple(b for b in blocks if b.rows), writer.referrer.sources(writer.used)
    )


class _Writer:
    def __init__(self, made: Stances, countries: Mapping[str, str], issues: Mapping[str, str]) -> None:
        self.made, self.countries, self.issues = made, countries, issues
        self.referrer = Referrer(made.readings)
        self.phrasing = load_phrasing()
        self.used: list[str] = []

    def blocks(self, stance: Stance) -> list[Block]:
        issue = self.issues.get(stance.issue, stance.issue) if stance.issue else "Other matters"
        name = f"{issue} — {self.countries.get(stance.party, stance.party)}"
        key = f"{stance.issue or 'other'} {stance.party}"
        more = (
            f"{len(stance.lines) - _SHOWN} further lines of fewer statements are in the JSON."
            if len(stance.lines) > _SHOWN
            else ""
        )
        lines = tuple(self._line(line) for line in stance.lines[:_SHOWN])
        changes = tuple(self._change(change) for change in stance.changes)
        silences = tuple((Cell(self._silence(stance, silence)),) for silence in stance.silences)
        return [
            Block(key, name, ("first", "last", "times", "by", "words"), lines, more),
            Block(f"{key} wording", f"{name}: wording", ("day", "words before", "day", "words after", ""), changes),
            Block(f"{key} silence", f"{name}: silence", ("",), silences),
        ]

    def _line(self, line: LineTaken) -> tuple[Cell, ...]:
        by = dict.fromkeys(name for s in line.statements for name in s.by)
        listed = ", ".join(list(by)[:3]) + (" and others" if len(by) > 3 else "")
        shown = dict.fromkeys([line.lead, line.first, line.last, *line.statements])
        references = tuple(self._reference(s) for s in list(shown)[:_LISTED])
        words = Cell(clip(line.lead.span.text, SPEECH_WORDS, self.phrasing), references)
        return Cell(_day(line.first)), Cell(_day(line.last)), Cell(str(len(line.statements))), Cell(listed), words

    def _change(self, change: Change) -> tuple[Cell, ...]:
        told = "stronger" if change.stronger else "weaker"
        return (
            Cell(_day(change.before)),
            Cell(change.before_degree[2], (self._reference(change.before),)),
            Cell(_day(change.after)),
            Cell(change.after_degree[2], (self._reference(change.after),)),
            Cell(f"{told} {_AXIS[change.axis]}"),
        )

    def _silence(self, stance: Stance, silence: Silence) -> str:
        name = self.countries.get(stance.party, stance.party)
        last = "the next statement" if silence.ended else "the last report of it"
        return (
            f"No statement after {one_day(silence.since)} for {silence.days} days, until {one_day(silence.until)} ({last}), "
            f"though {name} speaks or acts in {silence.documents} reports of that time."
        )

    def formulas(self, found: tuple[Formula, ...]) -> Block:
        """The table of formulas."""
        rows = []
        for formula in found:
            first, last = formula.places[0][1], formula.places[-1][1]
            references = tuple(
                self._at(document, span.start, span.end) for document, _, span in formula.places[:_LISTED]
            )
            rows.append(
                (
                    Cell(self.countries.get(formula.party, formula.party)),
                    Cell(formula.words, references),
                    Cell(str(len(formula.places))),
                    Cell(one_day(first) if first else "day unknown"),
                    Cell(one_day(last) if last else "day unknown"),
                )
            )
        note = "The same words in three reports of a side or more, on different days."
        return Block("formulas", "Repeated formulas", ("side", "words", "reports", "first", "last"), tuple(rows), note)

    def _reference(self, statement: Statement) -> Reference:
        return self._at(statement.document, statement.span.start, statement.span.end)

    def _at(self, document: str, start: int, end: int) -> Reference:
        self.used.append(document)
        text = self.made.texts[document]
        return self.referrer(document, start, end, text[start:end], sentence_at(text, start, end, self.phrasing))


def _day(statement: Statement) -> str:
    return one_day(statement.day) if statement.day else "day unknown"


def stance_rows(made: Stances) -> list[Json]:
    """A row a statement, columns as COLUMNS. line: number inside its position, from 1. against, for: level of wording, or null."""
    rows = []
    for stance in made.stances:
        for number, line in enumerate(stance.lines, 1):
            for s in line.statements:
                levels = {axis: level for axis, level, _, _ in s.degrees}
                values = (stance.issue, stance.party, number, s.day, "; ".join(s.by), s.span.text, s.document)
                ends = (s.span.start, s.span.end, s.claim, levels.get("against"), levels.get("for"))
                rows.append(dict(zip(COLUMNS, (*values, *ends))))
    return rows


def stances_json(made: Stances) -> Json:
    """`{"positions": [{issue, party, lines, changes, silences}], "formulas", "notes"}`; offsets are code points, half-open."""
    return {
        "positions": [
            {
                "issue": stance.issue,
                "party": stance.party,
                "lines": [
                    {
                        "lead": _json(line.lead),
                        "first": line.first.day,
                        "last": line.last.day,
                        "statements": [_json(s) for s in line.statements],
                    }
                    for line in stance.lines
                ],
                "changes": [_change_json(c) for c in stance.changes],
                "silences": [
                    {"since": s.since, "until": s.until, "days": s.days, "documents": s.documents, "ended": s.ended}
                    for s in stance.silences
                ],
            }
            for stance in made.stances
        ],
        "formulas": [
            {
                "party": f.party,
                "words": f.words,
                "years": list(f.years),
                "places": [
                    {"document": d, "day": day, "start": x.start, "end": x.end, "text": x.text}
                    for d, day, x in f.places
                ],
            }
            for f in made.formulas
        ],
        "notes": list(made.notes),
    }


def _json(s: Statement) -> Json:
    degrees = [{"axis": a, "level": n, "degree": d, "words": w} for a, n, d, w in s.degrees]
    ends = {"start": s.span.start, "end": s.span.end, "text": s.span.text}
    return {"claim": s.claim, "document": s.document, **ends, "day": s.day, "by": list(s.by), "degrees": degrees}


def _change_json(c: Change) -> Json:
    sides = (("before", c.before, c.before_degree), ("after", c.after, c.after_degree))
    told = {name: _json(s) | {"level": d[0], "degree": d[1], "words": d[2]} for name, s, d in sides}
    return {"axis": c.axis, "stronger": c.stronger, **told}
