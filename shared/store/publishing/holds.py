"""Holds: drafts that wait for a person, with the reasons, and with the monograph where there is one to approve.

A hold is known by its peptide and its draft. A newer one of the peptide supersedes it; what a person said of it stands.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from queues.messages import ReviewDraft
from shared.domain.canonical import canonical
from shared.domain.frozen import Frozen, Stored
from shared.domain.instants import stamp
from shared.domain.publishing.monograph import Finding
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.publishing", "holds.sql")


State = Literal["open", "approved", "rejected", "superseded"]


class Hold(Frozen):
    """A row. `draft`, `pack` and `monograph` are bucket keys; without a monograph there is nothing to approve.

    `page` and `pdf` are keys of its private rendering. `settled_by` and `settled_reason` are a person's name and words.
    """

    slug: str
    draft: str
    run_id: str
    trace_id: str
    pack: str
    monograph: str | None
    reasons: tuple[Finding, ...]
    state: State
    created_at: str
    settled_at: str | None
    page: str | None = None
    pdf: str | None = None
    settled_by: str | None = None
    settled_reason: str | None = None

    @property
    def said_no(self) -> str:
        """Who rejected it, when and why, and what comes next."""
        day = (self.settled_at or "")[:10]
        said = f"this draft was rejected by {self.settled_by} on {day} ({self.settled_reason})"
        return f"{said}; newer evidence makes another, and `peptalk review reopen` takes a mistake back"

    def waits_with(self, draft: str, monograph: str) -> bool:
        """Whether this very monograph of this draft lies before a person, rendered."""
        return self.state == "open" and (self.draft, self.monograph) == (draft, monograph) and self.page is not None


class Reasons(Stored):
    """Why a draft is held, as an object of the bucket: what passes from comply to render by its key."""

    v: int = 1
    findings: tuple[Finding, ...]


def hold(
    job: ReviewDraft,
    reasons: Sequence[Finding],
    *,
    monograph: str | None,
    now: datetime,
    rendering: tuple[str, str] | None = None,
) -> list[Statement]:
    """Hold the draft of this work; another open hold of the peptide is superseded.

    `rendering` are the keys of a private page and PDF.
    """
    said = canonical([each.model_dump(mode="json") for each in reasons]).decode()
    page, pdf = rendering or (None, None)
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
            page=page,
            pdf=pdf,
            now=stamp(now),
        ),
    ]


def supersede(job: ReviewDraft, now: datetime) -> Statement:
    """End what is open of the peptide, except a hold of this very draft."""
    return SQL("supersede", slug=job.slug, draft=job.draft, now=stamp(now))


def settle(
    slug: str, draft: str, state: Literal["approved", "rejected"], person: str, reason: str, now: datetime
) -> Statement:
    """A person's word on an open hold. On one that is not open it aborts its batch (`ConstraintViolated`)."""
    said = {"state": state, "person": person, "reason": reason}
    return SQL("settle", slug=slug, draft=draft, **said, now=stamp(now))


def reopen(slug: str, draft: str, evidence: str) -> Statement:
    """Have a rejected draft wait for a person again, its reasons and rendering as they were. `evidence` is the hash of
    its pack. On one that is not rejected, or that a newer draft or newer evidence superseded, it aborts its batch
    (`ConstraintViolated`)."""
    return SQL("reopen", slug=slug, draft=draft, evidence=evidence)


async def newer_evidence(db: Database, held: Hold) -> str | None:
    """The newest run, by its id, that came to other evidence of the peptide since; None where none did."""
    asked = SQL("newer_evidence", slug=held.slug, run_id=held.run_id, since=held.created_at, pack=held.pack)
    row = await db.first(asked)
    return row["run_id"] if row else None


async def listed(db: Database, *, all: bool) -> list[Hold]:
    """What waits for a person, oldest first; with `all` the newest 1,000 of every state, newest first."""
    return [_hold(row) for row in await db.all(SQL("newest") if all else SQL("open_ones"))]


async def of(db: Database, slug: str) -> list[Hold]:
    """Every hold of a peptide, newest first."""
    return [_hold(row) for row in await db.all(SQL("of_slug", slug=slug))]


def _hold(row: Row) -> Hold:
    return Hold.model_validate({**row, "reasons": json.loads(row["reasons"])})
