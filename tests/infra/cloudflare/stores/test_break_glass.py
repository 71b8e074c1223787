"""Breaking the glass: what may be executed twice, what is counted first, and what the audit says afterwards."""

import json

import pytest
from rigs.fakes import ManualClock

from infra.cloudflare.stores import break_glass
from infra.cloudflare.stores.break_glass import Refused, planned
from infra.cloudflare.stores.d1_rest import RestDatabase
from infra.sandbox.cloudflare.account import Account
from infra.sandbox.cloudflare.faults import Fault
from infra.sandbox.cloudflare.server import Cloudflare
from shared.platform.errors import DatabaseError, DatabaseUnavailable
from shared.store.audit import Act

ACT = Act("0123456789ab", "somebody", "a webhook was missed")


@pytest.fixture
def readers(account: Account) -> Account:
    sqlite = account.database("peptalk-staging-db").sqlite
    sqlite.execute("INSERT INTO users (id, email) VALUES ('u1', 'a@example.org'), ('u2', 'b@example.org')")
    sqlite.execute(
        "INSERT INTO subscriptions (id, user_id, status) VALUES ('s1', 'u1', 'past_due'), ('s2', 'u2', 'active')"
    )
    return account


def statuses(account: Account) -> list[str]:
    found = account.database("peptalk-staging-db").sqlite.execute("SELECT status FROM subscriptions ORDER BY id")
    return [row[0] for row in found]


def audited(account: Account) -> list[tuple[str, str, str, dict[str, object], dict[str, object]]]:
    found = account.database("peptalk-staging-db").sqlite.execute(
        "SELECT actor, action, reason, before, after FROM audit ORDER BY id"
    )
    return [(*row[:3], json.loads(row[3]), json.loads(row[4])) for row in found]


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("UPDATE subscriptions SET status = 'active' WHERE user_id = 'u1'", 1),
        ("update or ignore subscriptions set status = 'x', created_at = 'WHERE' where true", 2),
        ("UPDATE subscriptions SET status = (SELECT 'a' WHERE 1) WHERE status = 'past_due' -- theirs", 1),
        ("UPDATE \"subscriptions\" SET (\"status\", cancel_at_period_end) = ('x', 1) WHERE id IN ('s1', 's9')", 1),
        ("DELETE FROM subscriptions WHERE user_id IN (SELECT id FROM users WHERE email LIKE '%@example.org')", 2),
        ("INSERT OR IGNORE INTO users (id, email) VALUES ('u3', 'c@example.org'), ('u1', 'd@example.org');", 2),
        ("INSERT INTO users (id, email) SELECT 'x' || id, id FROM subscriptions WHERE true ON CONFLICT DO NOTHING", 2),
        ("UPDATE subscriptions SET status = 'status' WHERE user_id = 'u1'", 1),
        ("UPDATE subscriptions SET (status) = ('x') WHERE id = (SELECT min(id) FROM subscriptions)", 1),
        ("DELETE FROM users WHERE EXISTS (SELECT 1 FROM subscriptions WHERE user_id = users.id AND 'users' > '')", 2),
        ("INSERT INTO users (id, email) VALUES ('u1', 'z') ON CONFLICT (id) DO UPDATE SET email = excluded.id", 1),
        ("REPLACE INTO users (id, email) VALUES ('u1', 'z')", 1),
    ],
)
async def test_the_rows_are_counted_before_anything_is_written(remote: RestDatabase, readers: Account, sql, rows):
    plan = planned(sql)

    assert await break_glass.touched(remote, plan) == rows
    assert statuses(readers) == ["past_due", "active"]
    assert await break_glass.execute(remote, plan, ACT, rows, ManualClock()) >= 0


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT 1", "only a single INSERT, UPDATE or DELETE"),
        ("DROP TABLE users", "only a single INSERT, UPDATE or DELETE"),
        ("WITH x AS (SELECT 1) DELETE FROM users WHERE true", "without WITH"),
        ("DELETE FROM users", "DELETE without WHERE is about every row"),
        ("UPDATE users SET email = 'x'", "UPDATE without WHERE is about every row"),
        ("UPDATE studies SET year = year + 1 WHERE true", "year is computed from what is set"),
        ('UPDATE t SET a = 1, b = upper("A") WHERE true', "a is computed from what is set"),
        ("UPDATE t SET a = (SELECT max(a) FROM t) WHERE true", "a is computed from what is set"),
        ("UPDATE t SET a = random() WHERE true", "RANDOM gives another value"),
        ("UPDATE t SET a = datetime('now') WHERE true", "'now' is another instant"),
        ("UPDATE t SET a = datetime() WHERE true", "DATETIME gives another value"),
        ("UPDATE t SET a = CURRENT_TIMESTAMP WHERE true", "CURRENT_TIMESTAMP gives another value"),
        ("UPDATE t SET a = ?1 WHERE true", "values cannot be bound"),
        ("DELETE FROM users WHERE id = :id", "values cannot be bound"),
        ("UPDATE t SET a = u.b FROM u WHERE t.id = u.id", "without FROM"),
        ("DELETE FROM users WHERE true RETURNING id", "RETURNING is not for this"),
        ("INSERT INTO users VALUES (1)", "a plain INSERT fails the second time"),
        ("INSERT INTO t (n) VALUES (1) ON CONFLICT (n) DO UPDATE SET n = n + 1", "n is computed from what is set"),
        ("INSERT INTO users DEFAULT VALUES", "a plain INSERT"),
        ("UPDATE audit SET actor = 'nobody' WHERE true", "audit is not written by hand"),
        ("DELETE FROM d1_migrations WHERE true", "d1_migrations is not written by hand"),
        ("REPLACE INTO main.audit (id) VALUES (1)", "audit is not written by hand"),
        ("INSERT OR REPLACE INTO 'audit' (id) VALUES (1)", "audit is not written by hand"),
        ('DELETE FROM main . "d1_migrations" WHERE true', "d1_migrations is not written by hand"),
        ("UPDATE OR IGNORE main.[audit] SET actor = 'x' WHERE true", "audit is not written by hand"),
        ("DELETE FROM t WHERE id = (SELECT min(id) FROM t)", "may mean other rows the second time"),
        ("DELETE FROM t WHERE id IN (SELECT t.id FROM u JOIN main.t LIMIT 1)", "may mean other rows"),
        ("UPDATE t SET a = 1 WHERE id = (SELECT id FROM u, t WHERE a = 0 LIMIT 1)", "may mean other rows"),
        ("INSERT OR IGNORE INTO t (n) SELECT max(n) + 1 FROM t", "may be others the second time"),
        ("UPDATE sqlite_master SET sql = '' WHERE true", "sqlite_master is not written by hand"),
    ],
)
def test_what_twice_would_be_another_thing_is_refused(sql: str, said: str):
    with pytest.raises(Refused, match=said.replace("(", r"\(")):
        planned(sql)


