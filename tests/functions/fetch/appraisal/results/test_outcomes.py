"""Outcomes with their direction, effect estimates, routes and durations: each with the words that gave it."""

import pytest
from invented import factories

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.results.outcome_words import WORDS
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.study import AbstractSection, Term
from shared.domain.vocabulary import Direction

PEPTIDE = factories.peptide()


def of(*texts, title="A study.", types=("D016449",), mesh=("D006801",)):
    labels = ("RESULTS", "CONCLUSIONS") if len(texts) > 1 else ("RESULTS",)
    return appraise(
        factories.study(
            title=title,
            abstract=tuple(
                AbstractSection(label=label, category=label, text=text)
                for label, text in zip(labels, texts, strict=True)
            ),
            publication_types=tuple(Term(ui=each, name="x") for each in types),
            mesh=tuple(Term(ui=each, name="x") for each in mesh),
        ),
        PEPTIDE,
    )


def ways(appraisal):
    return {each.name: each.direction for each in appraisal.outcomes}


def test_every_outcome_of_the_table_has_words_and_no_other():
    assert WORDS.keys() == OUTCOMES.keys()


@pytest.mark.parametrize(
    ("text", "name", "way"),
    [
        ("The peptide reduced pain compared with placebo.", "pain", Direction.BENEFIT),
        ("Pain was lower with the peptide than with placebo (P = 0.01).", "pain", Direction.BENEFIT),
        ("Pain was lower with the peptide than with placebo (P = 0.4).", "pain", Direction.NULL),
        ("Pain did not differ from placebo.", "pain", Direction.NULL),
        ("Mortality was higher in the treated group.", "mortality", Direction.HARM),
        ("Survival was longer with treatment than with placebo.", "mortality", Direction.BENEFIT),
        ("Treatment improved sleep.", "sleep", Direction.BENEFIT),
        ("Sleep worsened with treatment.", "sleep", Direction.HARM),
        ("Treatment accelerated wound healing.", "wound_healing", Direction.BENEFIT),
        ("Treatment lowered testosterone levels.", "hormone_levels", None),
        ("Treatment may reduce pain.", "pain", None),
        ("Whether treatment reduced pain is unknown.", "pain", None),
        ("In untreated rats pain increased.", "pain", None),
        ("There were no serious adverse events with treatment.", "serious_adverse_events", Direction.NULL),
        ("In overweight adults treatment reduced body weight.", "body_weight", Direction.BENEFIT),
        ("In rats treatment reduced body weight.", "body_weight", Direction.UNCLEAR),
        ("Treatment prevented glucose-6-phosphate dehydrogenase loss.", "glycaemia", None),
    ],
)
def test_which_way_an_outcome_went(text, name, way):
    assert ways(of(text)).get(name) is way


def test_outcomes_of_one_sentence_go_their_own_ways():
    found = ways(of("Treatment reduced pain, but sleep did not improve and mortality increased."))

    assert (found["pain"], found["sleep"]) == (Direction.BENEFIT, Direction.NULL)


def test_the_conclusion_outweighs_the_results_and_sentences_that_say_the_opposite_say_nothing():
    results = "Treatment reduced pain at week 4. Treatment increased pain at week 8."

    assert "pain" not in ways(of(results)) or ways(of(results))["pain"] is Direction.UNCLEAR
    assert ways(of("Pain did not change.", "Treatment reduced pain."))["pain"] is Direction.BENEFIT
    assert ways(of(results, "Treatment reduced pain."))["pain"] is Direction.UNCLEAR
    both = "Low doses of the peptide reduced pain, whereas high doses increased pain."
    assert ways(of(both))["pain"] is Direction.MIXED


def test_an_outcome_without_a_direction_is_listed_where_the_title_names_it():
    assert ways(of("Nothing else.", title="A trial in fatigue.")) == {"fatigue": Direction.UNCLEAR}


