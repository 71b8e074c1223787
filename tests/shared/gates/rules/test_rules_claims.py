"""C07, C09, C10 and C25: no cure, no proof, no promise of safety, no wonder; findings of a study pass."""

import pytest

from shared.gates.text import check

C07 = [
    "BPC-157 heals the gut.",
    "It cures arthritis.",
    "Thymosin prevents infections.",
    "The peptide reverses aging.",
    "It fixes tendon injuries.",
    "KPV treats ulcerative colitis.",
    "It can cure leaky gut.",
    "GHK-Cu helps heal wounds.",
    "It will reverse hair loss.",
    "It is a cure for cancer.",
    "This peptide repairs ligaments and joints.",
    "It relieves chronic pain.",
    # What denies something else, or affirms by a denial.
    "Although nobody admits it, BPC-157 cures colitis.",
    "Not everyone knows that BPC-157 cures colitis.",
    "Nobody doubts that it cures arthritis.",
    "No doctor tells it, so know that it cures arthritis.",
    # What is conceded says nothing of how the sentence goes on.
    "Although no trial was done, it cures wounds.",
    "Although no trial was done, Exemplin-12 cures wounds.",
    "While no study exists in people, the peptide prevents strokes.",
    "Despite a lack of evidence, it cures arthritis.",
    "Without a single trial, it heals tendons.",
    "Even though few studies were published, it reverses hair loss.",
]
C07_FINE = [
    "In rats, the peptide was associated with faster healing; human efficacy is untested.",
    "It is not known whether it heals tendons.",
    "No trial was done, so nobody knows whether it heals tendons.",
    "Although it heals tendons in rats, no trial in people was done.",
    "No study shows that it treats cancer.",
    "In this trial of 120 adults, it reduced pain more than placebo.",
    "Wound healing was faster in treated mice.",
    "It has not been shown to cure any disease.",
    "Patients treated for diabetes were excluded.",
    "In mice, it prevents diabetes.",
    "Prevention of stroke was the primary endpoint.",
    "Heart failure admissions fell from 12 to 8.",
    "The cure rate was 40% in both groups.",
    "The claim that it cures cancer is unsupported.",
    "Less pain was reported after 4 weeks than at baseline.",
    "Although no trial was done, rats given Exemplin-12 healed faster.",
    "While no study exists in people, wounds of rats closed sooner.",
    "Without a control group, it is unknown whether it heals wounds.",
    "Although it healed wounds of rats, no trial was done.",
    "Despite a lack of evidence, it is not known whether it cures arthritis.",
]
C09 = [
    "Clinically proven to mend tendons.",
    "A scientifically proven peptide.",
    "Studies prove that it works.",
    "Research has proven its benefits.",
    "Results are guaranteed.",
    "It is the gold standard peptide.",
    "It is proven to burn fat.",
    "Trials conclusively show an effect.",
    "There is without doubt an effect.",
    "It has been clearly proven.",
    "A medically validated healing agent.",
    "It offers proven results.",
]
C09_FINE = [
    "Confirmed by A. Reviewer.",
    "Two randomised trials reported weight loss.",
    "It is not proven to repair tendons.",
    "No benefit has been clinically proven.",
    "Biopsy was the gold standard for diagnosis.",
    "Patients had biopsy-proven disease.",
    "Efficacy remains unproven.",
    "One trial does not guarantee an effect.",
    "Culture-proven infection was an inclusion criterion.",
    "Evidence is insufficient to call it proven to work.",
    "The trial reported a mean difference of 2.1 kg.",
    "Whether it is scientifically proven is disputed.",
    "The test was validated in 200 samples.",
]
C10 = [
    "It is safe.",
    "BPC-157 is completely safe.",
    "It is considered a safe peptide.",
    "It has no side effects.",
    "No side effects reported.",
    "Zero adverse effects.",
    "The peptide is non-toxic.",
    "It is well tolerated.",
    "It is free of side effects.",
    "Safe for long-term use.",
    "It carries no risk.",
    "It is safe and effective.",
    # Not only this, but that, says this.
    "It is not only safe but effective.",
    "The peptide is not merely safe, but also cheap.",
    "It is not just completely harmless but pleasant.",
    "Although no trial was done, it is safe.",
]
C10_FINE = [
    "No serious events occurred in 16 participants over 12 weeks.",
    "It is not known to be safe.",
    "Whether it is safe in pregnancy is unknown.",
    "Adverse events were more frequent than with placebo.",
    "Nausea occurred in 20% of participants.",
    "The drug was well tolerated in 24 adults for 8 weeks.",
    "Safety was assessed at week 12.",
    "No deaths occurred.",
    "The scaffold is non-toxic to cells.",
    "Adverse events did not differ between groups.",
    "There is no evidence that it is safe.",
    "Long-term safety is unknown.",
    "It is not safe but dangerous.",
    "Not only was it not shown to be safe, but two volunteers fainted.",
    "Although no trial was done, it is not known to be safe.",
]
C25 = [
    "A miracle peptide.",
    "This breakthrough changes everything.",
    "A true game-changer.",
    "A must for every biohacker.",
    "Revolutionary results.",
    "An amazing recovery.",
    "It supercharges growth.",
    "The holy grail of healing.",
    "The fountain of youth.",
    "Testosterone will skyrocket.",
    "An incredible molecule.",
]
C25_FINE = [
    "Breakthrough infections occurred in 2% of participants.",
    "Breakthrough pain was recorded daily.",
    "The drug received breakthrough therapy designation.",
    "Breakthrough seizures were rare.",
    "Growth hormone rose by 20%.",
    "Life expectancy was longer.",
    "The change was large.",
    "Recovery was complete in eight rats.",
    "The effect was unexpected.",
    "Revolutions of the treadmill were counted.",
]
REPORTED_ONLY = [
    "The treatment was well tolerated.",
    "No adverse events were observed.",
    "It was safe and well tolerated.",
]


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule, texts in (("C07", C07), ("C09", C09), ("C10", C10)) for text in texts],
)
def test_promises_are_found(rule: str, text: str) -> None:
    assert rule in {each.rule for each in check(text) if each.severity == "block"}


@pytest.mark.parametrize("text", [*C07_FINE, *C09_FINE, *C10_FINE, *C25_FINE])
def test_findings_and_denials_pass(text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize("text", C25)
def test_hype_warns_and_never_blocks(text: str) -> None:
    assert ("C25", "warn") in {(each.rule, each.severity) for each in check(text)}


@pytest.mark.parametrize("text", REPORTED_ONLY)
def test_a_past_report_of_tolerability_without_numbers_warns(text: str) -> None:
    assert {(each.rule, each.severity) for each in check(text)} == {("C10", "warn")}
