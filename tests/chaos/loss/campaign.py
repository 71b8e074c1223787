"""Each fault at each request that reading a literature in, and a night with news, makes: nothing may be lost.

The real fetch function and its consumer loop work on a real database and ask the sandbox over HTTP; the clock leaps, so
that no back-off costs time. A run in which nothing fails says how many requests there are. For each request and each
fault that its endpoint can have, the work goes on from where that run was before the delivery that makes the request,
meets the fault there, and ends as it ends: with what waited tried again and dead letters replayed. What the database
then holds is compared with what it holds where nothing failed.
"""

import shutil
import sqlite3
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from bench.library import Library
from bench.scale import decided_at_once
from rigs.fakes import CountingEntropy, HandDelivery, ListQueue, ManualClock

from chaos.loss.literature import at, vendors
from chaos.loss.odd_answers import ARTICLES, ODD, UNTOLD
from functions.fetch.handler import handle
from functions.fetch.packs import pack
from functions.fetch.sources import literature, pubmed
from infra.local.buckets.bucket import FolderBucket
from infra.local.network.http import HttpxHttp
from infra.local.sqlite.database import SQLiteDatabase
from infra.sandbox.faults.schedule import HEADER
from infra.sandbox.faults.vocabulary import RECORDS, endpoint, possible
from queues.messages import FetchStudies, decode
from queues.topology import QUEUES
from shared.platform.deliveries.consumer import consume
from shared.platform.log import Log
from shared.platform.ports import Batch, Http, HttpAnswer, Platform
from shared.store.evidence import peptides, studies
from shared.store.operations.run_start import begin

FETCH, SYNTHESIZE = "peptalk-fetch", "peptalk-synthesize"
DEAD = QUEUES[FETCH].dead_letter_queue or ""
LOAD, NIGHT, LAST = range(3)
RUNS = ("load", "night", "last")
"""What happens: everything is read in; a night asks about all at once what is new. Where something is left behind then,
and known to be, or hidden by an answer that looks right, each is asked about once more."""
BEGINS = (at(23), at(25), at(26))
NEWS = at(24)

_LATE = {"latency": "latency=1", "slow-drip": "slow-drip=2"}
_PATIENCE = 0.05
"""Seconds that a request waits whose answer is to be late."""
_DELIVERIES_AT_MOST = 200

SET = {
    "studies": "SELECT id, revision, appraisal FROM studies ORDER BY id",
    "revisions": "SELECT study_id, revision FROM study_revisions ORDER BY 1, 2",
    "links": "SELECT slug, query, study_id FROM peptide_studies ORDER BY 1, 2, 3",
    "trials": "SELECT nct, revision FROM trials ORDER BY nct",
    "full texts": "SELECT study_id, revision, refused FROM full_texts ORDER BY 1",
    "links to trials": "SELECT slug, query, nct FROM peptide_trials ORDER BY 1, 2, 3",
    "watermarks": "SELECT slug, source, query, reading, left_out, owed FROM watermarks ORDER BY 1, 2",
}
_DAYS = "SELECT slug, source, substr(clean_at, 1, 10) FROM watermarks"
"""News are asked for by the day."""
_SEARCHED = "SELECT slug, source, substr(searched_at, 1, 10) FROM searches WHERE failure = ''"
_FAILED = "SELECT slug, source FROM searches WHERE run_id = ? AND failure <> ''"
_OWED = "SELECT slug, source FROM watermarks WHERE owed <> '[]' OR source = 'pubmed' AND settled_at = ''"
Held = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Case:
    """A fault at a request, counted from 1."""

    number: int
    asked: str
    fault: str

    def __str__(self) -> str:
        return f"{self.fault} at request {self.number} ({self.asked})"


Choice = Callable[[list[Case]], list[Case]]


def one_of(every: int, seed: int) -> Choice:
    """Every case of so many, beginning with one that the seed chooses."""
    return lambda cases: cases[seed % every :: every]


@dataclass(frozen=True, slots=True)
class Point:
    """Where the spared run was before a delivery: from here it can go on again, in a copy of its database."""

    phase: int
    waiting: tuple[str, ...]
    asked: int
    tokens: int
    database: Path


@dataclass
class Report:
    """What came of it: `cases` by fault, and how often a delivery came again or a dead letter was replayed."""

    seed: int
    records: int = 0
    requests: int = 0
    possible: int = 0
    cases: Counter[str] = field(default_factory=Counter[str])
    again: int = 0
    replayed: int = 0
    faults: list[str] = field(default_factory=list[str])

    def __str__(self) -> str:
        met = ", ".join(f"{name} {n}" for name, n in sorted(self.cases.items()))
        return (
            f"seed {self.seed}: {self.records:,} records, {self.cases.total()} of {self.possible:,} faults at "
            f"{self.requests} requests ({met}); {self.again} deliveries came again, "
            f"{self.replayed} dead letters were replayed"
        )


