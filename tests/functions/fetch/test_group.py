"""A group of peptides in one delivery: what is unchanged ends, the rest goes on, and what it costs."""

import os
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from invented import factories

from functions.fetch import handler
from functions.fetch.sources import quiet, registry
from functions.fetch.sources.pubmed import PubMed
from functions.fetch.sources.trials import ClinicalTrials
from infra.sandbox import samples
from infra.sandbox.server import serve
from queues.messages import FetchStudies
from shared.domain.fingerprints import present
from shared.domain.instants import stamp
from shared.platform.errors import UpstreamRefused, UpstreamUnavailable
from shared.platform.ports import Statement
from shared.store import objects
from shared.store.evidence import peptides, searches
from shared.store.operations import runs
from shared.store.publishing import quoted

NAMES = ("chimerocin", "fabulotide", "fictamorelin", "pretendulin", "utopentide")
LONG_AGO = 1_600_000_000


@pytest.fixture
async def night(as_function, clock, tmp_path):
    """Five peptides, read whole a while ago from a corpus that has not changed since, and decided on."""
    corpus = tmp_path / "corpus"
    shutil.copytree(samples.CORPUS, corpus)
    for each in corpus.glob("*.xml"):
        os.utime(each, (LONG_AGO, LONG_AGO))
    async with serve(corpus) as sandbox:
        platform = as_function("fetch", **sandbox.env())
        known = [factories.peptide(slug=each, name=each.title(), aliases=[], terms=[each]) for each in NAMES]
        await platform.db.batch(peptides.sync(known, "sample", clock.now()))
        for slug in NAMES:
            outcome = await handler.handle(factories.fetch(slug=slug, run_id="first"), platform)
            stored = await peptides.by_slug(platform.db, slug)
            now = present(objects.hash_in(outcome.messages[0].pack), stored.peptide.shown(clock.now().date()))
            kept = {"draft": f"drafts/{factories.HASH}.json", "monograph": f"monographs/{factories.HASH}.json"}
            done = peptides.decided(slug, now, **kept, run_id="first", now=clock.now())
            await platform.db.batch([*outcome.writes, done])
        clock.advance(40 * 86_400)
        # As if a night had just been: of what the corpus holds nothing is within the overlap.
        await platform.db.run(Statement("UPDATE watermarks SET clean_at = ?1", (stamp(clock.now()),)))
        await platform.db.batch(runs.start("night", "nightly", "night", NAMES, clock.now()))
        yield platform, sandbox, corpus


def job(**overrides) -> FetchStudies:
    return factories.fetch(run_id="night", slug=NAMES[0], group=NAMES, **overrides)


async def settled(platform, outcome):
    await platform.db.batch(outcome.writes)
    return {each.slug: each.state for each in await runs.items(platform.db, "night")}


async def test_where_nothing_is_new_one_request_ends_them_all(night):
    platform, sandbox, _ = night
    before = sandbox.counts()["ncbi"]

    outcome = await handler.handle(job(), platform)

    assert sandbox.counts()["ncbi"] - before == 1
    assert list(outcome.messages) == []
    assert await settled(platform, outcome) == dict.fromkeys(NAMES, "unchanged")
    assert (await runs.by_id(platform.db, "night")).finished_at is not None


async def test_only_whom_a_new_record_may_concern_goes_on_and_the_others_are_asked_about_together(night, clock):
    platform, sandbox, corpus = night
    for each in samples.LATER.glob("*.xml"):
        shutil.copy(each, corpus)
        os.utime(corpus / each.name, (clock.now().timestamp(), clock.now().timestamp()))
    before = sandbox.counts()["ncbi"]

    outcome = await handler.handle(job(), platform)

    assert [each.slug for each in outcome.messages] == ["pretendulin"]
    assert not outcome.messages[0].group
    assert sandbox.counts()["ncbi"] - before == 3
    states = await settled(platform, outcome)
    assert states.pop("pretendulin") == "queued"
    assert set(states.values()) == {"unchanged"}

    alone = await handler.handle(outcome.messages[0], platform)
    (search,) = [e for e in await searches.of_run(platform.db, "night", "pretendulin") if e.source == "pubmed"]
    assert (len(search.ids), search.since != "") == (1, True)
    assert alone.messages[0].kind == "SynthesizeMonograph"


