"""`peptalk db break-glass`: one statement that writes, in an emergency; planned, asked for and audited."""

import os
from dataclasses import dataclass
from typing import Annotated

import typer

from infra.cli.desks import reach, session
from infra.cli.terminal.console import Exit, Json, print_json, say
from infra.cli.terminal.target import LOCAL, TargetOption, Yes, agreed
from infra.cloudflare.stores import break_glass
from infra.cloudflare.stores.break_glass import Writable
from infra.local.machine.actor import act
from infra.local.machine.clock import clock_of
from shared.domain.publishing.words import count
from shared.platform.errors import PermanentError
from shared.platform.ports import Database, Result, Row, Statement

Sql = Annotated[str, typer.Argument(metavar="SQL", help="One INSERT, UPDATE or DELETE, its values written out.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it stands in the audit.")]
Idempotent = Annotated[
    bool, typer.Option("--idempotent", help="You say that executing it twice is as good as once: it may be sent twice.")
]
PlanOnly = Annotated[bool, typer.Option("--plan", help="Only say what would be done.")]


def command(
    sql: Sql,
    reason: Reason,
    idempotent: Idempotent = False,
    target: TargetOption = LOCAL,
    plan: PlanOnly = False,
    yes: Yes = False,
    json: Json = False,
) -> int:
    """Execute one statement that may be sent twice. Commands are better: they keep the rules that SQL goes round."""
    meant = break_glass.planned(sql)
    if not reason.strip():
        raise typer.BadParameter("say why; it stands in the audit", param_hint="--reason")

    async def look() -> int:
        async with reach.database(target) as db:
            return await break_glass.touched(_writable(db), meant)

    async def work(rows: int) -> int:
        async with reach.database(target) as db:
            return await break_glass.execute(_writable(db), meant, act(reason), rows, clock_of(os.environ))

    rows = session.until_stopped(look())
    say(f"On {target}, about {count(rows, 'row', 'rows')}:\n{meant.sql}")
    if not rows:
        say("So nothing would change: look at what it names.")
    if plan:
        if json:
            print_json({"target": target, "sql": meant.sql, "rows": rows, "executed": False, "changes": 0})
        return Exit.DONE
    if not idempotent:
        raise PermanentError(
            "nothing was executed: an answer can be lost, so the statement may be sent twice; "
            "if that is as good as once, add --idempotent"
        )
    if not agreed(target, f"Execute it on {target}?", "executed", yes=yes, asks=True):
        return Exit.DONE
    changes = session.until_stopped(work(rows))
    if json:
        print_json({"target": target, "sql": meant.sql, "rows": rows, "executed": True, "changes": changes})
    say(f"Executed: {count(changes, 'row', 'rows')} changed, and written to the audit: peptalk dlq audit")
    return Exit.DONE


@dataclass(frozen=True, slots=True)
class _Here:
    """This machine's database, which always answers."""

    db: Database

    async def all(self, statement: Statement) -> list[Row]:
        return await self.db.all(statement)

    async def write(self, statement: Statement, *, idempotent: bool) -> Result:
        del idempotent
        return await self.db.run(statement)


def _writable(db: Database) -> Writable:
    return db if isinstance(db, reach.RestDatabase) else _Here(db)
