"""A dead letter is a row with its reason, and comes back as the same work."""

import json
from dataclasses import replace

import pytest
from invented.factories import RUN, SLUG, fetch, peptide, synthesize
from rigs.fakes import HandDelivery

from functions.dead_letters.handler import queue
from queues.messages import FetchStudies, decode
from shared.platform.deliveries import work
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.errors import DatabaseError, DatabaseUnavailable, PermanentError
from shared.platform.ports import Batch
from shared.store.audit import Act
from shared.store.evidence import peptides
from shared.store.operations import dead_letters, replays, runs
from shared.store.operations.dead_letters import Filter
from shared.store.operations.run_start import begin

ACT = Act("000000000001", "operator")


@pytest.fixture
async def failed(platform, clock):
    """A platform whose one item failed for good; its letter waits on the dead-letter queue."""
    await platform.db.batch(
        [
            peptides.add_ad_hoc(peptide(category="ad hoc"), clock.now()),
            *runs.start(RUN, "batch", "test", [SLUG], clock.now()),
            work.enqueue([fetch()], clock.now()),
        ]
    )
    await deliver(platform, refuse)
    return platform


async def refuse(job, platform):
    raise PermanentError("PubMed knows 12,000 records")


async def cured(job, platform):
    return Outcome(settled=Settled("unchanged"))


async def deliver(platform, handler, message=None):
    delivery = HandDelivery((message or fetch()).encode())
    await consume(Batch("peptalk-fetch", [delivery]), FetchStudies, handler, platform)
    return delivery


async def bury(platform, *bodies, name="peptalk-fetch-dlq"):
    deliveries = [HandDelivery(body) for body in bodies]
    await queue(Batch(name, deliveries), replace(platform, function="dead_letters"))
    return deliveries


async def listed(db, state="open"):
    letters, _ = await dead_letters.matching(db, Filter(state=state))
    return letters


async def test_a_letter_is_kept_with_the_reason_of_its_last_attempt(failed, lines):
    (delivery,) = await bury(failed, *failed.queues["peptalk-fetch-dlq"].bodies)

    (letter,) = await listed(failed.db)
    assert delivery.settled == "acked"
    assert (letter.stage, letter.name, letter.error) == ("fetch", "Exemplin-12", "PermanentError")
    assert letter.reason == "PubMed knows 12,000 records"
    assert letter.trace_id == fetch().trace_id
    assert json.loads(lines[-1])["trace_id"] == fetch().trace_id


async def test_a_letter_delivered_twice_is_one_row(failed):
    await bury(failed, fetch().encode(), fetch().encode())

    assert len(await listed(failed.db)) == 1


async def test_every_attempt_stands_beside_the_letter(failed):
    await bury(failed, fetch().encode())
    (letter,) = await listed(failed.db)

    (attempt,) = await dead_letters.attempts(failed.db, letter)

    assert (attempt.try_, attempt.kind, attempt.message) == (1, "permanent", "PubMed knows 12,000 records")


async def test_what_no_one_can_read_is_kept_as_it_came(platform):
    await bury(platform, "\x00 not a message")

    (letter,) = await listed(platform.db)
    assert (letter.body, letter.error, letter.slug) == ("\x00 not a message", "UndecodableMessage", None)
    with pytest.raises(PermanentError, match="no message that can be replayed"):
        await replays.one(platform, letter, ACT)


async def test_a_message_that_the_platform_itself_gave_up_ends_its_item(platform, clock):
    await platform.db.batch(
        [
            peptides.add_ad_hoc(peptide(category="ad hoc"), clock.now()),
            *runs.start(RUN, "batch", "test", [SLUG], clock.now()),
            work.enqueue([fetch()], clock.now()),
        ]
    )

    await bury(platform, fetch().encode())

    (letter,) = await listed(platform.db)
    (item,) = await runs.items(platform.db, RUN)
    assert letter.error == "GivenUp"
    assert (item.state, item.reason) == ("failed", "fetch: the queue gave it up before any attempt was recorded")
    assert (await runs.by_id(platform.db, RUN)).finished_at is not None


async def test_a_letter_whose_work_goes_on_elsewhere_ends_nothing(failed, clock):
    await bury(failed, fetch().encode())
    (letter,) = await listed(failed.db)
    await replays.one(failed, letter, ACT)

    await bury(failed, fetch().encode())

    (item,) = await runs.items(failed.db, RUN)
    assert item.state == "queued"


async def test_a_replay_asks_for_the_same_work_and_its_cure_settles_the_item_once(failed):
    await bury(failed, fetch().encode())
    (letter,) = await listed(failed.db)

    await replays.one(failed, letter, ACT)
    message = decode(failed.queues["peptalk-fetch"].bodies[-1])
    first = await deliver(failed, cured, message)
    second = await deliver(failed, cured, message)

    assert message.identity == fetch().identity
    assert (first.settled, second.settled) == ("acked", "acked")
    (item,) = await runs.items(failed.db, RUN)
    assert item.state == "unchanged"
    assert await listed(failed.db) == []
    assert (await runs.by_id(failed.db, RUN)).finished_at is not None


async def test_a_replay_that_fails_again_is_a_letter_of_its_own(failed):
    await bury(failed, fetch().encode())
    (letter,) = await listed(failed.db)
    message = await replays.one(failed, letter, ACT)
    await deliver(failed, refuse, message)
    await bury(failed, failed.queues["peptalk-fetch-dlq"].bodies[-1])

    letters = await listed(failed.db, "all")

    assert sorted((each.generation, each.state) for each in letters) == [(0, "replayed"), (1, "open")]


async def test_what_the_database_will_never_take_goes_to_the_bucket(platform):
    class Refusing:
        async def batch(self, statements):
            raise DatabaseError("no such table: dead_letters")

    (delivery,) = await bury(replace(platform, db=Refusing()), synthesize().encode())

    (kept,) = (await platform.files.list("dead-letters/")).objects
    assert delivery.settled == "acked"
    assert json.loads(await platform.files.get(kept.key))["body"] == synthesize().encode()


async def test_a_database_that_is_away_leaves_the_letter_on_its_queue(platform):
    class Away:
        async def batch(self, statements):
            raise DatabaseUnavailable("locked")

    (delivery,) = await bury(replace(platform, db=Away()), fetch().encode())

    assert (delivery.settled, delivery.delay) == ("retried", 30)


async def test_a_group_that_is_given_up_fails_all_its_items_and_a_replay_takes_them_back(platform, clock):
    slugs = ("exemplin-12", "exemplin-13")
    known = [peptide(slug=slug, name=slug, aliases=[]) for slug in slugs]
    await platform.db.batch(peptides.sync(known, "catalog", clock.now()))
    await begin(platform, "night", "nightly", "night", slugs, together=True)
    (body,) = platform.queues["peptalk-fetch"].bodies

    await bury(platform, body)

    assert {each.state for each in await runs.items(platform.db, "night")} == {"failed"}
    assert (await runs.by_id(platform.db, "night")).finished_at is not None
    (letter,) = await listed(platform.db)
    await replays.one(platform, letter, ACT)
    assert {each.state for each in await runs.items(platform.db, "night")} == {"queued"}