async def test_quotes_that_took_a_models_place_go_on_to_the_writer_though_nothing_is_new(night):
    platform, _, _ = night
    quotes = f"drafts/{factories.HASH}.json"
    await platform.db.batch(
        [
            quoted.mark("fabulotide", quotes, "the budget is spent"),
            quoted.mark("utopentide", "drafts/older.json", "the budget is spent"),
        ]
    )

    outcome = await handler.handle(job(), platform)
    [one] = outcome.messages
    [asked] = (await handler.handle(one, platform)).messages
    await platform.db.run(quoted.mark("fabulotide", "drafts/older.json", "the budget is spent"))
    left = await handler.handle(one.model_copy(update={"run_id": "later"}), platform)

    assert (one.slug, one.group, asked.kind, asked.slug) == ("fabulotide", (), "SynthesizeMonograph", "fabulotide")
    assert (left.messages, left.settled and left.settled.state) == ((), "unchanged")


async def test_what_several_searches_found_is_read_and_told_apart_together(night, clock, monkeypatch):
    platform, sandbox, corpus = night
    monkeypatch.setattr(quiet, "TOGETHER", 2)
    now = clock.now().timestamp()
    for each in samples.LATER.glob("*.xml"):
        shutil.copy(each, corpus)
        os.utime(corpus / each.name, (now, now))
    os.utime(corpus / "utopentide.xml", (now, now))
    before = sandbox.counts()["ncbi"]

    outcome = await handler.handle(job(), platform)

    searched, read, asked_whose = 3, 1, 1
    assert sandbox.counts()["ncbi"] - before == searched + read + asked_whose
    assert [each.slug for each in outcome.messages] == ["pretendulin"]


async def test_who_shares_a_search_that_pubmed_refuses_goes_on_alone_and_nobody_else(night, monkeypatch):
    platform, _, _ = night
    monkeypatch.setattr(quiet, "TOGETHER", 2)
    named = PubMed.named

    async def refused(self, text):
        if "fabulotide" in text:
            raise UpstreamRefused("PubMed rewrites it")
        return await named(self, text)

    monkeypatch.setattr(PubMed, "named", refused)

    outcome = await handler.handle(job(), platform)

    assert [each.slug for each in outcome.messages] == ["chimerocin", "fabulotide"]


async def test_who_shares_a_question_that_the_registry_refuses_goes_on_alone_and_nobody_else(night, monkeypatch):
    platform, _, _ = night
    monkeypatch.setattr(registry, "QUESTION_AT_MOST", 40)
    find = ClinicalTrials.find

    async def refused(self, text, *args, **rest):
        if "fabulotide" in text.casefold():
            raise UpstreamRefused("the registry does not take it")
        return await find(self, text, *args, **rest)

    monkeypatch.setattr(ClinicalTrials, "find", refused)

    outcome = await handler.handle(job(), platform)

    gone = {each.slug for each in outcome.messages}
    assert "fabulotide" in gone
    assert len(gone) < len(NAMES)


async def test_records_modified_without_a_difference_change_nothing(night, clock):
    platform, sandbox, corpus = night
    now = clock.now().timestamp()
    os.utime(corpus / "utopentide.xml", (now, now))
    before = sandbox.counts()["ncbi"]

    outcome = await handler.handle(job(), platform)

    assert list(outcome.messages) == []
    assert sandbox.counts()["ncbi"] - before == 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE watermarks SET query = 'another' WHERE slug = 'fabulotide'",
        "UPDATE watermarks SET reading = 'another' WHERE slug = 'fabulotide'",
        "UPDATE watermarks SET owed = '[\"1\"]' WHERE slug = 'fabulotide'",
        "DELETE FROM watermarks WHERE slug = 'fabulotide'",
        "UPDATE peptides SET decided_judging = 'another' WHERE slug = 'fabulotide'",
        "UPDATE peptides SET decided_evidence = '' WHERE slug = 'fabulotide'",
        "UPDATE peptides SET state = 'retired' WHERE slug = 'fabulotide'",
        "UPDATE studies SET updated_at = '3' WHERE title LIKE '%fabulotide%'",
    ],
)
async def test_whose_question_or_page_is_another_one_goes_on_alone(change, night):
    platform, _, _ = night
    await platform.db.run(Statement(change))

    outcome = await handler.handle(job(), platform)

    assert [each.slug for each in outcome.messages] == ["fabulotide"]


async def test_an_outage_ends_nothing(night):
    platform, _, _ = night
    gone = replace(platform, env={**platform.env, "PEPTALK_NCBI_URL": "http://127.0.0.1:9/entrez/eutils"})

    with pytest.raises(UpstreamUnavailable):
        await handler.handle(job(), gone)


async def test_a_watermark_moves_within_a_week_of_unchanged_nights(night, clock):
    platform, _, _ = night
    before = await searches.watermarks(platform.db, NAMES)

    for _ in range(7):
        clock.advance(timedelta(days=1).total_seconds())
        await platform.db.batch((await handler.handle(job(), platform)).writes)

    after = await searches.watermarks(platform.db, NAMES)
    assert all(after[slug, "pubmed"].clean_at > before[slug, "pubmed"].clean_at for slug in NAMES)
