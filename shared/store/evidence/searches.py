"""Searches in the database: what a run asked a source, which records it named, and how far each source was read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.evidence", "searches.sql")

Source = Literal["pubmed", "clinicaltrials"]


@dataclass(frozen=True, slots=True)
class Search:
    """One search of one run.

    `translation` is what the source understood, `warnings` what it said about the query, `total` how many records
    match, `ids` those to ask for, `missing` those asked for that never came, `owed` those of them that the source
    still knows, `refused` those that could not be read. `searched_at` is an instant as text. `since` is the
    watermark from which only news were asked for, empty where everything was; `left_out` are phrases that the source
    does not know. `failure` says why the source was given up in this run: `ids` is then not to be relied on, and
    `searched_at` is when it was last read cleanly, empty where it never was.
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
    since: str = ""
    left_out: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far a source was read for a peptide: all that `query` (a hash) names up to the instant `clean_at`, but for
    what is `owed`. `reading` is the edition of what read the records; `settled_at` is when the pack made of them began
    to be made, so that what changed later may not be in it, or empty where it has to be made again."""

    slug: str
    source: Source
    query: str
    reading: str
    clean_at: str
    settled_at: str
    left_out: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()


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
        warnings=_json(search.warnings),
        total=search.total,
        ids=_json(search.ids),
        searched_at=search.searched_at,
        since=search.since,
        left_out=_json(search.left_out),
        failure=search.failure,
    )


def add_unread(
    search: Search, *, missing: Sequence[str] = (), owed: Sequence[str] = (), refused: Sequence[str] = ()
) -> Statement:
    """Name records that were asked for and did not come, are owed, or could not be read."""
    return SQL(
        "add_unread",
        run_id=search.run_id,
        slug=search.slug,
        source=search.source,
        missing=_json(missing),
        owed=_json(owed),
        refused=_json(refused),
    )


def give_up(search: Search, failure: str) -> Statement:
    """Say why the source is given up in this run, and what stands instead: `query_hash` and `searched_at`."""
    return SQL(
        "give_up",
        run_id=search.run_id,
        slug=search.slug,
        source=search.source,
        query_hash=search.query_hash,
        searched_at=search.searched_at,
        failure=failure[:1_000] or "failed",
    )


async def of_run(db: Database, run_id: str, slug: str) -> list[Search]:
    """The run's searches for this peptide, by source."""
    return [_stored(row) for row in await db.all(SQL("of_run", run_id=run_id, slug=slug))]


async def refused(db: Database, run_id: str, source: Source) -> int:
    """How many records of this source the run could not read so far."""
    row = await db.first(SQL("refused", run_id=run_id, source=source))
    return int(row["count"]) if row else 0


async def asked(db: Database, run_id: str, source: Source, searches: int) -> int:
    """How many records the run asked this source for so far; all of them where it is less than `searches`, as no more
    than so many searches are counted, each of which named some."""
    row = await db.first(SQL("asked", run_id=run_id, source=source, searches=searches))
    return int(row["count"]) if row else 0


async def watermarks(db: Database, slugs: Sequence[str]) -> dict[tuple[str, Source], Watermark]:
    """The watermarks of these peptides by slug and source."""
    rows = await db.all(SQL("watermarks", slugs=_json(slugs)))
    return {(row["slug"], row["source"]): Watermark(**_listed(row, "left_out", "owed")) for row in rows}


def move(mark: Watermark) -> Statement:
    """A clean run has read the source up to here."""
    return SQL(
        "move",
        slug=mark.slug,
        source=mark.source,
        query=mark.query,
        reading=mark.reading,
        left_out=_json(mark.left_out),
        owed=_json(mark.owed),
        clean_at=mark.clean_at,
        settled_at=mark.settled_at,
    )


def move_unchanged(slugs: Sequence[str], source: Source, clean_at: str) -> Statement:
    """Nothing was new for these peptides up to an instant."""
    return SQL("move_unchanged", slugs=_json(slugs), source=source, clean_at=clean_at)


def _stored(row: Row) -> Search:
    return Search(**_listed(row, "warnings", "ids", "missing", "left_out", "owed", "refused"))


def _listed(row: Row, *names: str) -> dict[str, Any]:
    """The row with these columns of JSON as tuples."""
    return {name: tuple(json.loads(value)) if name in names else value for name, value in row.items()}


def _json(value: Sequence[Any]) -> str:
    return json.dumps(list(value), ensure_ascii=False)
