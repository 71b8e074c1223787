"""Nights of billing: its cron, and its queue until nothing is left."""

from datetime import UTC, datetime

from functions.billing.handler import queue
from rigs.fakes import HandDelivery, ListQueue
from shared.platform.ports import Batch, Platform, Tick

QUEUE = "peptalk-stripe-events"


def tick(day: int = 26) -> Tick:
    """The cron's on that day of November."""
    return Tick("15 3 * * *", datetime(2026, 11, day, 3, 15, tzinfo=UTC))


async def through(platform: Platform) -> int:
    """Deliver what lies on the queue until nothing is left; how many messages there were."""
    line = platform.queues[QUEUE]
    assert isinstance(line, ListQueue)
    count = 0
    while line.bodies:
        waiting, count = list(line.bodies), count + len(line.bodies)
        line.bodies.clear()
        await queue(Batch(QUEUE, [HandDelivery(each) for each in waiting]), platform)
    return count
