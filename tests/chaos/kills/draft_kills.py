"""kill -9 at every named point of synthesize and comply; run it with -m chaos.kills.draft_kills.

A draft goes its whole way between the two, in one of three ways: as two peptides of a night whose requests go by
batches; alone, in the ordinary way; and the same with each message delivered twice and at once. In the ordinary ways
the writer invents a number, so that the draft is sent back and goes a second round. A child dies at the n-th passing
of a point; another goes on an hour and a half later until all is done, and delivers everything once more. Then the
stand-ins' books, of both vendors, are held to the ledger in money (`chaos.campaigns.books`).
"""

import asyncio
import json
import os
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from invented.factories import pack, pack_study, peptide, sentence, synthesize
from rigs.ready import preload

from chaos.campaigns.books import PRICED, PRICES, Books, balanced, bills, fingerprint
from chaos.campaigns.children import REVISED, Child, Vendors, fork, interleave, rows
from chaos.campaigns.command import parser, reported, teller
from chaos.campaigns.home import paid
from functions.comply import handler as comply
from functions.synthesize import handler as synthesize_handler
from infra.local.checkout.models import sync_models
from infra.local.crashes.crash_ports import wrapped
from infra.local.machine.home import Home
from infra.local.platform.embedded import Embedded, open_embedded
from infra.sandbox import samples
from queues.messages import SynthesizeMonograph
from shared.domain.canonical import trace_of
from shared.platform.ports import Batch, Platform, Statement, Tick
from shared.store import objects
from shared.store.evidence import peptides
from shared.store.operations import runs

RUN = "nightly-2026-11-23T02:00:00Z"
SLUGS = ("exemplin", "pretendulin")
BATCHES, ALONE, TWICE = WAYS = ("batches", "alone", "twice at once")
PASSES_AT_MOST = 9
_OPEN = (
    "SELECT (SELECT count(*) FROM work WHERE stage IN ('synthesize', 'comply') AND state <> 'done'), "
    "(SELECT count(*) FROM work WHERE stage = 'render')"
)
_ASKED = "SELECT body FROM work WHERE stage = ?1 ORDER BY created_at, identity"


@dataclass(frozen=True)
class Death:
    """Where a child is to die: at which passing of which point."""

    way: str
    point: str
    nth: int


@dataclass
class Report:
    """What came of it. `points` are, by way, those that a child without a death passed, each with how often one died
    there; `rounds` the requests by stage of those children."""

    seed: int
    kills: int = 0
    missed: int = 0
    points: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    rounds: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    books: dict[str, Books] = field(default_factory=lambda: {vendor: Books() for vendor in PRICES})
    adopted: int = 0
    faults: list[str] = field(default_factory=list[str])


class LaterClock:
    """The Clock port, so many minutes ahead."""

    def __init__(self, minutes: int) -> None:
        self.ahead = timedelta(minutes=minutes)

    def now(self) -> datetime:
        return datetime.now().astimezone() + self.ahead

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.01))


@dataclass
class _Delivery:
    body: str
    id: str = "one"
    attempts: int = 1

    def ack(self) -> None: ...

    def retry(self, *, delay_seconds: int = 0) -> None: ...


def drafts(home: Home, env: dict[str, str], later: int, death: Death, passed: Path) -> int:
    """Deliver until all is done, and once more; die where it is said. Returns 0 once all is done."""
    return asyncio.run(_drafts(home, env, later, death, passed))


async def _drafts(home: Home, env: dict[str, str], later: int, death: Death, passed: Path) -> int:
    seen: Counter[str] = Counter()

    def at(point: str) -> None:
        seen[point] += 1
        if (point, seen[point]) == (death.point, death.nth):
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def effect(where: str, what: str, _: str) -> Generator[None]:
        at(f"{where}/before {what}")
        yield
        at(f"{where}/after {what}")

    async with _opened(home, env, later, death.way) as (embedded, clock):
        await embedded.broker.reap(embedded.lapse)
        writer, judge = (wrapped(embedded.platform(each), effect) for each in ("synthesize", "comply"))
        jobs = [job.encode() for job in await _jobs(writer, death.way)]
        for _ in range(PASSES_AT_MOST):
            done = await _done(writer, len(jobs))
            await _deliver(writer, synthesize_handler.queue, jobs, death.way)
            await _deliver(judge, comply.queue, (), death.way)
            if done:
                break
            # Whatever said that it should be asked again later is.
            clock.ahead += timedelta(minutes=20)
            if death.way == BATCHES:
                tick = Tick("*/10 * * * *", clock.now())
                await asyncio.gather(*(synthesize_handler.scheduled(tick, writer) for _ in range(2)))
        passed.write_text(json.dumps(seen), "utf-8")
    return 0


