"""The command itself, started as assistants start it: over standard input and output, and over HTTP on the loopback address."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import anyio
import httpx
import pytest

from mcp import Client, StdioServerParameters

COMMAND = [sys.executable, "-m", "dragoman", "mcp", "--ledger"]


async def _asks(server: StdioServerParameters | str) -> tuple[str, str]:
    async with Client(server, read_timeout_seconds=120) as client:
        told = await client.call_tool("timeline", {"between": ["JPN", "CHN"], "limit": 2})
        assert told.structured_content is not None and len(told.structured_content["events"]) == 2
        claim = told.structured_content["events"][0]["claims"][0]
        explained = await client.call_tool("explain", {"id": claim["claim"]})
        assert explained.structured_content is not None
        return claim["text"], explained.structured_content["claims"][0]["evidence"]["text"]


def test_over_standard_input_and_output(path: Path) -> None:
    place = {"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else None
    server = StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], str(path)], env=place)
    asked, explained = anyio.run(_asks, server)
    assert asked == explained


@pytest.fixture
def address(path: Path) -> Iterator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [*COMMAND, str(path), "--http", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert f"http://127.0.0.1:{port}/mcp" in line
        yield f"http://127.0.0.1:{port}/mcp"
        server.terminate()


def test_over_http_and_not_for_pages_of_other_hosts(address: str) -> None:
    asked, explained = anyio.run(_asks, address)
    assert asked == explained
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accept = {"accept": "application/json, text/event-stream"}
    strangers = ({"host": "evil.example"}, {"origin": "https://evil.example"})
    for headers in strangers:
        refused = httpx.post(address, json=body, headers={**accept, **headers}, trust_env=False)
        assert refused.status_code in (403, 421), headers
    large = httpx.post(address, content=b'{"x": "' + b"a" * 2_000_000, headers=accept, trust_env=False)
    assert large.status_code in (400, 413, 415)


def test_a_ledger_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, str(tmp_path / "no.ledger")], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "no ledger here" in done.stderr and done.stdout == ""
