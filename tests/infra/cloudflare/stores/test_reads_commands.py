"""`peptalk db`, `files`, `queues`, `backup` at an environment: the installed command against the stand-in and moto."""

import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from rigs.shell import Done

from infra.local.buckets.s3 import S3Bucket
from infra.sandbox.cloudflare.account import Account, Queue, new_id
from infra.sandbox.cloudflare.queue_messages import put
from infra.sandbox.cloudflare.server import Cloudflare
from queues.topology import QUEUES

Peptalk = Callable[..., Awaitable[Done]]
STAGING = ("--target", "staging")
PRODUCTION = ("--target", "production")


@pytest.fixture
def account(account: Account) -> Account:
    for name in QUEUES:
        queue = Queue(new_id(), f"{name}-staging", account.now())
        account.queues[queue.id] = queue
    for name in ("peptalk-staging-db", "peptalk-production-db"):
        account.database(name).sqlite.execute("INSERT INTO users (id, email) VALUES ('u1', 'a@example.org')")
    return account


@pytest.fixture
def r2(s3_endpoint: str, account: Account) -> dict[str, str]:
    """Variables that make R2's S3 API moto's; staging's bucket is there and new."""
    del account
    client: Any = boto3.client(
        "s3", endpoint_url=s3_endpoint, aws_access_key_id="a", aws_secret_access_key="s", region_name="us-east-1"
    )
    client.create_bucket(Bucket="peptalk-files-staging")
    for each in client.list_objects_v2(Bucket="peptalk-files-staging").get("Contents", []):
        client.delete_object(Bucket="peptalk-files-staging", Key=each["Key"])
    return {"PEPTALK_R2_URL": s3_endpoint, "R2_ACCESS_KEY_ID": "a", "R2_SECRET_ACCESS_KEY": "s"}


async def test_a_query_reads_from_the_target_that_is_named(peptalk: Peptalk, account: Account):
    account.database("peptalk-production-db").sqlite.execute("INSERT INTO users (id, email) VALUES ('u2', 'b')")
    sql = "SELECT count(*) AS n FROM users"

    staging, production = await peptalk("db", "query", sql, *STAGING), await peptalk("db", "query", sql, *PRODUCTION)
    as_json = await peptalk("db", "query", "SELECT id, x'00ff' AS raw FROM users", *STAGING, "--json")

    assert (staging.out, production.out) == ("n\n1\n", "n\n2\n")
    assert as_json.json == [{"id": "u1", "raw": "x'00ff'"}]


@pytest.mark.parametrize("target", [STAGING, ()])
async def test_a_query_that_writes_is_refused_and_says_what_is_for_that(
    peptalk: Peptalk, cloudflare: Cloudflare, target
):
    refused = await peptalk(
        "db", "query", "WITH x AS (SELECT 1) DELETE FROM users WHERE 1 IN (SELECT * FROM x)", *target
    )
    integrity = await peptalk("db", "query", "PRAGMA integrity_check", *target)

    assert (refused.code, integrity.code) == (1, 1)
    assert "`peptalk db break-glass`" in refused.err
    assert "next: peptalk db check" in integrity.err
    assert cloudflare.asked == []


async def test_a_check_finds_what_does_not_hold(peptalk: Peptalk, account: Account):
    whole = await peptalk("db", "check", *STAGING)
    database = account.database("peptalk-staging-db").sqlite
    database.set_authorizer(None)
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("INSERT INTO subscriptions (id, user_id, status) VALUES ('s1', 'nobody', 'active')")
    broken = await peptalk("db", "check", *STAGING, "--json")

    assert (whole.code, broken.code) == (0, 1)
    assert "integrity_check is refused by D1" in whole.err
    assert broken.json["foreign_key_check"] == ["subscriptions row 1 refers to users, where nothing is"]


