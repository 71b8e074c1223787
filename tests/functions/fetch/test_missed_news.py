"""News that somebody else's run has read already, or that comes beside other news, are news all the same."""

import json
import os
import shutil

import pytest
from invented import factories

from functions.fetch import handler
from functions.fetch.sources.registry import Registry
from functions.fetch.sources.source import Asked
from infra.sandbox import samples
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import serve
from shared.domain.evidence.pack import EvidencePack
from shared.domain.instants import stamp
from shared.platform.ports import Statement
from shared.store import objects
from shared.store.evidence import peptides, searches, studies
from shared.store.operations import runs

CHIMEROCIN = factories.peptide(slug="chimerocin", name="Chimerocin", aliases=[], terms=["chimerocin"])
UTOPENTIDE = factories.peptide(slug="utopentide", name="Utopentide", aliases=[], terms=["utopentide"])
BOTH = (CHIMEROCIN, UTOPENTIDE)
LONG_AGO = 1_600_000_000


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    shutil.copytree(samples.CORPUS, folder)
    for each in folder.glob("*.xml"):
        os.utime(each, (LONG_AGO, LONG_AGO))
    return folder


@pytest.fixture
def faults():
    return Faults([])


@pytest.fixture
async def ready(as_function, clock, corpus, faults):
    """Two peptides that were read whole yesterday."""
    async with serve(corpus, faults=faults) as sandbox:
        platform = as_function("fetch", **sandbox.env())
        await platform.db.batch(peptides.sync(BOTH, "sample", clock.now()))
        for each in BOTH:
            await run(platform, each.slug, "run-1")
        clock.advance(86_400)
        yield platform


async def run(platform, slug, run_id, **overrides):
    outcome = await handler.handle(factories.fetch(slug=slug, run_id=run_id, **overrides), platform)
    await platform.db.batch(outcome.writes)
    (message,) = outcome.messages
    return EvidencePack.decode(await objects.load(platform.files, message.pack))


async def asked(platform, name):
    marks = await searches.watermarks(platform.db, [each.slug for each in BOTH])
    return [
        Asked(
            factories.fetch(slug=each.slug),
            await peptides.by_slug(platform.db, each.slug),
            platform,
            marks[each.slug, name],
        )
        for each in BOTH
    ]


def registrations(corpus, change):
    path = corpus / "trials.json"
    held = json.loads(path.read_text("utf-8"))
    change(held["studies"])
    path.write_text(json.dumps(held), "utf-8")


def protocol(found, nct):
    return next(
        each["protocolSection"] for each in found if each["protocolSection"]["identificationModule"]["nctId"] == nct
    )


def own(platform, name):
    return next(each for each in handler.sources_of(platform) if each.name == name)


async def test_a_peptides_new_trial_is_news_beside_a_known_one(ready, corpus, clock):
    today = {"date": clock.now().date().isoformat()}

    def once(found):
        protocol(found, "NCT99900049")["statusModule"]["lastUpdatePostDateStruct"] = today

    registrations(corpus, once)
    await run(ready, "chimerocin", "run-2")
    marks = await asked(ready, "clinicaltrials")

    def another(found):
        made = json.loads(json.dumps(next(e for e in found if e["protocolSection"] is protocol(found, "NCT99900049"))))
        made["protocolSection"]["identificationModule"]["nctId"] = "NCT99911111"
        found.append(made)

    registrations(corpus, another)

    assert await Registry.of(ready).quiet(marks) == {"utopentide"}


async def test_a_trial_of_two_that_one_has_read_is_news_of_the_other(ready, corpus, clock):
    today = {"date": clock.now().date().isoformat()}

    def once(found):
        protocol(found, "NCT99900049")["statusModule"]["lastUpdatePostDateStruct"] = today

    def both(found):
        made = json.loads(json.dumps(next(e for e in found if e["protocolSection"] is protocol(found, "NCT99900049"))))
        made["protocolSection"]["identificationModule"]["nctId"] = "NCT99911111"
        interventions = made["protocolSection"]["armsInterventionsModule"]["interventions"]
        interventions.append({"type": "DRUG", "name": "Utopentide"})
        found.append(made)

    registrations(corpus, once)
    await run(ready, "chimerocin", "run-2")
    members = await asked(ready, "clinicaltrials")
    registrations(corpus, both)
    await run(ready, "utopentide", "run-3")

    assert await Registry.of(ready).quiet(members) == {"utopentide"}
    await run(ready, "chimerocin", "run-3")
    assert await Registry.of(ready).quiet(await asked(ready, "clinicaltrials")) == {"chimerocin", "utopentide"}


