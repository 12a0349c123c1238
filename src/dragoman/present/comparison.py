"""A comparison of two sides as a sheet, as rows for programs, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.present.sheet import Block, Cell, Referrer, Sheet
from dragoman.records.comparison import Comparison, Mark, Point, Row, Weight

Json = dict[str, Any]
_KIND = {"name": "rival names", "number": "numbers", "claim": "claims"}
_GAP = 8  # characters between clauses of one sentence: ", and "


def comparison_sheet(made: Comparison, topics: Mapping[str, str]) -> Sheet:
    """The comparison as tables. topics: id → label. Relations without rows have no table."""
    referrer = Referrer([r for side in made.readings for r in side])
    sides = (made.left, made.right)
    tables = (
        ("contested", "Contested", (*sides, "what opposes what"), "What opposes what is marked."),
        ("other-words", "In other words", sides, "The same matter, told from each side's view."),
        ("same", "Said by both", sides, ""),
    )
    blocks = [
        Block(
            key,
            title,
            columns,
            tuple(_row(row, referrer, made.texts, len(columns) > 2) for row in made.told(key)),
            note,
        )
        for key, title, columns, note in tables
    ]
    for key, name, rows, side in (
        ("only-left", made.left, made.only_left, 0),
        ("only-right", made.right, made.only_right, 1),
    ):
        cells = tuple(
            (Cell(_topic((r.left, r.right)[side][0], topics)), _cell((r.left, r.right)[side], referrer, made.texts))
            for r in rows
        )
        blocks.append(Block(key, f"Only {name}", ("topic", "words"), cells))
    blocks.append(_weights(made, topics))
    documents = [r.document for side in made.readings for r in side]
    title = f"{made.left} – {made.right}: what each side told"
    return Sheet(title, (*_counts(made), *made.notes), tuple(b for b in blocks if b.rows), referrer.sources(documents))


def _counts(made: Comparison) -> tuple[str, ...]:
    told = [sum(len(r.left) for r in made.rows), sum(len(r.right) for r in made.rows)]
    by = {relation: len(made.told(relation)) for relation in ("same", "other-words", "contested")}
    if not all(told):
        return ()
    only = f"{len(made.only_left)} only by {made.left}, {len(made.only_right)} only by {made.right}"
    return (
        f"{made.left} puts {told[0]} points on record, {made.right} {told[1]}: {by['same']} said by both, "
        f"{by['other-words']} in other words, {by['contested']} contested; {only}.",
    )


def _row(row: Row, referrer: Referrer, texts: Mapping[str, str], marks: bool) -> tuple[Cell, ...]:
    shown = [m for m in row.marks if m.kind != "claim"]
    cells = (
        _cell(row.left, referrer, texts, tuple(m.left.text for m in shown)),
        _cell(row.right, referrer, texts, tuple(m.right.text for m in shown)),
    )
    return (*cells, Cell("; ".join(_mark(m) for m in row.marks))) if marks else cells


def _mark(mark: Mark) -> str:
    if mark.kind == "claim":
        return _KIND["claim"]
    return f"{_KIND[mark.kind]}: “{mark.left.text}” against “{mark.right.text}”"


def _cell(
    points: tuple[Point, ...], referrer: Referrer, texts: Mapping[str, str], marked: tuple[str, ...] = ()
) -> Cell:
    references = tuple(
        referrer(document, start, end, texts[document][start:end]) for document, start, end in _stretches(points)
    )
    return Cell(" … ".join(r.text for r in references), references, marked)


def _stretches(points: tuple[Point, ...]) -> list[tuple[str, int, int]]:
    """(document, start, end) of points, those that follow each other in one sentence taken as one."""
    found: list[tuple[str, int, int]] = []
    last: Point | None = None
    for point in points:
        near = last is not None and (last.document, last.sentence) == (point.document, point.sentence)
        if near and point.span.start - found[-1][2] <= _GAP:
            found[-1] = (point.document, found[-1][1], point.span.end)
        else:
            found.append((point.document, point.span.start, point.span.end))
        last = point
    return found


def _topic(point: Point, topics: Mapping[str, str]) -> str:
    return topics.get(point.topic or "", point.topic or "other")


def _weights(made: Comparison, topics: Mapping[str, str]) -> Block:
    rows = tuple(
        (Cell(topics.get(w.topic or "", w.topic or "other")), *(Cell(_weight(w, side)) for side in (0, 1)))
        for w in made.weights
    )
    note = "Share of each side's words, and the place at which it first comes to the topic."
    return Block("weights", "Order and weight", ("topic", made.left, made.right), rows, note)


def _weight(weight: Weight, side: int) -> str:
    rank = weight.rank[side]
    return "not raised" if rank is None else f"{weight.words[side]:.0%}, no. {rank}"


def comparison_rows(made: Comparison) -> list[Json]:
    """A row each row of the comparison, for tables: words of both sides joined by “ … ”."""
    return [
        {
            "relation": row.relation if row.left and row.right else f"only {made.left if row.left else made.right}",
            "topic": (row.left or row.right)[0].topic,
            "issues": sorted({i for p in (*row.left, *row.right) for i in p.issues}),
            "left": " … ".join(p.span.text for p in row.left),
            "right": " … ".join(p.span.text for p in row.right),
            "likeness": round(row.likeness, 3),
            "marks": [f"{m.kind}: {m.left.text} | {m.right.text}" for m in row.marks],
            "left_at": [_at(p) for p in row.left],
            "right_at": [_at(p) for p in row.right],
        }
        for row in made.rows
    ]


def _at(point: Point) -> str:
    return f"{point.document}[{point.span.start},{point.span.end})"


def comparison_json(made: Comparison) -> Json:
    """`{"left", "right", "documents": {left, right}, "rows", "weights", "notes"}`; offsets are code points, half-open."""
    return {
        "left": made.left,
        "right": made.right,
        "documents": {
            side: [{"document": r.document, "publisher": r.publisher, "published": r.published} for r in readings]
            for side, readings in zip(("left", "right"), made.readings)
        },
        "rows": [
            {
                "relation": row.relation,
                "likeness": round(row.likeness, 3),
                "left": [_point(p) for p in row.left],
                "right": [_point(p) for p in row.right],
                "marks": [_mark_json(m) for m in row.marks],
            }
            for row in made.rows
        ],
        "weights": [
            {
                "topic": w.topic,
                **{s: {"words": round(w.words[n], 4), "rank": w.rank[n]} for n, s in enumerate(("left", "right"))},
            }
            for w in made.weights
        ],
        "notes": list(made.notes),
    }


def _point(p: Point) -> Json:
    return {
        "document": p.document,
        "start": p.span.start,
        "end": p.span.end,
        "text": p.span.text,
        "topic": p.topic,
        "issues": list(p.issues),
        "actors": list(p.actors),
        "claims": list(p.claims),
    }


def _mark_json(mark: Mark) -> Json:
    sides = (("left", mark.left, mark.left_document), ("right", mark.right, mark.right_document))
    found: Json = {"kind": mark.kind, "note": mark.note}
    return found | {s: {"document": d, "start": x.start, "end": x.end, "text": x.text} for s, x, d in sides}
