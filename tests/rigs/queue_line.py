"""Both ends of one queue, as the suites of the Queue port and of the consumer loop need it from each implementation."""

from collections.abc import Sequence
from typing import Protocol

from shared.platform.ports import Batch, Queue

NAME = "peptalk-fetch"


class Line(Protocol):
    """A queue under test: its producer, its next batch, and the end of a batch."""

    queue: Queue
    a_while: int
    """Seconds that this implementation can let pass in a test."""

    async def receive(self, due: bool = False) -> Batch | None:
        """The next batch; None where nothing is due. With `due` something is, however long it takes to come."""
        ...

    async def settle(self) -> None:
        """End the batch that was received last: what was acked is gone, what was retried comes again."""
        ...

    async def let_pass(self, seconds: float) -> None:
        """Let time pass, for delays."""
        ...


async def received(line: Line, due: int = 0) -> Sequence[str]:
    """The bodies of all messages that are due, acked; `due` of them are waited for, and what comes soon after."""
    found: list[str] = []
    while batch := await line.receive(len(found) < due):
        found += [each.body for each in batch.deliveries]
        await line.settle()
    return found
