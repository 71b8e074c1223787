"""Leases belong to holders: what one leaves behind returns, at once where it died, and its late word counts nothing."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from rigs.places import ROOT

from infra.local.machine.home import Home
from infra.local.queues.broker import Broker
from infra.local.queues.holders import GIVEN_UP_AFTER, Holders
from queues.topology import Queue

WORK, DEAD = "peptalk-fetch", "peptalk-fetch-dlq"

OpenBroker = Callable[..., Broker]
Topology = Callable[..., dict[str, Queue]]

CHILD = """
import asyncio, secrets, sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from infra.local.queues.broker import Broker
from infra.local.machine.home import Home
from queues.topology import QUEUES

class Clock:
    def now(self):
        return datetime.now(UTC)

class Entropy:
    def token(self):
        return secrets.token_hex(16)

QUICK = dict(max_batch_size=2, max_batch_timeout=0, max_concurrency=9)
QUEUES_HERE = {**QUEUES, "peptalk-fetch": replace(QUEUES["peptalk-fetch"], **QUICK)}
broker = Broker(Home(Path(sys.argv[1])), Clock(), Entropy(), QUEUES_HERE)
"""

HOLD = """
async def main():
    handed = await broker.lease("peptalk-fetch")
    print(broker.holder, *(each.body for each in handed.deliveries), flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""

DRAIN = """
async def main():
    for _ in range(500):
        if len(broker.holders.registered()) == 3:  # the sender, and the two that drain
            break
        await asyncio.sleep(0.01)
    while handed := await broker.lease("peptalk-fetch"):
        for each in handed.deliveries:
            print(each.body, each.attempts, flush=True)
        await broker.settle(handed)
    await broker.close()

asyncio.run(main())
"""


class Lapsed(list[str]):
    """Remembers of which holders it was told."""

    async def __call__(self, holder: str) -> None:
        self.append(holder)


@asynccontextmanager
async def child(home: Home, script: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHILD + script, str(home.path), stdout=subprocess.PIPE, cwd=ROOT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def line(process: asyncio.subprocess.Process) -> list[str]:
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), 30)).decode().split()


async def test_what_a_killed_process_held_comes_back_at_once(home: Home, open_broker: OpenBroker, clock: Any) -> None:
    clock.moment = datetime.now(UTC)  # as the child's clock says
    broker = open_broker()
    await broker.send(WORK, ["1", "2"])
    async with child(home, HOLD) as process:
        holder, *held = await line(process)
        alive = await broker.reap(Lapsed())

        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        at = time.monotonic()
        lapsed = Lapsed()
        reaped = await broker.reap(lapsed)
        again = await broker.lease(WORK)
        took = time.monotonic() - at

    assert held == ["1", "2"]
    assert alive == []
    assert reaped == lapsed == [holder]
    assert again is not None
    assert [(each.body, each.attempts) for each in again.deliveries] == [("1", 2), ("2", 2)]
    assert took < 1
    assert [each.name for each in home.holders.iterdir()] == [f"{broker.holder}.lock"]


async def test_a_process_that_stands_still_is_given_up_and_its_late_word_changes_nothing(
    home: Home, open_broker: OpenBroker
) -> None:
    watcher, still = open_broker(), open_broker()
    await watcher.send(WORK, ["x"])
    handed = await still.lease(WORK)
    still.holders.stop_beating()  # its lock is still held, as a stopped process's is
    lapsed = Lapsed()
    at = 1000.0
    watching = Holders(home.queue_db, home.holders, "watching", watcher.now, lambda: at)
    theirs, watcher.holders = watcher.holders, watching

    early = await watcher.reap(lapsed)
    at += GIVEN_UP_AFTER - 0.1
    still_early = await watcher.reap(lapsed)
    for each in (theirs, watching):
        each.take_role("sending")  # these two live
    at += 0.1
    reaped = await watcher.reap(lapsed)
    taken = await watcher.lease(WORK)
    late = await still.settle(handed) if handed else None

    watcher.holders = theirs
    watching.close()
    assert early == still_early == []
    assert reaped == lapsed == [still.holder]
    assert late is False
    assert taken is not None
    assert taken.deliveries[0].attempts == 2
    taken.deliveries[0].retry()
    assert await watcher.settle(taken)
    assert await watcher.peek(WORK)


