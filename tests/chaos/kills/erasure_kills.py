"""kill -9 at each port call of an erasure, and at each call to Stripe; a process of its own, which forks.

A home in which something of one person lies everywhere is made once and copied for each history. In it an operator asks
for the erasure and the consumers run; the process dies at the point, and another that comes twenty minutes later goes
on, which in a second death may die too. Nobody asks again: what was asked for is found by watch. At the end everything
of the home is searched, and what Stripe and the mail provider took is counted.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from invented.persons import ADDRESS, CUSTOMER, MAIL, TELLING, found, planted
from rigs.offices import act
from rigs.ready import preload
from vendors.stripe_vendor import Vendor

from chaos.campaigns.children import Child, fork
from functions.operate.readers.erasing import ERASE, EraseSubscriber
from functions.watch.handler import scheduled
from infra.local.buckets.bucket import FolderBucket
from infra.local.crashes.crash_points import CrashPoints
from infra.local.machine.home import Home
from infra.local.platform.embedded import open_embedded
from infra.local.sqlite.database import SQLiteDatabase
from shared.platform.ports import Statement, Tick

LATER = timedelta(minutes=20)
"""Between the deaths of a home; longer than what was lost waits to be asked for again."""

CARRIERS = ("folder", "http")
"""Mails that lie in the home, which the erasure deletes, and a provider, to whom the last mail goes."""

STRIPE = ("stripe/before delete", "stripe/after delete")
"""A process dies while it waits for the answer: before Stripe did it, and after."""

ENDED = "SELECT 1 FROM erasures WHERE erased_at IS NOT NULL"
OPEN = "SELECT 1 FROM work WHERE state NOT IN ('done', 'dead', 'discarded')"


class Vendors(Vendor):
    """Stripe, and a provider of mail that knows a mail by its id; each keeps what it did in a file of the history's.

    Whose process is to die, and when, stands in `kill`: `before 4711`, a line.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        method, target = head.split(" ", 2)[:2]
        _, history, path = target.split("/", 2)
        mine = self.folder / history
        if path == "emails":
            key = next(line for line in head.splitlines() if line.lower().startswith("idempotency-key:"))
            await _answered(writer, 200, {"id": "name-at-provider"}, partial(_note, mine / "mailed", key))
            return
        self._die("before", mine)
        there = not (mine / "deleted").exists()
        if there:
            _note(mine / "deleted", f"{method} {path}")
        self._die("after", mine)
        gone = {"id": CUSTOMER, "object": "customer", "deleted": True}
        error = {"error": {"type": "invalid_request_error", "code": "resource_missing", "message": "No such customer"}}
        await _answered(writer, 200 if there else 404, gone if there else error)

    def _die(self, when: str, mine: Path) -> None:
        kill = mine / "kill"
        asked, _, pid = kill.read_text().partition(" ") if kill.exists() else ("", "", "")
        if asked == when:
            kill.unlink()
            os.kill(int(pid), signal.SIGKILL)


def _note(file: Path, said: str) -> None:
    with file.open("a", encoding="utf-8") as written:
        written.write(f"{said}\n")


def _place(file: Path, said: str) -> None:
    """Whoever finds the file finds all of it."""
    coming = file.with_name(f"{file.name}.coming")
    coming.write_text(said, "utf-8")
    coming.rename(file)


async def _answered(writer: asyncio.StreamWriter, status: int, body: Any, first: Any = None) -> None:
    if first:
        first()
    data = json.dumps(body).encode()
    head = f"HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n"
    writer.write(f"{head}request-id: req_1\r\nconnection: close\r\n\r\n".encode() + data)
    await writer.drain()
    writer.close()


def serve_vendors(folder: Path) -> int:
    async def run() -> None:
        server = await asyncio.start_server(Vendors(folder).serve, "127.0.0.1", 0)
        _place(folder / "port", str(server.sockets[0].getsockname()[1]))
        await server.serve_forever()

    asyncio.run(run())
    return 0


