"""`peptalk alerts`: what an operator should know now."""

from typing import Annotated

import typer

from functions.operate.running.watching import ALERTS, ListAlerts
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption
from shared.platform.outages.alerts import Alert

All = Annotated[bool, typer.Option("--all", help="Settled alerts too, the last 200.")]


def command(all: All = False, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Open alerts, and the vendors and functions that are left alone at present, until when and why."""

    async def work(desk: Desk) -> int:
        answer = await desk.ask(ALERTS, ListAlerts(all=all))
        found, opened = answer.alerts, answer.breakers
        if json:
            print_json(answer.model_dump(mode="json"))
            return Exit.DONE
        if found:
            rows = [[each.subject, each.raised_at[:19], each.count, _settled(each), each.message] for each in found]
            print_table("Alerts", ["subject", "since", "times", "settled", "message"], rows)
        if opened:
            rows = [[each.name, each.opened_at[:19], each.open_until[:19], each.reason] for each in opened]
            print_table("Left alone", ["what", "since", "until", "reason"], rows)
        if not found and not opened:
            say("No alerts." if all else "No open alerts.")
        return Exit.DONE

    return session.at(target, work)


def _settled(alert: Alert) -> str:
    return alert.settled_at[:19] if alert.settled_at else "open"
