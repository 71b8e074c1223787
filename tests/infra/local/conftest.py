"""Homes and brokers for the tests of the embedded platform."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from infra.local.machine.home import Home
from infra.local.queues.broker import Broker
from queues.topology import QUEUES, Queue

WORK, DEAD = "peptalk-fetch", "peptalk-fetch-dlq"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    return home


@pytest.fixture
def topology() -> Callable[..., dict[str, Queue]]:
    """One queue and its dead letters, small and quick where the settings do not say else."""

    def make(**settings: Any) -> dict[str, Queue]:
        quick = {"max_batch_size": 2, "max_batch_timeout": 0, "max_retries": 2, "retry_delay": 7, "max_concurrency": 9}
        return {WORK: replace(QUEUES[WORK], **{**quick, **settings}), DEAD: QUEUES[DEAD]}

    return make


@pytest.fixture
async def open_broker(
    home: Home, clock: Any, entropy: Any, topology: Callable[..., dict[str, Queue]]
) -> AsyncIterator[Callable[..., Broker]]:
    """Opens brokers on one home, each a process's end of its own; all are closed at the end."""
    async with AsyncExitStack() as stack:

        def opened(queues: Mapping[str, Queue] | None = None) -> Broker:
            broker = Broker(home, clock, entropy, topology() if queues is None else queues)
            stack.push_async_callback(broker.close)
            return broker

        yield opened


@pytest.fixture
def broker(open_broker: Callable[..., Broker]) -> Broker:
    return open_broker()
