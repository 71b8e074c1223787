"""Serving an application on loopback for as long as a context lasts."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncGenerator
from types import FrameType
from typing import Any

import uvicorn

from infra.sandbox.bookings import Application
from infra.sandbox.certificate import Certificate
from infra.sandbox.faults.line import Line
from shared.platform.errors import ConfigurationError


class PortTaken(ConfigurationError):
    """Something else listens on the port."""


@contextlib.asynccontextmanager
async def served(application: Application, port: int = 0, tls: Certificate | None = None) -> AsyncGenerator[int]:
    """Serve on 127.0.0.1, by HTTPS with `tls`; gives the port, where 0 asked for a free one.

    Raises:
        PortTaken: something else listens on the port.
    """
    with _listen(port) as listener:
        config = uvicorn.Config(
            application,
            http=Line,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=2,
            # Clients drop idle connections first (httpx after 5 s): none is closed while a request is on its way.
            timeout_keep_alive=60,
            ssl_certfile=tls.server if tls else None,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            await _started(server, serving)
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await serving


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError as exc:
        listener.close()
        raise PortTaken(
            f"port {port} of 127.0.0.1 cannot be used ({exc.strerror}); choose another with --port"
        ) from exc
    return listener


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers: whoever serves decides when to stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.should_exit = True


async def _started(server: _Server, serving: asyncio.Task[None]) -> None:
    while not server.started:
        if serving.done():
            await serving
            raise ConfigurationError("the sandbox's web server did not start")
        await asyncio.sleep(0.005)
