"""The audit: every act of an operator that changed something, one row each, never changed and never deleted.

An act on single letters leaves a row for each letter that it changed; a task over many letters leaves one row when it
is made and one if it is cancelled (which letters were in it, and what became of each, stands in `replay_items`). An
act that is repeated, because its answer was lost, leaves no second row.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store", "audit.sql")

Action = Literal[
    "replay",
    "discard",
    "cancel",
    "import",
    "run",
    "tryout",
    "evaluate",
    "sync",
    "break-glass",
    "restore",
    "override",
    "undo-override",
    "approve",
    "reject",
    "reopen",
    "set-access",
    "announce",
    "lift",
    "invite",
    "uninvite",
    "resend",
    "reconcile",
    "erase",
    "revoke-sessions",
    "disable",
    "enable",
    "block",
    "unblock",
]


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, and why. `id` tells this act from all others: 12 hex characters."""

    id: str
    actor: str
    reason: str | None = None


class Entry(Frozen):
    """One row. `subject` is `letter/ID`, `replay/ID`, `run/ID`, `catalog/NAME`, `study/PMID`, `draft/HASH`
    or `models`; what was and is, JSON."""

    id: int
    at: str
    actor: str
    action: str
    subject: str
    reason: str | None
    before: str
    after: str


def record(
    act: Act, action: Action, subject: str, before: Mapping[str, object], after: Mapping[str, object], now: datetime
) -> Statement:
    """The statement that adds a row; it belongs into the batch that does the thing."""
    states = {"before": json.dumps(before, sort_keys=True), "after": json.dumps(after, sort_keys=True)}
    who = {"act": act.id, "actor": act.actor, "reason": act.reason}
    return SQL("record", **who, action=action, subject=subject, **states, now=stamp(now))


async def subject_of(db: Database, act: Act, action: Action) -> str | None:
    """The subject of the row that this act left already, where it was begun before."""
    row = await db.first(SQL("subject_of", act=act.id, action=action))
    return row["subject"] if row else None


async def listed(db: Database, *, subject: str | None = None, count: int = 100) -> tuple[list[Entry], int]:
    """The newest rows, newest first, of one subject or of all; and how many there are."""
    rows = await db.all(SQL("listed", subject=subject, count=count))
    return [Entry.model_validate(row) for row in rows], rows[0]["in_all"] if rows else 0
