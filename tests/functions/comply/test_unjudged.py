"""A model's draft that the second model gives no judgement of: where no model's page stands, quotes take its place."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from invented.editions import asked, catalog, edition
from invented.factories import SLUG, claim, draft, pack
from invented.judging import PARAPHRASE
from rigs.fakes import HandDelivery
from vendors.openai_vendor import Stored, Vendor

from functions.comply import handler
from functions.render import handler as render
from queues.messages import QUOTES_ALONE, ReviewDraft, SynthesizeMonograph
from shared.domain.publishing.draft import Writer
from shared.platform.deliveries import work
from shared.platform.deliveries.work import Outcome
from shared.platform.ports import Batch, Platform, Statement
from shared.store import objects
from shared.store.publishing import versions
from shared.store.spending import models
from shared.store.spending.models import ModelPrice

AsFunction = Callable[..., Platform]
PRICE = {"input_microusd": 1_000_000, "cached_input_microusd": 0, "output_microusd": 1_000_000}


async def judged(platform: Platform, job: ReviewDraft) -> Outcome:
    assert isinstance(await work.claim(platform, job), work.Claim)
    return await handler.handle(job, platform)


async def spent(as_function: AsFunction, vendor: Vendor) -> Platform:
    """comply with a budget that allows nothing."""
    env = {"OPENAI_API_KEY": "sk-test", "PEPTALK_OPENAI_URL": vendor.url, "PEPTALK_BUDGET_RUN_USD": "0.000001"}
    platform = as_function("comply", **env)
    await platform.db.batch(models.sync([], [ModelPrice(model="judge-1", as_of="2026-01-01", source="x", **PRICE)]))
    return platform


async def published(platform: Platform, kind: str) -> None:
    """A version that stands, of a draft by this writer."""
    await catalog(platform.db, platform.clock.now())
    made = edition()
    job = await asked(platform, made, "run-0")
    await render.queue(Batch("peptalk-render", [HandDelivery(job.encode())]), replace(platform, function="render"))
    written = made.draft.model_copy(update={"writer": Writer.model_validate({"kind": kind})})
    key = await objects.keep(platform.files, "drafts", written.encode())
    await platform.db.run(Statement("UPDATE page_versions SET draft = ?", (key,)))
    assert await versions.current(platform.db, SLUG) is not None


@pytest.mark.parametrize("stands", ["nothing", "extractive"])
@pytest.mark.parametrize("why", ["spent", "unusable"])
@pytest.mark.parametrize("round", [0, 1])
async def test_where_no_models_page_stands_quotes_are_asked_for(
    as_function: AsFunction, comply: Platform, stored: Stored, vendor: Vendor, stands: str, why: str, round: int
) -> None:
    platform = await spent(as_function, vendor) if why == "spent" else comply
    for _ in range(3):
        vendor.says([])
    job = await stored(pack(), draft(claims=(claim(PARAPHRASE),)), round=round)
    if stands != "nothing":
        await published(platform, stands)

    outcome = await judged(platform, job)

    assert len(vendor.asked) == (0 if why == "spent" else 3)
    assert outcome.settled is None
    [again] = outcome.messages
    assert isinstance(again, SynthesizeMonograph)
    assert (again.quotes, again.v, again.pack, again.run_id) == (True, QUOTES_ALONE, job.pack, job.run_id)
    assert again.identity not in {again.model_copy(update={"quotes": False, "round": each}).identity for each in (0, 1)}


async def test_a_models_page_stays_and_a_spent_budget_leaves_the_draft_unjudged_until_the_next_run(
    as_function: AsFunction, stored: Stored, vendor: Vendor
) -> None:
    platform = await spent(as_function, vendor)
    job = await stored(pack(), draft(claims=(claim(PARAPHRASE),)))
    await published(platform, "model")

    outcome = await judged(platform, job)

    assert (vendor.asked, outcome.messages, outcome.writes) == ([], (), ())
    assert outcome.settled is not None
    assert outcome.settled.state == "held"
    assert "PEPTALK_BUDGET_RUN_USD" in (outcome.settled.reason or "")


async def test_a_models_page_stays_and_a_model_none_of_whose_answers_can_be_used_is_asked_again_by_the_next_run(
    comply: Platform, stored: Stored, vendor: Vendor
) -> None:
    for _ in range(3):
        vendor.says([])
    job = await stored(pack(), draft(claims=(claim(PARAPHRASE),)))
    await published(comply, "model")

    outcome = await judged(comply, job)

    assert (len(vendor.asked), outcome.messages, outcome.writes) == (3, (), ())
    assert outcome.settled is not None
    assert outcome.settled.state == "held"
    assert "asked 3 times, each refused; the last: the answer judges 0 of 1 claims" in (outcome.settled.reason or "")
    assert "the next run asks again" in (outcome.settled.reason or "")