def test_two_statements_are_refused():
    with pytest.raises(DatabaseError, match="one statement at a time"):
        planned("DELETE FROM users WHERE id = 'u1'; DELETE FROM users WHERE true")


@pytest.mark.parametrize("kind", ["throttled", "500", "network lost", "answer lost", "request lost"])
@pytest.mark.parametrize("after", [0, 1, 2])
async def test_each_of_its_writes_is_done_once_however_often_it_is_sent(
    remote: RestDatabase, readers: Account, cloudflare: Cloudflare, kind, after
):
    plan = planned("UPDATE subscriptions SET status = 'active' WHERE user_id = 'u1'")
    cloudflare.failing.set(Fault(kind, "/query", times=2, after=after))

    changes = await break_glass.execute(remote, plan, ACT, 1, ManualClock())

    assert (changes, statuses(readers)) == (1, ["active", "active"])
    before = {"rows": 1, "sql": plan.sql}
    assert audited(readers) == [
        ("somebody", "break-glass", "a webhook was missed", before, {"state": "begun"}),
        ("somebody", "break-glass", "a webhook was missed", before, {"state": "done", "changes": 1}),
    ]


async def test_what_the_database_refuses_is_in_the_audit_too(remote: RestDatabase, readers: Account):
    plan = planned("DELETE FROM peptides WHERE shelf = 1")

    with pytest.raises(DatabaseError, match="no such column: shelf"):
        await break_glass.execute(remote, plan, ACT, 0, ManualClock())

    assert [row[4]["state"] for row in audited(readers)] == ["begun", "failed"]


async def test_nothing_is_written_that_is_not_in_the_audit(
    remote: RestDatabase, readers: Account, cloudflare: Cloudflare
):
    cloudflare.failing.set(Fault("network lost", "/query", times=99))

    with pytest.raises(DatabaseUnavailable):
        await break_glass.execute(remote, planned("DELETE FROM users WHERE true"), ACT, 2, ManualClock())

    assert (audited(readers), statuses(readers)) == ([], ["past_due", "active"])
