"""Of whom a change is told: not of an agent that is named without acting, nor of what happened on placebo."""

import pytest
from invented.trials import trial, ways

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.seen import seen_by
from shared.domain.catalog.peptide import Peptide
from shared.domain.vocabulary import Direction

OWN = Peptide.ad_hoc_of("Exemplin-12", ())
METHODS = "We randomised 400 adults with obesity to Exemplin-12 or placebo."


def way(text, peptide=OWN, before=METHODS):
    """What a conclusion says of the peptide: on the whole, and of each outcome that goes a way."""
    study = trial(text, label="CONCLUSIONS", before=before)
    found = seen_by(study, appraise(study, peptide), peptide)
    return found.direction, ways(found)


@pytest.mark.parametrize(
    "text",
    [
        # What another one is unlike
        "Unlike Exemplin-12, pretendulin reduced mortality.",
        "In contrast to Exemplin-12, exercise reduced mortality.",
        "In contrast to what was seen with Exemplin-12, walking reduced mortality.",
        "Pretendulin, but not Exemplin-12, reduced mortality.",
        "Pretendulin but not Exemplin-12 reduced mortality.",
        "Pretendulin, and not Exemplin-12, reduced mortality.",
        "Exercise, unlike Exemplin-12, reduced mortality.",
        "Exercise instead of Exemplin-12 reduced mortality.",
        "Exercise rather than Exemplin-12 reduced mortality.",
        "Contrary to Exemplin-12, pretendulin prolonged survival.",
        "All drugs except Exemplin-12 reduced mortality.",
        "Drugs other than Exemplin-12 reduced mortality.",
        "In patients on pretendulin, but not Exemplin-12, mortality was reduced.",
        "Exercise without Exemplin-12 reduced pain.",
        "Patients not receiving Exemplin-12 had lower mortality.",
        "Pain was lower in Exemplin-12-naive patients.",
        "Mortality was lower in non-users of Exemplin-12.",
        "Mortality was lower in those who never took Exemplin-12.",
        "Pretendulin reduced mortality in Exemplin-12-treated patients.",
        "Pretendulin reduced mortality in patients on Exemplin-12.",
        "Mortality was lower before Exemplin-12 was started.",
        "Pretendulin substituted for Exemplin-12 improved sleep.",
        "As an alternative to Exemplin-12, pretendulin improved sleep.",
        "Pretendulin reduced pain when Exemplin-12 had failed.",
        "Patients off Exemplin-12 had reduced pain.",
        # Its end, and what blocks it
        "Stopping Exemplin-12 reduced pain.",
        "Discontinuation of Exemplin-12 improved sleep.",
        "Withdrawal of long-term Exemplin-12 treatment reduced pain.",
        "After discontinuation of Exemplin-12, pain was reduced.",
        "Pausing Exemplin-12 reduced pain.",
        "Avoidance of Exemplin-12 reduced pain.",
        "Reducing the dose of Exemplin-12 reduced pain.",
        "Exemplin-12 withdrawal reduced pain.",
        "After Exemplin-12 was stopped, pain was reduced.",
        "Blocking Exemplin-12 reduced pain.",
        "Antagonism of Exemplin-12 reduced pain.",
        "An antibody to Exemplin-12 reduced pain.",
        "Neutralisation of endogenous Exemplin-12 reduced pain.",
        "Lack of Exemplin-12 increased mortality.",
        "Switching from Exemplin-12 to pretendulin reduced pain.",
        "Patients switched to pretendulin from Exemplin-12 had reduced pain.",
        "Replacing Exemplin-12 with pretendulin reduced pain.",
        "Stopping treatment reduced pain.",
        "After cessation of the infusion, pain was reduced.",
        # What others had before, or beside it
        "Adding exercise to Exemplin-12 reduced pain.",
        "In patients previously treated with Exemplin-12, pretendulin reduced pain.",
        "Pretendulin improved glycaemic control in patients inadequately controlled on Exemplin-12.",
    ],
)
def test_an_agent_that_is_named_without_acting_has_done_nothing(text):
    assert way(text) == (Direction.UNCLEAR, {})


@pytest.mark.parametrize(
    "text",
    [
        "Exemplin-12, unlike pretendulin, reduced pain.",
        "Unlike pretendulin, Exemplin-12 reduced pain.",
        "In contrast to placebo, Exemplin-12 reduced pain.",
        "In contrast, Exemplin-12 reduced pain.",
        "Exemplin-12, but not pretendulin, reduced pain.",
        "Exemplin-12 but not pretendulin reduced pain.",
        "Exemplin-12 rather than pretendulin reduced pain.",
        "Not only Exemplin-12 reduced pain.",
        "Switching from pretendulin to Exemplin-12 reduced pain.",
        "Replacing pretendulin with Exemplin-12 reduced pain.",
        "Adding Exemplin-12 to exercise reduced pain.",
        "Exemplin-12 reduced pain in patients previously treated with pretendulin.",
        "Exemplin-12 reduced pain after withdrawal of opioids.",
        "Exemplin-12 reduced pain without altering the gait.",
        "Exemplin-12 reduced pain by blocking the receptor.",
        "At the end of treatment with Exemplin-12, pain was reduced.",
        "Compared with no treatment, Exemplin-12 reduced pain.",
        "Compared with stopping it, continuing Exemplin-12 reduced pain.",
        "Replacement of Exemplin-12 reduced pain.",
        "Pain was well controlled with Exemplin-12 and reduced pain was seen.",
        "After 12 weeks of Exemplin-12, pain was reduced.",
        "Pain was lower in those given Exemplin-12 than in those not receiving Exemplin-12.",
        "Exemplin-12 was not associated with harm but reduced pain.",
    ],
)
def test_an_agent_that_acts_beside_another_keeps_what_it_did(text):
    assert way(text)[1] == {"pain": Direction.BENEFIT}


