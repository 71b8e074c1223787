"""A night's requests by the vendor's batches: through the real SDK, against a stand-in on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from invented.factories import pack, pack_study, sentence, synthesize
from rigs.fakes import HandDelivery

from functions.synthesize import batching
from functions.synthesize.handler import handle, queue, scheduled
from infra.local.checkout.models import sync_models
from infra.sandbox import samples
from infra.sandbox.faults.rules import Rule
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.faults.vocabulary import WRITER
from infra.sandbox.server import Sandbox, serve
from queues.messages import SynthesizeMonograph
from queues.topology import queue_for
from shared.platform.deliveries import work
from shared.platform.outages.alerts import listed
from shared.platform.ports import Batch, Platform, Statement, Tick
from shared.store import objects
from shared.store.operations import runs
from shared.store.spending import batches, costs, ledger, models
from shared.store.spending.batches import BatchLine

RUN = "nightly-2026-11-23T02:00:00Z"
SLUGS = ("exemplin", "pretendulin", "utopentide")
PRICED = Statement(
    "INSERT OR IGNORE INTO model_prices (model, as_of, input_microusd, cached_input_microusd, output_microusd,"
    " batch_percent, source) VALUES ('sandbox-writer', '2026-01-01', 2000000, 100000, 10000000, 50, 'invented')"
)


@dataclass
class Night:
    """A platform with a night's messages, and stand-ins."""

    one: Platform
    sandbox: Sandbox
    clock: Any
    jobs: list[SynthesizeMonograph]

    async def deliver(self, *jobs: SynthesizeMonograph, holder: str | None = None) -> list[str | None]:
        one = replace(self.one, holder=holder) if holder else self.one
        deliveries = [HandDelivery(each.encode()) for each in jobs or self.jobs]
        await queue(Batch(queue_for(self.jobs[0]), deliveries), one)
        return [each.settled for each in deliveries]

    async def tick(self, minutes: int = 10) -> None:
        self.clock.advance(minutes * 60)
        await scheduled(Tick("*/10 * * * *", self.clock.now()), self.one)

    async def batches(self) -> list[BatchLine]:
        return await batches.newest(self.one.db, 100)

    async def states(self) -> list[str]:
        return sorted([each.state for each in await ledger.of_run(self.one.db, RUN)])

    def sent(self, name: str) -> list[str]:
        """The slugs of the messages that were sent to a queue, sorted."""
        queued: Any = self.one.queues[name]
        return sorted(json.loads(body)["slug"] for body in queued.bodies)

    async def works(self) -> set[str]:
        found = await self.one.db.all(Statement("SELECT state FROM work WHERE stage = 'synthesize'"))
        return {each["state"] for each in found}

    def asked(self) -> list[str]:
        return [each.path.removeprefix("/anthropic/v1/messages") for each in self.sandbox.bookings()]


@pytest.fixture
async def night(as_function: Callable[..., Platform], clock: Any) -> AsyncIterator[Callable[..., Any]]:
    faults = Faults()
    async with serve(samples.CORPUS, faults=faults) as sandbox:

        async def make(*rules: Rule, seconds: float = 0.0, **env: str) -> Night:
            sandbox.batches.seconds = seconds
            faults.replace(rules)
            settings = {**sandbox.env(keys=True), "PEPTALK_BATCHES": "nightly", **env}
            one = as_function("synthesize", **settings)
            await sync_models(one)
            await one.db.run(PRICED)
            await one.db.run(runs.SQL("open", id=RUN, kind="nightly", origin=RUN, now="2026-11-23T02:00:00.000Z"))
            jobs = [await _asked(one, slug, place) for place, slug in enumerate(SLUGS, 1)]
            return Night(one, sandbox, clock, jobs)

        yield make


async def _asked(one: Platform, slug: str, number: int) -> SynthesizeMonograph:
    text = f"Grip strength was higher with {slug} than with placebo after {number + 10} weeks."
    of = pack(slug=slug, studies=(pack_study(number),), sentences=(sentence(number, 1, text),))
    return synthesize(run_id=RUN, slug=slug, pack=await objects.keep(one.files, "packs", of.encode()))


def passes(night: Night, seconds: float) -> None:
    """So much time passes for the vendor."""
    now = night.sandbox.batches.now() + seconds
    night.sandbox.batches.now = lambda: now


