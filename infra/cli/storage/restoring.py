"""What a restore needs around it: a database of the backup's own schema, and the way to write into it."""

import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.cli.desks import reach
from infra.cli.terminal.console import say
from infra.cli.terminal.target import LOCAL, Target
from infra.cloudflare.stores.d1_rest import RestDatabase
from infra.cloudflare.stores.sql_shape import shape
from infra.local.buckets.bucket import FolderBucket
from infra.local.machine.actor import act
from infra.local.machine.clock import clock_of
from infra.local.machine.home import Home
from infra.local.machine.project import MIGRATIONS
from infra.local.machine.signing import with_signing_key
from infra.local.sqlite.database import SQLiteDatabase
from infra.local.sqlite.migrate import NewerSchema, apply
from shared.domain.accounts.erasure import Tombstone
from shared.platform.configuration.signing_settings import MarkSettings
from shared.platform.errors import PermanentError
from shared.platform.ports import Bucket, Database, Result, Statement
from shared.store import audit
from shared.store.accounts import erasures
from shared.store.backup import restores
from shared.store.backup.backups import Manifest, OnStep
from shared.store.backup.restores import OtherSchema, Restored


@dataclass(frozen=True, slots=True)
class Burying:
    """Whose accounts were erased since the backup was made: `places` are buckets with tombstones, beside the target's
    own; `key` knows addresses again."""

    places: tuple[Bucket, ...]
    key: bytes | None


def burying(target: Target, place: Bucket, folder: str | None) -> Burying:
    """What a restore into the target buries by: the tombstones beside the backups, and those of `folder`.

    Raises:
        PermanentError: there is no such folder.
    """
    if folder is not None and not Path(folder).is_dir():
        raise PermanentError(f"{folder} is no folder; name the bucket folder of the home that is replaced")
    more = (FolderBucket(Path(folder)),) if folder else ()
    env = with_signing_key(os.environ, reach.home()) if target == LOCAL and reach.home().path.exists() else os.environ
    return Burying((place, *more), MarkSettings.read(env).key)


async def buried(target: Target, manifest: Manifest, burying: Burying) -> int:
    """Erase again in the target, after a restore whose schema was older."""
    if target != LOCAL:
        async with reach.remote(target) as (rest, files):
            return await bury(Filling(rest.client, rest.rest, rest.target), files, manifest, burying, say)
    home = reach.home()
    db = SQLiteDatabase(home.app_db)
    try:
        return await bury(db, FolderBucket(home.bucket), manifest, burying, say)
    finally:
        await db.close()


async def restored(
    target: Target, place: Bucket, manifest: Manifest, beside_others: bool, on_step: OnStep, burying: Burying
) -> Restored:
    """Restore into the target. Here, a missing database is made with the backup's schema, then brought up to date.
    Accounts that were erased after the backup began are erased again before the restore ends."""
    if target != LOCAL:
        async with reach.remote(target) as (rest, files):
            filling = Filling(rest.client, rest.rest, rest.target)
            older = set(manifest.migrations) < {file.name for file in MIGRATIONS.glob("*.sql")}

            async def finish() -> None:
                if older:
                    say("Not in the audit, and nobody erased again, because the schema is older. Next: apply the later")
                    say(f"migrations, then peptalk backup bury {manifest.id} --target {target}, before readers come.")
                    return
                await _audit(filling, manifest)
                await bury(filling, files, manifest, burying, on_step)

            return await _into(filling, files, place, manifest, beside_others, on_step, finish)
    home = reach.home()
    home.create()
    _prepare(home, manifest)
    db = SQLiteDatabase(home.app_db)
    try:
        files = FolderBucket(home.bucket)

        async def finish() -> None:
            apply(home.app_db)
            await _audit(db, manifest)
            await bury(db, files, manifest, burying, on_step)

        return await _into(db, files, place, manifest, beside_others, on_step, finish)
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

    async def batch(self, statements: Sequence[Statement]) -> list[Result]:
        """One after the other: whoever is stopped between two finds the rest when asked again."""
        return [await self.run(each) for each in statements]

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
    finish: Callable[[], Awaitable[None]],
) -> Restored:
    return await restores.restore(
        db,
        files,
        place,
        manifest,
        clock=clock_of(os.environ),
        beside_others=beside_others,
        on_step=on_step,
        finish=finish,
    )


async def bury(db: Database, files: Bucket, manifest: Manifest, burying: Burying, on_step: OnStep) -> int:
    """Erase again whoever was erased after the backup began; how many accounts, customers and addresses that were."""
    meant: dict[str, Tombstone] = {}
    for each in (files, *burying.places):
        async for tombstone in erasures.buried_in(each):
            if tombstone.at >= manifest.began_at:
                meant[tombstone.erasure] = tombstone
    found = await erasures.reburied(db, files, list(meant.values()), burying.key, clock_of(os.environ).now())
    on_step(
        f"{len(meant)} tombstones are younger than the backup; {found} accounts, customers or addresses erased again"
    )
    return found


async def _audit(db: Database, manifest: Manifest) -> None:
    """An act of an operator's, which needs the audit of this version's schema."""
    done = {"rows": manifest.rows, "objects": manifest.objects}
    await db.run(audit.record(act(), "restore", f"backup/{manifest.id}", {}, done, clock_of(os.environ).now()))


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
