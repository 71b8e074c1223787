"""`peptalk run-single NAME [ALIAS...]`: one peptide, from the literature to the PDF."""

from typing import Annotated

import typer

from infra.cli import session
from infra.cli.console import Json, print_json, progress, say, trouble
from infra.cli.reporting import exit_of
from infra.local import pipeline, reports
from infra.local.catalog import load
from infra.local.embedded import Embedded
from infra.local.models import sync_models
from infra.local.project import CATALOG

Name = Annotated[str, typer.Argument(help="The peptide's name, alias or slug; outside the catalog it runs ad hoc.")]
Aliases = Annotated[list[str] | None, typer.Argument(help="Other names to search for, for a name outside the catalog.")]


def command(name: Name, aliases: Aliases = None, json: Json = False) -> int:
    """Run one peptide now and print the path of its PDF."""

    async def work(embedded: Embedded) -> int:
        await sync_models(embedded.platform(pipeline.COMMAND))
        await pipeline.ensure_catalog(embedded, load(CATALOG))
        begun = await pipeline.begin_single(embedded, name, aliases or [])
        if begun.resumed:
            say(f"Going on with the unfinished run {begun.run_id}.")
        with progress(1, name) as show:
            await pipeline.settle(embedded, begun.run_id, show, trouble)
        report = await reports.report(embedded, begun.run_id)
        item = report.items[0]
        if json:
            print_json(reports.as_json(report))
        elif item.slug in report.faults:
            say(f"{item.name}: {item.state}, but: {report.faults[item.slug]}")
        elif item.state in ("failed", "held"):
            say(f"{item.name}: {item.state}: {item.reason}")
            if item.state == "failed":
                _advise(begun.nearest, item.reason or "")
        else:
            say(f"{item.name}: {item.state}, version {item.version}")
            print(report.artifacts[item.slug]["pdf"])
        return exit_of(report)

    return session.run(work)


def _advise(nearest: tuple[str, ...], reason: str) -> None:
    if "nothing found" in reason:
        if nearest:
            say(f"Nearest in the catalog: {', '.join(nearest)}.")
        say("Aliases widen the search: peptalk run-single NAME ALIAS...")
        return
    say("Next: `peptalk dlq list` shows the dead letter; `peptalk dlq replay ID` tries it again.")
