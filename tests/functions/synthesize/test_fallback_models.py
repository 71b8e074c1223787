"""A writer's model that its vendor has no more: through the real SDK, against the stand-in, with a fault on demand."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from invented.factories import pack, pack_study, sentence, synthesize

from functions.synthesize.handler import handle
from infra.sandbox import samples
from infra.sandbox.faults.rules import Rule
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.faults.vocabulary import WRITER
from infra.sandbox.server import serve
from shared.domain.publishing.draft import Draft
from shared.platform.deliveries import work
from shared.platform.errors import ModelGone, UpstreamRefused
from shared.platform.outages.alerts import listed
from shared.store import objects
from shared.store.operations.replay_plan import calls_of
from shared.store.spending import ledger, models
from shared.store.spending.models import ModelPrice, RoleModel

OWN, SPARE = "sandbox-writer-1", "sandbox-writer-2"
GONE = "Anthropic answered 404: model: the model that was asked for"


def price(model: str, dollars: int) -> ModelPrice:
    micro = dollars * 1_000_000
    return ModelPrice(
        model=model,
        as_of="2026-01-01",
        input_microusd=micro,
        cached_input_microusd=micro,
        output_microusd=micro,
        source="invented",
    )


async def role(db, model: str = OWN, fallback: str | None = SPARE) -> None:
    writer = RoleModel(
        role="writer",
        vendor="anthropic",
        model=model,
        fallback=fallback,
        max_output_tokens=9_000,
        timeout_seconds=20,
    )
    await db.batch(models.sync([writer], [price(OWN, 1), price(SPARE, 100)]))


@pytest.fixture
async def asking(as_function):
    """The function, its stand-in with `faults`, and a writer with a fallback."""
    faults = Faults()
    async with serve(samples.CORPUS, faults=faults) as sandbox:
        one = as_function("synthesize", **sandbox.env(keys=True))
        await role(one.db)
        yield one, sandbox, faults


async def given(one, number: int):
    text = f"Grip strength was higher with Exemplin-12 than with placebo after {number + 10} weeks."
    of = pack(studies=(pack_study(number),), sentences=(sentence(number, 1, text),))
    job = synthesize(run_id=f"run-{number}", pack=await objects.keep(one.files, "packs", of.encode()))
    assert isinstance(await work.claim(one, job), work.Claim)
    return job


async def drafted(one, job) -> Draft:
    outcome = await handle(job, one)
    return await objects.read(one.files, Draft, outcome.messages[0].draft)


async def calls(one, number: int) -> list[tuple[str, str, str | None]]:
    return [(each.model, each.state, each.answered_model) for each in await ledger.of_run(one.db, f"run-{number}")]


async def test_the_fallback_writes_is_named_booked_at_its_own_price_and_told_once(asking, lines):
    one, sandbox, faults = asking
    faults.replace([Rule(at=WRITER, fault="model-gone", times=1)])

    first = await drafted(one, await given(one, 1))
    second = await drafted(one, await given(one, 2))

    assert [each.writer.model for each in (first, second)] == [SPARE, SPARE]
    assert sorted(await calls(one, 1)) == [(OWN, "rejected", None), (SPARE, "accepted", SPARE)]
    # While it is known to be gone nobody asks for the model again.
    assert await calls(one, 2) == [(SPARE, "accepted", SPARE)]
    [_, booked] = sorted(await ledger.of_run(one.db, "run-1"), key=lambda each: each.model)
    bill = sandbox.bills()[0]
    assert booked.cost_microusd == 100 * (bill.input_tokens + bill.output_tokens)
    [alert] = await listed(one.db)
    assert (alert.subject, alert.count) == (f"model/{OWN}", 1)
    assert alert.message.startswith(f"{GONE}; {SPARE} is asked in its place")
    said = [json.loads(each) for each in lines if "fallback_asked" in each]
    assert [(each["model"], each["fallback"]) for each in said] == [(OWN, SPARE), (OWN, SPARE)]
    # An estimate knows whom it is about.
    assert (await calls_of(one.db, "writer", 1, one.clock.now())).model == SPARE


async def test_a_redelivery_after_the_fallback_answered_pays_nobody_again(asking):
    one, sandbox, faults = asking
    faults.replace([Rule(at=WRITER, fault="model-gone", times=1)])
    job = await given(one, 1)

    first = await drafted(one, job)
    again = await drafted(one, job)

    assert (again, len(sandbox.bills())) == (first, 1)


async def test_an_answer_that_the_model_gave_before_it_went_is_used_though_it_is_gone(asking):
    one, sandbox, faults = asking
    job = await given(one, 1)
    first = await drafted(one, job)
    faults.replace([Rule(at=WRITER, fault="model-gone", times=1)])
    await drafted(one, await given(one, 2))

    again = await drafted(one, job)

    assert (first.writer.model, again) == (OWN, first)
    assert len(sandbox.bills()) == 2
    # It tells nothing of whether the model is back: nobody asks it again, and its alert is not raised anew.
    assert (await models.for_role(one.db, "writer", one.clock.now())).gone_at is not None
    assert (await drafted(one, await given(one, 3))).writer.model == SPARE
    assert [each.count for each in await listed(one.db)] == [1]


async def test_after_a_day_the_model_is_asked_again_and_where_it_answers_all_is_settled(asking, clock):
    one, _, faults = asking
    faults.replace([Rule(at=WRITER, fault="model-gone", times=1)])
    await drafted(one, await given(one, 1))
    clock.advance(timedelta(days=1, seconds=1).total_seconds())

    back = await drafted(one, await given(one, 2))

    assert back.writer.model == OWN
    assert await listed(one.db) == []
    assert (await models.for_role(one.db, "writer", one.clock.now())).gone_at is None


@pytest.mark.parametrize(("fallback", "asked"), [(None, [OWN]), (SPARE, [OWN, SPARE])])
async def test_without_a_fallback_or_where_it_is_gone_too_it_is_the_vendors_refusal(asking, fallback, asked):
    one, _, faults = asking
    await role(one.db, fallback=fallback)
    faults.replace([Rule(at=WRITER, fault="model-gone")])

    with pytest.raises(ModelGone, match=GONE):
        await handle(await given(one, 1), one)

    assert sorted(await calls(one, 1)) == [(each, "rejected", None) for each in asked]


@pytest.mark.parametrize("fault", ["400", "401", "500", "throttled"])
async def test_another_refusal_asks_no_fallback(asking, fault):
    one, _, faults = asking
    faults.replace([Rule(at=WRITER, fault=fault)])

    with pytest.raises(Exception, match="Anthropic answered") as raised:
        await handle(await given(one, 1), one)

    assert not isinstance(raised.value, ModelGone)
    assert await calls(one, 1) == [(OWN, "rejected", None)]
    assert await listed(one.db) == []


async def test_an_address_that_is_not_found_is_no_model_that_is_gone(asking):
    one, sandbox, _ = asking
    elsewhere = {**one.env, "PEPTALK_ANTHROPIC_URL": f"{sandbox.env(keys=True)['PEPTALK_ANTHROPIC_URL']}/nowhere"}

    with pytest.raises(UpstreamRefused, match="Not found") as raised:
        await handle(await given(one, 1), replace(one, env=elsewhere))

    assert not isinstance(raised.value, ModelGone)


async def test_another_model_named_for_the_role_forgets_that_the_old_one_was_gone(asking):
    one, _, faults = asking
    faults.replace([Rule(at=WRITER, fault="model-gone", times=1)])
    await drafted(one, await given(one, 1))

    await role(one.db)
    assert (await models.for_role(one.db, "writer", one.clock.now())).gone_at is not None
    await role(one.db, model=SPARE, fallback=OWN)

    assert (await models.for_role(one.db, "writer", one.clock.now())).gone_at is None
