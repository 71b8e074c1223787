"""What a claim drops of the doubt, the narrowness and the comparison of its quotes."""

import pytest
from invented.held_against import findings

OPEN = "states what its quotes leave open"
NARROW = "leaves out what narrows it in its quotes"
OTHER = "compares with what its quotes do not name"
FATE = "gives to one fate what its quotes give to the opposite"
REASONS = {OPEN, NARROW, OTHER, FATE}


def against(text: str, *quotes: str) -> set[str]:
    return REASONS & set(findings(text, *quotes, rules=("C20", "C21", "C22")))


@pytest.mark.parametrize(
    "quote",
    [
        "It is unclear whether Exemplin-12 lowers pain in adults.",
        "Whether Exemplin-12 lowers pain in adults was the question.",
        "We hypothesised that Exemplin-12 would lower pain in adults.",
        "We hypothesized that Exemplin-12 lowered pain in adults.",
        "If Exemplin-12 lowers pain, adults would benefit.",
        "Exemplin-12 may reduce pain in adults.",
        "Exemplin-12 might have reduced pain in adults.",
        "These results suggest that Exemplin-12 could reduce pain in adults.",
        "Pain of adults may be lowered by Exemplin-12.",
        "Exemplin-12 tended to reduce pain in adults (P = 0.08).",
        "There was a trend towards lower pain in adults on Exemplin-12.",
        "Exemplin-12 was expected to lower pain in adults.",
        "The aim was to lower pain in adults by Exemplin-12.",
        "Exemplin-12 appeared to lower pain in adults.",
        "To determine whether Exemplin-12 lowers pain, 40 adults were enrolled.",
        "That Exemplin-12 lowers pain in adults remains uncertain.",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "Exemplin-12 lowered pain in adults.",
        "Exemplin-12 reduces pain in adults.",
        "With Exemplin-12, pain of adults was lower.",
    ],
)
def test_what_a_quote_leaves_open_is_not_stated(text, quote):
    assert against(text, quote) == {OPEN}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        # The frame reaches what goes on by `and`, `while` or `whereas`.
        ("Sleep was longer.", "We hypothesised that Exemplin-12 lowered pain, and sleep was longer."),
        ("Sleep was longer.", "It is possible that pain was lower with Exemplin-12, while sleep was longer."),
        ("Placebo changed nothing.", "We expected that Exemplin-12 lowers pain, whereas placebo changes nothing."),
        # What is seen within the frame is supposed too.
        ("Adults had less pain.", "It has been speculated that adults on Exemplin-12 showed less pain."),
        ("Less pain was observed.", "It is not known whether less pain was observed with Exemplin-12."),
        # Any statement, be there no change in it.
        ("Mostly women bear the pain.", "It is unclear whether mostly women bear the pain."),
        # A mechanism beside it is no frame.
        ("Pain was lower.", "It is possible that pain was lower in adults, of whom half knew the mechanism of action."),
    ],
)
def test_a_frame_of_doubt_reaches_the_whole_of_its_sentence(text, quote):
    assert against(text, quote) == {OPEN}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Sleep was longer.", "It is unclear whether Exemplin-12 lowers pain, but sleep was longer."),
        ("Sleep was longer.", "We hypothesised that Exemplin-12 lowers pain; sleep was longer."),
        ("Pain was lower.", "We expected that pain would be lower, and found that it was lower with Exemplin-12."),
        ("Pain was lower.", "We expected that pain would be lower, which was confirmed: it was lower."),
        ("Exemplin-12 lowers pain.", "It is not known how Exemplin-12 lowers pain."),
        ("Exemplin-12 spares sleep.", "It is not known that Exemplin-12 spares sleep by this mechanism."),
        ("The study compared Exemplin-12 with placebo.", "It is unclear whether Exemplin-12 is better than placebo."),
        ("Adults are the question of one trial.", "It is unclear whether adults gain from Exemplin-12."),
    ],
)
def test_what_stands_outside_the_frame_of_doubt_passes(text, quote):
    assert against(text, quote) == set()


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        # Another word of doubt will do.
        ("Exemplin-12 possibly lowers pain in adults.", ["Exemplin-12 may reduce pain in adults."]),
        ("Exemplin-12 was thought to lower pain.", ["We hypothesised that Exemplin-12 would lower pain."]),
        ("Pain seemed lower with Exemplin-12.", ["Exemplin-12 tended to reduce pain (P = 0.08)."]),
        ("It is not known whether Exemplin-12 lowers pain.", ["It is unclear whether Exemplin-12 lowers pain."]),
        ("Exemplin-12 was tested for lowering pain.", ["We aimed to lower pain in adults by Exemplin-12."]),
        # Stated elsewhere, in the same sentence or in another.
        ("Exemplin-12 lowered pain.", ["Exemplin-12 may lower pain in adults.", "Exemplin-12 lowered pain by 20%."]),
        ("Exemplin-12 lowered pain.", ["We asked whether Exemplin-12 lowers pain; pain was lower with Exemplin-12."]),
        (
            "Exemplin-12 lowered pain.",
            ["We hypothesised that Exemplin-12 acts on nerves and found that it lowered pain."],
        ),
        ("Exemplin-12 lowered pain.", ["Exemplin-12 may act on nerves and lowered pain."]),
        ("Exemplin-12 lowered pain.", ["Exemplin-12 lowered pain, which may be of use."]),
        ("Exemplin-12 lowered pain.", ["Exemplin-12 lowered pain, but whether it improves sleep is unknown."]),
        # That nobody knows how says that it does.
        ("Exemplin-12 lowers pain.", ["The mechanism by which Exemplin-12 lowers pain is unknown."]),
        # A month, and a vessel.
        ("Exemplin-12 lowered pain.", ["From May to June Exemplin-12 lowered pain in adults."]),
        ("Exemplin-12 lowered pain.", ["One can of a drink with Exemplin-12 lowered pain in adults."]),
        ("Exemplin-12 was detected in plasma.", ["Exemplin-12 could be detected in plasma."]),
        # Odds, and what was foreseen and came.
        ("Pain was lower with Exemplin-12.", ["Adults were more likely to have lower pain with Exemplin-12."]),
        ("Pain was lower with Exemplin-12.", ["As expected, pain was lower with Exemplin-12."]),
        (
            "Pain was lower with Exemplin-12.",
            ["Pain was lower with Exemplin-12 regardless of whether it was given daily."],
        ),
    ],
)
def test_doubt_that_is_kept_or_is_of_something_else_passes(text, quotes):
    assert against(text, *quotes) == set()


