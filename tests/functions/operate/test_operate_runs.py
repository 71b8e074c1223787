"""Runs are begun, looked at and gone on with, in process and over HTTP alike."""

from datetime import timedelta

import pytest
from invented.editions import catalog
from invented.factories import SLUG, peptide
from invented.letters import fail
from rigs.offices import act

from functions.operate.running.running import BATCH, PLAN, SINGLE, PlanRun, RunBatch, RunSingle
from functions.operate.running.runs import LIST, LOOK, SHOW, ListRuns, LookAtRun, ShowRun
from queues.messages import decode
from shared.platform.errors import PermanentError
from shared.platform.ports import Statement
from shared.store import audit
from shared.store.operations import pruning, runs
from shared.store.spending import models
from shared.store.spending.models import ModelPrice, RoleModel


@pytest.fixture
async def known(platform):
    """A catalog of two."""
    other = peptide(slug="utopentide", name="Utopentide", aliases=[], terms=["Utopentide"], sample=True)
    await catalog(platform.db, platform.clock.now(), peptide(sample=True), other)


def asked_for(platform):
    return [decode(body).slug for body in platform.queues["peptalk-fetch"].bodies]


@pytest.mark.usefixtures("known")
async def test_a_run_of_one_peptide_is_begun_by_any_of_its_names_and_audited(platform, desk):
    begun = await desk.ask(SINGLE, RunSingle(name="ex 12", act=act(reason="a new study")))

    report = await desk.ask(SHOW, ShowRun(run_id=begun.run_id))
    assert begun.listed
    assert [(item.slug, item.state) for item in report.items] == [(SLUG, "queued")]
    assert asked_for(platform) == [SLUG]
    (row,), _ = await audit.listed(platform.db)
    assert (row.actor, row.action, row.subject, row.reason) == ("ada", "run", f"run/{begun.run_id}", "a new study")


@pytest.mark.usefixtures("known")
async def test_a_name_that_no_catalog_has_is_run_and_not_called_listed(desk):
    assert not (await desk.ask(SINGLE, RunSingle(name="Nobody-1", act=act(1)))).listed


@pytest.mark.usefixtures("known")
async def test_an_unfinished_run_is_gone_on_with(platform, desk):
    first = await desk.ask(SINGLE, RunSingle(name="Exemplin-12", act=act(1)))
    second = await desk.ask(SINGLE, RunSingle(name="Exemplin-12", act=act(2)))

    assert (second.run_id, second.resumed) == (first.run_id, True)
    assert len((await desk.ask(LIST, ListRuns())).runs) == 1


@pytest.mark.usefixtures("known")
async def test_a_full_draft_is_a_run_of_its_own_that_says_so(platform, desk):
    first = await desk.ask(SINGLE, RunSingle(name="Exemplin-12", act=act(1)))
    platform.clock.advance(1)
    full = await desk.ask(SINGLE, RunSingle(name="Exemplin-12", full=True, act=act(2)))

    assert (full.resumed, full.run_id == first.run_id) == (False, False)
    assert [decode(body).full for body in platform.queues["peptalk-fetch"].bodies] == [False, True]


@pytest.mark.usefixtures("known")
async def test_an_act_that_began_a_run_begins_no_second_one_when_it_is_done_again(platform, desk):
    request = RunSingle(name="Exemplin-12", act=act())
    first = await SINGLE.run(platform, request)
    await platform.db.batch(
        [
            Statement("UPDATE run_items SET state = 'unchanged'"),
            Statement("UPDATE runs SET finished_at = '2026-11-23T03:00:00.000Z'"),
        ]
    )

    # Its answer was never kept: the process died on the way. The run has ended since.
    again = await desk.ask(SINGLE, request)

    assert again.run_id == first.run_id
    assert [run.id for run in await runs.latest(platform.db, 9)] == [first.run_id]
    _, rows = await audit.listed(platform.db)
    assert rows == 1


@pytest.mark.usefixtures("known")
async def test_aliases_of_a_catalog_entry_are_refused_in_the_same_words(desk):
    with pytest.raises(PermanentError, match=r"^Exemplin-12 is in the catalog as Exemplin-12, which has its own"):
        await desk.ask(SINGLE, RunSingle(name="Exemplin-12", aliases=("EX",), act=act()))


async def test_a_name_outside_the_catalog_runs_ad_hoc(platform, desk):
    begun = await desk.ask(SINGLE, RunSingle(name="Pretend growth factor", aliases=("PGF-X",), act=act()))

    report = await desk.ask(SHOW, ShowRun(run_id=begun.run_id))
    assert [item.name for item in report.items] == ["Pretend growth factor"]


