"""The tools that judge, which are there only with `--review`. Judgements are added, never changed; `undo` takes one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult
from pydantic import Field

from dragoman.library.edits import Judging
from dragoman.mcp import shapes
from dragoman.mcp.desk import Desk, Held
from dragoman.mcp.limits import ARGUMENT, ID
from dragoman.mcp.tools import Id, result
from dragoman.records.judgement import Judgement

Reason = Annotated[str, Field(description="on what words or source it rests", min_length=1, max_length=1000)]


@dataclass(frozen=True)
class Review:
    """Tools over one desk. All raise ToolError where a judgement cannot be made."""

    desk: Desk

    async def _judge(self, work: Callable[[Judging, str], Judgement]) -> CallToolResult:
        author = self.desk.settings.author

        def made(held: Held) -> shapes.Made:
            one = work(held.ledger.judge, author)
            return shapes.Made(id=one.id, kind=one.kind, author=one.author, reason=one.reason, claim=one.anchor.claim)

        return result(await self.desk.ask(made))

    async def confirm(self, id: Id, reason: Reason) -> Annotated[CallToolResult, shapes.Made]:
        """Vouch for a claim as it stands. Ask the person first."""
        return await self._judge(lambda judge, author: judge.confirm(id, reason, author))

    async def reject(self, id: Id, reason: Reason) -> Annotated[CallToolResult, shapes.Made]:
        """The text does not say so: the claim goes from every answer. Ask the person first."""
        return await self._judge(lambda judge, author: judge.reject(id, reason, author))

    async def correct(
        self,
        id: Id,
        fields: Annotated[
            dict[Annotated[str, Field(max_length=40)], Any],
            Field(
                description="fields of an exported claim, as in {'event_type': 'ACCUSE'}", min_length=1, max_length=20
            ),
        ],
        reason: Reason,
    ) -> Annotated[CallToolResult, shapes.Made]:
        """Fields of a claim as the person reads them. Ask the person first."""
        if len(str(fields)) > 20 * ARGUMENT:
            raise ToolError("These values are too long for fields of a claim.")
        return await self._judge(lambda judge, author: judge.correct(id, reason, author, **fields))

    async def undo(
        self, judgement: Annotated[str, Field(pattern=f"^{ID}$")], reason: Reason
    ) -> Annotated[CallToolResult, shapes.Made]:
        """Take a judgement back; it stays in the history."""
        return await self._judge(lambda judge, author: judge.undo(judgement, reason, author))

    def all(self) -> dict[str, Callable[..., Any]]:
        """Tools by name."""
        return {tool.__name__: tool for tool in (self.confirm, self.reject, self.correct, self.undo)}
