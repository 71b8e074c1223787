"""An account is erased by a command and `peptalk up`; yesterday's copy brings back nothing of it but its tombstone."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from invented.persons import ADDRESS, CUSTOMER, TELLING, found, planted
from rigs.shell import Shell, by_day
from vendors.stripe_vendor import Vendor

from infra.local.buckets.bucket import FolderBucket
from infra.local.sqlite.database import SQLiteDatabase

LONGEST = 60.0


async def everywhere(home: Path) -> list[str]:
    """Where anything of her is: database, bucket, queue, and every other file of the home."""
    db = SQLiteDatabase(home / "app.db")
    places = await found(db, FolderBucket(home / "bucket"))
    await db.close()
    with closing(sqlite3.connect(home / "queue.db")) as queue:
        names = [row[0] for row in queue.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        said = "\n".join(str(row) for name in names for row in queue.execute(f"SELECT * FROM {name}"))
    for path in [*home.glob("*.log*"), *home.glob("mail/*")]:
        said += path.read_text("utf-8", "replace")
    return places + [f"queue, log or mail: {each}" for each in TELLING if each.lower() in said.lower()]


def erased(home: Path) -> bool:
    """Whether it is done, the mail that says so too."""
    with closing(sqlite3.connect(home / "app.db")) as database:
        waiting = "SELECT 1 FROM mails WHERE state = 'queued'"
        ended = f"SELECT 1 FROM erasures WHERE erased_at IS NOT NULL AND NOT EXISTS ({waiting})"
        return bool(database.execute(ended).fetchall())


async def test_what_was_erased_stays_erased_after_yesterdays_copy_is_restored(tmp_path, ready):
    home, vault = tmp_path / "home", tmp_path / "vault"
    vendor = Vendor()
    server = await asyncio.start_server(vendor.serve, "127.0.0.1", 0)
    vendor.put({"id": CUSTOMER, "object": "customer", "email": ADDRESS})
    port = server.sockets[0].getsockname()[1]
    env = {"PEPTALK_BACKUP_URL": str(vault), "STRIPE_SECRET_KEY": "key-of-nobody"}
    env["PEPTALK_STRIPE_URL"] = f"http://127.0.0.1:{port}"
    shell = Shell(home, env, ready)

    async def run(*arguments: str, into: Path = home) -> str:
        done = await asyncio.to_thread(Shell(into, env, ready), *arguments)
        assert done.code in (0, 3), done.err
        return done.out + done.err

    await run("subscribers", "list")
    db = SQLiteDatabase(home / "app.db")
    await planted(db, FolderBucket(home / "bucket"))
    await db.close()
    await run("backup", "create")
    yesterday = (await asyncio.to_thread(shell, "backup", "list", "--json")).json[0]["id"]
    before = await everywhere(home)

    said = await run("subscribers", "erase", ADDRESS, "--reason", "asked by letter", "--yes")
    with shell.started("up", "--port", "0", **by_day()) as process:
        ends = time.monotonic() + LONGEST
        while not await asyncio.to_thread(erased, home) and time.monotonic() < ends:
            await asyncio.sleep(0.2)
        process.terminate()
        out, err = await asyncio.to_thread(process.communicate)

    assert "saved_searches" in said
    assert "Stripe" in said
    assert before != []
    assert vendor.objects["customer"] == {}
    assert await everywhere(home) == []
    assert [each for each in TELLING if each.lower() in (out + err).lower()] == []

    # Nothing knows of the erasure yet but the home that is replaced.
    again = tmp_path / "again"
    await run("backup", "restore", yesterday, "--yes", into=again)
    back = await everywhere(again)
    await run("backup", "bury", yesterday, "--tombstones", str(home / "bucket"), "--yes", into=again)
    named = tmp_path / "named"
    await run("backup", "restore", yesterday, "--tombstones", str(home / "bucket"), "--yes", into=named)
    # A later backup brings the tombstone to where backups are kept.
    await run("backup", "create")
    later = tmp_path / "later"
    await run("backup", "restore", yesterday, "--yes", into=later)
    server.close()

    assert back != []
    assert [await everywhere(each) for each in (again, named, later)] == [[], [], []]
