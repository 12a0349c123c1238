"""The tools that ask. Their docstrings are what assistants read; arguments are checked by their types before they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from mcp.types import CallToolResult, TextContent
from pydantic import BaseModel, Field

from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.library.countries import issue_labels
from dragoman.mcp import answers, shapes
from dragoman.mcp.checking import check_draft
from dragoman.mcp.desk import Desk, Held
from dragoman.mcp.explaining import document_page, explanation
from dragoman.mcp.limits import ARGUMENT, DRAFT, ID, ITEMS, MOST
from dragoman.mcp.prompts import CITE

Model = TypeVar("Model", bound=BaseModel)
Pair = Annotated[
    list[Annotated[str, Field(max_length=ARGUMENT)]] | None,
    Field(description="two countries, by ISO3 code or name, as in ['JPN', 'CHN']", min_length=2, max_length=2),
]
Party = Annotated[str | None, Field(description="one country, by ISO3 code or name", max_length=ARGUMENT)]
Issue = Annotated[str | None, Field(description="id of an issue; `overview` lists them", max_length=ARGUMENT)]
Day = Annotated[str | None, Field(description="YYYY-MM-DD, inclusive", max_length=10)]
Limit = Annotated[int, Field(description="how many at most", ge=1, le=MOST)]
Offset = Annotated[int, Field(description="where to begin; `next` of the answer before", ge=0, le=10_000_000)]
Name = Annotated[str, Field(min_length=1, max_length=ARGUMENT)]
Id = Annotated[str, Field(description="id of a claim or event, or its beginning", pattern=f"^{ID}$")]


def result(answer: BaseModel) -> CallToolResult:
    """The answer as its schema says; as text without what is empty, to be short."""
    text = answer.model_dump_json(exclude_none=True, exclude_defaults=True)
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=answer.model_dump())


def two(between: list[str] | None) -> tuple[str, str] | None:
    """The pair, whose length its type has checked."""
    return (between[0], between[1]) if between else None


@dataclass(frozen=True)
class Tools:
    """Tools over one desk. All raise ToolError for what can be asked otherwise."""

    desk: Desk

    async def _ask(self, work: Callable[[Held], BaseModel]) -> CallToolResult:
        return result(await self.desk.ask(work))

    async def overview(self) -> Annotated[CallToolResult, shapes.Overview]:
        """What this ledger holds: numbers, days, publishers, ids of issues and event types. Call it first."""
        return await self._ask(self._overview)

    def _overview(self, held: Held) -> shapes.Overview:
        run, readings = held.ledger.run(), held.shelf.documents()
        counts = held.ledger.store.counts_of(run.id) if run else {}
        days = [r.published for r in readings if r.published]
        publishers = Counter(r.publisher for r in readings if r.publisher)
        folder, settings = Folder(self.desk.settings.codebook), self.desk.settings
        return shapes.Overview(
            ledger=held.ledger.path.rsplit("/", 1)[-1], run=run.id if run else None, coder=run.coder if run else None, documents=len(readings),
            claims=counts.get("claims", 0), events=counts.get("events", 0), judgements=held.ledger.store.counts()["judgements"],
            first_published=min(days, default=None), last_published=max(days, default=None),
            publishers=sorted(publishers, key=lambda name: (-publishers[name], name))[:ITEMS], issues=dict(issue_labels(folder)),
            types=list(load_plover(folder).types), review=settings.review, how_to_cite=CITE,
        )  # fmt: skip

    async def search(
        self, query: Name, limit: Limit = ITEMS, offset: Offset = 0
    ) -> Annotated[CallToolResult, shapes.Search]:
        """Claims whose evidence has the words, then documents that have them. `"…"` for a phrase, `word*` for any ending; all words must stand."""
        return await self._ask(
            lambda held: answers.search(held.ledger.search(query, min(offset + limit + 1, 500)), offset, limit)
        )

    async def timeline(
        self, between: Pair = None, party: Party = None, issue: Issue = None,
        event_type: Annotated[str | None, Field(description="PLOVER type, as in CONSULT", max_length=40)] = None,
        since: Day = None, until: Day = None,
        speech: Annotated[bool, Field(description="also what was only said")] = False,
        newest_first: bool = False, limit: Limit = ITEMS, offset: Offset = 0,
    ) -> Annotated[CallToolResult, shapes.Timeline]:  # fmt: skip
        """Events between two countries, of one, or on an issue, each with the claims that tell of it. What `aux` names did not simply happen."""

        def made(held: Held) -> shapes.Timeline:
            kind = event_type.upper() if event_type else None
            cut = slice(offset, offset + limit)
            rows, total = held.ledger.stretch(cut, newest_first, two(between), party, issue, kind, since, until, speech)
            return answers.timeline(rows, total, offset)

        return await self._ask(made)

    async def compare(
        self,
        left: Annotated[str | None, Field(description="a document's id, or its beginning", max_length=ARGUMENT)] = None,
        right: Annotated[str | None, Field(description="another one", max_length=ARGUMENT)] = None,
        between: Pair = None, on: Day = None, limit: Limit = ITEMS, offset: Offset = 0,
    ) -> Annotated[CallToolResult, shapes.Comparison]:  # fmt: skip
        """Two accounts side by side: two documents (left and right), or all reports of a meeting of two countries (between, and its day) by side.

        Rows are told by both, in other words, contested, or by one side alone.
        """

        def made(held: Held) -> shapes.Comparison:
            if left and right:
                return answers.comparison(held.ledger.compare(left, right), offset, limit)
            if pair := two(between):
                return answers.comparison(held.ledger.compare_meeting(pair, on), offset, limit)
            raise ValueError("Name two documents by left and right, or two countries by between.")

        return await self._ask(made)

    async def positions(
        self, party: Party = None, issue: Issue = None, between: Pair = None, since: Day = None, until: Day = None,
        limit: Limit = 5, offset: Offset = 0,
    ) -> Annotated[CallToolResult, shapes.Positions]:  # fmt: skip
        """The line that each party takes on each issue: its statements, changes of wording, silences."""
        return await self._ask(
            lambda held: answers.positions(
                held.ledger.positions(party, issue, two(between), since, until, formulas=False), offset, limit
            )
        )

    async def commitments(
        self, between: Pair = None, party: Party = None, issue: Issue = None,
        status: Annotated[str | None, Field(description="open, kept, broken or lapsed", max_length=20)] = None,
        since: Day = None, until: Day = None, as_of: Day = None, limit: Limit = ITEMS, offset: Offset = 0,
    ) -> Annotated[CallToolResult, shapes.Commitments]:  # fmt: skip
        """Promises, invitations, agreed steps: by whom, by when, and the claims that decide whether they were kept, with doubt."""
        return await self._ask(
            lambda held: answers.commitments(
                held.ledger.commitments(two(between), party, issue, status, since, until, as_of), offset, limit
            )
        )

    async def brief(
        self, between: Pair = None, party: Party = None, issue: Issue = None, since: Day = None, until: Day = None,
        limit: Limit = ITEMS, offset: Offset = 0,
    ) -> Annotated[CallToolResult, shapes.Brief]:  # fmt: skip
        """The brief on two countries, one party or an issue: what happened, who says what, what was agreed, where reports differ."""
        return await self._ask(
            lambda held: answers.brief(
                held.ledger.brief(two(between), since, until, party=party, issue=issue), offset, limit
            )
        )

    async def explain(
        self, id: Id, limit: Limit = ITEMS, offset: Offset = 0
    ) -> Annotated[CallToolResult, shapes.Explanation]:
        """From the id of a claim or event back to its words: sentence, rule, parties, attribution, judgements of people."""
        return await self._ask(lambda held: explanation(held.ledger.explain(id, parse=False), offset, limit))

    async def documents(
        self,
        words: Annotated[str | None, Field(description="in id, title or publisher", max_length=ARGUMENT)] = None,
        since: Day = None, until: Day = None, limit: Limit = ITEMS, offset: Offset = 0,
    ) -> Annotated[CallToolResult, shapes.Documents]:  # fmt: skip
        """The documents, in order of publication; `compare` and `document` take their ids."""

        def made(held: Held) -> shapes.Documents:
            wanted = (words or "").casefold()
            found = [
                r
                for r in held.shelf.documents()
                if wanted in f"{r.document} {r.title or ''} {r.publisher or ''}".casefold()
                and (since is None or (r.published or "") >= since)
                and (until is None or (r.published is not None and r.published <= until))
            ]
            return answers.documents(found, offset, limit)

        return await self._ask(made)

    async def document(self, document: Name, start: Offset = 0) -> Annotated[CallToolResult, shapes.DocumentPage]:
        """A page of a document's text, from a character on, with the claims that stand on it."""
        return await self._ask(lambda held: document_page(held.shelf.document(document), start))

    async def check_draft(
        self, draft: Annotated[str, Field(min_length=1, max_length=DRAFT)]
    ) -> Annotated[CallToolResult, shapes.Checked]:
        """Hold a drafted answer against the ledger before giving it: are the cited claims there, do the quoted words stand in their documents?"""
        return await self._ask(lambda held: check_draft(held.ledger, draft))

    def all(self) -> dict[str, Callable[..., Any]]:
        """Tools by name."""
        return {
            tool.__name__: tool
            for tool in (
                self.overview, self.search, self.timeline, self.compare, self.positions, self.commitments, self.brief, self.explain,
                self.documents, self.document, self.check_draft,
            )
        }  # fmt: skip
