"""A vendor at whose address nobody listens: the work waits, and goes on when somebody does."""

import contextlib
import random
import socket
from pathlib import Path

import pytest

from chaos.amounts import FULL, seed
from chaos.leaping import LeapingClock, leaping
from chaos.matrix.cells import NAME, over, prepared
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import open_embedded
from infra.sandbox import samples
from infra.sandbox.server import serve
from shared.platform.ports import Statement

ADDRESSES = ("PEPTALK_NCBI_URL", "PEPTALK_ANTHROPIC_URL", "PEPTALK_OPENAI_URL")
TRIES = 2
"""Refused connections before the vendor comes up."""


@pytest.fixture
async def template(tmp_path: Path) -> Path:
    return await prepared(tmp_path / "home")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.mark.parametrize("address", ADDRESSES if FULL else ["drawn"])
async def test_a_refused_connection_costs_nothing_but_time(template: Path, address: str):
    if address == "drawn":
        address = random.Random(given := seed()).choice(ADDRESSES)
        print(f"seed {given}: nobody listens at {address}")
    clock, port = LeapingClock(), _free_port()

    async with contextlib.AsyncExitStack() as closing:
        up = await closing.enter_async_context(serve(samples.CORPUS))
        down = up.env()[address].replace(str(up.port), str(port))
        env = {**up.env(keys=True), address: down, "PEPTALK_FIRST_PUBLICATION": "automatic"}
        embedded = await closing.enter_async_context(
            open_embedded(Home(template), env, sink=lambda _: None, clock=clock)
        )
        run_id = (await pipeline.begin_single(embedded, NAME, ())).run_id
        ended, late = over(embedded, run_id), []

        async def until() -> bool:
            (tried,) = await embedded.db.all(Statement("SELECT count(*) AS tries FROM failed_attempts"))
            if tried["tries"] >= TRIES and not late:
                late.append(await closing.enter_async_context(serve(samples.CORPUS, port)))
            return await ended()

        async with leaping(embedded, clock):
            await embedded.consume(until)

        versions = await embedded.db.all(Statement("SELECT version FROM page_versions"))
        kinds = await embedded.db.all(Statement("SELECT DISTINCT kind FROM failed_attempts"))
        calls = await embedded.db.all(Statement("SELECT state FROM model_calls"))

    assert [each["version"] for each in versions] == [1]
    assert [each["kind"] for each in kinds] == ["retryable"]
    assert [each["state"] for each in calls] == ["accepted", "accepted"]
    assert late[0].bookings()
    if FULL:
        print(f"{address} refused {TRIES} times or more, then up: published once, nothing lost")
