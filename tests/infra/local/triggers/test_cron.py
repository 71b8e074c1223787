"""Cron slots: once each, the latest missed one after a pause, again after a crash."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from infra.local.queues.broker import Broker
from infra.local.triggers.cron import RETRY_AFTER, TAKEN_OVER_AT_MOST, TRIES, Cron, Slot, Trigger, _Book
from shared.platform.errors import ConfigurationError
from shared.platform.log import Log
from shared.platform.ports import Tick

NIGHTLY = Trigger.of("nightly_ingest", "0 2 * * *")
DAY = 86_400

OpenCron = Callable[..., Cron]


async def nothing(function: str, tick: Tick) -> None:
    del function, tick


@pytest.fixture
def open_cron(open_broker: Callable[..., Broker], clock: Any) -> OpenCron:
    async def lapse(holder: str) -> None:
        del holder

    def opened(run: Callable[[str, Tick], Awaitable[None]] = nothing, log: Log | None = None) -> Cron:
        return Cron(open_broker(), [NIGHTLY], run, lapse, clock, log or Log())

    return opened


def slots(found: list[Slot]) -> list[tuple[datetime, int]]:
    return [(each.at, each.tries) for each in found]


def at(day: int, hour: int = 2) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


# Each row: the cron, and what its error must say.
@pytest.mark.parametrize(
    ("cron", "said"),
    [
        ("0 2 * * 1", "Cloudflare counts 1 = Sunday"),
        ("0 2 * * 1-5", "write names"),
        ("0 2 * * MON,3", "write names"),
        ("0 0 2 * * *", "has 6 fields"),
        ("61 2 * * *", "Bad minute"),
        ("0 2 30W * *", "Bad day"),
    ],
)
def test_a_cron_that_cannot_be_kept_is_refused(cron: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        Trigger.of("watch", cron)


@pytest.mark.parametrize("cron", ["*/5 * * * *", "0 2 * * mon-fri", "0 2 * * FRI#2", "30 1 1,15 * *", "0 2 L * *"])
def test_other_crons_are_read(cron: str) -> None:
    assert Trigger.of("watch", cron).cron == cron


async def test_the_first_start_catches_nothing_up_and_the_next_slot_runs_once(open_cron: OpenCron, clock: Any) -> None:
    clock.moment = at(23, 12)
    here, there = open_cron(), open_cron()

    first = await here.due()
    clock.moment = at(24)
    ours, theirs = await here.due(), await there.due()
    clock.advance(30)
    doubled = await here.due() + await there.due()

    assert first == []
    assert slots(ours + theirs) == [(at(24), 1)]
    assert doubled == []


async def test_only_the_latest_missed_slot_is_caught_up(open_cron: OpenCron, clock: Any) -> None:
    clock.moment = at(20, 12)
    await open_cron().due()

    clock.moment = at(23, 12)
    found = await open_cron().due()

    assert slots(found) == [(at(23), 1)]


async def test_a_clock_that_jumps_back_runs_nothing_twice(open_cron: OpenCron, clock: Any) -> None:
    clock.moment = at(22, 12)
    cron = open_cron()
    await cron.due()
    clock.moment = at(23)
    (slot,) = await cron.due()
    await cron.fire(slot)

    clock.moment = at(22, 3)
    back = await open_cron().due()
    clock.moment = at(23)

    assert back == []
    assert await open_cron().due() == []


async def test_a_crash_at_work_makes_the_slot_run_again(
    open_cron: OpenCron, open_broker: Callable[..., Broker], clock: Any
) -> None:
    clock.moment = at(22, 12)
    dying, living = open_cron(), open_cron()
    await dying.due()
    clock.moment = at(23)
    await dying.due()
    holders = [each for each in open_broker().holders.registered() if each.id == dying.holder]
    alive = await living.due()

    file = open_broker()
    await file.call(file.file.release, holders[0].id, holders[0].beat, file.now())
    again = await living.due()
    await living.fire(again[0])

    assert alive == []
    assert slots(again) == [(at(23), 2)]
    assert await living.due() == []


async def test_a_slot_at_which_every_process_dies_is_left_to_the_next(
    open_cron: OpenCron, open_broker: Callable[..., Broker], clock: Any
) -> None:
    clock.moment = at(22, 12)
    lines: list[str] = []
    await open_cron().due()
    clock.moment = at(23)
    runs = 0

    while runs <= 2 * TAKEN_OVER_AT_MOST:
        cron = open_cron(log=Log(lines.append))
        if not await cron.due():
            break
        runs += 1
        file = open_broker()
        (dead,) = [each for each in file.holders.registered() if each.id == cron.holder]
        await file.call(file.file.release, dead.id, dead.beat, file.now())

    assert runs == TAKEN_OVER_AT_MOST
    assert "died 20 times; it is left to the next slot" in lines[0]
    assert await open_cron().due() == []


async def test_a_handler_that_raises_runs_again_later_but_not_for_ever(open_cron: OpenCron, clock: Any) -> None:
    lines: list[str] = []

    async def fail(function: str, tick: Tick) -> None:
        raise RuntimeError(f"{function} {tick.scheduled:%d}")

    clock.moment = at(22, 12)
    cron = open_cron(fail, Log(lines.append))
    await cron.due()
    clock.moment = at(23)

    for _ in range(TRIES):
        (slot,) = await cron.due()
        await cron.fire(slot)
        assert await cron.due() == []
        clock.advance(RETRY_AFTER)

    assert await cron.due() == []
    assert len(lines) == TRIES
    assert "cron 0 2 * * * of nightly_ingest failed: RuntimeError: nightly_ingest 23" in lines[0]


async def test_what_became_of_a_slot_is_synced_whatever_was_written_before(open_broker: Callable[..., Broker]) -> None:
    broker = open_broker()
    book = _Book(broker.file, broker.holder)
    slot = Slot(NIGHTLY, at(24), book.open(NIGHTLY, at(24), at(24)))

    levels: list[int] = []
    for write in (
        lambda: book.again(slot, None),
        lambda: book.take_over(NIGHTLY, at(24)),
        lambda: book.done(slot, at(24)),
    ):
        with broker.file.transaction(synced=False):
            pass
        write()
        levels.append(broker.file.connection.execute("PRAGMA synchronous").fetchone()[0])

    assert levels == [2, 2, 2]
