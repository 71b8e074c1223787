"""The runbook's `wrangler d1` lines, typed in the project's root, on the local databases of the pinned wrangler."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rigs.places import ROOT

from infra.cloudflare.wrangler import Wrangler
from infra.local.sqlite.migrate import apply, at_once

PRODUCTION = "peptalk-production-db"
LAST = 2
"""So many migrations are applied by wrangler one by one."""
SEED = """
    INSERT INTO users (id, email) VALUES ('u-1', 'user@example.com');
    INSERT INTO subscriptions (id, user_id, status) VALUES ('s-1', 'u-1', 'past_due');
    INSERT INTO peptides (slug, name, category, entry, origin, created_at, updated_at)
    VALUES ('bpc-157', 'BPC-157', 'sample', '{}', 'sample', '2026-11-24T02:00:00Z', '2026-11-24T02:00:00Z');
"""


@dataclass(frozen=True, slots=True)
class Project:
    """A copy of the project's root, in which `wrangler` lines are typed."""

    root: Path

    @classmethod
    def copied(cls, root: Path) -> "Project":
        shutil.copy(ROOT / "wrangler.toml", root)
        shutil.copytree(ROOT / "migrations", root / "migrations")
        return cls(root)

    def d1(self, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        """`wrangler d1 ...`, which must end with this exit code."""
        done = Wrangler.installed().run("d1", *words, cwd=self.root, timeout=120)
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """What the runbook's `--json` prints for one statement on production's name."""
        (result,) = json.loads(self.d1("execute", PRODUCTION, "--json", "--command", sql).stdout)
        return result["results"]

    def schemas(self) -> list[dict[str, tuple[str, str]]]:
        """What stands in each local database that has anything of ours."""
        files = (self.root / ".wrangler/state/v3/d1/miniflare-D1DatabaseObject").glob("*.sqlite")
        return [found for file in files if "peptides" in (found := schema(file))]


def schema(file: Path) -> dict[str, tuple[str, str]]:
    """Name to type and SQL of all that a database holds; ledgers and the engine's own left out."""
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    own = ("d1_migrations", "_cf_", "sqlite_")
    return {name: (kind, " ".join(sql.split())) for name, kind, sql in rows if not name.startswith(own)}


@pytest.fixture(scope="module")
def project(node_modules, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A root whose local databases of local and production names are migrated, the latter with a reader in it.

    Most migrations come from one file each: for every one that wrangler applies, it starts the simulator anew.
    """
    made = Project.copied(tmp_path_factory.mktemp("root"))
    files = sorted((made.root / "migrations").glob("*.sql"))
    for name, first in (("peptalk-db", files), (PRODUCTION, files[:-LAST])):
        (made.root / "first.sql").write_text(at_once(first), "utf-8")
        made.d1("execute", name, "--file", "first.sql")
    said = made.d1("migrations", "apply", PRODUCTION, "--local").stdout
    assert [file.name for file in files if file.name in said] == [file.name for file in files[-LAST:]]
    made.d1("execute", PRODUCTION, "--command", SEED)
    return made


@pytest.fixture
def fresh(node_modules, tmp_path: Path) -> Project:
    return Project.copied(tmp_path)


def test_wrangler_applies_every_migration_and_makes_the_schema_that_sqlite_has(project, tmp_path):
    apply(tmp_path / "app.db")

    assert project.schemas() == [schema(tmp_path / "app.db")] * 2


def test_a_second_application_finds_nothing_to_do(project):
    assert "No migrations to apply" in project.d1("migrations", "apply", "peptalk-db", "--local").stdout


def test_a_database_of_wranglers_is_up_to_date_for_our_own_command(project, tmp_path):
    files = (project.root / ".wrangler/state/v3/d1/miniflare-D1DatabaseObject").glob("*.sqlite")
    file = next(file for file in files if "peptides" in schema(file))
    shutil.copy(file, tmp_path / "app.db")

    assert apply(tmp_path / "app.db") == []


def test_a_line_without_remote_acts_on_this_machine(project):
    said = project.d1("execute", PRODUCTION, "--command", "SELECT COUNT(*) FROM peptides").stdout

    assert "local database peptalk-production-db" in said
    assert "add a --remote flag" in said


def test_the_runbooks_questions_about_a_reader_are_answered(project):
    found = project.rows("""
      SELECT s.status, s.current_period_end, u.email
      FROM subscriptions s
      JOIN users u ON u.id = s.user_id
      WHERE u.email = 'user@example.com'
    """)

    assert found == [{"status": "past_due", "current_period_end": None, "email": "user@example.com"}]
    assert [row["email"] for row in project.rows("\n  SELECT * FROM users\n")] == ["user@example.com"]


def test_the_runbooks_corrections_are_written(project):
    project.d1("execute", PRODUCTION, "--command", """
      UPDATE subscriptions
      SET status = 'active', current_period_end = '2026-01-01T00:00:00Z'
      WHERE user_id = 'u-1'
    """)  # fmt: skip
    project.d1("execute", PRODUCTION, "--command", """
      UPDATE peptides SET evidence_grade = 'high' WHERE slug = 'bpc-157'
    """)  # fmt: skip

    assert project.rows(
        "SELECT status, evidence_grade, (SELECT COUNT(*) FROM studies) n FROM subscriptions, peptides"
    ) == [{"status": "active", "evidence_grade": "high", "n": 0}]


def test_integrity_check_is_refused_where_quick_check_and_foreign_key_check_serve(project):
    refused = project.d1("execute", PRODUCTION, "--command", "PRAGMA integrity_check", code=1)

    assert "not authorized" in refused.stdout + refused.stderr
    assert project.rows("PRAGMA quick_check") == [{"quick_check": "ok"}]
    assert project.rows("PRAGMA foreign_key_check") == []


def test_an_export_without_remote_is_an_empty_file_and_exits_with_0(fresh):
    fresh.d1("export", PRODUCTION, "--output", "backup.sql")

    assert (fresh.root / "backup.sql").read_text().strip() == "PRAGMA defer_foreign_keys=TRUE;"


def test_an_export_of_what_is_there_restores_schema_and_rows(project, fresh):
    project.d1("export", PRODUCTION, "--output", str(fresh.root / "backup-latest.sql"))

    fresh.d1("execute", PRODUCTION, "--file", "backup-latest.sql")

    assert fresh.schemas() == project.schemas()[:1]
    assert fresh.rows("SELECT id, email FROM users") == [{"id": "u-1", "email": "user@example.com"}]
    assert "No migrations to apply" in fresh.d1("migrations", "apply", PRODUCTION, "--local").stdout


def test_an_export_restores_into_an_empty_database_only(project, tmp_path):
    project.d1("export", PRODUCTION, "--output", str(tmp_path / "backup-latest.sql"))

    refused = project.d1("execute", PRODUCTION, "--file", str(tmp_path / "backup-latest.sql"), code=1)

    assert "UNIQUE constraint failed" in refused.stdout + refused.stderr
    assert project.rows("SELECT COUNT(*) AS n FROM users") == [{"n": 1}]


def test_one_table_of_full_text_search_breaks_every_export(fresh):
    fresh.d1("execute", PRODUCTION, "--command", "CREATE VIRTUAL TABLE found USING fts5(title)")

    refused = fresh.d1("export", PRODUCTION, "--output", "backup.sql", code=1)

    assert "cannot export databases with Virtual Tables (fts5)" in refused.stdout + refused.stderr
    assert not (fresh.root / "backup.sql").exists()


def test_we_have_no_virtual_table_that_would_break_an_export(tmp_path):
    apply(tmp_path / "app.db")

    assert [name for name, (_, sql) in schema(tmp_path / "app.db").items() if "VIRTUAL" in sql.upper()] == []
