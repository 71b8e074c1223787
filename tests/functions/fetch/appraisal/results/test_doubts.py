"""What a sentence denies on the whole, doubts or takes back is no outcome's way: "no evidence that it reduces pain"."""

import pytest
from invented import factories
from invented.trials import concluding, ways_of

from functions.fetch.appraisal.results.direction import direction_of
from functions.fetch.appraisal.results.doubts import governed, without_doubted
from shared.domain.evidence.study import AbstractSection
from shared.domain.vocabulary import Direction


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence that Exemplin-12 reduces mortality.",
        "There is no evidence that Exemplin-12 increased mortality.",
        "There was insufficient evidence that Exemplin-12 reduces pain.",
        "No evidence was found that treatment with Exemplin-12 prevents pain.",
        "We found no proof that Exemplin-12, although well tolerated, reduced mortality.",
        "There is no evidence that Exemplin-12 reduces pain, and that it improves sleep.",
        "We were unable to demonstrate that Exemplin-12 reduced pain.",
        "It is doubtful that Exemplin-12 reduces pain.",
        "It is unlikely that Exemplin-12 reduces pain.",
        "Exemplin-12 is unlikely to reduce pain.",
        "It is not clear that Exemplin-12 reduced pain.",
        "Exemplin-12 was not shown to reduce pain.",
        "Exemplin-12 has not been proven to reduce mortality.",
        "Exemplin-12 lacks efficacy in reducing pain.",
        "The claim that Exemplin-12 reduces pain is not supported.",
        "Our data refute the notion that Exemplin-12 reduced pain.",
        "Our data do not support the idea that Exemplin-12 reduces mortality.",
        "These results do not show that Exemplin-12 reduced mortality.",
        "Evidence that Exemplin-12 reduces pain is lacking.",
        "Evidence for reduced mortality with Exemplin-12 remains weak.",
        "Exemplin-12 barely reduced pain.",
        "Exemplin-12 did little to reduce pain.",
        "Exemplin-12 only marginally improved sleep.",
        "The failure of Exemplin-12 to reduce mortality was confirmed.",
        "Reduced mortality was not confirmed.",
        "Reduced mortality was, however, not confirmed.",
        "After adjustment, the reduction in mortality with Exemplin-12 disappeared.",
        "Exemplin-12 reduced mortality, but this was not confirmed after adjustment.",
        "Pain was lower with Exemplin-12, although the difference was not statistically significant.",
        "Exemplin-12 numerically reduced mortality.",
        "There was a trend towards lower mortality with Exemplin-12.",
        "Pain tended to be lower with Exemplin-12.",
        "Exemplin-12 non-significantly reduced pain.",
        "No dose of Exemplin-12 reduced pain.",
        "Exemplin-12 did not lead to reduced mortality.",
        "Exemplin-12 did not translate into improved sleep.",
        "None of the trials showed that Exemplin-12 reduced mortality.",
        "Nothing suggests that Exemplin-12 reduces pain.",
        "Exemplin-12 never reduced pain.",
        "Contrary to the claim that Exemplin-12 reduces pain, it was inert.",
        "The dose was too small to reduce pain.",
    ],
)
def test_what_is_denied_on_the_whole_or_doubted_goes_no_way(text):
    assert ways_of(text) == {}
    assert direction_of(concluding(text))[0] is Direction.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "Exemplin-12 reduced pain in patients who had not received morphine.",
        "There is no evidence that Exemplin-12 improves sleep, but it reduced pain.",
        "Exemplin-12 reduced pain, and there was no evidence that it improved sleep.",
        "Exemplin-12 reduced pain without evidence that it impaired sleep.",
        "Our results support the notion that Exemplin-12 reduces pain.",
        "There is now strong evidence that Exemplin-12 reduces pain.",
        "There is no doubt that Exemplin-12 reduces pain.",
        "We conclude that Exemplin-12 reduced pain.",
        "Exemplin-12 reduced pain, and this effect was abolished by naloxone.",
        "Exemplin-12 did not only reduce pain, it was also effective in practice.",
        "Exemplin-12 reduced pain, which was not due to sedation.",
    ],
)
def test_what_is_stated_beside_it_stays(text):
    assert ways_of(text) == {"pain": Direction.BENEFIT}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The difference in pain was not significant.", {"pain": Direction.NULL}),
        (
            "Exemplin-12 reduced pain, but the difference in sleep was not significant.",
            {"pain": Direction.BENEFIT, "sleep": Direction.NULL},
        ),
        (
            "Exemplin-12 failed to reduce mortality and increased pain.",
            {"mortality": Direction.NULL, "pain": Direction.HARM},
        ),
        ("Exemplin-12 did not reduce mortality.", {"mortality": Direction.NULL}),
        ("Exemplin-12 was not tolerated and increased mortality.", {}),
        ("Exemplin-12 was not tolerated and worsened pain.", {"pain": Direction.HARM}),
    ],
)
def test_a_plain_denial_reaches_no_further_than_before(text, found):
    assert ways_of(text) == found


def test_a_title_may_doubt_too():
    assert ways_of("More is to be learnt.", title="No evidence that Exemplin-12 reduces pain: a trial.") == {}
    assert ways_of("More is to be learnt.", title="Exemplin-12 reduces pain: a trial.") == {"pain": Direction.BENEFIT}


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Exemplin-12 is ineffective and harmful.", Direction.HARM),
        ("Exemplin-12 was ineffective and even toxic.", Direction.HARM),
        ("Exemplin-12 was ineffective and not harmful.", Direction.NULL),
        ("Exemplin-12 was ineffective.", Direction.NULL),
        ("The difference did not reach statistical significance.", Direction.NULL),
        ("We found no evidence of reduced pain.", Direction.UNCLEAR),
    ],
)
def test_the_whole_is_harm_null_or_unclear(text, way):
    assert direction_of(concluding(text))[0] is way


def test_compared_results_that_are_doubted_say_nothing():
    text = "There was no evidence that pain was lower with the peptide than with placebo (P = 0.02)."

    assert direction_of(factories.study(title="A study.", abstract=(AbstractSection(text=text),)))[0] is (
        Direction.UNCLEAR
    )


def test_a_doubt_ends_where_a_new_statement_begins():
    text = "There is no evidence that it eases pain; sleep was better."

    assert [text[start:end] for start, end in governed(text)] == ["no evidence that it eases pain"]
    assert len(without_doubted(text)) == len(text)
