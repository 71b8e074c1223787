"""Migrations: in order, each whole or not at all, and nothing touched that is not ours."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rigs.places import ROOT

from infra.local.machine.project import MIGRATIONS
from infra.local.sqlite.migrate import MigrationFailed, MigrationGap, NewerSchema, apply, at_once, status
from shared.platform.errors import ConfigurationError

NAMES = [path.name for path in sorted(MIGRATIONS.glob("*.sql"))]


DEFERRED_TO_THE_END = """
CREATE TABLE good (i UNIQUE, g REFERENCES good (i) DEFERRABLE INITIALLY DEFERRED);
INSERT INTO good (g) VALUES (2);
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "migrations"
    made.mkdir()
    (made / "0001_one.sql").write_text("CREATE TABLE one (a);\nINSERT INTO one VALUES ('x;y'); -- a; b\n")
    (made / "0002_two.sql").write_text(
        "CREATE TABLE two (a);\n"
        "CREATE TRIGGER t AFTER INSERT ON one BEGIN INSERT INTO two VALUES (1); INSERT INTO two VALUES (2); END;\n"
    )
    return made


def tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return found


def schema(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT name, type, sql FROM sqlite_master ORDER BY name").fetchall()


def ledger(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = [row[0] for row in connection.execute("SELECT name FROM d1_migrations ORDER BY id")]
    connection.close()
    return found


def test_a_new_database_gets_every_migration_once(tmp_path: Path):
    path = tmp_path / "app.db"

    assert apply(path) == NAMES
    assert apply(path) == []

    assert ledger(path) == NAMES
    assert {"peptides", "studies", "work", "users", "subscriptions"} <= tables(path)
    assert [file.name for file in tmp_path.iterdir()] == ["app.db"]


def test_status_says_what_is_pending_and_changes_nothing(tmp_path: Path, folder: Path):
    path = tmp_path / "app.db"

    assert [each.applied_at for each in status(path, folder)] == [None, None]
    assert not path.exists()
    apply(path, folder)
    (folder / "0003_three.sql").write_text("CREATE TABLE three (a);")

    found = status(path, folder)

    assert [each.name for each in found] == ["0001_one.sql", "0002_two.sql", "0003_three.sql"]
    assert found[2].applied_at is None
    assert found[0].applied_at is not None
    assert abs(datetime.now(UTC) - found[0].applied_at) < timedelta(minutes=1)
    assert apply(path, folder) == ["0003_three.sql"]


def test_the_ledger_is_the_table_that_wrangler_keeps(tmp_path: Path, folder: Path):
    path = tmp_path / "app.db"
    apply(path, folder)
    connection = sqlite3.connect(path)
    columns = connection.execute("SELECT name, type FROM pragma_table_info('d1_migrations')").fetchall()
    connection.close()

    assert columns == [("id", "INTEGER"), ("name", "TEXT"), ("applied_at", "TIMESTAMP")]


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("CREATE TABLE good (a); CREATE TABLE bad (;", "statement 2: .*syntax error"),
        ("CREATE TABLE good (a); INSERT INTO nowhere VALUES (1);", "statement 2: .*no such table: nowhere"),
        ("CREATE TABLE good (a); COMMIT; CREATE TABLE more (a);", "statement 2: .*a transaction is a batch"),
        ("CREATE TABLE good (a); CREATE TABLE unfinished (a)", "the last statement has no end"),
        ("CREATE TABLE good (a); PRAGMA user_version = 9;", "statement 2: .*user_version is not allowed"),
        (
            DEFERRED_TO_THE_END,
            "at its end: .*FOREIGN KEY",
        ),
    ],
)
def test_a_file_that_fails_is_not_applied_at_all(tmp_path: Path, folder: Path, sql: str, says: str):
    path = tmp_path / "app.db"
    (folder / "0003_three.sql").write_text(sql)

    with pytest.raises(MigrationFailed, match=says) as caught:
        apply(path, folder)

    assert "0003_three.sql" in str(caught.value)
    assert ledger(path) == ["0001_one.sql", "0002_two.sql"]
    assert not {"good", "more", "unfinished"} & tables(path)
    (folder / "0003_three.sql").write_text("CREATE TABLE good (a);")
    assert apply(path, folder) == ["0003_three.sql"]


def test_a_newer_schema_is_refused_and_left_as_it_is(tmp_path: Path, folder: Path):
    path = tmp_path / "app.db"
    apply(path, folder)
    (folder / "0002_two.sql").rename(tmp_path / "kept.sql")
    before = path.read_bytes()

    for refused in (apply, status):
        with pytest.raises(NewerSchema, match=r"0002_two\.sql.*install that version"):
            refused(path, folder)

    assert path.read_bytes() == before


def test_a_gap_in_the_folder_is_refused_before_anything_is_made(tmp_path: Path, folder: Path):
    (folder / "0002_two.sql").rename(folder / "0003_two.sql")

    with pytest.raises(MigrationGap, match="0002 is expected"):
        apply(tmp_path / "app.db", folder)

    assert not (tmp_path / "app.db").exists()


def test_a_gap_in_the_database_is_refused(tmp_path: Path, folder: Path):
    path = tmp_path / "app.db"
    apply(path, folder)
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM d1_migrations WHERE name = '0001_one.sql'")
    connection.commit()
    connection.close()

    with pytest.raises(MigrationGap, match=r"has 0002_two\.sql but not 0001_one\.sql"):
        apply(path, folder)


@pytest.mark.parametrize("name", ["2_two.sql", "0002-two.sql", "0002_Two.sql"])
def test_a_misnamed_file_is_refused(tmp_path: Path, folder: Path, name: str):
    (folder / "0002_two.sql").rename(folder / name)

    with pytest.raises(MigrationGap, match=r"is not named like|is expected"):
        apply(tmp_path / "app.db", folder)


def test_a_folder_without_migrations_and_a_file_that_is_no_database_are_refused(tmp_path: Path):
    (tmp_path / "app.db").write_text("no database" * 200)

    with pytest.raises(ConfigurationError, match="complete checkout"):
        apply(tmp_path / "x.db", tmp_path)
    with pytest.raises(ConfigurationError, match="no SQLite database"):
        apply(tmp_path / "app.db")
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        apply(tmp_path / "missing" / "app.db")


def test_one_file_brings_a_database_as_far_as_its_migrations_would(tmp_path: Path):
    files = sorted(MIGRATIONS.glob("*.sql"))
    apply(tmp_path / "app.db")

    with closing(sqlite3.connect(tmp_path / "new.db")) as database:
        database.executescript(at_once(files[:-2]))

    assert ledger(tmp_path / "new.db") == NAMES[:-2]
    assert apply(tmp_path / "new.db") == NAMES[-2:]
    assert schema(tmp_path / "new.db") == schema(tmp_path / "app.db")


def test_processes_that_migrate_at_once_apply_each_file_once(tmp_path: Path):
    path = tmp_path / "app.db"
    code = (
        "import sys; from pathlib import Path; from infra.local.sqlite.migrate import apply; "
        "print(*apply(Path(sys.argv[1])))"
    )

    children = [
        subprocess.Popen([sys.executable, "-c", code, path], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [child.communicate()[0].split() for child in children]

    assert [child.returncode for child in children] == [0] * 4
    assert sorted(name for names in said for name in names) == NAMES
    assert ledger(path) == NAMES
