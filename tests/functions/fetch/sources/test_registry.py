"""Trials as a source: in the pack, read where they changed, asked about together, kept where the registry fails."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from invented import factories

from functions.fetch import handler
from functions.fetch.settings import FetchSettings
from functions.fetch.sources.registry import Registry
from functions.fetch.sources.source import Asked
from infra.sandbox import samples
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import serve
from shared.domain.evidence.pack import EvidencePack
from shared.platform.errors import UpstreamUnavailable
from shared.store import objects
from shared.store.evidence import peptides, searches, trials
from shared.store.operations import runs
from shared.store.publishing import versions

CHIMEROCIN = factories.peptide(slug="chimerocin", name="Chimerocin", aliases=[], terms=["chimerocin"])
EXEMPLIN = factories.peptide(slug="exemplin", name="Exemplin-12", aliases=["EXM-12"], terms=["exemplin-12"])
UTOPENTIDE = factories.peptide(slug="utopentide", name="Utopentide", aliases=[], terms=["utopentide"])


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    shutil.copytree(samples.CORPUS, folder)
    return folder


@pytest.fixture
async def ready(as_function, clock, corpus):
    async with serve(corpus) as sandbox:
        platform = as_function("fetch", **sandbox.env())
        await platform.db.batch(peptides.sync([CHIMEROCIN, EXEMPLIN, UTOPENTIDE], "sample", clock.now()))
        yield platform, sandbox


def change(corpus, nct, **status):
    path = corpus / "trials.json"
    held = json.loads(path.read_text("utf-8"))
    for each in held["studies"]:
        protocol = each["protocolSection"]
        if protocol["identificationModule"]["nctId"] == nct:
            protocol["statusModule"] |= status
    path.write_text(json.dumps(held), "utf-8")


async def run(platform, slug, run_id):
    outcome = await handler.handle(factories.fetch(slug=slug, run_id=run_id), platform)
    await platform.db.batch(outcome.writes)
    (message,) = outcome.messages
    return EvidencePack.decode(await objects.load(platform.files, message.pack))


async def asked(platform, *entries):
    marks = await searches.watermarks(platform.db, [each.slug for each in entries])
    found = []
    for each in entries:
        stored = await peptides.by_slug(platform.db, each.slug)
        mark = marks[each.slug, "clinicaltrials"]
        found.append(Asked(factories.fetch(slug=each.slug), stored, platform, mark))
    return found


async def test_a_peptides_trials_stand_in_its_pack_with_who_reports_them(ready):
    platform, _ = ready

    pack = await run(platform, "chimerocin", "run-1")

    assert {each.trial.nct: (each.reported_by, each.overdue) for each in pack.trials} == {
        "NCT99900046": (("990000046",), False),
        "NCT99900048": (("990000048",), False),
        "NCT99900049": ((), True),
    }
    registry, _ = await searches.of_run(platform.db, "run-1", "chimerocin")
    assert (registry.source, registry.query, registry.total) == ("clinicaltrials", '"chimerocin"', 3)


async def test_a_later_night_reads_what_was_updated_and_no_more(ready, corpus, clock):
    platform, _ = ready
    await run(platform, "chimerocin", "run-1")
    clock.advance(86_400)
    today = clock.now().date().isoformat()
    change(
        corpus,
        "NCT99900049",
        resultsFirstPostDateStruct={"date": today},
        lastUpdatePostDateStruct={"date": today},
    )

    pack = await run(platform, "chimerocin", "run-2")

    registry, _ = await searches.of_run(platform.db, "run-2", "chimerocin")
    assert (registry.ids, registry.total) == (("NCT99900049",), 3)
    assert [each.overdue for each in pack.trials] == [False, False, False]
    assert pack.trials[2].trial.results_posted == today


async def test_a_later_night_does_not_tell_readers_that_the_others_were_not_read(ready, clock):
    platform, _ = ready
    await run(platform, "chimerocin", "run-1")
    clock.advance(86_400)

    await run(platform, "chimerocin", "run-2")

    told = {each.source: each for each in await versions.searches(platform.db, "run-2", "chimerocin")}
    assert [(told[name].total, told[name].found) for name in ("pubmed", "clinicaltrials")] == [(9, 9), (3, 3)]
    assert all(each.since for each in told.values())


async def test_many_peptides_without_news_cost_one_request(ready):
    platform, sandbox = ready
    for each in (CHIMEROCIN, EXEMPLIN, UTOPENTIDE):
        await run(platform, each.slug, "run-1")
    before = sandbox.counts()["clinicaltrials"]

    quiet = await Registry.of(platform).quiet(await asked(platform, CHIMEROCIN, EXEMPLIN, UTOPENTIDE))

    assert quiet == {"chimerocin", "exemplin", "utopentide"}
    assert sandbox.counts()["clinicaltrials"] == before + 1


async def test_of_a_group_only_whose_trial_changed_is_asked_apart(ready, corpus, clock):
    platform, _ = ready
    for each in (CHIMEROCIN, EXEMPLIN, UTOPENTIDE):
        await run(platform, each.slug, "run-1")
    clock.advance(86_400)
    today = clock.now().date().isoformat()
    change(corpus, "NCT99900004", overallStatus="UNKNOWN", lastUpdatePostDateStruct={"date": today})

    members = await asked(platform, CHIMEROCIN, EXEMPLIN, UTOPENTIDE)
    quiet = await Registry.of(platform).quiet(members)
    await run(platform, "exemplin", "run-2")
    after = await Registry.of(platform).quiet(members)

    assert quiet == {"chimerocin", "utopentide"}
    assert after == {"chimerocin", "exemplin", "utopentide"}


async def test_a_peptide_that_a_known_trial_now_names_is_asked_apart(ready, corpus, clock):
    platform, _ = ready
    for each in (CHIMEROCIN, UTOPENTIDE):
        await run(platform, each.slug, "run-1")
    clock.advance(86_400)
    path = corpus / "trials.json"
    held = json.loads(path.read_text("utf-8"))
    for each in held["studies"]:
        protocol = each["protocolSection"]
        if protocol["identificationModule"]["nctId"] == "NCT99900049":
            protocol["armsInterventionsModule"]["interventions"].append({"type": "DRUG", "name": "Utopentide"})
            protocol["statusModule"]["lastUpdatePostDateStruct"] = {"date": clock.now().date().isoformat()}
    path.write_text(json.dumps(held), "utf-8")
    members = await asked(platform, CHIMEROCIN, UTOPENTIDE)
    await run(platform, "chimerocin", "run-2")

    assert await Registry.of(platform).quiet(members) == {"chimerocin"}


async def test_a_trial_that_becomes_overdue_is_news(ready, corpus, clock):
    platform, _ = ready
    change(corpus, "NCT99900049", completionDateStruct={"date": "2024-11-25"})
    before = await run(platform, "chimerocin", "run-1")
    member = await asked(platform, CHIMEROCIN)

    assert clock.now() < datetime(2026, 11, 25, tzinfo=UTC)
    assert await Registry.of(platform).quiet(member) == {"chimerocin"}
    clock.advance(3 * 86_400)
    assert await Registry.of(platform).quiet(member) == set()
    after = await run(platform, "chimerocin", "run-2")

    assert [each.overdue for each in before.trials] == [False, False, False]
    assert [each.overdue for each in after.trials] == [False, False, True]


async def test_a_registry_that_does_not_answer_keeps_the_old_set_and_its_date(as_function, clock, corpus):
    faults = Faults([])
    async with serve(corpus, faults=faults) as sandbox:
        platform = as_function("fetch", **sandbox.env())
        await platform.db.batch(peptides.sync([CHIMEROCIN], "sample", clock.now()))
        await platform.db.batch(runs.start("run-1", "single", "test", ["chimerocin"], clock.now()))
        before = await run(platform, "chimerocin", "run-1")
        read_at = (await searches.of_run(platform.db, "run-1", "chimerocin"))[0].searched_at
        clock.advance(86_400)
        await platform.db.batch(runs.start("run-2", "single", "test", ["chimerocin"], clock.now()))
        faults.replace([of_spec("clinicaltrials:500")], None)

        with pytest.raises(UpstreamUnavailable):
            await run(platform, "chimerocin", "run-2")
        clock.advance(7_200)
        after = await run(platform, "chimerocin", "run-2")

    registry, _ = await searches.of_run(platform.db, "run-2", "chimerocin")
    assert after.trials == before.trials
    assert (registry.failure, registry.searched_at) == ("ClinicalTrials.gov answered with an error (500)", read_at)


async def test_a_trial_that_did_not_come_is_owed_once(ready):
    platform, _ = ready
    await run(platform, "chimerocin", "run-1")
    (one,) = await asked(platform, CHIMEROCIN)
    search = (await searches.of_run(platform.db, "run-1", "chimerocin"))[0]
    ids = ["NCT99900046", "NCT99900048", "NCT99999999"]
    registry = Registry.of(platform)

    first = await registry.read(one, search, ids)
    mark = replace(one.mark, owed=first.owed)
    named = await registry.search(replace(one, mark=mark))
    second = await registry.read(replace(one, mark=mark), search, ids)

    assert first.missing == first.owed == second.missing == ("NCT99999999",)
    assert "NCT99999999" in named.ids
    assert second.owed == ()
    assert await trials.numbers(platform.db, "chimerocin", search.query_hash) >= {"NCT99900046", "NCT99900048"}


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, "https://clinicaltrials.gov/api/v2"),
        ({"PEPTALK_NCBI_URL": "https://eutils.example/x"}, "https://clinicaltrials.gov/api/v2"),
        # Who asks a stand-in about invented peptides never asks the registry itself about them.
        ({"PEPTALK_NCBI_URL": "http://127.0.0.1:8788/entrez/eutils"}, "http://127.0.0.1:8788/clinicaltrials/api/v2"),
        (
            {"PEPTALK_NCBI_URL": "http://127.0.0.1:1/e", "PEPTALK_CLINICALTRIALS_URL": "https://registry.example/v2/"},
            "https://registry.example/v2",
        ),
    ],
)
def test_where_the_registry_is_asked(variables, address):
    assert FetchSettings.read(variables).registry == address
