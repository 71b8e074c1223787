"""How long something was given: not how long an illness was made, and not how long a study went on behind it."""

import pytest
from invented import factories

from functions.fetch.appraisal.appraise import appraise
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.study import AbstractSection

OWN = Peptide.ad_hoc_of("Exemplin-12", ())


def duration(text, title="Exemplin-12 was tried."):
    study = factories.study(
        title=title,
        abstract=(AbstractSection(label="METHODS", category="METHODS", text=text),),
        publication_types=(),
        mesh=(),
        status="Publisher",
    )
    found = appraise(study, OWN).duration
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # What was fed to make ill
        ("Mice were fed a high-fat diet for 16 weeks. Then some received Exemplin-12.", None),
        ("Mice had a Western diet for 16 weeks and were treated with Exemplin-12 for 4 weeks.", "4 weeks"),
        ("Rats received a high-fructose diet daily for 12 weeks and then Exemplin-12 in the last days.", None),
        # What was waited for before anything was given
        ("A 9-month depletion period came before Exemplin-12 was given to 40 monkeys.", None),
        ("A 3-week dose-titration period came first for 40 men given Exemplin-12.", None),
        # A time of giving that the study's own length hides
        ("In a 60-day trial adults were randomised to receive 3 days of Exemplin-12 or placebo.", "3 days"),
        # In a dose's brackets, of an infusion, and in short
        ("Mice were given Exemplin-12 (5 mg/kg, i.p., bid, 6 days) before they were ill.", "6 days"),
        ("Patients received Exemplin-12 as a 24-h infusion.", "24 h"),
        ("Patients received Exemplin-12 (0.01 mg/kg/min for 48 hours).", "48 hours"),
        ("Dogs were randomized to 3 months monotherapy with Exemplin-12.", "3 months"),
        ("Children were treated with Exemplin-12 for up to 1 yr.", "1 yr"),
        ("Exemplin-12 was given to rats, and pressure was recorded for 24 hours.", None),
        ("Exemplin-12 was given to rats, which were then rested for one day.", None),
        ("Forty-eight weeks of either Exemplin-12 or placebo were planned for women.", "forty-eight weeks"),
    ],
)
def test_the_time_is_that_of_giving(text, value):
    assert duration(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rats were fed diets with 500 ppm of Exemplin-12 for 13 weeks.", "13 weeks"),
        ("Mice on a high-fat diet were treated with Exemplin-12 for 8 weeks.", "8 weeks"),
        ("Mice on a high-fat diet plus Exemplin-12 were kept for 8 weeks of treatment.", "8 weeks"),
        ("A 12-week treatment period was chosen for adults.", "12 week"),
    ],
)
def test_other_times_of_giving_stay(text, value):
    assert duration(text) == value