@dataclass
class Later:
    """The machine's clock, so much ahead."""

    ahead: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def plant(home: Path) -> int:
    """Something of the person in every table and in the bucket."""

    async def run() -> None:
        async with open_embedded(Home(home), {}, sink=lambda line: None) as embedded:
            await planted(embedded.db, embedded.files)
            # What is about her and waits is done, so that nothing but her erasure is worked at.
            await embedded.db.run(Statement("UPDATE work SET state = 'done', due_at = NULL"))

    asyncio.run(run())
    return 0


def live(home: Path, carrier: str, vendors: str, round: int, at: str | None, nth: int, log: Path) -> int:
    """One process: in the first round an operator asks; then consumers run until nothing is left to do, or it dies."""
    env = {
        "STRIPE_SECRET_KEY": "key-of-nobody",
        "PEPTALK_STRIPE_URL": vendors,
        "PEPTALK_MAIL": carrier,
        "PEPTALK_MAIL_URL": vendors,
        "RESEND_API_KEY": "key-of-nobody",
        "PEPTALK_ORIGIN": "http://here.test",
    }

    async def run() -> None:
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        points = CrashPoints(at if at not in STRIPE else None, nth, descriptor, None)
        said = (home / "peptalk.log").open("a", encoding="utf-8")
        async with open_embedded(
            Home(home),
            env,
            sink=lambda line: print(line, file=said, flush=True),
            clock=Later(LATER * round),
            around=points.around,
            make_broker=points.broker,
        ) as whole:
            ours = {name: whole.workers[name] for name in ("billing", "mail", "dead_letters")}
            embedded = replace(whole, workers=ours)
            if round == 0:
                request = EraseSubscriber(email=ADDRESS, act=act(1, "by letter"))
                await ERASE.run(embedded.platform("command"), request)
            else:
                await scheduled(Tick("*/5 * * * *", embedded.clock.now()), whole.platform("watch"))

            async def done() -> bool:
                return not await embedded.db.all(Statement(OPEN))

            await asyncio.wait_for(embedded.consume(done), 60)

    asyncio.run(run())
    return 0


@dataclass
class Report:
    """What came of it."""

    seed: int
    points: list[str] = field(default_factory=list[str])
    killed: dict[str, int] = field(default_factory=dict[str, int])
    twice: int = 0
    faults: list[str] = field(default_factory=list[str])
    seconds: float = 0.0


