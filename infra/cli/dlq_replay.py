"""`peptalk dlq replay|tasks|cancel`: the same work once more, one letter or many at a rate."""

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from infra.cli import dlq_sending, session
from infra.cli.console import Exit, Json, print_json, print_table, progress, say, trouble
from infra.cli.dlq_choice import (
    Choice,
    ErrorOption,
    GroupOption,
    Ids,
    OlderOption,
    PeptideOption,
    Reason,
    RunOption,
    StageOption,
    act_of,
    filter_of,
    the_letters,
)
from infra.cli.dlq_planning import asked_roles, show_plan
from infra.cli.target import LOCAL, Yes, agreed
from infra.local import pipeline, reports
from infra.local.embedded import Embedded
from shared.platform.errors import PermanentError
from shared.store import dead_letters, replay_plan, replays
from shared.store.dead_letters import ALL, DeadLetter

All = Annotated[bool, typer.Option("--all", help="Every open dead letter.")]
Rate = Annotated[str, typer.Option("--rate", help="How fast many are sent: 60/min, 5/s, 300/h.")]
PlanOnly = Annotated[bool, typer.Option("--plan", help="Only say what would be done.")]
Wait = Annotated[bool, typer.Option("--wait", help="Follow the work of many to its end, whoever does it.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with a replay: the one named, or the unfinished one.")]
TaskId = Annotated[str, typer.Argument(help="A replay's id, or the first characters of it.")]

FASTEST = 60_000.0
"""Letters a minute: more is no rate but a flood."""

_RATE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(?:/\s*(s|sec|m|min|h))?")
_PER_MINUTE = {"s": 60.0, "sec": 60.0, "m": 1.0, "min": 1.0, "h": 1 / 60}


def per_minute_of(rate: str) -> float:
    """Letters a minute of `60/min`, `60`, `5/s` or `300/h`."""
    match = _RATE.fullmatch(rate.strip())
    found = float(match[1]) * _PER_MINUTE[match[2] or "min"] if match else 0.0
    if not 0 < found <= FASTEST:
        raise typer.BadParameter(
            f"{rate!r} is no rate; write 60/min, 5/s or 300/h, at most {FASTEST:,.0f}/min", param_hint="--rate"
        )
    return found


def replay(
    ids: Ids = None,
    stage: StageOption = None,
    peptide: PeptideOption = None,
    group: GroupOption = None,
    error: ErrorOption = None,
    run: RunOption = None,
    older_than: OlderOption = None,
    every: All = False,
    rate: Rate = "60/min",
    plan: PlanOnly = False,
    yes: Yes = False,
    reason: Reason = None,
    wait: Wait = False,
    resume: Resume = False,
    json: Json = False,
) -> int:
    """Ask for the work of dead letters again, as the same work. One is followed to its end; many go at a rate."""
    choice = Choice(stage, peptide, group, error, run, older_than)
    per_minute = per_minute_of(rate)
    named = list(ids or [])
    if resume:
        if choice.any or every or plan or len(named) > 1:
            raise typer.BadParameter("takes the id of one replay at most, and no filter", param_hint="--resume")
        return session.run(lambda embedded: _resume(embedded, named, wait=wait, json=json))
    if sum((bool(named), choice.any, every)) != 1 and not (every and choice.any and not named):
        raise typer.BadParameter("say which: letters by id, or filters such as --group, or --all; ids take no filter")

    async def work(embedded: Embedded) -> int:
        if named:
            letters = await the_letters(embedded, named)
            if len(letters) == 1 and not plan:
                return await _one(embedded, letters[0], reason, json=json)
            words = f"{len(letters)} letters by id"
        else:
            chosen = await filter_of(embedded, choice)
            letters, _ = await dead_letters.matching(embedded.db, chosen, ALL)
            letters.reverse()  # the oldest first
            words = chosen.words
        return await _many(embedded, letters, words, per_minute, reason, plan_only=plan, yes=yes, wait=wait, json=json)

    return session.run(work)


