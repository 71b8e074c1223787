"""What an appraisal costs grows no faster than the text, whatever the text is made of."""

import time

import pytest

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.effects.estimates import EFFECTS_AT_MOST, MEASURES_AT_MOST
from functions.fetch.appraisal.giving.routes import NAMED_AT_MOST
from functions.fetch.appraisal.seen import seen_by
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.study import AbstractSection, Study, sentences

PEPTIDE = Peptide.ad_hoc_of("Exemplin-12", ())


def told(text):
    section = AbstractSection(label="RESULTS", text=text)
    return Study(pmid="991000077", title="Exemplin-12 in rats", abstract=(section,), status="Publisher")


def took(text):
    """Seconds of CPU for one appraisal and what a page sees of it."""
    study, begun = told(text), time.process_time()
    seen_by(study, appraise(study, PEPTIDE), PEPTIDE)
    return time.process_time() - begun


@pytest.mark.parametrize(
    "run",
    [
        # Routes, and what makes ill
        "DEN (i.p. ",
        "tumors were induced orally ",
        "for 12 weeks and ",
        "orally for 7 days, ",
        "similar to that found after oral ",
        # Brackets, commas and no full stop
        "(",
        "[(",
        "(a) ",
        "a, ",
        "   ",
        "e.g. A. ",
        # Numbers
        "5 mg/kg ",
        "(n = 5) ",
        "n = 5 ",
        "(p < 0.05 n = 5 ",
        "95% CI 1-2; ",
        "OR 1.2 ",
        "OR 1.2 (95% CI 1-2), ",
        "weight (12 % vs 3 %) ",
        "5 ± 2 kg vs ",
        "from 5 to 6 kg ",
        "1.2.3.",
        # Names
        "hazard ratio for death ",
        "weighted ",
        "NCT01234567 ",
        "unlike the trial of NCT01234567 in ",
        "Exemplin-12 and placebo ",
        "Exemplin-12 reduced pain by 5 kg compared with placebo, ",
        # Amounts and arms
        "5 kg with Exemplin-12 and 3 kg with placebo, ",
        "Exemplin-12 (5%), placebo (3%), ",
        "and 5% ",
        "pain and weight by 5% and 7%, respectively, ",
        "(5 vs 3 kg) with Exemplin-12 ",
    ],
)
def test_an_abstract_of_one_thing_over_and_over_costs_little(run):
    # A second at most; where time grows with the square of the length, some of these take a minute and more.
    assert took(("Exemplin-12 " + run * 8_000)[:24_000]) < 5


def test_ten_times_the_text_takes_about_ten_times_as_long():
    run = "DEN (i.p. "
    took(run)

    short = min(took((run * 1_000)[:6_000]) for _ in range(3))

    assert took((run * 7_000)[:60_000]) < 30 * short


def test_a_sentence_of_more_routes_than_prose_has_tells_of_none():
    def routes(times):
        text = f"Exemplin-12 was given {'or '.join(['orally '] * times)}to rats."
        return [each.value for each in appraise(told(text), PEPTIDE).routes]

    assert routes(NAMED_AT_MOST) == ["oral"]
    assert routes(NAMED_AT_MOST + 1) == []


def test_a_sentence_of_more_estimates_than_prose_has_tells_of_none():
    def effects(times):
        row = " and ".join(f"OR {at / 10} (P < 0.01)" for at in range(1, times + 1))
        return appraise(told(f"Exemplin-12 was given: {row}."), PEPTIDE).effects

    assert len(effects(MEASURES_AT_MOST)) == EFFECTS_AT_MOST
    assert effects(MEASURES_AT_MOST + 1) == ()


def test_an_abbreviation_far_into_a_sentence_ends_none():
    text = f"Rats {'and rats ' * 40}got 5 mg i.p. Exemplin-12 and slept. All of them did."

    assert [each.text[-6:] for each in sentences(told(text))] == ["slept.", "m did."]