def test_what_another_agent_did_to_the_peptides_effect_is_not_its_own():
    given = f"{METHODS} Others were given pretendone."

    assert way("Pain relief with Exemplin-12 was reduced by pretendone.", before=given)[1] == {}
    assert way("Exemplin-12 reduced pain induced by pretendone.", before=given)[1] == {"pain": Direction.BENEFIT}


def test_those_who_stop_for_harm_are_counted():
    told = "Discontinuation of treatment because of adverse events was increased with Exemplin-12."

    assert way(told)[1]["discontinuation"] is Direction.HARM


def test_a_change_is_not_told_of_what_stands_behind_but_not():
    assert way("Pain, but not anxiety, was reduced by Exemplin-12.")[1] == {"pain": Direction.BENEFIT}
    assert way("Exemplin-12 reduced pain but not anxiety.")[1] == {"pain": Direction.BENEFIT}
    assert way("Exemplin-12 reduced pain, but not all patients improved.")[1] == {"pain": Direction.BENEFIT}


@pytest.mark.parametrize(
    "text",
    [
        # Less with the peptide
        "Pain improved less in the Exemplin-12 group than in the placebo group (P=0.01).",
        "Depression scores improved less with Exemplin-12 than with placebo.",
        "Exemplin-12 lowered HbA1c less than pretendulin did.",
        "Exemplin-12 reduced pain to a lesser extent than pretendulin.",
        "Exemplin-12 reduced pain no more than placebo.",
        "Exemplin-12 reduced pain, but not more than placebo.",
        "Exemplin-12 lowered HbA1c, but less so than pretendulin.",
        "Treatment reduced pain not as much as placebo.",
        "Treatment reduced pain no more than placebo.",
        "Exemplin-12 improved sleep, yet less than placebo.",
        "Pain was reduced least with Exemplin-12.",
        # As much on placebo
        "Exemplin-12 and placebo reduced pain to a similar extent.",
        "Exemplin-12 reduced pain as much as placebo.",
        "Exemplin-12 reduced pain, as did placebo.",
        "Exemplin-12 reduced pain, but so did placebo.",
        # On placebo
        "The use of placebo reduced pain.",
        "Mortality was lower in patients assigned to placebo.",
        "Nausea was less common in patients receiving placebo.",
        "Nausea and vomiting were fewer in patients receiving placebo.",
        "Adverse events were less frequent with placebo.",
        "Deaths were fewer on placebo.",
        "With placebo, body weight decreased by 2.1 kg.",
        "In the placebo group, body weight decreased by 2.1 kg.",
        "Among participants on placebo, body weight decreased.",
        "Patients given placebo had reduced pain.",
        "Treatment with placebo reduced pain.",
        "Reduced pain was seen with placebo.",
        "Pain was reduced in the control group.",
        "Pain was lower at week 12 in participants who received placebo.",
        "Only the placebo group had reduced pain.",
        "Pain was reduced in both groups.",
        "All-cause mortality was lower in placebo recipients.",
        "In saline-treated participants, pain was reduced.",
        "Exemplin-12, unlike placebo, worsened nothing. Placebo, unlike Exemplin-12, reduced pain.",
    ],
)
def test_what_happened_on_placebo_or_less_with_the_peptide_is_no_benefit(text):
    direction, outcomes = way(text)

    assert Direction.BENEFIT not in (direction, *outcomes.values())


@pytest.mark.parametrize(
    "text",
    [
        "Pain was lower with Exemplin-12 than with placebo.",
        "Pain was reduced by 30 mm with Exemplin-12 and by 10 mm with placebo.",
        "In this placebo-controlled trial treatment reduced pain.",
        "Exemplin-12 reduced pain and was less costly than placebo.",
        "Exemplin-12 reduced pain and less often caused sickness than placebo.",
        "Pain was reduced by no less than 40% with Exemplin-12.",
        "Pain was reduced in both groups more than with placebo.",
        "Pain was reduced in Exemplin-12-treated patients.",
        "Treatment reduced pain in patients on Exemplin-12.",
        "After treatment pain was lower than before Exemplin-12.",
        "Exemplin-12 reduced pain by no more than 20%.",
        "Exemplin-12 reduced pain to a similar extent as morphine.",
        "Exemplin-12 reduced pain as effectively as morphine.",
        "Relative to placebo, treatment reduced pain.",
    ],
)
def test_what_was_better_than_on_placebo_stays_a_benefit(text):
    assert way(text)[1] == {"pain": Direction.BENEFIT}
