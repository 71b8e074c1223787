"""The first load of a peptide with 20,000 records, killed again and again: which records are asked for twice.

Each life is a process of its own over the same home, killed with SIGKILL after so many fetches; the last one ends it. A
record whose answer had been committed is never asked for again; what a kill costs is the request in hand.
"""

import asyncio
import os
import signal
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any

from functions.fetch.pubmed import BATCH
from infra.local import pipeline
from infra.local.embedded import open_embedded
from infra.local.home import Home
from shared.domain.catalog import Catalog
from shared.platform.ports import Http, Platform

from .library import Library
from .processes import ncbi, process
from .rows import Row, Scale
from .scale import decided_at_once

RECORDS = 20_000
KILLS = 4
"""The fifth death at the same piece of work would make a dead letter of it."""
SEED = 20_261_126


@dataclass(frozen=True)
class Resumed:
    """What came of it: `asked` counts how often each record was asked for, `kept` are the records in the end."""

    kills: int
    asked: Counter[str]
    kept: int
    seconds: float

    @property
    def again(self) -> int:
        """How many times a record was asked for that had been asked for before."""
        return sum(times - 1 for times in self.asked.values())


def measure(scale: Scale) -> list[Row]:
    """Records asked for twice, for each kill."""
    records = scale.of(RECORDS, at_least=200)
    found = killed(records, KILLS, Random(SEED))
    note = (
        f"{records:,} records, {found.kills} kills (seed {SEED}), {found.kept:,} kept, {found.seconds:,.0f} s in all; "
        f"the request in hand is for {BATCH} records"
    )
    return [
        Row("kill -9, records asked for twice a kill", found.again / max(1, found.kills), None, None, "records", note)
    ]


def killed(records: int, kills: int, random: Random) -> Resumed:
    """Load one peptide with so many records, killing the process so many times on the way."""
    library = Library(1, records, records)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="peptalk-bench-") as name:
        folder = Path(name)
        library.save(folder / "corpus")
        asked = folder / "asked"
        asked.touch()
        done = 0
        with ncbi(folder / "corpus") as env:
            for life in range(kills + 1):
                with process(_live, library, folder, env) as (told, running):
                    # Not before its first fetch; how far it then gets is chance.
                    least = _fetches(asked) + random.randint(1, max(1, records // 200 // (kills + 1)))
                    if life < kills and _reached(asked, least, running):
                        os.kill(running.pid or 0, signal.SIGKILL)
                        running.join()
                        done += 1
                        continue
                    said = told.recv()
                    if said != "done":
                        raise AssertionError(said)
                    break
        with closing(sqlite3.connect(folder / "home" / "app.db")) as db:
            (kept,) = db.execute("SELECT count(*) FROM peptide_studies").fetchone()
        if kept != records:
            raise AssertionError(f"{records} records were meant, and {kept} are there")
        counts = Counter(each for line in asked.read_text().splitlines() for each in line.split(","))
    return Resumed(done, counts, kept, time.perf_counter() - begun)


def _fetches(asked: Path) -> int:
    return asked.read_bytes().count(b"\n")


def _reached(asked: Path, count: int, running: BaseProcess) -> bool:
    """Wait until so many fetches were begun; False where the process ends before."""
    while running.is_alive():
        if _fetches(asked) >= count:
            return True
        time.sleep(0.005)
    return False


def _live(told: Connection, library: Library, folder: Path, env: dict[str, str]) -> None:
    try:
        asyncio.run(_load(library, folder, env))
    except Exception as exc:
        told.send(f"{type(exc).__name__}: {exc}")
    else:
        told.send("done")


async def _load(library: Library, folder: Path, env: dict[str, str]) -> None:
    entries = library.entries()

    def around(platform: Platform) -> Platform:
        return replace(platform, http=_Noted(platform.http, folder / "asked"))

    with (folder / "log").open("a") as log:
        home = Home(folder / "home")
        async with open_embedded(home, env, sink=lambda line: print(line, file=log), around=around) as embedded:
            embedded.loaded["synthesize", "queue"] = decided_at_once
            await pipeline.sync_catalog(embedded, Catalog.of(entries))
            begun = await pipeline.begin_batch(embedded, [entries[0].slug], "bench", fresh=False)
            await pipeline.settle(embedded, begun.run_id, lambda counts: None, lambda attempt: None)


class _Noted:
    """The Http port; which records are asked for is noted before they are."""

    def __init__(self, http: Http, path: Path) -> None:
        self._http = http
        self._path = path

    async def request(self, method: str, url: str, *, form: Mapping[str, str] | None = None, **rest: Any) -> Any:
        """As the port says."""
        if form and url.endswith("/efetch.fcgi"):
            with self._path.open("a") as file:
                file.write(f"{form['id']}\n")
        return await self._http.request(method, url, form=form, **rest)
