"""`peptalk costs`: what models have cost, by day, run, peptide, model or stage."""

from enum import StrEnum
from typing import Annotated

import typer

from functions.operate.running.costs import SHOW, ShowCosts
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption
from shared.store.spending.budgets import dollars
from shared.store.spending.costs import Costs


class Way(StrEnum):
    """What calls are added up by."""

    DAY = "day"
    RUN = "run"
    PEPTIDE = "peptide"
    MODEL = "model"
    STAGE = "stage"


By = Annotated[Way, typer.Option("--by", help="What calls are added up by.")]
Days = Annotated[int, typer.Option("--days", min=1, max=90, help="Of how many days, today (UTC) among them.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=1_000, help="How many lines.")]


def command(
    by: By = Way.DAY, days: Days = 30, limit: Limit = 100, json: Json = False, target: TargetOption = LOCAL
) -> int:
    """What models have cost, call by call as the ledger has it; details are kept for 90 days."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(SHOW, ShowCosts(by=by.value, days=days, limit=limit))
        if json:
            print_json(found.model_dump(mode="json"))
            return Exit.DONE
        if not found.groups:
            say(f"No model was asked since {found.since}.")
            return Exit.DONE
        columns = [
            "calls",
            "input",
            "cached",
            "cache write",
            "output",
            "of it reasoning",
            "cost",
            "unpriced",
            "lost",
            "in batches",
        ]
        rows = [[each.key, *_row(each)] for each in (*found.groups, found.total.model_copy(update={"key": "all"}))]
        print_table(f"Costs since {found.since}", [by.value, *columns], rows)
        if found.total.possible_microusd:
            say(f"Calls without a known cost may come to ${dollars(found.total.possible_microusd)} more, at most.")
        return Exit.DONE

    return session.at(target, work)


def _row(each: Costs) -> list[object]:
    return [
        each.calls,
        each.input_tokens,
        each.cached_input_tokens,
        each.cache_write_tokens,
        each.output_tokens,
        each.reasoning_tokens,
        f"${dollars(each.cost_microusd)}",
        each.unpriced,
        each.lost,
        each.batched,
    ]
