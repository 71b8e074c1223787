"""A full disk, a folder that became read-only, a second process that holds a file: clear errors, and nothing lost."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rigs.shell import Shell

from chaos.amounts import FULL, amount, seed
from chaos.campaigns.report import report_of
from infra.sandbox import samples

FILLED = 100
HELD_FOR = 7.0
"""Seconds: longer than a statement waits for another process."""
HELD = ("app.db", "queue.db")


@pytest.fixture
def root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may mount a tmpfs")


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


@pytest.fixture
def disk(tmp_path: Path, root: None) -> Iterator[Path]:
    """A disk of three megabytes, for as long as the test."""
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


def _elsewhere(database: Path, folder: Path) -> Path:
    """A copy of what lies on the disk, with what is not yet checkpointed: SQLite wants room to open a WAL database."""
    folder.mkdir(exist_ok=True)
    for path in (database, database.with_name(f"{database.name}-wal")):
        if path.exists():
            shutil.copy2(path, folder)
    return folder / database.name


def test_a_full_disk_stops_the_work_with_what_to_do_and_loses_nothing(disk, ready):
    peptalk = Shell(disk / "home", ready=ready)
    full = peptalk("demo", "--no-serve", "--json")
    home = disk / "home" / "demo"
    healthy = [whole(_elsewhere(home / name, disk.parent / "copy")) for name in HELD]
    mount("-o", "remount,size=100m", str(disk))

    after = peptalk("demo", "--no-serve", "--json")

    assert full.code == 1
    assert "no space is left on the disk of" in full.err
    assert "run the same command" in full.err
    assert "Traceback" not in full.err
    assert healthy == [True, True]
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


def test_a_disk_that_is_full_from_any_instant_on_is_named_and_nothing_is_lost(tmp_path, root, ready):
    times, given = amount(FILLED, one_of=25), seed()
    try:
        mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path))
        subprocess.run(["umount", str(tmp_path)], check=True)
    except subprocess.CalledProcessError as exc:
        pytest.skip(f"no tmpfs can be mounted here: {exc.stderr.decode().strip()}")

    report = report_of("chaos.disk.full_disk", tmp_path, given, ready, "--times", str(times))
    print(
        f"\nseed {given}: the disk was full {report['filled']} times in {report['seconds']} s; in flight at that "
        f"instant: {report['inside']}; run-batch said: {report['said']}"
    )
    assert report["faults"] == [], f"seed {given}"
    assert sum(report["filled"].values()) > 0
    assert not FULL or {"commit", "put", "call"} <= report["inside"].keys()


def test_a_disk_that_became_read_only_is_named(disk, ready):
    mount("-o", "remount,size=100m", str(disk))
    peptalk = Shell(disk / "home", ready=ready)
    before = peptalk("runs", "list")
    mount("-o", "remount,ro", str(disk))

    standing, missing = peptalk("runs", "list"), Shell(disk / "other", ready=ready)("runs", "list")
    mount("-o", "remount,rw", str(disk))
    after = peptalk("runs", "list")

    assert (before.code, standing.code, missing.code, after.code) == (0, 1, 1, 0)
    for each in (standing, missing):
        assert str(disk) in each.err
        assert "PEPTALK_HOME" in each.err
        assert "Traceback" not in each.err


@pytest.mark.parametrize("name", HELD)
def test_a_file_that_another_process_holds_is_named_and_the_same_command_works_once_it_is_free(name, tmp_path, ready):
    peptalk = Shell(tmp_path / "home", ready=ready)
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


@pytest.mark.parametrize("name", HELD if FULL else HELD[:1])
def test_a_file_that_is_held_for_a_while_in_the_middle_of_the_work_costs_time_alone(name, tmp_path, ready):
    home, out, err = (tmp_path / each for each in ("home/demo", "out", "err"))
    env = Shell(tmp_path / "home").environment({})
    running = ready.begin(["demo", "--no-serve", "--json"], env, out, err)
    try:
        limit = time.monotonic() + 60
        while not _rows(home / "app.db", "SELECT 1 FROM work WHERE state = 'working'"):
            assert time.monotonic() < limit, err.read_text("utf-8")
            time.sleep(0.01)
        holder = sqlite3.connect(home / name, isolation_level=None, timeout=60)
        holder.execute("BEGIN EXCLUSIVE")
        time.sleep(HELD_FOR)
        before = _rows(home / "app.db", "SELECT count(*) FROM page_versions")
        holder.execute("ROLLBACK")
        holder.close()
        code = running.ended(100)
    finally:
        running.kill(signal.SIGKILL)

    assert code == 0, err.read_text("utf-8")
    report = json.loads(out.read_text("utf-8"))
    assert report["failed"] == report["open"] == 0
    assert len(before) == 1
    assert before[0][0] < report["published"]
    assert _rows(home / "app.db", "SELECT count(*) FROM dead_letters") == [(0,)]
    assert _rows(home / "app.db", "SELECT count(*) FROM page_versions") == [(report["published"],)]


def _rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    """What it holds; nothing where it, or the table, is not there yet."""
    if not database.exists():
        return []
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=60)
    try:
        return connection.execute(sql).fetchall()
    except sqlite3.OperationalError as exc:
        if "no such table" in str(exc):
            return []
        raise
    finally:
        connection.close()
