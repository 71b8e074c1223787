"""A disk that is full from one instant to the next, at work (`-m chaos.disk.full_disk`).

Each home lies on a disk of its own. At an instant drawn over the measured length of an undisturbed run, something else
takes all the room that is left. `run-batch` must end and say what to do, `up` must stay in order; then there is room
again, the same command runs to its end, and all that must be true of a home is true.
"""

import hashlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rigs.ready import preload

from chaos.amounts import FULL
from chaos.campaigns.children import Child, History, fork, interleave, peptalk
from chaos.campaigns.command import parser, reported, teller
from chaos.campaigns.home import paid, unfinished
from chaos.campaigns.places import CHANGED, World, catalog, every_slug, idle, prepare, warm, world
from infra.local.crashes.crash_phases import Phases
from infra.local.crashes.crash_points import PHASES
from infra.local.machine.home import Home

COMMANDS = ("run-batch", "up")
MEGABYTES = 64
PEPTIDES = 3 if FULL else 2
FULL_FOR = 1.5
"""Seconds that `up` goes on without room."""


@dataclass
class Report:
    """What a campaign came to. Times are seconds."""

    seed: int
    filled: dict[str, int] = field(default_factory=dict[str, int])
    """How often the disk was full before a command was at its end."""
    inside: dict[str, int] = field(default_factory=dict[str, int])
    """By what was in flight at that instant; one may be inside several."""
    said: dict[str, int] = field(default_factory=dict[str, int])
    """What `run-batch` said, apart from names and numbers."""
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list[str])


class Life:
    """One home on a disk of its own."""

    def __init__(self, place: World, report: Report, command: str, number: int, rng: random.Random) -> None:
        self.place, self.report, self.command = place, report, command
        self.name = f"disk-{command}-{number}"
        self.disk = place.folder / self.name
        self.home = Home(self.disk / "home")
        self.said = place.folder / f"{self.name}.said"
        self.file = place.folder / f"{self.name}.yaml"
        others = [each for each in every_slug() if each != CHANGED]
        self.slugs = catalog(self.file, [CHANGED, *rng.sample(others, PEPTIDES - 1)])
        self.phases = Phases(place.folder / f"{self.name}.phases")

    def live(self, fill_after: float | None) -> Generator[None, None, float]:
        """Run to the end, with the disk full once after so many seconds; the seconds that the first command took."""
        self.disk.mkdir()
        _mount("-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(self.disk))
        try:
            return (yield from self._live(fill_after))
        finally:
            _unmount(self.disk)

    def _live(self, fill_after: float | None) -> Generator[None, None, float]:
        if self.command == "up":
            yield from prepare(self.home, self.file, self._env())
        child = self._start()
        while fill_after is not None and time.monotonic() < child.begun + fill_after and not self._over(child):
            yield
        if fill_after is not None and not self._over(child):
            yield from self._full(child)
            child = self._start()
        yield from self._to_its_end(child)
        took = time.monotonic() - child.begun
        if self.command == "up":
            yield from child.stopped("PepTalk is up")
        faults = unfinished(self.home, dict.fromkeys(self.slugs, 1))
        paid(self.home, self.place.booked(hashlib.sha256(self.name.encode()).hexdigest()[:12]), faults)
        if child.code:
            faults.append(f"with room it ended with {child.code}: {child.said()}")
        left = [str(each) for each in self.home.path.rglob("*") if each.suffix in (".tmp", ".part")]
        left += [str(each) for each in (self.home.bucket / "coming").glob("*")]
        self.report.faults += [f"{self.name}: {each}" for each in [*faults, *(f"left behind: {each}" for each in left)]]
        return took

    def _full(self, child: Child) -> History:
        inside = self.phases.in_flight
        room = _take_all(self.disk / "taken")
        if self.command == "up":
            until = time.monotonic() + FULL_FOR
            while time.monotonic() < until and not child.over():
                yield
            yield from child.stopped("PepTalk is up")
        else:
            yield from child.until_over()
        room.unlink()
        self._note(child, inside)

    def _note(self, child: Child, inside: list[str]) -> None:
        report, said = self.report, child.said()[-1_500:]
        report.filled[self.command] = report.filled.get(self.command, 0) + 1
        for kind in inside or ["elsewhere"]:
            report.inside[kind] = report.inside.get(kind, 0) + 1
        if "Traceback" in said:
            report.faults.append(f"{self.name}: a traceback reached a person: {said}")
        if self.command == "run-batch" and child.code == 0:
            report.said["done all the same"] = report.said.get("done all the same", 0) + 1
        elif self.command == "run-batch":
            words = next((each for each in ("no space is left", "disk is full") if each in said), None)
            if child.code != 1 or words is None:
                report.faults.append(f"{self.name} ended with {child.code} on a full disk and said: {said}")
            report.said[words or said] = report.said.get(words or said, 0) + 1
        elif child.code not in (0, 1):
            report.faults.append(f"{self.name} ended with {child.code} on a full disk and said: {said}")

    def _env(self) -> dict[str, str]:
        phases = str(self.place.folder / f"{self.name}.phases")
        return {**self.place.early.env(self.name), "PEPTALK_HOME": str(self.home.path), PHASES: phases}

    def _start(self) -> Child:
        self.phases.clear()
        command = ["run-batch", str(self.file)] if self.command == "run-batch" else ["up", "--port", "0"]
        return fork(peptalk(*command), self._env(), self.said)

    def _over(self, child: Child) -> bool:
        return child.over() or (self.command == "up" and idle(self.home, 1))

    def _to_its_end(self, child: Child) -> History:
        limit = time.monotonic() + 60
        while not self._over(child):
            if time.monotonic() > limit:
                child.kill()
                raise AssertionError(f"{self.name} did not come to its end; it said: {child.said()}")
            yield


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def _unmount(disk: Path) -> None:
    subprocess.run(["umount", str(disk)], check=True, capture_output=True)
    disk.rmdir()


def _take_all(path: Path) -> Path:
    """Write until nothing more fits."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    with suppress(OSError):
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while os.write(descriptor, b"x" * size):
                    pass
    os.close(descriptor)
    return path


def run(times: int, seed: int, folder: Path, lanes: int, tell: Callable[[str], None]) -> Report:
    """The campaign: a disk that fills up so many times."""
    preload()
    begun = time.monotonic()
    report = Report(seed)
    rng = random.Random(seed)
    place = world(folder)
    lengths: dict[str, float] = {}

    def spared(command: str) -> History:
        lengths[command] = yield from Life(place, report, command, 0, rng).live(None)

    def lane(numbers: range) -> History:
        for number in numbers:
            command = COMMANDS[number % len(COMMANDS)]
            life = Life(place, report, command, number + 1, rng)
            yield from life.live(rng.uniform(0.3, lengths[command]))
            tell(f"{sum(report.filled.values())} of {times} times full")
            if report.faults:
                return

    try:
        warm(place)
        interleave(spared(command) for command in COMMANDS)
        if not report.faults:
            interleave(lane(range(first, times, lanes)) for first in range(lanes))
    finally:
        place.stop()
    report.seconds = round(time.monotonic() - begun, 1)
    return report


def main() -> int:
    """The command."""
    command = parser(lanes=3)
    command.add_argument("--times", type=int, required=True)
    given = command.parse_args()
    report = run(given.times, given.seed, given.folder, given.lanes, teller(progress=given.progress))
    return reported(report, given.folder)


if __name__ == "__main__":
    sys.exit(main())
