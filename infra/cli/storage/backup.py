"""`peptalk backup create|list|verify|restore`: every row and every object, kept elsewhere and proved."""

import os
import sys
from typing import Annotated, Any

import typer

from infra.cli.desks import reach, session
from infra.cli.storage import restoring
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption, Yes, agreed
from infra.local.buckets.vault import vault
from infra.local.machine.clock import clock_of
from infra.local.machine.entropy import SystemEntropy
from shared.platform.ports import Bucket
from shared.store.backup import backup_making, backups
from shared.store.backup.backups import Manifest

app = typer.Typer(no_args_is_help=True, help="Backups, kept where PEPTALK_BACKUP_URL says.")

Id = Annotated[str | None, typer.Argument(help="A backup's id, or the first characters of it; by default the newest.")]
Count = Annotated[int, typer.Option("--count", min=1, help="How many, the newest first.")]
BesideOthers = Annotated[
    bool, typer.Option("--beside-others", help="Into a database that holds rows: they stay, what is missing is added.")
]

Tombstones = Annotated[
    str | None,
    typer.Option(
        "--tombstones",
        help="The bucket folder of the home that is replaced, if its erasures are in no later backup.",
    ),
]


@app.command("create")
def create(target: TargetOption = LOCAL, json: Json = False) -> int:
    """Copy all rows and all objects of the target; what an earlier backup holds already is not copied again."""
    place = vault(os.environ)

    async def work() -> Manifest:
        clock = clock_of(os.environ)
        id = f"{clock.now():%Y%m%dT%H%M%SZ}-{target}-{SystemEntropy().token()[:6]}"
        async with reach.reading(target, frozen=True) as reached:
            return await backup_making.create(
                reached.db, reached.files, place, source=target, id=id, clock=clock, on_step=_told
            )

    manifest = session.until_stopped(work())
    if json:
        print_json(as_json(manifest))
    else:
        say(f"Backup {manifest.id}: {_words(manifest)}")
    if manifest.changed:
        say(f"Written while they were read, so not all of one moment: {', '.join(manifest.changed)}")
    for fault in manifest.faults:
        say(f"Left out: {fault}")
    return Exit.PARTLY if manifest.faults else Exit.DONE


@app.command("list")
def list_(count: Count = 20, target: TargetOption = LOCAL, json: Json = False) -> int:
    """The complete backups of all targets; one that stopped half-way is none, and is not shown."""
    del target
    place = vault(os.environ)

    async def work() -> tuple[list[Manifest], int]:
        ids = await backups.listed(place)
        return [await backups.opened(place, id) for id in ids[:count]], len(ids)

    found, there = session.until_stopped(work())
    if json:
        print_json([as_json(each) for each in found])
    elif found:
        columns = ["backup", "of", "began", "rows", "objects", "bytes", "schema", "left out"]
        rows = [
            [
                each.id,
                each.source,
                each.began_at[:19],
                each.rows,
                each.objects,
                each.object_bytes,
                each.migrations[-1] if each.migrations else "",
                len(each.faults),
            ]
            for each in found
        ]
        print_table("Backups", columns, rows)
        if there > count:
            say(f"{there - count} older ones; --count {there} shows all")
    else:
        say("No backup yet. Next: peptalk backup create")
    return Exit.DONE


@app.command("verify")
def verify(id: Id = None, target: TargetOption = LOCAL, json: Json = False) -> int:
    """Read a backup whole and prove every row and object by its hash."""
    del target
    place = vault(os.environ)

    async def work() -> tuple[Manifest, list[str]]:
        manifest = await backups.opened(place, id)
        return manifest, await backups.faults_of(place, manifest, _told)

    manifest, faults = session.until_stopped(work())
    if json:
        print_json({**as_json(manifest), "proved": not faults, "faults": faults})
    else:
        for fault in faults:
            say(fault)
        say(f"Backup {manifest.id}: {f'{len(faults)} faults' if faults else 'proved'}, {_words(manifest)}")
    return Exit.FAILED if faults else Exit.DONE


@app.command("restore")
def restore(
    id: Id = None,
    beside_others: BesideOthers = False,
    tombstones: Tombstones = None,
    target: TargetOption = LOCAL,
    yes: Yes = False,
    json: Json = False,
) -> int:
    """Bring a backup back into an empty database and its bucket, and prove it. Stopped, it goes on when asked again."""
    place, manifest = _chosen(id)
    if not agreed(target, f"Restore it into {target}?", "restored", yes=yes):
        return Exit.DONE
    burying = restoring.burying(target, place, tombstones)
    restored = session.until_stopped(restoring.restored(target, place, manifest, beside_others, _told, burying))
    if json:
        loose, broken = list(restored.loose), list(restored.broken)
        print_json({**as_json(manifest), "objects_added": restored.objects_added, "loose": loose, "broken": broken})
    for each in (*restored.broken, *restored.loose):
        say(each)
    if restored.broken:
        say(f"NOT RESTORED: {len(restored.broken)} things are not as backup {manifest.id} has them.")
        return Exit.FAILED
    say(f"Restored {manifest.id} into {target} and proved every row and object. Next: {restoring.next_step(target)}")
    return Exit.PARTLY if restored.loose else Exit.DONE


@app.command("bury")
def bury(
    id: Id = None,
    tombstones: Tombstones = None,
    target: TargetOption = LOCAL,
    yes: Yes = False,
    json: Json = False,
) -> int:
    """Erase again the accounts that were erased after a backup began: what a restore does last by itself."""
    place, manifest = _chosen(id)
    if not agreed(target, f"Erase again in {target} who was erased since {manifest.began_at}?", "erased", yes=yes):
        return Exit.DONE
    found = session.until_stopped(restoring.buried(target, manifest, restoring.burying(target, place, tombstones)))
    if json:
        print_json({"erased": found})
    else:
        say(f"{found} accounts, customers or addresses were there again, and are erased.")
    return Exit.DONE


def _chosen(id: str | None) -> tuple[Bucket, Manifest]:
    """Where backups lie, and the one that is meant, which is told of before anything is asked."""
    place = vault(os.environ)
    manifest = session.until_stopped(backups.opened(place, id))
    say(f"Backup {manifest.id} of {manifest.source}, begun {manifest.began_at}: {_words(manifest)}")
    return place, manifest


def as_json(manifest: Manifest) -> dict[str, Any]:
    """The stable shape of a backup."""
    return {
        "id": manifest.id,
        "source": manifest.source,
        "began_at": manifest.began_at,
        "ended_at": manifest.ended_at,
        "migrations": list(manifest.migrations),
        "rows": manifest.rows,
        "tables": {each.name: each.rows for each in manifest.tables},
        "objects": manifest.objects,
        "object_bytes": manifest.object_bytes,
        "changed": list(manifest.changed),
        "left_out": list(manifest.faults),
    }


def _words(manifest: Manifest) -> str:
    objects = f"{manifest.objects} objects of {manifest.object_bytes / 1e6:.1f} MB"
    return f"{manifest.rows} rows in {len(manifest.tables)} tables, {objects}"


def _told(step: str) -> None:
    if sys.stderr.isatty():
        say(step)
