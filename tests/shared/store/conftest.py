"""Targets to back up, and places to keep backups."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from rigs.backup_places import ROWS, Place

from infra.local.buckets.bucket import FolderBucket
from infra.local.sqlite.database import SQLiteDatabase
from infra.local.sqlite.migrate import apply
from shared.platform.ports import Bucket
from shared.store import objects


@pytest.fixture(params=["folder", "moto"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Bucket:
    return FolderBucket(tmp_path / "vault") if request.param == "folder" else request.getfixturevalue("s3_bucket")


@pytest.fixture
def kept(tmp_path: Path) -> FolderBucket:
    return FolderBucket(tmp_path / "vault")


@pytest.fixture
async def source(db: SQLiteDatabase, files: FolderBucket) -> Place:
    await db.batch(ROWS)
    await objects.keep(files, "packs", b'{"v": 1}')
    await objects.keep(files, "artifacts", b"%PDF", suffix="pdf", content_type="application/pdf")
    await files.put("notes/a b.txt", b"not named by its hash", metadata={"by": "núñez"})
    await files.put("notes/the same.txt", b"not named by its hash")
    return Place(db, files)


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Place]:
    path = tmp_path / "other" / "app.db"
    path.parent.mkdir()
    apply(path)
    place = Place(SQLiteDatabase(path), FolderBucket(tmp_path / "other" / "bucket"))
    yield place
    await place.db.close()