async def test_a_record_of_two_that_one_has_read_is_news_of_the_other(ready, corpus, clock):
    members = await asked(ready, "pubmed")
    made = (corpus / "utopentide.xml").read_text("utf-8")
    first = made[made.index("<PubmedArticle>") : made.index("</PubmedArticle>") + len("</PubmedArticle>")]
    pmid = first[first.index("<PMID") : first.index("</PMID>")].rpartition(">")[2]
    new = first.replace(pmid, "999999001").replace("<ArticleTitle>", "<ArticleTitle>Chimerocin beside utopentide: ", 1)
    (corpus / "both.xml").write_text(f"<PubmedArticleSet>{new}</PubmedArticleSet>", "utf-8")
    os.utime(corpus / "both.xml", (clock.now().timestamp(), clock.now().timestamp()))
    await run(ready, "utopentide", "run-2")

    assert await own(ready, "pubmed").quiet(members) == {"utopentide"}
    await run(ready, "chimerocin", "run-2")
    assert await own(ready, "pubmed").quiet(await asked(ready, "pubmed")) == {"chimerocin", "utopentide"}


async def test_a_trial_that_another_run_read_anew_stirs_whoever_has_it(ready, clock):
    assert await studies.stirred(ready.db, ["chimerocin", "utopentide"]) == set()

    await ready.db.run(Statement("UPDATE trials SET updated_at = ?1 WHERE nct = 'NCT99900049'", (stamp(clock.now()),)))

    assert await studies.stirred(ready.db, ["chimerocin", "utopentide"]) == {"chimerocin"}


async def test_what_changed_while_the_pack_was_made_stirs(ready, clock, monkeypatch):
    real = handler.decide

    async def slowly(*args):
        decided = await real(*args)
        clock.advance(5)
        await ready.db.run(
            Statement(
                "UPDATE studies SET updated_at = ?1 WHERE id IN "
                "(SELECT study_id FROM peptide_studies WHERE slug = 'chimerocin')",
                (stamp(clock.now()),),
            )
        )
        clock.advance(5)
        return decided

    monkeypatch.setattr(handler, "decide", slowly)
    await run(ready, "chimerocin", "run-2")

    assert await studies.stirred(ready.db, ["chimerocin"]) == {"chimerocin"}


@pytest.mark.parametrize("while_reading", [False, True])
async def test_a_registry_that_fails_takes_nothing_from_a_page_of_another_question(
    while_reading, ready, clock, faults, monkeypatch
):
    before = await run(ready, "chimerocin", "run-2")
    read_at = (await searches.of_run(ready.db, "run-2", "chimerocin"))[0].searched_at
    renamed = factories.peptide(slug="chimerocin", name="Chimerocin", aliases=["CMR-1"], terms=["chimerocin"])
    await ready.db.batch(peptides.sync([renamed, UTOPENTIDE], "sample", clock.now()))
    await ready.db.batch(runs.start("run-3", "single", "test", ["chimerocin"], clock.now()))
    clock.advance(7_200)
    real = Registry.read

    async def broken(self, *args):
        faults.replace([of_spec("clinicaltrials:500")], None)
        return await real(self, *args)

    monkeypatch.setattr(Registry, "read", broken)
    if not while_reading:
        faults.replace([of_spec("clinicaltrials:500")], None)

    after = await run(ready, "chimerocin", "run-3", fresh=True)

    registry, _ = await searches.of_run(ready.db, "run-3", "chimerocin")
    assert [each.trial.nct for each in after.trials if each.overdue] == ["NCT99900049"]
    assert after.trials == before.trials
    assert (registry.failure, registry.searched_at) == ("ClinicalTrials.gov answered with an error (500)", read_at)
