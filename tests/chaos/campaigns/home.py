"""What must be true of a home after its processes were killed, and what is found in it right after a kill."""

import json
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from chaos.campaigns.children import rows
from infra.local.buckets.keys import key_of
from infra.local.machine.home import Home
from queues.messages import decode
from shared.domain.instants import moment

Intent = tuple[str, int, str]
"""A call that was meant: request, sample, token of the claim."""

_INTENTS = "SELECT request_hash, sample, token FROM model_calls WHERE state = 'intent'"
_CALLS = """
SELECT request_hash, sample, state, vendor_request_id, asked_at, answered_at FROM model_calls ORDER BY asked_at, sample
"""


@dataclass
class Left:
    """What a kill left behind. `faults` is empty where both databases are sound."""

    intents: set[Intent] = field(default_factory=set[Intent])
    """Calls under way whose answer had not been stored."""
    faults: list[str] = field(default_factory=list[str])


def left_by_a_kill(home: Home, scratch: Path) -> Left:
    """Look at copies: opening the files themselves would write back the log that the next process must find."""
    left = Left()
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for database in (home.app_db, home.queue_db):
        if not database.exists():
            continue
        for each in (database, database.with_name(database.name + "-wal")):
            if each.exists():
                shutil.copyfile(each, scratch / each.name)
        left.faults += unsound(scratch / database.name)
    stored = {tuple(key.split("/")[1:3]) for key in keys(home, "answers/")}
    connection = sqlite3.connect(scratch / home.app_db.name)
    try:
        found = connection.execute(_INTENTS).fetchall()
    except sqlite3.OperationalError:
        found = []  # killed before the schema was there
    finally:
        connection.close()
    left.intents = {
        (request, sample, token) for request, sample, token in found if (request, str(sample)) not in stored
    }
    return left


def unsound(database: Path) -> list[str]:
    """What `PRAGMA integrity_check` finds wrong."""
    connection = sqlite3.connect(database)
    try:
        said = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as exc:
        said = [(str(exc),)]
    finally:
        connection.close()
    return [] if said == [("ok",)] else [f"{database.name}: {said}"]


def keys(home: Home, prefix: str) -> list[str]:
    """The keys in the bucket that begin so."""
    folder = home.bucket / "objects"
    names = [path.name.removesuffix(".object") for path in folder.iterdir()] if folder.exists() else []
    return [key for name in names if (key := key_of(name)) is not None and key.startswith(prefix)]


@dataclass(frozen=True)
class Paid:
    """A home's calls to models. `booked` is by the stand-ins, the rest by the ledger."""

    booked: int
    answered: int
    lost: int
    unreached: int
    """Lost calls that the stand-in never saw: meant, and dead before they were sent. The ledger cannot know."""


def paid(home: Home, booked: Sequence[Mapping[str, Any]], faults: list[str]) -> Paid:
    """Hold the ledger to the bookings, request by request: what was answered was asked no more.

    A stand-in names its answer by the hash of the body that it answers, so a booking finds its request.
    """
    calls: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for request, *call in rows(home.app_db, _CALLS):
        calls[request].append(tuple(call))
    of_body: dict[str, list[datetime]] = defaultdict(list)
    for each in booked:
        of_body[each["body"]].append(datetime.fromisoformat(each["at"]).astimezone(UTC))
    answered = lost = unreached = 0
    for request, tries in calls.items():
        done = [call for call in tries if call[1] in ("accepted", "refused")]
        gone = [call for call in tries if call[1] == "lost"]
        answered, lost = answered + len(done), lost + len(gone)
        if others := [call[1] for call in tries if call not in done and call not in gone]:
            faults.append(f"request {request[:12]} ended with calls {others}")
        if not done:
            faults.append(f"request {request[:12]} was lost {len(gone)} times and never answered")
            continue
        name = done[-1][2].split("_", 1)[1]
        body = next((body for body in of_body if body.startswith(name)), None)
        asked = of_body.pop(body) if body else []
        last = max(moment(call[4]) for call in done) + timedelta(milliseconds=1)
        if late := [at for at in asked if at > last]:
            faults.append(f"request {request[:12]} was sent {len(late)} times more after its answer was stored")
        if not len(done) <= len(asked) <= len(tries):
            faults.append(f"request {request[:12]} was booked {len(asked)} times for {len(tries)} calls")
        unreached += len(tries) - len(asked)
    for body, asked in of_body.items():
        faults.append(f"{len(asked)} bookings of body {body[:12]} that no row of the ledger accounts for")
    if stored := len(keys(home, "answers/")) - answered:
        faults.append(f"the bucket holds {stored} answers more than the ledger has answered")
    found = Paid(len(booked), answered, lost, unreached)
    if found.booked - found.answered != found.lost - found.unreached:
        faults.append(f"booked minus answered is not lost minus unreached: {found}")
    return found


def unfinished(home: Home, expected: Mapping[str, int], buried: int = 0) -> list[str]:
    """What is wrong with a home whose work should be done: `expected` is each slug's newest version."""
    faults = unsound(home.app_db) + unsound(home.queue_db)
    versions = rows(home.app_db, "SELECT slug, version FROM page_versions ORDER BY slug, version")
    wanted = [(slug, version) for slug in sorted(expected) for version in range(1, expected[slug] + 1)]
    if versions != wanted:
        faults.append(f"published {versions}, not {wanted}")
    open_items = rows(
        home.app_db, "SELECT slug, state, reason FROM run_items WHERE state NOT IN ('published', 'unchanged')"
    )
    faults += [f"{slug} ended {state}: {reason}" for slug, state, reason in open_items]
    # Readers are told after a run: a command that ends with its run leaves that to whoever consumes next.
    waits = "state NOT IN ('done', 'dead') AND NOT (stage = 'notify' AND state = 'queued')"
    open_work = rows(home.app_db, f"SELECT identity, state FROM work WHERE {waits}")
    faults += [f"work {identity} is {state}" for identity, state in open_work]
    letters = rows(home.app_db, "SELECT stage, reason FROM dead_letters")
    if len(letters) != buried:
        faults.append(f"{len(letters)} dead letters, not {buried}: {letters}")
    if gaps := rows(home.app_db, "SELECT id FROM runs WHERE finished_at IS NULL"):
        faults.append(f"runs without an end: {gaps}")
    done = {identity for (identity,) in rows(home.app_db, "SELECT identity FROM work")}
    for queue, body in rows(home.queue_db, "SELECT queue, body FROM messages"):
        if decode(body).identity not in done:
            faults.append(f"{queue} holds a message whose work nobody knows: {body}")
    held = set(keys(home, ""))
    named = rows(home.app_db, "SELECT storage_key, pdf_key, manifest_key, pack, draft, monograph FROM page_versions")
    faults += [f"{key} is named by a version and not in the bucket" for row in named for key in row if key not in held]
    return faults


def as_json(value: object) -> str:
    """For reports."""
    return json.dumps(value, indent=2, default=str)
