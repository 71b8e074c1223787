"""Dead letters replayed while the command is killed -9 again and again (`-m chaos.kills.replay_kills`).

Every letter is made by the pipeline itself: runs over the sample peptides whose search PubMed refuses. Then it answers,
a consumer works, and `peptalk dlq replay --all` is killed at drawn instants and gone on with by `--resume`, until it
has been killed as often as asked and has sent everything.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from rigs.ready import preload

from chaos.amounts import FULL
from chaos.campaigns.children import Child, Vendors, fork, peptalk, rows
from chaos.campaigns.places import every_slug
from infra.cli.desks import session
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import Embedded, open_embedded
from infra.sandbox import samples
from infra.sandbox.literature import ncbi
from shared.store.operations import dead_letters
from shared.store.operations.dead_letters import Filter
from shared.store.operations.run_start import begin

PER_MINUTE = 6_000 if FULL else 1_200
"""So many that a replay of few letters goes on as long as one of more."""

_DONE = """SELECT count(*) FROM dead_letters AS d JOIN work AS w ON w.identity = d.identity
WHERE w.state = 'done' AND w.generation = 1"""

_OPEN_ITEMS = "SELECT count(*) FROM run_items WHERE state IN ('queued', 'working')"


@dataclass
class Report:
    """What a campaign came to. Times are seconds."""

    seed: int
    letters: int = 0
    kills: int = 0
    commands: int = 0
    seconds: float = 0.0
    sent_while_alive: int = 0
    alive: float = 0.0
    slowest: float = 0.0
    fastest: float = 0.0
    first_seconds: list[int] = field(default_factory=list[int])
    """How many letters each life sent in its first second."""
    ends: dict[str, int] = field(default_factory=dict[str, int])
    audit: list[list[Any]] = field(default_factory=list[list[Any]])
    faults: list[str] = field(default_factory=list[str])

    @property
    def rate(self) -> float:
        """Letters a minute over all stretches in which a command lived and sent."""
        return 60 * self.sent_while_alive / self.alive if self.alive else 0.0


@dataclass
class Campaign:
    """One home, its stand-ins, and what is to be done to it."""

    home: Home
    vendors: Vendors
    count: int
    kills: int
    alone: bool
    report: Report
    tell: Callable[[str], None]
    lives: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    """When each command began and ended, as `time.time` says."""

    @property
    def env(self) -> dict[str, str]:
        """The right addresses, the extractive writer, NCBI's faster pace: what is under test is the replay."""
        given = self.vendors.env("none")
        kept = {name: value for name, value in given.items() if not name.endswith("_API_KEY")}
        return {**kept, "NCBI_API_KEY": "invented", "PEPTALK_HOME": str(self.home.path), "PEPTALK_ACTOR": "chaos"}

    def bury(self) -> None:
        """Fill the table with as many letters as asked for: runs whose fetch is refused for good."""

        async def fail(embedded: Embedded) -> None:
            await sync_models(embedded.platform(pipeline.COMMAND))
            await pipeline.sync_catalog(embedded, load(samples.CATALOG, sample=True))
            platform, slugs, left, number = embedded.platform(pipeline.COMMAND), every_slug(), self.count, 0
            while left:
                number += 1
                await begin(platform, f"batch-{number:05}", "batch", f"chaos-{number}", slugs[:left])
                left -= len(slugs[:left])

            async def all_buried() -> bool:
                _, open_ones = await dead_letters.matching(embedded.db, Filter(), 1)
                return open_ones >= self.count

            await embedded.consume(all_buried)

        faults = self.env["PEPTALK_NCBI_URL"].removesuffix(ncbi.PATH) + "/sandbox/faults"
        httpx.post(faults, json={"faults": [{"at": "ncbi/esearch", "fault": "400"}]}).raise_for_status()
        self.wait(self.child(fail, self.env), 1_800)
        httpx.delete(faults).raise_for_status()
        self.report.letters = self.counted("SELECT count(*) FROM dead_letters WHERE state = 'open'")

    def replay(self, rng: random.Random) -> None:
        """Replay all, with the kills."""
        consumer = None if self.alone else self.consume()
        try:
            # Killed in its first instants, a command leaves no replay to go on with.
            while not self.counted("SELECT count(*) FROM replays"):
                self.life(["--all", "--yes", "--reason", "cured", "--rate", f"{PER_MINUTE}/min"], rng)
            while self.counted("SELECT count(*) FROM replays WHERE state = 'open'") or not self.lives[1:]:
                self.life(["--resume"], rng)
            done = fork(peptalk("dlq", "replay", "--resume"), self.env, self.home.path.with_suffix(".said"))
            self.wait(done, 1_800)
        finally:
            if consumer is not None:
                os.kill(consumer.pid, signal.SIGTERM)
                self.wait(consumer, 60)

    def life(self, arguments: list[str], rng: random.Random) -> None:
        """One command: killed at a drawn instant while there are kills left, else followed to its end."""
        pending = self.counted("SELECT count(*) FROM replay_items WHERE state = 'pending'") or self.count
        begun = time.time()
        child = fork(peptalk("dlq", "replay", *arguments), self.env, self.home.path.with_suffix(".said"))
        self.report.commands += 1
        left = self.kills - self.report.kills
        if left > 0:
            # So long that the kills are spread over all that is left, however many there are.
            lasts = 0.4 + rng.random() * 1.4 * pending / (PER_MINUTE / 60) / (left + 1)
            while not child.over() and time.time() - begun < lasts:
                time.sleep(0.005)
            if child.kill():
                self.report.kills += 1
        else:
            self.wait(child, 1_800)
        self.lives.append((begun, time.time()))
        sent = self.counted("SELECT count(*) FROM replay_items WHERE state = 'sent'")
        self.tell(f"{self.report.kills} of {self.kills} kills, {sent} of {self.count} letters sent")

    def settle(self) -> None:
        """Hold what stands to the promises, and measure the rate."""
        self.measure()
        look, faults = self.look, self.report.faults
        self.report.ends = dict(look("SELECT state, count(*) FROM run_items GROUP BY 1"))
        self.report.audit = [list(row) for row in look("SELECT action, subject, actor, reason FROM audit")]
        expected = {
            "letters that are listed": ("SELECT count(*) FROM dead_letters", self.count),
            "letters replayed": ("SELECT count(*) FROM dead_letters WHERE state = 'replayed'", self.count),
            "items with one final state": ("SELECT count(*) FROM replay_items WHERE state = 'sent'", self.count),
            "letters in the task": ("SELECT count(DISTINCT letter) FROM replay_items", self.count),
            "work done, in generation 1": (
                _DONE,
                self.count,
            ),
            "work not ended": ("SELECT count(*) FROM work WHERE state <> 'done'", 0),
            "items not ended": (_OPEN_ITEMS, 0),
            "items failed": ("SELECT count(*) FROM run_items WHERE state = 'failed'", 0),
            "runs not ended": ("SELECT count(*) FROM runs WHERE finished_at IS NULL", 0),
            "evidence published twice": (
                "SELECT count(*) FROM (SELECT 1 FROM page_versions GROUP BY slug, pack HAVING count(*) > 1)",
                0,
            ),
            "versions": ("SELECT count(*) FROM page_versions", len({*every_slug()[: self.count]})),
            "items that published": (
                "SELECT count(*) FROM run_items WHERE state = 'published'",
                len({*every_slug()[: self.count]}),
            ),
            "tasks done": ("SELECT count(*) FROM replays WHERE state = 'done'", 1),
            "replays in the audit": ("SELECT count(*) FROM audit WHERE action = 'replay'", 1),
        }
        for what, (sql, wanted) in expected.items():
            if (found := self.counted(sql)) != wanted:
                faults.append(f"{what}: {found}, not {wanted}")
        faults += [f"app.db: {row[0]}" for row in look("PRAGMA integrity_check") if row[0] != "ok"]

    def measure(self) -> None:
        """The rate over the stretches in which a command lived: from its first batch to its last."""
        batches = [
            (datetime.fromisoformat(at).timestamp(), count)
            for at, count in self.look("SELECT at, count(*) FROM replay_items WHERE state = 'sent' GROUP BY batch, at")
        ]
        rates: list[float] = []
        for begun, ended in self.lives:
            mine = sorted(each for each in batches if begun <= each[0] <= ended)
            if not mine:
                continue
            first, last = mine[0][0], mine[-1][0]
            self.report.first_seconds.append(sum(count for at, count in mine if at < first + 1))
            # The first batch opens the stretch; each other one was waited for.
            sent = sum(count for _, count in mine[1:])
            self.report.sent_while_alive += sent
            self.report.alive += last - first
            if last - first > 1:
                rates.append(60 * sent / (last - first))
        self.report.slowest, self.report.fastest = min(rates, default=0.0), max(rates, default=0.0)

    def consume(self) -> Child:
        """A process that works on what comes, until it is told to stop."""

        async def work(embedded: Embedded) -> None:
            await embedded.consume(None)

        return self.child(work, self.env)

    def child(self, work: Callable[[Embedded], Any], env: dict[str, str]) -> Child:
        async def opened() -> None:
            with self.home.path.with_suffix(".lines").open("a", encoding="utf-8") as log:
                async with open_embedded(self.home, env, sink=lambda line: print(line, file=log)) as embedded:
                    await work(embedded)

        def run() -> int:
            try:
                session.until_stopped(opened())
            except session.Terminated:
                return 0
            return 0

        return fork(run, env, self.home.path.with_suffix(".said"))

    def wait(self, child: Child, seconds: float) -> None:
        for _ in child.until_over(seconds):
            time.sleep(0.02)
        if child.code not in (0, -signal.SIGTERM):
            raise AssertionError(f"a child ended with {child.code}; it said: {child.said()}")

    def look(self, sql: str) -> list[tuple[Any, ...]]:
        return rows(self.home.app_db, sql)

    def counted(self, sql: str) -> int:
        found = self.look(sql)
        return int(found[0][0]) if found else 0


