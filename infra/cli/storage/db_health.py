"""`peptalk db health`: whether the database is sound, which migrations it has, and how much is in it."""

from functions.operate.running.watching import HEALTH, CheckHealth
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption


def command(json: Json = False, target: TargetOption = LOCAL) -> int:
    """Check every page and every reference of the database; nothing is written. Exit code 1 where it is not sound."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(HEALTH, CheckHealth())
        if json:
            print_json({**found.model_dump(mode="json"), "sound": found.sound})
        else:
            print_table("Rows", ["table", "rows"], [[name, count] for name, count in found.counts.items()])
            for each in (*found.faults, *found.orphans):
                say(each)
            last = found.migrations[-1].name if found.migrations else "none"
            say(f"{'Sound' if found.sound else 'NOT sound'}; {len(found.migrations)} migrations, the last {last}.")
        return Exit.DONE if found.sound else Exit.FAILED

    return session.at(target, work)
