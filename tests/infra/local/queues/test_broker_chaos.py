"""The broker's chaos: each switch does what it says, what is not asked for does not happen, and a bad spec is told."""

from collections.abc import Callable
from typing import Any

import pytest

from infra.local.machine.home import Home
from infra.local.platform.embedded import open_embedded
from infra.local.queues.broker import Broker, Handed
from infra.local.queues.chaos import COPIES_AT_MOST, VARIABLE, Chaos, chaos_of
from queues.topology import Queue
from shared.platform.errors import ConfigurationError

WORK = "peptalk-fetch"

OpenBroker = Callable[..., Broker]
Topology = Callable[..., dict[str, Queue]]


def switched(broker: Broker, entropy: Any, spec: str) -> Broker:
    broker.chaos = chaos_of({VARIABLE: spec}, entropy)
    return broker


async def drained(broker: Broker, clock: Any) -> list[tuple[str, int]]:
    """Every delivery until the queue is empty, as body and attempts; each is acked."""
    found: list[tuple[str, int]] = []
    for _ in range(20):
        while handed := await broker.lease(WORK):
            found += [(each.body, each.attempts) for each in handed.deliveries]
            await broker.settle(handed)
        clock.advance(60)
    assert await broker.peek(WORK) == []
    return found


async def test_an_acked_message_comes_again_and_not_for_ever(
    open_broker: OpenBroker, topology: Topology, clock: Any, entropy: Any
) -> None:
    broker = switched(open_broker(topology(max_retries=9)), entropy, "duplicate=1:30,seed=1")
    await broker.send(WORK, ["x"])

    found = await drained(broker, clock)

    assert found == [("x", number) for number in range(1, COPIES_AT_MOST + 2)]


async def test_a_duplicate_comes_later_and_only_as_often_as_asked(broker: Broker, clock: Any, entropy: Any) -> None:
    switched(broker, entropy, "duplicate=0.3,seed=1")
    await broker.send(WORK, [str(number) for number in range(200)])

    found = await drained(broker, clock)

    assert {body for body, _ in found} == {str(number) for number in range(200)}
    assert 220 < len(found) < 330


async def test_batches_are_drawn_in_any_order_and_nothing_is_left_out(broker: Broker, clock: Any, entropy: Any) -> None:
    sent = [f"{number:03d}" for number in range(100)]
    switched(broker, entropy, "reorder,seed=1")
    await broker.send(WORK, sent)

    found = [body for body, _ in await drained(broker, clock)]

    assert found != sent
    assert sorted(found) == sent


async def test_a_batch_is_in_flight_twice_and_the_second_settlement_changes_nothing(
    broker: Broker, entropy: Any
) -> None:
    switched(broker, entropy, "twice=1,seed=1")
    await broker.send(WORK, ["x"])

    first, second = await broker.lease(WORK), await broker.lease(WORK)
    assert first is not None
    assert second is not None
    told = [(each.deliveries[0].id, each.deliveries[0].body, each.deliveries[0].attempts) for each in (first, second)]
    first.deliveries[0].ack()
    second.deliveries[0].retry()
    kept = [await broker.settle(first), await broker.settle(second)]

    assert told[0] == told[1]
    assert kept == [True, False]
    assert await broker.peek(WORK) == []


async def test_what_a_second_delivery_gives_back_stays_when_the_first_ends(broker: Broker, entropy: Any) -> None:
    switched(broker, entropy, "twice=1,seed=1")
    await broker.send(WORK, ["x"])
    first, second = await broker.lease(WORK), await broker.lease_due([WORK])
    assert first is not None

    second[0].deliveries[0].retry(delay_seconds=5)
    first.deliveries[0].ack()
    await broker.settle(second[0])

    assert await broker.exchange(first) is None
    assert [(each.body, each.in_seconds) for each in await broker.peek(WORK)] == [("x", 5)]


async def test_a_second_delivery_that_comes_with_an_exchange_is_handed_out_next(broker: Broker, entropy: Any) -> None:
    await broker.send(WORK, ["1", "2", "3"])
    first = await broker.lease(WORK)
    assert first is not None
    switched(broker, entropy, "twice=1,seed=1")

    following = await broker.exchange(first)
    due = await broker.lease_due([WORK])

    assert following is not None
    assert [_bodies(following)] == [_bodies(each) for each in due] == [["3"]]


