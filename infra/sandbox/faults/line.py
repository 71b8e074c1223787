"""Faults of the line: the right answer comes late, in pieces, in part, or not at all."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from uvicorn.protocols.http.h11_impl import H11Protocol

from infra.sandbox.bookings import Application, Spoil

TRANSPORT = "sandbox.transport"
"""Where a request's scope holds its connection."""
PIECES = 20

_Headers: TypeAlias = list[tuple[bytes, bytes]]


class Line(H11Protocol):
    """uvicorn's HTTP/1.1, which tells the application its connection, so that it can be broken."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        application: Any = self.app

        async def told(scope: Any, receive: Any, send: Any) -> None:
            await application({**scope, TRANSPORT: transport}, receive, send)

        self.app = told


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, before it is sent."""

    status: int
    headers: _Headers
    body: bytes

    def with_body(self, body: bytes) -> "Answer":
        """The same answer around another body, with its length."""
        kept = [(name, value) for name, value in self.headers if name.lower() != b"content-length"]
        return Answer(self.status, [*kept, (b"content-length", str(len(body)).encode())], body)


async def taken(application: Application, scope: Any, receive: Any) -> Answer:
    """The answer that an application would send."""
    status, headers, body = 500, _Headers(), b""

    async def take(message: Any) -> None:
        nonlocal status, headers, body
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message["headers"])
        else:
            body += message.get("body", b"")

    await application(scope, receive, take)
    return Answer(status, headers, body)


async def sent(answer: Answer, send: Any) -> None:
    """Send an answer as it is."""
    await _begun(answer, send)
    await send({"type": "http.response.body", "body": answer.body})


def changed(change: Callable[[Answer], Answer]) -> Spoil:
    """The answer, changed before it is sent."""

    def spoil(application: Application) -> Application:
        async def spoilt(scope: Any, receive: Any, send: Any) -> None:
            await sent(change(await taken(application, scope, receive)), send)

        return spoilt

    return spoil


def truncated(answer: Answer) -> Answer:
    """Half of it, whole by its length."""
    return answer.with_body(_half(answer))


def late(seconds: float) -> Spoil:
    """The answer after so many seconds, unless the client has gone."""

    def spoil(application: Application) -> Application:
        async def spoilt(scope: Any, receive: Any, send: Any) -> None:
            asked = [await receive()]
            if await _gone_within(seconds, receive):
                return

            async def again() -> Any:
                return asked.pop() if asked else await receive()

            await application(scope, again, send)

        return spoilt

    return spoil


def dripping(seconds: float) -> Spoil:
    """The answer in pieces over so many seconds, until the client has gone."""

    def spoil(application: Application) -> Application:
        async def spoilt(scope: Any, receive: Any, send: Any) -> None:
            answer = await taken(application, scope, receive)
            await _begun(answer, send)
            size = max(1, -(-len(answer.body) // PIECES))
            for place in range(0, len(answer.body), size):
                if place and await _gone_within(seconds / PIECES, receive):
                    return
                await send(_piece(answer.body[place : place + size]))
            await send({"type": "http.response.body", "body": b""})

        return spoilt

    return spoil


def cut_off(application: Application) -> Application:
    """Half of the answer, then the end of the connection, though the header promised the whole."""

    async def spoilt(scope: Any, receive: Any, send: Any) -> None:
        answer = await taken(application, scope, receive)
        await _begun(answer, send)
        await send(_piece(_half(answer)))
        scope[TRANSPORT].close()
        await _gone(receive)

    return spoilt


def reset(application: Application) -> Application:
    """No answer: the connection is reset."""

    async def spoilt(scope: Any, receive: Any, send: Any) -> None:
        await taken(application, scope, receive)
        await _break(scope, receive)

    return spoilt


def reset_midway(application: Application) -> Application:
    """Half of the answer, then the connection is reset."""

    async def spoilt(scope: Any, receive: Any, send: Any) -> None:
        answer = await taken(application, scope, receive)
        await _begun(answer, send)
        await send(_piece(_half(answer)))
        # A reset overtakes what is still on its way.
        await _gone_within(0.05, receive)
        await _break(scope, receive)

    return spoilt


async def _begun(answer: Answer, send: Any) -> None:
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})


def _piece(part: bytes) -> Any:
    return {"type": "http.response.body", "body": part, "more_body": True}


def _half(answer: Answer) -> bytes:
    return answer.body[: len(answer.body) // 2]


async def _break(scope: Any, receive: Any) -> None:
    transport: asyncio.Transport = scope[TRANSPORT]
    # Lingering for no time makes the kernel send RST in place of FIN.
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
    await _gone(receive)


async def _gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _gone_within(seconds: float, receive: Any) -> bool:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await _gone(receive)
            return True
    return False
