"""`peptalk run-batch FILE`: every peptide of a catalog."""

from pathlib import Path
from typing import Annotated

import typer

from functions.operate.literature.catalog import COMPARE, MODELS, SYNC, CompareCatalog
from functions.operate.running.running import BATCH, PLAN, PlanRun, RunBatch
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.desks.reporting import show
from infra.cli.terminal import planning
from infra.cli.terminal.console import Exit, Json, progress, say, trouble
from infra.cli.terminal.target import LOCAL, Target, TargetOption, Yes, agreed
from infra.local.checkout import models
from infra.local.checkout.catalog import load
from infra.local.machine.actor import act
from infra.local.platform import pipeline
from infra.sandbox.samples import is_sample

File = Annotated[Path, typer.Argument(help="A catalog, such as catalog/peptides.yaml.")]
Estimate = Annotated[bool, typer.Option("--estimate", help="Say what models may cost, and begin nothing.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Begin a new run even if one of this catalog is unfinished.")]
Retire = Annotated[bool, typer.Option("--retire", help="Agree that the catalog retires most of what stands.")]


def command(
    file: File,
    estimate: Estimate = False,
    fresh: Fresh = False,
    retire: Retire = False,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Bring the catalog into the database and run every peptide of it now."""
    catalog = load(file, sample=is_sample(file))
    origin, count = f"catalog:{catalog.fingerprint}", len(catalog.peptides)

    async def work(desk: Desk) -> int:
        if estimate:
            if target is LOCAL:
                # Without prices a new home could not say what anything costs.
                await desk.ask(MODELS, models.sync_request())
            plan = await desk.ask(PLAN, PlanRun(origin=None if fresh else origin, count=count, asks=desk.asked_roles()))
            planning.show_run(plan, target, f"{count} peptides of {file.name}", json=json)
            return Exit.DONE
        sync = pipeline.sync_request(catalog, retire=retire)
        if target is Target.PRODUCTION:
            change = await desk.ask(COMPARE, CompareCatalog(entries=sync.entries, sample=sync.sample))
            planning.show_catalog(change, target)
            plan = await desk.ask(PLAN, PlanRun(origin=None if fresh else origin, count=count, asks=desk.asked_roles()))
            planning.show_run(plan, target, f"{count} peptides of {file.name}")
        if not agreed(target, f"Run these {count}?", "begun", yes=yes):
            return Exit.DONE
        # The catalog first: where it is refused, nothing was changed.
        await desk.ask(SYNC, sync)
        await desk.ask(MODELS, models.sync_request())
        request = RunBatch(slugs=tuple(each.slug for each in catalog.peptides), origin=origin, fresh=fresh, act=act())
        begun = await desk.ask(BATCH, request)
        if begun.resumed:
            say(f"Going on with the unfinished run {begun.run_id}; --fresh begins a new one.")
        with progress(count, file.name) as on_progress:
            await desk.follow(begun.run_id, on_progress, trouble)
        return show(await desk.report(begun.run_id), json=json)

    return session.at(target, work)
