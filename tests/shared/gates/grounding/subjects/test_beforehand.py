"""What was seen afterwards is not told as of the time before."""

import pytest

from shared.gates.grounding.subjects.beforehand import untold_before


@pytest.mark.parametrize(
    ("wrong", "sound", "quote"),
    [
        (
            "Roughly 22% of outcomes were better before group training.",
            "Roughly 22% of outcomes were better after group training.",
            "Approximately 22% of the outcomes suggested differences favouring the intervention group.",
        ),
        (
            "Rats that had it after birth and exemplin later had no more tumours.",
            "Rats that had it before birth and exemplin later had no more tumours.",
            "Rats exposed transplacentally on day 18 of gestation were fed exemplin.",
        ),
    ],
)
def test_a_time_before_is_told_by_the_quotes(wrong, sound, quote):
    assert untold_before(wrong, [quote])
    assert not untold_before(sound, [quote])


@pytest.mark.parametrize(
    "quote",
    [
        "Fasting glucose at baseline was 5.1 mmol/L.",
        "Treatment followed the blood draw, in which glucose was 5.1 mmol/L.",
        "Glucose was 5.1 mmol/L; treatment was then given.",
    ],
)
def test_what_came_first_may_be_told_by_before(quote):
    assert not untold_before("Glucose was 5.1 mmol/L before treatment.", [quote])
