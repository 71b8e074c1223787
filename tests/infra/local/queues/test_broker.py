"""What Cloudflare Queues promise in production, held against the embedded broker with a clock that moves when told."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from infra.local.machine.home import Home
from infra.local.queues.broker import Broker, Handed
from queues.topology import Queue
from shared.platform.errors import ConfigurationError, PermanentError

WORK, DEAD = "peptalk-fetch", "peptalk-fetch-dlq"

Topology = Callable[..., dict[str, Queue]]
OpenBroker = Callable[..., Broker]


async def lease(broker: Broker, queue: str = WORK) -> Handed:
    handed = await broker.lease(queue)
    assert handed is not None, f"{queue} had no batch to hand out"
    return handed


def bodies(handed: Handed) -> list[str]:
    return [each.body for each in handed.deliveries]


async def test_a_message_arrives_as_it_was_sent_for_the_first_time(broker: Broker) -> None:
    await broker.producer(WORK).send("αβγ ≥ 1")

    handed = await lease(broker)

    assert bodies(handed) == ["αβγ ≥ 1"]
    assert handed.deliveries[0].attempts == 1


async def test_a_full_batch_is_handed_out_at_once_and_a_part_of_one_after_the_timeout(
    open_broker: OpenBroker, topology: Topology, clock: Any
) -> None:
    broker = open_broker(topology(max_batch_size=3, max_batch_timeout=5))
    await broker.send(WORK, ["1", "2", "3", "4"])

    first = await lease(broker)
    early = await broker.lease_due([WORK])
    clock.advance(5)
    late = await broker.lease_due([WORK])

    assert bodies(first) == ["1", "2", "3"]
    assert early == []
    assert [bodies(each) for each in late] == [["4"]]


async def test_a_delayed_message_waits(broker: Broker, clock: Any) -> None:
    await broker.producer(WORK).send("later", delay_seconds=86_400)

    clock.advance(86_399)
    early = await broker.lease(WORK)
    clock.advance(1)

    assert early is None
    assert bodies(await lease(broker)) == ["later"]


@pytest.mark.parametrize("delay", [-1, 86_401])
async def test_a_delay_that_no_queue_takes_is_refused(broker: Broker, delay: int) -> None:
    with pytest.raises(PermanentError, match="a queue takes 0 to 86,400"):
        await broker.producer(WORK).send("x", delay_seconds=delay)


async def test_a_message_that_is_too_big_is_refused_with_all_that_came_with_it(broker: Broker) -> None:
    # 63,501 characters of two bytes each: the limit counts bytes of UTF-8.
    with pytest.raises(PermanentError, match="127,002 bytes is larger than the 127,000"):
        await broker.producer(WORK).send_batch(["small", "µ" * 63_501])

    assert await broker.lease(WORK) is None


async def test_many_and_large_messages_are_split_into_calls_and_all_arrive(broker: Broker) -> None:
    sent = [f"{number:03d}" + "x" * 20_000 for number in range(130)]

    await broker.producer(WORK).send_batch(sent)

    found: list[str] = []
    while handed := await broker.lease(WORK):
        found += bodies(handed)
        await broker.settle(handed)
    assert sorted(found) == sent


async def test_an_unknown_queue_is_an_error_that_names_the_known_ones(broker: Broker) -> None:
    with pytest.raises(ConfigurationError, match=r"no queue 'peptalk-fetsch' .* declared are peptalk-fetch, "):
        await broker.send("peptalk-fetsch", ["x"])


# Each row: what the handler did with the delivery, whether it raised, and the seconds until the next delivery.
SETTLEMENTS: list[tuple[str, bool, int | None]] = [
    ("nothing", False, None),  # unsettled on normal return counts as acked
    ("ack", False, None),
    ("retry", False, 0),  # an explicit retry has its own delay, 0 where it gives none
    ("retry 30", False, 30),
    ("ack, retry 30", False, None),  # the first settlement wins
    ("retry 30, ack", False, 30),
    ("retry 30, retry 60", False, 30),
    ("nothing", True, 7),  # a handler that raises: the queue's own retry_delay
    ("ack", True, None),  # explicit acks stand, as in production
    ("retry 30", True, 30),
]


@pytest.mark.parametrize(("done", "raised", "again"), SETTLEMENTS)
async def test_how_a_delivery_settles(broker: Broker, clock: Any, done: str, raised: bool, again: int | None) -> None:
    await broker.send(WORK, ["x"])
    handed = await lease(broker)
    for step in done.split(", "):
        word, _, delay = step.partition(" ")
        if word == "ack":
            handed.deliveries[0].ack()
        elif word == "retry":
            handed.deliveries[0].retry(delay_seconds=int(delay or 0))

    assert await (broker.settle_failed(handed) if raised else broker.settle(handed))

    if again is None:
        clock.advance(1000)
        assert await broker.lease(WORK) is None
        assert (await broker.peek(WORK)) == []
    else:
        clock.advance(again - 1)
        assert again == 0 or await broker.lease(WORK) is None
        clock.advance(1)
        assert (await lease(broker)).deliveries[0].attempts == 2


async def test_deliveries_of_one_batch_settle_each_alone(broker: Broker) -> None:
    await broker.send(WORK, ["keep", "again"])
    handed = await lease(broker)

    handed.deliveries[0].ack()
    handed.deliveries[1].retry()
    await broker.settle(handed)

    assert bodies(await lease(broker)) == ["again"]


async def test_retries_used_up_go_to_the_dead_letters_with_the_same_id(broker: Broker, clock: Any) -> None:
    await broker.send(WORK, ["x"])
    seen: list[tuple[str, int]] = []
    while handed := await broker.lease(WORK):
        seen.append((handed.deliveries[0].id, handed.deliveries[0].attempts))
        await broker.settle_failed(handed)
        clock.advance(7)

    dead = await lease(broker, DEAD)

    # max_retries = 2: three deliveries, then the dead-letter queue, where the count begins anew.
    assert [attempts for _, attempts in seen] == [1, 2, 3]
    assert {id for id, _ in seen} == {dead.deliveries[0].id}
    assert dead.deliveries[0].attempts == 1
    assert bodies(dead) == ["x"]


async def test_retries_used_up_where_no_dead_letter_queue_is_delete_the_message(
    open_broker: OpenBroker, topology: Topology, clock: Any
) -> None:
    broker = open_broker(topology(max_retries=0, dead_letter_queue=None))
    await broker.send(WORK, ["x"])

    await broker.settle_failed(await lease(broker))

    clock.advance(1000)
    assert await broker.lease(WORK) is None
    assert [(depth.ready, depth.delayed, depth.leased) for depth in await broker.metrics()] == [(0, 0, 0)] * 2


async def test_a_message_is_kept_for_its_retention_and_no_longer(
    open_broker: OpenBroker, topology: Topology, clock: Any
) -> None:
    broker = open_broker(topology(retention=60))
    await broker.send(WORK, ["kept", "kept too"])
    clock.advance(59)
    held = await lease(broker)
    held.deliveries[0].retry(delay_seconds=0)
    await broker.settle(held)

    clock.advance(1)

    assert await broker.lease(WORK) is None
    assert await broker.peek(WORK) == []
    await broker.sweep()
    assert sqlite3.connect(broker.file.path).execute("SELECT count(*) FROM messages").fetchone() == (0,)


async def test_dead_letters_have_a_retention_of_their_own(
    open_broker: OpenBroker, topology: Topology, clock: Any
) -> None:
    broker = open_broker(topology(retention=60, max_retries=0))
    await broker.send(WORK, ["x"])
    clock.advance(59)
    await broker.settle_failed(await lease(broker))

    clock.advance(1_000)

    assert bodies(await lease(broker, DEAD)) == ["x"]


async def test_a_leased_message_is_nobody_elses_and_no_more_batches_are_out_than_the_concurrency(
    open_broker: OpenBroker, topology: Topology
) -> None:
    queues = topology(max_concurrency=3, max_batch_size=1)
    here, there = open_broker(queues), open_broker(queues)
    await here.send(WORK, ["1", "2", "3", "4"])

    held = [await lease(here), await lease(there), await lease(here)]
    refused = [await here.lease(WORK), await there.lease(WORK), *await there.lease_due([WORK])]
    await there.settle(held[1])
    then = await lease(here)

    assert sorted(body for each in held for body in bodies(each)) == ["1", "2", "3"]
    assert refused == [None, None]
    assert bodies(then) == ["4"]


async def test_what_is_given_back_comes_again_at_once_and_uncounted(broker: Broker) -> None:
    await broker.send(WORK, ["acked", "unheard"])
    handed = await lease(broker)
    handed.deliveries[0].ack()

    await broker.give_back(handed)

    again = await lease(broker)
    assert bodies(again) == ["unheard"]
    assert again.deliveries[0].attempts == 1


async def test_metrics_and_peek_say_how_full_a_queue_is_and_take_nothing(broker: Broker, clock: Any) -> None:
    await broker.send(WORK, ["one", "two", "µ"])
    await broker.send(WORK, ["later"], delay=100)
    await lease(broker)
    clock.advance(30)

    work, dead = await broker.metrics()
    peeked = await broker.peek(WORK, 10)

    assert (work.queue, work.ready, work.delayed, work.leased, work.bytes, work.oldest_age) == (WORK, 1, 1, 2, 13, 30.0)
    assert (dead.queue, dead.ready, dead.oldest_age) == (DEAD, 0, None)
    assert [(each.body, each.leased, each.in_seconds) for each in peeked] == [
        ("one", True, 0),
        ("two", True, 0),
        ("µ", False, 0),
        ("later", False, 70),
    ]


async def test_messages_outlive_the_process_that_sent_them(open_broker: OpenBroker, home: Home) -> None:
    first = open_broker()
    await first.send(WORK, ["x"])

    later = open_broker()

    assert bodies(await lease(later)) == ["x"]
    journal, synchronous = (
        first.file.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
    )
    assert (journal, synchronous) == ("wal", 2)


async def test_a_file_of_a_newer_version_is_refused(home: Home, open_broker: OpenBroker) -> None:
    file = sqlite3.connect(home.queue_db)
    file.execute("PRAGMA user_version = 99")
    file.close()

    with pytest.raises(ConfigurationError, match="schema 99, and this PepTalk knows 1; install a newer PepTalk"):
        open_broker()


async def test_a_file_that_is_no_database_is_refused(home: Home, open_broker: OpenBroker) -> None:
    home.queue_db.write_text("this is not a database, whatever its name says " * 40)

    with pytest.raises(ConfigurationError, match=r"queue.db is not a queue database .* move it away"):
        open_broker()
