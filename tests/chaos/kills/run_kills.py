"""kill -9 again and again, over `run-batch` and `up`, until as many as asked for have hit (`-m chaos.kills.run_kills`).

Each home goes through two states of the evidence. In each state its process is killed at most four times (the fifth
death of the same work rightly buries it), at instants drawn over the measured length of a run that nobody kills, and
then runs to its end. What must hold is in campaigns/home.py; the report says how it went.
"""

import hashlib
import itertools
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rigs.ready import preload

from chaos.campaigns.children import Child, History, Vendors, fork, interleave, peptalk
from chaos.campaigns.command import parser, reported, teller
from chaos.campaigns.home import Intent, Paid, left_by_a_kill, paid, unfinished
from chaos.campaigns.places import CHANGED, World, catalog, every_slug, idle, night, prepare, warm, world
from infra.local.crashes.crash_phases import Phases
from infra.local.crashes.crash_points import PHASES
from infra.local.machine.home import Home

KILLS_A_STATE = 4
RECOVERY_AT_MOST = 5.0
COMMANDS = ("run-batch", "up")


@dataclass
class Report:
    """What a campaign came to. Times are seconds."""

    seed: int
    kills: int = 0
    homes: int = 0
    states: int = 0
    """Evidence states run to their end, each held to all that must be true."""
    publications: int = 0
    commands: dict[str, int] = field(default_factory=dict[str, int])
    inside: dict[str, int] = field(default_factory=dict[str, int])
    """Kills by what was in flight; one kill may be inside several."""
    lengths: dict[str, float] = field(default_factory=dict[str, float])
    booked: int = 0
    answered: int = 0
    lost: int = 0
    unreached: int = 0
    under_way: int = 0
    """Calls without a stored answer right after the kills."""
    recoveries: int = 0
    """Kills after which the next process took over what the dead one held."""
    cut_short: int = 0
    """Kills whose next process was itself killed before that."""
    nothing_held: int = 0
    """Kills before the process had registered, or after its work had ended: nothing was to be taken over."""
    slowest_recovery: float = 0.0
    mean_recovery: float = 0.0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list[str])

    def enough(self, kills: int) -> bool:
        """Whether there were so many kills, inside a model's call and elsewhere, and what was held was taken over.

        Where chance withholds that, it has four times as many to bring it.
        """
        told = self.recoveries > 0 and self.inside.get("model call", 0) > 0 and len(self.inside) > 1
        return self.kills >= kills and (told or self.kills >= 4 * kills)


@dataclass
class Campaign:
    """One campaign's settings and state; several homes go through it side by side."""

    world: World
    kills: int
    sizes: tuple[int, ...]
    report: Report
    tell: Callable[[str], None]
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)
    turns: "itertools.cycle[str]" = field(default_factory=lambda: itertools.cycle(COMMANDS))

    def lane(self, name: int) -> History:
        """Home after home, until the kills are enough."""
        rng = random.Random(f"{self.report.seed}-{name}")
        while not self.report.enough(self.kills) and not self.report.faults:
            one = Life(self, rng, next(self.turns), rng.choice(self.sizes))
            yield from one.live()


