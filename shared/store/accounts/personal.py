"""All that is kept of a person, declared once: by table and column, how it is found, and what an erasure does with it.

A test goes through the whole schema: a table that is declared nowhere, and a column of one of these that is not, fails
it, as does a row that an export leaves out or an erasure leaves behind.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.domain.accounts.erasure import Person, event_mark
from shared.domain.instants import stamp
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.accounts", "personal.sql")

FOLDER = "private"
"""Of the bucket: what belongs to a person lies under `private/<user>/`."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds of a person. `row`: an erasure deletes the rows. `clear`: it empties `columns`; what else the
    row has, `rest`, stays and tells of nobody, for the reason `why`. `kept`: it stays as it is, for that reason."""

    erased: Literal["row", "clear", "kept"]
    columns: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    why: str = ""


ROW = Held("row")

HELD: Mapping[str, Held] = {
    "users": ROW,
    "subscriptions": ROW,
    "sign_ins": ROW,
    "sessions": ROW,
    "api_keys": ROW,
    "blocked_addresses": ROW,
    "saved_peptides": ROW,
    "saved_searches": ROW,
    "mails": ROW,
    "stripe_leases": ROW,
    "work": ROW,
    "failed_attempts": ROW,
    "suppressions": Held(
        "clear",
        ("address", "user_id"),
        ("address_hash", "reason", "cause", "at"),
        "a keyed hash, so that nobody writes to an address from which mail came back",
    ),
    "unsubscriptions": Held(
        "kept", ("address_hash", "kind", "at"), why="a keyed hash, so that a refusal holds for whoever has the address"
    ),
    "stripe_events": Held(
        "clear",
        ("id", "customer", "headers", "body"),
        (
            *("type", "shape", "source", "livemode", "api_version", "created_at", "received_at"),
            *("outcome", "note", "processed_at"),
        ),
        "a mark of the event's id, so that it is known when it is delivered again",
    ),
    "access_changes": Held(
        "clear", ("subscription", "cause"), ("id", "at", "source", "state"), "how often access changed is counted"
    ),
    "audit": Held(
        "clear",
        ("subject", "reason", "before", "after"),
        ("id", "at", "actor", "action", "act"),
        "who among the operators did something, and when",
    ),
    "dead_letters": Held(
        "clear",
        ("identity", "body", "error", "reason", "trace_id", "fingerprint"),
        (
            *("id", "generation", "queue", "stage", "run_id", "slug", "state", "created_at", "settled_at"),
            "settled_by",
        ),
        "replays count their letters",
    ),
    "reconciliations": Held(
        "clear",
        ("cursor",),
        ("night", "started_at", "part", "listed", "repaired", "missing", "events", "finished_at", "doubted"),
        "what a night's comparison with Stripe came to",
    ),
    "erasures": Held(
        "clear", ("user_id",), ("id", "asked_by", "asked_at", "erased_at"), "that an account was erased, and when"
    ),
    "tombstones": Held("kept", ("mark", "kind", "erasure", "at"), why="so that no restore brings the account back"),
}
"""Every table that holds something of a reader."""

NOBODY = frozenset(
    {
        *("peptides", "studies", "study_revisions", "peptide_studies", "study_flags", "full_texts", "trials"),
        *("peptide_trials", "searches", "watermarks", "newer_studies", "version_records"),
        *("runs", "run_items", "run_summaries", "artifacts", "page_versions", "holds", "notices", "withdrawals"),
        *("models", "model_prices", "model_calls", "model_batches", "model_batch_waits", "overrides", "sweeps"),
        *("announcements", "breakers", "alerts", "replays", "replay_items", "operate_requests", "webhook_refusals"),
        # Keyed marks that tell neither account nor address, deleted within the hour.
        "rate_counts",
    }
)
"""Tables that hold nothing of a reader. `actor`, `person` and the like are operators."""


def found(person: Person) -> dict[str, Statement]:
    """The statements that read what is kept of a person, by table. Of `kept` tables nothing is read: only a hash is
    there, which finds nobody."""
    user, address, customers = person.user, person.address, json.dumps(person.customers)
    theirs, events, work = (json.dumps(each) for each in (person.subscriptions, person.events, person.work))
    return {
        "users": SQL("users", user=user),
        "subscriptions": SQL("subscriptions", user=user, customers=customers),
        "sign_ins": SQL("sign_ins", user=user, address=address),
        "sessions": SQL("sessions", user=user),
        "api_keys": SQL("api_keys", user=user),
        "blocked_addresses": SQL("blocked_addresses", address=address),
        "saved_peptides": SQL("saved_peptides", user=user),
        "saved_searches": SQL("saved_searches", user=user),
        "mails": SQL("mails", user=user, address=address),
        "suppressions": SQL("suppressions", user=user, address=address),
        "stripe_events": SQL("stripe_events", events=events),
        "stripe_leases": SQL("stripe_leases", subscriptions=theirs),
        "access_changes": SQL("access_changes", subscriptions=theirs),
        "audit": SQL("audit", user=user, events=events),
        "work": SQL("work", work=work),
        "failed_attempts": SQL("failed_attempts", work=work),
        "dead_letters": SQL("dead_letters", work=work),
        "reconciliations": SQL("reconciliations", subscriptions=theirs),
        "erasures": SQL("erasures", user=user),
    }


async def everything(db: Database, person: Person) -> dict[str, list[Row]]:
    """What is kept of a person, rows by table; of one moment."""
    statements = found(person)
    results = await db.batch(list(statements.values()))
    return {table: result.rows for table, result in zip(statements, results, strict=True)}


def forgotten(*identities: str) -> list[Statement]:
    """The statements that take work away which is about a person, its failures and what its dead letters said."""
    work = json.dumps(identities)
    return [
        SQL("drop_attempts", work=work),
        SQL("clear_letters", work=work),
        SQL("drop_work", work=work),
        SQL("drop_origins", work=work),
    ]


def erased(person: Person, now: datetime) -> list[Statement]:
    """The statements that take a person away, for one batch; the account's own row last. Again, they find nothing."""
    user, address, customers = person.user, person.address, json.dumps(person.customers)
    theirs, events = json.dumps(person.subscriptions), json.dumps(person.events)
    return [
        # First: whoever writes a subscription just now is stopped by it.
        SQL("drop_leases", subscriptions=theirs),
        *forgotten(*person.work),
        SQL("drop_saved_peptides", user=user),
        SQL("drop_saved_searches", user=user),
        SQL("drop_sessions", user=user),
        SQL("drop_api_keys", user=user),
        SQL("drop_sign_ins", user=user, address=address),
        SQL("drop_mails", user=user, address=address),
        SQL("drop_block", address=address),
        SQL("clear_suppressions", user=user, address=address),
        SQL("clear_events", customers=customers, events=events, now=stamp(now)),
        SQL("mark_events", events=json.dumps([{"id": each, "mark": event_mark(each)} for each in person.events])),
        SQL("clear_changes", subscriptions=theirs),
        SQL("clear_audit", user=user, events=events),
        SQL("clear_reconciliations", subscriptions=theirs),
        SQL("drop_subscriptions", user=user, customers=customers),
        SQL("drop_user", user=user),
    ]
