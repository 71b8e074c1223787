"""What the page's peptide is in a study: by subheadings, else by the words on either side of its names."""

import pytest
from invented import factories

from functions.fetch.appraisal.giving.role import role_of
from shared.domain.catalog.peptide import Relation
from shared.domain.evidence.study import AbstractSection, Term
from shared.domain.vocabulary import Confidence, Role

PEPTIDE = factories.peptide(
    mesh=["Exemplin"], relations=[Relation(kind="fragment_of", of="Whole exemplar protein").model_dump()]
)


def seen(text="", *, title="A study.", qualifiers=None, types=("D016428",)):
    mesh = (Term(ui="D000000", name="exemplin", qualifiers=qualifiers),) if qualifiers else ()
    of = tuple(Term(ui=each, name="x") for each in types)
    study = factories.study(title=title, abstract=(AbstractSection(text=text),), mesh=mesh, publication_types=of)
    return role_of(study, PEPTIDE)


@pytest.mark.parametrize(
    ("qualifiers", "role", "confidence"),
    [
        (["Q000008"], Role.ADMINISTERED, Confidence.CERTAIN),
        (["Q000627", "Q000009"], Role.ADMINISTERED, Confidence.CERTAIN),
        (["Q000097"], Role.ENDOGENOUS, Confidence.CERTAIN),
        (["Q000378", "Q000097"], Role.ENDOGENOUS, Confidence.CERTAIN),
        (["Q000494", "Q000378"], Role.ADMINISTERED, Confidence.POSSIBLE),
    ],
)
def test_subheadings_beside_the_peptides_heading_come_first(qualifiers, role, confidence):
    found = seen("Nothing is said.", qualifiers=qualifiers)

    assert (found[0], found[2]) == (role, confidence)


def test_subheadings_of_another_heading_say_nothing():
    other = Term(ui="D000001", name="Insulin", qualifiers=("Q000008",))

    assert role_of(factories.study(title="A.", abstract=(), mesh=(other,)), PEPTIDE)[0] is Role.UNCLEAR


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Rats were treated with Exemplin-12 for a week.", Role.ADMINISTERED),
        ("Rats were treated with Exemplin\u2081\u2082 for a week.", Role.ADMINISTERED),
        ("Adults received subcutaneous EX-12 or placebo.", Role.ADMINISTERED),
        ("Animals were given exemplin 12 (10 mg/kg).", Role.ADMINISTERED),
        ("EX-12-treated mice healed.", Role.ADMINISTERED),
        ("Exemplin-12 10 µg was injected.", Role.ADMINISTERED),
        ("Cells were grown in the presence of EX-12.", Role.ADMINISTERED),
        ("The effects of Exemplin-12 on sleep.", Role.ADMINISTERED),
        ("EX-12 reduced pain.", Role.ADMINISTERED),
        ("Subcutaneous EX-12 was given; serum EX-12 concentrations peaked.", Role.ADMINISTERED),
        ("Pharmacokinetics of Exemplin-12 in renal impairment. Plasma EX-12 levels rose.", Role.ADMINISTERED),
        ("Plasma EX-12 concentrations and serum EX-12 levels gave the bioavailability of EX-12.", Role.ADMINISTERED),
        ("Serum EX-12 levels fell; EX-12 Cmax was lower in kidney disease.", Role.ADMINISTERED),
        (
            "After subcutaneous EX-12, plasma EX-12 and urinary EX-12 gave the renal clearance of EX-12.",
            Role.ADMINISTERED,
        ),
        ("Pharmacokinetics of endogenous EX-12: plasma EX-12 levels.", Role.ENDOGENOUS),
        ("Plasma EX-12 levels and the renal clearance of EX-12 fell with age.", Role.ENDOGENOUS),
        ("Pharmacokinetics of a drug; plasma EX-12 levels and EX-12 expression fell.", Role.ENDOGENOUS),
        ("Plasma Exemplin-12 was measured in patients.", Role.ENDOGENOUS),
        ("EX-12 levels and EX-12 expression fell with age.", Role.ENDOGENOUS),
        ("Concentrations of EX-12 were higher in disease.", Role.ENDOGENOUS),
        ("The EX-12 gene was sequenced.", Role.ENDOGENOUS),
        ("Mice received Whole exemplar protein; Exemplin-12 is a part of it.", Role.RELATED),
        ("An EX-12 analogue was made.", Role.RELATED),
        ("The EX-12 receptor was cloned.", Role.RELATED),
        ("Peptides such as EX-12 are known.", Role.MENTIONED),
        ("Nothing is named.", Role.UNCLEAR),
        ("INDEX-12 was given to rats.", Role.UNCLEAR),
    ],
)
def test_words_beside_its_names_tell_what_it_is(text, role):
    assert seen(text)[0] is role


