"""A retraction reaches every version of a page that rested on the study, whichever way it became known."""

from functions.verify import superseded
from shared.domain.evidence.override import Override
from shared.domain.instants import stamp
from shared.domain.vocabulary import Flag
from shared.store.evidence import overrides, study_flags
from shared.store.publishing import version_records
from shared.store.publishing.version_records import LAST

PAGE, SMALL = "pretendulin", "utopentide"
TRIAL, OTHER, ONLY = "990000021", "990000022", "990000045"
"""Two trials that Pretendulin's page quotes, and the only study that Utopentide's page quotes."""


async def told(published):
    return sorted(
        (each.slug, each.version, each.kind.value, each.pmid, each.state) for each in await published.notices()
    )


async def another_version(published, pmid, night=1):
    """A version 2 of the page that rests on this record, which says a sentence more."""
    published.change(pmid, lambda record: record.replace("</AbstractText>", " It was seen anew.</AbstractText>", 1))
    await published.night(night)


async def test_a_retraction_that_the_nights_ingest_saw_first_reaches_the_version_before(published):
    published.told(TRIAL, "RetractionIn")
    await published.night(1)
    assert (await published.current(PAGE)).version == 2

    await published.tick(night=1)
    await published.tick(night=2)

    assert await told(published) == [(PAGE, 1, "retraction", TRIAL, "published")]
    (notice,) = await published.notices()
    assert (notice.outcome, notice.settled_at, notice.sent_at) == (None, notice.issued_at, None)


async def test_every_version_that_rested_on_a_retracted_study_is_told_of_once(published):
    await another_version(published, OTHER)
    assert (await published.current(PAGE)).version == 2
    published.told(TRIAL, "RetractionIn")

    await published.tick(night=1)
    await published.judged()
    await published.tick(night=1, hour=5)
    await published.tick(night=2)

    assert await told(published) == [
        (PAGE, 1, "retraction", TRIAL, "published"),
        (PAGE, 2, "retraction", TRIAL, "published"),
    ]
    assert {(each.version, each.outcome) for each in await published.notices()} == {(1, None), (2, 3)}


async def test_the_versions_before_a_withdrawn_one_are_told_of_too(published):
    await another_version(published, ONLY)
    assert (await published.current(SMALL)).version == 2
    published.told(ONLY, "RetractionIn")

    await published.tick(night=1)
    await published.tick(night=2)

    assert (await published.current(SMALL)).withdrawn
    assert await told(published) == [
        (SMALL, 1, "retraction", ONLY, "published"),
        (SMALL, 2, "retraction", ONLY, "withdrawn"),
    ]


async def test_a_concern_and_a_retraction_since_then_are_two_notices(published):
    await another_version(published, OTHER)
    published.told(TRIAL, "ExpressionOfConcernIn")
    await published.night(2)
    await published.tick(night=2)
    published.told(TRIAL, "RetractionIn")
    await published.night(3)
    await published.tick(night=3)

    of_first = [(kind, pmid) for _, version, kind, pmid, _ in await told(published) if version == 1]
    assert of_first == [("expression_of_concern", TRIAL), ("retraction", TRIAL)]
    # Version 3 shows the concern itself, and is told of the retraction alone.
    assert [kind for _, version, kind, _, _ in await told(published) if version == 3] == ["retraction"]


async def test_what_a_person_cleared_is_no_notice(published):
    await another_version(published, OTHER)
    suspected = study_flags.Told(f"PMID:{TRIAL}", Flag.RETRACTION_SUSPECTED, "crossref")
    now = published.clock.now()
    await published.embedded.db.run(study_flags.record([suspected], now))
    cleared = Override(id="o1", pmid=TRIAL, action="include", reason="another work", person="Ada", made_at=stamp(now))
    await published.embedded.db.batch(overrides.make(cleared, now))

    issued = await superseded.look(published.embedded.platform("verify"), "", LAST)
    rested = await version_records.flagged(published.embedded.db, "", LAST)
    await published.embedded.db.run(overrides.end("o1", "Ada", "it was that work", now))
    since = await superseded.look(published.embedded.platform("verify"), "", LAST)

    assert [(each.slug, each.version, each.pmid) for each in rested] == [(PAGE, 1, TRIAL)]
    assert (issued, since) == (0, 1)
    assert await told(published) == [(PAGE, 1, "retraction_suspected", TRIAL, "published")]


async def test_a_version_whose_monograph_is_lost_alerts_and_keeps_no_other_from_its_notice(published):
    await another_version(published, OTHER)
    await another_version(published, ONLY, 2)
    (row,) = await published.rows("SELECT monograph FROM page_versions WHERE slug = ? AND version = 1", SMALL)
    kept = await published.embedded.files.get(row["monograph"])
    await published.embedded.files.delete(row["monograph"])
    published.told(TRIAL, "RetractionIn")

    await published.tick(night=2)
    assert (await published.current(SMALL)).version == 2
    alerted = [each for each in await published.alerts() if each.startswith("version/")]
    await published.embedded.files.put(row["monograph"], kept)
    await published.tick(night=3)

    assert alerted == [f"version/{SMALL}@1"]
    assert (PAGE, 1, "retraction", TRIAL, "published") in await told(published)
    assert [each for each in await published.alerts() if each.startswith("version/")] == []
