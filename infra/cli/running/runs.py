"""`peptalk runs list|show|follow`: what ran, and what came of it."""

from typing import Annotated

import typer

from functions.operate.running.runs import LIST, ListRuns
from infra.cli.desks import reporting, session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, progress, say, trouble
from infra.cli.terminal.target import LOCAL, TargetOption
from shared.store.operations import runs

app = typer.Typer(no_args_is_help=True, help="What ran, and what came of it.")

Count = Annotated[int, typer.Option("--count", "-n", min=1, max=1000, help="How many, newest first.")]
RunId = Annotated[str | None, typer.Argument(help="A run's id; without it, the newest.")]

_COLUMNS = [
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
    "pruned",
]
_NOTHING = "Nothing ran yet. Next: peptalk run-batch catalog/peptides.yaml"


@app.command("list")
def list_runs(count: Count = 20, json: Json = False, target: TargetOption = LOCAL) -> int:
    """The newest runs with their counts."""

    async def work(desk: Desk) -> int:
        found = (await desk.ask(LIST, ListRuns(count=count))).runs
        if json:
            print_json([run.model_dump(mode="json") for run in found])
        elif not found:
            say(_NOTHING)
        else:
            print_table("Runs", _COLUMNS, [_row(run) for run in found])
        return Exit.DONE

    return session.at(target, work)


def _row(run: runs.RunSummary) -> list[object]:
    counts = [run.items, run.published, run.unchanged, run.held, run.superseded, run.failed, run.pruned or ""]
    return [run.id, run.kind, run.created_at[:19], (run.finished_at or "")[:19], *counts]


@app.command("show")
def show_run(run_id: RunId = None, json: Json = False, target: TargetOption = LOCAL) -> int:
    """One run, item by item."""

    async def work(desk: Desk) -> int:
        wanted = run_id or await _newest(desk)
        if wanted is None:
            say(_NOTHING)
            return Exit.FAILED
        reporting.show(await desk.report(wanted), json=json)
        return Exit.DONE

    return session.at(target, work)


@app.command("follow")
def follow_run(run_id: RunId = None, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Follow a run to its end, and show it. Here, where nobody else is at work, the command does the work itself."""

    async def work(desk: Desk) -> int:
        wanted = run_id or await _newest(desk)
        if wanted is None:
            say(_NOTHING)
            return Exit.FAILED
        open_now = await desk.report(wanted)
        with progress(len(open_now.report.items), wanted) as on_progress:
            await desk.follow(wanted, on_progress, trouble)
        return reporting.show(await desk.report(wanted), json=json)

    return session.at(target, work)


async def _newest(desk: Desk) -> str | None:
    newest = (await desk.ask(LIST, ListRuns(count=1))).runs
    return newest[0].id if newest else None
