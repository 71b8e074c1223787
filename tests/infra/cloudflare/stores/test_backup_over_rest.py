"""A backup of an environment read over D1's REST API, and a restore through it; its bucket through the S3 API."""

from pathlib import Path

import pytest
from rigs.backup_places import CLOCK, ROWS

from infra.cli.storage.restoring import Filling
from infra.cloudflare.account.access import Target
from infra.cloudflare.stores.d1_rest import RestDatabase
from infra.local.buckets.bucket import FolderBucket
from infra.local.buckets.s3 import S3Bucket
from infra.sandbox.cloudflare.account import Account
from infra.sandbox.cloudflare.faults import Fault, Kind
from infra.sandbox.cloudflare.server import Cloudflare
from shared.store import objects
from shared.store.backup import backup_making, backups, restores

STAGING, PRODUCTION = "peptalk-staging-db", "peptalk-production-db"


def users(account: Account, name: str) -> list[tuple[str, ...]]:
    return account.database(name).sqlite.execute("SELECT id, email FROM users ORDER BY rowid").fetchall()


@pytest.fixture
async def target(remote: RestDatabase) -> Filling:
    return Filling(remote.client, remote.rest, Target.PRODUCTION, remote.sleep, remote.entropy)


async def test_what_was_backed_up_over_rest_comes_back_over_rest(
    remote: RestDatabase, target: Filling, account: Account, cloudflare: Cloudflare, s3_bucket: S3Bucket, tmp_path: Path
):
    for each in ROWS:
        account.database(STAGING).sqlite.execute(each.sql, each.params)
    vault, other = FolderBucket(tmp_path / "vault"), FolderBucket(tmp_path / "other")
    await objects.keep(s3_bucket, "artifacts", b"%PDF", suffix="pdf")
    # One request in five fails, in every way in turn.
    kinds: list[Kind] = ["throttled", "500", "network lost", "html", "answer lost", "request lost"]
    cloudflare.failing.set(*(Fault(kinds[at % 6], "/query", after=5 * at) for at in range(60)))

    made = await backup_making.create(remote, s3_bucket, vault, source="staging", id="1", clock=CLOCK)
    restored = await restores.restore(target, other, vault, made, clock=CLOCK)

    assert len(cloudflare.failing.fired) > 12
    assert (made.rows, made.objects, made.changed) == (12, 1, ())
    assert (restored.broken, restored.loose) == ((), ())
    assert users(account, PRODUCTION) == users(account, STAGING) != []
    assert await backups.faults_of(vault, made) == []