async def test_messages_wait_longer_than_their_sender_asked(broker: Broker, clock: Any, entropy: Any) -> None:
    switched(broker, entropy, "delay=0.5:60,seed=1")
    await broker.send(WORK, [str(number) for number in range(100)], delay=10)

    waits = [each.in_seconds for each in await broker.peek(WORK, 100)]

    assert min(waits) == 10
    assert 10 < max(waits) <= 70
    assert 25 < sum(wait > 10 for wait in waits) < 75


@pytest.mark.parametrize("spec", ["duplicate=0.5,reorder,twice=0.5,delay=0.5:60", "twice=0.5"])
def test_a_seed_repeats_the_chances(entropy: Any, spec: str) -> None:
    def chances(seed: int) -> list[Any]:
        chaos = chaos_of({VARIABLE: f"{spec},seed={seed}"}, entropy)
        assert chaos is not None
        drawn = [(chaos.comes_again(1), chaos.is_handed_out_twice(), chaos.waits(3)) for _ in range(50)]
        return [*drawn, chaos.draw([(number,) for number in range(30)], 10)]

    assert chances(7) == chances(7) != chances(8)


async def test_nothing_is_asked_for_unless_the_variable_is_set(
    home: Home, entropy: Any, lines: list[str], tmp_path: Any
) -> None:
    (tmp_path / "functions").mkdir()

    async with open_embedded(home, {VARIABLE: " "}, sink=lines.append, functions=tmp_path / "functions") as embedded:
        chaos = embedded.broker.chaos

    assert chaos is None
    assert lines == []


async def test_what_is_switched_on_is_said_with_the_seed_that_repeats_it(
    home: Home, lines: list[str], tmp_path: Any
) -> None:
    (tmp_path / "functions").mkdir()

    env = {VARIABLE: "delay=0.25:5, twice=0.2,reorder,duplicate=0.3,seed=7"}
    async with open_embedded(home, env, sink=lines.append, functions=tmp_path / "functions"):
        pass

    (line,) = lines
    assert '"event": "broker_chaos"' in line
    assert "pipeline queues misbehave as asked: duplicate=0.3:2,reorder,twice=0.2,delay=0.25:5,seed=7" in line


async def test_a_seed_that_is_not_given_is_drawn_and_said(entropy: Any) -> None:
    chaos = chaos_of({VARIABLE: "reorder"}, entropy)

    assert str(chaos) == "reorder,seed=0"
    assert chaos_of({VARIABLE: str(chaos)}, entropy) == chaos


# Each row: a spec, and what its error says after the part that is wrong.
BAD = [
    ("duplicat=0.3", "'duplicat=0.3' cannot be read: there is no such switch"),
    ("reorder,", "'' cannot be read: there is no such switch"),
    ("reorder=1", "'reorder=1' cannot be read: reorder takes no value"),
    ("twice", "'twice' cannot be read: its probability is a number above 0 and at most 1"),
    ("twice=1.5", "'twice=1.5' cannot be read: its probability"),
    ("twice=nan", "'twice=nan' cannot be read: its probability"),
    ("duplicate=0", "'duplicate=0' cannot be read: its probability"),
    ("duplicate=0.5:", "'duplicate=0.5:' cannot be read: its seconds, after a colon, are a whole number from 1"),
    ("delay=0.3", "'delay=0.3' cannot be read: its seconds, after a colon, are a whole number from 1 to 86,400"),
    ("delay=0.3:86401", "'delay=0.3:86401' cannot be read: its seconds"),
    ("delay=0.3:2.5", "'delay=0.3:2.5' cannot be read: its seconds"),
    ("reorder,seed=-1", "'seed=-1' cannot be read: a seed is a whole number"),
    ("seed=7", "'seed=7' cannot be read: a seed alone does nothing"),
    ("twice=0.1,reorder,twice=0.2", "'twice=0.2' cannot be read: twice is there twice"),
]


@pytest.mark.parametrize(("spec", "said"), BAD)
def test_a_spec_that_cannot_be_read_is_refused_with_the_part_that_is_wrong(entropy: Any, spec: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        chaos_of({VARIABLE: spec}, entropy)

    assert f"{VARIABLE}: {said}" in str(caught.value)
    assert "write duplicate=P or duplicate=P:SECONDS, reorder, twice=P, delay=P:SECONDS, seed=N" in str(caught.value)


def test_without_switches_nothing_goes_wrong() -> None:
    chaos = Chaos(seed=1)

    assert [chaos.comes_again(1), chaos.is_handed_out_twice(), chaos.waits(2)] == [None, False, [0, 0]]


def _bodies(handed: Handed) -> list[str]:
    return [each.body for each in handed.deliveries]
