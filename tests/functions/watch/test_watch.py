"""Nothing waits for ever: what is past due is asked for again, ever more rarely; the third time one is told."""

import json
import tomllib
from datetime import UTC, datetime

import pytest
from invented.factories import RUN, SLUG, fetch, peptide
from rigs.fakes import HandDelivery
from rigs.places import ROOT
from rigs.signed_in import by_token

from functions.watch.handler import PRUNING, scheduled
from queues.messages import FetchStudies, SubscriptionDoubted
from shared.platform.deliveries import work
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import RESEND_AFTER, Outcome, Settled
from shared.platform.errors import ConfigurationError, PermanentError, UpstreamUnavailable
from shared.platform.outages import alerts, breakers
from shared.platform.outages.turns import asking
from shared.platform.pace import Pace
from shared.platform.ports import Batch, Statement, Tick
from shared.store.accounts import sign_ins
from shared.store.evidence import peptides
from shared.store.operations import dead_letters, pruning, runs

QUEUE, DEAD = "peptalk-fetch", "peptalk-fetch-dlq"
HOURLY = Tick(PRUNING, datetime(2026, 11, 23, 2, 50, tzinfo=UTC))
TICK = Tick("*/5 * * * *", datetime(2026, 11, 23, 2, 5, tzinfo=UTC))


@pytest.fixture
async def watching(as_function, clock):
    """watch, over a run of one peptide whose first message was lost before anyone saw it."""
    platform = as_function("watch")
    await platform.db.batch(
        [
            peptides.add_ad_hoc(peptide(category="ad hoc"), clock.now()),
            *runs.start(RUN, "batch", "test", [SLUG], clock.now()),
            work.enqueue([fetch()], clock.now()),
        ]
    )
    return platform


def sent(platform, queue=QUEUE):
    return platform.queues[queue].bodies


async def tick_through(platform, clock, hours):
    """Ticks every five minutes; returns after how many minutes each message was sent."""
    minutes = []
    for tick in range(1, hours * 12 + 1):
        clock.advance(300)
        before = len(sent(platform))
        await scheduled(TICK, platform)
        minutes += [tick * 5] * (len(sent(platform)) - before)
    return minutes


async def deliver(platform, handler):
    delivery = HandDelivery(fetch().encode())
    await consume(Batch(QUEUE, [delivery]), FetchStudies, handler, platform)
    return delivery


async def test_what_is_not_yet_due_is_left_alone(watching, clock):
    clock.advance(RESEND_AFTER - 1)

    await scheduled(TICK, watching)

    assert sent(watching) == []


async def test_a_lost_message_is_sent_again_word_by_word_with_waits_that_double(watching, clock):
    minutes = await tick_through(watching, clock, hours=16)

    assert set(sent(watching)) == {fetch().encode()}
    assert minutes == [60, 120, 240, 480, 960]


async def test_neither_an_alert_nor_a_breaker_names_what_a_reader_is_found_by(watching, clock, lines):
    told = "sub_NoraInvented01"
    doubt = SubscriptionDoubted(subscription=told, source="reconcile", cause="n", trace_id="a" * 16)
    await watching.db.run(work.enqueue([doubt], clock.now()))
    for _ in range(3):
        await breakers.crashed(watching, doubt.identity, "it crashed", breakers.Entry())
    await tick_through(watching, clock, hours=5)

    raised = {each.subject: each.message for each in await alerts.listed(watching.db)}

    assert raised["queue/peptalk-stripe-events"].endswith("in vain")
    kept = [*lines, *raised.values(), str(await watching.db.all(Statement("SELECT * FROM breakers")))]
    assert not any(told in each for each in kept)


async def test_the_third_time_an_operator_is_told_and_once_it_is_done_the_alert_is_over(watching, clock, lines):
    await tick_through(watching, clock, hours=3)
    twice = await alerts.listed(watching.db)
    await tick_through(watching, clock, hours=1)
    (thrice,) = await alerts.listed(watching.db)

    await deliver(watching, _unchanged)
    await scheduled(TICK, watching)

    assert twice == []
    assert (thrice.subject, fetch().identity in thrice.message) == ("queue/peptalk-fetch", True)
    assert await alerts.listed(watching.db) == []
    events = [json.loads(line)["event"] for line in lines]
    assert (events.count("alert_raised"), events.count("alert_settled")) == (1, 1)


async def test_work_at_hand_is_not_asked_for_again_until_its_holder_is_gone(watching, clock):
    async def while_at_work(job, platform):
        clock.advance(RESEND_AFTER + 1)
        await watching.db.run(Statement("UPDATE work SET lease_until = '2026-11-23T23:00:00.000Z'"))
        await scheduled(TICK, watching)
        return Outcome(settled=Settled("unchanged"))

    await deliver(watching, while_at_work)

    assert sent(watching) == []


