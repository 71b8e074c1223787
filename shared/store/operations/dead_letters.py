"""Dead letters: stored with their reason, chosen, grouped, shown and discarded. Replaying is in replays.py."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from queues.messages import AnyMessage, NewerMessage, UndecodableMessage, decode
from queues.topology import DEAD_LETTER_SUFFIX, QUEUES
from shared.domain.canonical import digest
from shared.domain.failures import group_of
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.deliveries import work
from shared.platform.errors import Corrupt
from shared.platform.ports import Database, Platform, Statement
from shared.platform.sql import Queries
from shared.store.audit import Act, Action

SQL = Queries("shared.store.operations", "dead_letters.sql")

GIVEN_UP = ("GivenUp", "the queue gave it up before any attempt was recorded")

State = Literal["open", "replayed", "discarded"]

ALL = -1
"""A count that leaves nothing out."""


class DeadLetter(Frozen):
    """A message that was given up. `id` is 12 hex characters; `body` the message as it was.

    `fingerprint` names its group; `settled_by` the act that replayed or discarded it. `work` is the state of its work
    now, in `work_generation`; both are None where there is no such work.
    """

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
    state: State
    created_at: str
    settled_at: str | None
    settled_by: str | None = None
    fingerprint: str | None = None
    work: str | None = None
    work_generation: int | None = None

    @property
    def of_no_run(self) -> bool:
        """Whether its work is known and belongs to no run; what nobody can read has no known work."""
        return self.run_id is None and self.work is not None

    def message(self) -> AnyMessage:
        """The message that it holds.

        Raises:
            UndecodableMessage, NewerMessage: nobody here can read it.
        """
        return decode(self.body)


class Attempt(Frozen):
    """One failed attempt at the work of a dead letter; `duration_ms` is None where nobody measured it."""

    generation: int
    try_: int
    kind: str
    error: str
    message: str
    at: str
    duration_ms: int | None


class Filter(Frozen):
    """Which letters are meant; None leaves a question open. `before` is a stamp, `fingerprint` a whole one."""

    state: State | Literal["all"] = "open"
    ids: tuple[str, ...] | None = None
    stage: str | None = None
    slug: str | None = None
    fingerprint: str | None = None
    error: str | None = None
    run_id: str | None = None
    before: str | None = None

    @property
    def words(self) -> str:
        """The filter for a person: `all open letters` or `open letters of stage fetch, of run batch-1`."""
        parts = {
            "of stage": self.stage,
            "of peptide": self.slug,
            "of group": self.fingerprint,
            "with error": self.error,
            "of run": self.run_id,
            "up to": self.before,
            "named": ", ".join(self.ids[:5]) + (", ..." if len(self.ids) > 5 else "") if self.ids else None,
        }
        said = ", ".join(f"{word} {value}" for word, value in parts.items() if value is not None)
        letters = "letters" if self.state == "all" else f"{self.state} letters"
        return f"{letters} {said}" if said else f"all {letters}"


class Group(Frozen):
    """Letters that failed alike. `example` is the reason of one of them."""

    fingerprint: str
    error: str
    count: int
    stages: tuple[str, ...]
    slugs: tuple[str, ...]
    first_at: str
    last_at: str
    example: str


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
    if message.item is None:
        return statements
    run_id, _ = message.item
    reason = f"{message.stage}: {GIVEN_UP[1]}"
    statements.append(SQL("fail_item", **key, run_id=run_id, stage=message.stage, reason=reason, now=stamp(now)))
    statements.append(work.SQL("finish_run", run_id=run_id, now=stamp(now)))
    return statements


def id_of(queue: str, body: str) -> str:
    """The id of the letter that this delivery of a dead-letter queue is."""
    try:
        return _id(decode(body))
    except (UndecodableMessage, NewerMessage):
        return _unreadable(queue, body)


async def stored(db: Database, queue: str, body: str) -> DeadLetter:
    """The row that `record` left of this delivery."""
    id = id_of(queue, body)
    found = await by_prefix(db, id)
    if not found:
        raise Corrupt(f"dead letter {id} of {queue} was recorded and is not there")
    return found[0]


async def mark(db: Database) -> int:
    """Give each letter that has none its fingerprint; returns how many. Every reader does so first."""
    count = 0
    while found := await db.all(SQL("unmarked")):
        marks = [
            {
                "id": row["id"],
                "fingerprint": group_of(row["stage"], row["error"], row["reason"], _names(row["slug"], row["name"])),
            }
            for row in found
        ]
        await db.run(SQL("mark", marks=json.dumps(marks)))
        count += len(found)
    return count


async def matching(db: Database, chosen: Filter, count: int = 100) -> tuple[list[DeadLetter], int]:
    """The letters that the filter means, newest first, at most `count` (`ALL`: every one); and how many there are."""
    await mark(db)
    ids = json.dumps(chosen.ids) if chosen.ids is not None else None
    rows = await db.all(SQL("matching", **chosen.model_dump(exclude={"ids"}), ids=ids, count=count))
    return [DeadLetter.model_validate(row) for row in rows], rows[0]["in_all"] if rows else 0


async def groups(db: Database, state: State | Literal["all"] = "open") -> list[Group]:
    """Letters that failed alike, the largest group first."""
    await mark(db)
    rows = await db.all(SQL("groups", state=state))
    return [Group.model_validate({**row, **{each: _list(row[each]) for each in ("stages", "slugs")}}) for row in rows]


async def groups_like(db: Database, prefix: str) -> list[str]:
    """The fingerprints that start so: none, the one meant, or two of several."""
    await mark(db)
    return [row["fingerprint"] for row in await db.all(SQL("group_like", prefix=prefix))]


async def by_prefix(db: Database, prefix: str) -> list[DeadLetter]:
    """The dead letters whose id starts so: none, the one meant, or two of several."""
    await mark(db)
    return [DeadLetter.model_validate(row) for row in await db.all(SQL("by_prefix", prefix=prefix))]


async def attempts(db: Database, letter: DeadLetter) -> list[Attempt]:
    """Every failed attempt at its work, in this generation and all others, oldest first."""
    rows = await db.all(SQL("attempts", identity=letter.identity))
    return [Attempt.model_validate({**row, "try_": row["try"]}) for row in rows]


async def discard(platform: Platform, letters: Sequence[DeadLetter], act: Act) -> int:
    """Give open letters up for good: letter and work become discarded, the run's item stays failed with the reason.

    Returns how many were open still; one audit row is written for each of them.
    """
    if act.reason is None:
        raise ValueError("a letter is discarded for a reason")
    count = 0
    for at in range(0, len(letters), _AT_ONCE):
        part = letters[at : at + _AT_ONCE]
        now = platform.clock.now()
        reason = f"discarded by {act.actor}: {act.reason}"
        ids = json.dumps([each.id for each in part])
        done, *_ = await platform.db.batch(
            [
                SQL("discard_letters", ids=ids, act=act.id, now=stamp(now)),
                SQL("discard_work", act=act.id, now=stamp(now)),
                SQL("discard_items", ids=ids, act=act.id, reason=reason, now=stamp(now)),
                SQL("finish_runs", act=act.id, now=stamp(now)),
                audited(part, act, "discard", now),
            ]
        )
        count += done.changes
    return count


def audited(letters: Sequence[DeadLetter], act: Act, action: Action, now: datetime) -> Statement:
    """The statement that adds a row to the audit for each of the letters that the act has changed."""
    before = json.dumps([{"id": each.id, "work": each.work} for each in letters])
    return SQL(
        "audit_letters",
        letters=before,
        act=act.id,
        actor=act.actor,
        action=action,
        reason=act.reason,
        now=stamp(now),
    )


_AT_ONCE = 500


def _list(text: str) -> list[str]:
    found: list[str | None] = json.loads(text)
    return sorted(each for each in found if each is not None)


def _names(*names: str | None) -> list[str]:
    return [each for each in names if each]


def _row(
    id: str, queue: str, body: str, now: datetime, error: str, reason: str, message: AnyMessage | None
) -> Statement:
    spec = QUEUES.get(queue)
    run_id, slug = message.item if message and message.item else (None, None)
    return SQL(
        "record",
        id=id,
        identity=message.identity if message else f"unreadable/{id}",
        generation=message.generation if message else 0,
        queue=queue,
        stage=message.stage if message else (spec.consumer if spec else queue),
        run_id=run_id,
        slug=slug,
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
