"""Documents and claims as resources, by address: `dragoman://documents/ID?start=N`, `dragoman://claims/ID`, `dragoman://ledger`."""

from __future__ import annotations

import re
from collections.abc import Callable

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp.server.mcpserver.resources import ResourceSecurity
from pydantic import BaseModel

from dragoman.mcp.desk import Desk, Held
from dragoman.mcp.explaining import document_page, explanation
from dragoman.mcp.limits import ID, ITEMS
from dragoman.mcp.tools import Tools

# A document's id is looked up among those of the ledger and never opened as a path.
_NO_PATHS = ResourceSecurity(exempt_params={"document"})
JSON = "application/json"


def add_resources(server: MCPServer, desk: Desk, tools: Tools) -> None:
    """Adds the addresses."""

    @server.resource("dragoman://ledger", name="ledger", description="What the ledger holds.", mime_type=JSON)
    async def ledger() -> str:
        return (await desk.ask(tools._overview)).model_dump_json()

    @server.resource(
        "dragoman://documents/{+document}{?start}", name="document", mime_type=JSON, security=_NO_PATHS,
        description="A page of a document's text from a character on, with the claims that stand on it.",
    )  # fmt: skip
    async def document(document: str, start: str = "0") -> str:
        if not re.fullmatch(r"\d{1,9}", start):
            raise ResourceError("start is a number of characters.")
        return await _found(desk, lambda held: document_page(held.shelf.document(document), int(start)))

    @server.resource(
        "dragoman://claims/{id}",
        name="claim",
        mime_type=JSON,
        description="A claim, or the claims of an event, back to its words.",
    )
    async def claim(id: str) -> str:
        if not re.fullmatch(ID, id):
            raise ResourceNotFoundError("An id has 4 to 64 digits of 0–9 and a–f.")
        return await _found(desk, lambda held: explanation(held.ledger.explain(id, parse=False), 0, ITEMS))


async def _found(desk: Desk, work: Callable[[Held], BaseModel]) -> str:
    """What `work` makes of the ledger as JSON. Raises ResourceNotFoundError for what the ledger has not."""
    try:
        return (await desk.ask(work)).model_dump_json()
    except ToolError as error:
        raise ResourceNotFoundError(str(error)) from error
