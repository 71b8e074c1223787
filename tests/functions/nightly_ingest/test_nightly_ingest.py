"""The producer opens one run per slot, however often it is told to."""

import json
from datetime import UTC, datetime

import pytest
from invented.factories import peptide
from rigs.fakes import ListQueue

from functions.nightly_ingest.handler import run_id_of, scheduled
from queues.messages import decode
from shared.platform.errors import ConfigurationError, UpstreamUnavailable
from shared.platform.ports import Statement, Tick
from shared.store.evidence import peptides
from shared.store.operations import runs
from shared.store.operations.run_start import begin

SLOT = Tick("0 2 * * *", datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
RUN = "nightly-2026-11-23T02:00:00Z"


@pytest.fixture
async def ingest(as_function, clock):
    """The producer over a catalog of two, beside one peptide typed by hand and one invented."""
    platform = as_function("nightly_ingest")
    two = [peptide(slug="bpc-157", name="BPC-157"), peptide(slug="kpv", name="KPV", aliases=[])]
    await platform.db.batch(
        [
            *peptides.sync(two, "catalog", clock.now()),
            *peptides.sync([peptide(slug="sample-1", name="Sample-1", aliases=[])], "sample", clock.now()),
            peptides.add_ad_hoc(peptide(slug="typed", name="Typed", aliases=[], category="ad hoc"), clock.now()),
        ]
    )
    return platform


def sent(platform):
    return [decode(body) for body in platform.queues["peptalk-fetch"].bodies]


async def test_a_night_asks_for_every_active_peptide_of_the_catalog_and_no_other(ingest, lines):
    await scheduled(SLOT, ingest)

    assert [(message.identity, message.group) for message in sent(ingest)] == [
        (f"fetch/{RUN}/bpc-157/group-2", ("bpc-157", "kpv"))
    ]
    assert {item.slug for item in await runs.items(ingest.db, RUN)} == {"bpc-157", "kpv"}
    assert json.loads(lines[-1])["message"] == f"nightly-ingest {RUN}: 2 peptides queued"


async def test_a_group_has_the_trace_of_its_first_item(ingest):
    await scheduled(SLOT, ingest)

    traces = {item.slug: item.trace_id for item in await runs.items(ingest.db, RUN)}
    assert [message.trace_id for message in sent(ingest)] == [traces["bpc-157"]]
    assert len(set(traces.values())) == 2


async def test_a_large_catalog_is_asked_about_in_groups_that_hold_every_peptide_once(ingest, clock):
    many = [peptide(slug=f"p-{n:04}", name=f"P {n}", aliases=[]) for n in range(1_010)]
    await ingest.db.batch(peptides.sync(many, "catalog", clock.now()))

    await scheduled(SLOT, ingest)

    groups = [message.group for message in sent(ingest)]
    assert max(map(len, groups)) == 120
    assert sorted(slug for each in groups for slug in each) == sorted(each.slug for each in many)


async def test_a_doubled_tick_is_the_same_run_and_the_same_work(ingest):
    await scheduled(SLOT, ingest)
    await scheduled(SLOT, ingest)

    assert len(await runs.latest(ingest.db, 10)) == 1
    assert len({message.identity for message in sent(ingest)}) == 1
    assert len(await ingest.db.all(Statement("SELECT * FROM work"))) == 1


async def test_a_tick_that_died_before_it_sent_is_made_good_by_the_next(ingest):
    class Down(ListQueue):
        async def send_batch(self, bodies, *, delay_seconds=0):
            raise UpstreamUnavailable("queues are down")

    working = ingest.queues["peptalk-fetch"]
    ingest.queues["peptalk-fetch"] = Down()
    with pytest.raises(UpstreamUnavailable):
        await scheduled(SLOT, ingest)

    ingest.queues["peptalk-fetch"] = working
    await scheduled(SLOT, ingest)

    assert len(sent(ingest)) == 1


async def test_an_empty_catalog_makes_a_finished_run(as_function):
    platform = as_function("nightly_ingest")

    await scheduled(SLOT, platform)

    assert (await runs.by_id(platform.db, RUN)).finished_at is not None


async def test_a_retired_peptide_is_left_in_peace(ingest, clock):
    await ingest.db.batch(peptides.sync([peptide(slug="kpv", name="KPV", aliases=[])], "catalog", clock.now()))

    await scheduled(SLOT, ingest)

    assert [message.slug for message in sent(ingest)] == ["kpv"]


async def test_the_demo_runs_over_the_sample_catalog(ingest, as_function):
    await scheduled(SLOT, as_function("nightly_ingest", PEPTALK_CATALOG="sample"))

    assert [message.slug for message in sent(ingest)] == ["sample-1"]


async def test_a_catalog_that_does_not_exist_is_named(as_function):
    with pytest.raises(ConfigurationError, match="PEPTALK_CATALOG: Input should be 'catalog' or 'sample'"):
        await scheduled(SLOT, as_function("nightly_ingest", PEPTALK_CATALOG="everything"))


async def test_a_large_catalog_is_begun_in_chunks_and_whole(ingest, clock):
    many = [peptide(slug=f"p-{n}", name=f"P {n}", aliases=[]) for n in range(2_500)]
    await ingest.db.batch(peptides.sync(many, "catalog", clock.now()))

    count = await begin(ingest, "batch-1", "batch", "test", [each.slug for each in many])

    assert count == len(sent(ingest)) == 2_500


def test_a_slot_names_its_run():
    assert run_id_of(SLOT.scheduled) == RUN