async def test_the_glass_is_broken_with_a_reason_a_promise_and_a_yes(peptalk: Peptalk, account: Account):
    sql = "UPDATE users SET email = 'new@example.org' WHERE id = 'u1'"
    command = ("db", "break-glass", sql, "--reason", "they asked for it")

    unsaid = await peptalk(*command, *PRODUCTION)
    unasked = await peptalk(*command, "--idempotent", *PRODUCTION)
    plan = await peptalk(*command, "--plan", *PRODUCTION)
    before = account.database("peptalk-production-db").sqlite.execute("SELECT email FROM users").fetchall()
    done = await peptalk(*command, "--idempotent", "--yes", *PRODUCTION, PEPTALK_ACTOR="me")

    assert [each.code for each in (unsaid, unasked, plan, done)] == [1, 1, 0, 0]
    assert "add --idempotent" in unsaid.err
    assert "nothing was executed: no person is at a terminal" in unasked.err
    assert f"On production, about 1 row:\n{sql}" in plan.err
    assert before == [("a@example.org",)]
    found = account.database("peptalk-production-db").sqlite
    assert found.execute("SELECT email FROM users").fetchall() == [("new@example.org",)]
    assert (
        found.execute("SELECT actor, action, reason FROM audit").fetchall()
        == [("me", "break-glass", "they asked for it")] * 2
    )


async def test_a_statement_that_finds_no_row_is_told_as_such(peptalk: Peptalk):
    await peptalk("db", "migrate")
    sql = "UPDATE users SET email = 'new@example.org' WHERE id = 'u1'"

    plan = await peptalk("db", "break-glass", sql, "--reason", "a test", "--plan")

    assert (plan.code, "about no row:" in plan.err, "So nothing would change" in plan.err) == (0, True, True)


async def test_the_glass_can_be_broken_here_too(peptalk: Peptalk):
    await peptalk("db", "migrate")
    sql = "INSERT OR IGNORE INTO users (id, email) VALUES ('u1', 'a@example.org')"

    done = await peptalk("db", "break-glass", sql, "--reason", "a test", "--idempotent", "--yes", "--json")
    audit = await peptalk("db", "query", "--json", "SELECT action FROM audit")

    assert (done.code, done.json["changes"], done.json["rows"]) == (0, 1, 1)
    assert audit.json == [{"action": "break-glass"}] * 2


async def test_objects_are_listed_and_read_past_operate(
    peptalk: Peptalk, r2: dict[str, str], s3_endpoint: str, tmp_path: Path
):
    bucket = S3Bucket("peptalk-files-staging", endpoint=s3_endpoint, access_key="a", secret_key="s", region="us-east-1")
    for number in range(3):
        await bucket.put(f"packs/{number}.json", f'{{"v": {number}}}'.encode(), content_type="application/json")

    direct = (*STAGING, "--direct")
    listed = await peptalk("files", "list", "packs/", "--limit", "2", "--json", *direct, **r2)
    got = await peptalk("files", "get", "packs/1.json", "--to", str(tmp_path / "one"), *direct, **r2)
    missing = await peptalk("files", "get", "packs/9.json", "--to", str(tmp_path / "nine"), *direct, **r2)

    assert [(each["key"], each["size"]) for each in listed.json] == [("packs/0.json", 8), ("packs/1.json", 8)]
    assert listed.json[0]["sha256"] == hashlib.sha256(b'{"v": 0}').hexdigest()
    assert "The first 2 are shown" in listed.err
    assert (got.out, (tmp_path / "one").read_bytes()) == (f"{tmp_path / 'one'}\n", b'{"v": 1}')
    assert missing.code == 1
    assert "`peptalk files list` shows what is" in missing.err