async def test_a_letter_lost_on_its_way_to_the_table_is_sent_again_until_it_lies_there(watching, clock):
    await deliver(watching, _refused)
    lost = sent(watching, DEAD).pop()
    await tick_through(watching, clock, hours=2)
    again = sent(watching, DEAD)[0]

    await watching.db.batch(dead_letters.record(DEAD, again, clock.now()))
    before = len(sent(watching, DEAD))
    await tick_through(watching, clock, hours=24)

    assert again == lost
    assert len(sent(watching, DEAD)) == before
    assert len(await watching.db.all(Statement("SELECT id FROM dead_letters"))) == 1


async def test_what_waits_for_its_paused_function_is_neither_sent_nor_counted(watching, as_function, clock):
    fetching = as_function("fetch")
    for _ in range(8):
        await breakers.pause(fetching, "NCBI_EMAIL is not set", 7_200)
        await tick_through(watching, clock, hours=1)

    assert sent(watching) == []
    assert [each.subject for each in await alerts.listed(watching.db)] == ["function/fetch"]


async def test_a_vendor_that_stays_away_for_an_hour_is_told_of_and_its_return_settles_that(watching, clock):
    async def ask(error=None):
        async with asking(watching, "openai", Pace()):
            if error:
                raise error

    for _ in range(3):
        with pytest.raises(UpstreamUnavailable):
            await ask(UpstreamUnavailable("no answer", vendor="openai"))
    clock.advance(1_800)
    await scheduled(TICK, watching)
    early = await alerts.listed(watching.db)
    clock.advance(1_800)
    await scheduled(TICK, watching)
    (told,) = await alerts.listed(watching.db)
    await ask()

    assert early == []
    assert (told.subject, told.message) == (
        "vendor/openai",
        "has not answered since 2026-11-23T02:00:00.000Z: no answer",
    )
    assert await alerts.listed(watching.db) == []


async def test_a_thousand_and_one_are_asked_for_in_two_ticks(watching, clock):
    many = [fetch(cursor=number) for number in range(1, 1_001)]
    await watching.db.run(work.enqueue(many, clock.now()))
    clock.advance(RESEND_AFTER)

    await scheduled(TICK, watching)
    first = len(sent(watching))
    await scheduled(TICK, watching)

    assert first == 1_000
    assert len(set(sent(watching))) == len(sent(watching)) == 1_001


async def test_once_an_hour_the_detail_of_runs_that_ended_90_days_ago_is_pruned(watching, clock, lines):
    assert PRUNING in tomllib.loads((ROOT / "functions/watch/wrangler.toml").read_text())["triggers"]["crons"]
    await deliver(watching, _unchanged)
    clock.advance(90 * 86_400)
    await scheduled(HOURLY, watching)
    early = await pruning.summary(watching.db, RUN)

    clock.advance(60)
    await scheduled(TICK, watching)
    not_yet = await pruning.summary(watching.db, RUN)
    await scheduled(HOURLY, watching)

    gone = await pruning.summary(watching.db, RUN)
    assert (early, not_yet) == (None, None)
    assert (gone.unchanged, gone.work, gone.ended_at is None) == (1, 1, False)
    assert [json.loads(line)["count"] for line in lines if "detail_pruned" in line] == [2]


async def test_requests_to_sign_in_are_forgotten_after_two_days(watching, clock):
    for id in ("old", "new"):
        who = {"user_id": None, "browser": "b", "token": id, "network": "n", "withheld": None}
        await watching.db.run(sign_ins.asked(id, "sign_in", "ada@example.com", **who, now=clock.now()))
        clock.advance(86_400)
    clock.advance(1)

    await scheduled(HOURLY, watching)

    assert await by_token(watching.db, "old") is None
    assert await by_token(watching.db, "new") is not None


async def test_how_long_detail_is_kept_is_one_setting_and_never_under_a_month(watching, as_function, clock):
    await deliver(watching, _unchanged)
    clock.advance(31 * 86_400)

    with pytest.raises(ConfigurationError, match="PEPTALK_DETAIL_DAYS: Input should be greater than or equal to 30"):
        await scheduled(HOURLY, as_function("watch", PEPTALK_DETAIL_DAYS="14"))
    await scheduled(HOURLY, as_function("watch", PEPTALK_DETAIL_DAYS="30"))

    assert (await pruning.summary(watching.db, RUN)).items == 1


async def _unchanged(job, platform):
    return Outcome(settled=Settled("unchanged"))


async def _refused(job, platform):
    raise PermanentError("no")