class Campaign:
    """Histories, each on a copy of the home."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder, self.report, self.number = folder, report, 0
        self.template = folder / "template"
        _over(fork(partial(plant, self.template), {}, folder / "said"))
        self.vendors = fork(partial(serve_vendors, folder), {}, folder / "said")
        while not (folder / "port").exists():
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{(folder / 'port').read_text()}"

    def record(self, carrier: str) -> Counter[str]:
        """The points that an erasure passes, and how often."""
        mine = self._begun(carrier)
        self._live(mine, carrier, 0, None)
        passed = Counter((mine / "points").read_text().splitlines())
        self._check(mine, carrier, "nothing")
        return passed + Counter(STRIPE)

    def history(self, carrier: str, deaths: list[tuple[str, int]]) -> None:
        """Die at these points one after the other, and go on to the end."""
        mine = self._begun(carrier)
        happened = 0
        for round, (point, nth) in enumerate(deaths):
            if self._live(mine, carrier, round, point, nth).code != -signal.SIGKILL:
                break
            happened += 1
            self.report.killed[point] = self.report.killed.get(point, 0) + 1
        # An operator who was cut off before it was on record asks again.
        asked = bool(_rows(mine / "home", "SELECT 1 FROM erasures"))
        self._live(mine, carrier, len(deaths) if asked else 0, None)
        self.report.twice += happened > 1
        self._check(mine, carrier, f"{deaths}")

    def _begun(self, carrier: str) -> Path:
        self.number += 1
        mine = self.folder / f"history-{self.number}"
        mine.mkdir()
        shutil.copytree(self.template, mine / "home")
        if carrier == "folder":
            (mine / "home" / "mail").mkdir(exist_ok=True)
            (mine / "home" / "mail" / f"{MAIL}.eml").write_text(ADDRESS)
        return mine

    def _live(self, mine: Path, carrier: str, round: int, at: str | None, nth: int = 1) -> Child:
        (mine / "kill").unlink(missing_ok=True)
        url = f"{self.url}/{mine.name}"
        child = fork(partial(live, mine / "home", carrier, url, round, at, nth, mine / "points"), {}, mine / "said")
        if at in STRIPE:
            _place(mine / "kill", f"{at.split('/')[1].split(' ')[0]} {child.pid}")
        _over(child)
        if child.code not in (0, -signal.SIGKILL):
            self.report.faults.append(f"{mine.name}: a process ended with {child.code}: {child.said()}")
        return child

    def _check(self, mine: Path, carrier: str, deaths: str) -> None:
        home = mine / "home"
        faults = asyncio.run(_left(home))
        faults += [] if _rows(home, ENDED) else ["the erasure did not end"]
        faults += ["there is a dead letter"] if _rows(home, "SELECT 1 FROM dead_letters WHERE state = 'open'") else []
        deleted, mailed = (_lines(mine / name) for name in ("deleted", "mailed"))
        if len(deleted) != 1 or not deleted[0].startswith("DELETE"):
            faults.append(f"Stripe did {deleted}")
        if len(set(mailed)) != CARRIERS.index(carrier):
            faults.append(f"the mails were {mailed}")
        self.report.faults += [f"{mine.name}, {carrier}, after {deaths}: {each}" for each in faults]
        if not faults:
            shutil.rmtree(mine)


async def _left(home: Path) -> list[str]:
    """Where anything of her is: database, bucket, queue, log and mails."""
    db = SQLiteDatabase(home / "app.db")
    telling = (*TELLING, "name-at-provider")
    places = await found(db, FolderBucket(home / "bucket"), telling)
    await db.close()
    said = (home / "peptalk.log").read_text("utf-8")
    with closing(sqlite3.connect(home / "queue.db")) as queue:
        names = [row[0] for row in queue.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        said += "\n".join(str(row) for name in names for row in queue.execute(f"SELECT * FROM {name}"))
    said += "".join(path.read_text("utf-8", "replace") for path in home.glob("mail/*"))
    return places + [f"queue, log or mails: {each}" for each in telling if each.lower() in said.lower()]


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.exists() else []


def _rows(home: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(home / "app.db")) as database:
        return database.execute(sql).fetchall()


def _over(child: Child) -> None:
    waiting: Generator[None] = child.until_over(120)
    for _ in waiting:
        time.sleep(0.01)


def run(folder: Path, *, share: float, times: int, seed: int) -> Report:
    """A share of the points, `times` over, every second time with another death in the process that goes on."""
    preload("billing", "mail", "watch", "operate", "dead_letters")
    dice, report, began = random.Random(seed), Report(seed), time.monotonic()
    campaign = Campaign(folder, report)
    try:
        passed = {carrier: campaign.record(carrier) for carrier in CARRIERS}
        there = [(carrier, point) for carrier in CARRIERS for point in sorted(passed[carrier])]
        report.points = sorted({point for _, point in there})
        for time_ in range(times):
            for carrier, point in dice.sample(there, max(1, round(len(there) * share))):
                more = [dice.choice(sorted(passed[carrier]))] if time_ % 2 else []
                deaths = [(each, dice.randint(1, passed[carrier][each])) for each in (point, *more)]
                campaign.history(carrier, deaths)
    finally:
        campaign.vendors.kill()
    report.seconds = round(time.monotonic() - began, 1)
    return report


def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("folder", type=Path)
    given.add_argument("--share", type=float, required=True)
    given.add_argument("--times", type=int, required=True)
    given.add_argument("--seed", type=int, required=True)
    asked = given.parse_args()
    report = run(asked.folder, share=asked.share, times=asked.times, seed=asked.seed)
    (asked.folder / "report.json").write_text(json.dumps(report.__dict__, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
