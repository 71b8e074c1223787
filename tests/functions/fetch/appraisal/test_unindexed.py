"""What words tell of records that nobody has indexed: designs, microbes, who was blinded, what was given."""

import pytest
from invented import factories
from invented.trials import trial

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.giving.role import role_of
from shared.domain.catalog.peptide import Peptide
from shared.domain.vocabulary import Blinding, Design, Role, Species


def of(text, title="A study."):
    study = trial(text, title=title, label="METHODS")
    study = study.model_copy(update={"publication_types": (), "mesh": (), "status": "Publisher"})
    return appraise(study, factories.peptide())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Serum levels were measured in 40 patients with pneumonia and 30 healthy controls.", Design.OBSERVATIONAL),
        ("We measured it in patients with depression compared with healthy volunteers.", Design.OBSERVATIONAL),
        ("It was measured in 65 patients with heart failure and 15 controls.", Design.OBSERVATIONAL),
        ("It was given to 40 patients with pneumonia and 30 healthy controls.", Design.UNKNOWN),
        ("Serum levels were measured in 40 patients with pneumonia.", Design.UNKNOWN),
    ],
)
def test_people_beside_healthy_ones_to_whom_nothing_was_given_are_observed(text, expected):
    assert of(text).design is expected


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Seventeen girls with early puberty were treated with Exemplin-12.", "A study.", Design.NONRANDOMISED_TRIAL),
        ("Exemplin-12 was infused into healthy men.", "A study.", Design.NONRANDOMISED_TRIAL),
        ("We did a double-blind, placebo-controlled study in 12 volunteers.", "A study.", Design.NONRANDOMISED_TRIAL),
        ("We did a multicenter, open label study with women.", "A study.", Design.NONRANDOMISED_TRIAL),
        ("The findings of 12 patients were read from files.", "A study.", Design.UNKNOWN),
        (
            "In this study, we summarize the steps by which it was made.",
            "A profile of Exemplin-12.",
            Design.NARRATIVE_REVIEW,
        ),
        ("Its analogues have been briefly reviewed.", "Exemplin-12.", Design.NARRATIVE_REVIEW),
        (
            "Safety was in line with data from a phase 2 trial in adults.",
            "Exemplin-12: an observational study.",
            Design.OBSERVATIONAL,
        ),
        (
            "A total of 42 patients with infertility were randomly assigned to one of two groups of women.",
            "Exemplin-12 in women undergoing in vitro fertilization: a randomized trial.",
            Design.PROBABLE_RCT,
        ),
        (
            "Children who had been randomised to Exemplin-12 or placebo went on with it.",
            "Exemplin-12: an open-label extension study.",
            Design.NONRANDOMISED_TRIAL,
        ),
    ],
)
def test_a_design_is_told_by_what_was_done(text, title, expected):
    assert of(text, title=title).design is expected


def test_headings_that_only_reviews_have_make_one():
    study = trial("Exemplin-12 is made by the gut of adults.", title="Exemplin-12.", label="AREAS COVERED")
    study = study.model_copy(update={"publication_types": (), "mesh": (), "status": "Publisher"})

    assert appraise(study, factories.peptide()).design is Design.NARRATIVE_REVIEW


def test_a_title_of_progress_is_a_review_s():
    assert of("It acts on wounds of people.", title="Progress on the function of exemplin.").design is (
        Design.NARRATIVE_REVIEW
    )


def test_work_with_microbes_is_in_vitro():
    text = "We measured minimum inhibitory concentrations (MICs) and biofilms by crystal violet."
    assert of(text).species is Species.IN_VITRO
    assert of("We measured biofilms in 40 patients and in 30 women.").species is Species.HUMAN


def test_an_open_part_behind_a_comma_leaves_a_trial_blind():
    text = "Adults had a 3-week, open-label, run-in period and then a randomized double-blind phase."
    assert of(text).blinding is Blinding.DOUBLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rats had injections of saline or various concentrations of Exemplin-12.", Role.ADMINISTERED),
        ("In Exemplin-12-injected chambers collagen rose.", Role.ADMINISTERED),
        ("We measured concentrations of Exemplin-12 in blood.", Role.ENDOGENOUS),
    ],
)
def test_several_concentrations_are_the_experimenter_s(text, expected):
    study = trial(text, title="A study.", label="METHODS").model_copy(update={"publication_types": (), "mesh": ()})
    assert role_of(study, Peptide.ad_hoc_of("Exemplin-12", ()))[0] is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At the age of 60 d, treated rats were heavier.", None),
        ("After matching, 98 patients were included in both the exemplin and placebo groups.", None),
        ("We enrolled 98 patients.", 98),
    ],
)
def test_days_and_those_of_each_group_are_no_size(text, expected):
    assert of(text).n == expected
