"""An invented reader of whom something is kept in every table, and where a text is found again."""

import json
import re
from datetime import UTC, datetime

from shared.domain.canonical import trace_of
from shared.domain.instants import stamp
from shared.platform.ports import Bucket, Database, Statement

USER = "b7d1c0ffee00000000000000000000aa"
ADDRESS = "Nora.Example@mail.example"
CUSTOMER = "cus_NoraInvented01"
SUBSCRIPTION = "sub_NoraInvented01"
EVENT = "evt_NoraInvented01"
THIN, REFUND = "evt_NoraInvented02", "evt_NoraInvented03"
"""Events that name no customer: a thin one about her invoice, and a refund of its charge."""

INVOICE, CHARGE = "in_NoraInvented01", "ch_NoraInvented01"
MAIL = "mail_" + "a" * 32
SESSION = "5e" * 16
WORK = (
    *(f"mail/{MAIL}", *(f"billing/{each}" for each in (EVENT, THIN, REFUND))),
    *(f"billing/address/n/{CUSTOMER}", f"billing/doubted/n/{SUBSCRIPTION}"),
)
TELLING = (
    *(USER, ADDRESS, ADDRESS.lower(), CUSTOMER, SUBSCRIPTION, MAIL, SESSION, INVOICE, CHARGE, EVENT, THIN, REFUND),
    *("Norasearch", "norareason"),
)
"""What tells of her, wherever it is found."""

NOW = stamp(datetime(2026, 11, 20, tzinfo=UTC))


async def planted(db: Database, files: Bucket, user: str = USER) -> None:
    """Something of her in every table and in the bucket."""
    row = {
        "peptides": "INSERT INTO peptides (slug, name, category, entry, origin, created_at, updated_at) "
        "VALUES ('aa', 'Aa', 'invented', '{}', 'sample', ?1, ?1)",
        "users": "INSERT INTO users (id, email, stripe_customer_id, invited_by) VALUES (?2, ?3, ?4, 'norareason')",
        "subscriptions": "INSERT INTO subscriptions (id, user_id, status, stripe_customer_id, stripe_subscription_id) "
        "VALUES (?5, ?2, 'active', ?4, ?5)",
        "sign_ins": "INSERT INTO sign_ins (id, purpose, address, user_id, browser, token, network, next, created_at, "
        "expires_at) VALUES (?8, 'sign_in', ?3, ?2, 'b', 't1', 'n', '/', ?1, ?1)",
        "sessions": "INSERT INTO sessions (id, user_id, token, created_at, last_seen_at, expires_at, user_agent) "
        "VALUES (?8, ?2, 't1', ?1, ?1, ?1, 'norareason')",
        "api_keys": "INSERT INTO api_keys (id, user_id, name, token, prefix, scopes, created_at) "
        "VALUES (?8, ?2, 'norareason', 't1', 'p', '[]', ?1)",
        "blocked_addresses": "INSERT INTO blocked_addresses VALUES (?3, ?1, 'op', 'act', 'norareason')",
        "saved_peptides": "INSERT INTO saved_peptides VALUES (?2, 'aa', 'weekly', ?1)",
        "saved_searches": "INSERT INTO saved_searches VALUES (?8, ?2, 'Norasearch', '{}', 'weekly', ?1)",
        "mails": "INSERT INTO mails (id, user_id, address, kind, created_at, not_after) "
        "VALUES (?6, ?2, ?3, 'welcome', ?1, ?1)",
        "suppressions": "INSERT INTO suppressions VALUES ('hash', ?3, ?2, 'bounced', 'cause', ?1)",
        "unsubscriptions": "INSERT INTO unsubscriptions VALUES ('hash', 'weekly_digest', ?1)",
        "stripe_events": "INSERT INTO stripe_events (id, type, shape, source, livemode, customer, created_at, "
        "received_at, headers, body) VALUES (?7, 'customer.updated', 'snapshot', 'webhook', 0, ?4, ?1, ?1, '{}', "
        "json_object('customer', ?4, 'email', ?3, 'invoice', ?9, 'charge', ?10, 'price', 'price_OfAll'))",
        "thin": "INSERT INTO stripe_events (id, type, shape, source, livemode, created_at, received_at, headers, body) "
        "VALUES (?11, 'v1.invoice.paid', 'thin', 'webhook', 0, ?1, ?1, '{}', "
        "json_object('related_object', json_object('id', ?9)))",
        "refund": "INSERT INTO stripe_events (id, type, shape, source, livemode, created_at, received_at, headers, "
        "body) VALUES (?12, 'refund.created', 'snapshot', 'webhook', 0, ?1, ?1, '{}', json_object('charge', ?10))",
        "stripe_leases": "INSERT INTO stripe_leases VALUES (?5, 't', 'h', ?1)",
        "access_changes": "INSERT INTO access_changes (at, subscription, source, cause, state) "
        "VALUES (?1, ?5, 'event', ?7, '{}')",
        "audit": "INSERT INTO audit (at, actor, action, subject, reason, before, after, act) "
        "VALUES (?1, 'op', 'set-access', 'subscriber/' || ?2, 'norareason', '{}', '{}', 'act1')",
        "reconciliations": "INSERT INTO reconciliations (night, started_at, part, cursor) VALUES ('n', ?1, 'done', ?5)",
    }
    values = (NOW, user, ADDRESS, CUSTOMER, SUBSCRIPTION, MAIL, EVENT, SESSION, INVOICE, CHARGE, THIN, REFUND)
    used = [
        Statement(sql, tuple(values[: max(number for number in range(1, 13) if re.search(rf"\?{number}\b", sql))]))
        for sql in row.values()
    ]
    sent_again = "INSERT INTO audit (at, actor, action, subject, before, after, act) "
    used.append(Statement(sent_again + "VALUES (?1, 'op', 'resend', 'event/' || ?2, '{}', '{}', 'act2')", (NOW, EVENT)))
    for identity in WORK:
        used += _worked(identity)
    asked_for = "INSERT INTO work (identity, stage, queue, run_id, slug, trace_id, body, state, created_at, parent) "
    asked_for += "VALUES ('billing/reconcile/n/missing', 'billing', 'q', '', '', 't', '{}', 'done', ?1, ?2)"
    used.append(Statement(asked_for, (NOW, WORK[-1])))
    await db.batch(used)
    for name in ("notes.json", "more/notes.json"):
        await files.put(f"private/{user}/{name}", ADDRESS.encode())


