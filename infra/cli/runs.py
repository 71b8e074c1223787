"""`peptalk runs list|show`: what ran, and what came of it."""

from typing import Annotated

import typer

from infra.cli import reporting, session
from infra.cli.console import Exit, Json, print_json, print_table, say
from infra.local import reports
from infra.local.embedded import Embedded
from shared.store import runs

app = typer.Typer(no_args_is_help=True, help="What ran, and what came of it.")

Count = Annotated[int, typer.Option("--count", "-n", min=1, max=1000, help="How many, newest first.")]


@app.command("list")
def list_runs(count: Count = 20, json: Json = False) -> int:
    """The newest runs with their counts."""

    async def work(embedded: Embedded) -> int:
        found = await runs.latest(embedded.db, count)
        if json:
            print_json([run.model_dump(mode="json") for run in found])
        elif not found:
            say("Nothing ran yet. Next: peptalk run-batch catalog/peptides.yaml")
        else:
            columns = [
                "run",
                "kind",
                "begun",
                "ended",
                "items",
                "published",
                "unchanged",
                "held",
                "superseded",
                "failed",
            ]
            print_table("Runs", columns, [_row(run) for run in found])
        return Exit.DONE

    return session.run(work)


def _row(run: runs.RunSummary) -> list[object]:
    counts = [run.items, run.published, run.unchanged, run.held, run.superseded, run.failed]
    return [run.id, run.kind, run.created_at[:19], (run.finished_at or "")[:19], *counts]


@app.command("show")
def show_run(
    run_id: Annotated[str | None, typer.Argument(help="A run's id; without it, the newest.")] = None,
    json: Json = False,
) -> int:
    """One run, item by item."""

    async def work(embedded: Embedded) -> int:
        wanted = run_id
        if wanted is None:
            newest = await runs.latest(embedded.db, 1)
            if not newest:
                say("Nothing ran yet. Next: peptalk run-batch catalog/peptides.yaml")
                return Exit.FAILED
            wanted = newest[0].id
        report = await reports.report(embedded, wanted)
        reporting.show(report, json=json)
        return Exit.DONE

    return session.run(work)