class Life:
    """One home, through both states of the evidence."""

    def __init__(
        self, campaign: Campaign, rng: random.Random, command: str, size: int, *, spared: bool = False
    ) -> None:
        self.campaign, self.report, self.rng = campaign, campaign.report, rng
        self.command, self.size, self.spared = command, size, spared
        self.name = f"{command}-{size}-{next(campaign.numbers)}"
        self.home = Home(campaign.world.folder / self.name)
        self.file = campaign.world.folder / f"{self.name}.yaml"
        others = [each for each in every_slug() if each != CHANGED]
        self.slugs = catalog(self.file, [CHANGED, *rng.sample(others, size - 1)])
        self.phases_file = campaign.world.folder / f"{self.name}.phases"
        self.phases = Phases(self.phases_file)
        self.under_way: set[Intent] = set()
        self.killed = False
        """Whether the process before was killed, and what it held is yet to be taken over."""

    def live(self) -> History:
        """Both states, and the checks."""
        found = Paid(0, 0, 0, 0)
        for state, vendors in enumerate((self.campaign.world.early, self.campaign.world.later), 1):
            yield from self._state(state, vendors)
            faults = unfinished(self.home, {slug: state if slug == CHANGED else 1 for slug in self.slugs})
            found = paid(self.home, self.campaign.world.booked(self._key()), faults)
            if found.lost > len(self.under_way):
                faults.append(f"{found.lost} calls are lost, but {len(self.under_way)} were under way at the kills")
            if self.spared and found.lost:
                faults.append(f"nobody killed it, yet it lost {found.lost} calls")
            self.report.states += 1
            self.report.faults += [f"{self.name}, state {state}: {each}" for each in faults]
            if faults:
                return
        self._add_up(found)
        shutil.rmtree(self.home.path)

    def _state(self, state: int, vendors: Vendors) -> History:
        env = self._env(vendors)
        if self.command == "up":
            yield from (prepare(self.home, self.file, env) if state == 1 else night(self.home, env))
        if self.spared:
            child = self._start(env)
            yield from self._to_its_end(child, state)
            self.report.lengths[_kind(self.command, self.size, state)] = round(child.ended - child.begun, 2)
            return
        length = self.report.lengths[_kind(self.command, self.size, state)]
        for _ in range(KILLS_A_STATE):
            if self.report.enough(self.campaign.kills):
                break
            child = self._start(env)
            at = child.begun + self.rng.uniform(0, length)
            while time.monotonic() < at and not child.over() and not self._done(state):
                yield
            if child.over() or self._done(state):
                yield from self._to_its_end(child, state)
                return
            if child.kill():
                self._killed(child)
        yield from self._to_its_end(self._start(env), state)

    def _env(self, vendors: Vendors) -> dict[str, str]:
        return {**vendors.env(self.name), "PEPTALK_HOME": str(self.home.path), PHASES: str(self.phases_file)}

    def _start(self, env: dict[str, str]) -> Child:
        self.phases.clear()
        command = ["run-batch", str(self.file)] if self.command == "run-batch" else ["up", "--port", "0"]
        return fork(peptalk(*command), env, self.home.path.with_suffix(".said"))

    def _done(self, state: int) -> bool:
        return self.command == "up" and idle(self.home, state)

    def _to_its_end(self, child: Child, state: int) -> History:
        if self.command == "up":
            limit = time.monotonic() + 60
            while not child.over() and not self._done(state):
                if time.monotonic() > limit:
                    child.kill()
                    raise AssertionError(f"{self.name} did not come to its end; it said: {child.said()}")
                yield
            child.ended = time.monotonic()
            ended = child.ended
            yield from child.stopped("PepTalk is up")
            child.ended = ended
        else:
            yield from child.until_over()
        self._recovered(child)
        if child.code:
            self.report.faults.append(f"{self.name} ended with {child.code}: {child.said()}")

    def _killed(self, child: Child) -> None:
        inside = self.phases.in_flight
        left = left_by_a_kill(self.home, self.home.path.with_suffix(".copy"))
        new = left.intents - self.under_way
        if new:
            inside.append("model call")
        self.under_way |= new
        self._recovered(child, cut=True)
        self.killed = True
        self.report.kills += 1
        for counts, names in ((self.report.commands, [self.command]), (self.report.inside, inside or ["elsewhere"])):
            for name in names:
                counts[name] = counts.get(name, 0) + 1
        self.report.faults += [f"{self.name}: after kill {self.report.kills}: {each}" for each in left.faults]
        self.campaign.tell(f"{self.report.kills} of {self.campaign.kills} kills, {self.report.states} states published")

    def _recovered(self, child: Child, *, cut: bool = False) -> None:
        """Measure how long the process took until it had taken over what the killed one before it held."""
        if not self.killed:
            return
        back = self.phases.taken_over
        if back is None:
            if cut:
                self.report.cut_short += 1
                return
            self.report.nothing_held += 1
            self.killed = False
            return
        self.killed = False
        took = back - child.begun
        self.report.mean_recovery = (self.report.mean_recovery * self.report.recoveries + took) / (
            self.report.recoveries + 1
        )
        self.report.recoveries += 1
        self.report.slowest_recovery = max(self.report.slowest_recovery, took)
        if took >= RECOVERY_AT_MOST:
            self.report.faults.append(f"{self.name} took {took:.1f} s to take over what the killed process held")

    def _key(self) -> str:
        return hashlib.sha256(self.name.encode()).hexdigest()[:12]

    def _add_up(self, found: Paid) -> None:
        self.report.homes += 1
        self.report.publications += len(self.slugs) + 1
        self.report.booked += found.booked
        self.report.answered += found.answered
        self.report.lost += found.lost
        self.report.unreached += found.unreached
        self.report.under_way += len(self.under_way)


def _kind(command: str, size: int, state: int) -> str:
    return f"{command} of {size}, state {state}"


def run(kills: int, seed: int, folder: Path, sizes: tuple[int, ...], lanes: int, tell: Callable[[str], None]) -> Report:
    """The campaign. `tell` is given a line of progress after each kill."""
    preload()
    begun = time.monotonic()
    report = Report(seed)
    place = world(folder, changes=True)
    campaign = Campaign(place, kills, sizes, report, tell)
    try:
        warm(place)
        spared = [
            Life(campaign, random.Random(seed), command, size, spared=True).live()
            for command in COMMANDS
            for size in sizes
        ]
        # As many at once as later, so that the instants are drawn over what a run takes beside others.
        for at in range(0, len(spared), lanes):
            interleave(spared[at : at + lanes])
        if not report.faults:
            interleave(campaign.lane(lane) for lane in range(lanes))
    finally:
        place.stop()
    report.seconds = round(time.monotonic() - begun, 1)
    return report


def main() -> int:
    """The command."""
    command = parser(lanes=4)
    command.add_argument("--kills", type=int, required=True)
    command.add_argument("--sizes", default="3")
    given = command.parse_args()
    sizes = tuple(int(each) for each in given.sizes.split(","))
    report = run(given.kills, given.seed, given.folder, sizes, given.lanes, teller(progress=given.progress))
    return reported(report, given.folder)


if __name__ == "__main__":
    sys.exit(main())
