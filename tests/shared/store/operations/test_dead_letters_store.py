"""Dead letters are found by what an operator knows of them, grouped by cause, and discarded with a reason."""

import pytest
from invented.factories import RUN, SLUG, fetch
from invented.letters import ACT, bury, cured, deliver, fail, listed

from shared.domain.instants import stamp
from shared.platform.deliveries import work
from shared.platform.errors import ConstraintViolated, DatabaseError, PermanentError
from shared.platform.ports import Statement
from shared.store import audit
from shared.store.audit import Act
from shared.store.operations import dead_letters, replays, runs, stranded_letters
from shared.store.operations.dead_letters import Filter

OTHER = "utopentide"


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, {SLUG, OTHER}),
        ({"slug": OTHER}, {OTHER}),
        ({"stage": "fetch"}, {SLUG, OTHER}),
        ({"stage": "render"}, set()),
        ({"error": "PermanentError"}, {SLUG, OTHER}),
        ({"error": "Corrupt"}, set()),
        ({"run_id": RUN}, {SLUG, OTHER}),
        ({"run_id": "batch-of-nobody"}, set()),
        ({"state": "open"}, {SLUG, OTHER}),
        ({"state": "replayed"}, set()),
        ({"ids": ()}, set()),
    ],
)
async def test_a_filter_finds_what_it_says(platform, chosen, expected):
    await fail(platform, [SLUG, OTHER])

    assert {each.slug for each in await listed(platform.db, **chosen)} == expected


async def test_letters_older_than_an_instant_are_found(platform, clock):
    await fail(platform, [SLUG])
    between = stamp(clock.now())
    clock.advance(60)
    await fail(platform, [SLUG], run="batch-2")

    old = await listed(platform.db, before=between)

    assert [each.run_id for each in old] == [RUN]


async def test_a_list_that_is_cut_knows_how_many_there_are(platform):
    await fail(platform, [SLUG, OTHER])

    letters, in_all = await dead_letters.matching(platform.db, Filter(), 1)

    assert (len(letters), in_all) == (1, 2)


async def test_one_cause_is_one_group_whatever_the_peptide(platform, clock):
    await fail(platform, [SLUG, OTHER])
    clock.advance(60)
    await fail(platform, [SLUG], run="batch-2", error=PermanentError("PubMed knows 7 records"))
    await fail(platform, [OTHER], run="batch-3", error=PermanentError("the vendor is closed"))

    first, second = await dead_letters.groups(platform.db)

    assert (first.count, first.slugs, first.stages) == (3, (SLUG, OTHER), ("fetch",))
    assert first.first_at < first.last_at
    assert (second.count, second.example) == (1, "the vendor is closed")
    assert await dead_letters.groups_like(platform.db, first.fingerprint[:6]) == [first.fingerprint]


async def test_a_letter_from_before_there_were_groups_gets_its_own_when_first_read(platform):
    (letter,) = await fail(platform)
    await platform.db.run(Statement("UPDATE dead_letters SET fingerprint = NULL"))

    (again,) = await listed(platform.db)

    assert again.fingerprint == letter.fingerprint
    assert letter.fingerprint is not None


async def test_the_attempts_of_every_generation_stand_beside_the_letter_with_their_durations(platform, clock):
    (letter,) = await fail(platform)
    message = await replays.one(platform, letter, ACT)

    async def slow_refusal(job, platform):
        clock.advance(2.5)
        raise PermanentError("still too many")

    await deliver(platform, slow_refusal, message)
    await bury(platform)

    tried = await dead_letters.attempts(platform.db, letter)

    assert [(each.generation, each.message, each.duration_ms) for each in tried] == [
        (0, "PubMed knows 12,000 records", 0),
        (1, "still too many", 2_500),
    ]


async def test_a_discard_ends_letter_work_and_run_with_the_reason(platform):
    (letter,) = await fail(platform)

    count = await dead_letters.discard(platform, [letter], Act("0000000000d1", "operator", "not worth it"))

    (after,) = await listed(platform.db)
    (item,) = await runs.items(platform.db, RUN)
    (row,), _ = await audit.listed(platform.db)
    assert count == 1
    assert (after.state, after.work) == ("discarded", "discarded")
    assert (item.state, item.reason) == (
        "failed",
        "fetch: PubMed knows 12,000 records; discarded by operator: not worth it",
    )
    assert (await runs.by_id(platform.db, RUN)).finished_at is not None
    assert (row.action, row.subject, row.actor, row.reason) == (
        "discard",
        f"letter/{letter.id}",
        "operator",
        "not worth it",
    )
    assert row.before == '{"state":"open","generation":0,"work":"dead"}'
    assert row.after == '{"state":"discarded","generation":0,"work":"discarded"}'


async def test_discarded_work_takes_no_more_deliveries_and_cannot_be_replayed(platform):
    (letter,) = await fail(platform)
    await dead_letters.discard(platform, [letter], ACT)
    (letter,) = await listed(platform.db)

    delivery = await deliver(platform, cured, fetch())

    assert delivery.settled == "acked"
    with pytest.raises(PermanentError, match="was discarded"):
        await replays.one(platform, letter, ACT)
    assert (await runs.items(platform.db, RUN))[0].state == "failed"


async def test_a_letter_that_was_replayed_meanwhile_is_not_discarded(platform):
    (letter,) = await fail(platform)
    await replays.one(platform, letter, ACT)

    count = await dead_letters.discard(platform, [letter], Act("0000000000d1", "other", "late"))

    rows, in_all = await audit.listed(platform.db)
    assert count == 0
    assert [each.action for each in rows] == ["replay"]
    assert in_all == 1
    assert (await runs.items(platform.db, RUN))[0].state == "queued"


async def test_the_audit_takes_no_second_thoughts(platform):
    (letter,) = await fail(platform)
    await replays.one(platform, letter, ACT)

    for statement in ("UPDATE audit SET actor = 'somebody else'", "DELETE FROM audit"):
        with pytest.raises(ConstraintViolated, match="append-only"):
            await platform.db.run(Statement(statement))


async def test_a_stranded_letter_comes_back_into_the_table_and_leaves_the_bucket(platform, clock):
    body = fetch().encode()
    key = await stranded_letters.keep(platform, "peptalk-fetch-dlq", body, DatabaseError("no such table"), clock.now())
    (stranded,) = await stranded_letters.listed(platform.files)

    refused = await stranded_letters.bring_back(platform, stranded, ACT)

    (letter,) = await listed(platform.db)
    (row,), _ = await audit.listed(platform.db)
    assert (stranded.key, stranded.error) == (key, "no such table")
    assert refused is None
    assert (letter.body, letter.error, letter.created_at) == (body, "GivenUp", stranded.at)
    assert (row.action, row.subject) == ("import", f"letter/{letter.id}")
    assert await stranded_letters.count(platform.files) == 0


async def test_a_stranded_letter_that_is_refused_again_stays_where_it_is(platform, clock):
    body = fetch().encode()
    await stranded_letters.keep(platform, "peptalk-fetch-dlq", body, DatabaseError("no such table"), clock.now())
    (stranded,) = await stranded_letters.listed(platform.files)
    await platform.db.run(Statement("ALTER TABLE dead_letters RENAME TO elsewhere"))

    refused = await stranded_letters.bring_back(platform, stranded, ACT)

    assert "dead_letters" in refused
    assert await stranded_letters.count(platform.files) == 1
    assert work.said(DatabaseError(refused)) == refused
