"""Pruning: the detail of runs that ended long ago becomes one row for each run, and goes.

Detail is work with its failed attempts, items, searches, and calls to models that nothing rests on any more. A portion
is counted into the run's summary and deleted in one batch, so that a death in between counts nothing twice and loses no
count; two prunings at once do no harm. What stays is what somebody may still need:

- everything of a peptide in a run where work is unfinished, a dead letter or a hold is open;
- dead letters, holds, published versions, audit and replays, always;
- the newest search of a peptide and source, and those that a version, a hold or the last decision rests on;
- the ledger's answers, which are used again for ever.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.operations", "pruning.sql")

PORTION = 500
"""Rows of one kind in one batch: well within D1's 30 seconds for a batch and 2 MB for a value."""

_RUNS_AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of detail: `choose` finds rows of a run that may go (run, peptides still needed, how many at most), `fold`
    counts the chosen ones into the summary and deletes them (run, their keys)."""

    choose: Callable[[str, str, int], Statement]
    fold: Callable[[str, str], list[Statement]]


def _some_work(run_id: str, needed: str, count: int) -> Statement:
    return SQL("some_work", run_id=run_id, needed=needed, count=count)


def _fold_work(run_id: str, chosen: str) -> list[Statement]:
    counted = SQL("fold_work", run_id=run_id, chosen=chosen)
    return [counted, SQL("delete_attempts", chosen=chosen), SQL("delete_work", chosen=chosen)]


def _some_calls(run_id: str, needed: str, count: int) -> Statement:
    return SQL("some_calls", run_id=run_id, needed=needed, count=count)


def _fold_calls(run_id: str, chosen: str) -> list[Statement]:
    return [SQL("fold_calls", run_id=run_id, chosen=chosen), SQL("delete_calls", run_id=run_id, chosen=chosen)]


def _some_searches(run_id: str, needed: str, count: int) -> Statement:
    return SQL("some_searches", run_id=run_id, needed=needed, count=count)


def _fold_searches(run_id: str, chosen: str) -> list[Statement]:
    return [SQL("fold_searches", run_id=run_id, chosen=chosen), SQL("delete_searches", run_id=run_id, chosen=chosen)]


def _some_items(run_id: str, needed: str, count: int) -> Statement:
    return SQL("some_items", run_id=run_id, needed=needed, count=count)


def _fold_items(run_id: str, chosen: str) -> list[Statement]:
    return [SQL("fold_items", run_id=run_id, chosen=chosen), SQL("delete_items", run_id=run_id, chosen=chosen)]


_KINDS = (
    _Kind(_some_work, _fold_work),
    _Kind(_some_calls, _fold_calls),
    _Kind(_some_searches, _fold_searches),
    _Kind(_some_items, _fold_items),
)


class Summary(Frozen):
    """What a run came to in rows that are gone: items by state, work and attempts, searches with the records that they
    named, calls to models (`turned_away` ones cost nothing). What is still there is not in it."""

    run_id: str
    published: int
    unchanged: int
    held: int
    superseded: int
    failed: int
    work: int
    failed_attempts: int
    searches: int
    records: int
    turned_away: int
    calls: int
    tokens: int
    cost_microusd: int
    unpriced: int
    lost: int
    begun_at: str
    looked_at: str
    ended_at: str | None

    @property
    def items(self) -> int:
        return sum(self._counts.values())

    @property
    def rows(self) -> int:
        """Rows deleted in all."""
        calls = self.turned_away + self.calls
        return self.items + self.work + self.failed_attempts + self.searches + calls

    def count(self, state: str) -> int:
        """Items that ended in that state; none is open."""
        return self._counts.get(state, 0)

    def added_to(self, counts: Mapping[str, int]) -> dict[str, int]:
        """These items counted with others, by state."""
        gone = {state: count for state, count in self._counts.items() if count}
        return {state: counts.get(state, 0) + gone.get(state, 0) for state in counts.keys() | gone.keys()}

    @property
    def _counts(self) -> dict[str, int]:
        return {
            "published": self.published,
            "unchanged": self.unchanged,
            "held": self.held,
            "superseded": self.superseded,
            "failed": self.failed,
        }


@dataclass(frozen=True, slots=True)
class Pruned:
    """What one call came to: `rows` of detail that went (failed attempts, which go with their work, are not counted),
    `runs` looked at; `more` where the portions did not suffice."""

    rows: int
    runs: int
    more: bool


async def prune(db: Database, before: datetime, now: datetime, *, portions: int, size: int = PORTION) -> Pruned:
    """Fold and delete detail of runs that ended before an instant, in at most `portions` batches of `size` rows; work
    that belongs to no run and ended before it goes too, and so do mails.

    Looking at a run takes from the portions too, so that the number of statements is bounded. Whatever is left is
    found by the next call.
    """
    due = await db.all(SQL("due", before=stamp(before), count=_RUNS_AT_MOST))
    rows = runs = 0
    for row in due:
        if portions <= 0:
            return Pruned(rows, runs, more=True)
        run_id = row["id"]
        needed = await _look(db, run_id, now)
        runs += 1
        portions -= 1
        for kind in _KINDS:
            while chosen := await db.all(kind.choose(run_id, needed, size)):
                if portions <= 0:
                    return Pruned(rows, runs, more=True)
                await db.batch(kind.fold(run_id, f"[{','.join(row['name'] for row in chosen)}]"))
                rows += len(chosen)
                portions -= 1
        await db.run(SQL("end", run_id=run_id, now=stamp(now)))
    while chosen := await db.all(SQL("some_loose_work", before=stamp(before), count=size)):
        if portions <= 0:
            return Pruned(rows, runs, more=True)
        names = f"[{','.join(row['name'] for row in chosen)}]"
        await db.batch([SQL("delete_attempts", chosen=names), SQL("delete_work", chosen=names)])
        rows += len(chosen)
        portions -= 1
    while chosen := await db.all(SQL("some_mails", before=stamp(before), count=size)):
        if portions <= 0:
            return Pruned(rows, runs, more=True)
        await db.run(SQL("delete_mails", chosen=f"[{','.join(row['name'] for row in chosen)}]"))
        rows += len(chosen)
        portions -= 1
    return Pruned(rows, runs, more=len(due) == _RUNS_AT_MOST)


async def summary(db: Database, run_id: str) -> Summary | None:
    """What the run came to in rows that are gone, or None where none is."""
    row = await db.first(SQL("summary", run_id=run_id))
    found = Summary.model_validate(row) if row else None
    return found if found and found.rows else None


async def _look(db: Database, run_id: str, now: datetime) -> str:
    await db.run(SQL("look", run_id=run_id, now=stamp(now)))
    return json.dumps([row["slug"] for row in await db.all(SQL("needed", run_id=run_id))])
