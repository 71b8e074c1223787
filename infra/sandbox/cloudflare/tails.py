"""Following a Worker's log: `/accounts/{account}/workers/scripts/{name}/tails`, and the sockets that it names.

The sockets are spoken by hand: wrangler's first message is not masked. Cloudflare takes it; every strict server of
WebSockets (RFC 6455) refuses.
"""

import asyncio
import base64
import contextlib
import hashlib
from collections.abc import AsyncGenerator
from typing import Any

from fastapi import APIRouter, Request, Response

from infra.sandbox.cloudflare.account import Account, Tail, new_id
from infra.sandbox.cloudflare.envelope import Refusal, answer, body
from infra.sandbox.cloudflare.workers import found

PROTOCOL = "trace-v1"
_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_BINARY, _CLOSE, _PING, _PONG = 0x2, 0x8, 0x9, 0xA


def router(account: Account) -> APIRouter:
    """Begin and end a tail."""
    routes = APIRouter(prefix="/workers/scripts/{name}/tails")

    @routes.post("")
    async def begin(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        found(account, name)
        filters: list[dict[str, Any]] = (await body(request)).get("filters") or []
        id = new_id()
        outcomes = {outcome for each in filters for outcome in each.get("outcome", ())}
        account.tails[id] = Tail(name, frozenset(outcomes))
        return answer({"id": id, "url": f"{account.sockets}/{id}", "expires_at": "2100-01-01T00:00:00Z"})

    @routes.delete("/{id}")
    async def end(name: str, id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        if account.tails.pop(id, None) is None:
            raise Refusal(404, 10104, f"{name} has no tail {id}")
        return answer(None)

    return routes


@contextlib.asynccontextmanager
async def sockets(account: Account) -> AsyncGenerator[None]:
    """Serve the sockets of all tails on a loopback port of their own."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await _served(account, reader, writer)
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    account.sockets = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield


async def _served(account: Account, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    tail = account.tails.get(head[0].split(" ")[1].removeprefix("/"))
    if tail is None:
        writer.write(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
        return
    accepted = base64.b64encode(hashlib.sha1((headers["sec-websocket-key"] + _GUID).encode()).digest()).decode()  # noqa: S324
    writer.write(
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
        f"sec-websocket-accept: {accepted}\r\nsec-websocket-protocol: {PROTOCOL}\r\n\r\n".encode()
    )
    tail.followed = True
    listening = asyncio.create_task(_heard(reader, writer))
    while not listening.done():
        waiting = asyncio.create_task(tail.events.get())
        await asyncio.wait((waiting, listening), return_when=asyncio.FIRST_COMPLETED)
        if waiting.done():
            writer.write(_frame(_BINARY, waiting.result()))
            await writer.drain()
        waiting.cancel()
    tail.followed = False
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        await listening


async def _heard(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer pings until the other side leaves."""
    while True:
        first, second = await reader.readexactly(2)
        size = second & 0x7F
        if size >= 126:
            size = int.from_bytes(await reader.readexactly(2 if size == 126 else 8))
        mask = await reader.readexactly(4) if second & 0x80 else bytes(4)
        payload = bytes(each ^ mask[at % 4] for at, each in enumerate(await reader.readexactly(size)))
        if first & 0xF == _CLOSE:
            writer.write(_frame(_CLOSE, payload))
            return
        if first & 0xF == _PING:
            writer.write(_frame(_PONG, payload))


def _frame(kind: int, payload: bytes) -> bytes:
    size = len(payload)
    length = bytes([size]) if size < 126 else bytes([126]) + size.to_bytes(2)
    return bytes([0x80 | kind]) + length + payload
