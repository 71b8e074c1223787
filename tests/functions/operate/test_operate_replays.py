"""A replay of many is planned, begun, sent piece by piece and ended, in process and over HTTP alike."""

import pytest
from invented.letters import fail, listed
from rigs.offices import act

from functions.operate.delivery.replaying import (
    BEGIN,
    CANCEL,
    LIST,
    PLAN,
    SEND,
    SHOW,
    TAKE_OVER,
    BeginReplay,
    CancelReplay,
    ListReplays,
    PlanReplay,
    SendReplay,
    ShowReplay,
    TakeOverReplay,
)
from shared.platform.errors import PermanentError
from shared.store import audit

SLUGS = tuple(f"peptide-{letter}" for letter in "abcdef")


@pytest.fixture
async def ids(platform):
    """Six open letters of one run."""
    found = tuple(each.id for each in await fail(platform, SLUGS))
    platform.queues["peptalk-fetch"].bodies.clear()
    return found


async def begun(desk, ids, per_minute=60.0):
    return await desk.ask(BEGIN, BeginReplay(ids=ids, words="all", per_minute=per_minute, act=act(1, "cured")))


async def test_a_plan_says_which_can_be_replayed_and_how_long_that_takes(ids, desk):
    found = await desk.ask(PLAN, PlanReplay(ids=ids, per_minute=60, asks=("writer", "reviewer")))

    assert (found.able, found.plan.total, found.plan.minutes) == (ids, 6, 0.1)
    assert [(each.role, each.calls) for each in found.plan.calls] == [("writer", 6), ("reviewer", 6)]


async def test_a_second_replay_is_refused_while_one_is_unfinished(ids, desk):
    task = await begun(desk, ids)

    with pytest.raises(PermanentError, match=f"^replay {task.id} .* is unfinished"):
        await desk.ask(PLAN, PlanReplay(ids=ids, per_minute=60, asks=()))


async def test_an_act_that_began_a_replay_begins_no_second_one(platform, ids, desk):
    request = BeginReplay(ids=ids, words="all", per_minute=60, act=act())
    first = await BEGIN.run(platform, request)

    assert (await desk.ask(BEGIN, request)).id == first.id
    assert (await audit.listed(platform.db))[1] == 1


async def test_letters_are_sent_piece_by_piece_each_once(platform, ids, desk):
    task = await begun(desk, ids, per_minute=60)

    first = await desk.ask(SEND, SendReplay(task=task.id, seconds=2.5, act=act(2)))
    second = await desk.ask(SEND, SendReplay(task=task.id, seconds=10, act=act(3)))

    # One at once and one each second after: three within two and a half seconds.
    assert (first.state, first.sent, first.pending) == ("open", 3, 3)
    assert (second.state, second.sent) == ("done", 6)
    assert len(set(platform.queues["peptalk-fetch"].bodies)) == len(platform.queues["peptalk-fetch"].bodies) == 6
    assert {each.state for each in await listed(platform.db)} == {"replayed"}


async def test_a_replay_is_listed_shown_and_cancelled_once(platform, ids, desk):
    task = await begun(desk, ids)
    taken = await desk.ask(TAKE_OVER, TakeOverReplay(task=task.id[:8], act=act(2)))

    ended = await desk.ask(CANCEL, CancelReplay(task=task.id, act=act(3, "enough")))
    report = await desk.ask(SHOW, ShowReplay(task=task.id, since="2026-11-23T00:00:00.000Z"))

    assert taken.runner != task.runner
    assert (ended.state, ended.skipped) == ("cancelled", 6)
    assert (report.task, report.ends, report.unended, report.lacking) == (ended, {}, 0, None)
    assert [each.id for each in (await desk.ask(LIST, ListReplays())).tasks] == [task.id]
    assert (await desk.ask(LIST, ListReplays(open_only=True))).tasks == ()
    assert (await CANCEL.run(platform, CancelReplay(task=task.id, act=act(3, "enough")))).state == "cancelled"
    with pytest.raises(PermanentError, match="is cancelled already"):
        await desk.ask(CANCEL, CancelReplay(task=task.id, act=act(4)))


async def test_a_letter_that_is_not_there_is_named(ids, desk):
    with pytest.raises(PermanentError, match=r"^there is no dead letter ffffffffffff"):
        await desk.ask(PLAN, PlanReplay(ids=(*ids, "ffffffffffff"), per_minute=60, asks=()))
