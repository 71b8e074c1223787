"""A full disk, a folder that became read-only, a second process that holds a file: clear errors, and nothing lost."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from shell import Shell

from infra.sandbox import samples


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes, for as long as the test."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a tmpfs")
    place = tmp_path / "disk"
    place.mkdir()
    try:
        mount("-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place))
    except subprocess.CalledProcessError as exc:
        pytest.skip(f"no tmpfs can be mounted here: {exc.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def whole(database: Path) -> bool:
    connection = sqlite3.connect(database)
    try:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()


def test_a_full_disk_stops_the_work_with_what_to_do_and_loses_nothing(disk):
    peptalk = Shell(disk / "home")
    full = peptalk("demo", "--no-serve", "--json")
    home = disk / "home" / "demo"
    healthy = whole(home / "app.db") and whole(home / "queue.db")
    mount("-o", "remount,size=100m", str(disk))

    after = peptalk("demo", "--no-serve", "--json")

    assert full.code == 1
    assert "no space is left on the disk of" in full.err
    assert "run the same command" in full.err
    assert "Traceback" not in full.err
    assert healthy
    assert after.code == 0, after.err
    assert after.json["failed"] == 0
    assert whole(home / "app.db")
    assert whole(home / "queue.db")
    assert list(home.rglob("*.tmp")) == []
    connection = sqlite3.connect(home / "app.db")
    versions = connection.execute("SELECT slug, max(version), count(*) FROM page_versions GROUP BY slug").fetchall()
    letters = connection.execute("SELECT count(*) FROM dead_letters").fetchone()
    connection.close()
    assert versions
    assert all(tuple(each[1:]) == (1, 1) for each in versions)
    assert letters == (0,)


def test_a_disk_that_became_read_only_is_named(disk):
    mount("-o", "remount,size=100m", str(disk))
    peptalk = Shell(disk / "home")
    before = peptalk("runs", "list")
    mount("-o", "remount,ro", str(disk))

    standing, missing = peptalk("runs", "list"), Shell(disk / "other")("runs", "list")
    mount("-o", "remount,rw", str(disk))
    after = peptalk("runs", "list")

    assert (before.code, standing.code, missing.code, after.code) == (0, 1, 1, 0)
    for each in (standing, missing):
        assert str(disk) in each.err
        assert "PEPTALK_HOME" in each.err
        assert "Traceback" not in each.err


@pytest.mark.parametrize("name", ["app.db", "queue.db"])
def test_a_file_that_another_process_holds_is_named_and_the_same_command_works_once_it_is_free(name, tmp_path):
    peptalk = Shell(tmp_path / "home")
    assert peptalk("runs", "list").code == 0
    holder = sqlite3.connect(tmp_path / "home" / name, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    held = peptalk("catalog", "sync", str(samples.CATALOG)) if name == "app.db" else peptalk("runs", "list")
    holder.execute("ROLLBACK")
    holder.close()
    free = peptalk("catalog", "sync", str(samples.CATALOG)) if name == "app.db" else peptalk("runs", "list")

    assert held.code == 1
    assert name in held.err
    assert "locked" in held.err
    assert "Traceback" not in held.err
    assert free.code == 0, free.err
