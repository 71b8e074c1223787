"""What most tests stand on: a real database, a real bucket, and small working fakes for time and queues.

The same tests run here on the embedded platform, and inside the Python of Workers on Cloudflare's simulators.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rigs.fakes import CountingEntropy, ListQueue, ManualClock
from rigs.places import REAL_DATA, ROOT

from queues.topology import QUEUES
from shared.platform.log import Log
from shared.platform.ports import Bucket, Database, Http, Platform

pytest_plugins = (
    ["on_cloudflare"]
    if sys.platform == "emscripten"
    else ["rigs.on_this_machine", "rigs.vendored", "rigs.isolates", "rigs.tables_told"]
)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def entropy() -> CountingEntropy:
    return CountingEntropy()


@pytest.fixture
def lines() -> list[str]:
    """The log lines that the platform wrote."""
    return []


@pytest.fixture
def platform(
    db: Database,
    files: Bucket,
    http: Http,
    clock: ManualClock,
    entropy: CountingEntropy,
    lines: list[str],
) -> Platform:
    """The platform of function `test`; `as_function` makes it another's."""
    return Platform(
        function="test",
        holder="holder-1",
        db=db,
        files=files,
        queues={name: ListQueue() for name in QUEUES},
        http=http,
        clock=clock,
        entropy=entropy,
        log=Log(lines.append, clock.now),
        env={},
    )


@pytest.fixture
def as_function(platform: Platform) -> Callable[..., Platform]:
    """The same platform for a function of that name, with these variables."""

    def make(name: str, **env: str) -> Platform:
        return replace(platform, function=name, env=env)

    return make


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real records, where this checkout has one beside it."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"the folder of real records is absent: {REAL_DATA.relative_to(ROOT.parent)} beside the checkout")
    return REAL_DATA
