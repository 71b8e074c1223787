"""A replay of many sends each letter once, at its rate, through any number of deaths of its command."""

import asyncio
from dataclasses import replace

import pytest
from invented.factories import RUN, fetch
from invented.letters import ACT, bury, cured, deliver, fail, listed
from rigs.fakes import HandDelivery, ListQueue

from functions.dead_letters import handler
from queues.messages import decode
from shared.platform.errors import DatabaseUnavailable, PermanentError
from shared.platform.ports import Batch
from shared.store import audit
from shared.store.audit import Act
from shared.store.operations import dead_letters, replays, runs
from shared.store.operations.replays import TakenOver, Unfinished

SLUGS = tuple(f"peptide-{letter}" for letter in "abcdefgh")


@pytest.fixture
async def letters(platform):
    """Eight open letters of one run."""
    return await fail(platform, SLUGS)


class Killed(BaseException):
    """The process dies here."""


class Dying(ListQueue):
    """A queue whose sender dies at its n-th call, before or after the queue has accepted."""

    def __init__(self, at, *, accepted):
        super().__init__()
        self.left, self.accepted = at, accepted

    async def send_batch(self, bodies, *, delay_seconds=0):
        self.left -= 1
        if self.left == 0:
            if self.accepted:
                await super().send_batch(bodies)
            raise Killed
        await super().send_batch(bodies)


def on_sent(count):
    assert count > 0


def sent(platform):
    return platform.queues["peptalk-fetch"].bodies


async def test_each_letter_is_sent_once_as_the_same_work_one_generation_on(platform, letters):
    task = await replays.begin(platform, letters, "all open letters", 60, ACT)

    ended = await replays.send(platform, task, on_sent)

    messages = [decode(body) for body in sent(platform)]
    assert sorted(each.identity for each in messages) == sorted(each.identity for each in letters)
    assert {each.generation for each in messages} == {1}
    assert (ended.state, ended.sent, ended.skipped, ended.pending) == ("done", 8, 0, 0)
    assert {each.state for each in await listed(platform.db)} == {"replayed"}
    assert {each.state for each in await runs.items(platform.db, RUN)} == {"queued"}


async def test_a_task_leaves_one_row_in_the_audit_and_its_cancel_another(platform, letters):
    task = await replays.begin(platform, letters, "all open letters", 60, ACT)

    await replays.cancel(platform, task, Act("0000000000c1", "other", "changed my mind"))

    rows, _ = await audit.listed(platform.db)
    assert [(each.action, each.subject, each.actor) for each in rows] == [
        ("cancel", f"replay/{task.id}", "other"),
        ("replay", f"replay/{task.id}", "operator"),
    ]
    assert rows[0].before == '{"state":"open","pending":8}'
    assert '"letters": 8' in rows[1].after


@pytest.mark.parametrize(("per_minute", "seconds"), [(60, 7.0), (240, 1.75), (480, 0.75)])
async def test_the_rate_is_what_was_asked(platform, letters, clock, per_minute, seconds):
    begun = clock.now()
    task = await replays.begin(platform, letters, "all", per_minute, ACT)

    await replays.send(platform, task, on_sent)

    # The last batch needs no wait behind it: at 480 a minute two go at once, every quarter of a second.
    assert (clock.now() - begun).total_seconds() == pytest.approx(seconds)


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("at", range(1, 9))
async def test_a_command_that_dies_in_any_send_goes_on_and_every_letter_is_worked_on_once(
    platform, letters, at, accepted
):
    dying = Dying(at, accepted=accepted)
    platform = replace(platform, queues={**platform.queues, "peptalk-fetch": dying})
    task = await replays.begin(platform, letters, "all", 60, ACT)
    with pytest.raises(Killed):
        await replays.send(platform, task, on_sent)

    task = await replays.take_over(platform, await replays.task_of(platform.db, task.id))
    ended = await replays.send(platform, task, on_sent)

    for body in dying.bodies:
        await deliver(platform, cured, decode(body))
    assert {decode(body).identity for body in dying.bodies} == {each.identity for each in letters}
    assert len(dying.bodies) <= len(letters) + 1
    assert (ended.sent, ended.state) == (8, "done")
    assert {each.state for each in await runs.items(platform.db, RUN)} == {"unchanged"}
    assert (await runs.by_id(platform.db, RUN)).finished_at is not None


async def test_a_restart_does_not_catch_up(platform, letters, clock):
    dying = Dying(3, accepted=True)
    platform = replace(platform, queues={**platform.queues, "peptalk-fetch": dying})
    task = await replays.begin(platform, letters, "all", 60, ACT)
    with pytest.raises(Killed):
        await replays.send(platform, task, on_sent)
    clock.advance(3_600)
    back = clock.now()

    task = await replays.take_over(platform, await replays.task_of(platform.db, task.id))
    await replays.send(platform, task, on_sent)

    # Five were left, a second apart, the first of them at once.
    assert (clock.now() - back).total_seconds() == pytest.approx(4.0)


async def test_a_restart_at_once_waits_for_its_turn(platform, letters, clock):
    dying = Dying(3, accepted=True)
    platform = replace(platform, queues={**platform.queues, "peptalk-fetch": dying})
    task = await replays.begin(platform, letters, "all", 60, ACT)
    begun = clock.now()
    with pytest.raises(Killed):
        await replays.send(platform, task, on_sent)

    task = await replays.take_over(platform, await replays.task_of(platform.db, task.id))
    await replays.send(platform, task, on_sent)

    assert (clock.now() - begun).total_seconds() == pytest.approx(7.0)


