"""kill -9 at every gap of a night that asks by batches; run it with -m chaos.campaign_batches.

Two deliveries of the same three messages are handled at once, the vendor's batch is looked at, and the work done: all
of it in a child that dies at the n-th gap between its effects. Another child goes on an hour later, until all is done.
Then the stand-in's bills are held to the ledger.
"""

import asyncio
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import urllib.request
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from chaos.campaign_command import parser, reported, teller
from chaos.children import Child, Vendors, fork, preload, rows
from factories import pack, pack_study, sentence, synthesize

from functions.synthesize.handler import queue, scheduled
from infra.local.crash_ports import wrapped
from infra.local.embedded import Embedded, open_embedded
from infra.local.home import Home
from infra.local.models import sync_models
from infra.sandbox import samples
from queues.topology import queue_for
from shared.domain.canonical import trace_of
from shared.platform.ports import Batch, Platform, Statement, Tick
from shared.store import objects, runs

RUN = "nightly-2026-11-23T02:00:00Z"
SLUGS = ("exemplin", "pretendulin", "utopentide")
ROUNDS = 4
PRICE = {"messages": 100, "batches": 50}
_PRICED = (
    "INSERT INTO model_prices (model, as_of, input_microusd, cached_input_microusd, output_microusd, batch_percent,"
    " source) VALUES ('sandbox-writer', '2026-01-01', 2000000, 100000, 10000000, 50, 'invented')"
)


@dataclass
class Report:
    """What came of it."""

    seed: int
    gaps: int = 0
    kills: int = 0
    bills: int = 0
    lost: int = 0
    unreached: int = 0
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


def night(home: Home, env: dict[str, str], later: int, die_at: int | None, gaps: Path) -> int:
    """Deliver twice at once and look, several times; die at a gap. Returns 0 once all is done."""
    return asyncio.run(_night(home, env, later, die_at, gaps))


async def _night(home: Home, env: dict[str, str], later: int, die_at: int | None, gaps: Path) -> int:
    passed = 0

    def gap() -> None:
        nonlocal passed
        passed += 1
        if passed == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def effect(*_: str) -> Generator[None]:
        gap()
        yield
        gap()

    async with _opened(home, env, later) as (embedded, clock):
        await embedded.broker.reap(embedded.lapse)
        one = wrapped(embedded.platform("synthesize"), effect)
        bodies = [job.encode() for job in await _jobs(one)]
        for _ in range(ROUNDS):
            both = [Batch(queue_for(synthesize()), [_Delivery(each) for each in bodies]) for _ in range(2)]
            await asyncio.gather(*(queue(each, one) for each in both))
            clock.ahead += timedelta(minutes=20)
            tick = Tick("*/10 * * * *", clock.now())
            await asyncio.gather(scheduled(tick, one), scheduled(tick, one))
        gaps.write_text(str(passed), "utf-8")
    return 0


@asynccontextmanager
async def _opened(home: Home, env: dict[str, str], later: int) -> AsyncGenerator[tuple[Embedded, LaterClock]]:
    clock = LaterClock(later)
    settings = {**env, "PEPTALK_BATCHES": "nightly", "PEPTALK_MODEL_CALLS_PER_MINUTE": "0"}
    with home.path.with_suffix(".lines").open("a", encoding="utf-8") as log:
        async with open_embedded(home, settings, sink=lambda line: print(line, file=log), clock=clock) as embedded:
            yield embedded, clock


async def _jobs(one: Platform) -> list[Any]:
    jobs: list[Any] = []
    for number, slug in enumerate(SLUGS, 1):
        text = f"Grip strength was higher with {slug} than with placebo after {number + 10} weeks."
        of = pack(slug=slug, studies=(pack_study(number),), sentences=(sentence(number, 1, text),)).encode()
        key = objects.key_of("packs", of)
        if await one.files.head(key) is None:
            await one.files.put(key, of)
        jobs.append(synthesize(run_id=RUN, slug=slug, trace_id=trace_of(RUN, slug), pack=key))
    return jobs


async def _prepare(home: Home) -> int:
    async with _opened(home, {}, 0) as (embedded, _):
        one = embedded.platform("command")
        await sync_models(one)
        await one.db.run(Statement(_PRICED))
        await one.db.run(runs.SQL("open", id=RUN, kind="nightly", origin=RUN, now="2026-11-23T02:00:00.000Z"))
        await _jobs(one)
    return 0


