"""PubMed as a source: a peptide's records, found by its query and kept in its set."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.fetch.appraise import appraise
from functions.fetch.pubmed import BATCH, PubMed
from functions.fetch.query import query_of
from functions.fetch.settings import FetchSettings
from functions.fetch.source import Asked, Named, Read
from shared.domain.peptide import Peptide
from shared.platform.breakers import asking
from shared.platform.ncbi import VENDOR
from shared.platform.ports import Platform
from shared.store import searches, studies
from shared.store.searches import Search

READING = "1"
"""Raise it when records are parsed or appraised otherwise: every peptide is then read anew, once."""


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
        return cls(PubMed(platform.http, FetchSettings.read(platform.env)), platform)

    def query_hash(self, peptide: Peptide) -> str:
        """Of the whole query, whatever of it PubMed knows."""
        return query_of(peptide).hash

    async def search(self, asked: Asked) -> Named:
        """A search that finds less than before shrinks no set, but says so among its warnings."""
        query = query_of(asked.peptide)
        async with asking(self.platform, VENDOR, self.client.settings.pace):
            found = await self.client.search(query)
        before = await studies.count(self.platform.db, asked.job.slug, query.hash)
        warnings = found.warnings
        if len(found.ids) < before:
            note = f"Fewer: {len(found.ids)} records where this query found {before} before; all are kept"
            warnings = (*warnings, note)
        return Named(query.text, tuple(dict.fromkeys(found.ids)), found.count, found.translation, warnings)

    async def read(self, asked: Asked, search: Search, ids: Sequence[str]) -> Read:
        """Records that did not come stay part of the set where the database knows them from before."""
        async with asking(self.platform, VENDOR, self.client.settings.pace):
            batch = await self.client.fetch(ids)
        now = self.platform.clock.now()
        slug, query = asked.job.slug, search.query_hash
        kept = [(study, appraise(study, asked.peptide)) for study in batch.studies]
        writes = studies.record(kept, slug=slug, query_hash=query, now=now)
        if batch.missing:
            writes.append(studies.link(batch.missing, slug=slug, query_hash=query, now=now))
        if batch.deleted:
            writes.append(studies.withdraw(batch.deleted, now))
        return Read(writes, missing=batch.missing)
