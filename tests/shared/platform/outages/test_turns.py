"""Turns: starts reserved in blocks, a gap apart however late they are used, worth nothing once the vendor objects."""

import itertools
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from rigs.fakes import ManualClock

from shared.domain.instants import moment
from shared.platform.errors import Closed, UpstreamThrottled, UpstreamUnavailable
from shared.platform.outages.breakers import SQL, fail
from shared.platform.outages.turns import PATIENCE, Turns
from shared.platform.pace import BLOCK_SECONDS, STEPS, Pace, Stretch
from shared.platform.ports import Database

NCBI = Pace(0.4, throttled=(1, 2, 4, 8, 15))


@dataclass
class Counting:
    """The database, with the writes counted; each takes `seconds` of the clock."""

    db: Database
    clock: object
    seconds: float = 0.0
    writes: int = 0
    reads: list = field(default_factory=list)

    async def run(self, statement):
        self.writes += 1
        result = await self.db.run(statement)
        self.clock.advance(self.seconds)
        return result

    async def batch(self, statements):
        self.writes += len(statements)
        return await self.db.batch(statements)

    async def first(self, statement):
        self.reads.append(statement)
        return await self.db.first(statement)


@pytest.fixture
def counted(platform, clock):
    return replace(platform, db=Counting(platform.db, clock))


def turns_of(platform, expected=1, pace=NCBI, holder="one"):
    turns = Turns(replace(platform, holder=holder), "ncbi", pace)
    turns.expect(expected)
    return turns


async def started(turns, clock, error=None, seconds=0.0):
    async with turns():
        at = clock.now()
        clock.advance(seconds)
        if error is not None:
            raise error
    return at


def apart(starts):
    return [(b - a).total_seconds() for a, b in itertools.pairwise(sorted(starts))]


@pytest.mark.parametrize(("expected", "writes"), [(1, 10), (5, 2), (10, 1)])
async def test_a_block_costs_one_write(expected, writes, counted, clock):
    turns = turns_of(counted)

    starts = []
    for number in range(10):
        if number % expected == 0:
            turns.expect(expected)
        starts.append(await started(turns, clock))

    assert counted.db.writes == writes
    assert all(each >= NCBI.gap for each in apart(starts))
    assert sum(apart(starts)) < 9 * (NCBI.gap + NCBI.late) + 0.01


async def test_a_block_holds_no_more_than_others_can_wait_for(counted, clock):
    turns = turns_of(counted, expected=1_000)
    await started(turns, clock)

    other = await started(turns_of(counted, holder="other"), clock)

    assert moment("2026-11-23T02:00:04.900Z") <= other <= moment("2026-11-23T02:00:05.200Z")
    assert BLOCK_SECONDS * 4 == PATIENCE


async def test_two_holders_take_their_blocks_one_behind_the_other(counted, clock):
    one, other = turns_of(counted, expected=3), turns_of(counted, expected=3, holder="other")

    starts = [await started(each, clock) for each in (one, other, one, other, one, other)]

    assert all(each >= NCBI.gap - 0.001 for each in apart(starts))


@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.45, 0.85, 0.9, 1.7])
async def test_a_start_used_late_stays_a_gap_away_from_every_other_holder_s(seconds, counted, clock):
    one, other = turns_of(counted, expected=4), turns_of(counted, expected=4, holder="other")
    starts = [await started(one, clock, seconds=seconds) for _ in range(4)]
    others = await started(other, clock)

    assert all(each >= NCBI.gap - 0.001 for each in apart([*starts, others]))


async def test_what_lapsed_is_reserved_anew_and_no_more_than_the_holder_can_use(counted, clock):
    turns = turns_of(counted, expected=10)

    for _ in range(3):
        await started(turns, clock, seconds=6)
    other = turns_of(counted, holder="other")
    before = clock.now()

    assert counted.db.writes == 3
    assert (await started(other, clock)) == before


@pytest.mark.parametrize("latency", [0.05, 0.2, 3.0])
async def test_a_start_that_is_heard_of_too_late_is_not_made(latency, counted, clock):
    counted.db.seconds = latency
    starts = []
    for number in range(6):
        starts.append(await started(turns_of(counted, holder=f"holder-{number}"), clock))
        row = await counted.db.first(SQL("standing", name="vendor/ncbi"))
        assert (moment(row["next_start"]) - starts[-1]).total_seconds() >= NCBI.gap - 0.001

    assert all(each >= NCBI.gap for each in apart(starts))


async def test_who_cannot_hear_of_its_start_in_time_goes_back(counted):
    counted.db.seconds = 30

    with pytest.raises(Closed):
        await started(turns_of(counted), counted.clock)