TIED = "Exemplin-12 use was associated with significantly lower mortality in adults."
TIED_BEHIND = "Lower mortality in adults was linked to Exemplin-12 use."


@pytest.mark.parametrize("quote", [TIED, TIED_BEHIND, "Exemplin-12 use correlated with lower mortality in adults."])
@pytest.mark.parametrize(
    "text",
    [
        "Exemplin-12 use lowered mortality in adults.",
        "Mortality of adults was lower because of Exemplin-12 use.",
        "Mortality of adults was reduced by Exemplin-12 use.",
        "Exemplin-12 use led to lower mortality in adults.",
    ],
)
def test_what_went_along_with_something_was_not_done_by_it(text, quote):
    assert against(text, quote) == {OPEN}


@pytest.mark.parametrize(
    "text",
    [
        "Exemplin-12 use was linked to lower mortality in adults.",
        "Exemplin-12 use went with lower mortality in adults.",
        "Mortality was lower in adults with Exemplin-12 use.",
        "Adults on Exemplin-12 had reduced mortality.",
    ],
)
@pytest.mark.parametrize("quote", [TIED, TIED_BEHIND])
def test_what_went_along_may_be_told_so(text, quote):
    assert against(text, quote) == set()


def test_an_illness_that_goes_with_another_is_no_doubt():
    assert against("Exemplin-12 lowered pain.", "Exemplin-12 lowered pain associated with arthritis.") == set()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("No adverse event occurred among 24 adults.", "No serious adverse event occurred among 24 adults."),
        ("Adverse events did not occur among 24 adults.", "No serious adverse event occurred among 24 adults."),
        ("Side effects did not occur.", "Serious or unexpected side effects did not occur."),
        (
            "No adverse event occurred among 24 adults.",
            "Mild adverse events were common, but no severe adverse event occurred among 24 adults.",
        ),
        ("Bleeding occurred in 3 adults.", "Severe bleeding occurred in 3 adults."),
        ("Exemplin-12 lowered pain in adults.", "Exemplin-12 seldom lowered pain in adults."),
        ("Exemplin-12 reduced pain in adults.", "Exemplin-12 rarely lowered pain in adults."),
        ("Exemplin-12 lowered pain in adults.", "Exemplin-12 lowered pain in a minority of adults."),
        ("Exemplin-12 lowered pain.", "Exemplin-12 lowered pain in a small minority of adults."),
        ("Exemplin-12 lowered pain in adults.", "Exemplin-12 lowered pain in some adults."),
        ("Exemplin-12 lowered pain in adults.", "In a few adults Exemplin-12 lowered pain."),
        ("Exemplin-12 lowered pain in adults.", "Exemplin-12 transiently lowered pain in adults."),
        ("Pain was lower on Exemplin-12.", "Exemplin-12 caused a transient reduction of pain."),
        ("Exemplin-12 reduced pain in adults.", "Pain in adults was in part reduced by Exemplin-12."),
        ("Exemplin-12 restored grip.", "Exemplin-12 partially restored grip."),
    ],
)
def test_what_narrows_a_finding_is_not_left_out(text, quote):
    assert against(text, quote) == {NARROW}


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Nothing grave and adverse occurred.", ["No serious adverse event occurred."]),
        ("No adverse event occurred.", ["No serious adverse event occurred.", "Adverse events did not occur at all."]),
        ("Exemplin-12 lowered pain in few adults.", ["Exemplin-12 seldom lowered pain in adults."]),
        ("Exemplin-12 lowered pain in 20% of adults.", ["Exemplin-12 lowered pain in a minority of adults (20%)."]),
        ("Exemplin-12 lowered pain in adults.", ["Exemplin-12 lowered pain in adults; some adults slept longer."]),
        ("Exemplin-12 lowered pain for a while.", ["Exemplin-12 transiently lowered pain."]),
        ("Exemplin-12 gave back some of the grip.", ["Exemplin-12 partially restored grip."]),
        ("Exemplin-12 lowered pain scores.", ["In women with severe pain, Exemplin-12 lowered pain scores."]),
        ("Exemplin-12 lowered pain.", ["Exemplin-12 lowered pain and partially restored grip."]),
    ],
)
def test_what_narrows_is_kept_in_other_words_or_of_something_else(text, quotes):
    assert against(text, *quotes) == set()


