"""Keeps what is published true: asks PubMed and Crossref about every study, and looks at every page again.

A night has three parts, each a row with a cursor: what PubMed says, what Crossref says, and the pages. A tick goes on
where the last one stopped, and a part whose source fails is left where it is; nothing counts as swept that was not.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from functions.verify import crossref, outcomes, pages, pubmed, superseded
from functions.verify.patience import Patience
from functions.verify.settings import VerifySettings
from queues.topology import queue_for
from shared.platform.deliveries import work
from shared.platform.errors import ConstraintViolated, PermanentError, RetryableError
from shared.platform.outages import alerts
from shared.platform.ports import Platform, Statement, Tick
from shared.store.evidence import study_flags, sweeps
from shared.store.evidence.sweeps import PARTS, Part
from shared.store.publishing import versions
from shared.store.publishing.version_records import LAST

SECONDS_A_TICK = 600.0
"""How long a tick begins new slices: well within the fifteen minutes of an invocation."""

LEASE = 900.0
"""Seconds for which a slice may be worked on before another tick may take it over."""

PAGES_AT_ONCE = 10

NIGHTS_LEFT_ALONE = 2
"""Nights in a row that a part may stay unfinished before an operator is told."""


@dataclass(frozen=True, slots=True)
class Slice:
    """What one slice came to. `cursor` is where the next begins; `finished` that there is none.

    `writes` are committed with the cursor.
    """

    cursor: str
    finished: bool
    requests: int = 0
    looked_at: int = 0
    found: int = 0
    writes: Sequence[Statement] = ()


Worker = Callable[[str], Awaitable[Slice]]


async def scheduled(tick: Tick, platform: Platform) -> None:
    """Every hour of the early morning: go on with the night's sweep; once it is finished, a few reads."""
    night = tick.scheduled.astimezone(UTC).strftime("%Y-%m-%d")
    settings = VerifySettings.read(platform.env)
    now = platform.clock.now()
    patience = Patience(platform, now + timedelta(seconds=SECONDS_A_TICK))
    await platform.db.run(sweeps.begin(night, now))
    await outcomes.settle(platform)
    workers: dict[Part, Worker] = {
        "pubmed": _PubMedSlice(pubmed.PubMed(platform, settings, patience)),
        "crossref": _CrossrefSlice(crossref.Crossref(platform, settings, patience)),
        "pages": _PagesSlice(platform, tick.scheduled.astimezone(UTC).date()),
    }
    for part in PARTS:
        await _part(platform, night, part, workers[part], patience)
    await _tell(platform, night)


async def _part(platform: Platform, night: str, part: Part, worker: Worker, patience: Patience) -> None:
    token = platform.entropy.token()
    cursor = await sweeps.claim(platform.db, night, part, token, LEASE, platform.clock.now())
    if cursor is None:
        return
    try:
        while not patience.over:
            done = await worker(cursor)
            moved = sweeps.advance(
                night,
                part,
                token,
                cursor=done.cursor,
                requests=done.requests,
                looked_at=done.looked_at,
                found=done.found,
                finished=done.finished,
                lease=LEASE,
                now=platform.clock.now(),
            )
            looked_at_anew = [sweeps.again(night, "pages")] if done.found and part != "pages" else []
            await platform.db.batch([moved, *done.writes, *looked_at_anew])
            cursor = done.cursor
            if done.finished:
                platform.log.info("sweep_finished", night=night, part=part)
                await alerts.settle(platform, f"sweep/{part}")
                return
    except ConstraintViolated:
        # Another tick took this part over after the lease ran out; what it does is this one's work.
        platform.log.warning("sweep_taken_over", night=night, part=part)
        return
    except (RetryableError, PermanentError) as exc:
        await platform.db.run(sweeps.failed(night, part, token, work.said(exc)))
        platform.log.warning("sweep_stopped", night=night, part=part, error=work.said(exc))
        return
    await platform.db.run(sweeps.release(night, part, token))


async def _tell(platform: Platform, night: str) -> None:
    for each in await sweeps.unfinished(platform.db, night):
        if each.nights >= NIGHTS_LEFT_ALONE:
            said = f"not finished for {each.nights} nights; last it said: {each.error or 'nothing'}"
            await alerts.alert(platform, f"sweep/{each.part}", said)


@dataclass
class _PubMedSlice:
    client: pubmed.PubMed

    async def __call__(self, cursor: str) -> Slice:
        records = await study_flags.published_after(self.client.platform.db, cursor, pubmed.AT_ONCE)
        before = self.client.requests
        told = await self.client.told(records) if records else []
        return _told(self.client.platform, cursor, records, told, pubmed.AT_ONCE, self.client.requests - before)


@dataclass
class _CrossrefSlice:
    client: crossref.Crossref

    async def __call__(self, cursor: str) -> Slice:
        records = await study_flags.published_after(self.client.platform.db, cursor, crossref.AT_ONCE)
        before = self.client.requests
        told = await self.client.told(records)
        if self.client.refused:
            self.client.platform.log.warning("dois_refused", dois=self.client.refused)
            self.client.refused.clear()
        return _told(self.client.platform, cursor, records, told, crossref.AT_ONCE, self.client.requests - before)


def _told(
    platform: Platform,
    cursor: str,
    records: Sequence[study_flags.Watched],
    told: Sequence[study_flags.Told],
    size: int,
    requests: int,
) -> Slice:
    return Slice(
        cursor=records[-1].id if records else cursor,
        finished=len(records) < size,
        requests=requests,
        looked_at=len(records),
        found=len(told),
        writes=[study_flags.record(told, platform.clock.now())] if told else [],
    )


@dataclass
class _PagesSlice:
    platform: Platform
    night: date

    async def __call__(self, cursor: str) -> Slice:
        found = await versions.current_after(self.platform.db, cursor, PAGES_AT_ONCE)
        fresh = 0
        for version in found:
            looked = await pages.look(self.platform, version)
            await self._do(looked)
            if pages.turn(version.slug, self.night):
                await self._do(pages.fetched_anew(self.platform, version.slug, self.night))
            await pages.tell(self.platform, version, looked)
            fresh += looked.fresh
        finished = len(found) < PAGES_AT_ONCE
        # Older versions of these pages, and of those between them whose present version was withdrawn.
        fresh += await superseded.look(self.platform, cursor, LAST if finished else found[-1].slug)
        return Slice(
            cursor=found[-1].slug if found else cursor,
            finished=finished,
            looked_at=len(found),
            found=fresh,
        )

    async def _do(self, looked: pages.Looked) -> None:
        if looked.writes:
            await self.platform.db.batch(looked.writes)
            await work.send(self.platform, [(queue_for(each), each.encode()) for each in looked.messages])