async def _done(one: Platform, count: int) -> bool:
    row = await one.db.first(Statement(_OPEN)) or {}
    return list(row.values()) == [0, count]


async def _deliver(one: Platform, queue: Callable[[Batch, Platform], object], jobs: Sequence[str], way: str) -> None:
    """Everything that this function was ever asked for, finished or not; but alone, twice and at once."""
    stored = await one.db.all(Statement(_ASKED, (one.function,)))
    bodies = list(dict.fromkeys([*jobs, *(row["body"] for row in stored)]))
    if bodies:
        times = 1 if way == ALONE else 2
        batches = [Batch(f"peptalk-{one.function}", [_Delivery(each) for each in bodies]) for _ in range(times)]
        await asyncio.gather(*(queue(each, one) for each in batches))  # pyright: ignore[reportArgumentType]


@asynccontextmanager
async def _opened(home: Home, env: dict[str, str], later: int, way: str) -> AsyncGenerator[tuple[Embedded, LaterClock]]:
    clock = LaterClock(later)
    settings = {**env, "PEPTALK_MODEL_CALLS_PER_MINUTE": "0", "PEPTALK_FIRST_PUBLICATION": "automatic"}
    settings["PEPTALK_BATCHES"] = "nightly" if way == BATCHES else "off"
    with home.path.with_suffix(".lines").open("a", encoding="utf-8") as log:
        async with open_embedded(home, settings, sink=lambda line: print(line, file=log), clock=clock) as embedded:
            yield embedded, clock


async def _jobs(one: Platform, way: str) -> list[SynthesizeMonograph]:
    jobs: list[SynthesizeMonograph] = []
    for slug in SLUGS if way == BATCHES else SLUGS[:1]:
        texts = [
            f"Grip strength was higher with {slug} than with placebo after 11 weeks.",
            f"Pain was lower with {slug} than with placebo after 12 weeks.",
            f"Body weight was lower with {slug} than with placebo after 13 weeks.",
        ]
        of = pack(
            slug=slug,
            name=slug.capitalize(),
            aliases=(),
            studies=tuple(pack_study(number) for number, _ in enumerate(texts, 1)),
            sentences=tuple(sentence(number, 1, text) for number, text in enumerate(texts, 1)),
        ).encode()
        key = objects.key_of("packs", of)
        if await one.files.head(key) is None:
            await one.files.put(key, of)
        jobs.append(synthesize(run_id=RUN, slug=slug, trace_id=trace_of(RUN, slug), pack=key))
    return jobs


async def _prepare(home: Home) -> int:
    async with _opened(home, {}, 0, BATCHES) as (embedded, _):
        one = embedded.platform("command")
        await sync_models(one)
        known = [peptide(slug=each, name=each.capitalize(), aliases=[], terms=[each], sample=True) for each in SLUGS]
        now = one.clock.now()
        await one.db.batch(
            [
                *(
                    Statement(PRICED, (model, read * 10**6, written * 10**6))
                    for model, read, written in PRICES.values()
                ),
                *peptides.sync(known, "sample", now),
                *runs.start(RUN, "nightly", RUN, SLUGS, now),
            ]
        )
        await _jobs(one, BATCHES)
    return 0


