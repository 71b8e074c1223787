"""Which of two arms is which, by the role that one of them plays."""

import pytest

from shared.gates.words.labels import explanations
from shared.gates.words.roles import got_nothing, told_labels
from shared.gates.words.sides import both_crossed, roles_agree, straight


def sides(one: str, other: str) -> tuple[set[str], set[str]]:
    return {each.stem for each in told_labels(one, {})}, {each.stem for each in told_labels(other, {})}


@pytest.mark.parametrize(
    "text", ["the placebo group", "controls", "rats that ate none", "usual care", "never-smokers", "the basal diet"]
)
def test_an_arm_that_got_nothing(text):
    assert got_nothing(text)


@pytest.mark.parametrize("text", ["exemplin", "glycaemic control improved", "they had none", "those who smoked"])
def test_an_arm_that_got_something(text):
    assert not got_nothing(text)


def test_a_role_tells_arms_apart_that_are_named_in_other_words():
    claim, quote = sides("people given exemplin", "those who took nothing"), sides("the active arm", "the placebo arm")
    assert roles_agree(claim, quote) is True
    assert straight(claim, quote)
    assert both_crossed(claim[::-1], quote)


def test_two_arms_of_one_role_are_told_apart_by_their_names_alone():
    claim, quote = sides("saline", "usual care"), sides("the vehicle", "the waiting list")
    assert roles_agree(claim, quote) is None


def test_short_forms_are_explained_by_the_rest_of_the_record():
    record = ["Patients took cognitive behavioural therapy (CBT).", "A visual analogue scale (VAS) was used."]
    assert explanations(["CBT helped."], record) == ["cognitive behavioural therapy (CBT)"]
    assert explanations(["It helped."], record) == []