def test_a_review_without_a_method_has_no_outcomes():
    assert of("Treatment reduced pain.", types=("D016454",)).outcomes == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Weight fell (mean difference -3.2 kg; 95% CI -4.1 to -2.3; P<0.001) versus placebo.",
            ("mean difference", "-3.2", "kg", "-4.1", "-2.3", "95", "<0.001", "placebo"),
        ),
        (
            "Death was rarer (hazard ratio, 0.80; 95% confidence interval [CI], 0.72 to 0.90) than with placebo.",
            ("hazard ratio", "0.80", "", "0.72", "0.90", "95", None, "placebo"),
        ),
        (
            "The risk rose (OR = 8.87, 95% CI: 2.11-34.78, P = 0.003).",
            ("odds ratio", "8.87", "", "2.11", "34.78", "95", "=0.003", ""),
        ),
        ("It was rarer (RR 0.5; 99% CI 0.3–0.9).", ("risk ratio", "0.5", "", "0.3", "0.9", "99", None, "")),
        (
            "HbA1c was reduced by 1.2% compared with insulin glargine.",
            ("percent decrease", "1.2", "%", None, None, None, None, "insulin glargine"),
        ),
        ("Pressure fell by 4 mmHg (P=0.02).", ("decrease", "4", "mmHg", None, None, None, "=0.02", "")),
    ],
)
def test_an_estimate_is_kept_as_printed(text, expected):
    (found,) = of(text).effects

    assert (
        found.measure, found.value, found.unit, found.low, found.high, found.level, found.p, found.comparator
    ) == expected  # fmt: skip
    assert found.value in found.quote.text


@pytest.mark.parametrize(
    "text",
    [
        "The difference of opinion in 3 cases.",
        "OR 3 was cleaned or 5.",
        "It was reduced by half.",
        "Figure 3 is shown.",
    ],
)
def test_what_is_no_estimate_is_left_alone(text):
    assert of(text).effects == ()