class Line:
    """The Http port, which counts requests and lets one fault occur at one of them."""

    def __init__(self, http: Http, before: int = 0, case: Case | None = None) -> None:
        self._http, self._before, self._case = http, before, case
        self.asked: list[str] = []
        self.odd: list[list[str]] = []
        self.occurred = False

    async def request(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, timeout: float = 60.0, **rest: Any
    ) -> HttpAnswer:
        """As the port says."""
        asked = _asked(url, rest.get("form"))
        self.asked.append(asked)
        case = self._case
        if case is None:
            answer = await self._http.request(method, url, headers=headers, timeout=timeout, **rest)
            self.odd.append([name for name, change in ODD[asked].items() if change(answer) != answer])
            return answer
        if self._before + len(self.asked) != case.number:
            return await self._http.request(method, url, headers=headers, timeout=timeout, **rest)
        if case.asked != self.asked[-1]:
            raise AssertionError(f"{case}: {self.asked[-1]} was asked instead")
        self.occurred = True
        if change := ODD[asked].get(case.fault):
            return change(await self._http.request(method, url, headers=headers, timeout=timeout, **rest))
        told = {**(headers or {}), HEADER: _LATE.get(case.fault, case.fault)}
        patience = _PATIENCE if case.fault in _LATE else timeout
        return await self._http.request(method, url, headers=told, timeout=patience, **rest)


def _asked(url: str, form: Mapping[str, str] | None) -> str:
    at = endpoint(urlsplit(url).path) or url
    return ARTICLES if at == RECORDS and (form or {}).get("db") == "pmc" else at


def faults_of(asked: str) -> list[str]:
    """The faults that the sandbox has for what is asked."""
    return possible(RECORDS if asked == ARTICLES else asked)


class Life:
    """One database's life through all that happens, from a point on."""

    def __init__(self, campaign: "Campaign", point: Point, line: Line, database: Path) -> None:
        shutil.copyfile(point.database, database)
        self.phase, self.line = point.phase, line
        self.again = self.replayed = 0
        self._campaign, self._waiting = campaign, [*point.waiting]
        self._clock, self._entropy = ManualClock(BEGINS[point.phase]), CountingEntropy(point.tokens)
        self._db = SQLiteDatabase(database)
        self._attempts: Counter[str] = Counter()
        self._queues = {name: ListQueue() for name in QUEUES}
        self._platform = Platform(
            function="fetch",
            holder="holder-1",
            db=self._db,
            files=campaign.files,
            queues=self._queues,
            http=line,
            clock=self._clock,
            entropy=self._entropy,
            log=Log(lambda _: None, self._clock.now),
            env=campaign.envs[point.phase],
        )

    async def go(self, see: Callable[["Life"], None], ended: Callable[["Life"], bool]) -> None:
        """To the end of all that happens. `see` is shown each moment before a delivery; `ended` says at the end of each
        phase whether there is more to do."""
        try:
            while True:
                if self._waiting:
                    see(self)
                    await self._deliver(self._waiting.pop(0))
                elif letters := self._taken(DEAD):
                    self.replayed += len(letters)
                    self._clock.advance(3_600)
                    self._waiting += [decode(each).replayed().encode() for each in letters]
                elif ended(self):
                    await self.begin(self.phase + 1)
                else:
                    return
        finally:
            await self._db.close()

    async def begin(self, phase: int) -> None:
        """Open the phase's run."""
        self.phase, self._clock.moment = phase, BEGINS[phase]
        self._platform = replace(self._platform, env=self._campaign.envs[phase])
        run, kind = RUNS[phase], "nightly" if phase == NIGHT else "batch"
        slugs = [each.slug for each in self._campaign.entries]
        if phase == LOAD:
            await self._db.batch(peptides.sync(self._campaign.entries, "sample", self._clock.now()))
        await begin(self._platform, run, kind, run, slugs, together=phase == NIGHT)
        self._waiting = self._taken(FETCH)

    def point(self, database: Path) -> Point:
        """Where it stands, before a delivery."""
        with closing(sqlite3.connect(self._db.path)) as held, closing(sqlite3.connect(database)) as copy:
            held.backup(copy)
        waiting = tuple(self._waiting)
        return Point(self.phase, waiting, len(self.line.asked), self._entropy.count, database)

    def held(self) -> Held:
        """What may not differ."""
        return {name: self.rows(query) for name, query in SET.items()}

    def rows(self, query: str, *bound: str) -> list[tuple[Any, ...]]:
        """What the database says."""
        with closing(sqlite3.connect(self._db.path)) as db:
            return db.execute(query, bound).fetchall()

    async def _deliver(self, body: str) -> None:
        self._attempts[body] += 1
        if self._attempts.total() > _DELIVERIES_AT_MOST:
            raise AssertionError(f"{body} comes again and again")
        delivery = HandDelivery(body, self._attempts[body])
        work = partial(handle, records=self._campaign.a_delivery)
        await consume(Batch(FETCH, [delivery]), FetchStudies, work, self._platform)
        if delivery.settled == "retried":
            self.again += 1
            self._clock.advance(delivery.delay or 0)
            self._waiting.insert(0, body)
        self._waiting += self._taken(FETCH)
        synthesize = replace(self._platform, function="synthesize")
        for each in self._taken(SYNTHESIZE):
            await decided_at_once(Batch(SYNTHESIZE, [HandDelivery(each)]), synthesize)

    def _taken(self, queue: str) -> list[str]:
        bodies, self._queues[queue].bodies = self._queues[queue].bodies, []
        return bodies


