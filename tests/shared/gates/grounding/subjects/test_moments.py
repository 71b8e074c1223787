"""What was seen at one time is not told of another."""

import pytest
from invented.held_against import findings

RULES = ("C20",)
REASON = "another time"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Exemplin after ischaemia made infarcts of rats smaller.",
            "Exemplin before ischaemia made infarcts of rats smaller.",
        ),
        ("During surgery 18% had a hernia again.", "Six months after surgery, 18% had a hernia again."),
        (
            "Weight bearing came back within 10 days of the first injection.",
            "Weight bearing came back within 10 days of the second injection.",
        ),
        (
            "Cortisol was raised 24 hours after injection.",
            "Cortisol was raised 2 hours after injection and normal after 24 hours.",
        ),
        (
            "Latency was unchanged on the first night.",
            "Latency was shorter on the first night but unchanged on the seventh night.",
        ),
        ("Scores rose from baseline to day 7.", "Scores fell from baseline to day 7 but rose again by day 28."),
        ("Rats were fed exemplin for 9 weeks.", "Rats, 9 weeks old, were fed exemplin for a month."),
    ],
)
def test_another_time_is_refused(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Exemplin ahead of ischaemia made infarcts of rats smaller.",
            "Exemplin before ischaemia made infarcts of rats smaller.",
        ),
        ("After treatment scores were lower.", "Scores were lower during treatment."),
        (
            "Cortisol was normal after 24 hours.",
            "Cortisol was raised 2 hours after injection and normal after 24 hours.",
        ),
        (
            "Cortisol was raised at 2 hours and normal at 24 hours.",
            "Cortisol was raised 2 hours after injection and normal after 24 hours.",
        ),
        ("Scores fell by day 7 and rose by day 28.", "Scores fell from baseline to day 7 but rose again by day 28."),
        ("Rats of 9 weeks were fed exemplin.", "Rats, 9 weeks old, were fed exemplin for a month."),
        (
            "On the seventh night latency was no different.",
            "Latency was shorter on the first night but unchanged on the seventh night.",
        ),
    ],
)
def test_the_same_time_passes(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))
