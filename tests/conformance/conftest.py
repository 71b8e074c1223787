"""The implementations of each port. A suite is written once against the port and runs on all of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from bindings import D1, R2

from infra.local.bucket import FolderBucket
from infra.local.database import SQLiteDatabase
from shared.platform.cloudflare import D1Database, R2Bucket
from shared.platform.ports import Bucket, Database, Statement


@pytest.fixture(params=["sqlite", "d1-binding"])
async def database(request: pytest.FixtureRequest, app_db: Path) -> AsyncIterator[Database]:
    """A migrated database with a table to play with."""
    play = [
        Statement("CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT UNIQUE, n REAL, raw BLOB, CHECK (n >= 0))"),
        Statement("CREATE TABLE book (id INTEGER PRIMARY KEY, shelf INTEGER REFERENCES shelf (id))"),
    ]
    if request.param == "d1-binding":
        binding = D1(app_db)
        bound = D1Database(binding)
        await bound.batch(play)
        yield bound
        binding.connection.close()
    else:
        opened = SQLiteDatabase(app_db)
        await opened.batch(play)
        yield opened
        await opened.close()


@pytest.fixture(params=["folder", "moto", "r2-binding"])
def bucket(request: pytest.FixtureRequest, tmp_path: Path) -> Bucket:
    """An empty bucket."""
    if request.param == "folder":
        return FolderBucket(tmp_path / "bucket")
    if request.param == "r2-binding":
        return R2Bucket(R2())
    return request.getfixturevalue("s3_bucket")
