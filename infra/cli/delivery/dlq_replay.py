"""`peptalk dlq replay`: the same work once more, one letter or many at a rate. dlq_tasks looks after those of many."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from functions.operate.delivery.letters import CHOOSE, ChooseLetters, Chosen
from functions.operate.delivery.mending import REPLAY, ReplayLetter
from functions.operate.delivery.replaying import (
    BEGIN,
    FASTEST,
    LIST,
    PLAN,
    SHOW,
    TAKE_OVER,
    BeginReplay,
    ListReplays,
    PlanReplay,
    ReplayPlan,
    ShowReplay,
    TakeOverReplay,
)
from infra.cli.delivery.dlq_choice import (
    ErrorOption,
    GroupOption,
    Ids,
    OlderOption,
    PeptideOption,
    Reason,
    RunOption,
    StageOption,
    choice_of,
)
from infra.cli.desks import dlq_sending, reporting, session
from infra.cli.desks.desk import Desk
from infra.cli.terminal import planning
from infra.cli.terminal.console import Exit, Json, print_json, progress, say, trouble
from infra.cli.terminal.target import LOCAL, Target, TargetOption, Yes, agreed
from infra.local.machine.actor import act
from shared.platform.errors import PermanentError
from shared.store.operations.replays import Task

All = Annotated[bool, typer.Option("--all", help="Every open dead letter.")]
Rate = Annotated[str, typer.Option("--rate", help="How fast many are sent: 60/min, 5/s, 300/h.")]
PlanOnly = Annotated[bool, typer.Option("--plan", help="Only say what would be done.")]
Wait = Annotated[bool, typer.Option("--wait", help="Follow the work of many to its end, whoever does it.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with a replay: the one named, or the unfinished one.")]
TaskId = Annotated[str, typer.Argument(help="A replay's id, or the first characters of it.")]

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


@dataclass(frozen=True, slots=True)
class _How:
    """How a replay was asked for."""

    per_minute: float
    reason: str | None
    plan_only: bool
    yes: bool
    wait: bool
    json: bool


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
    target: TargetOption = LOCAL,
) -> int:
    """Ask for the work of dead letters again, as the same work. One is followed to its end; many go at a rate."""
    choice = choice_of(stage, peptide, group, error, run, older_than)
    how = _How(per_minute_of(rate), reason, plan, yes, wait, json)
    named = tuple(ids or ())
    if resume:
        if choice.any or every or plan or len(named) > 1:
            raise typer.BadParameter("takes the id of one replay at most, and no filter", param_hint="--resume")
        return session.at(target, lambda desk: _resume(desk, named, how))
    if sum((bool(named), choice.any, every)) != 1 and not (every and choice.any and not named):
        raise typer.BadParameter("say which: letters by id, or filters such as --group, or --all; ids take no filter")

    async def work(desk: Desk) -> int:
        chosen = await desk.ask(CHOOSE, ChooseLetters(ids=named, choice=choice))
        if named and len(chosen.ids) == 1 and not plan and not chosen.first[0].of_no_run:
            return await _one(desk, chosen, how)
        return await _many(desk, chosen, how)

    return session.at(target, work)


async def _one(desk: Desk, chosen: Chosen, how: _How) -> int:
    letter = chosen.first[0]
    if desk.target is Target.PRODUCTION:
        planning.show_replay((await _planned(desk, chosen, how, alone=False)).plan, f"letter {letter.id}", json=False)
    if not agreed(desk.target, f"Replay {letter.id}?", "replayed", yes=how.yes):
        return Exit.DONE
    sent = await desk.ask(REPLAY, ReplayLetter(id=letter.id, act=act(how.reason)))
    if sent.run_id is None:
        raise PermanentError(f"{letter.id} was sent again; its work belongs to no run that could be followed")
    with progress(1, sent.name or sent.id) as show:
        await desk.follow(sent.run_id, show, trouble, slug=sent.slug)
    report = await desk.report(sent.run_id)
    item = next((each for each in report.report.items if each.slug == sent.slug), None)
    if item is None:
        say(f"{letter.id} was sent again; its run {sent.run_id} has no item for {sent.slug} to follow.")
        return Exit.DONE
    if how.json:
        print_json(report.as_json())
    else:
        say(f"{item.name}: {item.state}" + (f": {item.reason}" if item.reason else f", version {item.version}"))
        reporting.advise(report)
        if item.state == "failed":
            say(f"Next: `peptalk dlq list --run {sent.run_id}` shows its new letter, to be replayed after the cure.")
    return Exit.FAILED if item.state == "failed" else Exit.DONE


async def _many(desk: Desk, chosen: Chosen, how: _How) -> int:
    found = await _planned(desk, chosen, how, alone=not how.plan_only)
    if how.plan_only:
        planning.show_replay(found.plan, chosen.words, json=how.json)
        return Exit.DONE
    if not found.able:
        raise PermanentError(f"nothing was replayed: no open letter that can be replayed among {chosen.words}")
    if not how.json:
        planning.show_replay(found.plan, chosen.words, json=False)
    question = f"Replay these {len(found.able)}?"
    if not agreed(desk.target, question, "replayed", yes=how.yes, asks=True):
        return Exit.DONE
    request = BeginReplay(ids=found.able, words=chosen.words, per_minute=how.per_minute, act=act(how.reason))
    task = await desk.ask(BEGIN, request)
    say(f"Replay {task.id}; stopped, it goes on with `peptalk dlq replay --resume {task.id}`.")
    return await dlq_sending.drive(desk, task, wait=how.wait, json=how.json)


async def _planned(desk: Desk, chosen: Chosen, how: _How, *, alone: bool) -> ReplayPlan:
    request = PlanReplay(ids=chosen.ids, per_minute=how.per_minute, asks=desk.asked_roles(), alone=alone)
    return await desk.ask(PLAN, request)


async def _resume(desk: Desk, named: Sequence[str], how: _How) -> int:
    task = await _unfinished(desk, named)
    if task.state == "done":
        say(f"All of replay {task.id} is sent; following its work.")
        return await dlq_sending.drive(desk, task, wait=True, json=how.json)
    if desk.target is Target.PRODUCTION:
        say(f"Replay {task.id} ({task.filter}) has {task.pending} of {task.total} letters left.")
    if not agreed(desk.target, "Go on with it?", "replayed", yes=how.yes):
        return Exit.DONE
    task = await desk.ask(TAKE_OVER, TakeOverReplay(task=task.id, act=act(how.reason)))
    say(f"Going on with replay {task.id}: {task.pending} of {task.total} are left.")
    return await dlq_sending.drive(desk, task, wait=how.wait, json=how.json)


async def _unfinished(desk: Desk, named: Sequence[str]) -> Task:
    if named:
        return (await desk.ask(SHOW, ShowReplay(task=named[0]))).task
    standing = (await desk.ask(LIST, ListReplays(open_only=True))).tasks or (await desk.ask(LIST, ListReplays())).tasks
    if not standing:
        raise PermanentError("there is no replay to go on with; `peptalk dlq tasks` lists them")
    return standing[0]
