"""Answers over HTTP: list, detail, PDF, page and webhook under 1, 16 and 64 connections, beside a bare Starlette route.

One server process holds the embedded platform with the sample published, and the bare route on the same port; this
process asks, each connection its next request when the last was answered. Milliseconds include the asking. The bare
route is asked as the other is: what is posted to the webhook is posted to it too, and it reads the body. Both are
asked in turns, so that what else the machine does meets both alike; the CPU of the server's process says what remains
of that.
"""

import asyncio
import itertools
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from stripe import WebhookSignature

from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import open_embedded
from infra.local.triggers.web import Mount, serve
from infra.sandbox import samples
from infra.sandbox.server import serve as sandbox
from shared.domain.accounts.rate import CLASSES
from shared.platform.ports import Database, Platform, Result, Statement
from shared.platform.ports import Row as Found

from .processes import process
from .rows import Row, Scale

CONNECTIONS = (1, 16, 64)
REQUESTS = 4_000
"""Of each route, for each number of connections."""
TURNS = 5
"""In which they are asked, as many of the bare route before each."""
_SECRET = "whsec_of_the_benchmark"
_BARE = "/bare"
WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Route:
    """What is asked: a name, and the bytes of each request."""

    name: str
    requests: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one route under one number of connections; latencies are seconds, ascending, `cpu` the server's microseconds
    for a request."""

    a_second: float
    latencies: Sequence[float]
    cpu: float

    def percentile(self, percent: float) -> float:
        """Milliseconds below which so many percent of the answers came."""
        at = min(len(self.latencies) - 1, round(len(self.latencies) * percent / 100))
        return self.latencies[at] * 1_000


def measure(scale: Scale) -> list[Row]:
    """p95 in milliseconds for each route and number of connections; the note tells p50, p99, rates and queries."""
    with tempfile.TemporaryDirectory(prefix="peptalk-bench-") as folder, process(_serve, folder) as (told, _):
        port = told.recv()
        return asyncio.run(_measured(port, scale))


async def _measured(port: int, scale: Scale) -> list[Row]:
    rows: list[Row] = []
    for route in routes():
        queries = await _queries(port, route)
        for connections in CONNECTIONS:
            bare, found = await _asked(port, (_bare(route), route), connections, scale)
            rows.append(_row(route.name, connections, found, bare, queries))
    return rows


def _row(name: str, connections: int, found: Measured, bare: Measured, queries: float) -> Row:
    note = (
        f"p50 {found.percentile(50):.2f}, p99 {found.percentile(99):.2f} ms, {found.a_second:,.0f} a second; bare: "
        f"p50 {bare.percentile(50):.2f}, p99 {bare.percentile(99):.2f} ms, {bare.a_second:,.0f} a second; "
        f"CPU {found.cpu:,.0f} and {bare.cpu:,.0f} µs, ratio {found.cpu / bare.cpu:.2f}; {queries:g} queries a request"
    )
    what = f"{name}: p95 under {connections} connection{'s' if connections > 1 else ''}"
    return Row(what, found.percentile(95), None, bare.percentile(95), "ms", note, better="less")


def routes() -> Iterator[Route]:
    """What readers ask most, and Stripe."""
    for name, path in (
        ("list", "/api/peptides"),
        ("detail", "/api/peptides/exemplin-12"),
        ("PDF", "/api/peptides/exemplin-12/pdf"),
        ("page", "/peptides/exemplin-12"),
    ):
        yield Route(name, itertools.repeat(_get(path)))
    yield Route(WEBHOOK, _events("/webhooks/stripe"))


def _bare(route: Route) -> Route:
    """The requests that the bare route is sent beside a route's."""
    if route.name == WEBHOOK:
        return Route("bare", _events(_BARE))
    return Route("bare", itertools.repeat(_get(_BARE)))


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode()


def _events(path: str) -> Iterator[bytes]:
    """Events of Stripe's, each another."""
    for number in itertools.count():
        about = {"id": f"sub_{number}", "object": "subscription", "customer": f"cus_{number}"}
        said = json.dumps({
            "id": f"evt_{number}", "object": "event", "type": "customer.subscription.updated", "livemode": False,
            "api_version": "2026-10-28.endive", "created": int(time.time()), "data": {"object": about},
        })  # fmt: skip
        signed = WebhookSignature.generate_signature_header(said, _SECRET, int(time.time()))
        head = f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nstripe-signature: {signed}\r\n"
        yield f"{head}content-type: application/json\r\ncontent-length: {len(said)}\r\n\r\n{said}".encode()


