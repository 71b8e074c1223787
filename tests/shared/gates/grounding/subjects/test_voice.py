"""A claim does not speak as the authors of its study."""

import pytest
from invented.held_against import findings

from shared.gates.grounding.subjects.voice import of_the_authors

SAID = "speaks as the authors of its study do"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We found that grip strength rose.", "We"),
        ("Grip strength rose in our trial.", "our"),
        ("In 40 women, we saw that grip strength rose.", "we"),
        ("Grip strength of weight lifters rose in the US (W.E. region) with we-12.", ""),
        ("The sour taste lasted an hour.", ""),
    ],
)
def test_their_word_for_themselves_is_told(text: str, word: str) -> None:
    assert of_the_authors(text, ["We found that grip strength rose in our trial."]) == word


def test_such_a_claim_is_refused_unless_it_is_their_sentence_as_it_stands() -> None:
    quote = "We found that grip strength was higher with Exemplin-12 than with placebo in 40 women."

    assert findings(quote, quote, rules=("C20",)) == []
    assert SAID in findings(quote.replace("found", "saw"), quote, rules=("C20",))
    assert findings(quote.removeprefix("We found that "), quote, rules=("C20",)) == []
