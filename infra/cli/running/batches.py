"""`peptalk batches`: the batches of requests that nights sent to a vendor, and how they stand."""

from typing import Annotated

import typer

from functions.operate.running.batches import LIST, ListBatches
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption
from shared.store.spending.batches import BatchLine
from shared.store.spending.budgets import dollars

Count = Annotated[int, typer.Option("--count", "-n", min=1, max=1_000, help="How many, newest first.")]

_COLUMNS = ["batch", "vendor's id", "state", "begun", "deadline", "requests", "answered", "lost", "cost", "why"]


def command(count: Count = 20, json: Json = False, target: TargetOption = LOCAL) -> int:
    """The newest batches of requests to a model: what nights ask at half the price."""

    async def work(desk: Desk) -> int:
        found = (await desk.ask(LIST, ListBatches(count=count))).batches
        if json:
            print_json([each.model_dump(mode="json") for each in found])
        elif not found:
            say("No batch was sent yet. PEPTALK_BATCHES=nightly lets nights send them.")
        else:
            print_table("Batches", _COLUMNS, [_row(each) for each in found])
        return Exit.DONE

    return session.at(target, work)


def _row(batch: BatchLine) -> list[object]:
    return [
        batch.id,
        batch.vendor_id or "",
        batch.state,
        batch.created_at[:19],
        batch.deadline[:19],
        batch.requests,
        batch.answered,
        batch.lost,
        f"${dollars(batch.cost_microusd)}",
        batch.reason or "",
    ]
