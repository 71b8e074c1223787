"""`peptalk notices`: what readers have to be told of published pages, and what the nightly sweeps came to."""

from typing import Annotated

import typer

from functions.operate.running.watching import NOTICES, ListNotices
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption

Count = Annotated[int, typer.Option(min=1, max=500, help="How many notices, the newest first.")]
Nights = Annotated[int, typer.Option(min=1, max=90, help="How many nights' sweeps.")]


def command(count: Count = 50, nights: Nights = 1, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Retractions, concerns and lost quotes of published pages, and when everything was last looked at."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(NOTICES, ListNotices(count=count, nights=nights))
        if json:
            print_json(found.model_dump(mode="json"))
            return Exit.DONE
        if found.sweeps:
            rows = [
                [
                    each.night,
                    each.part,
                    each.finished_at[:19] if each.finished_at else "not finished",
                    each.looked_at,
                    each.found,
                    each.requests,
                    each.error or "",
                ]
                for each in found.sweeps
            ]
            print_table("Sweeps", ["night", "part", "finished", "looked at", "found", "requests", "error"], rows)
        else:
            say("No sweep yet: verify runs at 04:00 UTC.")
        if found.notices:
            rows = [
                [each.issued_at[:10], each.name, each.version, each.kind, each.pmid, each.state, each.outcome or ""]
                for each in found.notices
            ]
            heads = ["issued", "peptide", "version", "kind", "PMID", "state", "new version"]
            print_table("Notices", heads, rows)
        else:
            say("No notices.")
        return Exit.DONE

    return session.at(target, work)
