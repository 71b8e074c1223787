"""Pages that waited, for a person or for money: what they cost, where they are listed, who writes them in the end."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from places import ROOT
from shell import Shell

from functions.operate.reviewing import APPROVE, LIST, Approve, ListReviews
from infra.cli.desk_here import DeskHere
from infra.local import pipeline
from infra.local.actor import act
from infra.local.catalog import load
from infra.local.embedded import Embedded, open_embedded
from infra.local.home import Home
from infra.local.models import sync_models
from infra.sandbox import samples
from infra.sandbox.server import serve
from shared.store import costs, objects

SLUG = "pretendulin"


def silent(_: object) -> None:
    """Nobody looks on."""


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Embedded]:
    """A home with the sample catalog and keys for the stand-ins; first publications wait for a person."""
    async with serve(samples.CORPUS) as vendors:
        env = {**vendors.env(keys=True), "PEPTALK_FIRST_PUBLICATION": "hold"}
        async with open_embedded(Home(tmp_path / "home"), env, sink=silent) as embedded:
            await sync_models(embedded.platform(pipeline.COMMAND))
            await pipeline.sync_catalog(embedded, load(samples.CATALOG, sample=True))
            yield embedded


async def run(embedded: Embedded) -> str:
    begun = await pipeline.begin_single(embedded, "Pretendulin", ())
    await pipeline.settle(embedded, begun.run_id, silent, silent)
    return begun.run_id


async def approve(embedded: Embedded) -> None:
    desk = DeskHere(embedded)
    [hold] = (await desk.ask(LIST, ListReviews())).holds
    word = Approve(name=SLUG, draft=objects.hash_in(hold.draft), person="Ada", act=act("read in full"))
    done = await desk.ask(APPROVE, word)
    assert done.run_id is not None
    await desk.follow(done.run_id, silent, silent)


async def told(embedded: Embedded, *command: str):
    """A command's JSON, of this checkout's code."""
    shell = Shell(embedded.home.path, {**embedded.env, "PYTHONPATH": str(ROOT)})
    done = await asyncio.to_thread(shell, *command, "--json")
    assert done.code == 0, done.err
    return done.json


async def test_what_a_person_approved_costs_what_the_night_paid_that_wrote_it(here):
    await run(here)
    await run(here)
    await approve(here)

    found = await told(here, "eval", "drafts", SLUG)

    paid = await costs.total(here.db, "2026-01-01")
    page = found["pages"][f"{SLUG} v1"]
    # The stand-ins' models have no price.
    assert paid.calls == 2
    assert (page["unpriced_calls"], page["unknown_costs"]) == (2, 0)
    assert page["tokens_per_page"] == paid.input_tokens + paid.output_tokens
