"""Searches in the database: what a run asked a source, and which records it named."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store", "searches.sql")

Source = Literal["pubmed", "clinicaltrials"]


@dataclass(frozen=True, slots=True)
class Search:
    """One search of one run.

    `translation` is what the source understood, `warnings` what it said about the query, `total` how many records
    match, `ids` those it named, `missing` those asked for that never came. `searched_at` is an instant as text.
    """

    run_id: str
    slug: str
    source: Source
    query: str
    query_hash: str
    translation: str
    warnings: tuple[str, ...]
    total: int
    ids: tuple[str, ...]
    searched_at: str
    missing: tuple[str, ...] = ()


def record(search: Search) -> Statement:
    """Keep a search; the first of a run, slug and source holds."""
    return SQL(
        "record",
        run_id=search.run_id,
        slug=search.slug,
        source=search.source,
        query=search.query,
        query_hash=search.query_hash,
        translation=search.translation,
        warnings=json.dumps(search.warnings, ensure_ascii=False),
        total=search.total,
        ids=json.dumps(search.ids),
        searched_at=search.searched_at,
    )


def add_missing(run_id: str, slug: str, source: Source, ids: Sequence[str]) -> Statement:
    """Name records that were asked for and did not come."""
    return SQL("add_missing", run_id=run_id, slug=slug, source=source, ids=json.dumps(list(ids)))


async def of_run(db: Database, run_id: str, slug: str) -> list[Search]:
    """The run's searches for this peptide, by source."""
    return [_stored(row) for row in await db.all(SQL("of_run", run_id=run_id, slug=slug))]


def _stored(row: Row) -> Search:
    return Search(
        run_id=row["run_id"],
        slug=row["slug"],
        source=row["source"],
        query=row["query"],
        query_hash=row["query_hash"],
        translation=row["translation"],
        warnings=tuple(json.loads(row["warnings"])),
        total=row["total"],
        ids=tuple(json.loads(row["ids"])),
        searched_at=row["searched_at"],
        missing=tuple(json.loads(row["missing"])),
    )
