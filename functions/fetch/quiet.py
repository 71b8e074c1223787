"""What is new in PubMed about many peptides at once: one request where nothing is, and few where something is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from functions.fetch import query as queries
from functions.fetch.pubmed import BATCH, PubMed
from functions.fetch.query import Query, broadens, words
from shared.platform.ncbi import Found
from shared.platform.ports import Database
from shared.store import studies
from shared.store.studies import Held

BUSY = 20
"""Known records of one peptide among a group's news above which it is asked about apart: it has news each night."""

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A peptide of the group: its query without what PubMed did not know, the instant up to which it was read, and the
    day that its news begin."""

    slug: str
    query: Query
    clean_at: str
    since: date


async def quiet(members: Sequence[Member], client: PubMed, db: Database) -> set[str]:
    """The slugs of those without any record that is new, or another than the one held.

    Whoever's query PubMed reads in another way than before is none of them.
    """
    left: list[Member] = await _still_unknown([each for each in members if each.query.text], client)
    for _ in range(_ROUNDS):
        if not left:
            return set()
        begin = min(each.since for each in left)
        found = await client.named(queries.since(queries.any_of([each.query.text for each in left]), begin))
        rewritten = _rewritten(left, found)
        if rewritten is None:
            return set()
        if rewritten:
            left = [each for each in left if each.slug not in rewritten]
            continue
        if found.count == 0:
            return {each.slug for each in left}
        hits = tuple(dict.fromkeys(found.ids))
        linked, held = await studies.finders(db, {each.slug: each.query.hash for each in left}, hits)
        busy = {slug for slug, ids in linked.items() if len(ids) > BUSY}
        if busy:
            left = [each for each in left if each.slug not in busy]
            continue
        if len(hits) < found.count or len(hits) > BATCH:
            return set()
        return await _apart(left, hits, linked, held, client)
    return set()


async def _apart(
    members: Sequence[Member],
    hits: Sequence[str],
    linked: dict[str, set[str]],
    held: dict[str, Held],
    client: PubMed,
) -> set[str]:
    """Who has none of the hits that are new or changed. Their words say who might; the others are asked about.

    A hit that another member's own run has read since a member was last asked about is new to that member.
    """
    batch = await client.fetch(hits)
    came = {each.pmid: each for each in batch.studies}
    new = {p for p in (*hits, *came) if p not in came or p not in held or held[p].revision != came[p].revision}
    texts: dict[str, str] = {}
    same: set[str] = set()
    others: dict[frozenset[str], list[Member]] = {}
    for each in members:
        known = linked[each.slug]
        open_ = frozenset((new | {p for p in hits if p in held and held[p].since >= each.clean_at}) - known)
        for pmid in open_ & came.keys() - texts.keys():
            texts[pmid] = f" {words(came[pmid].model_dump_json())} "
        if known & new or any(f" {phrase} " in texts.get(p, "") for phrase in each.query.spoken for p in open_):
            continue
        if open_:
            others.setdefault(open_, []).append(each)
        else:
            same.add(each.slug)
    if others:
        asked = [each for some in others.values() for each in some]
        clauses = [
            queries.among(queries.any_of([each.query.text for each in some]), sorted(pmids, key=int))
            for pmids, some in others.items()
        ]
        found = await client.named(queries.any_of(clauses) if len(clauses) > 1 else clauses[0])
        if found.count == 0 and _rewritten(asked, found) == set():
            same |= {each.slug for each in asked}
    return same


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
