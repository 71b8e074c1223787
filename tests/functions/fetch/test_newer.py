"""What the newest evidence has beyond the page: what takes part in it, whether or not there was room to name all."""

import json

import pytest
from invented.editions import asked, catalog, edition
from invented.factories import SLUG, appraisal, pack_study, peptide, study

from functions.fetch.newer import newer
from functions.render.handler import handle
from shared.domain.evidence.pack import PackClass
from shared.domain.vocabulary import Design, Flag, Role, Species
from shared.platform.ports import Statement
from shared.store import objects
from shared.store.evidence import newer_studies, peptides, studies
from shared.store.publishing import notices

NEW = "990001001"
PAGE = edition()


@pytest.fixture
async def page(as_function):
    """A page that was published from the pack of an edition, and other evidence decided on since."""
    one = as_function("render")
    await catalog(one.db, one.clock.now(), peptide(sample=True))
    outcome = await handle(await asked(one, PAGE), one)
    await one.db.batch(outcome.writes)
    return one


async def noted(platform, pack):
    """The PMIDs that are noted of this pack, None where nothing is."""
    stored = await peptides.by_slug(platform.db, SLUG)
    await platform.db.batch(await newer(pack, objects.key_of("packs", pack.encode()), stored, platform))
    row = await platform.db.first(Statement("SELECT evidence, pmids FROM newer_studies"))
    assert row is None or row["evidence"] == pack.hash
    return None if row is None else json.loads(row["pmids"])


def more(*fields, **of_pack):
    """The page's evidence with further studies, by the fields of each."""
    further = [pack_study(10 + at, str(int(NEW) + at), **each) for at, each in enumerate(fields)]
    return PAGE.pack.model_copy(update={"studies": (*PAGE.pack.studies, *further), **of_pack})


async def test_what_takes_part_is_noted_and_what_is_excluded_is_not(page):
    found = more(
        {"selected": False, "reason": "beyond"},
        {"appraisal": appraisal(flags=(Flag.RETRACTED,))},
        {"appraisal": appraisal(flags=(Flag.RETRACTION_SUSPECTED,))},
        {"appraisal": appraisal(design=Design.CONTEXT)},
        {"counted": False},
        {"role": Role.MENTIONED},
        {"role": Role.ENDOGENOUS},
        {"appraisal": appraisal(design=Design.NARRATIVE_REVIEW)},
    )

    assert await noted(page, found) == [NEW, str(int(NEW) + 7)]


async def test_a_page_of_this_very_evidence_lacks_nothing(page):
    assert await noted(page, more({})) == [NEW]
    assert await noted(page, PAGE.pack) is None


async def test_evidence_that_only_reads_otherwise_is_noted_without_a_study(page):
    first, *others = PAGE.pack.studies
    changed = PAGE.pack.model_copy(update={"studies": (first.model_copy(update={"revision": "f" * 16}), *others)})

    assert await noted(page, changed) == []


async def test_what_was_found_before_the_page_is_not_newer_where_a_full_manifest_did_not_name_it(page):
    old, late = NEW, str(int(NEW) + 1)
    now = page.clock.now()
    await page.db.batch(studies.record([(study(old), appraisal())], slug=SLUG, query_hash="q1", now=now))
    page.clock.advance(60)
    await page.db.batch(studies.record([(study(late), appraisal())], slug=SLUG, query_hash="q1", now=page.clock.now()))
    await page.db.run(Statement("UPDATE page_versions SET published_at = '2026-11-23T02:00:30.000Z'"))
    crowd = PackClass(
        design=Design.EXPERIMENT, species=Species.IN_VITRO, reason="no room", count=9_000, revisions="a" * 16
    )

    assert await noted(page, more({}, {})) == [old, late]
    assert await noted(page, more({}, {}, unlisted=(crowd,))) == [late]


async def test_without_a_page_nothing_is_noted(page):
    await page.db.run(newer_studies.note(SLUG, "a" * 64, [NEW], page.clock.now()))
    await page.db.batch(notices.withdraw(SLUG, 1, "It was withdrawn.", page.clock.now()))

    assert await noted(page, more({})) is None


@pytest.mark.parametrize(("from_newest", "left"), [(True, None), (False, [str(int(NEW) + 1)])])
async def test_a_version_takes_out_what_it_was_written_from(page, from_newest, left):
    newest = more({}, {})
    await noted(page, newest)
    written = newest if from_newest else more({})
    made = edition(more=1)
    monograph = made.monograph.model_copy(update={"pack": written.hash})
    again = type(made)(written, made.draft, monograph)
    page.clock.advance(60)
    job = await asked(page, again, "batch-20261124-0001")
    outcome = await handle(job, page)
    await page.db.batch(outcome.writes)

    assert outcome.settled is not None
    assert outcome.settled.state == "published"
    row = await page.db.first(Statement("SELECT pmids FROM newer_studies"))
    assert (None if row is None else json.loads(row["pmids"])) == left
