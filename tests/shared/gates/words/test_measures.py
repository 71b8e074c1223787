"""C21: the sign of a figure, what it is per, how often something was done, and parts of wholes."""

import pytest

from shared.gates.grounding.figures.numbers import ungrounded
from shared.gates.words.values import quantities

REFUSED = [
    ("Blood pressure changed by −3.4 mmHg.", "Mean blood pressure increased by 3.4 mmHg."),
    ("Body weight changed by -5.2 kg with it and by -1.1 kg with placebo.", "Body weight rose by 5.2 kg."),
    ("Body weight changed by -5.2 kg.", "Body weight changed by 5.2 kg."),
    ("Grip rose by 2.4 kg (95% CI -0.3 to 5.1).", "Grip rose by 2.4 kg (95% CI 0.3 to 5.1)."),
    ("Pain changed by -2.4 points (95% CI -5.1 to 0.3).", "Pain fell by 2.4 points (95% CI 5.1 to 0.3)."),
    ("The level was 12 ng/mL.", "The level was 12 ng/L."),
    ("It lowered pain at 5 mg/mL.", "It lowered pain at 5 mg/dL."),
    ("Grip improved at 10 mg/kg.", "Grip improved at 10 mg/day."),
    ("Grip improved at 10 mg/kg.", "Grip improved at 10 mg."),
    ("Grip improved at 10 mg kg-1 day-1.", "Grip improved at 10 mg/kg/h."),
    ("Clearance was 3.5 mL/min/kg.", "Clearance was 3.5 mL/h/kg."),
    ("There were 40 cells/mm2.", "There were 40 cells/cm2."),
    ("It rose to 38 °C.", "It rose to 38 °F."),
    ("The IC50 was 10 µM.", "The IC50 was 10 µm."),
    ("They took 5 mg twice daily.", "They took 5 mg once daily."),
    ("They took 5 mg twice daily.", "They took 5 mg daily."),
    ("They took 5 mg twice daily.", "They took 5 mg twice weekly."),
    ("They took 5 mg every other day.", "They took 5 mg every day."),
    ("It differed (P < 0.05).", "It differed (P = 0.05)."),
    ("It differed (P < 0.05).", "It differed, with a P value of 0.05."),
    ("Relapse came in 12 of 60 and 24 of 60.", "Relapse came in 60 of 12 and 24 of 60."),
    ("Relapse came in 12/60 adults.", "Relapse came in 60 out of 12 adults."),
    ("Falls became rarer: 20 of 49 untreated adults fell.", "Falls became rarer: 20 of -49 untreated adults fell."),
    ("Her pulse was 51 beats/min.", "Her heart beat 52 times a minute."),
    ("Her pulse was 51 beats/min.", "Her heart beat 51 times an hour."),
    ("Her pulse was 51 bpm.", "Her heart beat 51 times an hour."),
    ("They took 3 tablets a day.", "They took it three times a day."),
    ("The error was 0.6 km·h⁻¹.", "The error was 0.6 km per minute."),
    ("The error was 0.6 km·h⁻¹.", "The error was 0.6 miles per hour."),
    ("Density was 31.4 ± 2.2/mm2 in men and 18.6 ± 1.9 in women.", "Density was 18.6/cm2 in women."),
    ("Density was 31.4 ± 2.2/mm2, and the index was 18.6 ± 1.9.", "The index was 18.6/mm2."),
    ("Age (34.5 ± 5.1), mass index (28.1 ± 3.2 kg/m2), share (7.1 ± 0.5).", "The share was 7.1 kg/m2."),
    ("The concentration was 31.4 ± 2.2 ng/mL against 18.6 ± 1.9.", "It was 31.4 ng/mL against 18.6 pg/mL."),
    ("Its EC1 was 6.2 µM.", "Half of it was bound at 6.2 µM."),
    ("Strains A1, A2, A3, or A4 did not mutate, with or without it.", "Nine strains did not mutate."),
]
KEPT = [
    ("Body weight changed by -5.2 kg.", "Body weight fell by 5.2 kg."),
    ("The mean change in weight was −5.2 kg.", "There was a mean weight loss of 5.2 kg."),
    ("The mean change in weight was −5.2 kg.", "Weight was 5.2 kg lower."),
    ("Weight changed by -5.2 kg (95% CI -7.1 to -3.3).", "Weight fell by 5.2 kg (95% CI 3.3 to 7.1)."),
    ("Grip rose over 12-24 weeks.", "Grip rose over 12 to 24 weeks."),
    ("IL-6 fell on day -1.", "On day -1 there was less IL-6."),
    ("They took 10 mg/kg a day.", "They took 10 mg kg-1 day-1."),
    ("They took 10 mg/kg/day.", "They took 10 mg per kg of body weight daily."),
    ("They took 10 mg kg(-1) day(-1).", "They took 10 mg/kg per day."),
    ("They took a daily dose of 10 mg.", "They took 10 mg/day."),
    ("They took 5 or 10 mg/kg.", "They took 5 mg/kg."),
    ("They took 5 mg b.i.d.", "They took 5 mg twice a day."),
    ("They took 5 mg every week.", "They took 5 mg once weekly."),
    ("The IC50 was 10 µM.", "The IC50 was 10 µmol/L."),
    ("It rose to 38 degrees C.", "It rose to 38 °C."),
    ("It differed (P = 0.04) among 24 adults.", "It differed (P = 0.04; n = 24)."),
    ("Relapse came in 12 of 60 adults.", "Relapse came in 12/60 adults."),
    ("Neither 100 nor 200 mg/kg/day did so.", "None came of 100 or 200 mg/kg a day."),
    ("The pulse fell by 3 beats/min.", "The pulse changed by -3 beats/min."),
    ("Her pulse was 51 beats/min.", "Her heart beat 51 times a min."),
    ("Her pulse was 51 bpm.", "Her heart beat 51 times a minute."),
    ("She drew 22 breaths per minute.", "She breathed 22 times a minute."),
    ("They took 3 doses a day.", "They took it three times a day."),
    ("Dogs got 4 meals per day.", "Dogs were fed four times a day."),
    ("The error was 0.6 km·h⁻¹.", "The error was 0.6 km per hour."),
    ("They ran 9 km/h.", "They ran 9 kilometres an hour."),
    ("Density was 31.4 ± 2.2/mm2 in men and 18.6 ± 1.9 in women.", "Density was 18.6/mm2 in women."),
    ("It rose (31.4 +/- 2.2 ng/mL for A, as compared with B (18.6 +/- 1.9).", "It was 18.6 ng/mL with B."),
    ("Its Michaelis constant was 6.2 µM.", "It was half saturated at 6.2 µM."),
    ("Strains A1, A2, A3, or A4 did not mutate, with or without it.", "Four strains did not mutate."),
]


@pytest.mark.parametrize(("quote", "claim"), REFUSED)
def test_a_figure_measured_otherwise_than_in_its_quote_is_refused(quote: str, claim: str) -> None:
    assert [each.rule for each in ungrounded(claim, [quote], (), ())]


@pytest.mark.parametrize(("quote", "claim"), KEPT)
def test_a_figure_in_other_words_is_kept(quote: str, claim: str) -> None:
    assert list(ungrounded(claim, [quote], (), ())) == []


def test_the_powers_of_a_unit_are_no_figures() -> None:
    found = quantities("3.5 mL min-1 kg-1, 7 mL/m2 and km·h⁻¹")

    assert [(each.value, each.per) for each in found[:2]] == [("3.5", ("kg", "min")), ("7", ("m2",))]
