"""Eight processes send to one queue and consume it at once: no message is ever in two hands, and none is lost."""

import asyncio
import subprocess
import sys
from collections import Counter
from pathlib import Path

from rigs.places import ROOT

from chaos.amounts import FULL, amount
from infra.local.machine.home import Home

PROCESSES = 8
EACH = amount(10_000)

CHILD = """
import asyncio, os, sys
from dataclasses import replace
from pathlib import Path
from infra.local.queues.broker import Broker
from infra.local.machine.clock import SystemClock
from infra.local.triggers.consuming import Consumers
from infra.local.machine.entropy import SystemEntropy
from infra.local.machine.home import Home
from queues.topology import QUEUES
from shared.platform.log import Log

home, held, number, each = Home(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
QUEUE = "peptalk-render"
queues = {QUEUE: replace(QUEUES[QUEUE], max_batch_size=10, max_batch_timeout=0, max_concurrency=24)}

async def main():
    broker = Broker(home, SystemClock(), SystemEntropy(), queues)

    async def handler(batch):
        for delivery in batch.deliveries:
            # Whoever else has it in hand has this file.
            os.close(os.open(held / delivery.body, os.O_CREAT | os.O_EXCL))
        await asyncio.sleep(0)
        for delivery in batch.deliveries:
            os.unlink(held / delivery.body)
            print(delivery.body, delivery.attempts, flush=False)

    async def nothing(*_):
        pass

    async def drained():
        depth, = await broker.metrics()
        return sending.done() and depth.ready + depth.leased == 0

    async def send_all():
        for begin in range(0, each, 20):
            await broker.send(QUEUE, [f"{number}-{at}" for at in range(begin, min(each, begin + 20))])

    sending = asyncio.create_task(send_all())
    log = Log(lambda line: print(line, file=sys.stderr))
    await Consumers(broker, {QUEUE: handler}, nothing, nothing, log).run(drained)
    await sending
    await broker.close()

asyncio.run(main())
"""


async def test_no_two_processes_ever_hold_the_same_message(tmp_path: Path) -> None:
    home, held = Home(tmp_path / "home"), tmp_path / "held"
    home.create()
    held.mkdir()

    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, str(home.path), str(held), str(number), str(EACH),
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    outputs = await asyncio.gather(*(each.communicate() for each in processes))

    said = [(each.returncode, errors.decode()) for each, (_, errors) in zip(processes, outputs, strict=True)]
    took = [[line.split() for line in out.decode().splitlines()] for out, _ in outputs]
    assert said == [(0, "")] * PROCESSES, "somebody failed, or found a message in another's hand"
    assert Counter(body for each in took for body, _ in each) == Counter(
        f"{number}-{at}" for number in range(PROCESSES) for at in range(EACH)
    )
    assert {attempts for each in took for _, attempts in each} == {"1"}
    assert sum(bool(each) for each in took) > 1, "one process did all the work, which shows nothing"
    assert list(held.iterdir()) == []
    if FULL:
        shares = ", ".join(str(len(each)) for each in took)
        print(f"\n{PROCESSES} processes sent {EACH} messages each and consumed {shares}; none was in two hands")
