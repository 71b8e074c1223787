"""`peptalk run-single NAME [ALIAS...]`: one peptide, from the literature to the PDF."""

from typing import Annotated

import typer

from functions.operate.literature.catalog import MODELS, SYNC
from functions.operate.running.running import PLAN, SINGLE, Begun, PlanRun, RunSingle
from infra.cli.desks import reporting, session
from infra.cli.desks.desk import Desk
from infra.cli.desks.reporting import exit_of
from infra.cli.terminal import planning
from infra.cli.terminal.console import Exit, Json, print_json, progress, say, trouble
from infra.cli.terminal.naming import all_named, named
from infra.cli.terminal.target import LOCAL, Target, TargetOption, Yes, agreed
from infra.local.checkout import models
from infra.local.checkout.catalog import load
from infra.local.machine.actor import act
from infra.local.machine.project import CATALOG
from infra.local.platform import pipeline

Name = Annotated[
    str,
    typer.Argument(callback=named, help="The peptide's name, alias or slug; outside the catalog it runs ad hoc."),
]
Aliases = Annotated[
    list[str] | None,
    typer.Argument(callback=all_named, help="Other names to search for, for a name outside the catalog."),
]
FullDraft = Annotated[
    bool, typer.Option("--full-draft", help="Begin a new run that writes every claim anew, whatever stands.")
]


def command(
    name: Name,
    aliases: Aliases = None,
    full_draft: FullDraft = False,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Run one peptide now and print the path of its PDF, or on Cloudflare its key."""

    async def work(desk: Desk) -> int:
        if target is LOCAL:
            # Elsewhere models and catalog are what `catalog sync` and `run-batch` brought there.
            await desk.ask(MODELS, models.sync_request())
            await desk.ask(SYNC, pipeline.sync_request(load(CATALOG), if_empty=True))
        if target is Target.PRODUCTION:
            plan = await desk.ask(PLAN, PlanRun(name=name, asks=desk.asked_roles()))
            planning.show_run(plan, target, plan.name or name)
        if not agreed(target, f"Run {name}?", "begun", yes=yes):
            return Exit.DONE
        request = RunSingle(name=name, aliases=tuple(aliases or ()), full=full_draft, act=act())
        begun = await desk.ask(SINGLE, request)
        if begun.resumed:
            say(f"Going on with the unfinished run {begun.run_id}.")
        if not begun.listed:
            say(outside(begun, name))
        with progress(1, name) as show:
            await desk.follow(begun.run_id, show, trouble)
        report = await desk.report(begun.run_id)
        item = report.report.items[0]
        if json:
            print_json(report.as_json())
        elif item.slug in report.faults:
            say(f"{item.name}: {item.state}, but: {report.faults[item.slug]}")
        elif item.state in ("failed", "held"):
            say(f"{item.name}: {item.state}: {item.reason}")
            if item.state == "failed":
                advise(begun, item.slug, item.reason or "")
            else:
                say(f"Next: peptalk review show {item.slug}")
        elif item.version is None:
            say(f"{item.name}: {item.state}: {item.reason or reporting.NEVER}")
        else:
            say(f"{item.name}: {item.state}, version {item.version}")
            print(report.artifacts[item.slug]["pdf"])
            reporting.advise(report)
            if report.in_bucket:
                say(f"To fetch it: peptalk files get {report.artifacts[item.slug]['pdf']} --target {target}")
        return exit_of(report)

    return session.at(target, work)


def outside(begun: Begun, name: str) -> str:
    """What becomes of a name that is in no catalog, and which names are near: it may be a slip of the keys."""
    near = f" Nearest in the catalog: {', '.join(begun.nearest)}." if begun.nearest else ""
    return f"{name} is not in the catalog: it runs ad hoc, its page says so, and no night goes on with it.{near}"


def advise(begun: Begun, slug: str, reason: str) -> None:
    """Say what to do about an item that failed for this reason."""
    if "nothing found" in reason:
        if begun.listed:
            say(
                f"These are the terms of its catalog entry (`peptalk peptides show {slug}`), perhaps narrower than its "
                "name. Where there should be records, edit the entry and run `peptalk catalog sync`."
            )
            return
        say("Aliases widen the search: peptalk run-single NAME ALIAS...")
        return
    say("Next: `peptalk dlq list` shows the dead letter; `peptalk dlq replay ID` tries it again.")
