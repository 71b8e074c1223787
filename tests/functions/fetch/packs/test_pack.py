"""The evidence pack: the same whatever the order, within its bounds, every study with its reason, no work twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import factories

from functions.fetch.packs.pack import build_pack
from shared.domain.evidence.appraisal import Outcome
from shared.domain.evidence.pack import BEYOND, BYTES_AT_MOST, SELECTED_AT_MOST
from shared.domain.evidence.study import AbstractSection, Correction
from shared.domain.fingerprints import SELECTION_EDITION
from shared.domain.grading.grade import grade
from shared.domain.publishing.counts import counts
from shared.domain.vocabulary import Design, Direction, Flag, Species
from shared.gates.untrusted import WITHHELD_RECORD

PEPTIDE = factories.peptide()
APPRAISALS = [
    factories.appraisal(),
    factories.appraisal(species=Species.ANIMAL, design=Design.EXPERIMENT),
    factories.appraisal(flags=(Flag.RETRACTED,)),
    factories.appraisal(flags=(Flag.PREPRINT,)),
    factories.appraisal(design=Design.NOTICE),
]


def both(pmid: int, *, appraisal=APPRAISALS[0], **fields):
    return factories.study(str(pmid), **fields), appraisal


def reasons(pack):
    return {int(each.pmid): each.reason for each in pack.studies}


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_the_order_of_studies_does_not_change_a_byte(data):
    dois = st.sampled_from(["10.5555/a", "10.5555/B", None])
    some = [
        both(
            1000 + number,
            appraisal=data.draw(st.sampled_from(APPRAISALS)),
            doi=data.draw(dois),
            corrections=(Correction(ref_type="UpdateIn", pmid=str(1000 + data.draw(st.integers(0, 5)))),),
        )
        for number in range(6)
    ]
    shuffled = data.draw(st.permutations(some))

    assert build_pack(PEPTIDE, shuffled).encode() == build_pack(PEPTIDE, some).encode()


@given(st.permutations([1, 2, 3]), st.permutations([1, 2, 3]))
def test_of_preprints_that_name_each_other_one_is_counted(order, named):
    preprints = [
        both(number, appraisal=APPRAISALS[3], corrections=(Correction(ref_type="UpdateIn", pmid=str(other)),))
        for number, other in zip(order, named, strict=True)
    ]

    assert any(each.counted for each in build_pack(PEPTIDE, preprints).studies)


@pytest.mark.parametrize(
    ("appraisal", "fields", "reason"),
    [
        ({"flags": (Flag.RETRACTED,)}, {}, "retracted"),
        ({"flags": (Flag.RETRACTION_SUSPECTED,)}, {}, "its title says that it was retracted or withdrawn"),
        ({"design": Design.NOTICE}, {}, "a notice about another record"),
        ({"design": Design.NOTICE, "rules": ("deleted",)}, {}, "deleted from PubMed"),
        (
            {"design": Design.CONTEXT},
            {},
            "a letter, comment, editorial, guideline, news item or protocol",
        ),
        ({"flags": (Flag.WITHHELD,)}, {}, WITHHELD_RECORD),
        ({}, {"abstract": ()}, "no abstract"),
    ],
)
def test_what_is_not_selected_says_why(appraisal, fields, reason):
    pack = build_pack(PEPTIDE, [both(5, appraisal=factories.appraisal(**appraisal), **fields)])

    assert (pack.studies[0].selected, pack.studies[0].reason, pack.sentences) == (False, reason, ())


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({}, {}, 1),
        ({"abstract": ()}, {}, 2),
        ({"status": "PubMed-not-MEDLINE"}, {}, 2),
        ({}, {"doi": "10.5555/SAME"}, 1),
    ],
)
def test_of_two_records_of_one_doi_the_better_one_stands(first, second, kept):
    doi = {"doi": "10.5555/same"}

    pack = build_pack(PEPTIDE, [both(1, **{**doi, **first}), both(2, **{**doi, **second})])

    assert {int(each.pmid) for each in pack.studies if each.counted} == {kept}
    assert {int(each.pmid) for each in pack.studies if each.selected} == {kept}


@pytest.mark.parametrize("withheld", [1, 2])
def test_of_two_records_of_one_doi_a_withheld_one_gives_way(withheld):
    flagged = {withheld: {"appraisal": factories.appraisal(flags=(Flag.WITHHELD,))}}

    pack = build_pack(PEPTIDE, [both(pmid, doi="10.5555/same", **flagged.get(pmid, {})) for pmid in (1, 2)])

    assert {int(each.pmid) for each in pack.studies if each.selected and each.counted} == {3 - withheld}


@pytest.mark.parametrize("retracted", [1, 2])
def test_of_two_records_of_one_doi_a_retracted_one_stands_and_neither_is_quoted(retracted):
    flagged = {retracted: {"appraisal": factories.appraisal(flags=(Flag.RETRACTED,))}}

    pack = build_pack(PEPTIDE, [both(pmid, doi="10.5555/same", **flagged.get(pmid, {})) for pmid in (1, 2)])

    assert {int(each.pmid) for each in pack.studies if each.counted} == {retracted}
    assert (pack.sentences, counts(pack).human_rct) == ((), 0)


def test_a_notice_with_its_articles_doi_takes_no_articles_place():
    notice = both(1, doi="10.5555/same", appraisal=factories.appraisal(design=Design.NOTICE))

    pack = build_pack(PEPTIDE, [notice, both(2, doi="10.5555/same")])

    assert reasons(pack) == {1: "a notice about another record", 2: "usable, with abstract"}


@pytest.mark.parametrize("said_by", ["preprint", "article"])
def test_a_preprint_stands_under_its_published_version(said_by):
    preprint = both(1, appraisal=APPRAISALS[3], corrections=(Correction(ref_type="UpdateIn", pmid="2"),))
    article = both(2, corrections=(Correction(ref_type="UpdateOf", pmid="1"),))
    if said_by == "preprint":
        article = both(2)
    else:
        preprint = both(1, appraisal=APPRAISALS[3])

    pack = build_pack(PEPTIDE, [preprint, article])

    assert reasons(pack)[1] == "preprint; published as PMID 2"
    assert [each.counted for each in pack.studies] == [False, True]


def test_a_preprint_whose_published_version_is_not_here_speaks_for_itself():
    pack = build_pack(
        PEPTIDE, [both(1, appraisal=APPRAISALS[3], corrections=(Correction(ref_type="UpdateIn", pmid="2"),))]
    )

    assert (pack.studies[0].selected, pack.studies[0].counted) == (True, True)


def test_one_work_under_two_records_is_graded_and_counted_once():
    once = build_pack(PEPTIDE, [both(1, doi="10.5555/same")])
    twice = build_pack(PEPTIDE, [both(1, doi="10.5555/same"), both(2, doi="10.5555/same")])

    assert grade(twice).model_copy(update={"excluded": {}}) == grade(once)
    assert (counts(twice).human_rct, counts(twice).excluded) == (1, 1)


def test_three_hundred_studies_are_selected_people_first():
    mice = [both(n, appraisal=APPRAISALS[1]) for n in range(1, 11)]
    people = [both(n) for n in range(100, 100 + SELECTED_AT_MOST)]

    pack = build_pack(PEPTIDE, [*mice, *people])

    chosen = {int(each.pmid) for each in pack.studies if each.selected}
    assert chosen == set(range(100, 100 + SELECTED_AT_MOST))
    assert reasons(pack)[1] == f"{BEYOND}, because studies of a stronger kind were there to be read first"
    assert pack.selection == SELECTION_EDITION
    assert len(pack.studies) == SELECTED_AT_MOST + 10


def test_every_outcome_is_selected_however_many_stronger_studies_tell_others():
    weight = factories.appraisal(outcomes=(Outcome(name="body_weight", direction=Direction.BENEFIT),))
    pain = APPRAISALS[1].model_copy(update={"outcomes": (Outcome(name="pain", direction=Direction.HARM),)})
    people = [both(n, appraisal=weight) for n in range(100, 101 + SELECTED_AT_MOST)]
    mice = [both(7, appraisal=pain, year=1990), both(8, appraisal=pain, year=1980)]

    pack = build_pack(PEPTIDE, [*people, *mice])

    assert sum(each.selected for each in pack.studies) == SELECTED_AT_MOST
    assert reasons(pack)[7] == "usable, with abstract"
    assert reasons(pack)[8] == f"{BEYOND}, because studies of a stronger kind were there to be read first"
    assert (
        reasons(pack)[100 + SELECTED_AT_MOST]
        == f"{BEYOND}, because newer studies of the same kind were there to be read first"
    )


def test_a_pack_from_which_nothing_had_to_be_left_out_names_no_edition_of_the_choice():
    pack = build_pack(PEPTIDE, [both(1), both(2), both(3, abstract=())])

    assert pack.selection == 1
    assert b'"selection"' not in pack.encode()


def test_a_pack_stays_within_its_bytes_and_a_smaller_study_still_fits():
    long = (AbstractSection(text="Grip strength rose. " * 20_000),)

    pack = build_pack(PEPTIDE, [*(both(n, abstract=long, year=2020) for n in range(1, 6)), both(9, year=1990)])

    assert len(pack.encode()) <= BYTES_AT_MOST
    assert reasons(pack)[5] == "beyond the size that a page is written from"
    assert pack.selection == SELECTION_EDITION
    assert next(each for each in pack.studies if each.pmid == "9").selected
    assert {each.pmid for each in pack.sentences} == {each.pmid for each in pack.studies if each.selected}
