"""`peptalk db migrate|health|query|check|break-glass`: the database itself."""

import typer

from infra.cli.desks import session
from infra.cli.storage import db_break_glass, db_check, db_health, db_query
from infra.cli.terminal.console import Exit, Json, print_json, say
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.local.machine.home import Home
from infra.local.sqlite.migrate import apply

app = typer.Typer(no_args_is_help=True, help="The database itself: its schema, and SQL.")
app.command("query")(db_query.command)
app.command("check")(db_check.command)
app.command("break-glass")(db_break_glass.command)


@app.command("migrate")
def migrate(json: Json = False, target: TargetOption = LOCAL) -> int:
    """Apply what is missing of migrations/, each file whole or not at all."""
    only_here(
        target, f"wrangler d1 migrations apply peptalk-{target}-db --remote, or peptalk deploy, which does it too"
    )
    home = Home(session.home_path())
    home.create()
    applied = apply(home.app_db)
    if json:
        print_json({"database": str(home.app_db), "applied": applied})
    elif applied:
        say(f"Applied to {home.app_db}: {', '.join(applied)}")
    else:
        say(f"{home.app_db} is up to date")
    return Exit.DONE


app.command("health")(db_health.command)
