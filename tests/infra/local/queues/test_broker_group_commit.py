"""What is asked of the queue's file at once is one commit, what fails in it fails alone, the loop waits for nobody."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from infra.local.machine.file_thread import FileThread
from infra.local.queues.broker import Broker
from queues.topology import Queue
from shared.platform.errors import DatabaseUnavailable

WORK = "peptalk-fetch"

OpenBroker = Callable[..., Broker]
Topology = Callable[..., dict[str, Queue]]


def commits(broker: Broker) -> list[str]:
    """The statements that end transactions, as they are run from now on."""
    found: list[str] = []

    def trace(sql: str) -> None:
        if sql in ("COMMIT", "ROLLBACK"):
            found.append(sql)

    broker.file.connection.set_trace_callback(trace)
    return found


def stored(broker: Broker) -> list[str]:
    """What another connection finds: committed, and nothing else."""
    connection = sqlite3.connect(broker.file.path)
    try:
        return [body for (body,) in connection.execute("SELECT body FROM messages ORDER BY seq")]
    finally:
        connection.close()


async def test_messages_sent_at_once_share_one_commit_and_are_there_when_it_returns(broker: Broker) -> None:
    ended = commits(broker)

    await asyncio.gather(*(broker.send(WORK, [str(number)]) for number in range(20)))

    assert ended == ["COMMIT"]
    assert sorted(stored(broker), key=int) == [str(number) for number in range(20)]


async def test_settling_and_leasing_the_next_batch_is_one_commit(open_broker: OpenBroker, topology: Topology) -> None:
    broker = open_broker(topology(max_batch_size=1, max_concurrency=1))
    await broker.send(WORK, ["1", "2"])
    first = await broker.lease(WORK)
    assert first is not None
    ended = commits(broker)

    following = await broker.exchange(first)

    assert ended == ["COMMIT"]
    assert following is not None
    assert [each.body for each in following.deliveries] == ["2"]
    assert stored(broker) == ["2"]


async def test_what_is_accepted_is_synced_and_what_may_happen_again_is_not(broker: Broker) -> None:
    def synchronous() -> int:
        """1 is NORMAL, 2 is FULL: of the last transaction."""
        return broker.file.connection.execute("PRAGMA synchronous").fetchone()[0]

    async def level(*work: Awaitable[object]) -> int:
        await asyncio.gather(*work)
        return synchronous()

    sent = await level(broker.send(WORK, ["1", "2", "3"]))
    first = await broker.lease(WORK)
    assert first is not None
    leased = synchronous()
    both = await level(broker.settle(first), broker.send(WORK, ["4"]))
    second = await broker.lease(WORK)
    assert second is not None
    settled = await level(broker.settle(second))
    swept = await level(broker.sweep())

    assert {
        "sent": sent,
        "leased": leased,
        "both": both,
        "settled": settled,
        "swept": swept,
    } == {
        "sent": 2,
        "leased": 1,
        "both": 2,
        "settled": 1,
        "swept": 2,
    }


async def test_an_exchange_returns_what_failed_and_leases_no_more_than_the_concurrency(
    open_broker: OpenBroker, topology: Topology, clock: Any
) -> None:
    broker = open_broker(topology(max_batch_size=1, max_concurrency=2))
    await broker.send(WORK, ["1", "2", "3"])
    held = [await broker.lease(WORK), await broker.lease(WORK)]
    assert held[0] is not None
    assert held[1] is not None

    third = await broker.exchange(held[0], failed=True)
    refused = await broker.lease(WORK)
    none = await broker.exchange(held[1])
    clock.advance(7)
    again = await broker.lease(WORK)

    assert (third and third.deliveries[0].body, refused, none) == ("3", None, None)
    assert again is not None
    assert (again.deliveries[0].body, again.deliveries[0].attempts) == ("1", 2)


async def test_an_exchange_whose_lease_was_lost_changes_nothing_of_it_and_goes_on(broker: Broker) -> None:
    await broker.send(WORK, ["1", "2", "3"])
    lost = await broker.lease(WORK)
    assert lost is not None
    (self,) = broker.holders.registered()
    await broker.call(broker.file.release, self.id, self.beat, broker.now())
    await broker.take_role("consuming")

    following = await broker.exchange(lost)

    assert following is not None
    assert [(each.body, each.attempts) for each in following.deliveries] == [("1", 2), ("2", 2)]


async def test_who_is_cancelled_in_an_exchange_holds_nothing_afterwards(broker: Broker) -> None:
    await broker.send(WORK, ["1", "2", "3"])
    first = await broker.lease(WORK)
    assert first is not None

    for turns in range(4):
        task = asyncio.create_task(broker.exchange(first))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        (outcome,) = await asyncio.gather(task, return_exceptions=True)
        if not isinstance(outcome, BaseException) and outcome is not None:
            await broker.give_back(outcome)

    depth, _ = await broker.metrics()
    assert (depth.ready, depth.leased) == (1, 0)
    (left,) = await broker.peek(WORK)
    assert (left.body, left.attempts) == ("3", 0)


async def test_work_that_fails_takes_nothing_of_its_group_with_it(broker: Broker) -> None:
    thread = FileThread(broker.file)

    def failing() -> None:
        with broker.file.transaction():
            broker.file.send(WORK, [("id", "half done")], 0, broker.now())
            raise ValueError("after a write")

    def succeeding() -> str:
        broker.file.send(WORK, [("id", "whole")], 0, broker.now())
        return "sent"

    outcomes = await asyncio.gather(
        *(thread.call(work, short=True) for work in (succeeding, failing, succeeding)), return_exceptions=True
    )

    thread.close()
    assert [str(each) for each in outcomes] == ["sent", "after a write", "sent"]
    assert stored(broker) == ["whole", "whole"]


async def test_where_the_disk_is_full_everybody_is_told_and_later_all_is_well(broker: Broker) -> None:
    connection = broker.file.connection
    await broker.send(WORK, ["before"])
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 1}")

    outcomes = await asyncio.gather(*(broker.send(WORK, ["x" * 100_000]) for _ in range(3)), return_exceptions=True)
    connection.execute("PRAGMA max_page_count = 1000000")
    await broker.send(WORK, ["after"])

    assert [type(each) for each in outcomes] == [DatabaseUnavailable] * 3
    assert "full" in str(outcomes[0])
    assert stored(broker) == ["before", "after"]


async def test_the_loop_goes_on_while_another_process_writes(broker: Broker) -> None:
    other = sqlite3.connect(broker.file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    sends = [asyncio.create_task(broker.send(WORK, [str(number)])) for number in range(3)]
    for _ in range(20):
        await asyncio.sleep(0.005)
    waiting = [each.done() for each in sends]
    other.execute("COMMIT")
    other.close()
    await asyncio.gather(*sends)

    assert waiting == [False] * 3
    assert sorted(stored(broker)) == ["0", "1", "2"]


async def test_a_file_that_stays_locked_is_an_error_that_may_pass(broker: Broker) -> None:
    broker.file.patience = 0.05
    other = sqlite3.connect(broker.file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(DatabaseUnavailable, match="locked"):
        await broker.send(WORK, ["x"])
    other.execute("ROLLBACK")
    other.close()
    await broker.send(WORK, ["y"])

    assert stored(broker) == ["y"]


async def test_what_is_taken_back_before_it_began_does_not_happen(broker: Broker) -> None:
    task = asyncio.create_task(broker.send(WORK, ["x"]))
    await asyncio.sleep(0)

    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await broker.send(WORK, ["y"])

    assert stored(broker) == ["y"]
