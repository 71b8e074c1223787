"""`peptalk catalog sync|check`: the catalog file, and the database that the cron reads."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from functions.operate.literature.catalog import COMPARE, MODELS, SYNC, CompareCatalog
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal import planning
from infra.cli.terminal.console import Exit, Json, print_json, say
from infra.cli.terminal.target import LOCAL, Target, TargetOption, Yes, agreed
from infra.local.checkout import models
from infra.local.checkout.catalog import load
from infra.local.machine.project import CATALOG
from infra.local.platform import pipeline
from infra.sandbox.samples import is_sample
from shared.domain.catalog.catalog import Catalog
from shared.domain.catalog.regulatory import STALE_AFTER, Recorded

app = typer.Typer(no_args_is_help=True, help="The catalog file, and the database that the cron reads.")

File = Annotated[Path, typer.Argument(help="A catalog file.")]
Retire = Annotated[bool, typer.Option("--retire", help="Agree that the catalog retires most of what stands.")]


@app.command("sync")
def sync(
    file: File = CATALOG, retire: Retire = False, yes: Yes = False, json: Json = False, target: TargetOption = LOCAL
) -> int:
    """Bring catalog, models and prices into the database."""
    catalog = load(file, sample=is_sample(file), worded=True)

    async def work(desk: Desk) -> int:
        request = pipeline.sync_request(catalog, retire=retire)
        if target is Target.PRODUCTION:
            change = await desk.ask(COMPARE, CompareCatalog(entries=request.entries, sample=request.sample))
            planning.show_catalog(change, target)
        if not agreed(target, "Bring catalog, models and prices in?", "changed", yes=yes):
            return Exit.DONE
        # The catalog first: where it is refused, nothing was changed.
        change = await desk.ask(SYNC, request)
        await desk.ask(MODELS, models.sync_request())
        if json:
            print_json({"catalog": str(file), **{name: list(slugs) for name, slugs in change.groups.items()}})
        else:
            for name, slugs in change.groups.items():
                if slugs and name != "unchanged":
                    say(f"{name}: {', '.join(slugs)}")
            say(f"{len(catalog.peptides)} peptides, {len(change.unchanged)} unchanged")
        return Exit.DONE

    return session.at(target, work)


@app.command("check")
def check(file: File = CATALOG, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Read a catalog file and say what is wrong with it, and on Cloudflare what it would change; nothing is written."""
    catalog = load(file, sample=is_sample(file), worded=True)
    found = {"catalog": str(file), "peptides": [each.slug for each in catalog.peptides]}
    if target is LOCAL:
        if json:
            print_json(found)
        else:
            say(f"{file}: {len(catalog.peptides)} peptides, no fault")
            say(_facts(catalog))
        return Exit.DONE

    async def work(desk: Desk) -> int:
        request = CompareCatalog(
            entries=tuple(each.entry for each in catalog.peptides), sample=catalog.peptides[0].sample
        )
        change = await desk.ask(COMPARE, request)
        if json:
            print_json({**found, **{name: list(slugs) for name, slugs in change.groups.items()}})
        else:
            say(f"{file}: {len(catalog.peptides)} peptides, no fault")
            planning.show_catalog(change, target)
        return Exit.DONE

    return session.at(target, work)


def _facts(catalog: Catalog) -> str:
    """How much is recorded of authorities, and how much of it pages show as under review today."""
    today = datetime.now(UTC).date()
    lines: list[Recorded] = []
    for each in catalog.peptides:
        lines += [*each.regulatory.statuses, *((each.regulatory.wada,) if each.regulatory.wada else ())]
    known = sum(each.regulatory.recorded for each in catalog.peptides)
    stale = sum(each.stale(today) for each in lines)
    said = f"regulatory facts: {len(lines)} of {known} peptides, {stale} of them older than {STALE_AFTER.days} days"
    return f"{said}: confirm them and move as_of" if stale else said