async def test_a_jump_of_the_wall_clock_gives_nobody_up(open_broker: OpenBroker, clock: Any) -> None:
    here, there = open_broker(), open_broker()
    await here.send(WORK, ["x"])
    handed = await there.lease(WORK)

    clock.advance(86_400)

    assert await here.reap(Lapsed()) == []
    assert handed is not None
    assert await there.settle(handed)


async def test_a_heart_beats_on_while_the_process_computes(open_broker: OpenBroker) -> None:
    broker = open_broker()
    before = broker.holders.registered()[0].beat

    until = time.monotonic() + 2.3
    while time.monotonic() < until:
        sum(range(10_000))

    assert broker.holders.registered()[0].beat >= before + 2


async def test_a_holder_given_up_leases_nothing_until_it_has_registered_anew(open_broker: OpenBroker) -> None:
    broker = open_broker()
    await broker.send(WORK, ["x"])
    (self,) = broker.holders.registered()

    await broker.call(broker.file.release, self.id, self.beat, broker.now())
    refused = await broker.lease(WORK)
    await broker.take_role("consuming")

    assert refused is None
    assert await broker.lease(WORK) is not None


async def test_a_holder_that_has_beaten_since_is_not_released(open_broker: OpenBroker) -> None:
    broker = open_broker()
    await broker.send(WORK, ["x"])
    handed = await broker.lease(WORK)
    (self,) = broker.holders.registered()

    await broker.take_role("sending")
    released = await broker.call(broker.file.release, self.id, self.beat, broker.now())

    assert released is False
    assert handed is not None
    assert await broker.settle(handed)


async def test_leases_whose_holder_is_registered_no_more_return(open_broker: OpenBroker) -> None:
    here, there = open_broker(), open_broker()
    await here.send(WORK, ["x"])
    await there.lease(WORK)
    there.holders.stop_beating()
    row = next(each for each in here.holders.registered() if each.id == there.holder)
    here.file.connection.execute("DELETE FROM holders WHERE id = ?", (row.id,))

    lapsed = Lapsed()
    reaped = await here.reap(lapsed)

    assert reaped == lapsed == [there.holder]
    assert await here.lease(WORK) is not None


async def test_closing_gives_back_what_is_held(open_broker: OpenBroker, home: Home, clock: Any, entropy: Any) -> None:
    here = open_broker()
    leaving = Broker(home, clock, entropy, here.queues)
    await here.send(WORK, ["x"])
    await leaving.lease(WORK)

    await leaving.close()

    assert await here.lease(WORK) is not None
    assert [each.id for each in here.holders.registered()] == [here.holder]


async def test_a_crash_counts_as_a_delivery_and_the_last_one_buries_the_message(
    open_broker: OpenBroker, topology: Topology
) -> None:
    here = open_broker(topology(max_retries=0))
    await here.send(WORK, ["x"])
    await here.lease(WORK)

    (self,) = here.holders.registered()
    await here.call(here.file.release, self.id, self.beat, here.now())

    assert await here.peek(WORK) == []
    assert [(each.body, each.attempts) for each in await here.peek(DEAD)] == [("x", 0)]


async def test_who_consumes_is_seen_by_others_until_it_ends(open_broker: OpenBroker, home: Home) -> None:
    here, there = open_broker(), open_broker()

    alone = here.holders.others_consuming()
    await there.take_role("consuming")
    accompanied = here.holders.others_consuming()
    own = there.holders.others_consuming()
    await there.take_role("sending")

    assert (alone, accompanied, own, here.holders.others_consuming()) == (False, True, False, False)


async def test_two_processes_on_one_queue_never_hold_the_same_message(
    home: Home, open_broker: OpenBroker, clock: Any
) -> None:
    clock.moment = datetime.now(UTC)
    sent = [str(number) for number in range(1_000)]
    await open_broker().send(WORK, sent)

    async with child(home, DRAIN) as one, child(home, DRAIN) as two:
        outputs = [(await asyncio.wait_for(each.communicate(), 60))[0].decode() for each in (one, two)]

    took = [[each.split() for each in output.splitlines()] for output in outputs]
    assert sorted((body for each in took for body, _ in each), key=int) == sent
    assert {attempts for each in took for _, attempts in each} == {"1"}
    assert [each for each in outputs if not each] == [], "one process did all the work, which shows nothing"
