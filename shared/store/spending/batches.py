"""A vendor's batches: one row each, with a deadline, looked at again and again until its requests have ended.

The row is committed before the vendor is asked (`creating`), and so are the calls in it. A batch whose id was never
stored is looked for among the vendor's; only where the vendor surely has none may its requests be sent again.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from shared.domain.frozen import Frozen
from shared.domain.instants import later, stamp
from shared.platform.deliveries import work
from shared.platform.ports import Database, Platform
from shared.platform.sql import Queries
from shared.store.spending import ledger
from shared.store.spending.model_calls import Gathering, ModelAnswer, ModelCall

SQL = Queries("shared.store.spending", "batches.sql")

KEPT = timedelta(days=90)
"""How long a closed batch is kept to be looked at."""

BatchState = Literal["gathering", "creating", "sent", "canceling", "collected", "closed"]


class ModelBatch(Frozen):
    """One batch. Instants are stamps; `vendor_id` is None until the vendor is known to have it."""

    id: str
    vendor: str
    state: BatchState
    vendor_id: str | None = None
    holder: str
    lease_until: str
    requests: int
    tried: bool
    reason: str | None = None
    created_at: str
    asked_at: str | None = None
    deadline: str
    looked_at: str | None = None
    ended_at: str | None = None


class BatchLine(ModelBatch):
    """A batch with what came of its requests so far."""

    answered: int
    lost: int
    cost_microusd: int


class Ended(Frozen):
    """How a request of a batch ended: with an answer, or with the reason why there is none.

    `paid` says of one without an answer whether it may be charged for.
    """

    custom_id: str
    answer: ModelAnswer | None = None
    reason: str = ""
    paid: bool = False


def new(platform: Platform, minutes: int) -> Gathering:
    """A batch to gather requests for, which has so many minutes."""
    now = platform.clock.now()
    return Gathering(platform.entropy.token()[-16:], later(now, minutes * 60))


def custom_id(call: ModelCall) -> str:
    """What the vendor knows a request by: 64 characters at most, letters, digits and `-`, unlike any other's."""
    return f"{call.request_hash[:40]}-{call.sample}-{call.batch}"


async def creating(platform: Platform, gathering: Gathering) -> bool:
    """Commit that the vendor is asked from now on; False where the batch was given up meanwhile."""
    now = stamp(platform.clock.now())
    mine = {"id": gathering.id, "holder": platform.holder}
    return bool((await platform.db.run(SQL("creating", **mine, requests=len(gathering.requests), now=now))).rows)


async def sent(db: Database, id: str, vendor_id: str) -> bool:
    """The vendor has it under this id; False where it was given up."""
    return bool((await db.run(SQL("sent", id=id, vendor_id=vendor_id))).rows)


async def let_go(platform: Platform, id: str, reason: str) -> None:
    """Whether the vendor has it is not known: leave it to whoever looks next."""
    await platform.db.run(SQL("let_go", id=id, reason=reason[:1_000], now=stamp(platform.clock.now())))


async def not_made(platform: Platform, id: str, was: BatchState, reason: str, *, tried: bool) -> None:
    """The vendor surely has no such batch. Its requests may go by another, or with `tried` the ordinary way."""
    now = stamp(platform.clock.now())
    over = SQL("not_made", id=id, was=was, tried=tried, reason=reason[:1_000], now=now)
    await platform.db.batch([over, SQL("turned_away", id=id, reason=reason[:1_000])])


async def open_ones(db: Database, count: int) -> list[ModelBatch]:
    """What is not closed, that first which nobody has looked at for longest."""
    return [ModelBatch.model_validate(row) for row in await db.all(SQL("open_ones", count=count))]


async def by_id(db: Database, id: str) -> ModelBatch | None:
    """The batch as it stands; None where there is none."""
    row = await db.first(SQL("by_id", id=id))
    return ModelBatch.model_validate(row) if row else None


async def newest(db: Database, count: int) -> list[BatchLine]:
    """The newest batches, with what came of their requests."""
    return [BatchLine.model_validate(row) for row in await db.all(SQL("newest", count=count))]


async def looked(platform: Platform, batch: ModelBatch) -> None:
    """Somebody looks at it now."""
    await platform.db.run(SQL("looked", id=batch.id, now=stamp(platform.clock.now())))


async def canceling(db: Database, batch: ModelBatch) -> None:
    """It was cancelled; what had begun is answered yet."""
    await db.run(SQL("canceling", id=batch.id))


async def unknown(db: Database, ids: Sequence[str]) -> set[str]:
    """Which of the vendor's ids are none of ours."""
    known = await db.all(SQL("known_ids", ids=json.dumps(ids)))
    return set(ids) - {row["vendor_id"] for row in known}


async def open_calls(db: Database, batch: ModelBatch) -> list[ModelCall]:
    """Its requests that have no end in the ledger."""
    return [ModelCall.model_validate(row) for row in await db.all(SQL("open_calls", id=batch.id))]


async def collect(platform: Platform, batch: ModelBatch, results: Sequence[Ended]) -> int:
    """Take every open request of an ended batch to its end; returns how many of them were answered.

    The answers are stored before anything reads them. A request that the vendor says nothing of is lost: it may have
    been paid.
    """
    ends = {each.custom_id: each for each in results}
    answered = 0
    for call in await open_calls(platform.db, batch):
        end = ends.get(custom_id(call)) or Ended(
            custom_id="", reason="the results of its batch do not name it", paid=True
        )
        if end.answer is not None:
            await ledger.take(platform, call, end.answer)
            answered += 1
        else:
            await ledger.conclude(platform, call, "lost" if end.paid else "rejected", end.reason)
    await platform.db.run(SQL("collected", id=batch.id, reason=batch.reason, now=stamp(platform.clock.now())))
    return answered


async def close(platform: Platform, batch: ModelBatch) -> None:
    """Ask again for all work that waits, then close the batch: a death between the two asks once more than needed."""
    waiting = await platform.db.all(SQL("waiting", id=batch.id))
    await work.send(platform, [(row["queue"], row["body"]) for row in waiting])
    await platform.db.run(SQL("close", id=batch.id))


async def prune(db: Database, now: datetime) -> None:
    """Forget what was closed long ago."""
    before = stamp(now - KEPT)
    await db.batch([SQL("prune_waits", before=before), SQL("prune", before=before)])
