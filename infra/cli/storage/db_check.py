"""`peptalk db check`: whether the database is whole."""

from infra.cli.desks import reach, session
from infra.cli.terminal.console import Exit, Json, print_json, say
from infra.cli.terminal.target import LOCAL, TargetOption
from shared.platform.ports import Row, Statement

_QUICK = Statement("PRAGMA quick_check")
_REFERENCES = Statement("PRAGMA foreign_key_check")


def command(target: TargetOption = LOCAL, json: Json = False) -> int:
    """Run quick_check and foreign_key_check (D1 refuses integrity_check, which also compares indexes with tables)."""

    async def work() -> tuple[list[Row], list[Row]]:
        async with reach.database(target) as db:
            return await db.all(_QUICK), await db.all(_REFERENCES)

    quick, references = session.until_stopped(work())
    damage = [said for row in quick if (said := str(next(iter(row.values())))) != "ok"]
    orphans = [f"{row['table']} row {row['rowid']} refers to {row['parent']}, where nothing is" for row in references]
    if json:
        print_json({"target": target, "quick_check": damage, "foreign_key_check": orphans})
    for fault in (*damage, *orphans):
        say(fault)
    if damage or orphans:
        say(f"{target}: {len(damage) + len(orphans)} faults. Next: docs/backups.md, restoring into a new database")
        return Exit.FAILED
    say(f"{target}: quick_check and foreign_key_check found nothing; integrity_check is refused by D1")
    return Exit.DONE
