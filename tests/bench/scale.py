"""Scale: a catalog of ten thousand and fifty thousand studies, read in; nights in which nothing or little is new; and
what is left of all their rows when they are old.

fetch, the queues, the database and the bucket are the real ones, in a process of its own; NCBI is the sandbox's, in
another. Pages are not made (`load` measures that): what would be written next is decided on at once, so that a night
sees a catalog whose evidence was all decided on. One peptide is in two fifths of all studies.
"""

import asyncio
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from functions.watch.handler import PORTIONS_AT_MOST
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import Embedded, open_embedded
from queues.messages import SynthesizeMonograph
from shared.domain.catalog.catalog import Catalog
from shared.domain.evidence.pack import EvidencePack
from shared.domain.fingerprints import present
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.ports import Batch, Platform, Statement
from shared.store import objects
from shared.store.evidence import peptides
from shared.store.operations import pruning, runs

from .library import Library
from .processes import ncbi, process
from .requests import Asked
from .rows import Row, Scale
from .written import meter, written

FEW, MANY = 1_000, 10_000
STUDIES_A_PEPTIDE = 5
SHARE_OF_THE_LARGEST = 0.4
CHANGED = 0.01
CROWDED, WITHIN_A_MONTH = 480, 0.3
"""Peptides, and the share of them that has a known record among what a night looks back at, if 1 % have news each."""
ROWS_AT_MOST, REQUESTS_AT_MOST = 5, 0.1
"""Goals for a peptide about which a night finds nothing new."""


@dataclass(frozen=True)
class Stretch:
    """What a run took: seconds, and requests by what was asked; `shared` are those of deliveries about a group, the
    others were made about one peptide."""

    seconds: float
    cpu: float
    requests: dict[str, int]
    shared: int
    ended: dict[str, int]

    @property
    def asked(self) -> int:
        """All requests."""
        return sum(self.requests.values())


@dataclass(frozen=True)
class Load:
    """A catalog read in, a night with nothing new, one with news about a hundredth, and the night after that. `memory`
    and `database` are MB, `rows` those written in the first night by table, `rows_changed` and `rows_after` all of the
    second and third."""

    library: Library
    first: Stretch
    quiet: Stretch
    changed: Stretch
    after: Stretch
    rows: dict[str, int]
    rows_changed: int
    rows_after: int
    memory: float
    database: float
    pruned: "Pruned"

    @property
    def unchanged(self) -> int:
        """Peptides of which the night with news had none."""
        return self.changed.ended["unchanged"]

    def rows_each(self) -> float:
        """Rows written for each peptide in the night with nothing new, index rows counted."""
        return sum(self.rows.values()) / self.library.peptides

    def requests_each(self) -> float:
        """Requests to vendors for each peptide in that night."""
        return self.quiet.asked / self.library.peptides

    def told(self) -> str:
        """In a line."""
        of = self.library
        return (
            f"{of.peptides:,} peptides, {of.studies:,} studies, {of.largest:,} of one: read in "
            f"{self.first.seconds:,.0f} s ({self.first.cpu:,.0f} s of CPU, {self.first.asked:,} "
            f"requests), nothing new in {self.quiet.seconds:,.0f} s, news about a hundredth in "
            f"{self.changed.seconds:,.0f} s; {self.memory:,.0f} MB resident, a database of {self.database:,.0f} MB"
        )


@dataclass(frozen=True)
class Pruned:
    """What became of the detail of all four runs when they were old: `rows` that went, `left` of runs and their work,
    CPU seconds, and MB of the database that are free for what comes next."""

    rows: int
    left: int
    cpu: float
    freed: float


