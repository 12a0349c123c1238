"""The server: tools, resources and prompts, put together; over standard input and output, or HTTP on the loopback address."""

from __future__ import annotations

import socket

import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.prompts import Prompt
from mcp.types import ToolAnnotations

import dragoman
from dragoman.mcp import prompts
from dragoman.mcp.desk import Desk
from dragoman.mcp.resources import add_resources
from dragoman.mcp.review import Review
from dragoman.mcp.tools import Tools

HOST, PATH = "127.0.0.1", "/mcp"
# Bytes of one request over HTTP.
MOST_BYTES = 262_144
_ASKS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_JUDGES = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)


def build(desk: Desk) -> MCPServer:
    """The server over a ledger; without `review`, no tool of it can change the ledger's texts, claims or judgements."""
    server: MCPServer = MCPServer(
        "dragoman",
        title="Dragoman",
        version=dragoman.__version__,
        instructions=prompts.INSTRUCTIONS,
        log_level="WARNING",
    )
    tools = Tools(desk)
    for name, tool in tools.all().items():
        server.add_tool(tool, name=name, annotations=_ASKS)
    if desk.settings.review:
        for name, tool in Review(desk).all().items():
            server.add_tool(tool, name=name, annotations=_JUDGES)
    add_resources(server, desk, tools)
    for name, prompt in (("sourced-answer", prompts.sourced_answer), ("sourced-brief", prompts.sourced_brief)):
        server.add_prompt(Prompt.from_function(prompt, name=name, description=prompt.__doc__))
    return server


def run_http(server: MCPServer, listening: socket.socket) -> None:
    """Answers on a socket of the loopback address until it is stopped. Requests from pages of other hosts are refused (DNS rebinding)."""
    app = server.streamable_http_app(streamable_http_path=PATH, host=HOST, max_request_body_size=MOST_BYTES)
    config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False, ws="none")
    uvicorn.Server(config).run(sockets=[listening])
