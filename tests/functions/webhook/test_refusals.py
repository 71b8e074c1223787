"""Refusals are counted to the last one, and many at once cost few writes."""

import httpx
from rigs.fakes import ManualClock

from functions.webhook.handler import PATH
from functions.webhook.refusals import AT_ONCE, Refusals
from shared.platform.ports import Platform
from shared.store.billing import stripe_events

LATER = 60


async def test_a_flood_is_few_writes_and_counted_whole(
    sender: httpx.AsyncClient, webhook: Platform, clock: ManualClock
):
    for _ in range(AT_ONCE + 30):
        assert (await sender.post(PATH, content=b"{}")).status_code == 400
    (during,) = await stripe_events.refusals(webhook.db, clock.now())
    clock.advance(LATER)
    await sender.post(PATH, content=b"{}")
    (after,) = await stripe_events.refusals(webhook.db, clock.now())

    assert (during.reason, during.count) == ("no_signature", AT_ONCE * 2)
    assert (after.reason, after.count) == ("no_signature", AT_ONCE + 31)


def test_a_flood_of_one_reason_hides_no_other(clock: ManualClock):
    refusals = Refusals()

    flood = [refusals.due("no_signature", clock.now()) for _ in range(AT_ONCE * 2 - 1)]

    assert flood == [1] * AT_ONCE + [0] * (AT_ONCE - 1)
    assert refusals.due("wrong_signature", clock.now()) == 1
    clock.advance(LATER)
    assert refusals.due("no_signature", clock.now()) == AT_ONCE


def test_of_a_flood_no_more_than_half_is_ever_unwritten_and_a_million_are_few_writes(clock: ManualClock):
    refusals, told, writes = Refusals(), 0, 0

    for refused in range(1, 1_000_001):
        if count := refusals.due("no_signature", clock.now()):
            told, writes = told + count, writes + 1
        assert told * 2 >= refused

    assert writes == 35
