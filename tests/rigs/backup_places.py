"""A target to back up and one to restore into, and ports that fail."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from infra.local.buckets.bucket import FolderBucket
from infra.local.sqlite.database import SQLiteDatabase
from rigs.fakes import ManualClock
from shared.platform.errors import DatabaseUnavailable, UpstreamUnavailable
from shared.platform.ports import Bucket, Database, Statement
from shared.store.backup import backup_making, backups, restores
from shared.store.backup.backups import Manifest
from shared.store.backup.restores import Restored

ODD = 'α\n"quoted" \\ \'and\' \t\u2028 \U0001f9ea {"$blob": "00"} null'
CLOCK = ManualClock()


def peptide(slug: str, redirect: str | None = None) -> Statement:
    return Statement(
        "INSERT INTO peptides"
        " (slug, name, category, entry, origin, created_at, updated_at, redirect_to, human_rct_count)"
        " VALUES (?1, ?2, 'invented', '{}', 'sample', '', '', ?3, ?4)",
        (slug, ODD, redirect, 2**53 - 1),
    )


ROWS = [
    # Each refers to one that comes later in the table's order.
    peptide("a", "b"),
    peptide("b", "c"),
    peptide("c"),
    Statement(
        "INSERT INTO replays (id, filter, actor, per_minute, total, runner, next_at, created_at, state)"
        " VALUES ('r1', 'all', 'me', 60.0, 1, 'x', '', '', 'done'), ('r2', 'all', 'me', 0.1, 1, 'x', '', '', 'done')"
    ),
    Statement("INSERT INTO users (id, email) VALUES ('u1', 'Reader@Example.org'), ('u2', 'b@example.org')"),
    Statement(
        "INSERT INTO subscriptions (id, user_id, status) VALUES ('s1', 'u1', 'active'), ('s2', 'u2', 'past_due')"
    ),
    Statement(
        "INSERT INTO audit (id, at, actor, action, subject, before, after)"
        " VALUES (41, '', 'nobody', 'replay', 'letter/1', '{}', '{}')"
    ),
    Statement(
        "INSERT INTO model_prices (model, as_of, input_microusd, cached_input_microusd, output_microusd, source)"
        " VALUES ('m', '2026-01-01', 1, 0, 5, ''), ('m', '2026-02-01', 2, 0, 5, '')"
    ),
]


@dataclass
class Place:
    """A target: a database and the bucket beside it."""

    db: SQLiteDatabase
    files: FolderBucket

    def dump(self) -> dict[str, list[Any]]:
        """Every row of every table, with its type."""
        connection = sqlite3.connect(self.db.path)
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = [row[0] for row in listed if row[0] not in ("d1_migrations", "sqlite_sequence")]
        found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
        connection.close()
        return {name: [[(type(value), value) for value in row] for row in rows] for name, rows in found.items()}

    def execute(self, sql: str, *values: Any) -> None:
        connection = sqlite3.connect(self.db.path)
        connection.execute(sql, values)
        connection.commit()
        connection.close()


async def objects_of(bucket: Bucket) -> dict[str, tuple[bytes | None, str | None, dict[str, str]]]:
    return {
        each.key: (await bucket.get(each.key), each.content_type, dict(each.metadata))
        async for each in backups.every_object(bucket)
    }


async def create(place: Place, vault: Bucket, id: str = "20261123-1", db: Database | None = None) -> Manifest:
    return await backup_making.create(db or place.db, place.files, vault, source="local", id=id, clock=CLOCK)


async def restore(place: Place, vault: Bucket, manifest: Manifest, **options: Any) -> Restored:
    return await restores.restore(options.pop("db", place.db), place.files, vault, manifest, clock=CLOCK, **options)


async def spoil(vault: Bucket, key: str, data: bytes | None) -> None:
    await vault.delete(key)
    if data is not None:
        await vault.put(key, data)


class Stopping:
    """A port that fails from the nth call of one of its methods on."""

    def __init__(self, port: Any, method: str, calls: int) -> None:
        self.port, self.method, self.left = port, method, calls

    def __getattr__(self, name: str) -> Any:
        if name == self.method:
            self.left -= 1
            if self.left < 0:
                raise DatabaseUnavailable("Network connection lost") if name == "run" else UpstreamUnavailable("lost")
        return getattr(self.port, name)