@pytest.mark.parametrize(
    "text",
    [
        "Patients receiving Exemplin-12 were excluded. Metformin lowered urate.",
        "Patients receiving insulin, Exemplin-12, or oral steroids were excluded.",
        "We excluded adults who took EX-12 or insulin.",
        "Adults were enrolled, excluding those treated with Exemplin-12.",
        "Patients receiving Exemplin-12 or others of their class within ninety days of screening were excluded.",
        "Exclusion criteria: pregnancy, cancer of the thyroid, weekly Exemplin-12.",
        "Exemplin-12 therapy was not allowed.",
        "Use of EX-12 was prohibited during the trial.",
        "Prior use of Exemplin-12 was an exclusion criterion. Metformin reduced pain.",
        "Exclusion criteria were daily EX-12 and pregnancy.",
        "Participants had never received Exemplin-12.",
        "Patients who were not taking Exemplin-12 were given metformin.",
        "EX-12-naive patients were given metformin.",
        "Unlike injected Exemplin-12, mockamide is small.",
        "In contrast to subcutaneous EX-12, mockamide was swallowed.",
        "Rats received antibody to Exemplin-12.",
        "Mice were injected with an antiserum against the endogenous EX-12.",
        "Patients previously treated with Exemplin-12 were given mockamide.",
        "Patients were switched from weekly EX-12 to mockamide.",
    ],
)
def test_what_people_must_not_take_is_not_given(text):
    assert seen(text)[0] is Role.MENTIONED


@pytest.mark.parametrize(
    "text",
    [
        "Patients with diabetes were excluded; the others received Exemplin-12.",
        "Pregnant women were excluded, and Exemplin-12 was given to the rest.",
        "Adults, excluding those with cancer, received Exemplin-12.",
        "Patients receiving Exemplin-12 were excluded if they had cancer.",
        "Three patients receiving EX-12 were excluded from the analysis.",
        "Prior use of Exemplin-12 was not allowed. Adults were randomised to EX-12 or placebo.",
        "Controls did not receive Exemplin-12. Cases were treated with EX-12.",
        "Adults ate a diet with or without EX-12 treatment.",
        "Unlike placebo, Exemplin-12 reduced pain.",
    ],
)
def test_who_else_was_kept_out_leaves_it_given(text):
    assert seen(text)[0] is Role.ADMINISTERED


def test_a_cue_counts_within_its_sentence_only():
    assert seen("Rats were treated with saline. Exemplin-12 is known.")[0] is Role.MENTIONED


def test_a_name_in_the_title_without_a_cue_is_unclear():
    assert seen(title="Exemplin-12 in the elderly.")[:2] == (Role.UNCLEAR, "role-title")


def test_whoever_s_name_is_in_the_title_of_a_trial_was_tried():
    assert seen(title="Exemplin-12 in the elderly.", types=("D016449",))[:2] == (
        Role.ADMINISTERED,
        "role-title-trial",
    )
    assert seen(title="Exemplin-12 receptors in the elderly.", types=("D016449",))[0] is Role.RELATED


@pytest.mark.parametrize(
    "title",
    [
        "Inhibition of bone loss by Exemplin-12.",
        "Suppression of tumours in rats by the peptide Exemplin-12.",
        "Exemplin-12 suppresses fibrosis.",
        "Exemplin-12-induced sleep.",
        "Exemplin-12 versus pretendide: what helps.",
        "Exemplin-12 in the treatment of pain.",
        "Liver changes caused by treatment of old rats with Exemplin-12.",
    ],
)
def test_what_a_title_says_it_does_was_given(title):
    assert seen(title=title)[0] is Role.ADMINISTERED


@pytest.mark.parametrize(
    "title",
    ["Stimulation of growth by endogenous Exemplin-12.", "Exemplin-12 secretion in sleep.", "Exemplin-12 and age."],
)
def test_what_a_title_leaves_open_was_not_given(title):
    assert seen(title=title)[0] is not Role.ADMINISTERED


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Otherin, like Exemplin-12, raises grip strength in men.",
            "Otherin is an agonist of Exemplin-12. Similar to what was reported for Exemplin-12, men grew stronger.",
        ),
        ("Otherin in hands.", "Otherin resembles the native Exemplin-12. EX-12-like effects were seen with Otherin."),
    ],
)
def test_what_another_is_held_against_was_not_given(title, text):
    assert seen(text, title=title)[0] is Role.RELATED


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Drugs like Exemplin-12 in weak hands.", "Men received Exemplin-12 or placebo for a month."),
        ("Exemplin-12 and Otherin in weak hands.", "Unlike Exemplin-12, Otherin failed. Exemplin-12 improved grip."),
    ],
)
def test_what_is_held_against_another_and_given_too_was_given(title, text):
    assert seen(text, title=title)[0] is Role.ADMINISTERED
