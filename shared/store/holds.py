"""Holds: drafts that wait for a person, with the reasons, and with the monograph where there is one to approve."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from queues.messages import ReviewDraft
from shared.domain.canonical import canonical
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.domain.monograph import Finding
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store", "holds.sql")


class Hold(Frozen):
    """A row. `draft`, `pack` and `monograph` are bucket keys; without a monograph there is nothing to approve."""

    slug: str
    draft: str
    run_id: str
    trace_id: str
    pack: str
    monograph: str | None
    reasons: tuple[Finding, ...]
    state: Literal["open", "approved", "rejected", "superseded"]
    created_at: str
    settled_at: str | None


def hold(job: ReviewDraft, reasons: Sequence[Finding], *, monograph: str | None, now: datetime) -> list[Statement]:
    """Hold the draft of this work; another open hold of the peptide is superseded."""
    said = canonical([each.model_dump(mode="json") for each in reasons]).decode()
    return [
        supersede(job, now),
        SQL(
            "hold",
            slug=job.slug,
            draft=job.draft,
            run_id=job.run_id,
            trace_id=job.trace_id,
            pack=job.pack,
            monograph=monograph,
            reasons=said,
            now=stamp(now),
        ),
    ]


def supersede(job: ReviewDraft, now: datetime) -> Statement:
    """End what is open of the peptide, except a hold of this very draft."""
    return SQL("supersede", slug=job.slug, draft=job.draft, now=stamp(now))


def settle(slug: str, draft: str, state: Literal["approved", "rejected", "superseded"], now: datetime) -> Statement:
    """A person's word on an open hold; one that is not open any more changes nothing."""
    return SQL("settle", slug=slug, draft=draft, state=state, now=stamp(now))


async def open_ones(db: Database) -> list[Hold]:
    """What waits for a person, oldest first."""
    return [_hold(row) for row in await db.all(SQL("open_ones"))]


async def of(db: Database, slug: str) -> list[Hold]:
    """Every hold of a peptide, newest first."""
    return [_hold(row) for row in await db.all(SQL("of_slug", slug=slug))]


def _hold(row: Row) -> Hold:
    return Hold.model_validate({**row, "reasons": json.loads(row["reasons"])})
