"""People, conditions, outcomes, treatments and ways of giving that a claim names stand in its quotes, in some words."""

import pytest
from invented.held_against import findings

RULES = ("C11", "C20")
ADULTS = "In adults with obesity, body weight fell by 14.9% with exemplin over 20 weeks."
MARKER = "Serum C-reactive protein fell by 14.9% with exemplin in 240 adults."
AGENTS = "HbA1c fell by 0.9 percentage points with exemplin and by 0.3 percentage points with sitagliptin."
UNDER_SKIN = "Subcutaneous exemplin once daily lowered pain scores by 31 mm in 240 adults."


@pytest.mark.parametrize(
    "people",
    [
        *("children", "pregnant women", "infants", "older adults", "athletes", "women", "men", "healthy volunteers"),
        *("smokers", "teenagers", "mothers", "the elderly", "patients with cancer", "patients with depression"),
        *(
            "patients with type 2 diabetes",
            "people with asthma",
            "adults with heart failure",
            "people who had a stroke",
        ),
    ],
)
def test_people_of_whom_no_quote_speaks_are_not_told_of(people):
    assert findings(f"In {people}, body weight fell by 14.9% with exemplin.", ADULTS, rules=RULES)


@pytest.mark.parametrize(
    "outcome",
    [
        *("Mortality", "Heart attacks", "Fractures", "Depression scores", "Hospital admissions", "Blood pressure"),
        *("Tumour size", "Body fat", "Visceral fat", "Appetite", "Pain", "Weight", "Blood sugar", "Cholesterol"),
    ],
)
def test_an_outcome_that_no_quote_names_is_not_told_of(outcome):
    assert findings(f"{outcome} fell by 14.9% with exemplin in 240 adults.", MARKER, rules=RULES)


@pytest.mark.parametrize(
    "other", ["metformin", "no treatment", "placebo", "insulin", "usual care", "surgery", "linagliptin", "a statin"]
)
def test_a_comparator_that_no_quote_names_is_not_told_of(other):
    claim = f"HbA1c fell by 0.9 percentage points with exemplin, against 0.3 percentage points with {other}."
    assert findings(claim, AGENTS, rules=RULES)


@pytest.mark.parametrize(
    "way",
    [
        *("oral", "intravenous", "nasal", "topical", "inhaled", "intramuscular", "a single dose of", "lifelong"),
        *("weekly", "monthly"),
    ],
)
def test_a_way_of_giving_that_no_quote_names_is_not_told_of(way):
    assert findings(f"Pain scores of 240 adults fell by 31 mm with {way} exemplin.", UNDER_SKIN, rules=RULES)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Adults had 14.9% lower body weight.", "In children with obesity, body weight was 14.9% lower."),
        ("Patients had 14.9% lower body weight.", "In healthy volunteers body weight was 14.9% lower."),
    ],
)
def test_the_young_are_no_adults_and_the_healthy_no_patients(text, quote):
    assert findings(text, quote, rules=["C11"])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Deaths were fewer with exemplin in 90 adults.", "Mortality was lower with exemplin in 90 adults."),
        ("Fewer patients died with exemplin.", "Survival of patients was longer with exemplin."),
        ("Adults on exemplin lost weight.", "Body mass index of adults fell with exemplin."),
        ("Elderly people fell less often.", "Falls were fewer in people aged 75 years or older."),
        ("Older adults slept longer.", "Geriatric adults had longer sleep."),
        ("Exemplin under the skin lowered pain scores of adults.", UNDER_SKIN),
        ("Exemplin, injected daily, lowered pain scores of adults.", UNDER_SKIN),
        ("Blood sugar fell by 4% in adults.", "Fasting plasma glucose fell by 4% in adults."),
        ("High blood pressure was rarer with exemplin.", "Hypertension was rarer with exemplin."),
        ("Heart attacks were rarer with exemplin.", "Myocardial infarction was rarer with exemplin."),
        ("Feeling sick was commoner with exemplin.", "Nausea was commoner with exemplin."),
        ("Children grew faster on exemplin.", "Paediatric growth was faster on exemplin."),
        ("Newborns of rats weighed less.", "Pups of rats weighed less."),
        ("Exemplin by mouth lowered pain scores.", "Tablets of exemplin lowered pain scores."),
        ("Oral exemplin lowered pain scores of rats.", "Gavage of exemplin lowered pain scores of rats."),
        ("Pain scores were lower than with a dummy treatment.", "Pain scores were lower than with placebo."),
        ("Pain scores were lower than without treatment.", "Pain scores were lower than in untreated controls."),
        ("Crohn's disease flared less often.", "Flares of IBD were less frequent in Crohn's disease."),
        ("Rats with diabetes ate less.", "Food intake of streptozotocin-treated rats was less."),
        ("People with kidney disease lost less albumin.", "Patients with CKD lost less albumin."),
        ("Cancers of the liver were more frequent in mice.", "Hepatocarcinogenesis was more frequent in mice."),
        ("Female rats had fewer foci.", "Rats of either sex had fewer foci."),
        ("Exemplin given weekly lowered pain scores.", "Exemplin every 7 days lowered pain scores."),
        ("A single dose of exemplin lowered pain scores.", "Exemplin, given once, lowered pain scores."),
        ("Patients with migraine had fewer attacks.", "Migraineurs had fewer attacks."),
    ],
)
def test_other_words_for_the_same_pass(text, quote):
    assert [each for each in findings(text, quote, rules=RULES) if "in common" not in each] == []
