"""What one study found is told of one."""

import pytest
from invented.held_against import findings

from shared.gates.grounding.subjects.studies_told import more_than_told, told_of_every_one


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Trials have found that Exemplin-12 eased coughing.", "Exemplin-12 eased coughing in this trial."),
        ("Many studies found less coughing.", "We found less coughing in 40 men."),
        ("Less coughing was found repeatedly, in several experiments.", "Coughing was less frequent in mice."),
        ("Across trials coughing was rarer.", "Coughing was rarer in one trial."),
    ],
)
def test_one_study_is_not_told_as_several(claim: str, quote: str) -> None:
    assert more_than_told(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("In one trial Exemplin-12 eased coughing.", "Exemplin-12 eased coughing in this trial."),
        ("Trials found less coughing.", "Of the trials reviewed, most found less coughing."),
        ("Several studies found less coughing.", "In a meta-analysis coughing was less frequent."),
        ("Coughing was less frequent in this study.", "Coughing was less frequent."),
    ],
)
def test_one_told_as_one_and_reviews_pass(claim: str, quote: str) -> None:
    assert more_than_told(claim, [quote]) == ""


def test_a_draft_with_several_studies_of_one_quote_is_refused() -> None:
    quote = "Grip strength rose in 24 adults given Exemplin-12."

    assert "tells of more studies than its quotes do" in findings(
        "Several studies found that grip strength rose with Exemplin-12.", quote, rules=("C20",)
    )
    assert findings("Grip strength rose with Exemplin-12 in one study.", quote, rules=("C20",)) == []


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Seven trials found less coughing.", True),
        ("Two of seven trials found less coughing.", False),
        ("Less coughing was found by 2 of the 7 trials.", False),
        ("Some of seven trials found less coughing.", False),
        ("Seven reviews found less coughing.", False),
    ],
)
def test_what_a_part_of_them_found_is_not_told_of_all(claim: str, told: bool) -> None:
    assert bool(told_of_every_one(claim, ["Two of the seven trials found less coughing."])) is told