async def test_a_letter_that_two_commands_replay_at_once_is_sent_once(platform, letters):
    task = await replays.begin(platform, letters, "all", 6_000, ACT)
    stale = letters[0]

    await replays.send(platform, task, on_sent)
    again = await dead_letters.matching(platform.db, dead_letters.Filter())
    await asyncio.gather(*(replays.one(platform, each, Act(f"00000000000{n}", "x")) for n, each in enumerate([stale])))

    # The second command had looked before the first one sent: it changes nothing and leaves no row in the audit.
    rows, in_all = await audit.listed(platform.db)
    assert again == ([], 0)
    assert (in_all, rows[0].subject) == (1, f"replay/{task.id}")
    for body in sent(platform):
        await deliver(platform, cured, decode(body))
    assert {each.state for each in await runs.items(platform.db, RUN)} == {"unchanged"}


async def test_what_was_settled_meanwhile_is_skipped_and_says_why(platform, letters):
    task = await replays.begin(platform, letters, "all", 6_000, ACT)
    await dead_letters.discard(platform, letters[:1], Act("0000000000d1", "other", "no use"))

    ended = await replays.send(platform, task, on_sent)

    (history,) = await replays.of_letter(platform.db, letters[0])
    assert (ended.sent, ended.skipped) == (7, 1)
    assert (history["state"], history["why"]) == ("skipped", "it was discarded meanwhile")


async def test_what_nobody_can_read_is_skipped_and_stays_open(platform):
    await handler.queue(Batch("peptalk-fetch-dlq", [HandDelivery("\x00 not a message")]), platform)
    found = await listed(platform.db)
    task = await replays.begin(platform, found, "all", 60, ACT)

    ended = await replays.send(platform, task, on_sent)

    assert (ended.sent, ended.skipped) == (0, 1)
    assert [each.state for each in await listed(platform.db)] == ["open"]
    assert sent(platform) == []


async def test_only_one_replay_of_many_is_open_at_a_time(platform, letters):
    task = await replays.begin(platform, letters[:4], "half", 60, ACT)

    with pytest.raises(Unfinished, match=rf"replay {task.id} \(half\) is unfinished: 0 of 4 .*--resume {task.id}"):
        await replays.begin(platform, letters[4:], "the other half", 60, Act("0000000000b2", "other"))

    await replays.cancel(platform, task, ACT)
    assert (await replays.begin(platform, letters[4:], "half", 60, Act("0000000000b2", "other"))).state == "open"


async def test_whoever_lost_the_task_sends_nothing_more(platform, letters):
    task = await replays.begin(platform, letters, "all", 60, ACT)
    later = await replays.take_over(platform, task)

    with pytest.raises(TakenOver, match="goes on by another command"):
        await replays.send(platform, task, on_sent)

    assert sent(platform) == []
    assert (await replays.send(platform, later, on_sent)).sent == 8


async def test_a_cancelled_task_sends_nothing_more_and_what_was_pending_is_skipped(platform, letters):
    task = await replays.begin(platform, letters, "all", 60, ACT)

    async def cancel_after_the_first(count):
        if len(sent(platform)) == 1:
            await replays.cancel(platform, task, ACT)

    with pytest.raises(TakenOver, match="was cancelled"):
        await replays.send(platform, task, cancel_after_the_first)

    ended = await replays.task_of(platform.db, task.id)
    assert (ended.state, ended.sent, ended.skipped) == ("cancelled", 1, 7)
    with pytest.raises(PermanentError, match="is cancelled already"):
        await replays.cancel(platform, task, ACT)
    with pytest.raises(PermanentError, match="is cancelled; nothing"):
        await replays.take_over(platform, task)


async def test_a_queue_that_is_away_is_waited_for(platform, letters):
    class Away(ListQueue):
        refusals = 3

        async def send_batch(self, bodies, *, delay_seconds=0):
            if self.refusals:
                self.refusals -= 1
                raise DatabaseUnavailable("the queue's file is busy")
            await super().send_batch(bodies)

    away = Away()
    platform = replace(platform, queues={**platform.queues, "peptalk-fetch": away})
    task = await replays.begin(platform, letters, "all", 60, ACT)

    ended = await replays.send(platform, task, on_sent)

    assert (ended.state, ended.sent) == ("done", 8)
    assert {decode(body).identity for body in away.bodies} == {each.identity for each in letters}


async def test_a_replay_that_fails_again_is_a_new_letter_and_the_old_one_stays_replayed(platform, letters):
    task = await replays.begin(platform, letters[:1], "one", 60, ACT)
    await replays.send(platform, task, on_sent)

    async def refuse(job, platform):
        raise PermanentError("still no")

    for body in sent(platform):
        await deliver(platform, refuse, decode(body))
    await bury(platform)

    found = await listed(platform.db, slug=letters[0].slug)
    assert sorted((each.generation, each.state) for each in found) == [(0, "replayed"), (1, "open")]


async def test_an_item_that_failed_for_another_reason_is_not_taken_back_to_work(platform):
    (letter,) = await fail(platform)
    await deliver(platform, cured, fetch(generation=1))

    await replays.one(platform, letter, ACT)

    # The work was done by a delivery of the next generation: the item keeps the end that it came to.
    assert (await runs.items(platform.db, RUN))[0].state == "unchanged"
