"""Runs: one night, one batch or one peptide asked for by hand, and how each item of them ended."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from shared.domain.canonical import trace_of
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.deliveries import work
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.operations", "runs.sql")

Kind = Literal["nightly", "batch", "single"]
OPEN_STATES = ("queued", "working")


class Run(Frozen):
    """A run. `origin` is what makes a second start the same run: a slot, or a catalog's fingerprint."""

    id: str
    kind: Kind
    origin: str
    created_at: str
    finished_at: str | None = None


class RunItem(Frozen):
    """One peptide's way through a run.

    `page`, `pdf` and `manifest` are the bucket keys of the version that it published, or else of the one that
    stands; `reason` says why it was held, failed or superseded.
    """

    slug: str
    name: str
    trace_id: str
    state: str
    stage: str
    version: int | None
    reason: str | None
    updated_at: str
    page: str | None
    pdf: str | None
    manifest: str | None


class RunSummary(Run):
    """A run with its counts; `superseded` items were overtaken by another run. Of `pruned` items only the counts are
    left (`shared.store.operations.pruning`)."""

    items: int
    published: int
    unchanged: int
    held: int
    superseded: int
    failed: int
    pruned: int = 0


class Spending(Frozen):
    """What a run asked of models. `unpriced` calls have no price in the table, `lost` ones may have been paid."""

    calls: int
    tokens: int
    cost_microusd: int
    unpriced: int
    lost: int


class FailedAttempt(Frozen):
    """One failed attempt at an item's work; `kind` says whether it is tried again."""

    name: str
    stage: str
    number: int
    kind: str
    message: str
    at: str


class Moment(Frozen):
    """One thing that happened to a traced item."""

    at: str
    kind: str
    detail: str


def start(run_id: str, kind: Kind, origin: str, slugs: Sequence[str], now: datetime) -> list[Statement]:
    """The statements that open a run with its items; again, they change nothing."""
    items = json.dumps([{"slug": slug, "trace_id": trace_of(run_id, slug)} for slug in slugs])
    return [
        SQL("open", id=run_id, kind=kind, origin=origin, now=stamp(now)),
        SQL("add_items", run_id=run_id, items=items, now=stamp(now)),
    ]


def settle_unchanged(run_id: str, slugs: Sequence[str], now: datetime) -> list[Statement]:
    """End these items as unchanged, and their run where they were the last."""
    return [
        SQL("settle_unchanged", run_id=run_id, slugs=json.dumps(list(slugs)), now=stamp(now)),
        close_if_empty(run_id, now),
    ]


def close_if_empty(run_id: str, now: datetime) -> Statement:
    """End a run that has no open item."""
    return work.SQL("finish_run", run_id=run_id, now=stamp(now))


async def by_id(db: Database, run_id: str) -> Run | None:
    row = await db.first(SQL("by_id", id=run_id))
    return Run.model_validate(row) if row else None


async def unfinished(db: Database, origin: str) -> Run | None:
    """The latest run of that origin that has open items."""
    row = await db.first(SQL("unfinished", origin=origin))
    return Run.model_validate(row) if row else None


async def latest(db: Database, count: int) -> list[RunSummary]:
    """The newest runs, newest first."""
    return [RunSummary.model_validate(row) for row in await db.all(SQL("latest", count=count))]


async def items(db: Database, run_id: str) -> list[RunItem]:
    """All items of a run, by slug."""
    return [RunItem.model_validate(row) for row in await db.all(SQL("items", run_id=run_id))]


async def progress(db: Database, run_id: str, slug: str | None = None) -> dict[str, int]:
    """How many items of the run, or of one slug in it, are in each state."""
    return {row["state"]: row["count"] for row in await db.all(SQL("progress", run_id=run_id, slug=slug))}


async def attempts_since(db: Database, run_id: str, at: str) -> list[FailedAttempt]:
    """The run's failed attempts after an instant, oldest first, at most 100."""
    rows = await db.all(SQL("attempts_since", run_id=run_id, at=at))
    return [
        FailedAttempt.model_validate({**row, "name": row["name"] or row["slug"], "number": row["try"]}) for row in rows
    ]


async def unburied(db: Database, run_id: str) -> int:
    """How many dead letters of the run are still on their way to the table."""
    row = await db.first(SQL("unburied", run_id=run_id))
    return row["count"] if row else 0


async def spending(db: Database, run_id: str) -> Spending:
    """What the calls of the run that are still there came to; those that a vendor turned away are not counted."""
    row: dict[str, Any] = await db.first(SQL("model_calls", run_id=run_id)) or {}
    return Spending.model_validate(row)


async def life(db: Database, trace_id: str) -> list[Moment]:
    """Everything that one trace id left behind, oldest first."""
    rows = [
        *await db.all(SQL("life_of_work", trace_id=trace_id)),
        *await db.all(SQL("life_of_results", trace_id=trace_id)),
    ]
    return sorted((Moment.model_validate(row) for row in rows), key=lambda each: (each.at, each.kind))
