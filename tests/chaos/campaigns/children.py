"""Children that start at once: a parent that has imported everything forks them, each in a session of its own.

The parent has one thread and no loop, so that a child is a whole process like any other. Several histories go on at
the same time as generators (`interleave`), because they mostly wait.
"""

import asyncio
import json
import os
import signal
import sqlite3
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from fastapi import Response

from infra.cli import main
from infra.sandbox import server
from infra.sandbox.bookings import Booking, Spoil
from infra.sandbox.faults.rules import Rule
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.faults.vocabulary import WRITER

REVISED = "revised"
"""Keys that begin so are answered by a writer that invents numbers, so that the reviewer sends its draft back."""
OURS = ("PEPTALK_", "NCBI_", "ANTHROPIC_", "OPENAI_", "STRIPE_")
LOOK_EVERY = 0.005
FAILED = 70
"""The exit code of a child whose work raised: a traceback that reached a person."""

History = Generator[None, None, None]


def warmed(work: Callable[[], int], env: Mapping[str, str], out: Path) -> None:
    """Do the work once in this very process, as a child would: what is compiled and read once, no child has to."""
    before = dict(os.environ)
    with out.open("a", encoding="utf-8") as said, redirect_stdout(said), redirect_stderr(said):
        try:
            _with_no_others(env)
            code = work()
        finally:
            os.environ.clear()
            os.environ.update(before)
    if code:
        raise AssertionError(f"what children are to do ended with {code}: {out.read_text('utf-8')[-3_000:]}")


def interleave(histories: Iterable[History]) -> None:
    """Let the histories go on side by side until all have ended."""
    alive = list(histories)
    while alive:
        alive = [each for each in alive if next(each, _OVER) is not _OVER]
        time.sleep(LOOK_EVERY)


_OVER = object()


@dataclass
class Child:
    """A forked process. `begun` and `ended` are `time.monotonic`'s."""

    pid: int
    out: Path
    offset: int
    """Where in `out` begins what this child writes."""
    begun: float
    code: int | None = None
    """Its exit code, or minus the signal that ended it."""
    ended: float = 0.0

    def over(self) -> bool:
        """Whether it has ended; never waits."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code, self.ended = os.waitstatus_to_exitcode(status), time.monotonic()
        return self.code is not None

    def until_over(self, seconds: float = 60.0) -> History:
        """Wait for its end; killed where it takes longer."""
        limit = time.monotonic() + seconds
        while not self.over():
            if time.monotonic() > limit:
                self.kill()
                raise AssertionError(f"did not end within {seconds:g} s; it said: {self.said()}")
            yield

    def kill(self) -> bool:
        """kill -9 to it and all its own; whether it was this that ended it."""
        if self.over():
            return False
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            # Killed in its first instant, it leads no group of its own yet.
            os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        self.code, self.ended = os.waitstatus_to_exitcode(status), time.monotonic()
        return self.code == -signal.SIGKILL

    def stopped(self, once: str) -> History:
        """SIGTERM once it has said that it is ready to be told; it ends in good order."""
        while not self.over() and once not in self.out.read_text("utf-8", errors="replace")[self.offset :]:
            yield
        if not self.over():
            os.kill(self.pid, signal.SIGTERM)
        yield from self.until_over()

    def said(self) -> str:
        """The end of what it wrote to stdout and stderr."""
        return self.out.read_text("utf-8", errors="replace")[-3_000:] if self.out.exists() else ""


def fork(work: Callable[[], int], env: Mapping[str, str], out: Path) -> Child:
    """A child that does the work, with these variables of ours and no others, and writes to `out`."""
    if threading.active_count() > 1:
        raise RuntimeError(f"a parent with threads must not fork: {threading.enumerate()}")
    sys.stdout.flush()
    sys.stderr.flush()
    offset = out.stat().st_size if out.exists() else 0
    begun = time.monotonic()
    pid = os.fork()
    if pid:
        return Child(pid, out, offset, begun)
    code = FAILED
    try:
        os.setsid()
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        _with_no_others(env)
        code = work()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _with_no_others(env: Mapping[str, str]) -> None:
    for name in [name for name in os.environ if name.startswith(OURS)]:
        del os.environ[name]
    os.environ.update(env)


def peptalk(*arguments: str) -> Callable[[], int]:
    """A command, as a person would give it."""
    return lambda: int(main.main(list(arguments)))


@dataclass
class Vendors:
    """Stand-ins over a corpus, in a process of their own; each booking is a line of a file at once."""

    child: Child
    folder: Path
    _read: int = 0
    _booked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    @classmethod
    def start(cls, corpus: Path, folder: Path, latency: float) -> "Vendors":
        """Stand-ins that listen before this returns."""
        folder.mkdir(parents=True)
        vendors = cls(fork(lambda: asyncio.run(_serve(corpus, folder, latency)), {}, folder / "said"), folder)
        while not (folder / "env").exists():
            if vendors.child.over():
                raise AssertionError(f"the stand-ins did not start: {vendors.child.said()}")
            time.sleep(LOOK_EVERY)
        return vendors

    def env(self, key: str) -> dict[str, str]:
        """The variables that point at them, with a key by which their bookings are told apart."""
        env: dict[str, str] = json.loads((self.folder / "env").read_text("utf-8"))
        return {**env, "ANTHROPIC_API_KEY": key, "OPENAI_API_KEY": key}

    def booked(self) -> list[dict[str, Any]]:
        """All bookings so far, oldest first; fields as `Booking` names them."""
        path = self.folder / "booked"
        if path.exists():
            with path.open("rb") as file:
                file.seek(self._read)
                whole = file.read().rpartition(b"\n")[0]
            self._read += len(whole) + 1 if whole else 0
            self._booked += [json.loads(line) for line in whole.splitlines()]
        return self._booked


async def _serve(corpus: Path, folder: Path, latency: float) -> int:
    descriptor = os.open(folder / "booked", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    inventing = Faults([Rule(at=WRITER, fault="invented-numbers")])

    async def book(booking: Booking, headers: Mapping[str, str]) -> Response | Spoil | None:
        os.write(descriptor, json.dumps(asdict(booking)).encode() + b"\n")
        key = headers.get("authorization", "").removeprefix("Bearer ")
        return await inventing(booking, headers) if key.startswith(REVISED) else None

    async with server.serve(corpus, latency=latency, intervene=book) as sandbox:
        coming = folder / "env.coming"
        coming.write_text(json.dumps(sandbox.env()), "utf-8")
        coming.rename(folder / "env")
        await asyncio.Event().wait()
    return 0


def rows(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """What a database holds that others may be writing; nothing where it, or the table, is not there yet."""
    if not path.exists():
        return []
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
    try:
        return connection.execute(sql, values).fetchall()
    except sqlite3.OperationalError as exc:
        if "no such table" in str(exc) or "unable to open" in str(exc):
            return []
        raise
    finally:
        connection.close()
