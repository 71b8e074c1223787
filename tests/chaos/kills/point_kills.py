"""A crash at each named point, and what comes after it; run it with -m chaos.kills.point_kills.

First the points are recorded: what four kinds of home pass when nobody crashes, and once after a crash. Then homes go
through crashes at up to four of them each (the fifth death of the same work rightly buries it) and run to their end.
"""

import hashlib
import itertools
import random
import shutil
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from pathlib import Path

from rigs.ready import preload

from chaos.campaigns.children import REVISED, Child, History, fork, interleave, peptalk
from chaos.campaigns.command import parser, reported, teller
from chaos.campaigns.home import Intent, left_by_a_kill, paid, unfinished
from chaos.campaigns.places import (
    CHANGED,
    FORGOTTEN,
    PAGED,
    World,
    catalog,
    idle,
    paged_corpus,
    prepare,
    warm,
    world,
)
from infra.local.crashes import crash_points
from infra.local.crashes.crash_points import AT, LOG, known
from infra.local.machine.home import Home

POINTS = Path(crash_points.__file__).with_suffix(".txt")
STALE = "record it anew with `PYTHONPATH=tests python -m chaos.kills.point_kills FOLDER --times 0 --seed 0 --write`"

CRASHES_A_HOME = 4
TRIES_A_POINT = 4
FIRST = {
    "night": "cron/after open watch",
    "pages": "cron/after open watch",
    "batch": "broker/after lease peptalk-fetch",
    REVISED: "broker/after lease peptalk-fetch",
}
"""Where a process crashes that another is to recover from, for the points that only recovery passes."""

KINDS = ("night", "pages", "batch", REVISED)
"""`up` with a night that is due, a message that must die and one that was lost; `up` over a peptide with two pages of
records; `run-batch`; and one whose draft is sent back to its writer."""
BY_COST = ("batch", "night", "pages", REVISED)
TWO_ROUNDS = ("synthesize/", "comply/")


@dataclass(frozen=True)
class Crash:
    """A crash that is wanted: at which passing of a point, in which kind of home."""

    kind: str
    point: str
    nth: int = 1
    tries: int = 0
    second_round: bool = False

    @property
    def name(self) -> str:
        """What it is counted as."""
        return f"{self.point}, second round" if self.second_round else self.point


@dataclass
class Report:
    """What came of it."""

    seed: int
    points: list[str] = field(default_factory=list[str])
    """All that were recorded, sorted."""
    crashes: dict[str, int] = field(default_factory=dict[str, int])
    """By point, how often a process crashed there and all was well in the end."""
    chosen: list[str] = field(default_factory=list[str])
    """The points that were to be crashed at."""
    homes: int = 0
    booked: int = 0
    answered: int = 0
    lost: int = 0
    unreached: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list[str])


