"""What a study declares as its primary outcome, and that its digest tells of it first. All sentences are invented."""

import pytest
from invented.factories import pack, pack_study, sentence

from functions.synthesize.digest import extractive
from functions.synthesize.digest.primary import declared, tells
from shared.domain.evidence.pack import Citation


@pytest.mark.parametrize(
    ("methods", "on_it", "on_another"),
    [
        (
            "The primary outcome was death from any cause and was assessed 28 days after enrolment.",
            "The mortalities from any cause were 26.0% and 35.0%.",
            "Greater grip strength was observed in the treated group.",
        ),
        (
            "Primary endpoint was the proportion of participants who achieved at least 10% body weight loss.",
            "More of the treated lost 10% of their body weight.",
            "Waist circumference fell in the treated.",
        ),
        (
            "Change in grip strength at week 12 was the primary end point.",
            "Grip strength did not differ at week 12.",
            "At week 12 balance had improved.",
        ),
        (
            "The primary outcomes were 28-day mortality, the secondary outcomes were length of stay and grip strength.",
            "Mortality at 28 days was 4 %.",
            "Grip strength rose, and the length of stay was shorter.",
        ),
    ],
)
def test_a_result_is_on_the_primary_outcome_by_the_words_that_declare_it(methods, on_it, on_another):
    outcome = declared([methods], ["Exemplin-12"])

    assert tells(on_it, outcome)
    assert not tells(on_another, outcome)


@pytest.mark.parametrize(
    "methods",
    [
        "Volunteers took Exemplin-12 or placebo for twelve weeks.",
        "The primary outcome was the percentage change from baseline at week 12.",
        "The primary outcome was the effect of Exemplin-12.",
    ],
)
def test_where_no_outcome_is_named_no_result_is_on_it(methods):
    outcome = declared([methods], ["Exemplin-12"])

    assert not tells("Exemplin-12 changed grip strength by 12 percent at week 12.", outcome)


def test_a_digest_quotes_the_primary_outcome_before_a_stronger_secondary_one():
    texts = [
        ("METHODS", "The primary outcome was walking distance at week 12 in the older volunteers of both villages."),
        ("RESULTS", "Walking distance was 411 m with Exemplin-12 and 409 m with placebo in the volunteers."),
        ("RESULTS", "Exemplin-12 significantly increased grip strength by 2.4 kg compared with placebo (p < 0.001)."),
    ]
    of = pack(
        studies=(pack_study(1, citation=Citation(title="An invented study of hands", year=2024)),),
        sentences=tuple(sentence(1, n, text, section=section) for n, (section, text) in enumerate(texts, 1)),
    )

    (claim,) = extractive.write(of).claims

    assert claim.sentences == ("S1.2",)
