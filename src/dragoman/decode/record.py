"""A row of named values → a Document: what JSON lines, tables and Parquet files share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.decode.document import PASSED, Decoded, Input, document_of
from dragoman.decode.seen import Seen
from dragoman.records.given import NAMES, Given
from dragoman.records.problem import Outcome, Problem

EXPORTED = "document"  # what our own export of documents calls an id


class Rows:
    """The rows of one file, each of which becomes a document. kind: `jsonl` or `table`, whose messages speak of lines or rows."""

    def __init__(self, given_to: Input, kind: str) -> None:
        self._given_to, self._kind = given_to, kind
        self._ids = Seen()
        self._columns = {name: given_to.columns.get(name, name) for name in ("id", "text", *NAMES)}

    def read(self, fields: Mapping[str, Any], number: int, before: tuple[Problem, ...] = ()) -> Decoded:
        """The document of the row of a number; of one that an earlier reading has finished, PASSED. before: problems met on the way to it.

        Problems: KIND.no_text, no_id, id_twice, bad_field, file.too_large and those of `document_of`.
        """
        given_to, source = self._given_to, f"{self._given_to.source}:{number}"
        if given_to.place.passed():
            self._ids.add(self._id(fields))
            return PASSED
        given = self._given(fields, source)
        problems = [*before, *given.problems]
        text = fields.get(self._columns["text"])
        if not isinstance(text, str):
            values: dict[str, object] = {} if self._kind == "jsonl" else {"column": self._columns["text"]}
            return Decoded(None, problems=(*problems, Problem(f"{self._kind}.no_text", source, values=values)))
        if len(text) > given_to.limit:
            return Decoded(None, problems=(*problems, given_to.too_large(len(text), source)))
        name, part, found = self._identity(fields, number, source)
        made = document_of(given_to, name, source, text, given.value.over(given_to.given), part)
        return Decoded(made.document, part, (*problems, *found, *made.problems))

    def _given(self, fields: Mapping[str, Any], source: str) -> Outcome[Given]:
        values: dict[str, str] = {}
        problems: list[Problem] = []
        for name in NAMES:
            value = fields.get(self._columns[name])
            if isinstance(value, str) and value:
                values[name] = value
            elif value not in (None, ""):
                told: dict[str, object] = {"field": self._columns[name], "value": repr(value)[:80]}
                problems.append(Problem(f"{self._kind}.bad_field", source, values=told))
        return Outcome(Given(**values), tuple(problems))

    def _id(self, fields: Mapping[str, Any]) -> str:
        value = fields.get(self._columns["id"], fields.get(EXPORTED))
        return str(value) if isinstance(value, str | int) and str(value).strip() else ""

    def _identity(self, fields: Mapping[str, Any], number: int, source: str) -> tuple[str, str, tuple[Problem, ...]]:
        """The document's id, what tells it apart within the file, and what is wrong with it."""
        name, kind, inside = self._id(fields), self._kind, self._given_to.part
        if not name:
            name = f"{self._given_to.name}:{number}"
            return name, f"{inside}#{name}", (Problem(f"{kind}.no_id", source, values={"id": name}),)
        if not self._ids.add(name):
            return name, f"{inside}#{name}@{number}", (Problem(f"{kind}.id_twice", source, values={"id": name}),)
        return name, f"{inside}#{name}", ()
