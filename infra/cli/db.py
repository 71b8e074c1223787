"""`peptalk db`: bring the database to this version's schema, and look whether it is sound."""

import typer

from infra.cli import db_health, session
from infra.cli.console import Exit, Json, print_json, say
from infra.cli.target import LOCAL, TargetOption, only_here
from infra.local.home import Home
from infra.local.migrate import apply

app = typer.Typer(no_args_is_help=True, help="The database: its schema, and whether it is sound.")


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
