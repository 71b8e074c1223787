"""Trials in a real database: unchanged writes nothing, a set never shrinks, and completions are found by day."""

import pytest
from invented import factories

from shared.domain.evidence.trial import Trial
from shared.platform.errors import Corrupt
from shared.platform.ports import Statement
from shared.store.evidence import peptides, trials
from shared.store.evidence.trials import Span

A, B = "a" * 16, "b" * 16


def trial(number=1, **fields):
    return Trial(nct=f"NCT9990{number:04}", title=f"Invented trial {number}", **fields)


@pytest.fixture
async def known(db, clock):
    await db.batch(peptides.sync([factories.peptide()], "sample", clock.now()))
    return db


async def keep(db, clock, *kept, query=A):
    await db.batch(trials.record(kept, slug=factories.SLUG, query_hash=query, now=clock.now()))


async def test_what_is_kept_comes_back_whole_by_number(known, clock):
    many = [trial(number, phases=("PHASE2",), enrolment=number) for number in range(450, 0, -1)]

    await keep(known, clock, *many)

    assert await trials.of(known, factories.SLUG, A) == many[::-1]
    assert len(await trials.numbers(known, factories.SLUG, A)) == 450
    assert await trials.of(known, factories.SLUG, B) == []


async def test_an_unchanged_trial_writes_nothing_and_a_changed_one_replaces_it(known, clock):
    await keep(known, clock, trial())
    before = await known.all(Statement("SELECT * FROM trials", {}))
    clock.advance(86_400)

    await keep(known, clock, trial())
    again = await known.all(Statement("SELECT * FROM trials", {}))
    await keep(known, clock, trial(status="COMPLETED"))

    assert again == before
    assert await trials.of(known, factories.SLUG, A) == [trial(status="COMPLETED")]


async def test_a_trial_that_a_later_answer_lacks_stays_linked(known, clock):
    await keep(known, clock, trial(1), trial(2))

    await known.run(trials.link(["NCT99900001", "NCT99909999"], slug=factories.SLUG, query_hash=B, now=clock.now()))
    await keep(known, clock, trial(2))

    assert await trials.of(known, factories.SLUG, A) == [trial(1), trial(2)]
    assert await trials.of(known, factories.SLUG, B) == [trial(1)]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"completed": "2024-02"}, True),
        ({"completed": "2024-02-09"}, False),
        ({"completed": "2024-02-10"}, True),
        ({"completed": "2024-02-29"}, True),
        ({"completed": "2024-03-01"}, False),
        ({"completed": "2024-03"}, False),
        ({"completed": None}, False),
        ({"completed": "2024-02-11", "results_posted": "2024-05-05"}, False),
        ({"completed": "2024-02-11", "status": "TERMINATED"}, False),
    ],
)
async def test_completions_are_found_by_their_day(known, clock, fields, found):
    await keep(known, clock, trial(**{"status": "COMPLETED", **fields}))

    spans = [Span(factories.SLUG, A, "2024-02-10", "2024-03-01"), Span(factories.SLUG, B, "2020-01-01", "2030-01-01")]

    assert await trials.completed_between(known, spans) == ({factories.SLUG} if found else set())


async def test_a_stored_trial_that_cannot_be_read_is_named(known, clock):
    await keep(known, clock, trial())
    await known.run(Statement("UPDATE trials SET record = '{}'", {}))

    with pytest.raises(Corrupt, match="NCT99900001"):
        await trials.of(known, factories.SLUG, A)
