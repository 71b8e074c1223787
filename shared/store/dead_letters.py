"""Dead letters: stored with their reason, listed, shown and replayed as the same work, one generation on."""

from collections.abc import Sequence
from datetime import datetime

from queues.messages import AnyMessage, NewerMessage, UndecodableMessage, decode
from queues.topology import DEAD_LETTER_SUFFIX, QUEUES
from shared.domain.canonical import digest
from shared.domain.instants import later, stamp
from shared.domain.study import Frozen
from shared.platform import work
from shared.platform.errors import Corrupt, PermanentError
from shared.platform.ports import Database, Platform, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store", "dead_letters.sql")

GIVEN_UP = ("GivenUp", "the queue gave it up before any attempt was recorded")


class DeadLetter(Frozen):
    """A message that was given up. `id` is 12 hex characters; `body` the message as it was."""

    id: str
    identity: str
    generation: int
    queue: str
    stage: str
    run_id: str | None
    slug: str | None
    name: str | None
    trace_id: str | None
    body: str
    error: str
    reason: str
    state: str
    created_at: str
    settled_at: str | None


class Attempt(Frozen):
    """One failed attempt at the work of a dead letter."""

    generation: int
    try_: int
    kind: str
    error: str
    message: str
    at: str


def record(queue: str, body: str, now: datetime) -> list[Statement]:
    """The statements that keep what arrived on a dead-letter queue; a second delivery changes nothing."""
    source = queue.removesuffix(DEAD_LETTER_SUFFIX)
    try:
        message = decode(body)
    except (UndecodableMessage, NewerMessage) as exc:
        return [_row(_unreadable(queue, body), source, body, now, type(exc).__name__, str(exc), None)]
    statements = [_row(_id(message), source, body, now, *GIVEN_UP, message)]
    key = {"identity": message.identity, "generation": message.generation}
    statements.append(SQL("bury_work", **key, now=stamp(now)))
    reason = f"{message.stage}: {GIVEN_UP[1]}"
    item = {"run_id": message.run_id, "slug": message.slug, "stage": message.stage, "reason": reason}
    statements.append(SQL("fail_item", **key, **item, now=stamp(now)))
    statements.append(work.SQL("finish_run", run_id=message.run_id, now=stamp(now)))
    return statements


async def stored(db: Database, queue: str, body: str) -> DeadLetter:
    """The row that `record` left of this delivery."""
    try:
        id = _id(decode(body))
    except (UndecodableMessage, NewerMessage):
        id = _unreadable(queue, body)
    found = await by_prefix(db, id)
    if not found:
        raise Corrupt(f"dead letter {id} of {queue} was recorded and is not there")
    return found[0]


async def listed(db: Database, *, state: str = "open", count: int = 100) -> list[DeadLetter]:
    """Dead letters, newest first; `state` is open, replayed, discarded or all."""
    return [DeadLetter.model_validate(row) for row in await db.all(SQL("list", state=state, count=count))]


async def by_prefix(db: Database, prefix: str) -> list[DeadLetter]:
    """The dead letters whose id starts so: none, the one meant, or two of several."""
    return [DeadLetter.model_validate(row) for row in await db.all(SQL("by_prefix", prefix=prefix))]


async def attempts(db: Database, letter: DeadLetter) -> list[Attempt]:
    """Every failed attempt at its work, oldest first."""
    rows = await db.all(SQL("attempts", identity=letter.identity))
    return [Attempt.model_validate({**row, "try_": row["try"]}) for row in rows]


async def replay(platform: Platform, letter: DeadLetter) -> AnyMessage:
    """Ask for the work of a dead letter again: the same identity, one generation on.

    The work row is made ready and the letter settled in one batch; the message is sent after. A process that
    dies between the two leaves work that is asked for again when it is due, or when the command is repeated.

    Raises:
        PermanentError: the letter cannot be read, or was discarded.
    """
    try:
        message = decode(letter.body).replayed()
    except (UndecodableMessage, NewerMessage) as exc:
        raise PermanentError(f"dead letter {letter.id} is no message that can be replayed: {exc}") from exc
    if letter.state == "discarded":
        raise PermanentError(f"dead letter {letter.id} was discarded")
    now = platform.clock.now()
    await platform.db.batch(_replayed(letter, message, now))
    await work.send(platform, [(letter.queue, message.encode())])
    platform.log.info("dead_letter_replayed", id=letter.id, peptide=letter.name, trace_id=letter.trace_id)
    return message


def _replayed(letter: DeadLetter, message: AnyMessage, now: datetime) -> Sequence[Statement]:
    return [
        SQL("replay_letter", id=letter.id, now=stamp(now)),
        SQL(
            "replay_work",
            identity=message.identity,
            generation=message.generation,
            body=message.encode(),
            due_at=later(now, work.RESEND_AFTER),
        ),
        SQL("reopen_item", run_id=message.run_id, slug=message.slug, now=stamp(now)),
        SQL("reopen_run", run_id=message.run_id),
    ]


def _row(
    id: str, queue: str, body: str, now: datetime, error: str, reason: str, message: AnyMessage | None
) -> Statement:
    spec = QUEUES.get(queue)
    return SQL(
        "record",
        id=id,
        identity=message.identity if message else f"unreadable/{id}",
        generation=message.generation if message else 0,
        queue=queue,
        stage=message.stage if message else (spec.consumer if spec else queue),
        run_id=message.run_id if message else None,
        slug=message.slug if message else None,
        trace_id=message.trace_id if message else None,
        body=body,
        error=error,
        reason=reason,
        now=stamp(now),
    )


def _unreadable(queue: str, body: str) -> str:
    return digest(f"{queue}#{body}".encode())[:12]


def _id(message: AnyMessage) -> str:
    return digest(f"{message.identity}#{message.generation}".encode())[:12]
