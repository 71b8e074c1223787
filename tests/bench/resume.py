"""The first load of a peptide with 20,000 records, killed again and again: which records are asked for twice.

Each life is a process of its own over the same home, killed with SIGKILL a moment after so many fetches; the last one
ends it. What the database held when a life began must not be asked for again in it; what a kill may cost is the request
in hand, whose answer nobody has.
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

from functions.fetch.sources.pubmed import BATCH
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import open_embedded
from shared.domain.catalog.catalog import Catalog
from shared.platform.ports import Http, Platform

from .library import Library
from .processes import ncbi, process
from .rows import Row, Scale
from .scale import decided_at_once

RECORDS = 20_000
KILLS = 12
"""They fall on different pieces of work: the fifth death at the same one would make a dead letter of it."""
A_MOMENT = 0.3
"""Seconds after a fetch began within which the kill comes: before its answer, while that is read, or after."""
SEED = 20_261_126


@dataclass(frozen=True)
class Resumed:
    """What came of it: `asked` counts how often each record was asked for, `kept` are the records in the end;
    `needless` counts those asked for though the database held them, `spared` the kills that cost nothing."""

    kills: int
    asked: Counter[str]
    needless: int
    spared: int
    kept: int
    seconds: float

    @property
    def again(self) -> int:
        """How many times a record was asked for that had been asked for before."""
        return sum(times - 1 for times in self.asked.values())


def measure(scale: Scale) -> list[Row]:
    """Records asked for though they were held, and those asked for twice because a kill took their answer."""
    records = scale.of(RECORDS, at_least=200)
    found = killed(records, min(KILLS, records // 1_000 + 1), Random(SEED))
    note = f"{records:,} records, {found.kills} kills (seed {SEED}), {found.kept:,} kept, {found.seconds:,.0f} s in all"
    lost = f"of the request in hand, for {BATCH} records at most; {found.spared} kills cost none"
    each = found.again / max(1, found.kills)
    return [
        Row("kill -9, records asked for though held", found.needless, None, None, "records", note, better="less"),
        Row("kill -9, records asked for twice a kill", each, None, None, "records", lost, better="less"),
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
        done = needless = spared = 0
        held: set[str] = set()
        with ncbi(folder / "corpus") as env:
            for life in range(kills + 1):
                before = _asked(asked)
                with process(_live, library, folder, env) as (told, running):
                    # Not before its first fetch; how far it then gets is chance.
                    least = _fetches(asked) + random.randint(1, max(1, records // 200 // (kills + 1)))
                    killed = life < kills and _reached(asked, least, running)
                    if killed:
                        time.sleep(random.uniform(0, A_MOMENT))
                        os.kill(running.pid or 0, signal.SIGKILL)
                        running.join()
                    elif (said := told.recv()) != "done":
                        raise AssertionError(said)
                needless += len(held.intersection(_asked(asked)[len(before) :]))
                held = _held(folder / "home" / "app.db")
                if not killed:
                    break
                done += 1
                spared += held.issuperset(_asked(asked))
        if len(held) != records:
            raise AssertionError(f"{records} records were meant, and {len(held)} are there")
        return Resumed(done, Counter(_asked(asked)), needless, spared, len(held), time.perf_counter() - begun)


def _asked(path: Path) -> list[str]:
    """Every record that was asked for so far, as often as it was."""
    return [each for line in path.read_text().splitlines() for each in line.split(",")]


def _held(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as db:
        return {row[0].removeprefix("PMID:") for row in db.execute("SELECT study_id FROM peptide_studies")}


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
