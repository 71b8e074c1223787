"""Work of no run dies, is seen, replayed, looked after and pruned as any other."""

import json
from dataclasses import replace
from datetime import timedelta

from invented.letters import ACT, bury, listed
from rigs.fakes import HandDelivery, ListQueue
from vendors.stripe_vendor import subscription

from functions.dead_letters import handler as dead_letters_handler
from functions.watch.handler import scheduled
from shared.platform.deliveries.work import RESEND_AFTER
from shared.platform.ports import Batch, Platform, Statement, Tick
from shared.store import audit
from shared.store.audit import Act
from shared.store.billing import stripe_events
from shared.store.operations import pruning, replays, runs

QUEUE, DEAD = "peptalk-stripe-events", "peptalk-stripe-events-dlq"


async def died(vendor, billing: Platform, arrives, delivered) -> str:
    """An event about a subscription that Stripe does not know; its letter is in the table."""
    id = await arrives("customer.subscription.updated", subscription())
    await delivered(id)
    await bury(billing, DEAD)
    return id


async def test_its_letter_names_no_run_and_shows_its_reason_and_its_life(vendor, billing, arrives, delivered, lines):
    id = await died(vendor, billing, arrives, delivered)

    (letter,) = await listed(billing.db, stage="billing")
    life = await runs.life(billing.db, stripe_events.message_of(id).trace_id)

    assert (letter.identity, letter.run_id, letter.slug, letter.of_no_run) == (f"billing/{id}", None, None, True)
    assert letter.error == "Missing"
    assert "Stripe has no such object" in letter.reason
    assert sorted(each.kind for each in life) == ["asked", "attempt", "dead letter", "work"]
    assert any(f"Pipeline failed for {id}" in line for line in lines)
    assert not any('"run_id"' in line and '"stage": "billing"' in line for line in lines if "pipeline_failed" in line)


async def test_a_letter_is_replayed_as_the_same_work(vendor, billing, arrives, delivered):
    id = await died(vendor, billing, arrives, delivered)
    (letter,) = await listed(billing.db)
    vendor.put(subscription())

    await replays.one(billing, letter, ACT)
    queue = billing.queues[QUEUE]
    assert isinstance(queue, ListQueue)
    delivery = HandDelivery(queue.bodies[-1])
    from functions.billing.handler import queue as settle

    await settle(Batch(QUEUE, [delivery]), billing)

    event = await stripe_events.by_id(billing.db, id)
    assert json.loads(delivery.body)["generation"] == 1
    assert event is not None
    assert event.outcome == "applied"
    assert [each.state for each in await listed(billing.db)] == ["replayed"]


async def test_a_replay_of_many_goes_on_until_its_work_has_ended(vendor, billing, arrives, delivered):
    await died(vendor, billing, arrives, delivered)
    act = Act("0000000000b2", "operator", "cured")
    task = await replays.begin(billing, await listed(billing.db), "all", 6_000.0, act)

    task = await replays.send(billing, task, lambda count: None)
    sent = (await replays.unended(billing.db, task), await replays.ends(billing.db, task))
    # It fails again: its new letter is on its way until the dead-letter function has it.
    queue = billing.queues[QUEUE]
    assert isinstance(queue, ListQueue)
    from functions.billing.handler import queue as settle

    await settle(Batch(QUEUE, [HandDelivery(queue.bodies[-1])]), billing)
    on_its_way = (await replays.unended(billing.db, task), await replays.unburied(billing.db, task))
    await bury(billing, DEAD)

    assert sent == (1, {"queued": 1})
    assert on_its_way == (0, 1)
    assert await replays.unburied(billing.db, task) == 0
    assert await replays.ends(billing.db, task) == {"failed": 1}
    assert (await audit.listed(billing.db))[1] >= 1


async def test_a_letter_that_the_platform_itself_gave_up_buries_its_work(billing, arrives):
    id = await arrives("customer.subscription.updated", subscription())
    letter = HandDelivery(stripe_events.message_of(id).encode())

    await dead_letters_handler.queue(Batch(DEAD, [letter]), replace(billing, function="dead_letters"))

    (work,) = await billing.db.all(Statement("SELECT state FROM work"))
    assert letter.settled == "acked"
    assert work["state"] == "dead"
    assert [each.error for each in await listed(billing.db)] == ["GivenUp"]


async def test_watch_asks_again_for_an_event_whose_message_was_lost(billing, arrives, clock):
    id = await arrives("customer.subscription.updated", subscription())
    clock.advance(RESEND_AFTER + 1)

    await scheduled(Tick("*/5 * * * *", clock.now()), replace(billing, function="watch"))

    queue = billing.queues[QUEUE]
    assert isinstance(queue, ListQueue)
    assert queue.bodies == [stripe_events.message_of(id).encode()]


async def test_work_of_no_run_that_ended_long_ago_is_pruned_and_nothing_else(
    vendor, billing, arrives, delivered, clock
):
    vendor.put(subscription())
    await delivered(await arrives("customer.subscription.updated", subscription()))
    await died(vendor, billing, arrives, delivered)
    vendor.objects["subscription"].clear()
    dead = await died(vendor, billing, arrives, delivered)
    clock.advance(100)
    now = clock.now()

    early = await pruning.prune(billing.db, now - timedelta(days=1), now, portions=5)
    pruned = await pruning.prune(billing.db, now, now, portions=5)

    left = await billing.db.all(Statement("SELECT identity FROM work"))
    assert (early.rows, pruned.rows, pruned.more) == (0, 2, False)
    assert [row["identity"] for row in left] == [f"billing/{dead}"]
