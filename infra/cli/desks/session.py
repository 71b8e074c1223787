"""Opening the embedded platform for a command."""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from infra.cli.desks.desk import Desk
from infra.cli.desks.desk_here import DeskHere
from infra.cli.desks.desk_there import desk_there
from infra.cli.terminal.console import say
from infra.cli.terminal.target import LOCAL, Target
from infra.local.crashes.crash_points import CrashPoints
from infra.local.machine.home import Home
from infra.local.platform.embedded import Embedded, as_it_is, open_embedded
from infra.local.queues.broker import Broker
from shared.platform.errors import ConfigurationError

T = TypeVar("T")

DEFAULT_HOME = ".peptalk"


def home_path() -> Path:
    """`PEPTALK_HOME`, or `.peptalk` in the folder where the command runs."""
    return Path(os.environ.get("PEPTALK_HOME") or DEFAULT_HOME)


def at(target: Target, work: Callable[[Desk], Awaitable[T]]) -> T:
    """Open the target's desk, do the work, close it."""

    async def opened() -> T:
        if target is LOCAL:
            async with embedded() as platform:
                return await work(DeskHere(platform))
        async with desk_there(target) as desk:
            return await work(desk)

    return until_stopped(opened())


class Terminated(Exception):
    """SIGTERM arrived; everything was closed in good order."""


def until_stopped(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end, or until Ctrl-C or SIGTERM, which both stop in good order: claims are released, no work dies.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        Terminated: SIGTERM.
    """
    told: list[int] = []

    async def stoppable() -> T:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()

        def stop() -> None:
            told.append(signal.SIGTERM)
            if task is not None:
                task.cancel()

        loop.add_signal_handler(signal.SIGTERM, stop)
        return await work

    try:
        return asyncio.run(stoppable())
    except asyncio.CancelledError:
        if told:
            raise Terminated from None
        raise


@asynccontextmanager
async def embedded(
    *, env: Mapping[str, str] | None = None, home: Path | None = None, echo: Callable[[str], None] | None = None
) -> AsyncGenerator[Embedded]:
    """The embedded platform; each log line is appended to the home's log file, and given to `echo`."""
    place = Home(home or home_path())
    place.create()
    try:
        log = os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as exc:
        raise ConfigurationError(f"the log {place.log} cannot be written ({exc.strerror}); move it away") from exc
    silent = False

    def sink(line: str) -> None:
        nonlocal silent
        try:
            os.write(log, f"{line}\n".encode())
        except OSError as exc:
            # Work does not stop for its log; but nobody shall wonder where the lines are.
            if not silent:
                say(f"The log {place.log} cannot be written ({exc.strerror}); lines are lost until it can.")
            silent = True
        if echo is not None:
            echo(line)

    try:
        points = CrashPoints.of(os.environ)
        async with open_embedded(
            place,
            os.environ if env is None else env,
            sink=sink,
            around=points.around if points else as_it_is,
            make_broker=points.broker if points else Broker,
        ) as platform:
            yield platform
    finally:
        os.close(log)
