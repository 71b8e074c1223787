"""`peptalk trace ID`: the life of one item."""

from typing import Annotated

import typer

from functions.operate.running.watching import TRACE, ShowTrace
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table
from infra.cli.terminal.target import LOCAL, TargetOption

LONGEST = 200

Id = Annotated[str, typer.Argument(help="A trace id: 16 hex characters, from a log line, a dead letter or an answer.")]


def command(id: Id, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Print everything that one trace left behind, oldest first."""
    if not id.strip() or len(id) > LONGEST:
        raise typer.BadParameter(f"{id[:60]!r} is no trace id: give 16 hex characters", param_hint="ID")

    async def work(desk: Desk) -> int:
        found = await desk.ask(TRACE, ShowTrace(id=id))
        if json:
            print_json(found.model_dump(mode="json"))
        else:
            rows = [[each.at, each.kind, each.detail] for each in found.life]
            print_table(f"Trace {id}", ["at", "what", "in words"], rows)
        return Exit.DONE

    return session.at(target, work)