@pytest.mark.parametrize(
    ("text", "name", "way"),
    [
        # Of whom it is told.
        ("Wound healing was greater with placebo than with the peptide (P = 0.01).", "wound_healing", None),
        (
            "Wound healing was greater with the peptide than with placebo (P = 0.01).",
            "wound_healing",
            Direction.BENEFIT,
        ),
        ("HbA1c was lower in the placebo group than in the peptide group.", "glycaemia", None),
        ("HbA1c was lower in the peptide group than in the placebo group.", "glycaemia", Direction.BENEFIT),
        ("Patients given placebo had greater pain than those given the peptide.", "pain", None),
        ("Sham treatment reduced pain.", "pain", None),
        ("In this placebo-controlled trial the peptide reduced pain more than morphine.", "pain", Direction.BENEFIT),
        # What is denied, and how far.
        ("The peptide did not improve sleep and increased mortality.", "mortality", Direction.HARM),
        ("The peptide did not improve sleep and increased mortality.", "sleep", Direction.NULL),
        ("The peptide increased mortality and did not improve sleep.", "mortality", Direction.HARM),
        ("With treatment sleep did not change and mortality was higher.", "mortality", Direction.HARM),
        ("Treatment did not improve pain or sleep.", "sleep", Direction.NULL),
        ("With treatment pain and sleep did not improve.", "pain", Direction.NULL),
        ("Treatment did not reduce pain and anxiety.", "anxiety", Direction.NULL),
        ("Treatment did not cause pain and increased mortality.", "mortality", None),
        ("Treatment did not prevent fatigue and increased anxiety.", "anxiety", None),
        ("The peptide reduced pain without any effect on sleep.", "pain", Direction.BENEFIT),
        ("The peptide reduced pain without increasing nausea.", "adverse_events", None),
        ("Treated rats had no loss of weight nor increased mortality.", "mortality", None),
        ("Neither dose of the peptide reduced pain.", "pain", Direction.NULL),
        ("The peptide did not attenuate pain.", "pain", None),
        ("With treatment increased pain was not observed.", "pain", None),
        ("The peptide did not only reduce pain.", "pain", Direction.BENEFIT),
        # Words that go another way than they look.
        ("With treatment death rates have fallen faster.", "mortality", Direction.BENEFIT),
        ("Wound area dropped faster with the peptide than with placebo.", "wound_healing", Direction.BENEFIT),
        ("Wound area decreased more slowly with the peptide than with placebo.", "wound_healing", None),
        ("Wound healing was faster with the peptide than with placebo.", "wound_healing", Direction.BENEFIT),
        ("Wound healing was slower with the peptide than with placebo.", "wound_healing", Direction.HARM),
        ("Hepatomegaly was limited to the 20- and 60-mg doses.", "liver_injury", None),
        ("Adverse events were limited to the treated group.", "adverse_events", None),
        ("The peptide limited liver injury.", "liver_injury", Direction.BENEFIT),
        ("The peptide decreased growth through oxidative stress.", "oxidative_stress", None),
        ("There was less protection against toxicity with the peptide.", "adverse_events", None),
        ("There were fewer side effects with the peptide than with placebo.", "adverse_events", Direction.BENEFIT),
        ("A drug used for cholesterol reduction was given beside the peptide.", "lipids", None),
        ("Pain was no worse with the peptide than with placebo.", "pain", Direction.NULL),
        ("Pain was not lower with the peptide than with placebo.", "pain", Direction.NULL),
        ("Time to death was longer with the peptide than with placebo.", "mortality", Direction.BENEFIT),
        ("Time to death was shorter with the peptide than with placebo.", "mortality", Direction.HARM),
        ("Treatment accelerated the time to fracture healing.", "bone_healing", None),
        ("The reduction in pain was smaller with the peptide than with placebo.", "pain", None),
        ("The reduction in pain was greater with the peptide than with placebo.", "pain", Direction.BENEFIT),
        ("Pain relief was lower with the peptide than with placebo.", "pain", Direction.HARM),
        ("Pain relief was greater with the peptide than with placebo.", "pain", Direction.BENEFIT),
        ("The peptide prevented the decrease in bone density.", "bone_density", None),
        ("The peptide was less effective in reducing pain than morphine.", "pain", None),
    ],
)
def test_a_change_is_told_of_the_right_arm_and_the_right_way(text, name, way):
    assert ways(of(text)).get(name) is way


def test_an_estimate_names_its_outcome():
    (found,) = of("Pain scores improved: mean difference -1.1 points (95% CI -2.0 to -0.2).").effects

    assert found.outcome == "pain"


def test_every_quote_stands_where_it_says_and_is_short():
    results = "Treatment reduced pain (mean difference -1.1 points; 95% CI -2.0 to -0.2). " + "Much was said. " * 60
    long = "Treatment " + "greatly " * 60 + "reduced anxiety versus placebo."
    found = of(results + long, title="A trial in fatigue.")

    quotes = [each.quote for each in (*found.outcomes, *found.effects)]
    abstract = results + long
    assert len(quotes) >= 3
    for each in quotes:
        whole = "A trial in fatigue." if each.in_title else abstract
        assert whole[each.start : each.end] == each.text
        assert 0 < len(each.text) <= 300


def test_their_number_is_bounded():
    named = [
        "pain",
        "sleep",
        "anxiety",
        "fatigue",
        "mortality",
        "cognition",
        "lifespan",
        "infection",
        "steatosis",
        "longevity",
    ]
    told = (f"Treatment reduced {each} (mean difference -{at}.5 points, P=0.01)." for at, each in enumerate(named))

    found = of(" ".join(told))

    assert len(found.outcomes) == len(found.effects) == 8


def test_a_fistula_of_another_organ_is_no_healing_of_the_gut():
    assert "gut_healing" in ways(of("Exemplin-12 reduced fistulas compared with placebo."))
    assert "gut_healing" not in ways(of("Exemplin-12 reduced pancreatic fistulas compared with placebo."))
