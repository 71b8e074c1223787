"""`make bench`: how much the broker and the pipeline add to the bare work, as ratios of the same run."""

import asyncio
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from rich.console import Console
from rich.table import Table

from functions.fetch.parse import parse
from infra.local.broker import Broker
from infra.local.clock import SystemClock
from infra.local.entropy import SystemEntropy
from infra.local.home import Home
from infra.sandbox import samples

BODY = json.dumps({"kind": "FetchStudies", "slug": "exemplin-12", "run_id": "bench", "padding": "x" * 100})


@dataclass(frozen=True)
class Row:
    """One measure: what, how long ours took, how long the baseline took, both in seconds for the same work."""

    what: str
    ours: float
    baseline: float
    against: str

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def bare_table(folder: Path, batch: int, messages: int) -> float:
    """The least that a durable queue can do: insert, select, delete, each batch synced to disk."""
    database = sqlite3.connect(folder / f"bare{batch}.db", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE messages (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")

    def work() -> None:
        for _ in range(messages // batch):
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT INTO messages (body) VALUES (?)", [(BODY,)] * batch)
            database.execute("COMMIT")
        for _ in range(messages // batch):
            taken = database.execute("SELECT id FROM messages ORDER BY id LIMIT ?", (batch,)).fetchall()
            database.execute("BEGIN IMMEDIATE")
            database.executemany("DELETE FROM messages WHERE id = ?", taken)
            database.execute("COMMIT")

    try:
        return timed(work)
    finally:
        database.close()


async def broker(folder: Path, queue: str, batch: int, messages: int) -> float:
    """Produce, lease, no-op and ack through the broker, at the same durability."""
    home = Home(folder / f"broker{batch}")
    home.create()
    ours = Broker(home, SystemClock(), SystemEntropy())

    async def work() -> None:
        producer = ours.producer(queue)
        for _ in range(messages // batch):
            await producer.send_batch([BODY] * batch)
        taken = 0
        while taken < messages:
            handed = await ours.lease(queue)
            if handed is None:
                # The last, smaller batch is handed out when it has waited long enough.
                await asyncio.sleep(0.05)
                continue
            for delivery in handed.deliveries:
                delivery.ack()
            taken += len(handed.deliveries)
            await ours.settle(handed)

    try:
        begun = time.perf_counter()
        await work()
        return time.perf_counter() - begun
    finally:
        await ours.close()


def parsing(times: int) -> Row:
    """Records to studies, against expat reading the same bytes and making nothing of them."""
    answers = [path.read_bytes() for path in sorted(samples.CORPUS.glob("*.xml"))] * times

    def bare() -> None:
        for answer in answers:
            expat.ParserCreate().Parse(answer, True)

    def ours() -> None:
        for answer in answers:
            parse(answer)

    records = sum(answer.count(b"</PubmedArticle>") for answer in answers)
    return Row(f"parse {records} PubMed records", timed(ours), timed(bare), "expat without handlers")


def measured(messages: int, times: int) -> list[Row]:
    """Every measure, over so many messages and so many times the sample corpus."""
    with tempfile.TemporaryDirectory(prefix="peptalk-bench-") as name:
        folder = Path(name)
        rows = [
            Row(
                f"broker: {messages} messages, batches of {batch}",
                asyncio.run(broker(folder, queue, batch, messages)),
                bare_table(folder, batch, messages),
                "one bare SQLite table, synchronous=FULL",
            )
            for queue, batch in (("peptalk-render", 1), ("peptalk-fetch-dlq", 25))
        ]
    return [*rows, parsing(times)]


def main() -> int:
    table = Table("what", "ours, s", "baseline, s", "ratio", "baseline")
    for row in measured(messages=1_000, times=10):
        table.add_row(row.what, f"{row.ours:.3f}", f"{row.baseline:.3f}", f"{row.ratio:.2f}", row.against)
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
