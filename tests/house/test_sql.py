"""Every SQL statement is prepared against the migrations, and every one is used."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rigs.places import ROOT

from shared.platform.sql import Queries, Query


def ours(pattern: str, *folders: str) -> list[Path]:
    """The files of these folders; what Workers vendored into theirs is others'."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(pattern))
    return sorted(path for path in found if not {"python_modules", ".venv-workers", "node_modules"} & set(path.parts))


FILES = ours("*.sql", "shared", "functions")


def queries(path: Path) -> dict[str, Query]:
    return Queries(".".join(path.parent.relative_to(ROOT).parts), path.name).all


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_statements_are_valid_against_the_migrations(path, app_db, search_file):
    database = sqlite3.connect(search_file if path.name == "search_index.sql" else app_db)
    try:
        for query in queries(path).values():
            assert len(query.names) <= 100, query.name
            database.execute(f"EXPLAIN {query.sql}", [None] * len(query.names))
    finally:
        database.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_statement_is_used(path):
    source = "\n".join(each.read_text("utf-8") for each in ours("*.py", "shared", "functions", "infra"))

    unused = [name for name in queries(path) if not re.search(rf"SQL\(\s*\"{name}\"", source)]

    assert unused == []


GROWING = {
    *("artifacts", "audit", "failed_attempts", "holds", "model_calls", "page_versions", "peptide_studies"),
    *("run_items", "searches", "studies", "study_revisions", "watermarks", "work"),
    *("access_changes", "mails", "sessions", "sign_ins", "stripe_events", "subscriptions", "users"),
}
"""Tables with a row for each study, for each peptide and night, or for each subscriber's event."""

WHOLE = {
    # An operator asks, once in a while, about all of it.
    "audit.sql:listed": "audit",
    # Of the events, those alone of which nobody has said whose they are, by an index of their own.
    "erasures.sql:whom": "stripe_events",
    # Once a night, and where somebody's ended while it was on record that one pays twice.
    "doubled.sql:doubled": "subscriptions",
    "health.sql:counts": "studies page_versions subscriptions users work",
    "mails.sql:how_many_readers": "users",
    "mails.sql:listed": "mails",
    "holds.sql:newest": "holds",
    "holds.sql:open_ones": "holds",
    # By an index of held items alone.
    "held_items.sql:without_draft": "run_items",
    "replay_plan.sql:usual": "model_calls",
    "runs.sql:life_of_work": "work",
    "stripe_events.sql:listed": "stripe_events",
    "stripe_events.sql:waiting": "stripe_events",
    "sessions.sql:end_everybody": "sessions",
    "subscriptions.sql:overridden": "subscriptions",
    "runs.sql:life_of_results": "holds",
}
"""Statements that may read these tables from end to end."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_statement_of_a_night_reads_a_growing_table_from_end_to_end(path, app_db, search_file):
    with closing(sqlite3.connect(search_file if path.name == "search_index.sql" else app_db)) as database:
        for query in queries(path).values():
            plan = database.execute(f"EXPLAIN QUERY PLAN {query.sql}", [None] * len(query.names)).fetchall()
            scanned = {found[1] for row in plan if (found := re.match(r"SCAN (\w+)", row[3]))}
            named = {table for table in GROWING for alias in scanned if _stands_for(alias, table, query.sql)}
            assert named <= set(WHOLE.get(f"{path.name}:{query.name}", "").split()), query.name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("shared/platform/deliveries/work.sql", "finish_run"),
        ("shared/store/evidence/searches.sql", "refused"),
    ],
)
def test_no_statement_at_a_peptide_s_end_reads_its_whole_run(path, name, app_db):
    """A run of ten thousand would read fifty million rows."""
    with closing(sqlite3.connect(app_db)) as database:
        query = queries(ROOT / path)[name]
        plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {query.sql}", [None] * len(query.names))]

    assert any(re.match(r"SEARCH (run_items|searches) USING INDEX", step) for step in plan), plan


def _stands_for(alias: str, table: str, sql: str) -> bool:
    return alias == table or re.search(rf"\b{table} (AS )?{alias}\b", sql) is not None


def test_statements_with_values_pasted_into_them_would_be_found():
    """No module builds SQL from an f-string or by adding texts, but the one that puts in quoted names of the schema."""
    of_names = ROOT / "shared" / "store" / "backup" / "backup_tables.py"
    pattern = re.compile(r"(f\"|f'|\" \+|' \+)[^\n]*\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b")

    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in ours("*.py", "shared", "functions", "infra")
        if path != of_names
        for line in path.read_text("utf-8").splitlines()
        if pattern.search(line)
    ]

    assert found == []


def test_the_runbooks_own_sql_works_as_written(app_db):
    database = sqlite3.connect(app_db)
    database.executescript(
        """
        INSERT INTO users (id, email) VALUES ('u1', 'user@example.com');
        INSERT INTO subscriptions (id, user_id, status, current_period_end) VALUES ('s1', 'u1', 'past_due', NULL);
        INSERT INTO peptides (slug, name, category, entry, origin, created_at, updated_at)
        VALUES ('bpc-157', 'BPC-157', 'x', '{}', 'catalog', '', '');
        """
    )

    database.execute(
        """
     UPDATE subscriptions
     SET status = 'active', current_period_end = '2026-01-01T00:00:00Z'
     WHERE user_id = 'u1'
        """
    )
    database.execute("UPDATE peptides SET evidence_grade = 'high' WHERE slug = 'bpc-157'")
    access = database.execute(
        """
  SELECT s.status, s.current_period_end, u.email
  FROM subscriptions s
  JOIN users u ON u.id = s.user_id
  WHERE u.email = 'user@example.com'
        """
    ).fetchall()

    assert access == [("active", "2026-01-01T00:00:00Z", "user@example.com")]
    assert database.execute("SELECT COUNT(*) FROM peptides").fetchone() == (1,)
    assert database.execute("SELECT COUNT(*) FROM studies").fetchone() == (0,)
    assert len(database.execute("SELECT * FROM users").fetchall()) == 1
    database.close()
