"""Which way the outcome went: the invented corpus as a reader judges it, real records by number, sentences by table."""

from collections.abc import Mapping

import pytest
from invented import factories

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.results.direction import direction_of
from functions.fetch.reading.parse import parse
from infra.sandbox import samples
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.study import AbstractSection
from shared.domain.vocabulary import Direction

PEPTIDE = Peptide.ad_hoc_of("Exemplin-12", ())

# Judged by a person who read each record; all others are unclear.
OWN = {
    "benefit": {1, 2, 4, 5, 7, 12, 24, 29, 31, 32, 35, 38, 40, 45, 47, 53, 58},
    "null": {6, 13, 17, 21, 25, 36, 48, 63},
    "harm": {46, 49},
    "mixed": {3, 28},
}
REAL = {
    "benefit": {23435529, 25789634, 38713950, 12742516, 17059514},
    "null": {3802057, 21616130, 9505772, 1516773, 1473784},
    "harm": {996879, 15588926, 32435917, 32471116, 34303773, 734683, 38056127, 38430581},
    "mixed": {15968009, 38801034, 14744982, 2125992, 38856741},
    "unclear": {
        *{219391, 1336490, 1469623, 1591274, 1610294, 1755031, 38747095, 38648015, 38704912, 39180124, 39077977},
        *{9861576, 6682033, 14727734, 29197930, 28267557, 3206528, 99598, 1423834, 1600604, 37652022, 38763967},
        12668284,
    },
}
PLAIN = ("benefit", "null", "harm")


def measured(found: Mapping[int, str], key: Mapping[str, set[int]]) -> tuple[float, float, list[tuple[int, str, str]]]:
    """Precision and coverage of benefit, null and harm, and what was wrong."""
    true = {number: way for way, numbers in key.items() for number in numbers}
    given = {number: way for number, way in found.items() if way in PLAIN}
    wrong = [(number, way, true.get(number, "unclear")) for number, way in given.items() if true.get(number) != way]
    wanted = [number for number, way in true.items() if way in PLAIN]
    return 1 - len(wrong) / len(given), sum(found[each] == true[each] for each in wanted) / len(wanted), wrong


def test_the_sample_corpus_is_read_as_a_person_reads_it():
    found = {
        int(study.pmid) - 990_000_000: appraise(study, PEPTIDE).direction.value
        for path in sorted(samples.CORPUS.glob("*.xml"))
        for study in parse(path.read_bytes()).studies
    }

    precision, coverage, wrong = measured(found, OWN)

    assert len(found) == 63
    assert precision >= 0.95, wrong
    assert coverage >= 0.8
    assert {number for number, way in found.items() if way == "mixed"} <= OWN["mixed"]


def test_a_direction_that_is_given_for_a_real_record_is_right(real_data):
    numbers = {number for of in REAL.values() for number in of}
    found = {
        int(study.pmid): appraise(study, PEPTIDE).direction.value
        for path in sorted((real_data / "pubmed").rglob("*.xml"))
        for study in parse(path.read_bytes()).studies
        if int(study.pmid) in numbers
    }

    precision, coverage, wrong = measured(found, REAL)

    assert set(found) == numbers
    assert precision >= 0.95, wrong
    assert coverage >= 0.5


def concluding(text: str):
    return factories.study(
        title="A study.", abstract=(AbstractSection(label="CONCLUSIONS", category="CONCLUSIONS", text=text),)
    )


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("The peptide reduced pain and improved function.", Direction.BENEFIT),
        ("The peptide was superior to placebo.", Direction.BENEFIT),
        ("The peptide may reduce pain.", Direction.UNCLEAR),
        ("Whether the peptide reduced pain is not known.", Direction.UNCLEAR),
        ("The groups did not differ.", Direction.NULL),
        ("There was no significant difference in pain.", Direction.NULL),
        ("The peptide did not reduce pain.", Direction.NULL),
        ("The peptide failed to improve healing.", Direction.NULL),
        ("The difference did not reach statistical significance.", Direction.NULL),
        ("The peptide did not increase mortality or adverse events.", Direction.UNCLEAR),
        ("No difference in adverse events was seen.", Direction.UNCLEAR),
        ("The peptide increased mortality.", Direction.HARM),
        ("Symptoms worsened with the peptide.", Direction.HARM),
        ("Exemplin-induced liver injury was studied.", Direction.UNCLEAR),
        ("The peptide reduced pain, but function did not improve.", Direction.MIXED),
        ("The peptide reduced pain but increased mortality.", Direction.MIXED),
        ("This pilot was too small to show that it reduced pain.", Direction.UNCLEAR),
        ("Hyponatraemia developed in 13 of 84 and in 1 of 84.", Direction.UNCLEAR),
        ("It enhanced sensitivity to pain.", Direction.UNCLEAR),
        ("Placebo was superior to the peptide.", Direction.UNCLEAR),
        ("Compared with placebo, the peptide reduced pain.", Direction.BENEFIT),
        ("The peptide did not improve symptoms and increased mortality.", Direction.HARM),
        ("The peptide failed to prevent deaths and worsened retinopathy.", Direction.HARM),
        ("Symptoms did not improve and mortality was higher with the peptide.", Direction.HARM),
        ("The peptide did not improve symptoms, but increased mortality.", Direction.HARM),
        ("The peptide did not cause pain and increased mortality.", Direction.UNCLEAR),
        ("Increased mortality was not observed.", Direction.UNCLEAR),
        ("The peptide did not attenuate pain.", Direction.UNCLEAR),
        ("The peptide was no worse than placebo.", Direction.NULL),
        ("There was less protection against toxicity with the peptide.", Direction.UNCLEAR),
        ("The peptide decreased growth through oxidative stress.", Direction.UNCLEAR),
        ("", Direction.UNCLEAR),
    ],
)
def test_what_a_conclusion_says(text, way):
    assert direction_of(concluding(text))[0] is way


@pytest.mark.parametrize(
    ("result", "way"),
    [
        ("Pain was lower with the peptide than with placebo (P = 0.02).", Direction.BENEFIT),
        ("Pain was lower with the peptide than with placebo (P = 0.55).", Direction.NULL),
        ("Pain was lower with the peptide than with placebo (P = 0.07).", Direction.UNCLEAR),
        ("Survival was longer with the peptide than with placebo (P < 0.001).", Direction.BENEFIT),
        ("Renin was lower with the peptide than with placebo (P = 0.02).", Direction.UNCLEAR),
        ("Pain was lower with the peptide than with placebo (P = 0.02 and P = 0.6).", Direction.UNCLEAR),
        ("Pain was lower with placebo than with the peptide (P = 0.02).", Direction.UNCLEAR),
        ("Pain relief was lower with the peptide than with placebo (P = 0.02).", Direction.UNCLEAR),
        ("Time to death was shorter with the peptide than with placebo (P = 0.02).", Direction.UNCLEAR),
    ],
)
def test_results_speak_only_where_no_conclusion_does(result, way):
    alone = factories.study(title="A study.", abstract=(AbstractSection(text=result),))
    concluded = factories.study(
        title="A study.",
        abstract=(
            AbstractSection(label="RESULTS", category="RESULTS", text=result),
            AbstractSection(label="CONCLUSIONS", category="CONCLUSIONS", text="More is to be learnt."),
        ),
    )

    assert direction_of(alone)[0] is way
    assert direction_of(concluded)[0] is Direction.UNCLEAR