async def test_queues_are_listed_looked_into_paused_and_resumed(peptalk: Peptalk, account: Account):
    put(account.queue("peptalk-comply-staging"), '{"slug": "a"}')

    paused = await peptalk("queues", "pause", "peptalk-comply", *STAGING)
    listed = await peptalk("queues", "list", *STAGING, "--json")
    again = await peptalk("queues", "pause", "peptalk-comply", *STAGING)
    peeked = await peptalk("queues", "peek", "peptalk-comply", *STAGING, "--json")
    resumed = await peptalk("queues", "resume", "peptalk-comply", *STAGING, "--json")
    unknown = await peptalk("queues", "peek", "comply", *STAGING)

    assert [each.code for each in (paused, again, resumed, unknown)] == [0, 0, 0, 1]
    assert "was paused already" in again.err
    assert resumed.json == {"queue": "peptalk-comply", "paused": False, "changed": True}
    comply = next(each for each in listed.json if each["queue"] == "peptalk-comply")
    assert (comply["messages"], comply["paused"]) == (1, True)
    assert [each["body"] for each in peeked.json] == ['{"slug": "a"}']
    assert account.queue("peptalk-comply-staging").settings["delivery_paused"] is False
    assert "there are peptalk-fetch" in unknown.err


async def test_production_is_not_paused_unasked(peptalk: Peptalk):
    refused = await peptalk("queues", "pause", "peptalk-comply", *PRODUCTION)

    assert refused.code == 1
    assert "nothing was paused: no person is at a terminal" in refused.err


async def test_queues_of_this_machine_are_listed_and_looked_into(peptalk: Peptalk):
    listed, peeked = await peptalk("queues", "list", "--json"), await peptalk("queues", "peek", "peptalk-fetch")
    paused = await peptalk("queues", "pause", "peptalk-fetch")

    assert [each["queue"] for each in listed.json] == list(QUEUES)
    assert "peptalk-fetch is empty" in peeked.err
    assert paused.code == 1
    assert "stop the process that consumes" in paused.err


async def test_an_environment_is_backed_up_and_restored_into_another(
    peptalk: Peptalk, r2: dict[str, str], account: Account, s3_endpoint: str, tmp_path: Path
):
    bucket = S3Bucket("peptalk-files-staging", endpoint=s3_endpoint, access_key="a", secret_key="s", region="us-east-1")
    await bucket.put("packs/1.json", b"{}")
    env = {**r2, "PEPTALK_BACKUP_URL": str(tmp_path / "vault")}
    client: Any = boto3.client(
        "s3", endpoint_url=s3_endpoint, aws_access_key_id="a", aws_secret_access_key="s", region_name="us-east-1"
    )
    client.create_bucket(Bucket="peptalk-files-production")

    created = await peptalk("backup", "create", *STAGING, "--json", **env)
    full = await peptalk("backup", "restore", "--yes", *PRODUCTION, **env)
    account.database("peptalk-production-db").sqlite.execute("DELETE FROM users")
    unasked = await peptalk("backup", "restore", *PRODUCTION, **env)
    restored = await peptalk("backup", "restore", "--yes", *PRODUCTION, **env)

    assert [each.code for each in (created, full, unasked, restored)] == [0, 1, 1, 0], restored.err
    assert (created.json["source"], created.json["rows"], created.json["objects"]) == ("staging", 1, 1)
    assert "users (1)" in full.err
    assert "nothing was restored: no person is at a terminal" in unasked.err
    found = account.database("peptalk-production-db").sqlite.execute("SELECT email FROM users").fetchall()
    assert found == [("a@example.org",)]
    production = S3Bucket(
        "peptalk-files-production", endpoint=s3_endpoint, access_key="a", secret_key="s", region="us-east-1"
    )
    assert await production.get("packs/1.json") == b"{}"


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("db", "query", "SELECT 1"), ("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_ACCOUNT_ID")),
        (("files", "list", "--direct"), ("R2_ACCESS_KEY_ID", "R2_SECRET_ACCESS_KEY", "CLOUDFLARE_ACCOUNT_ID")),
        (("queues", "list"), ("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_ACCOUNT_ID")),
    ],
)
async def test_what_is_missing_is_named_at_once(peptalk: Peptalk, command, named):
    nothing = dict.fromkeys(("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_ACCOUNT_ID", "R2_ACCESS_KEY_ID"), "")

    done = await peptalk(*command, *STAGING, **nothing)

    assert done.code == 1
    assert all(name in done.err for name in named)
