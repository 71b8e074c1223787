"""The sandbox: all stand-ins on one loopback port."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response

from infra.sandbox import anthropic, ncbi, openai
from infra.sandbox.bookings import Booked, Booking, Bookings, Intervene, Spoil
from infra.sandbox.corpus import Corpus
from infra.sandbox.faults import schedule
from infra.sandbox.faults.line import Line
from infra.sandbox.faults.schedule import Faults
from shared.platform.errors import ConfigurationError

_KEY = "sandbox"


class PortTaken(ConfigurationError):
    """Something else listens on the port."""


class Sandbox:
    """A running sandbox."""

    def __init__(self, corpus: Corpus, bookings: Bookings, port: int) -> None:
        self.corpus = corpus
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._bookings = bookings

    def env(self, *, keys: bool = False) -> dict[str, str]:
        """The variables that make PepTalk talk to this sandbox; `keys` adds keys that it accepts."""
        variables = {
            "PEPTALK_NCBI_URL": f"{self.url}{ncbi.PATH}",
            "PEPTALK_ANTHROPIC_URL": f"{self.url}/anthropic",
            "PEPTALK_OPENAI_URL": f"{self.url}/openai/v1",
        }
        if keys:
            variables |= {"ANTHROPIC_API_KEY": _KEY, "OPENAI_API_KEY": _KEY}
        return variables

    def bookings(self) -> list[Booking]:
        """Every vendor request received so far, in order."""
        return list(self._bookings.requests)

    def counts(self) -> dict[str, int]:
        """Vendor requests received so far, per vendor."""
        return self._bookings.counts()


@contextlib.asynccontextmanager
async def serve(
    folder: Path,
    port: int = 0,
    latency: float = 0.0,
    intervene: Intervene | None = None,
    faults: Faults | None = None,
) -> AsyncGenerator[Sandbox]:
    """Serve the stand-ins over the PubMed XML in `folder` on 127.0.0.1; port 0 takes a free one.

    `latency` is how many seconds the models take to answer. `faults` occur where `intervene` lets a request pass;
    they can be changed while it runs.

    Raises:
        CorpusError: the folder is missing or holds no record.
        PortTaken: something else listens on the port.
    """
    corpus = await asyncio.to_thread(Corpus.open, folder)
    bookings = Bookings()
    faults = faults or Faults()
    with _listen(port) as listener:
        sandbox = Sandbox(corpus, bookings, listener.getsockname()[1])
        intervening = _first(intervene, faults) if intervene else faults
        application = Booked(_application(corpus, bookings, faults), bookings, latency, intervening)
        config = uvicorn.Config(
            application, http=Line, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            await _started(server, serving)
            yield sandbox
        finally:
            server.should_exit = True
            await serving


def run(folder: Path, port: int, latency: float = 0.0, faults: Faults | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM; prints the variables to stdout, and what the corpus holds to stderr.

    Returns the exit code. Raises as `serve` does.
    """
    return asyncio.run(_run(folder, port, latency, faults or Faults()))


async def _run(folder: Path, port: int, latency: float, faults: Faults) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with serve(folder, port, latency, faults=faults) as sandbox:
        for name, value in sandbox.env(keys=True).items():
            sys.stdout.write(f"export {name}={value}\n")
        sys.stdout.flush()
        sys.stderr.write(describe(sandbox.corpus))
        if faults.rules:
            sys.stderr.write(f"\nFaults are set (seed {faults.seed}): {', '.join(map(str, faults.rules))}")
        sys.stderr.write(f"\nThe sandbox listens on {sandbox.url}; Ctrl-C stops it.\n")
        sys.stderr.flush()
        await stop.wait()
    return 0


def describe(corpus: Corpus) -> str:
    """What a corpus holds, in words for an operator."""
    lines = [f"{len(corpus.records)} PubMed records in {corpus.folder}"]
    if corpus.refusals:
        lines.append(f"{len(corpus.refusals)} not served:")
        lines += [f"  {each.path.relative_to(corpus.folder)}: {each.reason}" for each in corpus.refusals]
    return "\n".join(lines)


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


def _first(intervene: Intervene, faults: Faults) -> Intervene:
    async def first(booking: Booking, headers: Mapping[str, str]) -> Response | Spoil | None:
        return await intervene(booking, headers) or await faults(booking, headers)

    return first


def _application(corpus: Corpus, bookings: Bookings, faults: Faults) -> FastAPI:
    application = FastAPI(openapi_url=None)
    for router in (ncbi.router(corpus), anthropic.router(), openai.router(), schedule.router(faults)):
        application.include_router(router)

    @application.get("/sandbox/requests")
    async def requests() -> Response:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse(bookings.describe())

    return application