def _worked(identity: str) -> list[Statement]:
    stage, trace = identity.split("/", maxsplit=1)[0], trace_of("t", identity)
    body = json.dumps({"of": identity, "who": ADDRESS})
    work = "INSERT INTO work (identity, stage, queue, run_id, slug, trace_id, body, state, created_at) "
    tried = (
        "INSERT INTO failed_attempts (identity, generation, try, stage, run_id, slug, trace_id, kind, error, message, "
    )
    tried += "at) "
    letter = "INSERT INTO dead_letters (id, identity, generation, queue, stage, body, error, reason, created_at) "
    return [
        Statement(work + "VALUES (?1, ?2, 'q', '', '', ?3, ?4, 'dead', ?5)", (identity, stage, trace, body, NOW)),
        Statement(
            tried + "VALUES (?1, 0, 1, ?2, '', '', ?3, 'permanent', 'E', ?4, ?5)", (identity, stage, trace, body, NOW)
        ),
        Statement(letter + "VALUES (?1, ?2, 0, 'q', ?3, ?4, 'E', ?4, ?5)", (trace, identity, stage, body, NOW)),
    ]


async def tables(db: Database) -> dict[str, list[str]]:
    """Every table of the schema with its columns."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    names += "AND name NOT LIKE '%migrations' "
    found: dict[str, list[str]] = {}
    for row in await db.all(Statement(names + "AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY name")):
        columns = await db.all(Statement("SELECT name FROM pragma_table_info(?1)", (row["name"],)))
        found[row["name"]] = [each["name"] for each in columns]
    return found


async def found(db: Database, files: Bucket, telling: tuple[str, ...] = TELLING) -> list[str]:
    """Where anything of her is: in every column of every table, in every object's key and bytes."""
    places: list[str] = []
    for table in await tables(db):
        for row in await db.all(Statement(f"SELECT * FROM {table}")):
            for column, value in row.items():
                places += [f"{table}.{column}: {each}" for each in telling if each.lower() in str(value).lower()]
    cursor = None
    while True:
        page = await files.list(cursor=cursor)
        for info in page.objects:
            said = info.key + (await files.get(info.key) or b"").decode("utf-8", "replace")
            places += [f"{info.key}: {each}" for each in telling if each.lower() in said.lower()]
        cursor = page.cursor
        if cursor is None:
            return places
