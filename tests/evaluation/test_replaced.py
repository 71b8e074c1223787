"""What replaces an amount, a kind of figure, a time or a comparator of a claim."""

import pytest

from evaluation import replaced


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Weight fell by 3 kg.", ["Weight fell to 3 kg."]),
        ("Weight fell to 91 kg.", ["Weight fell by 91 kg."]),
        ("Weight fell by 50%.", []),
        ("Weight fell by 3 to 5 kg.", []),
        ("Weight fell from 98 to 91 kg.", []),
        ("Weight was 91 kg.", []),
    ],
)
def test_amounts_and_ends_change_places(text, made):
    assert [said for _, said, _ in replaced.ends(text)] == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("The median was 3 kg.", ["The mean was 3 kg."]),
        ("Weight fell by 3 kg on average.", ["Weight fell by 3 kg at the median."]),
        ("The odds ratio was 0.6.", ["The hazard ratio was 0.6."]),
        ("Weight fell by 3 kg.", []),
    ],
)
def test_a_kind_of_figure_becomes_another(text, made):
    assert [said for _, said, _ in replaced.statistics(text)] == made


def test_a_time_becomes_another_of_the_quotes_in_its_unit():
    made = [
        said for _, said, _ in replaced.times("Grip rose at 4 weeks.", "It rose at 4 weeks, at 3 days and at 12 weeks.")
    ]

    assert made == ["Grip rose at 12 weeks."]
    assert list(replaced.times("Grip rose at 4 weeks.", "It rose at 4 weeks.")) == []


def test_before_becomes_after():
    assert [said for _, said, _ in replaced.times("Given before surgery.", "")] == ["Given after surgery."]


def test_a_comparator_becomes_another_treatment():
    ((was, said, truth),) = replaced.comparators("Grip rose more than with placebo.", 0)

    assert (was, said, truth) == ("placebo", "Grip rose more than with metformin.", "metformin")
    assert list(replaced.comparators("Grip rose.", 0)) == []
