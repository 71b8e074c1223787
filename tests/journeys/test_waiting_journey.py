"""Pages that waited, for a person or for money: what they cost, where they are listed, who writes them in the end."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from rigs.places import ROOT
from rigs.shell import Shell

from functions.operate.pages.reviewing import APPROVE, LIST, REJECT, Approve, ListReviews, Reject
from functions.operate.running.running import SINGLE, RunSingle
from infra.cli.desks.desk_here import DeskHere
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.actor import act
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import Embedded, open_embedded
from infra.sandbox import samples
from infra.sandbox.server import serve
from shared.domain.catalog.catalog import Catalog
from shared.domain.publishing.draft import Draft
from shared.store import objects
from shared.store.operations import runs
from shared.store.publishing import versions
from shared.store.publishing.versions import PageVersion
from shared.store.spending import costs

SLUG = "pretendulin"


def silent(_: object) -> None:
    """Nobody looks on."""


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Embedded]:
    """A home with one peptide and keys for the stand-ins; first publications wait for a person."""
    [one] = (each for each in load(samples.CATALOG, sample=True).peptides if each.slug == SLUG)
    async with serve(samples.CORPUS) as vendors:
        env = {**vendors.env(keys=True), "PEPTALK_FIRST_PUBLICATION": "hold"}
        async with open_embedded(Home(tmp_path / "home"), env, sink=silent) as embedded:
            await sync_models(embedded.platform(pipeline.COMMAND))
            await pipeline.sync_catalog(embedded, Catalog.of([one]))
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


async def test_quotes_for_want_of_money_are_written_by_a_model_once_there_is_some_and_listed_until_then(here):
    env = {**here.env, "PEPTALK_FIRST_PUBLICATION": "automatic", "PEPTALK_CATALOG": "sample"}
    rich = replace(here, env=env)
    poor = replace(here, env={**env, "PEPTALK_BUDGET_DAY_USD": "0.000001"})
    await run(poor)
    quotes = await page(here)
    waited, still = await night(poor), await page(here)
    listed = await told(here, "review", "list", "--without-draft")
    written, model = await night(rich), await page(here)
    unchanged, last = await night(rich), await page(here)

    assert (quotes.version, (await draft_of(here, quotes)).writer.kind) == (1, "extractive")
    assert (waited.state, still) == ("held", quotes)
    assert "PEPTALK_BUDGET_DAY_USD" in (waited.reason or "")
    assert [each["reason"] for each in listed if each["slug"] == SLUG] == [waited.reason]
    assert (written.state, model.version, model.pack) == ("published", 2, quotes.pack)
    assert (await draft_of(here, model)).writer.kind == "model"
    assert (unchanged.state, last) == ("unchanged", model)
    assert await told(here, "review", "list", "--without-draft") == []


async def test_quotes_without_a_key_stay_when_there_is_one_until_something_is_new(here):
    env = {**here.env, "PEPTALK_FIRST_PUBLICATION": "automatic", "PEPTALK_CATALOG": "sample"}
    keyless = {name: value for name, value in env.items() if name not in ("ANTHROPIC_API_KEY", "OPENAI_API_KEY")}
    await run(replace(here, env=keyless))
    quotes = await page(here)

    item = await night(replace(here, env=env))

    assert (item.state, await page(here)) == ("unchanged", quotes)


async def night(embedded: Embedded) -> runs.RunItem:
    """A night over the sample catalog, a second after the one before; the peptide's item of it."""
    await asyncio.sleep(1)
    begun = await pipeline.begin_nightly(embedded)
    await pipeline.settle(embedded, begun.run_id, silent, silent)
    return next(each for each in await runs.items(embedded.db, begun.run_id) if each.slug == SLUG)


async def page(embedded: Embedded) -> PageVersion:
    version = await versions.current(embedded.db, SLUG)
    assert version is not None
    return version


async def draft_of(embedded: Embedded, version: PageVersion) -> Draft:
    return await objects.read(embedded.files, Draft, version.draft)
