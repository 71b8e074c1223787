"""`peptalk catalog sync|check`: the catalog file, and the database that the cron reads."""

from pathlib import Path
from typing import Annotated

import typer

from infra.cli import session
from infra.cli.console import Exit, Json, print_json, say
from infra.local import pipeline
from infra.local.catalog import load
from infra.local.embedded import Embedded
from infra.local.models import sync_models
from infra.local.project import CATALOG
from infra.sandbox.samples import is_sample

app = typer.Typer(no_args_is_help=True, help="The catalog file, and the database that the cron reads.")

File = Annotated[Path, typer.Argument(help="A catalog file.")]
Retire = Annotated[bool, typer.Option("--retire", help="Agree that the catalog retires most of what stands.")]


@app.command("sync")
def sync(file: File = CATALOG, retire: Retire = False, json: Json = False) -> int:
    """Bring catalog, models and prices into the database."""
    catalog = load(file, sample=is_sample(file))

    async def work(embedded: Embedded) -> int:
        await sync_models(embedded.platform(pipeline.COMMAND))
        change = await pipeline.sync_catalog(embedded, catalog, retire=retire)
        groups = {
            "added": change.added,
            "changed": change.changed,
            "retired": change.retired,
            "redirected": change.redirected,
            "unchanged": change.unchanged,
        }
        if json:
            print_json({"catalog": str(file), **{name: list(slugs) for name, slugs in groups.items()}})
        else:
            for name, slugs in groups.items():
                if slugs and name != "unchanged":
                    say(f"{name}: {', '.join(slugs)}")
            say(f"{len(catalog.peptides)} peptides, {len(change.unchanged)} unchanged")
        return Exit.DONE

    return session.run(work)


@app.command("check")
def check(file: File = CATALOG, json: Json = False) -> int:
    """Read a catalog file and say what is wrong with it; nothing is written."""
    catalog = load(file, sample=is_sample(file))
    if json:
        print_json({"catalog": str(file), "peptides": [each.slug for each in catalog.peptides]})
    else:
        say(f"{file}: {len(catalog.peptides)} peptides, no fault")
    return Exit.DONE
