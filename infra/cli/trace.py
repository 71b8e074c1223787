"""`peptalk trace ID`: the life of one item."""

from typing import Annotated

import typer

from infra.cli import session
from infra.cli.console import Exit, Json, print_json, print_table
from infra.local.embedded import Embedded
from shared.platform.errors import PermanentError
from shared.store import runs

Id = Annotated[str, typer.Argument(help="A trace id: 16 hex characters, from a log line, a dead letter or an answer.")]


def command(id: Id, json: Json = False) -> int:
    """Print everything that one trace left behind, oldest first."""

    async def work(embedded: Embedded) -> int:
        life = await runs.life(embedded.db, id)
        if not life:
            raise PermanentError(f"nothing has the trace id {id}; `peptalk runs show --json` lists those of a run")
        if json:
            print_json({"trace_id": id, "life": [each.model_dump(mode="json") for each in life]})
        else:
            print_table(f"Trace {id}", ["at", "what", "in words"], [[each.at, each.kind, each.detail] for each in life])
        return Exit.DONE

    return session.run(work)
