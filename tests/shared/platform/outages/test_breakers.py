"""Breakers: who fails is left alone, tried by one, and asked again at the pace that it allows."""

import asyncio
import itertools
import json
from dataclasses import replace

import pytest

from shared.domain.instants import stamp
from shared.platform.errors import (
    Closed,
    ConfigurationError,
    NotYet,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.platform.outages import alerts, breakers
from shared.platform.outages.breakers import LOOK_AGAIN, entry
from shared.platform.outages.turns import PATIENCE, asking
from shared.platform.pace import STEPS, Pace


def down():
    return UpstreamUnavailable("no answer", vendor="anthropic")


async def ask(platform, error=None, pace=None, vendor="anthropic"):
    async with asking(platform, vendor, pace or Pace()):
        if error is not None:
            raise error


async def fails(platform, error=None, times=1):
    for _ in range(times):
        with pytest.raises(type(error or down())):
            await ask(platform, error or down())


async def wait_of(platform, pace=None):
    """Seconds that the vendor is left alone from now on; None where it may be asked."""
    try:
        await ask(platform, pace=pace)
    except Closed as exc:
        return exc.retry_in
    return None


async def test_two_failures_leave_a_vendor_open_and_the_third_in_a_row_closes_its_door(platform):
    await fails(platform, times=2)
    before = await wait_of(platform)
    await fails(platform, times=3)

    after = await wait_of(platform)

    assert (before, after) == (None, STEPS[0])


async def test_the_work_that_opens_a_breaker_comes_back_when_the_vendor_may_be_asked_again(platform):
    await fails(platform, times=2)

    with pytest.raises(UpstreamUnavailable) as raised:
        await ask(platform, down())

    assert raised.value.retry_in == STEPS[0]


async def test_a_success_between_forgets_what_failed_before(platform):
    for _ in range(4):
        await fails(platform, times=2)
        await ask(platform)

    assert await wait_of(platform) is None


async def test_a_vendor_that_asks_us_to_slow_down_is_left_alone_at_once_for_as_long_as_it_says(platform, clock):
    await fails(platform, UpstreamThrottled("slow", retry_in=42, vendor="anthropic"))

    assert await wait_of(platform) == 42
    clock.advance(42)
    assert await wait_of(platform) is None


async def test_a_throttling_without_a_time_is_left_alone_for_the_first_step(platform):
    await fails(platform, UpstreamThrottled("slow", vendor="anthropic"))

    assert await wait_of(platform) == STEPS[0]


async def test_each_opening_in_a_row_lasts_longer_up_to_the_last_step(platform, clock):
    await fails(platform, times=3)
    waits = []
    for _ in range(len(STEPS) + 1):
        waits.append(await wait_of(platform))
        clock.advance(waits[-1])
        await fails(platform)

    assert waits == [*STEPS, STEPS[-1]]


async def test_what_was_under_way_when_it_opened_does_not_prolong_it(platform, clock):
    slow = [asking(platform, "anthropic", Pace()) for _ in range(4)]
    for each in slow:
        await each.__aenter__()
    await fails(platform, times=3)
    clock.advance(5)
    for each in slow:
        assert not await each.__aexit__(UpstreamUnavailable, down(), None)

    assert await wait_of(platform) == STEPS[0] - 5


async def test_what_succeeds_late_does_not_close_a_breaker_that_opened_meanwhile(platform):
    slow = asking(platform, "anthropic", Pace())
    await slow.__aenter__()
    await fails(platform, times=3)

    await slow.__aexit__(None, None, None)

    assert await wait_of(platform) == STEPS[0]


async def test_one_delivery_at_a_time_tries_and_its_success_opens_the_door_to_all(platform, clock, lines):
    await fails(platform, times=3)
    clock.advance(STEPS[0])
    probe = asking(platform, "anthropic", Pace())
    await probe.__aenter__()

    meanwhile = await wait_of(replace(platform, holder="another"))
    await probe.__aexit__(None, None, None)

    assert meanwhile == 30
    assert await wait_of(replace(platform, holder="another")) is None
    assert [json.loads(line)["event"] for line in lines] == ["breaker_opened", "breaker_closed"]


@pytest.mark.parametrize("error", [NotYet("asked already"), ConfigurationError("no key"), asyncio.CancelledError()])
async def test_a_probe_that_learns_nothing_gives_its_turn_to_the_next(error, platform, clock):
    await fails(platform, times=3)
    clock.advance(STEPS[0])

    with pytest.raises(type(error)):
        await ask(platform, error)

    assert await wait_of(replace(platform, holder="another")) is None


async def test_a_refusal_is_an_answer_and_closes_the_breaker(platform, clock):
    await fails(platform, times=3)
    clock.advance(STEPS[0])

    with pytest.raises(UpstreamRefused):
        await ask(platform, UpstreamRefused("no such model"))

    assert await breakers.all_open(platform.db) == []


async def test_a_probe_whose_process_died_is_given_up_with_its_holder_or_after_its_time(platform, clock):
    await fails(platform, times=3)
    clock.advance(STEPS[0])
    # Held to the end: a block that nobody refers to is closed by the event loop some time later, and gives up its turn.
    died = asking(platform, "anthropic", Pace(timeout=60))
    await died.__aenter__()
    other = replace(platform, holder="another")

    held = await wait_of(other)
    clock.advance(60 + PATIENCE + 31)
    free = await wait_of(other)

    await died.__aexit__(None, None, None)
    assert (held, free) == (LOOK_AGAIN, None)


async def test_one_vendor_s_trouble_is_not_another_s(platform):
    await fails(platform, times=3)

    await ask(platform, vendor="openai")


@pytest.mark.parametrize("gap", [0.4, 1.2, 60.0])
async def test_requests_of_all_processes_start_no_closer_than_the_vendor_allows(gap, platform, clock):
    starts = []
    for turn in range(6):
        try:
            async with asking(replace(platform, holder=f"process-{turn % 3}"), "ncbi", Pace(gap)):
                starts.append(clock.now())
        except Closed as exc:
            clock.advance(exc.retry_in)

    apart = [(b - a).total_seconds() for a, b in itertools.pairwise(starts)]
    assert len(starts) >= 3
    assert all(each >= gap - 0.001 for each in apart)


async def test_who_would_wait_too_long_for_its_turn_goes_back_and_takes_no_turn(platform):
    await ask(platform, pace=Pace(gap=100))

    waits = [await wait_of(platform, Pace(gap=100)) for _ in range(3)]

    assert waits == [pytest.approx(90, abs=1)] * 3


async def test_a_function_breaks_on_different_work_only(platform):
    own = replace(platform, function="render")
    for _ in range(20):
        await breakers.crashed(own, "render/run/exemplin-12", "boom", await entry(own))
    one_poisoned = await entry(own)

    for number in range(breakers.FUNCTION_FAILURES):
        await breakers.crashed(own, f"render/run/exemplin-{number}", "boom", await entry(own))

    assert one_poisoned.wait == 0
    assert (await entry(own)).wait == STEPS[0]
    assert [each.subject for each in await alerts.listed(platform.db)] == ["function/render"]


async def test_an_alert_repeated_counts_up_and_settled_can_be_raised_anew(platform, clock, lines):
    await alerts.alert(platform, "queue/peptalk-render", "three times")
    clock.advance(1)
    await alerts.alert(platform, "queue/peptalk-render", "four times")
    await alerts.settle(platform, "queue/peptalk-render")
    clock.advance(1)
    await alerts.alert(platform, "queue/peptalk-render", "again")

    open_ones, all_ones = await alerts.listed(platform.db), await alerts.listed(platform.db, all=True)

    assert [(each.message, each.count, each.settled_at) for each in all_ones] == [
        ("again", 1, None),
        ("four times", 2, stamp(clock.now().replace(second=1))),
    ]
    assert open_ones == all_ones[:1]
    assert [json.loads(line)["event"] for line in lines] == ["alert_raised", "alert_settled", "alert_raised"]
