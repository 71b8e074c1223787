"""Where a vendor's fault cannot occur: these functions ask no vendor, so they work while every vendor fails."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from chaos.leaping import LeapingClock, leaping
from chaos.matrix.cells import NAME, over, prepared
from infra.local.checkout.catalog import load
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import Embedded, open_embedded
from infra.sandbox import samples
from infra.sandbox.faults.rules import Rule
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.faults.vocabulary import WRITER
from infra.sandbox.server import Sandbox, serve
from shared.platform.ports import Platform, Statement
from shared.store.operations import runs

DARK = tuple(Rule(at=vendor, fault="reset") for vendor in ("ncbi", "anthropic", "openai"))


@pytest.fixture
async def template(tmp_path: Path) -> Path:
    return await prepared(tmp_path / "home")


@asynccontextmanager
async def opened(home: Path, faults: Faults, dark_from: str) -> AsyncIterator[tuple[Embedded, Sandbox, list[int]]]:
    """The platform; from the first moment that the function `dark_from` is at work, every vendor fails for good. The
    list then holds how many requests had been made by that moment."""
    clock, asked_before = LeapingClock(), []

    async with serve(samples.CORPUS, faults=faults) as sandbox:

        def around(platform: Platform) -> Platform:
            if platform.function == dark_from and not asked_before:
                asked_before.append(len(sandbox.bookings()))
                faults.replace(DARK)
            return platform

        env = {**sandbox.env(keys=True), "PEPTALK_FIRST_PUBLICATION": "automatic", "PEPTALK_CATALOG": "sample"}
        async with (
            open_embedded(Home(home), env, sink=lambda _: None, clock=clock, around=around) as embedded,
            leaping(embedded, clock),
        ):
            yield embedded, sandbox, asked_before


async def test_nightly_ingest_opens_a_run_while_every_vendor_fails(template: Path):
    catalog = load(samples.CATALOG, sample=True)

    async with opened(template, Faults(), "nightly_ingest") as (embedded, sandbox, asked_before):
        run_id = (await pipeline.begin_nightly(embedded)).run_id

        counts = await runs.progress(embedded.db, run_id)

        assert sum(counts.get(state, 0) for state in runs.OPEN_STATES) == len(catalog.peptides)
        assert (asked_before, sandbox.bookings()) == ([0], [])


async def test_render_publishes_while_every_vendor_fails(template: Path):
    async with opened(template, Faults(), "render") as (embedded, sandbox, asked_before):
        run_id = (await pipeline.begin_single(embedded, NAME, ())).run_id
        await embedded.consume(over(embedded, run_id))

        versions = await embedded.db.all(Statement("SELECT version FROM page_versions"))

        assert [each["version"] for each in versions] == [1]
        assert asked_before == [len(sandbox.bookings())] != [0]


async def test_dead_letters_are_kept_while_every_vendor_fails(template: Path):
    refused = Faults([Rule(at=WRITER, fault="400")])

    async with opened(template, refused, "dead_letters") as (embedded, sandbox, asked_before):
        run_id = (await pipeline.begin_single(embedded, NAME, ())).run_id
        await embedded.consume(over(embedded, run_id))

        letters = await embedded.db.all(Statement("SELECT stage FROM dead_letters"))

        assert [each["stage"] for each in letters] == ["synthesize"]
        assert asked_before == [len(sandbox.bookings())] != [0]
