"""Back up a home that has published the sample catalog, lose it, and bring it back, from a folder and from S3."""

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rigs.ready import Ready
from rigs.shell import Done, Shell

from infra.local.buckets.bucket import FolderBucket
from infra.local.buckets.s3 import S3Bucket
from infra.local.machine.home import Home
from infra.local.machine.project import MIGRATIONS
from infra.local.sqlite.migrate import apply
from infra.sandbox import samples
from infra.sandbox.server import serve
from shared.store.backup import backups


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, ready: Ready) -> Path:
    """A home in which `run-batch` has published the sample catalog."""
    home = tmp_path_factory.mktemp("filled") / "home"

    async def run() -> Done:
        async with serve(samples.CORPUS) as vendors:
            shell = Shell(home, vendors.env(keys=True), ready)
            return await asyncio.to_thread(shell, "run-batch", str(samples.CATALOG), PEPTALK_CATALOG="sample")

    done = asyncio.run(run())
    assert "8 published" in done.err or done.code == 0, done.err
    return home


@pytest.fixture(params=["folder", "moto"])
def kept_at(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """Variables that say where backups are kept."""
    if request.param == "folder":
        return {"PEPTALK_BACKUP_URL": str(tmp_path / "vault")}
    bucket: S3Bucket = request.getfixturevalue("s3_bucket")
    url = f"{bucket.endpoint}/{bucket.bucket}"
    return {"PEPTALK_BACKUP_URL": url, "PEPTALK_BACKUP_KEY_ID": "a", "PEPTALK_BACKUP_SECRET": "s"}


def rows_of(home: Path) -> dict[str, list[Any]]:
    connection = sqlite3.connect(Home(home).app_db)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    connection.close()
    del found["d1_migrations"], found["sqlite_sequence"]
    # A restore is an act of an operator's, and the one row more that it leaves.
    found["audit"] = [row for row in found["audit"] if row[3] != "restore"]
    return found


async def objects_of(home: Path) -> dict[str, bytes | None]:
    bucket = FolderBucket(Home(home).bucket)
    return {each.key: await bucket.get(each.key) async for each in backups.every_object(bucket)}


async def test_a_lost_home_comes_back_whole_and_proves_what_it_published(
    ready: Ready, filled: Path, tmp_path: Path, kept_at: dict[str, str]
):
    lost, found = Shell(filled, kept_at, ready), Shell(tmp_path / "found", kept_at, ready)

    created = await asyncio.to_thread(lost, "backup", "create", "--json")
    listed = await asyncio.to_thread(found, "backup", "list", "--json")
    verified = await asyncio.to_thread(found, "backup", "verify", "--json")
    restored = await asyncio.to_thread(found, "backup", "restore", created.json["id"][:16])
    proved = await asyncio.to_thread(found, "verify", "pretendulin")
    up_to_date = await asyncio.to_thread(found, "db", "migrate")
    audited = await asyncio.to_thread(
        found, "db", "query", "--json", "SELECT action, subject FROM audit ORDER BY id DESC LIMIT 1"
    )

    assert [each.code for each in (created, listed, verified, restored, proved, up_to_date)] == [0] * 6, restored.err
    assert (created.json["changed"], created.json["left_out"], verified.json["faults"]) == ([], [], [])
    assert [each["id"] for each in listed.json] == [created.json["id"]]
    assert "proved every row and object" in restored.err
    assert "pretendulin@1: proved" in proved.err
    assert rows_of(found.home) == rows_of(filled)
    assert sum(map(len, rows_of(filled).values())) == created.json["rows"] > 200
    assert await objects_of(found.home) == await objects_of(filled)
    assert len(await objects_of(filled)) == created.json["objects"] > 40
    assert "up to date" in up_to_date.err
    assert audited.json == [{"action": "restore", "subject": f"backup/{created.json['id']}"}]


def copied(ready: Ready, filled: Path, tmp_path: Path) -> Callable[..., Done]:
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    return Shell(home, {"PEPTALK_BACKUP_URL": str(tmp_path / "vault")}, ready)


def test_the_same_home_is_not_restored_over(ready: Ready, filled: Path, tmp_path: Path):
    peptalk = copied(ready, filled, tmp_path)
    peptalk("backup", "create")

    refused = peptalk("backup", "restore")

    assert refused.code == 1
    assert "nothing was restored: the database holds rows in" in refused.err
    assert "--beside-others" in refused.err
    assert peptalk("backup", "restore", "--beside-others").code == 0


def test_a_damaged_backup_is_told_and_restores_nothing(ready: Ready, filled: Path, tmp_path: Path):
    peptalk = copied(ready, filled, tmp_path)
    peptalk("backup", "create")
    # A page or PDF: nothing else is as large.
    victim = max((tmp_path / "vault" / "objects").rglob("*.object"), key=lambda path: path.stat().st_size)
    data = bytearray(victim.read_bytes())
    data[-1] ^= 1
    victim.write_bytes(data)
    other = Shell(tmp_path / "other", {"PEPTALK_BACKUP_URL": str(tmp_path / "vault")}, ready)

    verified, restored = other("backup", "verify"), other("backup", "restore")

    assert (verified.code, restored.code) == (1, 1)
    assert "1 faults" in verified.err
    assert "nothing was restored" in restored.err
    assert not any(rows_of(other.home).values())


def test_a_backup_of_an_older_schema_is_restored_and_brought_up_to_date(ready: Ready, tmp_path: Path):
    old = tmp_path / "old"
    Home(old).create()
    older = tmp_path / "older"
    older.mkdir()
    for file in sorted(MIGRATIONS.glob("*.sql"))[:7]:
        shutil.copyfile(file, older / file.name)
    apply(Home(old).app_db, older)
    connection = sqlite3.connect(Home(old).app_db)
    connection.execute("INSERT INTO users (id, email) VALUES ('u1', 'reader@example.org')")
    connection.commit()
    connection.close()
    env = {"PEPTALK_BACKUP_URL": str(tmp_path / "vault")}
    Shell(old, env, ready)("backup", "create")
    made, new = Shell(tmp_path / "made", env, ready), Shell(tmp_path / "new", env, ready)
    made("db", "migrate")

    refused, restored = made("backup", "restore"), new("backup", "restore")

    assert refused.code == 1
    assert "has the schema of 0007_breakers.sql" in refused.err
    assert "a restore makes it anew" in refused.err
    assert restored.code == 0
    assert [row[1] for row in rows_of(new.home)["users"]] == ["reader@example.org"]
    assert "up to date" in new("db", "migrate").err


def test_a_restore_that_was_killed_says_so_and_goes_on(ready: Ready, filled: Path, tmp_path: Path):
    peptalk = copied(ready, filled, tmp_path)
    id = peptalk("backup", "create", "--json").json["id"]
    other = Shell(tmp_path / "other", {"PEPTALK_BACKUP_URL": str(tmp_path / "vault")}, ready)
    mark = Home(other.home).bucket
    with other.started("backup", "restore") as process:
        while process.poll() is None and not any("restores" in str(each) for each in mark.rglob("*")):
            time.sleep(0.002)
        process.kill()

    half = other("backup", "create")
    resumed = other("backup", "restore", id)

    assert half.code == 1
    assert f"the restore of backup {id}" in half.err
    assert resumed.code == 0, resumed.err
    assert rows_of(other.home) == rows_of(filled)


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({}, "PEPTALK_BACKUP_URL is missing"),
        ({"PEPTALK_BACKUP_URL": "ftp://host/bucket"}, "neither a folder nor the URL of a bucket"),
        ({"PEPTALK_BACKUP_URL": "https://host"}, "neither a folder nor the URL of a bucket"),
        ({"PEPTALK_BACKUP_URL": "https://a:b@host/bucket"}, "holds a secret"),
        ({"PEPTALK_BACKUP_URL": "file://host/x"}, "names no folder"),
        ({"PEPTALK_BACKUP_URL": "https://host/bucket"}, "PEPTALK_BACKUP_KEY_ID and PEPTALK_BACKUP_SECRET"),
    ],
)
def test_where_backups_are_kept_must_be_said_and_be_right(ready: Ready, tmp_path: Path, env: dict[str, str], said: str):
    done = Shell(tmp_path / "home", env, ready)("backup", "list")

    assert done.code == 1
    assert said in done.err
    assert done.err.count("\n") == 1


def test_without_a_backup_or_a_database_the_next_command_is_named(ready: Ready, tmp_path: Path):
    peptalk = Shell(tmp_path / "home", {"PEPTALK_BACKUP_URL": str(tmp_path / "vault")}, ready)

    assert "Next: peptalk backup create" in peptalk("backup", "list").err
    assert "peptalk backup create" in peptalk("backup", "verify").err
    created = peptalk("backup", "create")
    assert created.code == 1
    assert "peptalk db migrate" in created.err