async def test_a_refusal_met_by_one_stops_the_block_of_another(counted, clock):
    one, other = turns_of(counted, expected=5), turns_of(counted, expected=5, holder="other")
    await started(one, clock)
    with pytest.raises(UpstreamThrottled) as raised:
        await started(other, clock, UpstreamThrottled("slow", vendor="ncbi"))
    writes = counted.db.writes

    with pytest.raises(Closed) as closed:
        await started(one, clock)

    assert raised.value.retry_in == 1
    assert closed.value.retry_in == pytest.approx(1, abs=0.01)
    assert counted.db.writes == writes + 1


async def test_a_refusal_met_while_another_waits_for_its_start_keeps_it_from_starting(counted, clock):
    slow = Pace(10)
    await started(turns_of(counted, pace=slow), clock)

    @dataclass
    class Interrupted(ManualClock):
        met: bool = False

        async def sleep(self, seconds):
            self.advance(seconds)
            if not self.met:
                self.met = True
                await fail(counted, "vendor/ncbi", "slow", limit=1, until=None, probing=False)

    waiting = Interrupted(clock.moment)

    with pytest.raises(Closed, match="left alone"):
        await started(turns_of(replace(counted, clock=waiting), pace=slow), waiting)
    assert waiting.met


async def test_a_throttling_leaves_alone_for_a_second_doubling_to_fifteen_and_a_success_forgets_it(counted, clock):
    waits = []
    for _ in range(6):
        with pytest.raises(UpstreamThrottled) as raised:
            await started(turns_of(counted), clock, UpstreamThrottled("slow", vendor="ncbi"))
        waits.append(raised.value.retry_in)
        clock.advance(raised.value.retry_in)
    await started(turns_of(counted), clock)
    with pytest.raises(UpstreamThrottled) as again:
        await started(turns_of(counted), clock, UpstreamThrottled("slow", vendor="ncbi"))

    assert waits == [1, 2, 4, 8, 15, 15]
    assert again.value.retry_in == 1


async def test_what_the_vendor_says_itself_wins_and_silence_keeps_the_long_steps(counted, clock):
    with pytest.raises(UpstreamThrottled) as said:
        await started(turns_of(counted), clock, UpstreamThrottled("slow", retry_in=7, vendor="ncbi"))
    clock.advance(7)
    await started(turns_of(counted), clock)
    for _ in range(3):
        with pytest.raises(UpstreamUnavailable) as silent:
            await started(turns_of(counted), clock, UpstreamUnavailable("nothing", vendor="ncbi"))

    assert (said.value.retry_in, silent.value.retry_in) == (7, STEPS[0])


async def test_who_holds_a_block_when_the_vendor_is_left_alone_may_become_its_probe_and_goes_on(counted, clock):
    turns = turns_of(counted, expected=8)
    with pytest.raises(UpstreamThrottled):
        await started(turns, clock, UpstreamThrottled("slow", vendor="ncbi"))
    clock.advance(1)

    async with turns() as probing:
        pass
    async with turns() as again:
        pass

    assert (probing, again) == (True, False)


async def test_unused_starts_lapse_and_hold_nobody_up_for_longer_than_they_last(counted, clock):
    await started(turns_of(counted, expected=5), clock)

    other = await started(turns_of(counted, holder="other"), clock)
    clock.advance(60)
    late = await started(turns_of(counted, holder="late"), clock)

    assert other == moment("2026-11-23T02:00:02.100Z")
    assert late == moment("2026-11-23T02:01:02.100Z")


async def test_a_row_of_blocks_beyond_patience_sends_the_work_back(counted, clock):
    begin = clock.now()
    for number in range(5):
        await started(turns_of(counted, expected=100, holder=f"holder-{number}"), clock)
        clock.moment = begin

    with pytest.raises(Closed, match="as fast as it allows") as closed:
        await started(turns_of(counted), clock)

    assert closed.value.retry_in == pytest.approx(24.5 - PATIENCE / 2, abs=0.1)


def test_a_stretch_begins_and_ends(clock):
    stretch = Stretch(Pace(1.0), clock.now(), 3)

    taken = [each / 10 for each in range(40) if taking(stretch, clock, each / 10)]

    assert taken == [0.0, 1.0, 2.0]


def taking(stretch, clock, second):
    clock.moment = clock.moment.replace(second=int(second), microsecond=round(second % 1 * 1_000_000))
    return stretch.start(clock.now())


async def test_a_start_that_a_clock_reserved_which_went_back_since_holds_nobody_up(platform, clock):
    tomorrow = ManualClock(clock.now() + timedelta(days=1))
    await started(turns_of(replace(platform, clock=tomorrow), expected=10), tomorrow)

    at = await started(turns_of(platform, holder="two"), clock)

    row = await platform.db.first(SQL("standing", name="vendor/ncbi"))
    assert (moment(row["next_start"]) - at).total_seconds() < PATIENCE
    starts = [await started(turns_of(platform, holder=holder), clock) for holder in ("two", "three")]
    assert all(each >= NCBI.gap for each in apart([at, *starts]))
