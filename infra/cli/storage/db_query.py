"""`peptalk db query`: one statement that only reads."""

from contextlib import closing
from typing import Annotated

import typer

from infra.cli.desks import reach, session
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, Target, TargetOption
from infra.cloudflare.stores.sql_shape import shape
from infra.local.sqlite.database import Connection
from shared.platform.errors import PermanentError
from shared.platform.ports import Row, Statement

Sql = Annotated[str, typer.Argument(metavar="SQL", help="One statement, such as 'SELECT count(*) FROM peptides'.")]


def command(sql: Sql, target: TargetOption = LOCAL, json: Json = False) -> int:
    """Read from the target's database. A statement that may write is refused: `peptalk db break-glass` is for those."""
    found = shape(sql)
    if found.verb == "PRAGMA" and found.tokens[1:] and found.tokens[1].text == "INTEGRITY_CHECK":
        raise PermanentError("D1 refuses PRAGMA integrity_check; next: peptalk db check")
    if not found.reads:
        raise PermanentError(
            f"{found.verb[:40]} may write, as far as the words tell; "
            "SELECT, WITH and EXPLAIN read. `peptalk db break-glass` is for writing, in an emergency"
        )
    rows = _rows(target, Statement(found.sql))
    if json:
        print_json(rows)
    elif rows:
        print_table("", list(rows[0]), [list(row.values()) for row in rows])
    else:
        say("No rows.")
    return Exit.DONE


def _rows(target: Target, statement: Statement) -> list[Row]:
    if target == LOCAL:
        # Told a read by its words, and held to it by SQLite.
        with closing(Connection(reach.home().app_db, reads_only=True)) as connection:
            return [{name: _shown(value) for name, value in row.items()} for row in connection.read(statement).rows]

    async def work() -> list[Row]:
        async with reach.database(target) as db:
            return [{name: _shown(value) for name, value in row.items()} for row in await db.all(statement)]

    return session.until_stopped(work())


def _shown(value: object) -> object:
    """Blobs as SQL writes them."""
    return f"x'{value.hex()}'" if isinstance(value, bytes) else value
