"""Named crash points: a process that kills itself with SIGKILL at one of them, or writes down those that it passes.

Every effect of a function passes through its ports, every lease and settlement through the broker. A wrapper around
both names the gap before and the gap after each effect: `render/before files.put artifacts.pdf`,
`fetch/after http.request esearch`, `synthesize/before db.batch finish+enqueue`, `broker/after lease peptalk-comply`,
`cron/before open nightly_ingest`. Reading changes nothing, so a gap ends at the next effect and reads have no points.

Three variables switch it on; without them nothing is wrapped:

- `PEPTALK_CRASH_AT=POINT` or `POINT#N`: die at the N-th passing (from 1). `crash_points.txt` has the points.
- `PEPTALK_CRASH_LOG=FILE`: append each point that is passed, one a line.
- `PEPTALK_CRASH_PHASES=FILE`: keep in FILE how many effects of each kind are in flight (`Phases`), for who kills us.
"""

import os
import signal
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from infra.local.crashes.crash_phases import Phases
from infra.local.crashes.crash_ports import WatchedBroker, wrapped
from infra.local.queues.broker import Broker
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Platform

AT, LOG, PHASES = "PEPTALK_CRASH_AT", "PEPTALK_CRASH_LOG", "PEPTALK_CRASH_PHASES"


@dataclass
class CrashPoints:
    """The switches of this process. `around` and `broker` wrap the platform's ports and its broker."""

    at: str | None = None
    nth: int = 1
    log: int | None = None
    """The descriptor of the log, opened to append."""
    phases: Phases | None = None
    _passed: int = 0

    @classmethod
    def of(cls, env: Mapping[str, str]) -> "CrashPoints | None":
        """What the variables switch on, or None where that is nothing.

        Raises:
            ConfigurationError: no such point is known, or a file cannot be written.
        """
        at, log, phases = env.get(AT), env.get(LOG), env.get(PHASES)
        if not (at or log or phases):
            return None
        point, nth = _asked(at) if at else (None, 1)
        try:
            descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644) if log else None
            return cls(point, nth, descriptor, Phases(Path(phases)) if phases else None)
        except OSError as exc:
            raise ConfigurationError(f"{LOG} or {PHASES} cannot be written ({exc}); name other files") from exc

    def around(self, platform: Platform) -> Platform:
        """The same platform, every effect of which passes its points."""
        return wrapped(platform, self.effect)

    def broker(self, *args: object) -> Broker:
        """A broker whose leases, settlements and cron slots pass their points."""
        return WatchedBroker(self.effect, self.phases, *args)

    def passing(self, point: str) -> None:
        """The process is at this point; it may end here."""
        if self.log is not None:
            os.write(self.log, f"{point}\n".encode())
        if point == self.at:
            self._passed += 1
            if self._passed == self.nth:
                os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def effect(self, where: str, what: str, kind: str) -> Generator[None]:
        """Around an effect: the point before it, the point after it where it did not fail, in flight between."""
        self.passing(f"{where}/before {what}")
        if self.phases:
            self.phases.add(kind, 1)
        try:
            yield
        finally:
            if self.phases:
                self.phases.add(kind, -1)
        self.passing(f"{where}/after {what}")


def known() -> list[str]:
    """The points that a recorded run passes (tests/chaos/kills/test_crash_points.py records it)."""
    return files("infra.local.crashes").joinpath("crash_points.txt").read_text("utf-8").splitlines()


def _asked(at: str) -> tuple[str, int]:
    point, _, nth = at.partition("#")
    if nth and not (nth.isdecimal() and int(nth)):
        raise ConfigurationError(f"{AT} is {at!r}; behind # stands at which passing to die: 1, 2 ...")
    if point not in known():
        listed = "\n".join(known())
        raise ConfigurationError(f"{AT} names no crash point: {point!r}. There are:\n{listed}")
    return point, int(nth or 1)
