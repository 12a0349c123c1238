"""Timelines and search results as the library gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.records.answers import TimelineRow

if TYPE_CHECKING:
    import pandas


class Timeline(tuple[TimelineRow, ...]):
    """Rows that show themselves in a notebook."""

    __slots__ = ()

    def to_frame(self) -> pandas.DataFrame:
        """A row an event, columns as in the CSV; lists joined by `; `, days as dates. Raises ImportError without pandas."""
        from dragoman.library.tables import frame_of
        from dragoman.present.timeline import COLUMNS, timeline_rows

        rows = [{k: "; ".join(v) if isinstance(v, list) else v for k, v in row.items()} for row in timeline_rows(self)]
        frame = frame_of(rows, COLUMNS)
        import pandas

        for column in ("first", "last"):
            frame[column] = pandas.to_datetime(frame[column])
        return frame

    def _repr_html_(self) -> str:
        from html import escape

        from dragoman.present.timeline import timeline_rows

        if not self:
            return "<p>No event meets what was asked.</p>"
        columns = ("first", "last", "event_type", "actor", "recipient", "documents", "evidence", "references")
        head = "".join(f"<th>{name}</th>" for name in columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(_words(row[name]))}</td>' for name in columns)}</tr>"
            for row in timeline_rows(self)
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _words(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
