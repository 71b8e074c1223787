"""`peptalk dlq tasks|cancel`: replays of many, and how far each is."""

from typing import Annotated

import typer

from functions.operate.delivery.replaying import CANCEL, LIST, SHOW, CancelReplay, ListReplays, ShowReplay
from infra.cli.delivery.dlq_choice import Reason
from infra.cli.desks import dlq_sending, session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, Target, TargetOption, Yes, agreed
from infra.local.machine.actor import act

TaskId = Annotated[str, typer.Argument(help="A replay's id, or the first characters of it.")]

_COLUMNS = ["replay", "begun", "state", "sent + skipped + pending", "rate", "by", "which", "reason"]


def tasks(json: Json = False, target: TargetOption = LOCAL) -> int:
    """Replays of many, newest first, and how far each is."""

    async def work(desk: Desk) -> int:
        found = (await desk.ask(LIST, ListReplays())).tasks
        if json:
            print_json([dlq_sending.as_json(each) for each in found])
        elif found:
            rows = [
                [
                    each.id,
                    each.created_at[:19],
                    each.state,
                    f"{each.sent} + {each.skipped} + {each.pending}",
                    f"{each.per_minute:g}/min",
                    each.actor,
                    each.filter,
                    each.reason,
                ]
                for each in found
            ]
            print_table("Replays", _COLUMNS, rows)
        else:
            say("No replay of many yet. Next: peptalk dlq groups, then peptalk dlq replay --group GROUP --plan")
        return Exit.DONE

    return session.at(target, work)


def cancel(
    task: TaskId, reason: Reason = None, yes: Yes = False, json: Json = False, target: TargetOption = LOCAL
) -> int:
    """End an unfinished replay: what was sent stays sent, the other letters stay open."""

    async def work(desk: Desk) -> int:
        found = (await desk.ask(SHOW, ShowReplay(task=task))).task
        if target is Target.PRODUCTION:
            say(f"Replay {found.id} ({found.filter}): {found.sent} of {found.total} are sent, {found.pending} pending.")
        if not agreed(target, "Cancel it?", "cancelled", yes=yes):
            return Exit.DONE
        ended = await desk.ask(CANCEL, CancelReplay(task=found.id, act=act(reason)))
        if json:
            print_json(dlq_sending.as_json(ended))
        else:
            say(f"Replay {ended.id} is cancelled: {ended.sent} of {ended.total} were sent, the others stay open.")
        return Exit.DONE

    return session.at(target, work)