class Campaign:
    """Homes killed once each, one after the other."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder, self.report = folder, report
        self.vendors = Vendors.start(samples.CORPUS, folder / "vendors", 0.0)
        self.template = Home(folder / "template")
        self.homes = 0
        self._ended(lambda: asyncio.run(_prepare(self.template)), "template")

    def measure(self, way: str) -> list[Death]:
        """Every death that this way has: each passing of each point by a child that nobody kills."""
        passed = self.one(Death(way, "", 0))
        self.report.points[way] = dict.fromkeys(sorted(passed), 0)
        return [Death(way, point, nth) for point, times in passed.items() for nth in range(1, times + 1)]

    def one(self, death: Death) -> dict[str, int]:
        """A home in which a child dies so, and another goes on; what the first passed, where it lived."""
        self.homes += 1
        name = f"{'night' if death.way == BATCHES else REVISED}-{self.homes}"
        home, passed = Home(self.folder / name), self.folder / f"{name}.passed"
        shutil.copytree(self.template.path, home.path)
        env = self.vendors.env(name)
        child = self._ended(lambda: drafts(home, env, 0, death, passed), name)
        killed = child.code == -signal.SIGKILL
        found: dict[str, int] = {} if killed else json.loads(passed.read_text("utf-8"))
        if killed:
            self.report.kills += 1
            self.report.points[death.way][death.point] = self.report.points[death.way].get(death.point, 0) + 1
            self._ended(lambda: drafts(home, env, 90, Death(death.way, "", 0), passed), name)
        self.check(home, name, death)
        shutil.rmtree(home.path)
        return found

    def check(self, home: Home, name: str, death: Death) -> None:
        """All is done, and the ledger with its lost rows is what the stand-ins would charge for."""
        faults: list[str] = []
        states = rows(home.app_db, "SELECT stage, state, count(*) FROM work GROUP BY 1, 2 ORDER BY 1, 2")
        count = len(SLUGS) if death.way == BATCHES else 1
        rounds = count if death.way == BATCHES else 2
        if states != [("comply", "done", rounds), ("render", "queued", count), ("synthesize", "done", rounds)]:
            faults.append(f"work is {states}")
        if open_ones := rows(home.app_db, "SELECT id, state FROM model_batches WHERE state <> 'closed'"):
            faults.append(f"batches are left: {open_ones}")
        found = balanced(home, bills(self.vendors, name), faults)
        if death.way != BATCHES:
            booked = [each for each in self.vendors.booked() if each["key"] == fingerprint(name)]
            paid(home, [each for each in booked if each["vendor"] != "ncbi"], faults)
        if not death.point:
            calls = rows(home.app_db, "SELECT stage, count(*) FROM model_calls GROUP BY 1")
            self.report.rounds[death.way] = dict(calls)
        for vendor, books in found.items():
            total = self.report.books[vendor]
            self.report.books[vendor] = Books(**{k: v + getattr(books, k) for k, v in asdict(total).items()})
        self.report.adopted += "batch_adopted" in home.path.with_suffix(".lines").read_text("utf-8")
        self.report.faults += [f"{name}, {death}: {each}" for each in faults]

    def _ended(self, work: Callable[[], int], name: str) -> Child:
        child = fork(work, {}, self.folder / f"{name}.said")
        interleave([child.until_over(120)])
        if child.code not in (0, -signal.SIGKILL):
            self.report.faults.append(f"{name} ended with {child.code}: {child.said()}")
        return child


def order(deaths: Sequence[Death], rng: random.Random) -> list[Death]:
    """All of them in any order, but each point of each way once before any for the second time."""
    mixed = rng.sample(deaths, len(deaths))
    first = {(each.way, each.point): each for each in mixed}
    return [*first.values(), *(each for each in mixed if first[each.way, each.point] is not each)]


def main() -> int:
    """The command."""
    command = parser(lanes=1)
    command.add_argument("--times", type=int, required=True)
    given = command.parse_args()
    preload("synthesize", "comply")
    report, tell = Report(given.seed), teller(progress=given.progress)
    given.folder.mkdir(parents=True, exist_ok=True)
    campaign = Campaign(given.folder, report)
    try:
        rng = random.Random(given.seed)
        deaths = [each for way in WAYS for each in campaign.measure(way)]
        ahead: list[Death] = []
        while report.kills < given.times and not report.faults:
            ahead = ahead or order(deaths, rng)
            death = ahead.pop(0)
            kills = report.kills
            campaign.one(death)
            report.missed += report.kills == kills
            tell(f"{report.kills} kills of {given.times}, {report.missed} points not passed")
            if report.missed > given.times:
                report.faults.append("points were not passed again and again")
    finally:
        campaign.vendors.child.kill()
    return reported(report, given.folder)


if __name__ == "__main__":
    sys.exit(main())
