"""What a restore needs around it: a database of the backup's own schema, and the way to write into it."""

import shutil
import tempfile
from pathlib import Path

from infra.cli import reach
from infra.cli.console import say
from infra.cli.target import LOCAL, Target
from infra.cloudflare.d1_rest import RestDatabase
from infra.cloudflare.sql_shape import shape
from infra.local.actor import act
from infra.local.bucket import FolderBucket
from infra.local.clock import SystemClock
from infra.local.database import SQLiteDatabase
from infra.local.home import Home
from infra.local.migrate import MIGRATIONS, NewerSchema, apply
from shared.platform.errors import PermanentError
from shared.platform.ports import Bucket, Database, Result, Statement
from shared.store import audit, restores
from shared.store.backups import Manifest, OnStep
from shared.store.restores import OtherSchema, Restored


async def restored(target: Target, place: Bucket, manifest: Manifest, beside_others: bool, on_step: OnStep) -> Restored:
    """Restore into the target. Here, a missing database is made with the backup's schema, then brought up to date."""
    if target != LOCAL:
        async with reach.remote(target) as (rest, files):
            filling = Filling(rest.client, rest.rest, rest.target)
            found = await _into(filling, files, place, manifest, beside_others, on_step)
            if found.broken:
                return found
            if set(manifest.migrations) < {file.name for file in MIGRATIONS.glob("*.sql")}:
                say("Not in the audit, whose table is of an older schema; next: apply the later migrations.")
            else:
                await _audit(filling, manifest)
            return found
    home = reach.home()
    home.create()
    _prepare(home, manifest)
    db = SQLiteDatabase(home.app_db)
    try:
        found = await _into(db, FolderBucket(home.bucket), place, manifest, beside_others, on_step)
        if not found.broken:
            apply(home.app_db)
            await _audit(db, manifest)
        return found
    except OtherSchema as exc:
        raise PermanentError(f"{exc}; here: move {home.app_db} away, a restore makes it anew") from exc
    finally:
        await db.close()


def next_step(target: Target) -> str:
    """What an operator does after a restore."""
    if target == LOCAL:
        return "peptalk verify SLUG proves a version, peptalk up goes on with unfinished work"
    return f"peptalk db check --target {target}, then deploy and let the crons run again"


class Filling(RestDatabase):
    """Reads, and the writes of a restore: each is one statement that adds what is missing, so it may be sent twice."""

    async def run(self, statement: Statement) -> Result:
        if shape(statement.sql).reads:
            return await super().run(statement)
        return await self.write(statement, idempotent=True)


async def _into(
    db: SQLiteDatabase | RestDatabase,
    files: Bucket,
    place: Bucket,
    manifest: Manifest,
    beside_others: bool,
    on_step: OnStep,
) -> Restored:
    return await restores.restore(
        db, files, place, manifest, clock=SystemClock(), beside_others=beside_others, on_step=on_step
    )


async def _audit(db: Database, manifest: Manifest) -> None:
    """An act of an operator's, which needs the audit of this version's schema."""
    done = {"rows": manifest.rows, "objects": manifest.objects}
    await db.run(audit.record(act(), "restore", f"backup/{manifest.id}", {}, done, SystemClock().now()))


def _prepare(home: Home, manifest: Manifest) -> None:
    known = {file.name: file for file in MIGRATIONS.glob("*.sql")}
    if unknown := [name for name in manifest.migrations if name not in known]:
        raise NewerSchema(
            f"backup {manifest.id} was made by a newer version of PepTalk ({unknown[0]}); install that one"
        )
    if home.app_db.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in manifest.migrations:
            shutil.copyfile(known[name], Path(folder) / name)
        apply(home.app_db, Path(folder))
