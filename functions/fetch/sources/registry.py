"""ClinicalTrials.gov as a source: a peptide's registered trials, found by its names and kept in its set."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from functions.fetch.settings import FetchSettings
from functions.fetch.sources.query import words
from functions.fetch.sources.source import Asked, Named, Read
from functions.fetch.sources.trial_query import TrialQuery, any_of, trial_query_of
from functions.fetch.sources.trials import BATCH, ClinicalTrials
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.trial import silent_before
from shared.domain.instants import moment
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store.evidence import searches, trials
from shared.store.evidence.searches import Search
from shared.store.evidence.trials import Span

READING = "1"
"""Raise it when registrations are read otherwise: every peptide's trials are then read anew, once.

tests/evidence/readings.json holds, beside the number, a digest of what is read of invented registrations.
"""

OVERLAP = timedelta(days=7)
"""How far before the watermark news are looked for: the registry dates a change by the day on which it posts it."""

QUESTION_AT_MOST = 5_000
"""Characters of one question about several peptides: it is part of an address."""


@dataclass
class Registry:
    """The registry for one invocation."""

    client: ClinicalTrials
    platform: Platform
    name: searches.Source = "clinicaltrials"
    required: bool = False
    at_once: int = BATCH
    reading: str = READING

    @classmethod
    def of(cls, platform: Platform) -> "Registry":
        """With the settings of this function."""
        return cls(ClinicalTrials(platform, FetchSettings.read(platform.env)), platform)

    def query_hash(self, peptide: Peptide) -> str:
        """Of the whole question."""
        return trial_query_of(peptide).hash

    def expect(self, records: int) -> None:
        """One request for every BATCH of them."""
        self.client.turns.expect(-(-records // self.at_once))

    async def search(self, asked: Asked) -> Named:
        """All trials, or those posted or updated since the watermark, and what is owed from before."""
        query = trial_query_of(asked.peptide)
        found = await self.client.find(query.text, _since(asked))
        known = await trials.numbers(self.platform.db, asked.job.slug, query.hash)
        if asked.mark is None:
            fewer = f"Fewer: {len(found)} trials where this question found {len(known)} before; all are kept"
            return Named(query.text, found, len(found), warnings=(fewer,) if len(found) < len(known) else ())
        ids = tuple(dict.fromkeys((*found, *asked.mark.owed)))
        return Named(query.text, ids, len(known | set(found)), since=asked.mark.clean_at)

    async def read(self, asked: Asked, search: Search, ids: Sequence[str]) -> Read:
        """A trial that did not come is owed once; one that is known from before stays part of the set."""
        records = await self.client.fetch(ids)
        now = self.platform.clock.now()
        slug, query = asked.job.slug, search.query_hash
        writes = trials.record(records.trials, slug=slug, query_hash=query, now=now)
        if records.missing:
            writes.append(trials.link(records.missing, slug=slug, query_hash=query, now=now))
        before = asked.mark.owed if asked.mark else ()
        owed = tuple(each for each in records.missing if each not in before)
        return Read(writes, missing=records.missing, owed=owed)

    async def quiet(self, asked: Sequence[Asked]) -> set[str]:
        """Those of whose trials none was posted or updated, and none became overdue; mostly one request for all."""
        quiet: set[str] = set()
        for group in _groups(asked):
            try:
                quiet |= await self._quiet(group)
            except PermanentError as exc:
                # One by one it will be seen whose question it is that the registry does not take.
                self.platform.log.warning("group_taken_apart", source=self.name, error=str(exc))
        return quiet - await self._turned(asked)

    async def _quiet(self, group: Sequence[Asked]) -> set[str]:
        since = min(_since(each) for each in group)
        queries = {each.stored.slug: trial_query_of(each.peptide) for each in group}
        hits = await self.client.find(any_of(tuple(queries.values())), since)
        if not hits:
            return set(queries)
        if len(hits) > BATCH:
            return set()
        linked, held = await trials.finders(
            self.platform.db, {slug: query.hash for slug, query in queries.items()}, hits
        )
        now = {each.nct: each for each in (await self.client.fetch(hits)).trials}
        changed = {n for n in hits if n not in now or n not in held or held[n].revision != now[n].revision}
        texts = {nct: f" {words(trial.model_dump_json())} " for nct, trial in now.items()}
        same: set[str] = set()
        others: dict[frozenset[str], list[str]] = {}
        for each in group:
            slug, clean_at = each.stored.slug, each.mark.clean_at if each.mark else ""
            # What others found may be this one's too, unless it stood there when this one was last asked about.
            open_ = {n for n in hits if n not in linked[slug] and (n in changed or held[n].since >= clean_at)}
            if not open_ | (linked[slug] & changed):
                same.add(slug)
            elif not linked[slug] & changed and not _named(queries[slug], open_, texts):
                others.setdefault(frozenset(open_), []).append(slug)
        for ncts, slugs in others.items():
            question = any_of(tuple(queries[slug] for slug in slugs))
            if not await self.client.find(question, among=sorted(ncts)):
                same.update(slugs)
        return same

    async def _turned(self, asked: Sequence[Asked]) -> set[str]:
        """Those of which a completed trial may have become overdue since the watermark."""
        today = self.platform.clock.now().date()
        spans = [
            Span(
                slug=each.stored.slug,
                query=self.query_hash(each.peptide),
                begin=silent_before(moment(each.mark.clean_at).date()),
                end=silent_before(today),
            )
            for each in asked
            if each.mark
        ]
        return await trials.completed_between(self.platform.db, spans)


def _named(query: TrialQuery, ncts: Collection[str], texts: Mapping[str, str]) -> bool:
    """Whether any of these trials holds one of the names in its words, so that it need not be asked whose it is."""
    return any(f" {name} " in texts.get(nct, "") for nct in ncts for name in query.spoken)


def _since(asked: Asked) -> str:
    """The day from which news are looked for; empty where everything is."""
    return (moment(asked.mark.clean_at) - OVERLAP).date().isoformat() if asked.mark else ""


def _groups(asked: Sequence[Asked]) -> list[list[Asked]]:
    """The members in groups whose common question is not too long."""
    groups: list[list[Asked]] = []
    left = 0
    for each in asked:
        length = len(trial_query_of(each.peptide).text) + 6
        if not groups or length > left:
            groups.append([])
            left = QUESTION_AT_MOST
        groups[-1].append(each)
        left -= length
    return groups
