"""Units that are told apart by their case, and hours that look like one."""

from shared.gates.words.values import quantities


def test_the_hours_of_a_day_have_no_unit() -> None:
    assert [(each.value, each.unit) for each in quantities("between 8 am and 5 pm")] == [("8", ""), ("5", "")]
    assert [(each.value, each.unit) for each in quantities("at 11 PM")] == [("11", "")]


def test_picomolar_is_a_unit() -> None:
    assert [(each.value, each.unit) for each in quantities("bound at 5 pM")] == [("5", "pmol")]
