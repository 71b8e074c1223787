"""Replays: the work of dead letters is asked for again, as the same work, one generation on.

One letter by hand, or a task: a fixed set of letters sent at a rate. A batch of a task commits letters, work, run items
and the task's own rows together, and is sent after. A command that dies goes on where it was (`take_over`): what was
committed and perhaps not sent is sent again, which is harmless, because work is claimed by identity and generation.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from queues.messages import AnyMessage, NewerMessage, UndecodableMessage, decode
from shared.domain.canonical import digest
from shared.domain.frozen import Frozen
from shared.domain.instants import later, moment, stamp
from shared.platform.deliveries import work
from shared.platform.errors import ConstraintViolated, DatabaseError, PermanentError, RetryableError
from shared.platform.ports import Database, Platform, Statement
from shared.platform.sql import Queries
from shared.store import audit
from shared.store.audit import Act
from shared.store.operations import dead_letters
from shared.store.operations.dead_letters import DeadLetter

SQL = Queries("shared.store.operations", "replays.sql")

BATCH_EVERY = 0.25
"""Seconds between two batches where the rate asks for more than one letter in that time."""
BATCH_AT_MOST = 100
"""Letters of a batch: what a queue accepts in one call."""
LATE_AT_MOST = 2.0
"""Seconds that are caught up on while a command lives; what is later than this is late for good."""


class Task(Frozen):
    """A replay of many. `per_minute` is its rate, `next_at` when its next letter may go, `accepted` of `batches` are
    known to have reached the queues; `sent` and `skipped` count letters, the others are pending."""

    id: str
    filter: str
    reason: str | None
    actor: str
    per_minute: float
    total: int
    state: Literal["open", "done", "cancelled"]
    runner: str
    batches: int
    accepted: int
    next_at: str
    created_at: str
    finished_at: str | None
    sent: int
    skipped: int

    @property
    def pending(self) -> int:
        return self.total - self.sent - self.skipped


class Unfinished(PermanentError):
    """Another replay of many is not finished; `task` is that one."""

    def __init__(self, task: Task) -> None:
        super().__init__(
            f"replay {task.id} ({task.filter}) is unfinished: {task.sent} of {task.total} sent; go on with it by "
            f"`peptalk dlq replay --resume {task.id}`, or end it with `peptalk dlq cancel {task.id}`"
        )
        self.task = task


class TakenOver(PermanentError):
    """The task was cancelled, or another command goes on with it; this one sends nothing more."""


async def one(platform: Platform, letter: DeadLetter, act: Act) -> AnyMessage:
    """Ask for the work of one letter again; the first time, the audit gets a row.

    A letter that was replayed before is sent once more and nothing else: its work is what it was.

    Raises:
        PermanentError: the letter cannot be read, or was discarded.
    """
    try:
        message = letter.message().replayed()
    except (UndecodableMessage, NewerMessage) as exc:
        raise PermanentError(f"dead letter {letter.id} is no message that can be replayed: {exc}") from exc
    if letter.state == "discarded":
        raise PermanentError(f"dead letter {letter.id} was discarded")
    now = platform.clock.now()
    await platform.db.batch([*_replayed([(letter, message)], act.id, now), _audited(letter, act, now)])
    await work.send(platform, [(letter.queue, message.encode())])
    _told(platform, letter)
    return message


async def begin(platform: Platform, letters: Sequence[DeadLetter], words: str, per_minute: float, act: Act) -> Task:
    """Fix the set of letters as a task, with one row in the audit; nothing is sent yet.

    Raises:
        Unfinished: another task is.
    """
    now = platform.clock.now()
    ids = [each.id for each in letters]
    task = {"filter": words, "reason": act.reason, "actor": act.actor, "per_minute": per_minute, "total": len(ids)}
    after = {"replay": act.id, "letters": len(ids), "letters_sha256": digest("\n".join(ids).encode())}
    subject = f"replay/{act.id}"
    try:
        await platform.db.batch(
            [
                SQL("begin", id=act.id, runner=act.id, now=stamp(now), **task),
                SQL("add_items", replay=act.id, ids=json.dumps(ids)),
                audit.record(act, "replay", subject, {"open": len(ids)}, {**after, "per_minute": per_minute}, now),
            ]
        )
    except ConstraintViolated as exc:
        if standing := await tasks(platform.db, state="open"):
            raise Unfinished(standing[0]) from exc
        raise
    return await task_of(platform.db, act.id)


async def tasks(db: Database, *, state: str | None = None, count: int = 20) -> list[Task]:
    """The newest tasks, newest first."""
    return [Task.model_validate(row) for row in await db.all(SQL("tasks", id=None, state=state, count=count))]


async def task_of(db: Database, prefix: str) -> Task:
    """The task whose id starts so.

    Raises:
        PermanentError: there is none, or more than one.
    """
    found = await db.all(SQL("tasks", id=prefix, state=None, count=2))
    if len(found) != 1:
        many = "more than one replay starts with" if found else "there is no replay"
        raise PermanentError(f"{many} {prefix}; list them with `peptalk dlq tasks`")
    return Task.model_validate(found[0])


async def take_over(platform: Platform, task: Task) -> Task:
    """Become the one that sends the task's letters; whoever did before stops at its next batch.

    Raises:
        PermanentError: the task has ended.
    """
    runner = platform.entropy.token()
    taken = await platform.db.run(SQL("take_over", id=task.id, runner=runner))
    if not taken.changes:
        raise PermanentError(
            f"replay {task.id} is {(await task_of(platform.db, task.id)).state}; nothing is to be done"
        )
    return await task_of(platform.db, task.id)


async def cancel(platform: Platform, task: Task, act: Act) -> Task:
    """End the task: what is pending is skipped, what was sent stays sent; one row in the audit.

    Raises:
        PermanentError: the task had ended.
    """
    now = stamp(platform.clock.now())
    _, _, cancelled = await platform.db.batch(
        [
            SQL("audit_cancel", id=task.id, act=act.id, actor=act.actor, reason=act.reason, now=now),
            SQL("skip_rest", id=task.id, now=now),
            SQL("cancel", id=task.id, now=now),
        ]
    )
    ended = await task_of(platform.db, task.id)
    if not cancelled.changes:
        raise PermanentError(f"replay {task.id} is {ended.state} already; nothing is to be cancelled")
    return ended


async def send(
    platform: Platform,
    task: Task,
    on_sent: Callable[[int], Awaitable[None] | None],
    *,
    seconds: float | None = None,
) -> Task:
    """Send what is pending, at the task's rate, until all of it is; `on_sent` is told after each batch how many.

    `task` is what `begin` or `take_over` gave. A queue or database that is away is waited for. With `seconds`, no batch
    is begun that would go later than that, and the task may be open still.

    Raises:
        TakenOver: the task was cancelled, or another command goes on with it.
    """
    until = None if seconds is None else platform.clock.now() + timedelta(seconds=seconds)
    while True:
        try:
            return await _send(platform, task, on_sent, until)
        except RetryableError as exc:
            if until is not None and platform.clock.now() > until:
                raise
            # The batch may have committed, or not: exactly what going on after a crash is for.
            platform.log.warning("delivery_unsettled", queue="all", error=work.said(exc))
            await platform.clock.sleep(1)
            task = (await task_of(platform.db, task.id)).model_copy(update={"runner": task.runner})


async def _send(
    platform: Platform, task: Task, on_sent: Callable[[int], Awaitable[None] | None], until: datetime | None
) -> Task:
    if task.accepted < task.batches:
        await _send_again(platform, task)
    interval = 60 / task.per_minute
    size = max(1, min(BATCH_AT_MOST, int(BATCH_EVERY / interval)))
    slot = max(platform.clock.now(), moment(task.next_at))
    batch = task.batches
    while letters := await _next(platform.db, task, size):
        if until is not None and max(slot, platform.clock.now()) > until:
            await platform.db.run(SQL("accept", id=task.id, runner=task.runner, accepted=batch))
            return await task_of(platform.db, task.id)
        if (wait := (slot - platform.clock.now()).total_seconds()) > 0:
            await platform.clock.sleep(wait)
        elif wait < -LATE_AT_MOST:
            slot = platform.clock.now()
        batch += 1
        sent = await _commit(platform, task, letters, batch, slot + timedelta(seconds=len(letters) * interval))
        await work.send(platform, [(letter.queue, message.encode()) for letter, message in sent])
        for letter, _ in sent:
            _told(platform, letter)
        slot += timedelta(seconds=len(sent) * interval)
        told = on_sent(len(letters))
        if told is not None:
            await told
    await platform.db.run(SQL("finish", id=task.id, runner=task.runner, now=stamp(platform.clock.now())))
    ended = await task_of(platform.db, task.id)
    if ended.state != "done":
        raise _taken_over(ended)
    return ended


async def unended(db: Database, task: Task) -> int:
    """How many letters that were sent have a run item which has not ended."""
    row = await db.first(SQL("unended", replay=task.id))
    return row["count"] if row else 0


async def unburied(db: Database, task: Task) -> int:
    """How many letters are on their way to the table, of work that died again."""
    of_runs = await db.first(SQL("unburied", replay=task.id))
    others = await db.first(SQL("unburied_of_no_run", replay=task.id))
    return sum(row["count"] for row in (of_runs, others) if row)


async def ends(db: Database, task: Task) -> dict[str, int]:
    """How many letters that were sent have a run item in each state now."""
    return {row["state"]: row["count"] for row in await db.all(SQL("ends", replay=task.id))}


async def of_letter(db: Database, letter: DeadLetter) -> list[dict[str, str | None]]:
    """The tasks that a letter was in, and what became of it there, oldest first."""
    return await db.all(SQL("of_letter", letter=letter.id))


async def lacking(db: Database, since: datetime) -> str | None:
    """A setting that some function was found to lack after an instant, in words."""
    row = await db.first(SQL("lacking", at=stamp(since)))
    return row["message"] if row else None


async def _next(db: Database, task: Task, count: int) -> list[DeadLetter]:
    return [DeadLetter.model_validate(row) for row in await db.all(SQL("next", replay=task.id, count=count))]


async def _commit(
    platform: Platform, task: Task, letters: Sequence[DeadLetter], batch: int, next_at: datetime
) -> list[tuple[DeadLetter, AnyMessage]]:
    """Commit one batch; what it took, to be sent now. Before it, all earlier batches were accepted."""
    now = platform.clock.now()
    readable = [(letter, message) for letter in letters if (message := _readable(letter))]
    advance = {"id": task.id, "runner": task.runner, "accepted": batch - 1, "next_at": stamp(next_at)}
    ids = json.dumps([each.id for each in letters])
    statements = [
        SQL("advance", **advance),
        *_replayed(readable, task.id, now),
        SQL("conclude", replay=task.id, ids=ids, batch=batch, now=stamp(now)),
    ]
    try:
        results = await platform.db.batch(statements)
    except DatabaseError as exc:
        standing = await task_of(platform.db, task.id)
        if standing.state != "open" or standing.runner != task.runner:
            raise _taken_over(standing) from exc
        raise
    sent = {row["letter"] for row in results[-1].rows if row["state"] == "sent"}
    return [(letter, message) for letter, message in readable if letter.id in sent]


async def _send_again(platform: Platform, task: Task) -> None:
    found = await platform.db.all(SQL("perhaps_unsent", replay=task.id, accepted=task.accepted))
    await work.send(platform, [(row["queue"], decode(row["body"]).replayed().encode()) for row in found])


def _replayed(letters: Sequence[tuple[DeadLetter, AnyMessage]], act: str, now: datetime) -> list[Statement]:
    rows = json.dumps(
        [
            {
                "id": letter.id,
                "generation": message.generation,
                "body": message.encode(),
                "run_id": message.item[0] if message.item else None,
            }
            for letter, message in letters
        ]
    )
    return [
        SQL("take_letters", letters=rows, act=act, now=stamp(now)),
        SQL("ready_work", letters=rows, act=act, due_at=later(now, work.RESEND_AFTER)),
        SQL("reopen_items", letters=rows, act=act, now=stamp(now)),
        SQL("reopen_runs", letters=rows),
    ]


def _audited(letter: DeadLetter, act: Act, now: datetime) -> Statement:
    return dead_letters.audited([letter], act, "replay", now)


def _readable(letter: DeadLetter) -> AnyMessage | None:
    try:
        return letter.message().replayed()
    except (UndecodableMessage, NewerMessage):
        return None


def _told(platform: Platform, letter: DeadLetter) -> None:
    platform.log.info("dead_letter_replayed", id=letter.id, peptide=letter.name, trace_id=letter.trace_id)


def _taken_over(task: Task) -> TakenOver:
    how = {"cancelled": "was cancelled", "done": "is finished", "open": "goes on"}[task.state]
    return TakenOver(f"replay {task.id} {how} by another command; this one sends nothing more")
