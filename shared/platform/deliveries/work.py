"""Work rows: enqueue, claim, finish, give back. The SQL of design rules 1 to 3; the loop is in consumer.py."""

import json
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from queues.messages import Message
from queues.topology import queue_for
from shared.domain.canonical import trace_of
from shared.domain.instants import later, moment, stamp
from shared.platform.errors import ConstraintViolated, Fenced
from shared.platform.ports import Platform, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.platform.deliveries", "work.sql")

M = TypeVar("M", bound=Message)

RESEND_AFTER = 3_600
"""Seconds after which work that nobody has claimed is due to be asked for again."""

ItemState = Literal["published", "unchanged", "held", "failed", "superseded"]


@dataclass(frozen=True, slots=True)
class Settled:
    """How a run item ends."""

    state: ItemState
    reason: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a handler's work comes to: all of it commits in one batch, then the messages are sent.

    `writes` must be idempotent in effect: a batch whose answer was lost may be asked for again. `guarded` says that a
    constraint aborts them where somebody else was first; the handler is then asked again and sees what stands now.
    """

    writes: Sequence[Statement] = ()
    messages: Sequence[Message] = ()
    settled: Settled | None = None
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Claim(Generic[M]):
    """The right to do one piece of work since `began`, until `lease_until` or until somebody takes it over."""

    message: M
    token: str
    deaths: int
    tries: int
    peptide: str
    began: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a claim was refused: the work is finished or dead, or another delivery holds it for `wait` seconds."""

    state: str
    generation: int
    wait: float
    peptide: str


@dataclass(frozen=True, slots=True)
class HandWork:
    """Work that a command does itself, of no stage of the pipeline: no queue carries it, and nobody asks for it again.

    `part` tells it from the other work of its run.
    """

    stage: str
    run_id: str
    slug: str
    part: str
    generation: int = 0

    @property
    def identity(self) -> str:
        """Unlike that of any other work."""
        return "/".join((self.stage, self.run_id, self.slug, self.part))


def rows(messages: Iterable[Message], parent: str | None = None) -> str:
    """The JSON that `enqueue` takes."""
    return json.dumps(
        [
            {
                "identity": each.identity,
                "stage": each.stage,
                "queue": queue_for(each),
                "run_id": _run(each),
                "slug": _slug(each),
                "trace_id": each.trace_id,
                "parent": parent,
                "body": each.encode(),
                "generation": each.generation,
            }
            for each in messages
        ]
    )


def enqueue(
    messages: Sequence[Message], now: datetime, parent: str | None = None, *, due_in: float = RESEND_AFTER
) -> Statement:
    """The statement that records work as asked for; sending follows once it has committed. What nobody has claimed
    within `due_in` seconds is asked for again."""
    return SQL("enqueue", rows=rows(messages, parent), due_at=later(now, due_in), now=stamp(now))


async def send(platform: Platform, stored: Iterable[tuple[str, str]]) -> int:
    """Send stored messages, (queue, body) each; returns how many."""
    by_queue: dict[str, list[str]] = {}
    for queue, body in stored:
        by_queue.setdefault(queue, []).append(body)
    for queue, bodies in by_queue.items():
        await platform.queues[queue].send_batch(bodies)
    return sum(map(len, by_queue.values()))


async def send_unsent(platform: Platform, run_id: str) -> int:
    """Send what a run asked for and nobody holds: what a producer does last, however often it runs.

    Of a run that has moved on, only what goes to this function's own queues is sent again.
    """
    found = await platform.db.all(SQL("unsent", run_id=run_id, now=stamp(platform.clock.now())))
    return await send(platform, [(row["queue"], row["body"]) for row in found if row["queue"] in platform.queues])


async def claim(platform: Platform, message: M) -> Claim[M] | Standing:
    """Claim the work that `message` asks for, in one statement."""
    now = platform.clock.now()
    token = platform.entropy.token()
    claimed, _ = await platform.db.batch(
        [
            SQL(
                "claim",
                identity=message.identity,
                stage=message.stage,
                queue=queue_for(message),
                run_id=_run(message),
                slug=_slug(message),
                trace_id=message.trace_id,
                body=message.encode(),
                generation=message.generation,
                holder=platform.holder,
                token=token,
                lease_until=later(now, platform.lease_seconds),
                now=stamp(now),
            ),
            SQL(
                "item_working",
                stage=message.stage,
                run_id=_run(message),
                slug=_slug(message),
                identity=message.identity,
                token=token,
                now=stamp(now),
            ),
        ]
    )
    if claimed.rows:
        row = claimed.rows[0]
        # An old duplicate may be what claims replayed work: it then speaks for the newest generation.
        claimed_message = message.model_copy(update={"generation": row["generation"]})
        return Claim(claimed_message, token, row["deaths"], row["tries"], row["peptide"] or message.subject, now)
    row = await platform.db.first(SQL("standing", identity=message.identity))
    if row is None:
        return Standing("gone", message.generation, 1.0, message.subject)
    wait = (moment(row["lease_until"]) - now).total_seconds() if row["lease_until"] else 0.0
    return Standing(row["state"], row["generation"], max(0.0, wait), row["peptide"] or message.subject)


