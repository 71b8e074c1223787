"""The life of a model call: what is paid, what is kept, what is asked again."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from invented.factories import synthesize

from shared.platform.deliveries import work
from shared.platform.errors import Fenced, NotYet, PermanentError, UpstreamThrottled, UpstreamUnavailable
from shared.platform.outages.turns import VENDOR_FAILURES, asking
from shared.platform.pace import UNPACED
from shared.platform.ports import Platform
from shared.store.spending import ledger, models
from shared.store.spending.ledger import PROBES_AT_MOST, ModelAnswer, ModelRequest, Unacceptable, Unpaid
from shared.store.spending.models import ModelPrice

REQUEST = ModelRequest(vendor="anthropic", model="invented-1", body={"ask": "grip strength"})


def answer(text: str = "good", **overrides: Any) -> ModelAnswer:
    fields: dict[str, Any] = {
        "text": text,
        "model": "invented-1-20261101",
        "input_tokens": 1_000,
        "cached_input_tokens": 200,
        "output_tokens": 30,
        "stop": "end_turn",
        "request_id": "req_1",
    }
    return ModelAnswer.model_validate({**fields, **overrides})


def accept(given: ModelAnswer) -> str:
    if given.text != "good":
        raise Unacceptable(f"it said {given.text}")
    return given.text


@dataclass
class Vendor:
    """Gives these in turn, an exception by raising it; counts how often it was asked."""

    script: list[ModelAnswer | BaseException]
    asked: list[ModelRequest] = field(default_factory=list)

    async def __call__(self, request: ModelRequest) -> ModelAnswer:
        self.asked.append(request)
        told = self.script.pop(0)
        if isinstance(told, BaseException):
            raise told
        return told


@pytest.fixture
def claimed(platform: Platform, clock: Any) -> Callable[..., Any]:
    """Claims the work, by a process of that name; a claim before it has run out."""

    async def claim(holder: str = "holder-1", **overrides: Any):
        clock.advance(2_000)
        job = synthesize(**overrides)
        one = replace(platform, holder=holder)
        assert isinstance(await work.claim(one, job), work.Claim)
        return one, job

    return claim


async def states(platform: Platform) -> list[str]:
    return [each.state for each in await ledger.of_run(platform.db, synthesize().run_id)]


async def test_an_accepted_answer_is_never_paid_again(claimed, lines):
    one, job = await claimed()
    vendor = Vendor([answer()])
    await ledger.ask(one, job, REQUEST, vendor, accept)
    one, job = await claimed("holder-2")

    again = await ledger.ask(one, job, REQUEST, vendor, accept)

    assert again == "good"
    assert len(vendor.asked) == 1
    assert await states(one) == ["accepted"]
    said = json.loads(lines[-1])
    assert (said["event"], said["model"], said["tokens_used"]) == ("model_called", "invented-1-20261101", 1_230)


@pytest.mark.parametrize(
    ("script", "ends"),
    [
        (["bad", "good"], ["refused", "accepted"]),
        (["bad", "bad", "good"], ["refused", "refused", "accepted"]),
    ],
)
async def test_a_refused_answer_is_kept_and_asked_for_again(claimed, script, ends):
    one, job = await claimed()

    await ledger.ask(one, job, REQUEST, Vendor([answer(text) for text in script]), accept)

    calls = await ledger.of_trace(one.db, job.trace_id)
    assert sorted((each.sample, each.state) for each in calls) == list(enumerate(ends, 1))
    assert all(each.answer_key for each in calls)


async def test_three_refused_answers_are_the_end_until_an_operator_replays(claimed):
    one, job = await claimed()
    vendor = Vendor([answer("bad") for _ in range(3)] + [answer()])

    with pytest.raises(ledger.AnswersRefused, match=r"asked 3 times, each refused; the last: it said bad$"):
        await ledger.ask(one, job, REQUEST, vendor, accept)
    assert len(vendor.asked) == 3

    one, job = await claimed("holder-2", generation=1)
    assert await ledger.ask(one, job, REQUEST, vendor, accept) == "good"


@pytest.mark.parametrize("error", [UpstreamThrottled("429"), Unpaid("503"), PermanentError("400")])
async def test_what_the_vendor_turned_away_is_not_booked_and_frees_its_sample(claimed, clock, error):
    one, job = await claimed()
    vendor = Vendor([error, answer()])
    with pytest.raises(type(error)):
        await ledger.ask(one, job, REQUEST, vendor, accept)
    assert await states(one) == ["rejected"]

    clock.advance(60)
    await ledger.ask(one, job, REQUEST, vendor, accept)

    calls = await ledger.of_run(one.db, job.run_id)
    assert [(each.sample, each.state) for each in calls] == [(1, "accepted")]


async def test_a_request_that_the_vendor_alone_leaves_unanswered_is_given_up_at_the_tenth_loss(claimed):
    lost = UpstreamUnavailable("timed out")
    vendor = Vendor([lost] * 10)
    for number in range(10):
        one, job = await claimed(f"holder-{number}")
        with pytest.raises(UpstreamUnavailable):
            await ledger.ask(one, job, REQUEST, vendor, accept)
        # Others are answered meanwhile, so the vendor is well.
        async with asking(one, "anthropic", UNPACED):
            pass
    one, job = await claimed("holder-last")

    with pytest.raises(PermanentError, match="asked 10 times, each lost"):
        await ledger.ask(one, job, REQUEST, vendor, accept)

    assert await states(one) == ["lost"] * 10
    assert len(vendor.asked) == 10


async def test_a_vendor_that_answers_nobody_is_asked_by_probes_for_half_a_day(claimed):
    asked = VENDOR_FAILURES + PROBES_AT_MOST
    vendor = Vendor([UpstreamUnavailable("timed out")] * asked)
    for number in range(asked):
        one, job = await claimed(f"holder-{number}")
        with pytest.raises(UpstreamUnavailable):
            await ledger.ask(one, job, REQUEST, vendor, accept)
    one, job = await claimed("holder-last")

    with pytest.raises(PermanentError, match=f"asked {PROBES_AT_MOST} times, each lost"):
        await ledger.ask(one, job, REQUEST, vendor, accept)

    probes = [each.probe for each in await ledger.of_trace(one.db, job.trace_id)]
    assert probes == [False] * VENDOR_FAILURES + [True] * PROBES_AT_MOST
    assert await states(one) == ["lost"] * asked


async def test_calls_whose_process_died_are_booked_as_lost_and_repeated(claimed):
    died = RuntimeError("the process died")
    vendor = Vendor([died, died, died, answer()])
    for number in range(3):
        one, job = await claimed(f"holder-{number}")
        with pytest.raises(RuntimeError):
            await ledger.ask(one, job, REQUEST, vendor, accept)
    one, job = await claimed("holder-last")

    # How often a process may die at its work is the consumer loop's to count.
    assert await ledger.ask(one, job, REQUEST, vendor, accept) == "good"

    assert await states(one) == ["lost", "lost", "lost", "accepted"]


async def test_an_answer_stored_before_the_process_died_is_found_again_unpaid(claimed):
    one, job = await claimed()

    class DiesOnceStored:
        def __init__(self, files):
            self.files = files

        async def put(self, *args, **kwargs):
            await self.files.put(*args, **kwargs)
            raise RuntimeError("killed")

    vendor = Vendor([answer()])
    with pytest.raises(RuntimeError, match="killed"):
        await ledger.ask(replace(one, files=DiesOnceStored(one.files)), job, REQUEST, vendor, accept)
    assert await states(one) == ["intent"]
    one, job = await claimed("holder-2")

    assert await ledger.ask(one, job, REQUEST, vendor, accept) == "good"

    assert len(vendor.asked) == 1
    assert await states(one) == ["accepted"]


async def test_two_deliveries_never_ask_the_same_at_once(claimed):
    one, job = await claimed()
    other = synthesize(run_id="single-2")
    two = replace(one, holder="holder-2")
    assert isinstance(await work.claim(two, other), work.Claim)
    inner = Vendor([answer()])

    async def call(request: ModelRequest) -> ModelAnswer:
        with pytest.raises(NotYet):
            await ledger.ask(two, other, REQUEST, inner, accept)
        return answer()

    assert await ledger.ask(one, job, REQUEST, call, accept) == "good"

    assert inner.asked == []
    assert await ledger.ask(two, other, REQUEST, inner, accept) == "good"


async def test_nobody_asks_a_model_without_holding_the_work(platform):
    vendor = Vendor([answer()])

    with pytest.raises(Fenced):
        await ledger.ask(platform, synthesize(), REQUEST, vendor, accept)

    assert vendor.asked == []


@pytest.mark.parametrize(
    ("answered", "as_of", "cost"),
    [
        ("invented-1", "2026-01-01", 2_320),  # 1000 * 2.00 + 200 * 0.10 + 30 * 10.00 micro-dollars
        ("invented-1-20261101", "2026-01-01", 2_320),  # a dated name of the model asked
        ("sandbox-writer", "2026-01-01", None),  # nobody told a price
        ("invented-1", "2027-01-01", None),  # not yet valid
    ],
)
async def test_the_cost_is_the_priced_tokens_or_unknown(claimed, answered, as_of, cost):
    one, job = await claimed()
    price = ModelPrice(
        model="invented-1",
        as_of=as_of,
        input_microusd=2_000_000,
        cached_input_microusd=100_000,
        output_microusd=10_000_000,
        source="invented",
    )
    await one.db.batch(models.sync([], [price]))

    await ledger.ask(one, job, REQUEST, Vendor([answer(model=answered)]), accept)

    assert [each.cost_microusd for each in await ledger.of_run(one.db, job.run_id, job.slug)] == [cost]


async def test_calls_broken_off_in_good_order_are_booked_but_do_not_bury_the_work(claimed):
    vendor = Vendor([asyncio.CancelledError(), asyncio.CancelledError(), asyncio.CancelledError(), answer()])
    for holder in ("holder-1", "holder-2", "holder-3"):
        one, job = await claimed(holder)
        with pytest.raises(asyncio.CancelledError):
            await ledger.ask(one, job, REQUEST, vendor, accept)
    one, job = await claimed("holder-4")

    assert await ledger.ask(one, job, REQUEST, vendor, accept) == "good"

    assert await states(one) == ["lost", "lost", "lost", "accepted"]


async def test_a_new_run_may_ask_again_what_another_run_gave_up(claimed):
    vendor = Vendor([*[UpstreamUnavailable("timed out")] * 10, answer()])
    for number in range(10):
        one, job = await claimed(f"holder-{number}")
        with pytest.raises(UpstreamUnavailable):
            await ledger.ask(one, job, REQUEST, vendor, accept)
    one, job = await claimed("holder-last", run_id="the-next-night")

    assert await ledger.ask(one, job, REQUEST, vendor, accept) == "good"
