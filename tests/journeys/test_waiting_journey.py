"""Pages that waited, for a person or for money: what they cost, where they are listed, who writes them in the end."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from places import ROOT
from shell import Shell

from functions.operate.reviewing import APPROVE, LIST, REJECT, Approve, ListReviews, Reject
from functions.operate.running import SINGLE, RunSingle
from infra.cli.desk_here import DeskHere
from infra.local import pipeline
from infra.local.actor import act
from infra.local.catalog import load
from infra.local.embedded import Embedded, open_embedded
from infra.local.home import Home
from infra.local.models import sync_models
from infra.sandbox import samples
from infra.sandbox.server import serve
from shared.store import costs, objects, runs

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


async def run(embedded: Embedded, *, full: bool = False) -> str:
    asked = RunSingle(name="Pretendulin", aliases=(), full=full, act=act())
    begun = await SINGLE.run(embedded.platform(pipeline.COMMAND), asked)
    await pipeline.settle(embedded, begun.run_id, silent, silent)
    return begun.run_id


async def waiting(embedded: Embedded) -> str:
    """The hash of the draft that waits for a person."""
    [hold] = (await DeskHere(embedded).ask(LIST, ListReviews())).holds
    return objects.hash_in(hold.draft)


async def approve(embedded: Embedded) -> None:
    desk = DeskHere(embedded)
    word = Approve(name=SLUG, draft=await waiting(embedded), person="Ada", act=act("read in full"))
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


async def test_what_was_rejected_is_told_of_by_its_hold_alone(here):
    await run(here)
    word = Reject(name=SLUG, draft=await waiting(here), person="Ada", act=act("too thin"))
    await DeskHere(here).ask(REJECT, word)
    after = await told(here, "review", "list", "--without-draft")
    said_no = await run(here, full=True)

    again = await told(here, "review", "list", "--without-draft")

    [item] = await runs.items(here.db, said_no)
    assert (item.state, "was rejected by Ada" in (item.reason or "")) == ("held", True)
    assert (after, again, await told(here, "review", "list")) == ([], [], [])