def measure(scale: Scale) -> list[Row]:
    """Cost a study and a peptide at ten thousand against a thousand, and what a quiet night writes and asks."""
    before, many, after = (load(library(scale.of(count, at_least=20))) for count in (FEW, MANY, FEW))
    crowded = load(library(scale.of(CROWDED, at_least=20)), WITHIN_A_MONTH)
    growth = "growth: 1 is linear, the goal is within 10 % of it"
    requests = f"goal: {REQUESTS_AT_MOST} at most"
    rows = f"goal: {ROWS_AT_MOST} at most"
    said = f"{many.told()}; baseline, before: {before.told()}; and after: {after.told()}"
    top = ", ".join(f"{name} {count / many.library.peptides:.2f}" for name, count in list(many.rows.items())[:5])

    def row(what: str, unit: str, of: Callable[[Load], float], note: str = growth) -> Row:
        # The small one on both sides of the large one: what else the machine does weighs on both alike.
        return Row(what, of(many), None, (of(before) + of(after)) / 2, unit, note, better="less")

    return [
        row("read in, CPU a study", "ms", lambda each: each.first.cpu / each.library.studies * 1_000, said),
        row("read in, time a study", "ms", lambda each: each.first.seconds / each.library.studies * 1_000),
        row("database a study", "kB", lambda each: each.database / each.library.studies * 1_000),
        row("1 % new, CPU a peptide", "ms", lambda each: each.changed.cpu / each.library.peptides * 1_000),
        row("nothing new, CPU a peptide", "ms", lambda each: each.quiet.cpu / each.library.peptides * 1_000),
        row("nothing new, rows written a peptide", "rows", Load.rows_each, f"{rows}; {top}"),
        row("nothing new, requests a peptide", "requests", Load.requests_each, requests),
        row(
            "1 % new, all rows for each unchanged peptide",
            "rows",
            lambda each: each.rows_changed / each.unchanged,
            f"{rows}, though those of the changed ones are among them",
        ),
        row(
            "1 % new, requests about groups for each unchanged peptide",
            "requests",
            lambda each: each.changed.shared / each.unchanged,
            requests,
        ),
        row(
            "1 % new, all requests for each unchanged peptide",
            "requests",
            lambda each: each.changed.asked / each.unchanged,
            f"{requests}, though those about changed ones alone are among them: {many.changed.requests}",
        ),
        row(
            "the night after, rows written a peptide",
            "rows",
            lambda each: each.rows_after / each.library.peptides,
            rows,
        ),
        row(
            "the night after, requests a peptide",
            "requests",
            lambda each: each.after.asked / each.library.peptides,
            f"{requests}; what is within PubMed's 30 days is looked at again: {many.after.requests}",
        ),
        Row(
            "the night after news about three tenths, requests a peptide",
            crowded.after.asked / crowded.library.peptides,
            None,
            None,
            "requests",
            f"{requests}; {crowded.library.peptides} peptides: {crowded.after.requests}",
            better="less",
        ),
        row("most memory", "MB", lambda each: each.memory, "of the pipeline's process"),
        row(
            "pruned when old, CPU a row",
            "ms",
            lambda each: each.pruned.cpu / max(1, each.pruned.rows) * 1_000,
            f"{many.pruned.rows:,} rows of detail went, {many.pruned.left:,} stay; {many.pruned.freed:,.0f} MB free",
        ),
    ]


def library(count: int) -> Library:
    """The literature of so many peptides."""
    studies = STUDIES_A_PEPTIDE * count
    return Library(count, studies, round(studies * SHARE_OF_THE_LARGEST))


def load(of: Library, share: float = CHANGED) -> Load:
    """All of it in processes of its own, one for the pipeline and one for NCBI; `share` has news."""
    with tempfile.TemporaryDirectory(prefix="peptalk-bench-") as name:
        folder = Path(name)
        corpus = folder / "corpus"
        of.save(corpus)
        with ncbi(corpus) as env, process(_measured, of, folder, env, share) as (told, _):
            answer = told.recv()
    if isinstance(answer, str):
        raise AssertionError(answer)
    return answer


def _measured(told: Connection, of: Library, folder: Path, env: dict[str, str], share: float) -> None:
    try:
        told.send(asyncio.run(measured(of, folder, env, share)))
    except Exception as exc:
        told.send(f"{type(exc).__name__}: {exc}; the log ends: {_tail(folder / 'log')}")


def _tail(path: Path) -> str:
    return path.read_text("utf-8")[-2_000:] if path.exists() else "nothing"


