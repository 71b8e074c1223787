"""Opening the embedded platform for a command."""

import asyncio
import os
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from infra.local.embedded import Embedded, open_embedded
from infra.local.home import Home

T = TypeVar("T")

DEFAULT_HOME = ".peptalk"


def home_path() -> Path:
    """`PEPTALK_HOME`, or `.peptalk` in the folder where the command runs."""
    return Path(os.environ.get("PEPTALK_HOME") or DEFAULT_HOME)


def run(
    work: Callable[[Embedded], Awaitable[T]], *, env: Mapping[str, str] | None = None, home: Path | None = None
) -> T:
    """Open the embedded platform, do the work, close it; the log goes to the home's log file."""

    async def opened() -> T:
        async with embedded() as platform:
            return await work(platform)

    return asyncio.run(opened())


@asynccontextmanager
async def embedded(
    *, env: Mapping[str, str] | None = None, home: Path | None = None, echo: Callable[[str], None] | None = None
) -> AsyncGenerator[Embedded]:
    """The embedded platform; each log line is appended to the home's log file, and given to `echo`."""
    place = Home(home or home_path())
    place.create()
    with place.log.open("a", encoding="utf-8", buffering=1) as log:

        def sink(line: str) -> None:
            log.write(line + "\n")
            if echo is not None:
                echo(line)

        async with open_embedded(place, os.environ if env is None else env, sink=sink) as platform:
            yield platform