def few(folder: Path) -> Path:
    """The sample's literature, two records of each peptide: it is read for every letter, and is not under test."""
    folder.mkdir()
    for path in samples.CORPUS.glob("*.xml"):
        head, *records = path.read_text("utf-8").split("<PubmedArticle>")
        text = "<PubmedArticle>".join([head, *records[:4]]).removesuffix("</PubmedArticleSet>\n").rstrip()
        (folder / path.name).write_text(f"{text}\n</PubmedArticleSet>\n", "utf-8")
    return folder


def run(folder: Path, count: int, kills: int, seed: int, tell: Callable[[str], None], *, alone: bool) -> Report:
    """The campaign. `tell` is given a line of progress after each command."""
    preload()
    begun = time.monotonic()
    report = Report(seed)
    vendors = Vendors.start(few(folder / "corpus"), folder / "vendors", 0.0)
    try:
        campaign = Campaign(Home(folder / "home"), vendors, count, kills, alone, report, tell)
        campaign.home.create()
        campaign.bury()
        tell(f"{report.letters} letters lie in the table after {timedelta(seconds=round(time.monotonic() - begun))}")
        campaign.replay(random.Random(seed))
        campaign.settle()
    finally:
        vendors.child.kill()
    report.seconds = round(time.monotonic() - begun, 1)
    return report


def main() -> int:
    """Write the report to FOLDER/report.json; progress goes to stdout where --progress asks for it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--letters", type=int, required=True)
    parser.add_argument("--kills", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--progress", action="store_true")
    given = parser.parse_args()

    def tell(line: str) -> None:
        if given.progress:
            print(f"{datetime.now(UTC):%H:%M:%S} {line}", flush=True)

    report = run(given.folder, given.letters, given.kills, given.seed, tell, alone=given.alone)
    (given.folder / "report.json").write_text(json.dumps({**asdict(report), "rate": report.rate}, indent=1), "utf-8")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