async def measured(of: Library, folder: Path, env: dict[str, str], share: float = CHANGED) -> Load:
    """Read everything in, then three nights, in this process; `folder` holds the corpus and becomes the home."""
    entries = of.entries()
    news = max(1, round(of.peptides * share))
    asked = Asked()
    with (folder / "log").open("a") as log:
        async with open_embedded(
            Home(folder / "home"),
            {**env, "PEPTALK_CATALOG": "sample"},
            sink=lambda line: print(line, file=log),
            around=asked.around,
        ) as embedded:
            embedded.loaded["synthesize", "queue"] = decided_at_once
            embedded.loaded["fetch", "queue"] = asked.queue
            await pipeline.sync_catalog(embedded, Catalog.of(entries))
            slugs = [each.slug for each in entries]
            begun = await pipeline.begin_batch(embedded, slugs, "bench", fresh=True)
            first = await _stretch(embedded, begun.run_id, asked)
            await asyncio.to_thread(meter, embedded.home.app_db)
            quiet = await _stretch(embedded, (await pipeline.begin_nightly(embedded)).run_id, asked)
            rows = await asyncio.to_thread(written, embedded.home.app_db)
            of.save_news(folder / "corpus", news, f"{datetime.now(UTC):%Y-%m-%d}")
            # A night is named by its second.
            await asyncio.sleep(1.1)
            changed = await _stretch(embedded, (await pipeline.begin_nightly(embedded)).run_id, asked)
            both = await asyncio.to_thread(written, embedded.home.app_db)
            await asyncio.sleep(1.1)
            after = await _stretch(embedded, (await pipeline.begin_nightly(embedded)).run_id, asked)
            three = await asyncio.to_thread(written, embedded.home.app_db)
            pruned = await _prune(embedded)
            size = await embedded.db.first(Statement("SELECT count(*) AS n FROM studies"))
    if size is None or size["n"] != of.studies + news:
        raise AssertionError(f"{of.studies} studies were meant, and the database has {size}")
    return Load(
        library=of,
        first=first,
        changed=changed,
        quiet=quiet,
        after=after,
        rows=rows,
        rows_changed=sum(both.values()) - sum(rows.values()),
        rows_after=sum(three.values()) - sum(both.values()),
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024,
        database=embedded.home.app_db.stat().st_size / 1e6,
        pruned=pruned,
    )


async def _prune(embedded: Embedded) -> Pruned:
    """All that the nightly pruning takes, as if these runs had ended long ago."""
    busy, rows, more = time.process_time(), 0, True
    now = embedded.clock.now()
    while more:
        done = await pruning.prune(embedded.db, now + timedelta(days=1), now, portions=PORTIONS_AT_MOST)
        rows, more = rows + done.rows, done.more
    cpu = time.process_time() - busy
    left = await embedded.db.first(Statement(_DETAIL))
    with closing(sqlite3.connect(embedded.home.app_db)) as db:
        free, page = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_size"))
    return Pruned(rows, left["rows"] if left else 0, cpu, free * page / 1e6)


_DETAIL = """
SELECT (SELECT count(*) FROM run_items) + (SELECT count(*) FROM work) + (SELECT count(*) FROM searches) AS rows
"""


async def _stretch(embedded: Embedded, run_id: str, asked: Asked) -> Stretch:
    asked.clear()
    begun, busy = time.perf_counter(), time.process_time()
    await pipeline.settle(embedded, run_id, lambda counts: None, lambda attempt: None)
    took, cpu = time.perf_counter() - begun, time.process_time() - busy
    ended = await runs.progress(embedded.db, run_id)
    if not ended.keys() <= {"published", "unchanged"}:
        why = await embedded.db.all(
            Statement("SELECT DISTINCT state, reason FROM run_items WHERE run_id = ?1 LIMIT 5", (run_id,))
        )
        raise AssertionError(f"not all went well: {ended}; {why}")
    return Stretch(took, cpu, dict(asked.counts), asked.shared, ended)


async def decided_at_once(batch: Batch, platform: Platform) -> None:
    """In place of writer, reviewer and press: the pack is what was decided on."""
    await consume(batch, SynthesizeMonograph, _decide, platform)


async def _decide(job: SynthesizeMonograph, platform: Platform) -> Outcome:
    stored = await peptides.by_slug(platform.db, job.slug)
    if stored is None:
        raise AssertionError(f"no peptide {job.slug}")
    pack = await objects.read(platform.files, EvidencePack, job.pack)
    decided = peptides.decided(
        job.slug,
        present(pack.hash, stored.peptide.shown(platform.clock.now().date())),
        draft="drafts/none.json",
        monograph="monographs/none.json",
        run_id=job.run_id,
        now=platform.clock.now(),
    )
    return Outcome(writes=[decided], settled=Settled("published"))
