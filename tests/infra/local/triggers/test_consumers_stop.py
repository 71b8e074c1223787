"""Consumers stop when told, at whatever moment that is."""

import asyncio
from typing import Any

import pytest

from infra.local.queues.broker import Broker
from infra.local.triggers.consuming import Consumers
from shared.platform.log import Log


@pytest.mark.parametrize("turns", range(5))
async def test_being_woken_in_the_same_moment_swallows_no_cancellation(
    broker: Broker, clock: Any, lines: list[str], turns: int
) -> None:
    async def nothing(*_: object) -> None: ...

    consumers = Consumers(broker, {}, nothing, nothing, Log(lines.append, clock.now))
    task = asyncio.create_task(consumers.run())
    while broker.woken.is_set() or not consumers_wait(broker):
        await asyncio.sleep(0.001)

    broker.woken.set()
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    ended, _ = await asyncio.wait([task], timeout=5)
    while not task.done():
        task.cancel()
        await asyncio.sleep(0.05)

    assert ended == {task}


def consumers_wait(broker: Broker) -> bool:
    """Whether somebody waits to be woken."""
    return bool(broker.woken._waiters)
