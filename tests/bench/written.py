"""Rows written as D1 counts them, metered by triggers that a benchmark adds to its own database.

D1 reports what its SQLite counts (`meta.rows_written`; workerd, patches/sqlite/0001-row-counts-plain.patch): one for a
row put into a table, one for each index entry put in, one for a row deleted, none for an index entry that goes. An
update puts in its row, and an entry in each index that the updated columns are part of. A table WITHOUT ROWID is its
own index. Python's sqlite3 has no such counter.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

_PARTIAL = re.compile(r"\bWHERE\b(.*)\Z", re.IGNORECASE | re.DOTALL)
_OURS = "bench_rows_written"


def meter(path: Path) -> None:
    """Count from now on what is written into the tables of the database at `path`."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        tables = [row[0] for row in db.execute(_TABLES)]
        db.execute(f"CREATE TABLE {_OURS} (name TEXT PRIMARY KEY, rows INTEGER NOT NULL) WITHOUT ROWID")
        for table in tables:
            db.execute(f"INSERT INTO {_OURS} VALUES (?, 0)", (table,))
            for trigger in _triggers(db, table):
                db.execute(trigger)


def written(path: Path) -> dict[str, int]:
    """Rows written by table since `meter`, those without any left out."""
    with closing(sqlite3.connect(path)) as db:
        return dict(db.execute(f"SELECT name, rows FROM {_OURS} WHERE rows > 0 ORDER BY rows DESC"))


def _triggers(db: sqlite3.Connection, table: str) -> list[str]:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    new = ", ".join(f"NEW.{each} AS {each}" for each in columns)
    clustered = db.execute("SELECT wr FROM pragma_table_list WHERE name = ?", (table,)).fetchone()[0]
    found = [_trigger(table, "inserted", "INSERT", "1"), _trigger(table, "deleted", "DELETE", "1")]
    found.append(_trigger(table, "updated", "UPDATE", "1"))
    for _, name, _, origin, partial in db.execute(f"PRAGMA index_list({table})"):
        if clustered and origin == "pk":
            continue
        parts = [row[2] for row in db.execute(f"PRAGMA index_info({name})")]
        count, condition = "1", ""
        if None in parts:  # an expression: what it may be made of
            condition = _sql(db, name).partition("(")[2]
        if partial:
            condition = f"{condition} {_condition(db, name)}"
            count = f"(SELECT count(*) FROM (SELECT {new}) WHERE {_condition(db, name)})"
        named = [each for each in columns if each in parts or re.search(rf"\b{each}\b", condition)]
        found.append(_trigger(table, f"inserted_{name}", "INSERT", count))
        found.append(_trigger(table, f"updated_{name}", f"UPDATE OF {', '.join(named)}", count))
    return found


def _condition(db: sqlite3.Connection, index: str) -> str:
    sql = _sql(db, index)
    match = _PARTIAL.search(sql)
    if match is None:
        raise ValueError(f"{index} is partial and has no WHERE: {sql}")
    return match[1]


def _sql(db: sqlite3.Connection, index: str) -> str:
    return str(db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (index,)).fetchone()[0])


def _trigger(table: str, name: str, event: str, count: str) -> str:
    counted = f"UPDATE {_OURS} SET rows = rows + {count} WHERE name = '{table}'"
    return f"CREATE TRIGGER bench_{table}_{name} AFTER {event} ON {table} BEGIN {counted}; END"


_TABLES = """
SELECT name FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'd1_%' ORDER BY name
"""
