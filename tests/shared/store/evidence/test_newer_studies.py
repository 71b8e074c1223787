"""How many studies a page does not take in yet: true of this very moment, whatever became known since it was noted."""

import json

import pytest
from invented.factories import HASH, SLUG, appraisal, peptide, study

from shared.domain.evidence.override import Override
from shared.domain.vocabulary import Flag
from shared.platform.ports import Statement
from shared.store.evidence import newer_studies, overrides, peptides, studies, study_flags
from shared.store.evidence.newer_studies import Newer
from shared.store.publishing import notices

ONE, TWO, THREE = (f"99000000{number}" for number in (1, 2, 3))
QUERY = "0123456789abcdef"
NEWEST = "b" * 64
_VERSION = """
INSERT INTO page_versions (slug, version, run_id, trace_id, pack, draft, monograph, storage_key, pdf_key, manifest_key,
                           content_hash, evidence_grade, changed, approved_by, published_at)
VALUES (?1, ?2, 'r', 't', ?3, 'd', 'm', 'a', 'a', 'a', 'h', 'low', '{}', 'automatic', ?4)
"""


@pytest.fixture
async def known(platform):
    """Three newer studies of a page in two versions, the second of which shows the evidence of the first anew."""
    now = platform.clock.now()
    found = [(study(pmid), appraisal()) for pmid in (ONE, TWO, THREE)]
    packs = f"packs/{HASH}.json"
    artifact = "INSERT INTO artifacts (key, kind, slug, sha256, size, created_at) VALUES ('a', 'page', ?1, 's', 1, 'n')"
    await platform.db.batch(
        [
            *peptides.sync([peptide(sample=True)], "sample", now),
            *studies.record(found, slug=SLUG, query_hash=QUERY, now=now),
            Statement(artifact, (SLUG,)),
            Statement(_VERSION, (SLUG, 1, packs, "2026-11-20T02:00:00.000Z")),
            Statement(_VERSION, (SLUG, 2, packs, "2026-11-22T02:00:00.000Z")),
            Statement("UPDATE peptides SET current_version = 2, decided_evidence = ?1", (HASH,)),
            newer_studies.note(SLUG, NEWEST, [ONE, TWO, THREE], now),
        ]
    )
    return platform


async def count(platform):
    found = await newer_studies.of(platform.db, [SLUG, "utopentide"])
    return found[SLUG].count if found else 0


async def test_they_are_counted_with_the_day_on_which_the_page_s_evidence_was_first_summarised(known):
    assert await newer_studies.of(known.db, [SLUG]) == {SLUG: Newer(3, "2026-11-20T02:00:00.000Z")}
    assert await newer_studies.of(known.db, ["utopentide"]) == {}


@pytest.mark.parametrize(("source", "flag", "left"), [
    ("pubmed", Flag.RETRACTED, 2),
    ("crossref", Flag.RETRACTION_SUSPECTED, 2),
    ("pubmed", Flag.CONCERN, 3),
])  # fmt: skip
async def test_what_was_retracted_since_does_not_count(known, source, flag, left):
    told = [study_flags.Told(f"PMID:{ONE}", flag, source)]
    await known.db.run(study_flags.record(told, known.clock.now()))

    assert await count(known) == left


async def test_what_its_own_record_says_to_be_retracted_or_deleted_does_not_count(known):
    retracted = [(study(ONE), appraisal(flags=(Flag.RETRACTED,)))]
    await known.db.batch(
        [
            *studies.record(retracted, slug=SLUG, query_hash=QUERY, now=known.clock.now()),
            studies.withdraw([TWO], known.clock.now()),
        ]
    )

    assert await count(known) == 1


@pytest.mark.parametrize(("slug", "action", "left"), [
    (None, "exclude", 2),
    (SLUG, "exclude", 2),
    ("utopentide", "exclude", 3),
    (SLUG, "include", 3),
])  # fmt: skip
async def test_what_a_person_excluded_since_does_not_count(known, slug, action, left):
    now = known.clock.now()
    await known.db.batch(
        peptides.sync([peptide(sample=True), peptide(slug="utopentide", name="Utopentide", sample=True)], "sample", now)
    )
    made = Override(id="o1", pmid=ONE, slug=slug, action=action, reason="why", person="Ada", made_at="")
    await known.db.batch(overrides.make(made, now))

    assert await count(known) == left


async def test_a_suspicion_that_a_person_set_aside_takes_nothing_out(known):
    now = known.clock.now()
    made = Override(id="o1", pmid=ONE, action="include", reason="why", person="Ada", made_at="")
    suspected = study_flags.Told(f"PMID:{ONE}", Flag.RETRACTION_SUSPECTED, "crossref")
    await known.db.batch([study_flags.record([suspected], now), *overrides.make(made, now)])

    assert await count(known) == 3


async def test_a_page_that_was_withdrawn_lacks_nothing(known):
    await known.db.batch(notices.withdraw(SLUG, 2, "It was withdrawn.", known.clock.now()))

    assert await count(known) == 0


async def test_the_same_note_again_writes_nothing(known):
    known.clock.advance(60)
    await known.db.run(newer_studies.note(SLUG, NEWEST, [ONE, TWO, THREE], known.clock.now()))

    [row] = await known.db.all(Statement("SELECT noted_at, pmids FROM newer_studies"))
    assert (row["noted_at"], json.loads(row["pmids"])) == ("2026-11-23T02:00:00.000Z", [ONE, TWO, THREE])


async def test_a_peptide_whose_newest_evidence_was_not_decided_on_is_not_quiet(known):
    mark = "INSERT INTO watermarks (slug, source, query, reading, clean_at, settled_at) "
    later = (SLUG, QUERY, "2027-01-01T00:00:00.000Z")
    await known.db.run(Statement(mark + "VALUES (?1, 'pubmed', ?2, '', ?3, ?3)", later))

    waiting = await studies.stirred(known.db, [SLUG])
    await known.db.run(Statement("UPDATE peptides SET decided_evidence = ?1", (NEWEST,)))
    decided = await studies.stirred(known.db, [SLUG])

    assert (waiting, decided) == ({SLUG}, set())


async def test_of_a_manifest_too_full_to_name_all_what_was_found_before_is_told(known):
    now = "2026-11-23T02:00:00.000Z"

    assert await newer_studies.first_found(known.db, SLUG, [TWO, ONE], now) == [ONE, TWO]
    assert await newer_studies.first_found(known.db, SLUG, [TWO, ONE], "2026-11-23T02:00:00.001Z") == []