class Campaign:
    """A literature of `records`, of which a delivery reads `a_delivery` at most."""

    def __init__(self, records: int, a_delivery: int, folder: Path) -> None:
        self.library = Library(3, records, records * 2 // 5)
        self.entries, self.a_delivery = self.library.entries(), a_delivery
        self.folder, self.files = folder, FolderBucket(folder / "bucket")
        self.envs: tuple[dict[str, str], ...] = ()
        self.points: list[Point] = []
        self.clean: dict[int, Held] = {}
        self.days: dict[int, set[tuple[Any, ...]]] = {}

    async def run(self, migrated: Path, seed: int, chosen: Choice, tell: Callable[[str], None]) -> Report:
        """The cases that are chosen."""
        report = Report(seed)
        http = HttpxHttp()
        async with vendors(self.library, self.folder, NEWS) as (before, after), _remembered():
            self.envs = (before.env(), after.env(), after.env())
            try:
                cases = await self._spared(migrated, http, report)
                met = chosen(cases)
                for case in met:
                    await self._met(case, http, report)
                    tell(f"{report.cases.total()} cases of {len(met)}, {len(report.faults)} faults")
            finally:
                await http.close()
        return report

    async def _spared(self, migrated: Path, http: Http, report: Report) -> list[Case]:
        line = Line(http)
        life = Life(self, Point(LOAD, (), 0, 0, migrated), line, self.folder / "clean.db")

        def ended(life: Life) -> bool:
            self.clean[life.phase], self.days[life.phase] = life.held(), set(life.rows(_DAYS))
            return life.phase < NIGHT

        await life.begin(LOAD)
        await life.go(lambda life: self.points.append(life.point(self.folder / f"point-{len(self.points)}.db")), ended)
        if life.again or life.replayed:
            raise AssertionError("the run that should be spared met a fault")
        report.records, report.requests = len(self.clean[NIGHT]["studies"]), len(line.asked)
        cases = [
            Case(number, asked, fault)
            for number, (asked, odd) in enumerate(zip(line.asked, line.odd, strict=True), 1)
            for fault in (*faults_of(asked), *odd)
        ]
        report.possible = len(cases)
        return cases

    async def _met(self, case: Case, http: Http, report: Report) -> None:
        point = next(each for each in reversed(self.points) if each.asked < case.number)
        line = Line(http, point.asked, case)
        database = self.folder / "case.db"
        life = Life(self, point, line, database)
        lost: list[str] = []

        def ended(life: Life) -> bool:
            if life.phase == LOAD:
                return True
            failed = set(life.rows(_FAILED, RUNS[life.phase]))
            lost.extend(self._ahead(life, failed))
            if life.phase == NIGHT and (failed or life.rows(_OWED) or case.fault in UNTOLD):
                return True
            # Nobody knows what a record said before it was read for the first time.
            lost.extend(_unlike(life.held(), self.clean[NIGHT], ("revisions",) if case.fault in UNTOLD else ()))
            return False

        try:
            await life.go(lambda _: None, ended)
        except AssertionError as exc:
            lost.append(str(exc))
        for each in self.folder.glob("case.db*"):
            each.unlink()
        if not line.occurred:
            lost.append("the request was never made")
        report.cases[case.fault] += 1
        report.again += life.again
        report.replayed += life.replayed
        report.faults += [f"seed {report.seed}, {case}: {each}" for each in lost]

    def _ahead(self, life: Life, failed: set[tuple[Any, ...]]) -> list[str]:
        """Watermarks that moved to a day on which their source was not read."""
        read = set(life.rows(_SEARCHED)) | self.days[LOAD]
        read |= {each for each in self.days[NIGHT] if each[:2] not in failed}
        return [
            f"the watermark of {slug} at {source} stands at {day}, when it was not read"
            for slug, source, day in life.rows(_DAYS)
            if (slug, source, day) not in read
        ]


@asynccontextmanager
async def _remembered() -> AsyncGenerator[None]:
    """What a record alone decides is worked out once for all cases: it is most of the time that they take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(literature, "appraise", cache(literature.appraise))
        patch.setattr(pack, "entry_of", cache(pack.entry_of))
        patch.setattr(pubmed, "parse", cache(pubmed.parse))
        patch.setattr(studies, "study_from_record", cache(studies.study_from_record))
        yield


def _unlike(held: Held, clean: Held, but: Collection[str] = ()) -> list[str]:
    """What is lacking or too much, by the kind of it."""
    told: list[str] = []
    for name in clean.keys() - but:
        rows = clean[name]
        lost, added = set(rows) - set(held[name]), set(held[name]) - set(rows)
        if lost or added:
            shown = [sorted(each, key=str)[:3] for each in (lost, added)]
            told.append(f"of {name}, {len(lost)} lost {shown[0]}, {len(added)} too many {shown[1]}")
    return told
