"""PubMed as a source: a peptide's records, found by its query and kept in its set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.settings import FetchSettings
from functions.fetch.sources.pubmed import BATCH, PubMed
from functions.fetch.sources.query import Query, query_of
from functions.fetch.sources.quiet import Member, quiet
from functions.fetch.sources.source import Asked, Named, Read
from shared.domain.catalog.peptide import Peptide
from shared.domain.instants import moment
from shared.platform.outages.turns import Turns
from shared.platform.ports import Platform
from shared.platform.vendors.ncbi import VENDOR, Found
from shared.store.evidence import searches, studies
from shared.store.evidence.searches import Search, Watermark

READING = "14"
"""Raise it when records are parsed, appraised or packed otherwise: every peptide is then read anew, once.

tests/evidence/readings.json holds, beside the number, a digest of what is read of invented records.
"""

OVERLAP = timedelta(days=30)
"""How far before its watermark a night looks: PubMed's index lags, and an entry's dates may lie back when it comes."""

LOST_AT_MOST = BATCH
"""Records that a search names no more of which it is asked what became of them. Where there are more, it is the query
that finds others."""


@dataclass
class Literature:
    """PubMed for one invocation."""

    client: PubMed
    platform: Platform
    name: searches.Source = "pubmed"
    required: bool = True
    at_once: int = BATCH
    reading: str = READING

    @classmethod
    def of(cls, platform: Platform) -> "Literature":
        """With the settings of this function."""
        settings = FetchSettings.read(platform.env)
        return cls(PubMed(platform.http, settings, Turns(platform, VENDOR, settings.pace)), platform)

    def query_hash(self, peptide: Peptide) -> str:
        """Of the whole query, whatever of it PubMed knows."""
        return query_of(peptide).hash

    def expect(self, records: int) -> None:
        """One request for every BATCH of them."""
        self.client.turns.expect(-(-records // self.at_once))

    async def search(self, asked: Asked) -> Named:
        """News where there is a watermark; all where there is none, or where PubMed knows other phrases than it did.

        A search that finds less than before shrinks no set, but says so among its warnings. Of what it does not name
        any more PubMed is asked whether it knows it: what NLM deleted or merged stays, and no claim may rest on it.
        """
        query = query_of(asked.peptide)
        if asked.mark is not None:
            found, known = await self.client.search(query, self._today, news_from(asked.mark.clean_at))
            if known.left_out == asked.mark.left_out:
                return await self._news(asked.mark, found, known)
        found, known = await self.client.search(query, self._today)
        db, slug = self.platform.db, asked.job.slug
        before = await studies.count(db, slug, query.hash)
        warnings = found.warnings
        if len(found.ids) < before:
            note = f"Fewer: {len(found.ids)} records where this query found {before} before; all are kept"
            warnings = (*warnings, note)
        lost = await studies.unnamed(db, slug, query.hash, found.ids)
        if found.ids and lost and len(lost) <= LOST_AT_MOST:
            gone = await self.client.forgotten(lost, found.ids[0])
            if gone:
                await db.run(studies.withdraw(gone, self.platform.clock.now()))
                warnings = (*warnings, f"Deleted: PubMed does not know any more {', '.join(gone)[:300]}")
        return Named(_worded(known), found.ids, found.count, found.translation, warnings, known.left_out)

    async def quiet(self, asked: Sequence[Asked]) -> set[str]:
        """Of which of these peptides PubMed has nothing new."""
        members = [
            Member(
                each.stored.slug,
                query_of(each.peptide).without(each.mark.left_out),
                each.mark.clean_at,
                news_from(each.mark.clean_at),
            )
            for each in asked
            if each.mark is not None
        ]
        return await quiet(members, self.client, self.platform.db, self.platform.log)

    async def read(self, asked: Asked, search: Search, ids: Sequence[str]) -> Read:
        """Records that did not come stay part of the set where the database knows them from before. What a delivery of
        this run that died has read and kept is not asked for again."""
        slug, query = asked.job.slug, search.query_hash
        read = await studies.linked(self.platform.db, slug, query, ids, since=search.searched_at)
        left = [each for each in ids if each not in read]
        if not left:
            return Read()
        batch = await self.client.fetch(left)
        now = self.platform.clock.now()
        kept = [(study, appraise(study, asked.peptide)) for study in batch.studies]
        writes = studies.record(kept, slug=slug, query_hash=query, now=now)
        if batch.missing:
            writes.append(studies.link(batch.missing, slug=slug, query_hash=query, now=now))
        if batch.deleted:
            writes.append(studies.withdraw(batch.deleted, now))
        return Read(writes, missing=batch.missing, owed=batch.owed, refused=batch.refused)

    async def _news(self, mark: Watermark, found: Found, query: Query) -> Named:
        """What was named since, and what was owed from before; `total` counts the set with it."""
        db = self.platform.db
        ids = tuple(dict.fromkeys((*found.ids, *mark.owed)))
        held = await studies.linked(db, mark.slug, query.hash, ids)
        total = await studies.count(db, mark.slug, query.hash) + len(set(ids) - held)
        said = _worded(query)
        return Named(said, ids, total, found.translation, found.warnings, query.left_out, since=mark.clean_at)

    @property
    def _today(self) -> date:
        return self.platform.clock.now().date()


def _worded(query: Query) -> str:
    """As PubMed was asked: where it knows no phrase of the query, by all of them."""
    return query.text or replace(query, left_out=()).text


def news_from(clean_at: str) -> date:
    """The day from which on records are asked for that are newer than a watermark."""
    return (moment(clean_at) - OVERLAP).date()