THAN = "Pain fell more with Exemplin-12 than with ibuprofen in 40 adults."


@pytest.mark.parametrize(
    "text",
    [
        "Pain fell more with Exemplin-12 than with placebo in 40 adults.",
        "Pain of 40 adults fell more with Exemplin-12 compared with naproxen.",
        "Exemplin-12 was better than morphine against pain of 40 adults.",
        "Exemplin-12 lowered pain of 40 adults more than in those given saline.",
    ],
)
def test_a_comparator_stands_in_a_quote(text):
    assert against(text, THAN) == {OTHER}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Pain fell more with Exemplin-12 than with ibuprofen.", THAN),
        ("Pain fell more than before with Exemplin-12.", THAN),
        ("Pain fell by more than 5 points with Exemplin-12.", "Pain fell by over 5 points with Exemplin-12."),
        ("Pain fell more with Exemplin-12 than with a dummy.", "Pain fell more with Exemplin-12 than with placebo."),
        ("Pain fell more with Exemplin-12 than in controls.", "Pain fell more with Exemplin-12 than with vehicle."),
        ("Pain fell more in the young than in those who were old.", "Pain fell more in the young than in the aged."),
    ],
)
def test_a_comparator_in_other_words_passes(text, quote):
    assert against(text, quote) == set()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Mortality was 45% at one year.", "Survival was 45% at one year."),
        ("At one year 45% had died.", "At one year 45% were alive."),
        ("Relapse was seen in 30% of adults.", "Remission was seen in 30% of adults."),
        ("Dropout was 12% with Exemplin-12.", "Retention was 12% with Exemplin-12."),
        ("Exemplin-12 raised mortality.", "Exemplin-12 raised survival."),
    ],
)
def test_a_figure_of_one_fate_is_not_given_to_the_opposite(text, quote):
    assert FATE in against(text, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("At one year 45% were alive.", "Survival was 45% at one year."),
        ("At one year 45% had not died.", "Survival was 45% at one year."),
        ("Mortality was 45% at one year.", "At one year 45% did not survive."),
        ("Mortality was 55%.", "Survival was 45% and mortality 55%."),
        ("Exemplin-12 lowered mortality.", "Exemplin-12 raised survival."),
    ],
)
def test_a_fate_in_other_words_passes(text, quote):
    assert FATE not in against(text, quote)