class Campaign:
    """Homes killed once each, one after the other."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder, self.report = folder, report
        self.vendors = Vendors.start(samples.CORPUS, folder / "vendors", 0.0)
        self.template = Home(folder / "template")
        self._ended(lambda: asyncio.run(_prepare(self.template)), "template")

    def one(self, die_at: int | None) -> None:
        """A home that dies at this gap, and goes on; None dies nowhere and measures how many there are."""
        name = f"home-{die_at or 0}-{self.report.kills}"
        home, gaps = Home(self.folder / name), self.folder / f"{name}.gaps"
        shutil.copytree(self.template.path, home.path)
        env = self.vendors.env(name)
        if die_at is None:
            self._ended(lambda: night(home, env, 0, None, gaps), name)
            self.report.gaps = int(gaps.read_text("utf-8"))
        else:
            child = self._ended(lambda: night(home, env, 0, die_at, gaps), name)
            self.report.kills += child.code == -signal.SIGKILL
            self._ended(lambda: night(home, env, 90, None, gaps), name)
        self.check(home, name)
        shutil.rmtree(home.path)

    def check(self, home: Home, name: str) -> None:
        """All is done, and the ledger with its lost rows is what the stand-in would charge for."""
        states = rows(home.app_db, "SELECT state, count(*) FROM work WHERE stage = 'synthesize' GROUP BY 1")
        if states != [("done", len(SLUGS))]:
            self.report.faults.append(f"{name}: work is {states}")
        open_ones = rows(home.app_db, "SELECT id, state FROM model_batches WHERE state <> 'closed'")
        if open_ones:
            self.report.faults.append(f"{name}: batches are left: {open_ones}")
        calls = rows(
            home.app_db, "SELECT state, vendor_request_id, cost_microusd FROM model_calls WHERE state <> 'rejected'"
        )
        answers = {id: cost for state, id, cost in calls if state in ("accepted", "refused")}
        lost = sum(state == "lost" for state, _, _ in calls)
        if len(answers) + lost != len(calls) or len(answers) != len(SLUGS):
            self.report.faults.append(f"{name}: calls ended as {calls}")
        billed = self.bills(name)
        unbooked = [each for each in billed if each["id"] not in answers]
        if len(unbooked) > lost:
            self.report.faults.append(f"{name}: {len(unbooked)} bills beside the answers, of {lost} lost calls")
        of_answers = sum(_cost(each) for each in billed if each["id"] in answers)
        if of_answers != sum(answers.values()) or len(billed) - len(unbooked) != len(answers):
            self.report.faults.append(f"{name}: billed {of_answers}, booked {answers}")
        self.report.bills += len(billed)
        self.report.lost += lost
        self.report.unreached += lost - len(unbooked)
        self.report.adopted += "batch_adopted" in home.path.with_suffix(".lines").read_text("utf-8")

    def bills(self, key: str) -> list[dict[str, Any]]:
        """What the stand-in would charge the key for."""
        url = self.vendors.env(key)["PEPTALK_ANTHROPIC_URL"].removesuffix("/anthropic") + "/sandbox/bills"
        with urllib.request.urlopen(url, timeout=20) as answer:
            found = json.load(answer)["bills"]
        return [each for each in found if each["key"] == hashlib.sha256(key.encode()).hexdigest()[:12]]

    def _ended(self, work: Callable[[], int], name: str) -> Child:
        child = fork(work, {}, self.folder / f"{name}.said")
        for _ in child.until_over(120):
            pass
        if child.code not in (0, -signal.SIGKILL):
            self.report.faults.append(f"{name} ended with {child.code}: {child.said()}")
        return child


def _cost(bill: dict[str, Any]) -> int:
    micro = 2 * bill["input_tokens"] + 10 * bill["output_tokens"]
    return -(-micro * PRICE[bill["way"]] // 100)


def main() -> int:
    """The command."""
    command = parser(lanes=1)
    command.add_argument("--times", type=int, required=True)
    given = command.parse_args()
    preload()
    report, tell = Report(given.seed), teller(progress=given.progress)
    given.folder.mkdir(parents=True, exist_ok=True)
    campaign = Campaign(given.folder, report)
    try:
        campaign.one(None)
        order: list[int] = []
        rng = random.Random(given.seed)
        while len(order) < given.times and report.gaps:
            order += rng.sample(range(1, report.gaps + 1), report.gaps)
        for at in order[: given.times]:
            campaign.one(at)
            tell(f"{report.kills} kills of {given.times}")
            if report.faults:
                break
    finally:
        campaign.vendors.child.kill()
    return reported(report, given.folder)


if __name__ == "__main__":
    sys.exit(main())
