"""The embedded web server: HTTP functions on one port, each mounted at its path."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, MutableMapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from infra.local.machine.garbage import rarer_collections
from shared.platform.errors import ConfigurationError
from shared.platform.log import Log
from shared.platform.ports import Entropy

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TRACE_HEADER = "x-trace-id"
_TRACE_HEADER = TRACE_HEADER.encode()
TRACE_SCOPE = "peptalk.trace_id"
"""Where in the ASGI scope a request's trace id stands."""


@dataclass(frozen=True, slots=True)
class Mount:
    """An HTTP function: `load` gives its application; it answers for each of `paths` and what is below, which it sees
    whole, as a Worker behind routes does."""

    paths: tuple[str, ...]
    load: Callable[[], App]


@asynccontextmanager
async def serve(mounts: Sequence[Mount], host: str, port: int, entropy: Entropy, log: Log) -> AsyncGenerator[str]:
    """Serve while the context is open; gives the URL. Port 0 takes a free one.

    Raises:
        ConfigurationError: the port is in use or the host is none of this machine's; nothing was started.
    """
    listening = _bind(host, port)
    try:
        app = _Routes([(mount, mount.load()) for mount in mounts], entropy, log)
        config = uvicorn.Config(
            app, access_log=False, log_config=None, log_level="critical", lifespan="off", ws="none", server_header=False
        )
        server = _Server(config)
        task = asyncio.create_task(server.serve([listening]))
        try:
            while not server.started and not task.done():  # noqa: ASYNC110 - uvicorn has a flag, no event
                await asyncio.sleep(0.01)
            if task.done():
                await task
            with rarer_collections():
                yield _url(host, listening)
        finally:
            server.should_exit = True
            await task
    finally:
        listening.close()


class _Server(uvicorn.Server):
    """Signals are the command's business: a server that took them would outlive Ctrl-C."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


class _Routes:
    """The application of all mounts: a trace id for each request, the longest path wins, errors end here."""

    def __init__(self, mounted: Sequence[tuple[Mount, App]], entropy: Entropy, log: Log) -> None:
        bases = {path.rstrip("/"): app for mount, app in mounted for path in mount.paths}
        self._mounted = bases
        self._below = sorted(((f"{base}/", app) for base, app in bases.items()), key=lambda each: -len(each[0]))
        self._entropy = entropy
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        trace = self._entropy.token()[-16:]
        started = False

        async def traced(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = [each for each in message.get("headers", []) if each[0] != _TRACE_HEADER]
                message = {**message, "headers": [*headers, (_TRACE_HEADER, trace.encode())]}
            await send(message)

        try:
            await self._app(scope["path"])({**scope, TRACE_SCOPE: trace}, receive, traced)
        except Exception as exc:
            self._log.error(
                "request_failed",
                method=scope["method"],
                path=scope["path"],
                error=f"{type(exc).__name__}: {exc}"[:1_000],
                trace_id=trace,
            )
            if not started:
                await _answer(500, f"Something went wrong here. It is on record as {trace}.\n", traced)

    def _app(self, path: str) -> App:
        if (app := self._mounted.get(path)) is not None:
            return app
        for base, app in self._below:
            if path.startswith(base):
                return app
        return _nothing_here


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    await _answer(404, "There is nothing here.\n", send)


async def _answer(status: int, text: str, send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(text.encode())).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as exc:
        raise ConfigurationError(f"the host {host} is not known here ({exc}); try --host 127.0.0.1") from exc
    listening = socket.socket(family, kind, proto)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError as exc:
        listening.close()
        raise ConfigurationError(
            f"port {port} on {host} cannot be listened on ({exc.strerror}); "
            f"stop what uses it, or choose another: --port {port + 1 if port < 65_535 else 0}"
        ) from exc
    listening.setblocking(False)
    return listening


def _url(host: str, listening: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}"