async def finish(
    platform: Platform, claim: Claim[Any], outcome: Outcome, state: Literal["done", "dead"] = "done"
) -> None:
    """Commit the outcome and the work's end in one batch.

    Raises:
        Fenced: the claim was lost; nothing was written.
    """
    now = platform.clock.now()
    message = claim.message
    due_at = later(now, RESEND_AFTER)
    finished = SQL("finish", identity=message.identity, token=claim.token, state=state, due_at=due_at, now=stamp(now))
    statements = [finished]
    statements += outcome.writes
    if outcome.messages:
        statements.append(enqueue(outcome.messages, now, message.identity))
    if outcome.settled is not None:
        statements += settle(message, outcome.settled, now)
    try:
        await platform.db.batch(statements)
    except ConstraintViolated as exc:
        if await _lost(platform, claim):
            raise Fenced(message.identity) from exc
        raise


def settle(message: Message, settled: Settled, now: datetime) -> list[Statement]:
    """End the run items that the work was about, and their run where they were the last; of no run, nothing."""
    if message.item is None:
        return []
    run_id, _ = message.item
    return [
        SQL(
            "settle_item",
            state=settled.state,
            stage=message.stage,
            version=settled.version,
            reason=settled.reason,
            run_id=run_id,
            slugs=json.dumps(message.members),
            now=stamp(now),
        ),
        SQL("finish_run", run_id=run_id, now=stamp(now)),
    ]


async def give_back(
    platform: Platform, claim: Claim[Any], attempt: Statement | None = None, *, deaths: int = 0, due_at: str
) -> None:
    """Let anyone claim the work again, with the failed attempt where there was one; a lost claim changes nothing."""
    back = SQL(
        "give_back",
        identity=claim.message.identity,
        token=claim.token,
        deaths=deaths,
        tried=attempt is not None,
        due_at=due_at,
    )
    await platform.db.batch([back, attempt] if attempt else [back])


@asynccontextmanager
async def by_hand(platform: Platform, work: HandWork) -> AsyncGenerator[None]:
    """Hold the work while the context is open, a lease long at most, so that a model may be asked for it.

    Nothing is left of it afterwards, nor of such work whose process died at it.
    """
    now, token = platform.clock.now(), platform.entropy.token()
    await platform.db.batch(
        [
            SQL("forget_by_hand", first=f"{work.stage}/", last=f"{work.stage}0", now=stamp(now)),
            SQL(
                "hold_by_hand",
                identity=work.identity,
                stage=work.stage,
                run_id=work.run_id,
                slug=work.slug,
                trace_id=trace_of(work.run_id, work.slug),
                holder=platform.holder,
                token=token,
                lease_until=later(now, platform.lease_seconds),
                now=stamp(now),
            ),
        ]
    )
    try:
        yield
    finally:
        await platform.db.run(SQL("let_go_by_hand", identity=work.identity, token=token))


def attempt(claim: Claim[Any], kind: str, error: BaseException, now: datetime) -> Statement:
    """The statement that records a failed attempt with its error."""
    message = claim.message
    return SQL(
        "record_attempt",
        identity=message.identity,
        generation=message.generation,
        **{"try": claim.tries},
        stage=message.stage,
        run_id=_run(message),
        slug=_slug(message),
        trace_id=message.trace_id,
        kind=kind,
        error=type(error).__name__,
        message=said(error),
        duration_ms=max(0, round((now - claim.began).total_seconds() * 1000)),
        now=stamp(now),
    )


def said(error: BaseException) -> str:
    """An error in words, short enough for a row."""
    return (str(error) or type(error).__name__)[:1_000]


def _run(message: Message) -> str:
    """A row's run; work that belongs to none has the empty one, as it has the empty slug."""
    return message.item[0] if message.item else ""


def _slug(message: Message) -> str:
    return message.item[1] if message.item else ""


async def _lost(platform: Platform, claim: Claim[Any]) -> bool:
    row = await platform.db.first(SQL("holder_of", identity=claim.message.identity))
    return row is None or row["token"] != claim.token
