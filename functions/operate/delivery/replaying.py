"""Replays of many dead letters: planned, begun, sent at a rate, gone on with, cancelled."""

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase, Write
from shared.domain.instants import moment
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store import audit
from shared.store.operations import dead_letters, replay_plan, replays
from shared.store.operations.dead_letters import ALL, DeadLetter, Filter
from shared.store.operations.replay_plan import Plan
from shared.store.operations.replays import Task, Unfinished
from shared.store.spending.models import Role

FASTEST = 60_000.0
"""Letters a minute: more is no rate but a flood."""

_MANY = 2_000_000
"""Bytes of a request that names a hundred thousand letters."""


class PlanReplay(Request):
    """What a replay of these letters would do. `asks` names the roles whose models are asked at all; `alone` refuses
    where another replay is unfinished."""

    ids: tuple[str, ...] = Field(max_length=100_000)
    per_minute: float = Field(gt=0, le=FASTEST)
    asks: tuple[Role, ...]
    alone: bool = True


class ReplayPlan(Answer):
    """The plan, and the letters of it that can be replayed."""

    plan: Plan
    able: tuple[str, ...]


class BeginReplay(Write):
    """Fix these letters as a task; `words` say which they are."""

    ids: tuple[str, ...] = Field(min_length=1, max_length=100_000)
    words: str
    per_minute: float = Field(gt=0, le=FASTEST)


class SendReplay(Write):
    """Send what is pending of a task, for so many seconds at most, and take it over from whoever sent before. At the
    fastest rate ten seconds are some seven hundred statements, of the thousand that D1 takes from one invocation."""

    task: str
    seconds: float = Field(gt=0, le=10)


class ListReplays(Request):
    """The newest tasks."""

    open_only: bool = False
    count: int = Field(default=20, ge=1, le=1_000)


class ReplayList(Answer):
    """Newest first."""

    tasks: tuple[Task, ...]


class ShowReplay(Request):
    """One task, by its id or the first characters of it; a setting that was lacked after the stamp `since` is told."""

    task: str
    since: str | None = None


class ReplayReport(Answer):
    """A task and what became of its letters: `ends` are run items by state, `unended` those that go on, `unburied` new
    letters on their way to the table, `lacking` a setting that some function lacks."""

    task: Task
    ends: dict[str, int]
    unended: int
    unburied: int
    lacking: str | None


class CancelReplay(Write):
    """End a task: what was sent stays sent."""

    task: str


class TakeOverReplay(Write):
    """Become the one that sends the task's letters."""

    task: str


async def _plan(platform: Platform, request: PlanReplay) -> ReplayPlan:
    if request.alone and (standing := await replays.tasks(platform.db, state="open")):
        raise Unfinished(standing[0])
    letters = await _named(platform, request.ids)
    plan = await replay_plan.plan(platform.db, letters, request.per_minute, request.asks, platform.clock.now())
    able = [each.id for each in letters if each.state == "open" and replay_plan.prospect(each).can]
    return ReplayPlan(plan=plan, able=tuple(able))


async def _begin(platform: Platform, request: BeginReplay) -> Task:
    if await audit.subject_of(platform.db, request.act, "replay"):
        return await replays.task_of(platform.db, request.act.id)
    letters = await _named(platform, request.ids)
    return await replays.begin(platform, letters, request.words, request.per_minute, request.act)


async def _take_over(platform: Platform, request: TakeOverReplay) -> Task:
    return await replays.take_over(platform, await replays.task_of(platform.db, request.task))


async def _send(platform: Platform, request: SendReplay) -> Task:
    task = await replays.task_of(platform.db, request.task)
    if task.state == "done":
        return task
    return await replays.send(platform, await replays.take_over(platform, task), _nobody, seconds=request.seconds)


async def _list(platform: Platform, request: ListReplays) -> ReplayList:
    state = "open" if request.open_only else None
    return ReplayList(tasks=tuple(await replays.tasks(platform.db, state=state, count=request.count)))


async def _show(platform: Platform, request: ShowReplay) -> ReplayReport:
    task = await replays.task_of(platform.db, request.task)
    return ReplayReport(
        task=task,
        ends=await replays.ends(platform.db, task),
        unended=await replays.unended(platform.db, task),
        unburied=await replays.unburied(platform.db, task),
        lacking=await replays.lacking(platform.db, moment(request.since)) if request.since else None,
    )


async def _cancel(platform: Platform, request: CancelReplay) -> Task:
    task = await replays.task_of(platform.db, request.task)
    if await audit.subject_of(platform.db, request.act, "cancel"):
        return task
    return await replays.cancel(platform, task, request.act)


async def _named(platform: Platform, ids: tuple[str, ...]) -> list[DeadLetter]:
    """The letters of these ids, in that order.

    Raises:
        PermanentError: one of them is not there.
    """
    found, _ = await dead_letters.matching(platform.db, Filter(state="all", ids=ids), ALL)
    by_id = {each.id: each for each in found}
    if missing := [each for each in ids if each not in by_id]:
        raise PermanentError(f"there is no dead letter {missing[0]}; list them with `peptalk dlq list --state all`")
    return [by_id[each] for each in ids]


def _nobody(count: int) -> None:
    del count


PLAN = UseCase("replay.plan", PlanReplay, ReplayPlan, _plan, max_bytes=_MANY)
BEGIN = UseCase("replay.begin", BeginReplay, Task, _begin, max_bytes=_MANY)
TAKE_OVER = UseCase("replay.take-over", TakeOverReplay, Task, _take_over)
SEND = UseCase("replay.send", SendReplay, Task, _send)
LIST = UseCase("replay.list", ListReplays, ReplayList, _list)
SHOW = UseCase("replay.show", ShowReplay, ReplayReport, _show)
CANCEL = UseCase("replay.cancel", CancelReplay, Task, _cancel)

CASES = (PLAN, BEGIN, TAKE_OVER, SEND, LIST, SHOW, CANCEL)
