"""What is new in PubMed about many peptides at once: one request for each TOGETHER of them where nothing is, and few
more where something is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from functions.fetch.sources import query as queries
from functions.fetch.sources.pubmed import BATCH, PubMed
from functions.fetch.sources.query import Query, broadens, words
from shared.domain.evidence.study import Study
from shared.platform.errors import PermanentError
from shared.platform.log import Log
from shared.platform.ports import Database
from shared.platform.vendors.ncbi import Found
from shared.store.evidence import studies
from shared.store.evidence.studies import Held

TOGETHER = 30
"""Peptides that share a search."""

BUSY = 20
"""Known records of one peptide among a search's news above which it is asked about apart: it has news each night."""

QUESTION_AT_MOST = 8_000
"""Characters of one question about whose the news are: a search of TOGETHER peptides has half of it."""

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A peptide of the group: its query without what PubMed did not know, the instant up to which it was read, and the
    day that its news begin."""

    slug: str
    query: Query
    clean_at: str
    since: date


@dataclass(frozen=True, slots=True)
class _News:
    """The `hits` of one search for `members`: those that each had before (`linked`), and what is held of those that any
    of them had."""

    members: tuple[Member, ...]
    hits: tuple[str, ...] = ()
    linked: Mapping[str, set[str]] = field(default_factory=dict[str, set[str]])
    held: Mapping[str, Held] = field(default_factory=dict[str, Held])


@dataclass(frozen=True, slots=True)
class _Open:
    """Members of whom it is not known yet whether these records are theirs."""

    members: tuple[Member, ...]
    pmids: frozenset[str]

    @property
    def text(self) -> str:
        return queries.among(queries.any_of([each.query.text for each in self.members]), sorted(self.pmids, key=int))


async def quiet(members: Sequence[Member], client: PubMed, db: Database, log: Log) -> set[str]:
    """The slugs of those without any record that is new, or another than the one held.

    What all searches named is read together, and told apart together. Whoever's query PubMed reads in another way than
    before is none of the slugs, nor is anyone who shares a search that it refuses.
    """
    known = await _still_unknown([each for each in members if each.query.text], client)
    looked: list[_News] = []
    for start in range(0, len(known), TOGETHER):
        try:
            news = await _looked(known[start : start + TOGETHER], client, db)
        except PermanentError as exc:
            # One by one it will be seen whose question it is that PubMed does not take.
            log.warning("group_taken_apart", source="pubmed", error=str(exc))
            continue
        if news:
            looked.append(news)
    same = {each.slug for news in looked if not news.hits for each in news.members}
    named = [news for news in looked if news.hits]
    return same | await _apart(named, client) if named else same


async def _looked(members: Sequence[Member], client: PubMed, db: Database) -> _News | None:
    """What one search names for those of these members that can be asked about together; None where none can."""
    left: list[Member] = list(members)
    for _ in range(_ROUNDS):
        if not left:
            return None
        begin = min(each.since for each in left)
        found = await client.named(queries.since(queries.any_of([each.query.text for each in left]), begin))
        rewritten = _rewritten(left, found)
        if rewritten is None:
            return None
        if rewritten:
            left = [each for each in left if each.slug not in rewritten]
            continue
        if found.count == 0:
            return _News(tuple(left))
        hits = tuple(dict.fromkeys(found.ids))
        linked, held = await studies.finders(db, {each.slug: each.query.hash for each in left}, hits)
        busy = {slug for slug, ids in linked.items() if len(ids) > BUSY}
        if busy:
            left = [each for each in left if each.slug not in busy]
            continue
        if len(hits) < found.count or len(hits) > BATCH:
            return None
        return _News(tuple(left), hits, linked, held)
    return None


async def _apart(named: Sequence[_News], client: PubMed) -> set[str]:
    """Who has none of the hits that are new or changed. Their words say who might; the others are asked about.

    A hit that another member's own run has read since a member was last asked about is new to that member.
    """
    every = tuple(dict.fromkeys(pmid for news in named for pmid in news.hits))
    came: dict[str, Study] = {}
    for start in range(0, len(every), BATCH):
        came |= {each.pmid: each for each in (await client.fetch(every[start : start + BATCH])).studies}
    # What a hit was merged into has another number than any of them.
    instead = came.keys() - set(every)
    texts: dict[str, str] = {}
    same: set[str] = set()
    others: list[_Open] = []
    for news in named:
        held = news.held
        here = instead.union(news.hits)
        new = {p for p in here if p not in came or p not in held or held[p].revision != came[p].revision}
        asked: dict[frozenset[str], list[Member]] = {}
        for each in news.members:
            known = news.linked[each.slug]
            late = {p for p in news.hits if p in held and held[p].since >= each.clean_at}
            open_ = frozenset((new | late) - known)
            for pmid in open_ & came.keys() - texts.keys():
                texts[pmid] = f" {words(came[pmid].model_dump_json())} "
            if known & new or any(f" {phrase} " in texts.get(p, "") for phrase in each.query.spoken for p in open_):
                continue
            if open_:
                asked.setdefault(open_, []).append(each)
            else:
                same.add(each.slug)
        others += [_Open(tuple(some), pmids) for pmids, some in asked.items()]
    for question in _questions(others):
        found = await client.named(queries.any_of([each.text for each in question]))
        members = [each for some in question for each in some.members]
        if found.count == 0 and _rewritten(members, found) == set():
            same |= {each.slug for each in members}
    return same


def _questions(others: Sequence[_Open]) -> Iterator[list[_Open]]:
    """In as few questions as QUESTION_AT_MOST allows, one of them longer where one alone is."""
    question: list[_Open] = []
    length = 0
    for each in others:
        more = len(each.text)
        if question and length + more > QUESTION_AT_MOST:
            yield question
            question, length = [], 0
        question.append(each)
        length += more
    if question:
        yield question


async def _still_unknown(members: Sequence[Member], client: PubMed) -> list[Member]:
    """Those whose phrases that were left out PubMed knows as little as before."""
    left_out = sorted({phrase for each in members for phrase in each.query.left_out})
    if not left_out:
        return list(members)
    found = await client.named(" OR ".join(left_out))
    said = (*found.not_found, *found.mapped)
    unknown = {phrase for each in members for one in said for phrase in each.query.meant(one)}
    return [each for each in members if set(each.query.left_out) <= unknown]


def _rewritten(members: Sequence[Member], found: Found) -> set[str] | None:
    """Whose query PubMed took for a broader one; None where it cannot be told whose."""
    slugs: set[str] = set()
    for said in (*found.not_found, *found.mapped):
        meant = {each.slug: each.query.meant(said) for each in members}
        if not any(meant.values()) and not said.rstrip("]").casefold().endswith("[uid"):
            return None
        slugs |= {
            slug
            for slug, phrases in meant.items()
            if phrases and (said in found.mapped or any(broadens(phrase) for phrase in phrases))
        }
    if not slugs and "[all fields]" in found.translation.casefold():
        return None
    return slugs
