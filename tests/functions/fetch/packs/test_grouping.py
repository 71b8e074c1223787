"""Records of one work are grouped by rule, with what the rule saw, and one of them counts; the records are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import factories

from functions.fetch.packs.grouping import groupings, record_of
from functions.fetch.packs.pack import build_pack
from shared.domain.evidence.study import AbstractSection, Correction
from shared.domain.grading.grade import grade
from shared.domain.vocabulary import Confidence, Design, Flag, Species

PREPRINT = {"flags": (Flag.PREPRINT,)}
NOTICE = {"design": Design.NOTICE}


def both(pmid: int, *, appraised=None, **fields):
    return factories.study(str(pmid), **fields), factories.appraisal(**(appraised or {}))


def record(pmid: int, *, appraised=None, **fields):
    return record_of(*both(pmid, appraised=appraised, **fields))


def link(ref_type: str, pmid: int):
    return {"corrections": (Correction(ref_type=ref_type, pmid=str(pmid)),)}


SAME_PRINT = {"title": "Exemplin-12 in <invented> Adults", "year": 2020, "pages": "10-8"}
TITLE = "Exemplin-12 for grip strength in older adults: a randomised trial"
TRIAL = {"registrations": ("NCT00000001",)}

ROWS = [
    # A preprint names its published version.
    ("G1", "preprint", {"appraised": PREPRINT, **link("UpdateIn", 2)}, {}, 1),
    # The published version names its preprint.
    ("G1", "preprint", {"appraised": PREPRINT}, link("UpdateOf", 1), 1),
    # The republished record stands, whichever of the two says so.
    ("G2", "correction", link("CorrectedandRepublishedIn", 2), {}, 1),
    ("G2", "correction", {}, link("CorrectedandRepublishedFrom", 1), 1),
    ("G2", "correction", link("RetractedandRepublishedIn", 2), {}, 1),
    # The original stands.
    ("G3", "republication", {}, link("RepublishedFrom", 1), 2),
    ("G3", "republication", link("ReprintIn", 2), {}, 2),
    # The original has no abstract, so its republication stands.
    ("G3", "republication", {"abstract": ()}, link("RepublishedFrom", 1), 1),
    # A notice stands under its article.
    ("G4", "notice", {"appraised": NOTICE, **link("ErratumFor", 2)}, {}, 1),
    ("G4", "notice", {"appraised": NOTICE, **link("RetractionOf", 2)}, {}, 1),
    ("G4", "notice", {"appraised": NOTICE, **link("PartialRetractionOf", 2)}, {}, 1),
    # One DOI, however it is spelled.
    ("G5", "duplicate", {"doi": "10.5555/same"}, {"doi": "10.5555/SAME"}, 2),
    # The same print under two DOIs; markup, case and dashes make no difference.
    ("G6", "duplicate", SAME_PRINT, {**SAME_PRINT, "title": "Exemplin-12 in INVENTED adults.", "pages": "10–8"}, 2),
    # A translation: the English one stands, though it came later.
    (
        "G7",
        "translation",
        {"title": f"[{TITLE}].", "languages": ("ger",), "year": 2023},
        {"title": TITLE, "languages": ("eng",), "year": 2024},
        1,
    ),
    # A preprint with no link whose title was reworded by one word of eleven.
    (
        "G8",
        "preprint",
        {"title": TITLE.replace("older ", ""), "appraised": PREPRINT, "year": 2022},
        {"title": TITLE, "year": 2024},
        1,
    ),
    # Two reports of one trial: the larger one counts the participants.
    ("G9", "trial", {**TRIAL, "appraised": {"n": 80}}, {**TRIAL, "appraised": {"n": 120}}, 1),
    # The trial is named by its registration in one record, in the abstract of the other.
    ("G9", "trial", TRIAL, {"abstract": (AbstractSection(text="ClinicalTrials.gov NCT00000001."),)}, 2),
    # The randomised report stands before an observational one of the same registration.
    ("G9", "trial", {**TRIAL, "appraised": {"design": Design.OBSERVATIONAL, "n": 900}}, TRIAL, 1),
]


@pytest.mark.parametrize(("rule", "kind", "first", "second", "grouped"), ROWS)
@pytest.mark.parametrize("turned", [False, True])
def test_each_rule_groups_what_it_is_for(rule, kind, first, second, grouped, turned):
    records = [record(1, **first), record(2, **second)]

    found = groupings(reversed(records) if turned else records)

    assert {pmid: (each.primary, each.kind, each.rule) for pmid, each in found.items()} == {
        str(grouped): (str(3 - grouped), kind, rule)
    }
    assert found[str(grouped)].evidence


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # A notice carries its article's DOI, and is no second copy of it.
        ({"appraised": NOTICE, "doi": "10.5555/same"}, {"doi": "10.5555/same"}),
        # An update of what is no preprint is another work.
        (link("UpdateIn", 2), {}),
        # The same title a year later is another edition.
        (SAME_PRINT, {**SAME_PRINT, "year": 2021}),
        # "Editorial" on no page of a year may be anything.
        ({**SAME_PRINT, "pages": ""}, {**SAME_PRINT, "pages": ""}),
        # A preprint's title, three years later.
        ({"title": TITLE, "appraised": PREPRINT, "year": 2020}, {"title": TITLE, "year": 2023}),
        # A preprint's title by another first author.
        ({"title": TITLE, "appraised": PREPRINT}, {"title": TITLE, "authors": ("Other O",)}),
        # Half of the words are another title.
        (
            {"title": "Exemplin-12 in adults", "appraised": PREPRINT},
            {"title": "Exemplin-12 in mice with neuropathy"},
        ),
        # A review that names a trial is no report of it.
        (TRIAL, {**TRIAL, "appraised": {"design": Design.SYSTEMATIC_REVIEW}}),
        # Nor is work on animals that names one.
        (TRIAL, {**TRIAL, "appraised": {"species": Species.ANIMAL, "design": Design.OBSERVATIONAL}}),
        # A link to a record that is not here.
        (link("RepublishedFrom", 3), {}),
    ],
)
def test_what_only_looks_alike_is_left_alone(first, second):
    assert groupings([record(1, **first), record(2, **second)]) == {}


def test_a_rule_that_goes_by_words_is_less_sure():
    preprint = record(1, title=TITLE, appraised=PREPRINT)

    found = groupings([preprint, record(2, title=TITLE)])

    assert found["1"].confidence is Confidence.PROBABLE


def test_the_primary_is_the_last_of_a_chain():
    preprint = record(1, appraised=PREPRINT, **link("UpdateIn", 2))
    article = record(2, **link("CorrectedandRepublishedIn", 3))

    found = groupings([preprint, article, record(3)])

    assert {pmid: each.primary for pmid, each in found.items()} == {"1": "3", "2": "3"}
    assert found["1"].evidence == "UpdateIn PMID 2"


def test_a_pooled_report_counts_nobody_that_a_report_of_one_trial_counts():
    one = record(1, registrations=("NCT00000001",))
    pooled = record(2, registrations=("NCT00000002", "NCT00000001"), appraised={"n": 5_000})
    again = record(3, registrations=("NCT00000002", "NCT00000003"), appraised={"n": 4_000})

    found = groupings([pooled, again, one])

    assert {pmid: each.primary for pmid, each in found.items()} == {"2": "1"}


@pytest.mark.parametrize("flag", [Flag.RETRACTED, Flag.RETRACTION_SUSPECTED])
def test_a_retracted_report_counts_for_no_trial_and_is_known_to_be_a_report_of_it(flag):
    retracted = record(1, **TRIAL, appraised={"flags": (flag,), "n": 900})

    found = groupings([retracted, record(2, **TRIAL)])

    assert {pmid: (each.primary, each.kind, each.rule) for pmid, each in found.items()} == {"1": ("2", "trial", "G9")}
    assert groupings([retracted, record(2)]) == {}
    assert groupings([retracted, record(2, **TRIAL, appraised={"flags": (flag,)})]) == {}


def test_a_retracted_article_takes_its_copy_with_it():
    """One DOI, or one print, is one article: what was retracted under one number is not sound under the other."""
    retracted = {"appraised": {"flags": (Flag.RETRACTED,)}}

    by_doi = groupings([record(1, doi="10.5555/same"), record(2, doi="10.5555/same", **retracted)])
    by_print = groupings([record(1, **SAME_PRINT), record(2, **SAME_PRINT, **retracted)])

    assert {pmid: (each.primary, each.rule) for pmid, each in by_doi.items()} == {"1": ("2", "G5")}
    assert {pmid: (each.primary, each.rule) for pmid, each in by_print.items()} == {"1": ("2", "G6")}


def test_a_republication_does_not_stand_in_for_a_retracted_original():
    original = record(1, abstract=(), appraised={"flags": (Flag.RETRACTED,)})

    found = groupings([original, record(2, **link("RepublishedFrom", 1))])

    assert {pmid: each.primary for pmid, each in found.items()} == {"2": "1"}


def test_a_trial_of_which_a_report_was_retracted_is_graded_with_doubt():
    sound = [both(pmid, registrations=(f"NCT0000000{pmid}",), appraised={"n": 500}) for pmid in (1, 2)]
    retracted = both(3, registrations=("NCT00000002",), appraised={"flags": (Flag.RETRACTED,), "n": 900})

    pack = build_pack(factories.peptide(), [*sound, retracted])

    found = grade(pack)
    assert [each.reports_retracted for each in found.studies] == [(), ("3",)]
    assert "cap-retracted-report" in {step.rule for step in found.steps}
    assert "cap-retracted-report" not in {step.rule for step in grade(build_pack(factories.peptide(), sound)).steps}
    shown = pack.study("3")
    assert shown is not None
    assert (shown.selected, shown.reason) == (False, "retracted")


def test_a_number_of_any_registry_groups_however_it_is_written():
    rows = [
        ("ISRCTN12345678", "ISRCTN 12345678"),
        ("NCT01234567", "NCT 01234567"),
        ("NCT01234567", "nct01234567"),
        ("2015-001234-56", "EudraCT 2015-001234-56"),
        ("UMIN000012345", "UMIN-CTR 000012345"),
        ("ACTRN12605000123456", "ACTRN12605000123456p"),
    ]
    for listed, written in rows:
        one = record(1, registrations=(listed,), appraised={"n": 300})
        other = record(2, abstract=(AbstractSection(text=f"Registered: {written}."),), appraised={"n": 200})

        assert {pmid: each.primary for pmid, each in groupings([one, other]).items()} == {"2": "1"}, written


def test_a_trial_that_a_report_only_compares_itself_with_is_not_grouped():
    own = record(1, registrations=("NCT00000001",))
    said = "Weight fell less than in the SHAM-1 trial (NCT00000001). Registered as NCT00000002."

    assert groupings([own, record(2, abstract=(AbstractSection(text=said),))]) == {}


def test_numbers_that_one_report_has_of_several_registries_are_one_trials():
    whole = record(1, registrations=("NCT00000001", "2015-001234-56"), appraised={"n": 300})
    eu = record(2, registrations=("2015-001234-56",), appraised={"n": 200})
    us = record(3, registrations=("NCT00000001",), appraised={"n": 250})

    found = groupings([eu, us, whole])

    assert {pmid: each.primary for pmid, each in found.items()} == {"2": "1", "3": "1"}


def test_two_numbers_of_one_registry_are_two_trials():
    both_of = record(1, registrations=("NCT00000001", "NCT00000002", "2015-001234-56"))
    first, second = (record(pmid, registrations=(f"NCT0000000{pmid - 1}",)) for pmid in (2, 3))

    assert {pmid: each.primary for pmid, each in groupings([both_of, first, second]).items()} == {"1": "2"}


_LINKS = ("UpdateIn", "UpdateOf", "RepublishedIn", "RepublishedFrom", "CorrectedandRepublishedIn", "ErratumFor")


@st.composite
def sets_of_records(draw):
    pmids = range(1, draw(st.integers(2, 7)) + 1)
    return [
        record(
            pmid,
            doi=draw(st.sampled_from(["10.5555/a", "10.5555/b", None])),
            title=draw(st.sampled_from([TITLE, TITLE.replace("older ", ""), "Another title of an invented work"])),
            pages=draw(st.sampled_from(["1-2", ""])),
            year=draw(st.sampled_from([2022, 2023])),
            languages=(draw(st.sampled_from(["eng", "ger"])),),
            registrations=tuple(draw(st.sets(st.sampled_from(["NCT00000001", "NCT00000002", "ISRCTN12345678"])))),
            corrections=tuple(
                Correction(ref_type=draw(st.sampled_from(_LINKS)), pmid=str(draw(st.sampled_from(pmids))))
                for _ in range(draw(st.integers(0, 2)))
            ),
            appraised=draw(st.sampled_from([{}, PREPRINT, NOTICE, {"n": 7}, {"flags": (Flag.RETRACTED,)}])),
        )
        for pmid in pmids
    ]


@settings(max_examples=60, deadline=None)
@given(sets_of_records(), st.randoms())
def test_the_order_makes_no_difference_and_every_primary_stands_for_itself(records, random):
    found = groupings(records)
    shuffled = random.sample(records, len(records))

    assert groupings(shuffled) == found
    assert {each.primary for each in found.values()} <= {each.pmid for each in records} - found.keys()


def test_a_second_report_of_a_trial_may_be_quoted_and_its_participants_count_once():
    first = both(1, doi=None, **TRIAL, appraised={"n": 120})
    second = both(2, doi=None, **TRIAL, appraised={"n": 110})

    pack = build_pack(factories.peptide(), [first, second])

    assert [(each.selected, each.counted) for each in pack.studies] == [(True, True), (True, False)]
    assert {each.pmid for each in pack.sentences} == {"1", "2"}
    alone = grade(build_pack(factories.peptide(), [first]))
    assert (grade(pack).inputs, grade(pack).excluded) == (alone.inputs, {"duplicate": 1})


@pytest.mark.parametrize(("rule", "kind", "first", "second", "grouped"), [row for row in ROWS if row[1] != "trial"])
def test_the_same_work_again_is_neither_counted_nor_quoted(rule, kind, first, second, grouped):
    pack = build_pack(factories.peptide(), [both(1, **first), both(2, **second)])

    again = pack.study(str(grouped))
    assert again is not None
    assert again.grouping is not None
    assert (again.selected, again.counted, again.grouping.rule) == (False, False, rule)
    assert again.reason in ("no abstract", "a notice about another record") or again.reason.endswith(f" {3 - grouped}")
