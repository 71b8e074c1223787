"""What the Queue port promises a producer, held against each implementation."""

import asyncio

import pytest
from rigs.queue_line import Line, received

from shared.platform.errors import PermanentError


async def test_what_is_sent_arrives_byte_for_byte(line: Line) -> None:
    await line.queue.send('{"name": "α-MSH ≥ 5 µg\\n"}')

    assert await received(line, 1) == ['{"name": "α-MSH ≥ 5 µg\\n"}']


async def test_a_batch_of_any_size_arrives_whole(line: Line) -> None:
    sent = [f"{number:04d}" for number in range(250)]

    await line.queue.send_batch(sent)

    assert sorted(await received(line, 250)) == sent


async def test_what_many_send_at_the_same_time_arrives_whole_also_where_one_of_them_is_refused(line: Line) -> None:
    sends = [line.queue.send(f"{number:02d}") for number in range(30)]

    outcomes = await asyncio.gather(*sends, line.queue.send("x" * 127_001), return_exceptions=True)

    assert [type(each) for each in outcomes if each] == [PermanentError]
    assert sorted(await received(line, 30)) == [f"{number:02d}" for number in range(30)]


async def test_an_empty_batch_sends_nothing(line: Line) -> None:
    await line.queue.send_batch([])

    assert await received(line) == []


async def test_the_largest_message_is_taken_and_a_larger_one_refused(line: Line) -> None:
    await line.queue.send("x" * 127_000)
    with pytest.raises(PermanentError):
        await line.queue.send("x" * 127_001)

    assert [len(body) for body in await received(line, 1)] == [127_000]


@pytest.mark.parametrize("delay", [-1, 86_401])
async def test_a_delay_beyond_a_day_is_refused(line: Line, delay: int) -> None:
    with pytest.raises(PermanentError):
        await line.queue.send_batch(["x"], delay_seconds=delay)

    assert await received(line) == []


async def test_a_delayed_message_comes_when_its_time_has_come(line: Line) -> None:
    await line.queue.send("x", delay_seconds=line.a_while)

    early = await received(line)
    await line.let_pass(line.a_while)

    assert (early, await received(line, 1)) == ([], ["x"])


async def test_attempts_count_from_one_and_the_id_stays(line: Line) -> None:
    await line.queue.send("x")
    seen: list[tuple[str, int]] = []

    for _ in range(3):
        batch = await line.receive(due=True)
        assert batch is not None
        seen.append((batch.deliveries[0].id, batch.deliveries[0].attempts))
        batch.deliveries[0].retry()
        await line.settle()

    assert [attempts for _, attempts in seen] == [1, 2, 3]
    assert len({id for id, _ in seen}) == 1


async def test_the_first_settlement_counts(line: Line) -> None:
    await line.queue.send_batch(["acked", "retried"])
    batch = await line.receive(due=True)
    assert batch is not None
    for each in batch.deliveries:
        first, second = (each.ack, each.retry) if each.body == "acked" else (each.retry, each.ack)
        first()
        second()
    await line.settle()

    assert await received(line, 1) == ["retried"]