def tasks(json: Json = False) -> int:
    """Replays of many, newest first, and how far each is."""

    async def work(embedded: Embedded) -> int:
        found = await replays.tasks(embedded.db)
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
            columns = ["replay", "begun", "state", "sent + skipped + pending", "rate", "by", "which", "reason"]
            print_table("Replays", columns, rows)
        else:
            say("No replay of many yet. Next: peptalk dlq groups, then peptalk dlq replay --group GROUP --plan")
        return Exit.DONE

    return session.run(work)


def cancel(task: TaskId, reason: Reason = None, json: Json = False) -> int:
    """End an unfinished replay: what was sent stays sent, the other letters stay open."""

    async def work(embedded: Embedded) -> int:
        found = await replays.task_of(embedded.db, task)
        ended = await replays.cancel(embedded.platform("replay"), found, act_of(embedded, reason))
        if json:
            print_json(dlq_sending.as_json(ended))
        else:
            say(f"Replay {ended.id} is cancelled: {ended.sent} of {ended.total} were sent, the others stay open.")
        return Exit.DONE

    return session.run(work)


async def _one(embedded: Embedded, letter: DeadLetter, reason: str | None, *, json: bool) -> int:
    message = await replays.one(embedded.platform("replay"), letter, act_of(embedded, reason))
    with progress(1, letter.name or letter.id) as show:
        await pipeline.settle(embedded, message.run_id, show, trouble, slug=message.slug)
    report = await reports.report(embedded, message.run_id)
    item = next((each for each in report.items if each.slug == message.slug), None)
    if item is None:
        say(f"{letter.id} was sent again; its run {message.run_id} has no item for {message.slug} to follow.")
        return Exit.DONE
    if json:
        print_json(reports.as_json(report))
    else:
        say(f"{item.name}: {item.state}" + (f": {item.reason}" if item.reason else f", version {item.version}"))
    return Exit.FAILED if item.state == "failed" else Exit.DONE


async def _many(
    embedded: Embedded,
    letters: Sequence[DeadLetter],
    words: str,
    per_minute: float,
    reason: str | None,
    *,
    plan_only: bool,
    yes: bool,
    wait: bool,
    json: bool,
) -> int:
    if not plan_only and (standing := await replays.tasks(embedded.db, state="open")):
        raise replays.Unfinished(standing[0])
    found = await replay_plan.plan(embedded.db, letters, per_minute, asked_roles(embedded))
    if plan_only:
        show_plan(found, words, json=json)
        return Exit.DONE
    able = [each for each in letters if each.state == "open" and replay_plan.prospect(each).can]
    if not able:
        raise PermanentError(f"nothing was replayed: no open letter that can be replayed among {words}")
    if not json:
        show_plan(found, words, json=False)
    if not agreed(LOCAL, f"Replay these {len(able)}?", "replayed", yes=yes, asks=True):
        return Exit.DONE
    platform = embedded.platform("replay")
    task = await replays.begin(platform, able, words, per_minute, act_of(embedded, reason))
    say(f"Replay {task.id}; stopped, it goes on with `peptalk dlq replay --resume {task.id}`.")
    return await dlq_sending.drive(embedded, task, wait=wait, json=json)


async def _resume(embedded: Embedded, named: list[str], *, wait: bool, json: bool) -> int:
    if named:
        task = await replays.task_of(embedded.db, named[0])
    else:
        standing = await replays.tasks(embedded.db, state="open") or await replays.tasks(embedded.db, count=1)
        if not standing:
            raise PermanentError("there is no replay to go on with; `peptalk dlq tasks` lists them")
        task = standing[0]
    if task.state == "done":
        say(f"All of replay {task.id} is sent; following its work.")
        return await dlq_sending.drive(embedded, task, wait=True, json=json)
    task = await replays.take_over(embedded.platform("replay"), task)
    say(f"Going on with replay {task.id}: {task.pending} of {task.total} are left.")
    return await dlq_sending.drive(embedded, task, wait=wait, json=json)
