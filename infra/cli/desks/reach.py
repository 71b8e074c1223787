"""A target's database and bucket for commands that read them: this machine's own, or Cloudflare's from outside."""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from infra.cli.desks import session
from infra.cli.terminal.target import LOCAL, Target
from infra.cloudflare.account.access import Access, Need
from infra.cloudflare.account.rest import opened
from infra.cloudflare.stores.d1_rest import RestDatabase
from infra.cloudflare.stores.r2_s3 import remote_bucket
from infra.local.buckets.bucket import FolderBucket
from infra.local.machine.home import Home
from infra.local.sqlite.database import SQLiteDatabase
from infra.local.sqlite.snapshot import snapshot
from shared.platform.ports import Bucket, Database


@dataclass(frozen=True, slots=True)
class Reached:
    """`name` is the database's, for people."""

    db: Database
    files: Bucket
    name: str


def home() -> Home:
    """The home of this machine."""
    return Home(session.home_path())


def files_of(target: Target) -> Bucket:
    """The target's bucket."""
    if target == LOCAL:
        return FolderBucket(home().bucket)
    return remote_bucket(Access.read(os.environ, target, Need.R2))


@asynccontextmanager
async def database(target: Target) -> AsyncGenerator[SQLiteDatabase | RestDatabase]:
    """The target's database alone."""
    if target != LOCAL:
        doors = Access.read(os.environ, target, Need.REST)
        async with opened(doors.rest) as client:
            yield RestDatabase(client, doors.rest, doors.target)
        return
    db = SQLiteDatabase(home().app_db)
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def reading(target: Target, *, frozen: bool = False) -> AsyncGenerator[Reached]:
    """The target, for reading. `frozen` shows the local database as it is now, whatever is written meanwhile."""
    if target != LOCAL:
        async with remote(target) as (db, files):
            yield Reached(db, files, db.target.database)
        return
    here, files = home(), FolderBucket(home().bucket)
    if frozen:
        async with snapshot(here.app_db) as db:
            yield Reached(db, files, str(here.app_db))
        return
    db = SQLiteDatabase(here.app_db)
    try:
        yield Reached(db, files, str(here.app_db))
    finally:
        await db.close()


@asynccontextmanager
async def remote(target: Target) -> AsyncGenerator[tuple[RestDatabase, Bucket]]:
    """An environment's database over REST and its bucket over S3."""
    doors = Access.read(os.environ, target, Need.REST, Need.R2)
    async with opened(doors.rest) as client:
        yield RestDatabase(client, doors.rest, doors.target), remote_bucket(doors)
