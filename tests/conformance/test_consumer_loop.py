"""The consumer loop between a real queue and a real database, on every platform that has both."""

import json
from typing import Any

import pytest
from invented.factories import RUN, SLUG, fetch, peptide, synthesize
from rigs.fakes import ManualClock
from rigs.queue_line import NAME, Line, received

from queues.messages import FetchStudies
from shared.platform.deliveries import work
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome
from shared.platform.errors import PermanentError, UpstreamThrottled
from shared.platform.ports import Platform, Statement
from shared.store.evidence import peptides
from shared.store.operations import runs

BURIED = f"{NAME}-dlq"


@pytest.fixture
async def running(platform: Platform, clock: ManualClock) -> Platform:
    """A platform with a run of two peptides, whose first work is queued."""
    other = peptide(slug="fabulotide", name="Fabulotide", aliases=[], terms=["Fabulotide"], category="ad hoc")
    await platform.db.batch(
        [
            peptides.add_ad_hoc(peptide(category="ad hoc"), clock.now()),
            peptides.add_ad_hoc(other, clock.now()),
            *runs.start(RUN, "batch", "test", [SLUG, "fabulotide"], clock.now()),
            work.enqueue([fetch(), fetch(slug="fabulotide")], clock.now()),
        ]
    )
    return platform


class Handler:
    """A stage that fails as its script says, then does its work; it keeps what it was given."""

    def __init__(self, *fails: Exception) -> None:
        self.fails = list(fails)
        self.worked: list[str] = []

    async def __call__(self, message: FetchStudies, platform: Platform) -> Outcome:
        self.worked.append(message.slug)
        if self.fails:
            raise self.fails.pop(0)
        return Outcome(messages=[synthesize(slug=message.slug)])


async def work_off(line: Line, handler: Any, platform: Platform, due: int = 1) -> list[int]:
    """Handle all that is due, at least `due` messages, batch by batch; the attempts of each delivery in turn."""
    attempts: list[int] = []
    while (batch := await line.receive(len(attempts) < due)) is not None:
        attempts += [each.attempts for each in batch.deliveries]
        await consume(batch, FetchStudies, handler, platform)
        await line.settle()
    return attempts


def bodies(platform: Platform, queue: str) -> list[dict[str, Any]]:
    return [json.loads(body) for body in platform.queues[queue].bodies]  # type: ignore[attr-defined]


async def states(platform: Platform) -> dict[str, str]:
    rows = await platform.db.all(Statement("SELECT slug, state FROM work WHERE stage = 'fetch' ORDER BY slug"))
    return {row["slug"]: row["state"] for row in rows}


async def test_finished_work_is_acked_and_its_next_message_is_sent(line: Line, running: Platform) -> None:
    handler = Handler()
    await line.queue.send_batch([fetch().encode(), fetch(slug="fabulotide").encode()])

    assert await work_off(line, handler, running, due=2) == [1, 1]

    assert sorted(handler.worked) == [SLUG, "fabulotide"]
    assert await states(running) == {SLUG: "done", "fabulotide": "done"}
    assert sorted(each["slug"] for each in bodies(running, "peptalk-synthesize")) == [SLUG, "fabulotide"]
    assert await received(line) == []


async def test_a_vendor_that_asks_for_a_pause_gets_it_and_the_work_is_done_then(
    line: Line, running: Platform, clock: ManualClock
) -> None:
    handler = Handler(UpstreamThrottled("slow down", retry_in=line.a_while))
    await line.queue.send(fetch().encode())

    first = await work_off(line, handler, running)
    at_once = await work_off(line, handler, running, due=0)
    await line.let_pass(line.a_while + 0.5)
    later = await work_off(line, handler, running)

    assert (first, at_once, later) == ([1], [], [2])
    assert handler.worked == [SLUG, SLUG]
    assert (await states(running))[SLUG] == "done"


async def test_what_fails_for_good_is_buried_once_and_comes_no_more(line: Line, running: Platform) -> None:
    handler = Handler(PermanentError("nothing found"))
    await line.queue.send(fetch().encode())

    assert await work_off(line, handler, running) == [1]

    assert [each["slug"] for each in bodies(running, BURIED)] == [SLUG]
    assert (await states(running))[SLUG] == "dead"


async def test_each_delivery_of_a_batch_settles_alone(line: Line, running: Platform) -> None:
    handler = Handler(PermanentError("nothing found"))
    await line.queue.send_batch(["{no message", fetch().encode(), fetch(slug="fabulotide").encode()])

    await work_off(line, handler, running, due=3)

    assert sorted((await states(running)).values()) == ["dead", "done"]
    assert len(running.queues[BURIED].bodies) == 2  # type: ignore[attr-defined]
    assert await received(line) == []


async def test_a_message_that_comes_twice_is_worked_on_once_and_says_the_same_again(
    line: Line, running: Platform
) -> None:
    handler = Handler()
    await line.queue.send(fetch().encode())
    await work_off(line, handler, running)

    await line.queue.send(fetch().encode())
    await work_off(line, handler, running)

    assert handler.worked == [SLUG]
    first, second = bodies(running, "peptalk-synthesize")
    assert first == second
