"""The implementations of each port. A suite is written once against the port and runs on all of them."""

import hashlib
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from bindings import D1, R2

from infra.local.bucket import FolderBucket
from infra.local.database import SQLiteDatabase
from infra.local.s3 import S3Bucket
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


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """moto's S3 service on loopback."""
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["folder", "moto", "r2-binding"])
def bucket(request: pytest.FixtureRequest, tmp_path: Path) -> Bucket:
    """An empty bucket."""
    if request.param == "folder":
        return FolderBucket(tmp_path / "bucket")
    if request.param == "r2-binding":
        return R2Bucket(R2())
    name = hashlib.sha256(str(tmp_path).encode()).hexdigest()[:20]
    endpoint: str = request.getfixturevalue("s3_endpoint")
    client: Any = boto3.client(
        "s3", endpoint_url=endpoint, aws_access_key_id="a", aws_secret_access_key="s", region_name="us-east-1"
    )
    client.create_bucket(Bucket=name)
    return S3Bucket(name, endpoint=endpoint, access_key="a", secret_key="s", region="us-east-1")
