"""Claims that speak of more than their quotes do. All sentences are invented."""

import pytest

from shared.gates.grounding.subjects.population import widened

TRIAL = "Seventy-one patients with chronic hepatitis took part in the trial."
FASTER = "Recovery was faster by 3 days with exemplin than with placebo."
RATS = "Exemplin was given to 4-day-old female rats for a week."
HEALTHY = "No effect was seen in animals treated by mouth."


@pytest.mark.parametrize(
    "claim",
    [
        "Recovery of people took 3 days less with exemplin than with placebo.",
        "Exemplin made 71 people get well 3 days sooner than placebo.",
        "Looking after people was over 3 days sooner with exemplin.",
        "Patients treated by exemplin got well 3 days sooner than by placebo.",
    ],
)
def test_people_whose_disease_is_left_out_are_more_than_the_quotes_speak_of(claim: str) -> None:
    assert widened(claim, [TRIAL, FASTER])


@pytest.mark.parametrize(
    "claim",
    [
        "Recovery of people with hepatitis took 3 days less with exemplin than with placebo.",
        "People whose livers were inflamed got well 3 days sooner with exemplin.",
        "Recovery took 3 days less with exemplin than with placebo.",
        "Exemplin made patients in the trial get well 3 days sooner.",
    ],
)
def test_people_who_are_narrowed_in_whatever_words_are_left_to_others_to_judge(claim: str) -> None:
    assert not widened(claim, [TRIAL, FASTER])


def test_a_quote_that_itself_speaks_of_people_at_large_lets_a_claim_do_so() -> None:
    assert not widened("People got well 3 days sooner with exemplin.", [TRIAL, "Patients were well after 3 days less."])


def test_how_many_a_study_had_is_no_word_on_people_at_large() -> None:
    assert widened(
        "People got well 3 days sooner with exemplin.", [TRIAL, "In all, 71 patients were well after a week."]
    )


def test_animals_of_a_quote_are_those_that_another_quote_names() -> None:
    assert widened("Animals that had exemplin by mouth were not affected.", [RATS, HEALTHY]) == "Animals"
    assert not widened("Rats that had exemplin by mouth were not affected.", [RATS, HEALTHY])
    assert not widened("Animals that had exemplin by mouth were not affected.", [HEALTHY])
    assert not widened("Animals that had exemplin by mouth were not affected.", [RATS, "Mice were as well as before."])


def test_patients_counted_in_part_and_older_people_are_no_people_at_large() -> None:
    ill = "Patients with lupus were given exemplin."

    assert widened("People had less fever.", [ill, "In 8 of 12 (67 %) actively treated patients fever fell."])
    assert widened("People had less fever.", [ill, "Fever of older people matters."])
    assert widened("People had less itching.", ["Patients on haemodialysis had less itching."])
