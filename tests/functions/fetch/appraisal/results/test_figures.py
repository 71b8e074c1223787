"""Brackets of figures are left out of a sentence, and every place in it is found again in the sentence itself."""

import pytest

from functions.fetch.appraisal.results.figures import without_figures


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Pain fell (P < 0.05).", "Pain fell."),
        ("Pain (MD -1.2; 95% CI -2 to -0.4; P = 0.01) fell.", "Pain (MD) fell."),
        ("Pain (RR = 0.9, 95% CI = [0.8, 1.1], P = 0.8) fell.", "Pain (RR) fell."),
        ("Pain (12 vs 20%) and fear [n = 4] fell.", "Pain and fear fell."),
        ("A and B fell (p < 0.001 and p < 0.05, respectively).", "A and B fell."),
        # Not figures alone
        ("Body mass (BMI) fell.", "Body mass (BMI) fell."),
        ("Pain (3 vs 1 with placebo; P < 0.05) fell.", "Pain (3 vs 1 with placebo, P < 0.05) fell."),
        ("Doses (10 mg; 20 mg) eased it.", "Doses (10 mg, 20 mg) eased it."),
        ("Rose and fell (12% and 15%, respectively).", "Rose and fell (12% and 15%, respectively)."),
        ("An open bracket (P < 0.05 is none.", "An open bracket (P < 0.05 is none."),
    ],
)
def test_figures_in_brackets_are_left_out(text, bare):
    assert without_figures(text).text == bare


def test_a_place_is_found_again():
    text = "Pain (P = 0.1), fear (HR 0.7; P = 0.2) and sleep (P = 0.3) fell."

    bare = without_figures(text)

    assert bare.text == "Pain, fear (HR) and sleep fell."
    for word in ("Pain", "fear", "sleep", "fell"):
        assert bare.back(bare.text.index(word)) == text.index(word)
    assert text[: bare.back(bare.text.index(" and"))] == "Pain (P = 0.1), fear (HR 0.7; P = 0.2)"


def test_a_text_of_brackets_is_read_in_time_that_grows_with_it():
    assert without_figures("(" * 20_000 + "1" + ")" * 20_000).text
    assert without_figures("(1) " * 10_000).text.strip() == ""