class Rounds:
    """The homes of a campaign, several at once."""

    def __init__(self, place: World, report: Report, tell: Callable[[str], None]) -> None:
        self.place, self.report, self.tell = place, report, tell
        self.numbers = itertools.count()
        self.recorded: dict[str, Counter[str]] = {}
        """By kind: the points in the order of their first passing, and how often each was passed."""
        self.in_recovery: set[tuple[str, str]] = set()
        self.wanted: dict[str, deque[Crash]] = {kind: deque() for kind in KINDS}

    def record(self, kind: str) -> History:
        """What a home of this kind passes: without a crash, and after one."""
        clean, again = Visit(self, kind), Visit(self, kind)
        yield from clean.end({LOG: str(clean.log)})
        clean.check()
        passed = clean.passed()
        yield from again.crash(Crash(kind, FIRST[kind]))
        yield from again.end({LOG: str(again.log)})
        again.check()
        self.in_recovery |= {(kind, point) for point in again.passed() if point not in passed}
        self.recorded[kind] = passed
        for point, count in again.passed().items():
            self.recorded[kind].setdefault(point, count)

    def choose(self, times: int, share: float, rng: random.Random) -> None:
        """Want each point so many times, in the first kind of home that passes it; or a share of the points, each in
        the kind that takes least."""
        listed = set(known())
        order = KINDS if share == 1 else BY_COST
        homes = {point: kind for kind in reversed(order) for point in self.recorded[kind] if point in listed}
        twice = {each for each, count in self.recorded[REVISED].items() if count > 1 and each.startswith(TWO_ROUNDS)}
        # Of each place one, whatever the share: where a draft has two rounds, one that the second passes too.
        places = [list(each) for _, each in itertools.groupby(sorted(homes), _place)]
        chosen = {rng.choice([point for point in each if point in twice] or each) for each in places}
        others = sorted(homes.keys() - chosen)
        chosen |= set(rng.sample(others, max(0, round(len(homes) * share) - len(chosen))))
        self.report.chosen = sorted(chosen)
        during = set[str]()
        for kind in KINDS:
            mine = [point for point in self.recorded[kind] if homes.get(point) == kind and point in chosen]
            asked = [Crash(kind, point) for point in mine]
            if kind == REVISED:
                again = [point for point in self.recorded[kind] if point in twice & chosen]
                asked += [Crash(kind, each, 2, second_round=True) for each in again]
            else:
                calling = [each for each in _callers(mine) if each not in during]
                asked += [Crash(kind, f"{each}/during model call") for each in calling]
                during.update(calling)
            for time_ in range(times):
                # Those four of a home lie apart, so that the later ones are still ahead after the earlier crash.
                step = -(-len(asked) // CRASHES_A_HOME) if asked else 1
                spread = [asked[at] for start in range(step) for at in range(start, len(asked), step)]
                self.wanted[kind] += [
                    replace(each, nth=rng.randint(1, self.recorded[kind][each.point] or 1))
                    if time_ and not each.second_round
                    else each
                    for each in spread
                ]

    def lane(self) -> History:
        """Home after home, while crashes are wanted."""
        while any(self.wanted.values()) and not self.report.faults:
            kind = max(KINDS, key=lambda each: len(self.wanted[each]))
            visit = Visit(self, kind)
            mine = self._some(kind)
            crashes = 0
            for crash in mine:
                if (kind, crash.point) in self.in_recovery and not crashes:
                    yield from visit.crash(Crash(kind, FIRST[kind]))
                    crashes += 1
                if crashes == CRASHES_A_HOME:
                    self.wanted[kind].append(crash)
                    continue
                hit = yield from visit.crash(crash)
                if hit:
                    crashes += 1
                    self.report.crashes[crash.name] = self.report.crashes.get(crash.name, 0) + 1
                elif crash.tries < TRIES_A_POINT:
                    again = replace(crash, nth=crash.nth if crash.second_round else 1, tries=crash.tries + 1)
                    self.wanted[kind].appendleft(again)
                else:
                    self.report.faults.append(f"{crash.name} was not passed in {crash.tries + 1} homes")
            yield from visit.end({})
            visit.check()
            left = sum(map(len, self.wanted.values()))
            self.tell(f"{sum(self.report.crashes.values())} crashes, {left} to go, {self.report.homes} homes")

    def _some(self, kind: str) -> list[Crash]:
        """Crashes for one home; what could not be reached before comes first, where everything is still ahead."""
        mine: list[Crash] = []
        while self.wanted[kind] and len(mine) < CRASHES_A_HOME and not (mine and self.wanted[kind][0].tries):
            mine.append(self.wanted[kind].popleft())
        return mine


class Visit:
    """One home."""

    def __init__(self, rounds: Rounds, kind: str) -> None:
        self.rounds, self.kind = rounds, kind
        self.name = f"{kind}-{next(rounds.numbers)}"
        folder = rounds.place.folder
        self.home = Home(folder / self.name)
        self.file = folder / f"{self.name}.yaml"
        self.log = folder / f"{self.name}.points"
        self.key = hashlib.sha256(self.name.encode()).hexdigest()[:12]
        self.slugs = catalog(self.file, [] if kind == "pages" else [CHANGED], [PAGED] if kind == "pages" else [])
        if kind == "night":
            self.slugs.append(FORGOTTEN)
        self.under_way: set[Intent] = set()
        self.prepared = kind in ("batch", REVISED)
        self.over = False

    def crash(self, crash: Crash) -> Generator[None, None, bool]:
        """Run until the crash; whether it came before the work was at its end."""
        during = crash.point.endswith("/during model call")
        child = yield from self._start({} if during else {AT: f"{crash.point}#{crash.nth}"})
        booked = len(self.rounds.place.booked(self.key))
        vendor = "anthropic" if crash.point.startswith("synthesize/") else "openai"
        limit = time.monotonic() + 60
        while not child.over() and not self._done():
            if during and any(each["vendor"] == vendor for each in self.rounds.place.booked(self.key)[booked:]):
                child.kill()
                break
            if time.monotonic() > limit:
                child.kill()
                raise AssertionError(f"{self.name} hangs at {crash}: {child.said()}")
            yield
        yield from child.stopped("PepTalk is up")
        if child.code != -9:
            if child.code:
                self.rounds.report.faults.append(f"{self.name} at {crash} ended with {child.code}: {child.said()}")
            return False
        left = left_by_a_kill(self.home, self.home.path.with_suffix(".copy"))
        self.under_way |= left.intents
        self.rounds.report.faults += [f"{self.name} after {crash}: {each}" for each in left.faults]
        return True

    def end(self, env: dict[str, str]) -> History:
        """Run to the end of all work."""
        child = yield from self._start(env)
        limit = time.monotonic() + 60
        while not child.over() and not self._done():
            if time.monotonic() > limit:
                child.kill()
                raise AssertionError(f"{self.name} did not come to its end: {child.said()}")
            yield
        yield from child.stopped("PepTalk is up")
        if child.code:
            self.rounds.report.faults.append(f"{self.name} ended with {child.code}: {child.said()}")

    def check(self) -> None:
        """Hold the home to all that must be true of it."""
        report = self.rounds.report
        buried = 1 if self.kind == "night" else 0
        faults = unfinished(self.home, dict.fromkeys(self.slugs, 1), buried)
        found = paid(self.home, self.rounds.place.booked(self.key), faults)
        if found.lost > len(self.under_way):
            faults.append(f"{found.lost} calls are lost, but {len(self.under_way)} were under way at the crashes")
        report.faults += [f"{self.name}: {each}" for each in faults]
        report.homes += 1
        report.booked += found.booked
        report.answered += found.answered
        report.lost += found.lost
        report.unreached += found.unreached
        if not faults:
            shutil.rmtree(self.home.path)

    def passed(self) -> Counter[str]:
        """The points of the log, in the order of their first passing."""
        return Counter(self.log.read_text("utf-8").splitlines())

    def _start(self, more: dict[str, str]) -> Generator[None, None, Child]:
        env = {**self.rounds.place.early.env(self.name), "PEPTALK_HOME": str(self.home.path), **more}
        if not self.prepared:
            self.prepared = True
            yield from prepare(
                self.home, self.file, self.rounds.place.early.env(self.name), troubled=self.kind == "night"
            )
        command = ["up", "--port", "0"] if self.kind in ("night", "pages") else ["run-batch", str(self.file)]
        env |= {"PEPTALK_HOME": str(self.home.path), **more}
        return fork(peptalk(*command), env, self.home.path.with_suffix(".said"))

    def _done(self) -> bool:
        return self.kind in ("night", "pages") and idle(self.home, 2 if self.kind == "night" else 1)


def _place(point: str) -> str:
    """Where it lies: in a function, the broker, the cron or the command."""
    return point.partition("/")[0]


def _callers(points: list[str]) -> list[str]:
    return [each for each in ("synthesize", "comply") if any(point.startswith(f"{each}/") for point in points)]


def run(
    times: int, share: float, seed: int, folder: Path, lanes: int, tell: Callable[[str], None], *, write: bool
) -> Report:
    """The campaign: each point `times` times, or of a share of the points; `write` keeps the recorded points."""
    preload()
    begun = time.monotonic()
    report = Report(seed)
    place = world(folder, paged_corpus(folder))
    rounds = Rounds(place, report, tell)
    try:
        warm(place)
        interleave(rounds.record(kind) for kind in KINDS)
        report.points = sorted({point for passed in rounds.recorded.values() for point in passed})
        if write:
            POINTS.write_text("".join(f"{each}\n" for each in report.points), "utf-8")
        if report.points != known():
            report.faults.append(f"{POINTS.name} is not what a run passes: {STALE}")
        if not report.faults:
            rounds.choose(times, share, random.Random(seed))
            interleave(rounds.lane() for _ in range(lanes))
    finally:
        place.stop()
    report.seconds = round(time.monotonic() - begun, 1)
    return report


def main() -> int:
    """The command."""
    command = parser(lanes=6)
    command.add_argument("--times", type=int, required=True)
    command.add_argument("--share", type=float, default=1.0)
    command.add_argument("--write", action="store_true", help="keep what was recorded as the points that are known")
    given = command.parse_args()
    tell = teller(progress=given.progress)
    report = run(given.times, given.share, given.seed, given.folder, given.lanes, tell, write=given.write)
    return reported(report, given.folder)


if __name__ == "__main__":
    sys.exit(main())
