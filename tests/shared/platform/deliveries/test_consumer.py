"""The consumer loop: nothing lost, nothing twice, whatever happens to a delivery."""

import json
from dataclasses import replace

import pytest
from invented.factories import RUN, SLUG, fetch, peptide, synthesize
from rigs.fakes import HandDelivery, ManualClock

from queues.messages import VERSION, FetchStudies
from shared.platform.deliveries import work
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.errors import (
    ConfigurationError,
    DatabaseUnavailable,
    PermanentError,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.platform.outages import alerts, breakers
from shared.platform.ports import Batch, Platform, Statement
from shared.store.evidence import peptides
from shared.store.operations import runs

QUEUE = "peptalk-fetch"


@pytest.fixture
async def running(platform: Platform, clock: ManualClock) -> Platform:
    """A platform with a run of one peptide, whose first work is queued."""
    await platform.db.batch(
        [
            peptides.add_ad_hoc(peptide(category="ad hoc"), clock.now()),
            *runs.start(RUN, "batch", "test", [SLUG], clock.now()),
            work.enqueue([fetch()], clock.now()),
        ]
    )
    return platform


async def deliver(platform, handler, *messages, attempts=1):
    deliveries = [HandDelivery(each if isinstance(each, str) else each.encode(), attempts) for each in messages]
    await consume(Batch(QUEUE, deliveries), FetchStudies, handler, platform)
    return deliveries


async def state_of(platform, identity="fetch/batch-20261123-0001/exemplin-12/0"):
    return await platform.db.first(Statement("SELECT * FROM work WHERE identity = ?1", (identity,)))


def sent(platform, queue):
    return [json.loads(body) for body in platform.queues[queue].bodies]


async def onward(job, platform):
    return Outcome(messages=[synthesize()])


async def fail_with(exc):
    raise exc


async def test_work_commits_then_its_messages_are_sent_then_it_is_acked(running):
    (delivery,) = await deliver(running, onward, fetch())

    assert delivery.settled == "acked"
    assert (await state_of(running))["state"] == "done"
    assert [body["kind"] for body in sent(running, "peptalk-synthesize")] == ["SynthesizeMonograph"]
    assert (await state_of(running, synthesize().identity))["state"] == "queued"


async def test_finished_work_delivered_again_sends_the_same_messages_again_and_works_no_second_time(running):
    worked = []

    async def once(job, platform):
        worked.append(job)
        return Outcome(messages=[synthesize()])

    await deliver(running, once, fetch())
    (again,) = await deliver(running, once, fetch(), attempts=2)

    assert again.settled == "acked"
    assert len(worked) == 1
    first, second = running.queues["peptalk-synthesize"].bodies
    assert first == second


async def test_a_second_delivery_waits_while_the_first_is_at_work(running):
    seen = []

    async def deliver_again_meanwhile(job, platform):
        seen.extend(await deliver(running, onward, fetch(), attempts=2))
        return Outcome(settled=Settled("unchanged"))

    (first,) = await deliver(running, deliver_again_meanwhile, fetch())

    assert first.settled == "acked"
    assert (seen[0].settled, seen[0].delay) == ("retried", 900)
    assert sent(running, "peptalk-synthesize") == []


async def test_work_whose_holder_died_is_taken_over_after_its_lease(running, clock):
    async def die(job, platform):
        raise SystemExit

    with pytest.raises(SystemExit):
        await deliver(running, die, fetch())
    (early,) = await deliver(running, onward, fetch(), attempts=2)
    clock.advance(running.lease_seconds + 1)
    (late,) = await deliver(running, onward, fetch(), attempts=3)

    assert (early.settled, late.settled) == ("retried", "acked")
    row = await state_of(running)
    assert (row["state"], row["tries"], row["deaths"]) == ("done", 2, 1)


async def test_a_holder_known_to_be_dead_gives_its_work_free_at_once(running, clock):
    async def die(job, platform):
        raise SystemExit

    with pytest.raises(SystemExit):
        await deliver(running, die, fetch())
    await running.db.run(work.SQL("lapse", holder="holder-1", now=clock.now().strftime("%Y-%m-%dT%H:%M:%S.000Z")))
    (delivery,) = await deliver(running, onward, fetch(), attempts=2)

    assert delivery.settled == "acked"


async def test_a_delivery_that_lost_its_claim_writes_and_says_nothing(running, clock):
    async def overtaken(job, platform):
        clock.advance(platform.lease_seconds + 1)
        await deliver(replace(running, holder="holder-2"), onward, fetch(), attempts=2)
        return Outcome(
            writes=[Statement("UPDATE peptides SET category = 'written by the loser'")], settled=Settled("unchanged")
        )

    (delivery,) = await deliver(running, overtaken, fetch())

    assert delivery.settled == "acked"
    assert (await running.db.first(Statement("SELECT category FROM peptides")))["category"] == "ad hoc"
    assert len(sent(running, "peptalk-synthesize")) == 1
    assert (await runs.progress(running.db, RUN)) == {"working": 1}


async def test_work_that_crashes_five_times_becomes_a_dead_letter_with_every_attempt_recorded(running, clock):
    for attempt in range(1, 6):
        (delivery,) = await deliver(running, lambda job, platform: fail_with(KeyError("x")), fetch(), attempts=attempt)
        clock.advance(3_600)

    assert delivery.settled == "acked"
    assert (await state_of(running))["state"] == "dead"
    assert sent(running, "peptalk-fetch-dlq") == [json.loads(fetch().encode())]
    tried = await running.db.all(Statement("SELECT try, kind, error FROM failed_attempts ORDER BY try"))
    assert [(row["try"], row["kind"], row["error"]) for row in tried] == [(n, "crash", "KeyError") for n in range(1, 6)]
    (item,) = await runs.items(running.db, RUN)
    assert (item.state, item.reason) == ("failed", "fetch: 'x'")
    assert (await runs.by_id(running.db, RUN)).finished_at is not None


async def test_work_whose_process_dies_five_times_is_not_tried_a_sixth(running, clock):
    worked = []

    async def die(job, platform):
        worked.append(job)
        raise SystemExit

    for _ in range(5):
        with pytest.raises(SystemExit):
            await deliver(running, die, fetch())
        clock.advance(running.lease_seconds + 1)
    (delivery,) = await deliver(running, die, fetch())

    assert (len(worked), delivery.settled) == (5, "acked")
    (item,) = await runs.items(running.db, RUN)
    assert item.reason == "fetch: the process died at work each time"


async def test_an_outage_of_a_hundred_attempts_costs_no_life(running, clock):
    for _ in range(100):
        await deliver(running, lambda job, platform: fail_with(UpstreamUnavailable("down")), fetch())
        clock.advance(3_600)
    (delivery,) = await deliver(running, onward, fetch())

    row = await state_of(running)
    assert (delivery.settled, row["state"], row["deaths"]) == ("acked", "done", 0)


async def test_a_vendor_that_names_a_time_is_asked_again_then(running):
    throttled = UpstreamThrottled("slow", retry_in=77)

    (delivery,) = await deliver(running, lambda job, platform: fail_with(throttled), fetch())

    assert (delivery.settled, delivery.delay) == ("retried", 77)


async def test_a_permanent_error_is_a_dead_letter_at_once_with_its_reason(running, lines):
    refused = PermanentError("PubMed knows 12,000 records")

    (delivery,) = await deliver(running, lambda job, platform: fail_with(refused), fetch())

    assert delivery.settled == "acked"
    assert len(sent(running, "peptalk-fetch-dlq")) == 1
    assert json.loads(lines[-1])["message"] == "Pipeline failed for Exemplin-12: PubMed knows 12,000 records"


async def test_dead_work_delivered_again_goes_to_the_dead_letters_again_but_is_not_worked_at(running):
    await deliver(running, lambda job, platform: fail_with(PermanentError("no")), fetch())

    (again,) = await deliver(running, onward, fetch(), attempts=2)

    assert again.settled == "acked"
    assert (await state_of(running))["state"] == "dead"
    first, second = running.queues["peptalk-fetch-dlq"].bodies
    assert first == second


async def test_a_replay_brings_dead_work_back_under_the_same_identity(running):
    await deliver(running, lambda job, platform: fail_with(PermanentError("no")), fetch())

    (delivery,) = await deliver(running, onward, fetch().replayed())

    row = await state_of(running)
    assert (delivery.settled, row["state"], row["generation"], row["tries"]) == ("acked", "done", 1, 1)


async def test_replayed_work_that_an_old_duplicate_picks_up_dies_in_its_newest_generation(running):
    await deliver(running, lambda job, platform: fail_with(PermanentError("no")), fetch())
    await running.db.run(Statement("UPDATE work SET state = 'queued', generation = 1"))

    await deliver(running, lambda job, platform: fail_with(PermanentError("still no")), fetch())

    assert [body["generation"] for body in sent(running, "peptalk-fetch-dlq")] == [0, 1]


async def test_a_missing_setting_pauses_the_function_and_costs_no_life(running, clock, lines):
    unset = ConfigurationError("ANTHROPIC_API_KEY is not set")

    (first,) = await deliver(running, lambda job, platform: fail_with(unset), fetch())
    (second,) = await deliver(running, onward, fetch(), attempts=2)
    clock.advance(901)
    (third,) = await deliver(running, onward, fetch(), attempts=3)

    assert [each.settled for each in (first, second, third)] == ["retried", "retried", "acked"]
    assert [first.delay, second.delay] == [900, 900]
    assert (await state_of(running))["deaths"] == 0
    events = [json.loads(line)["event"] for line in lines]
    assert [each for each in events if each.startswith(("breaker", "alert"))] == [
        "breaker_opened",
        "alert_raised",
        "breaker_closed",
        "alert_settled",
    ]
    assert await breakers.all_open(running.db) == []


async def test_who_loses_the_race_for_a_guarded_step_looks_again_and_pays_no_life(running):
    seen = []

    async def guarded(job, platform):
        seen.append(job)
        if len(seen) > 1:
            return Outcome(settled=Settled("superseded", "another was first"))
        return Outcome(
            writes=[Statement("UPDATE peptides SET current_version = -1")], settled=Settled("published"), guarded=True
        )

    (delivery,) = await deliver(running, guarded, fetch())

    assert (delivery.settled, len(seen)) == ("acked", 2)
    row = await state_of(running)
    assert (row["state"], row["deaths"], row["tries"]) == ("done", 0, 1)
    (item,) = await runs.items(running.db, RUN)
    assert (item.state, item.reason) == ("superseded", "another was first")


async def test_a_constraint_that_no_guard_explains_is_a_crash(running):
    async def wrong(job, platform):
        return Outcome(writes=[Statement("UPDATE peptides SET current_version = -1")], settled=Settled("published"))

    (delivery,) = await deliver(running, wrong, fetch())

    assert delivery.settled == "retried"
    assert (await state_of(running))["deaths"] == 1


async def test_one_failing_delivery_does_not_touch_its_neighbours(running, clock):
    await running.db.batch(runs.start("run-2", "batch", "test", [SLUG], clock.now()))

    async def fail_the_first(job, platform):
        if job.run_id == RUN:
            raise UpstreamUnavailable("down")
        return Outcome(settled=Settled("unchanged"))

    bad, good = await deliver(running, fail_the_first, fetch(), fetch(run_id="run-2"))

    assert (bad.settled, good.settled) == ("retried", "acked")


@pytest.mark.parametrize("body", ["not json", '{"kind": "Nothing"}', synthesize().encode()])
async def test_what_cannot_be_read_goes_to_the_dead_letters_as_it_came(running, body):
    (delivery,) = await deliver(running, onward, body)

    assert delivery.settled == "acked"
    assert running.queues["peptalk-fetch-dlq"].bodies == [body]


async def test_a_message_of_a_newer_deployment_waits_for_it(running):
    (delivery,) = await deliver(running, onward, fetch().encode().replace('"v": 1', f'"v": {VERSION + 1}'))

    assert (delivery.settled, delivery.delay) == ("retried", 900)


async def test_a_database_that_is_gone_sends_every_delivery_back(running, lines):
    class Gone:
        async def first(self, statement):
            raise DatabaseUnavailable("the database is locked")

    (delivery,) = await deliver(replace(running, db=Gone()), onward, fetch())

    assert delivery.settled == "retried"
    assert json.loads(lines[-1])["event"] == "delivery_unsettled"


async def test_a_queue_that_refuses_the_next_messages_leaves_the_delivery_to_come_again(running):
    class Full:
        async def send_batch(self, bodies, *, delay_seconds=0):
            raise UpstreamUnavailable("Too Many Requests")

    stuck = replace(running, queues={**running.queues, "peptalk-synthesize": Full()})

    (first,) = await deliver(stuck, onward, fetch())
    (second,) = await deliver(running, onward, fetch(), attempts=2)

    assert (first.settled, second.settled) == ("retried", "acked")
    assert len(sent(running, "peptalk-synthesize")) == 1


async def test_a_batch_that_a_constraint_aborts_leaves_nothing_behind(running):
    async def break_a_rule(job, platform):
        bad = Statement("UPDATE peptides SET evidence_grade = 'excellent'")
        return Outcome(writes=[bad], messages=[synthesize()])

    (delivery,) = await deliver(running, break_a_rule, fetch())

    assert delivery.settled == "retried"
    assert (await state_of(running))["state"] == "queued"
    assert await state_of(running, synthesize().identity) is None
    assert sent(running, "peptalk-synthesize") == []


async def test_stage_lines_name_pipeline_peptide_run_and_trace(running, lines):
    await deliver(running, onward, fetch())

    started, done = [json.loads(line) for line in lines]
    assert started["message"] == "pipeline fetch started for Exemplin-12"
    assert done["message"] == "pipeline fetch done for Exemplin-12"
    assert (done["run_id"], done["trace_id"], done["slug"]) == (RUN, fetch().trace_id, SLUG)
    assert done["duration_ms"] == 0


async def test_what_waits_longer_than_a_queue_allows_is_sent_anew(running):
    down = UpstreamThrottled("slow", retry_in=600)

    (delivery,) = await deliver(running, lambda job, platform: fail_with(down), fetch(), attempts=50)

    assert delivery.settled == "acked"
    assert running.queues["peptalk-fetch"].bodies == [fetch().encode()]
    assert running.queues["peptalk-fetch"].delays == [600]


async def test_a_setting_that_is_still_missing_keeps_the_function_paused(running, clock):
    unset = ConfigurationError("ANTHROPIC_API_KEY is not set")
    for _ in range(2):
        await deliver(running, lambda job, platform: fail_with(unset), fetch())
        clock.advance(901)

    (paused,) = await breakers.all_open(running.db)
    assert (paused.name, paused.reason) == ("function/test", "ANTHROPIC_API_KEY is not set")
    (alert,) = await alerts.listed(running.db)
    assert (alert.subject, alert.count) == ("function/test", 2)


async def test_work_whose_message_is_gone_is_sent_again_once_its_lease_has_run_out(running, clock):
    async def die(job, platform):
        raise SystemExit

    with pytest.raises(SystemExit):
        await deliver(running, die, fetch())

    early = await work.send_unsent(running, RUN)
    clock.advance(running.lease_seconds + 1)
    late = await work.send_unsent(running, RUN)

    assert (early, late) == (0, 1)
