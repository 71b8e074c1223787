"""Studies and searches in a real database: unchanged writes nothing, every revision stays, links per query."""

import pytest
from invented import factories

from shared.domain.vocabulary import Design
from shared.platform.errors import Corrupt
from shared.platform.ports import Statement
from shared.store.evidence import peptides, searches, studies
from shared.store.evidence.searches import Search

A, B = "a" * 16, "b" * 16


@pytest.fixture
async def known(db, clock):
    """A database that knows the peptide and a run."""
    await db.batch(peptides.sync([factories.peptide()], "sample", clock.now()))
    return db


async def keep(db, clock, *pmids, query=A, appraisal=None, **fields):
    found = [(factories.study(pmid, **fields), appraisal or factories.appraisal()) for pmid in pmids]
    await db.batch(studies.record(found, slug=factories.SLUG, query_hash=query, now=clock.now()))
    return found


async def rows(db, table):
    return await db.all(Statement(f"SELECT * FROM {table} ORDER BY 1, 2, 3", {}))


async def test_what_is_kept_comes_back_whole(known, clock):
    kept = await keep(known, clock, "1", "2")

    assert await studies.of(known, factories.SLUG, A) == kept
    assert await studies.count(known, factories.SLUG, A) == 2


async def test_an_unchanged_record_writes_nothing(known, clock):
    await keep(known, clock, "1")
    before = {table: await rows(known, table) for table in ("studies", "study_revisions", "peptide_studies")}

    clock.advance(86_400)
    await keep(known, clock, "1")

    assert {table: await rows(known, table) for table in before} == before


async def test_a_changed_record_replaces_it_and_both_revisions_stay(known, clock):
    await keep(known, clock, "1")
    clock.advance(86_400)
    ((changed, _),) = await keep(known, clock, "1", title="Another title.")

    ((now, _),) = await studies.of(known, factories.SLUG, A)
    assert now.title == "Another title."
    revisions = await rows(known, "study_revisions")
    assert len(revisions) == 2
    assert changed.revision in {each["revision"] for each in revisions}


async def test_another_appraisal_of_the_same_revision_holds_and_makes_no_revision(known, clock):
    await keep(known, clock, "1")
    await keep(known, clock, "1", appraisal=factories.appraisal(n=7))

    ((_, appraisal),) = await studies.of(known, factories.SLUG, A)
    assert appraisal.n == 7
    assert len(await rows(known, "study_revisions")) == 1


async def test_a_query_has_the_studies_that_it_found(known, clock):
    await keep(known, clock, "1", query=A)
    await keep(known, clock, "2", query=B)

    assert [each.pmid for each, _ in await studies.of(known, factories.SLUG, A)] == ["1"]
    assert [each.pmid for each, _ in await studies.of(known, factories.SLUG, B)] == ["2"]


async def test_a_link_to_a_record_that_the_database_lacks_is_left_out(known, clock):
    await keep(known, clock, "1", query=A)

    await known.run(studies.link(["1", "404"], slug=factories.SLUG, query_hash=B, now=clock.now()))

    assert [each.pmid for each, _ in await studies.of(known, factories.SLUG, B)] == ["1"]


async def test_a_withdrawn_record_is_a_notice_until_it_comes_again(known, clock):
    await keep(known, clock, "1", "2")

    await known.run(studies.withdraw(["1"], clock.now()))
    withdrawn = {study.pmid: each for study, each in await studies.of(known, factories.SLUG, A)}
    await keep(known, clock, "1")
    again = {study.pmid: each for study, each in await studies.of(known, factories.SLUG, A)}

    assert (withdrawn["1"].design, withdrawn["1"].rules, withdrawn["1"].usable) == (Design.NOTICE, ("deleted",), False)
    assert withdrawn["2"].usable
    assert again["1"].usable


async def test_more_than_a_page_comes_back_in_order(known, clock):
    pmids = [str(n) for n in range(1000, 1205)]
    await keep(known, clock, *pmids)

    assert [each.pmid for each, _ in await studies.of(known, factories.SLUG, A)] == pmids


async def test_statements_stay_below_what_a_parameter_may_hold(clock):
    long = [(factories.study(str(n), vernacular_title="é" * 100_000), factories.appraisal()) for n in range(12)]

    made = studies.record(long, slug=factories.SLUG, query_hash=A, now=clock.now())

    assert len(made) > 3
    assert studies.record([], slug=factories.SLUG, query_hash=A, now=clock.now()) == []


async def test_a_record_that_cannot_be_read_is_corrupt_by_name(known, clock):
    await keep(known, clock, "1")
    await known.run(Statement("UPDATE studies SET record = json_set(record, '$.title', json('{}'))", {}))

    with pytest.raises(Corrupt, match="PMID:1"):
        await studies.of(known, factories.SLUG, A)


def search(**overrides):
    fields = {
        "run_id": factories.RUN,
        "slug": factories.SLUG,
        "source": "pubmed",
        "query": '"x"[tiab]',
        "query_hash": A,
        "translation": "x[Title/Abstract]",
        "warnings": ("é: not found",),
        "total": 2,
        "ids": ("2", "1"),
        "searched_at": "2026-11-23T02:00:00.000Z",
    }
    return Search(**{**fields, **overrides})


async def test_the_first_search_of_a_run_holds_and_keeps_its_order(known):
    await known.run(searches.record(search()))
    await known.run(searches.record(search(ids=("9",), total=1)))

    assert await searches.of_run(known, factories.RUN, factories.SLUG) == [search()]
    assert await searches.of_run(known, "another-run", factories.SLUG) == []


async def test_missing_records_are_named_once(known):
    await known.run(searches.record(search()))

    for ids in (["2"], ["2", "1"]):
        await known.run(searches.add_unread(search(), missing=ids))

    (kept,) = await searches.of_run(known, factories.RUN, factories.SLUG)
    assert sorted(kept.missing) == ["1", "2"]
