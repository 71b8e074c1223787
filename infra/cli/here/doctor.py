"""`peptalk doctor`: what may keep PepTalk from working here, and what to do about it."""

import os
from dataclasses import asdict

from infra.cli.desks import session
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.local.machine.home import Home
from infra.local.network.http import HttpxHttp
from infra.local.platform import doctor

_ELSEWHERE = "peptalk infra, peptalk db health, peptalk queues list and peptalk alerts, each with --target"


def command(json: Json = False, target: TargetOption = LOCAL) -> int:
    """Look at settings, keys, catalog, migrations, models, queues, readers, disk and clock; nothing is changed or paid.

    Exit code 1 where something is to be mended. Whether a key is set is told, never the key.
    """
    only_here(target, _ELSEWHERE)
    checks = session.until_stopped(_examine())
    found = doctor.problems(checks)
    if json:
        print_json({"sound": not found, "checks": [asdict(each) for each in checks]})
    else:
        print_table("Doctor", ["what", "state", "found"], [[each.name, each.state, each.said] for each in checks])
        unknown = sum(each.state == "unknown" for each in checks)
        say(f"{len(found)} problems, {unknown} not checked, of {len(checks)}.")
    return Exit.FAILED if found else Exit.DONE


async def _examine() -> list[doctor.Check]:
    home = Home(session.home_path())
    checks = doctor.before_opening(home, os.environ)
    http = HttpxHttp()
    try:
        checks += await doctor.models(http, os.environ, doctor.now())
    finally:
        await http.close()
    if not home.queue_db.exists() or doctor.problems([each for each in checks if each.name == "database"]):
        checks.append(
            doctor.Check("queues", "unknown", "the home holds none yet, or its database is to be mended first")
        )
        return checks
    async with session.embedded() as embedded:
        checks += [await doctor.queues(embedded), await doctor.readers(embedded)]
    return checks
