"""A pack that cannot name all: within its bytes, counting the rest, changed by every change of what it counts."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import factories

from functions.fetch.packs import pack as packs
from functions.fetch.packs.pack import PackBuilder, build_pack
from functions.fetch.packs.packing import pack_of
from shared.domain.evidence.override import Override
from shared.domain.evidence.pack import EvidencePack
from shared.domain.evidence.trial import Trial
from shared.domain.grading.grade import grade
from shared.domain.publishing.counts import counts
from shared.domain.vocabulary import Design, Flag, Species
from shared.store.evidence import overrides, peptides, studies

PEPTIDE = factories.peptide()
BYTES = 40_000
MOUSE = factories.appraisal(species=Species.ANIMAL, design=Design.EXPERIMENT, n=None)


@pytest.fixture
def small(monkeypatch):
    """Bounds that some dozens of studies reach."""
    monkeypatch.setattr(packs, "BYTES_AT_MOST", BYTES)
    monkeypatch.setattr(packs, "ROWS_AT_LEAST", 20_000)
    monkeypatch.setattr(packs, "SELECTED_AT_MOST", 8)
    monkeypatch.setattr(packs, "_RESERVED", 3_000)


def mice(*numbers, **fields):
    return [(factories.study(str(each), **fields), MOUSE) for each in numbers]


def people(*numbers):
    return [(factories.study(str(each)), factories.appraisal()) for each in numbers]


def test_the_fullest_pack_stays_within_its_bytes_and_counts_everything(small):
    found = [*mice(*range(1_000, 1_200)), *people(*range(100, 120))]

    pack = build_pack(PEPTIDE, found)

    assert len(pack.encode()) <= BYTES
    assert 20 < len(pack.studies) < 220 == pack.found
    assert {each.pmid for each in pack.studies} >= {str(each) for each in range(100, 120)}
    assert (counts(pack).human_rct, counts(pack).animal) == (20, 200)
    assert grade(pack) == grade(EvidencePack.decode(pack.encode()))


def test_of_studies_that_are_not_selected_little_is_held(small):
    pack = build_pack(PEPTIDE, people(*range(1, 21)))

    chosen, other = (next(each for each in pack.studies if each.selected is which) for which in (True, False))
    assert (chosen.citation.journal, chosen.appraisal.rules) == ("Journal of Invented Peptide Research", ("D4",))
    assert (other.citation.title, other.appraisal.rules, other.appraisal.n_quote) == ("", (), None)
    assert (other.appraisal.n, other.appraisal.design) == (120, Design.RCT)


def test_a_review_keeps_its_title_because_a_rule_reads_it(small):
    review = factories.appraisal(design=Design.SYSTEMATIC_REVIEW)
    found = [(factories.study(str(each), abstract=()), review) for each in range(1, 3)]

    assert build_pack(PEPTIDE, found).studies[0].citation.title == found[0][0].title


def test_a_change_of_a_study_that_is_only_counted_changes_the_pack(small):
    def packed(**last):
        return build_pack(PEPTIDE, [*mice(*range(1_000, 1_200)), *mice(9_000, year=1970, **last)])

    before, after = packed(), packed(title="Another title")

    assert before.study("9000") is None
    assert (before.studies, before.sentences) == (after.studies, after.sentences)
    assert before.hash != after.hash == packed(title="Another title").hash


def test_a_retracted_study_is_named_however_many_others_there_are(small):
    retracted = factories.study("5", year=1970), MOUSE.model_copy(update={"flags": (Flag.RETRACTED,)})

    pack = build_pack(PEPTIDE, [*mice(*range(1_000, 1_200)), retracted])

    named = pack.study("5")
    assert named is not None
    assert named.reason == "retracted"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms())
def test_the_order_of_many_studies_does_not_change_a_byte(small, random):
    found = [*mice(*range(1_000, 1_080)), *people(*range(100, 110))]

    shuffled = random.sample(found, len(found))

    assert build_pack(PEPTIDE, shuffled).encode() == build_pack(PEPTIDE, found).encode()


async def test_a_pack_read_from_the_database_is_the_same(small, db, clock):
    found = [*mice(*range(1_000, 1_150)), *people(*range(100, 120))]
    await db.batch(peptides.sync([PEPTIDE], "sample", clock.now()))
    await db.batch(studies.record(found, slug=PEPTIDE.slug, query_hash="a" * 16, now=clock.now()))

    assert (await pack_of(db, PEPTIDE, "a" * 16)).encode() == build_pack(PEPTIDE, found).encode()
    assert (await pack_of(db, PEPTIDE, "b" * 16)).found == 0


async def test_what_a_person_decided_holds_in_a_pack_read_from_the_database(db, clock):
    await db.batch(peptides.sync([PEPTIDE], "sample", clock.now()))
    await db.batch(studies.record(people(1, 2), slug=PEPTIDE.slug, query_hash="a" * 16, now=clock.now()))
    decided = Override(id="o1", pmid="1", action="exclude", reason="another molecule", person="P", made_at="2026-11-23")
    await db.batch(overrides.make(decided, clock.now()))

    pack = await pack_of(db, PEPTIDE, "a" * 16)

    assert [(each.selected, each.appraisal.reviewed_by) for each in pack.studies] == [(False, "P"), (True, None)]
    assert pack.studies[0].reason == "excluded by a person"


def trial(number=1, **fields):
    known = {"status": "COMPLETED", "study_type": "INTERVENTIONAL", "completed": "2022-03-10", "title": "Invented"}
    return Trial(nct=f"NCT9990{number:04}", **{**known, **fields})


def test_trials_are_linked_to_their_reports_both_ways():
    said = factories.study("1", registrations=("NCT99900001",)), factories.appraisal()
    named = factories.study("2"), factories.appraisal()
    review = (
        factories.study("3", registrations=("NCT99900003",)),
        factories.appraisal(design=Design.SYSTEMATIC_REVIEW),
    )
    trials = [trial(1), trial(2, pmids=("2", "77")), trial(3)]

    pack = build_pack(PEPTIDE, [said, named, review], trials, date(2026, 1, 1))

    assert {each.trial.nct: (each.reported_by, each.overdue) for each in pack.trials} == {
        "NCT99900001": (("1",), False),
        "NCT99900002": (("2",), False),
        "NCT99900003": ((), True),
    }


def test_two_reports_that_only_the_registration_names_are_one_trial():
    found = [(factories.study(str(each)), factories.appraisal(n=100 + each)) for each in (1, 2)]

    pack = build_pack(PEPTIDE, found, [trial(pmids=("1", "2"))], date(2026, 1, 1))

    assert [each.counted for each in pack.studies] == [False, True]
    assert pack.studies[0].grouping is not None
    assert (pack.studies[0].grouping.rule, pack.studies[0].grouping.evidence) == ("G9", "NCT99900001")


def test_the_day_of_asking_changes_the_pack_when_a_trial_becomes_overdue_and_only_then():
    def packed(asked, **fields):
        return build_pack(PEPTIDE, people(1), [trial(**fields)], asked).hash

    assert packed(date(2023, 1, 1)) == packed(date(2024, 3, 10))
    assert packed(date(2024, 3, 10)) != packed(date(2024, 3, 11)) == packed(date(2026, 1, 1))
    assert packed(date(2023, 1, 1), updated="2022-12-30") == packed(date(2023, 1, 1))


def test_trials_that_do_not_fit_are_counted_and_overdue_ones_are_named_first():
    long = "An invented trial with a long title. " * 20
    many = [trial(each, title=long, status="RECRUITING") for each in range(1, 400)]

    def packed(last):
        return build_pack(PEPTIDE, people(1), [*many, trial(9_000, title=long), last], date(2026, 1, 1))

    pack, other = packed(many[-1]), packed(trial(399, title=long, status="WITHDRAWN"))

    assert pack.more_trials is not None
    assert len(pack.trials) + pack.more_trials.count == 400
    assert "NCT99909000" in {each.trial.nct for each in pack.trials if each.overdue}
    assert pack.trials == other.trials
    assert pack.hash != other.hash


def test_what_is_to_be_selected_is_known_before_any_record_is_read_whole():
    builder = PackBuilder(PEPTIDE)
    for each in [*mice(1), *people(2)]:
        builder.add(*each)

    assert builder.wanted() == ["2", "1"]