async def _asked(port: int, routes: Sequence[Route], connections: int, scale: Scale) -> list[Measured]:
    """Each connection asks until all together have asked enough, each route in its turn; a tenth before counts for
    nothing."""
    count = scale.of(REQUESTS // TURNS, at_least=connections * 2)
    latencies: list[list[float]] = [[] for _ in routes]
    seconds, cpu = [0.0 for _ in routes], [0.0 for _ in routes]
    for turn, (at, route) in itertools.product(range(TURNS), enumerate(routes)):
        if turn == 0:
            await _round(port, route, connections, max(count // 2, connections))
        _, before = await _counted(port)
        begun = time.perf_counter()
        latencies[at] += await _round(port, route, connections, count)
        seconds[at] += time.perf_counter() - begun
        cpu[at] += (await _counted(port))[1] - before
    return [
        Measured(len(each) / took, sorted(each), used / len(each) * 1e6)
        for each, took, used in zip(latencies, seconds, cpu, strict=True)
    ]


async def _round(port: int, route: Route, connections: int, count: int) -> list[float]:
    left = itertools.repeat(None, count)
    latencies: list[float] = []

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in left:
            request = next(route.requests)
            begun = time.perf_counter()
            writer.write(request)
            status = await _answer(reader)
            latencies.append(time.perf_counter() - begun)
            if status != 200:
                raise AssertionError(f"{route.name} was answered with {status}")
        writer.close()

    await asyncio.gather(*(connection() for _ in range(connections)))
    return latencies


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read one answer to its end; its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
    elif headers.get("transfer-encoding") == "chunked":
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return int(lines[0].split(" ")[1])


async def _queries(port: int, route: Route) -> float:
    """Queries of one request, a batch counting as one: the second's, when everything is loaded."""
    await _round(port, route, 1, 1)
    await _counted(port)
    await _round(port, route, 1, 10)
    return (await _counted(port))[0] / 10


async def _counted(port: int) -> tuple[int, float]:
    """Queries since this was asked last, and the seconds of CPU that the server has used so far."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(_get("/counted"))
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.decode().lower().split("\r\n") if line.startswith("content-length"))
    told = await reader.readexactly(int(length.split(": ")[1]))
    writer.close()
    queries, cpu = told.decode().split()
    return int(queries), float(cpu)


# The server's process.


@dataclass
class Counting:
    """The database port, with its calls counted."""

    inner: Database
    count: list[int] = field(default_factory=lambda: [0])

    async def all(self, statement: Statement) -> list[Found]:
        self.count[0] += 1
        return await self.inner.all(statement)

    async def first(self, statement: Statement) -> Found | None:
        self.count[0] += 1
        return await self.inner.first(statement)

    async def run(self, statement: Statement) -> Result:
        self.count[0] += 1
        return await self.inner.run(statement)

    async def batch(self, statements: Sequence[Statement]) -> list[Result]:
        self.count[0] += 1
        return await self.inner.batch(statements)


def _serve(told: Connection, folder: str) -> None:
    asyncio.run(_served(told, Path(folder)))


async def _served(told: Connection, folder: Path) -> None:
    count = [0]

    def around(platform: Platform) -> Platform:
        return replace(platform, db=Counting(platform.db, count))

    async with sandbox(samples.CORPUS) as vendors:
        env = {**vendors.env(), **_ENV}
        with (folder / "log").open("a") as log:
            async with open_embedded(
                Home(folder / "home"), env, sink=lambda line: print(line, file=log), around=around
            ) as embedded:
                await sync_models(embedded.platform(pipeline.COMMAND))
                await pipeline.sync_catalog(embedded, load(samples.CATALOG, sample=True))
                begun = await pipeline.begin_nightly(embedded)
                await pipeline.settle(embedded, begun.run_id, lambda _: None, lambda _: None)
                mounts = [
                    *(Mount(each.paths, lambda each=each: _app(embedded, each)) for each in embedded.workers.values()),
                    Mount((_BARE,), _starlette),
                    Mount(("/counted",), lambda: _count(count)),
                ]
                async with serve(
                    [each for each in mounts if each.paths], "127.0.0.1", 0, embedded.entropy, embedded.log
                ) as url:
                    embedded.served["PEPTALK_ORIGIN"] = url
                    told.send(int(url.rpartition(":")[2]))
                    await asyncio.Event().wait()


def _app(embedded: Any, worker: Any) -> Callable[..., Any]:
    return embedded._app(worker)


def _starlette() -> Callable[..., Any]:
    """The bare baseline: one route, which reads the body where there is one and answers a short text."""
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route as Path_

    async def bare(request: Request) -> PlainTextResponse:
        if request.method == "POST":
            await request.body()
        return PlainTextResponse("ok")

    return Starlette(routes=[Path_(_BARE, bare, methods=["GET", "POST"])])


def _count(count: list[int]) -> Callable[..., Any]:
    """Answers how many queries there were since it was asked last, and how much CPU was used."""

    async def app(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        del scope, receive
        body, count[0] = f"{count[0]} {time.process_time()}".encode(), 0
        headers = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


_ENV = {
    "PEPTALK_CATALOG": "sample",
    "PEPTALK_ACCESS": "open",
    "PEPTALK_STRIPE_MODE": "test",
    "STRIPE_WEBHOOK_SECRET": _SECRET,
    "PEPTALK_SIGNING_KEY": "5a" * 32,
    # One program asks for all readers, who have a limit each.
    "PEPTALK_RATE_LIMITS": ",".join(f"{each}=1000000" for each in CLASSES),
}