def billed(night: Night) -> int:
    """Micro-dollars of the stand-in's books, at half the price where it was in a batch."""
    halves = {"messages": 100, "batches": 50}
    tokens = [(2 * each.input_tokens + 10 * each.output_tokens, halves[each.way]) for each in night.sandbox.bills()]
    return sum(-(-micro * percent // 100) for micro, percent in tokens)


async def booked(night: Night) -> int:
    """Micro-dollars of the ledger."""
    return sum(each.cost_microusd or 0 for each in await ledger.of_run(night.one.db, RUN))


async def test_a_nights_requests_are_one_batch_at_half_the_price(night):
    tonight = await night()

    first = await tonight.deliver()
    waiting = await tonight.states()
    await tonight.tick()

    assert (first, waiting) == (["acked"] * 3, ["intent"] * 3)
    (batch,) = await tonight.batches()
    assert (batch.state, batch.requests, batch.answered) == ("closed", 3, 3)
    assert tonight.sent("peptalk-synthesize") == sorted(SLUGS), "their work is asked for again"
    await tonight.deliver()
    assert tonight.sent("peptalk-comply") == sorted(SLUGS)
    assert await tonight.states() == ["accepted"] * 3
    assert tonight.asked().count("/batches") == 1
    assert "" not in tonight.asked(), "nothing went by the ordinary API"
    parts = [part for each in tonight.sandbox.batches.asked() for part in each["messages"][0]["content"]]
    assert ["cache_control" in part for part in parts] == [False, False] * 3, "evidence that comes once is not cached"
    assert await booked(tonight) == billed(tonight) > 0
    (counted,) = await costs.by(tonight.one.db, "run", "2026-11-01", 10)
    assert (counted.batched, counted.cost_microusd) == (3, billed(tonight))


async def test_work_that_waits_is_neither_asked_about_nor_due_before_its_deadline(night):
    tonight = await night(seconds=60)
    await tonight.deliver()

    again = await tonight.deliver()
    await tonight.tick()

    assert again == ["acked"] * 3
    assert tonight.asked() == ["/batches", f"/batches/{(await tonight.batches())[0].vendor_id}"]
    assert await tonight.works() == {"queued"}
    due = await tonight.one.db.all(Statement("SELECT min(due_at) AS due FROM work"))
    assert due[0]["due"] > (await tonight.batches())[0].deadline


async def test_other_runs_and_the_setting_off_go_the_ordinary_way(night):
    off = await night(PEPTALK_BATCHES="off")
    await off.deliver(off.jobs[0])
    single = (await night()).jobs[1].model_copy(update={"run_id": "single-1"})
    await off.one.db.run(runs.SQL("open", id="single-1", kind="single", origin="x", now="2026-11-23T02:00:00.000Z"))
    other = await night()

    await other.deliver(single)

    assert other.asked() == ["", ""]
    assert await other.batches() == []


async def test_the_same_request_of_another_run_waits_for_the_nights_batch(night):
    tonight = await night()
    await tonight.deliver()
    single = tonight.jobs[0].model_copy(update={"run_id": "single-1"})
    await tonight.one.db.run(runs.SQL("open", id="single-1", kind="single", origin="x", now="2026-11-23T02:00:00.000Z"))

    assert await tonight.deliver(single) == ["acked"]
    await tonight.tick()

    assert tonight.sent("peptalk-synthesize") == sorted([*SLUGS, single.slug])
    await tonight.deliver(single)
    assert [each.way for each in tonight.sandbox.bills()] == ["batches"] * 3


async def test_at_the_deadline_what_is_finished_is_collected_and_only_the_rest_asked_for_alone(night):
    tonight = await night(seconds=30.0, PEPTALK_BATCH_DEADLINE_MINUTES="10")
    await tonight.deliver()
    passes(tonight, 15)

    await tonight.tick(20)
    cancelled = (await tonight.batches())[0].state
    passes(tonight, 30)
    await tonight.tick()

    (batch,) = await tonight.batches()
    assert (cancelled, batch.state, batch.answered) == ("canceling", "closed", 2)
    assert await tonight.states() == ["answered", "answered", "rejected"]
    await tonight.deliver()
    assert await tonight.states() == ["accepted"] * 3
    assert tonight.asked().count("") == 1
    assert tonight.asked().count("/batches") == 1, "what is left is not gathered again"
    assert sorted(each.way for each in tonight.sandbox.bills()) == ["batches", "batches", "messages"]
    assert await booked(tonight) == billed(tonight)


@pytest.mark.parametrize("fault", ["expired", "errored"])
async def test_what_expired_or_failed_cost_nothing_and_goes_the_ordinary_way(night, fault):
    tonight = await night(Rule(at="anthropic/batches", fault=fault, times=1))
    await tonight.deliver()
    await tonight.tick()

    assert {(each.state, (each.reason or "").split(" ")[0]) for each in await ledger.of_run(tonight.one.db, RUN)} == {
        ("rejected", fault)
    }
    await tonight.deliver()

    assert [each.way for each in tonight.sandbox.bills()] == ["messages"] * 3
    assert await booked(tonight) == billed(tonight)


async def test_where_the_model_is_gone_a_batch_ends_in_the_fallback_and_the_next_night_sends_it_by_batch(night):
    gone = (Rule(at=WRITER, fault="model-gone", times=1), Rule(at="anthropic/batches", fault="model-gone", times=1))
    tonight = await night(*gone)
    model = await models.for_role(tonight.one.db, "writer", tonight.one.clock.now())
    await tonight.deliver()
    await tonight.tick()

    assert {(each.state, each.reason) for each in await ledger.of_run(tonight.one.db, RUN)} == {
        ("rejected", f"errored in its batch: model: {model.model}")
    }
    await tonight.deliver()

    assert [each.way for each in tonight.sandbox.bills()] == ["messages"] * 3
    assert [each.subject for each in await listed(tonight.one.db)] == [f"model/{model.model}"]
    later = await _asked(tonight.one, "chimerocin", 9)
    assert await tonight.deliver(later) == ["acked"]
    await tonight.tick()
    asked = {(each.slug, each.model, each.batch is not None) for each in await ledger.of_run(tonight.one.db, RUN)}
    assert ("chimerocin", model.fallback, True) in asked
    assert ("chimerocin", model.model, True) not in asked
    assert tonight.sandbox.bills()[-1].way == "batches"
    assert await booked(tonight) == billed(tonight)


async def test_an_orphan_is_adopted_and_never_paid_twice(night):
    # The batch is made, and the line breaks before its id arrives.
    tonight = await night(Rule(at="anthropic/batches", fault="reset", times=1))
    await tonight.deliver()
    (lost,) = await tonight.batches()
    assert (lost.state, lost.vendor_id, await tonight.states()) == ("creating", None, ["intent"] * 3)

    await tonight.tick(10)

    (found,) = await tonight.batches()
    assert (found.state, found.answered, found.vendor_id is None) == ("closed", 3, False)
    await tonight.deliver()
    assert await tonight.states() == ["accepted"] * 3
    assert len(tonight.sandbox.bills()) == 3
    assert await booked(tonight) == billed(tonight)


async def test_an_orphan_that_goes_on_is_waited_for_because_nobody_can_tell_whose_it_is(night):
    tonight = await night(Rule(at="anthropic/batches", fault="reset", times=1), seconds=30.0)
    await tonight.deliver()

    await tonight.tick(10)
    waiting = (await tonight.batches())[0].state
    passes(tonight, 60)
    await tonight.tick(10)

    assert waiting == "creating"
    assert [(each.state, each.answered) for each in await tonight.batches()] == [("closed", 3)]


async def test_anothers_batch_is_not_taken_for_an_orphan(night):
    tonight = await night()
    vendor, _ = await batching.vendor_of(tonight.one, batching.SynthesizeSettings.read(tonight.one.env))
    call = ledger.ModelRequest(vendor="anthropic", model="m", body={"max_tokens": 1, "messages": []})
    await vendor.create([(f"anothers-{each}", call) for each in range(3)])
    await died(tonight, "creating")

    await tonight.tick(30)

    (batch,) = await tonight.batches()
    assert (batch.state, batch.vendor_id, batch.reason) == ("closed", None, "the vendor has no such batch")
    await tonight.deliver()
    assert [each.state for each in await tonight.batches()] == ["sent", "closed"], "they are gathered anew"


@pytest.mark.parametrize("state", ["gathering", "creating"])
async def test_what_died_before_the_vendor_had_it_is_gathered_again(night, state):
    tonight = await night()
    await died(tonight, state)

    await tonight.tick(5)
    early = (await tonight.batches())[0].state
    await tonight.tick(30)
    assert tonight.sent("peptalk-synthesize") == sorted(SLUGS)
    await tonight.deliver()
    await tonight.tick()
    await tonight.deliver()

    assert early == state, "its holder may yet live"
    assert await tonight.states() == ["accepted"] * 3
    assert [each.way for each in tonight.sandbox.bills()] == ["batches"] * 3


async def died(tonight: Night, state: str) -> None:
    """A process gathers the night's requests and dies in that state."""
    gathering = batches.new(tonight.one, 360)
    one = replace(tonight.one, holder="dead")
    for job in tonight.jobs:
        claim = await work.claim(one, job)
        assert isinstance(claim, work.Claim)
        with pytest.raises(batching.NotYet):
            await handle(job, one, gathering)
        await work.give_back(one, claim, due_at="2026-11-23T09:00:00.000Z")
    if state == "creating":
        assert await batches.creating(one, gathering)


@pytest.mark.parametrize("fault", ["500", "529", "throttled", "401"])
async def test_a_batch_that_was_not_made_is_gathered_again(night, fault):
    tonight = await night(Rule(at="anthropic/batches", fault=fault, times=1))
    await tonight.deliver()
    assert await tonight.states() == ["rejected"] * 3

    await tonight.tick(20)
    assert tonight.sent("peptalk-synthesize") == sorted(SLUGS)
    await tonight.deliver()
    await tonight.tick(10)

    assert [each.answered for each in await tonight.batches()] == [3, 0]


async def test_a_batch_that_is_refused_goes_the_ordinary_way(night):
    tonight = await night(Rule(at="anthropic/batches", fault="400", times=1))
    await tonight.deliver()
    await tonight.tick(10)
    await tonight.deliver()

    assert tonight.asked() == ["/batches", "", "", ""]
    assert await tonight.states() == ["accepted"] * 3


@pytest.mark.parametrize("at", ["batch", "results"])
@pytest.mark.parametrize("fault", ["500", "reset", "truncated", "html", "empty"])
async def test_a_look_that_fails_is_repeated(night, at, fault):
    tonight = await night(Rule(at=f"anthropic/{at}", fault=fault, times=1))
    await tonight.deliver()

    await tonight.tick(10)
    await tonight.tick(10)
    await tonight.tick(10)

    assert [(each.state, each.answered, each.lost) for each in await tonight.batches()] == [("closed", 3, 0)]
    assert len(tonight.sandbox.bills()) == 3


async def test_a_batch_that_the_vendor_has_no_more_is_lost_and_counts_as_possibly_paid(night):
    tonight = await night(Rule(at="anthropic/batch", fault="404", times=1))
    await tonight.deliver()
    await tonight.tick(10)

    lost = await ledger.of_run(tonight.one.db, RUN)
    await tonight.deliver()

    assert [each.state for each in lost] == ["lost"] * 3
    assert all(each.reserved_microusd for each in lost)
    assert await tonight.states() == ["accepted"] * 3 + ["lost"] * 3


async def test_two_looks_and_two_deliveries_at_once_are_one(night):
    tonight = await night()
    await asyncio.gather(tonight.deliver(), tonight.deliver(holder="holder-2"))
    tonight.clock.advance(1_000)

    await asyncio.gather(tonight.tick(), tonight.tick(), tonight.tick())
    await asyncio.gather(tonight.deliver(), tonight.deliver(holder="holder-2"))

    assert await tonight.states() == ["accepted"] * 3
    assert len(tonight.sandbox.bills()) == 3
    assert await booked(tonight) == billed(tonight)


async def test_a_budget_counts_a_batch_at_its_own_price(night):
    tonight = await night(seconds=60)
    await tonight.deliver(tonight.jobs[0])
    (half,) = await ledger.of_run(tonight.one.db, RUN)
    whole = half.reserved_microusd * 2.02 / 1_000_000

    alone = await night(PEPTALK_BATCHES="off", PEPTALK_BUDGET_RUN_USD=f"{whole:.6f}")
    await alone.deliver(alone.jobs[1])
    spent = await night(seconds=60, PEPTALK_BUDGET_RUN_USD=f"{whole:.6f}")
    await spent.deliver(spent.jobs[2])

    calls = await ledger.of_run(tonight.one.db, RUN)
    assert [(each.batch is not None, each.state) for each in calls] == [(True, "intent"), (True, "intent")]
    assert alone.sent("peptalk-comply") == [SLUGS[1]], "the whole price did not fit, so it is quoted"
