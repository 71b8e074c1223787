"""Studies that are known of a peptide and that the page readers are given was not written from.

Noted whenever an evidence pack is made; whatever keeps the page as it is (a budget, an outage, a person who has not
decided yet), this says what it lacks.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.instants import stamp
from shared.domain.publishing.manifest import Manifest
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries
from shared.store import objects

SQL = Queries("shared.store.evidence", "newer_studies.sql")


@dataclass(frozen=True, slots=True)
class Newer:
    """How many studies a page does not take in yet (at least one), and the instant at which the evidence that it was
    written from was first published."""

    count: int
    summarised_at: str


def note(slug: str, evidence: str, pmids: Sequence[str], now: datetime) -> Statement:
    """The statement that notes what the newest pack (its hash) has beyond the page's."""
    return SQL("note", slug=slug, evidence=evidence, pmids=json.dumps(list(pmids)), now=stamp(now))


def forget(slug: str) -> Statement:
    """The statement for a page that was written from the newest pack, or that is not there."""
    return SQL("forget", slug=slug)


def published(manifest: Manifest) -> list[Statement]:
    """The statements, for the batch that publishes a version, that take out what it was written from."""
    evidence = objects.hash_in(manifest.pack)
    named = json.dumps([*manifest.pmids_in, *(each.pmid for each in manifest.pmids_out)])
    return [
        SQL("forget_evidence", slug=manifest.slug, evidence=evidence),
        SQL("take_out", slug=manifest.slug, evidence=evidence, named=named),
    ]


async def first_found(db: Database, slug: str, pmids: Iterable[str], since: str) -> list[str]:
    """Of these PMIDs, those that no query of the peptide had found before the instant `since`."""
    ids = json.dumps([f"PMID:{pmid}" for pmid in pmids])
    rows = await db.all(SQL("first_found", slug=slug, ids=ids, since=since))
    return [row["id"].removeprefix("PMID:") for row in rows]


async def of(db: Database, slugs: Sequence[str]) -> dict[str, Newer]:
    """By slug, of those peptides whose page lacks any study; what was retracted or excluded since does not count."""
    rows = await db.all(SQL("of", slugs=json.dumps(list(slugs))))
    return {row["slug"]: Newer(row["count"], row["summarised_at"]) for row in rows}
