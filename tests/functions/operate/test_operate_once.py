"""A write whose answer was lost is repeated with its act's id, and done once."""

import asyncio
from dataclasses import replace

import pytest
from invented.editions import catalog
from invented.factories import SLUG, peptide
from rigs.offices import act

from functions.operate.once import KEPT, LEASE_SECONDS, once
from functions.operate.running.running import SINGLE, RunSingle
from functions.operate.usecase import UseCase
from shared.platform.errors import DatabaseUnavailable, NotYet, PermanentError
from shared.platform.ports import Statement
from shared.store import audit
from shared.store.operations import runs

REQUEST = RunSingle(name="Exemplin-12", act=act())


@pytest.fixture(autouse=True)
async def known(platform):
    await catalog(platform.db, platform.clock.now(), peptide(sample=True))


async def ended(platform):
    """The run's items end, and so does the run: nothing is left that could be gone on with."""
    await platform.db.batch(
        [
            Statement("UPDATE run_items SET state = 'unchanged'"),
            Statement("UPDATE runs SET finished_at = '2026-11-23T03:00:00.000Z'"),
        ]
    )


async def test_a_repeated_request_gets_the_answer_of_the_first_and_changes_nothing(platform):
    first = await once(platform, SINGLE, REQUEST)
    await ended(platform)
    sent = len(platform.queues["peptalk-fetch"].bodies)

    assert await once(platform, SINGLE, REQUEST) == first

    assert len(await runs.latest(platform.db, 9)) == 1
    assert len(platform.queues["peptalk-fetch"].bodies) == sent == 1
    assert (await audit.listed(platform.db))[1] == 1


async def test_another_request_under_the_same_id_is_refused(platform):
    await once(platform, SINGLE, REQUEST)

    with pytest.raises(PermanentError, match=r"^the act 000000000001 was run.single with other fields"):
        await once(platform, SINGLE, RunSingle(name=SLUG, act=act()))


async def test_a_request_that_is_being_worked_on_is_not_worked_on_twice(platform):
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(platform, request):
        begun.set()
        await go_on.wait()
        return await SINGLE.run(platform, request)

    slow = replace(SINGLE, run=slowly)
    first = asyncio.create_task(once(platform, slow, REQUEST))
    await begun.wait()

    with pytest.raises(NotYet) as refused:
        await once(platform, slow, REQUEST)
    go_on.set()

    assert refused.value.retry_in
    told = await first
    assert await once(platform, slow, REQUEST) == told
    assert len(await runs.latest(platform.db, 9)) == 1


async def test_a_request_whose_worker_died_is_taken_up_when_its_lease_has_ended(platform):
    class Killed(BaseException):
        """The isolate is gone: nothing more is written, the lease stays."""

    class Dead:
        """A database that dies with its isolate, once the run is written."""

        def __init__(self, db):
            self.db, self.dead = db, False

        async def all(self, statement):
            return await self.db.all(statement)

        async def first(self, statement):
            return await self.db.first(statement)

        async def run(self, statement):
            if self.dead:
                raise DatabaseUnavailable("gone")
            return await self.db.run(statement)

        async def batch(self, statements):
            await self.db.batch(statements)
            self.dead = True
            raise Killed

    with pytest.raises(Killed):
        await once(replace(platform, db=Dead(platform.db)), SINGLE, REQUEST)
    with pytest.raises(NotYet):
        await once(platform, SINGLE, REQUEST)
    platform.clock.advance(LEASE_SECONDS)

    told = await once(platform, SINGLE, REQUEST)

    assert [run.id for run in await runs.latest(platform.db, 9)] == [told["run_id"]]
    assert (await audit.listed(platform.db))[1] == 1


async def test_a_request_that_failed_can_be_repeated_at_once(platform):
    answers = iter([DatabaseUnavailable("reset"), None])

    async def failing_once(platform, request):
        if (error := next(answers)) is not None:
            raise error
        return await SINGLE.run(platform, request)

    case = UseCase("run.single", SINGLE.request, SINGLE.answer, failing_once)
    with pytest.raises(DatabaseUnavailable):
        await once(platform, case, REQUEST)

    assert (await once(platform, case, REQUEST))["resumed"] is False


async def test_answers_are_forgotten_after_thirty_days(platform):
    await once(platform, SINGLE, REQUEST)
    platform.clock.advance(KEPT.total_seconds() + 1)

    await once(platform, SINGLE, RunSingle(name="Exemplin-12", act=act(2)))

    rows = await platform.db.all(Statement("SELECT id FROM operate_requests"))
    assert [row["id"] for row in rows] == [act(2).id]
