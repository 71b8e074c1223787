"""`peptalk alerts`: what an operator should know now."""

from dataclasses import asdict
from typing import Annotated

import typer

from infra.cli import session
from infra.cli.console import Exit, Json, print_json, print_table, say
from infra.local.embedded import Embedded
from shared.platform import alerts, breakers

All = Annotated[bool, typer.Option("--all", help="Settled alerts too, the last 200.")]


def command(all: All = False, json: Json = False) -> int:
    """Open alerts, and the vendors and functions that are left alone at present, until when and why."""

    async def work(embedded: Embedded) -> int:
        found = await alerts.listed(embedded.db, all=all)
        opened = await breakers.all_open(embedded.db)
        if json:
            print_json({"alerts": [asdict(each) for each in found], "breakers": [asdict(each) for each in opened]})
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

    return session.run(work)


def _settled(alert: alerts.Alert) -> str:
    return alert.settled_at[:19] if alert.settled_at else "open"