@pytest.mark.usefixtures("known")
async def test_a_batch_asks_for_each_of_its_peptides_and_a_fresh_one_begins_anew(platform, desk):
    slugs = (SLUG, "utopentide")
    first = await desk.ask(BATCH, RunBatch(slugs=slugs, origin="catalog:1", act=act(1)))
    resumed = await desk.ask(BATCH, RunBatch(slugs=slugs, origin="catalog:1", act=act(2)))
    platform.clock.advance(1)
    fresh = await desk.ask(BATCH, RunBatch(slugs=slugs, origin="catalog:1", fresh=True, act=act(3)))

    assert (first.resumed, resumed.resumed, fresh.resumed) == (False, True, False)
    assert first.run_id == resumed.run_id != fresh.run_id
    assert sorted(asked_for(platform)[:2]) == [SLUG, "utopentide"]


@pytest.mark.usefixtures("known")
async def test_a_plan_names_the_peptide_the_standing_run_and_the_cost_at_most(platform, desk):
    price = ModelPrice(
        model="writer-1", as_of="2026-10-01", input_microusd=1_000_000, cached_input_microusd=0,
        output_microusd=2_000_000, source="invented",
    )  # fmt: skip
    writer = RoleModel(
        role="writer", vendor="anthropic", model="writer-1", max_output_tokens=10_000, timeout_seconds=60
    )
    await platform.db.batch(models.sync([writer], [price]))
    begun = await desk.ask(SINGLE, RunSingle(name="Exemplin-12", act=act()))

    found = await desk.ask(PLAN, PlanRun(name="EX-12"))
    unknown = await desk.ask(PLAN, PlanRun(name="Exemplin-21", asks=()))
    many = await desk.ask(PLAN, PlanRun(origin="catalog:1", count=10, asks=("writer",)))

    assert (found.name, found.slug, found.standing) == ("Exemplin-12", SLUG, begun.run_id)
    # 40,000 tokens in at a dollar a million, 10,000 out at two; of the reviewer nothing is known.
    assert [(each.role, each.cost_microusd) for each in found.calls] == [("writer", 60_000), ("reviewer", None)]
    assert (unknown.slug, unknown.nearest, unknown.standing) == (None, ("Exemplin-12",), None)
    assert (many.standing, [each.cost_microusd for each in many.calls]) == (None, [600_000])


async def test_a_look_tells_the_counts_and_what_failed_since_the_look_before(platform, desk):
    first = await desk.ask(LOOK, LookAtRun(run_id="batch-1"))
    platform.clock.advance(1)
    await fail(platform, run="batch-1")

    second = await desk.ask(LOOK, LookAtRun(run_id="batch-1", since=first.seen))
    third = await desk.ask(LOOK, LookAtRun(run_id="batch-1", since=second.seen))

    assert (second.counts, second.open, second.unburied) == ({"failed": 1}, False, 0)
    assert [each.message for each in second.attempts] == ["PubMed knows 12,000 records"]
    assert (third.attempts, third.seen) == ((), second.seen)


async def test_a_run_that_is_not_there_is_refused_with_what_to_do(desk):
    with pytest.raises(PermanentError, match=r"^there is no run batch-9; list them with `peptalk runs list`$"):
        await desk.ask(SHOW, ShowRun(run_id="batch-9"))


@pytest.mark.usefixtures("known")
async def test_a_pruned_run_is_shown_from_its_summary_with_what_is_left(platform, desk):
    begun = await desk.ask(BATCH, RunBatch(slugs=(SLUG, "utopentide"), origin="test", act=act()))
    await platform.db.batch(
        [
            Statement("UPDATE run_items SET state = iif(slug = 'utopentide', 'failed', 'unchanged')"),
            Statement("UPDATE work SET state = iif(slug = 'utopentide', 'dead', 'done')"),
            Statement("UPDATE runs SET finished_at = '2026-11-23T03:00:00.000Z'"),
        ]
    )
    before = await desk.ask(LOOK, LookAtRun(run_id=begun.run_id))
    later = platform.clock.now() + timedelta(days=91)

    await pruning.prune(platform.db, later - timedelta(days=90), later, portions=10)

    report = await desk.ask(SHOW, ShowRun(run_id=begun.run_id))
    (listed,) = (await desk.ask(LIST, ListRuns())).runs
    look = await desk.ask(LOOK, LookAtRun(run_id=begun.run_id))
    assert [item.slug for item in report.items] == ["utopentide"]
    assert (report.total, report.count("unchanged"), report.count("failed"), report.open) == (2, 1, 1, 0)
    assert (listed.items, listed.unchanged, listed.failed, listed.pruned) == (2, 1, 1, 1)
    assert look.counts == before.counts == {"unchanged": 1, "failed": 1}
