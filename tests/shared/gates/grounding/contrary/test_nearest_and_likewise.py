"""Denials that a claim drops where its quote has no plain one, or where the claim denies something else besides."""

import pytest
from invented.factories import appraisal, claim, draft, pack, pack_study, sentence

from shared.domain.vocabulary import Direction, Section, Species
from shared.gates.draft import judge
from shared.gates.grounding.contrary import likewise, nearest


def _turns(quote: str, text: str) -> set[str]:
    """The rules on denial and direction that are broken by a claim resting on a quote."""
    of = pack(
        studies=(pack_study(1, appraisal=appraisal(species=Species.UNKNOWN)),),
        sentences=(sentence(1, 1, quote), sentence(1, 2, "Filler " + "and longer " * 200)),
    )
    marks = {"direction": Direction.UNCLEAR, "species": Species.UNKNOWN, "section": Section.SAFETY, "outcome": ""}
    found = judge(of, draft(of, claims=(claim(text, **marks),)))
    return {each.rule for each in found if each.severity == "block" and each.rule in ("G1", "G2")}


@pytest.mark.parametrize(
    ("quote", "sound", "contrary"),
    [
        (
            "Exemplin was non-irritant to rabbit skin.",
            "Skin of rabbits was not irritated by exemplin.",
            "Skin of rabbits was irritated by exemplin.",
        ),
        (
            "Renal clearance of exemplin was uncorrelated with age.",
            "Clearance of exemplin by the kidney did not correlate with age.",
            "Clearance of exemplin by the kidney correlated with age.",
        ),
        (
            "Imaging ruled out pituitary enlargement in all rats treated with exemplin.",
            "The pituitary was not enlarged on imaging in rats treated with exemplin.",
            "The pituitary was enlarged on imaging in rats treated with exemplin.",
        ),
        (
            "Exemplin did not influence locomotion, grooming or rearing.",
            "Rearing and grooming were not influenced by exemplin, and locomotion was not either.",
            "Rearing and grooming were not influenced by exemplin, and locomotion was.",
        ),
        (
            "In the absence of calcium, exemplin failed to contract the ileum.",
            "Exemplin did not contract the ileum when there was no calcium.",
            "Exemplin contracted the ileum when there was no calcium.",
        ),
        (
            "The available trials provide insufficient data to assess whether exemplin reduces mortality in sepsis.",
            "Whether exemplin lowers mortality in sepsis could not be judged from these trials.",
            "Whether exemplin lowers mortality in sepsis could be judged from these trials.",
        ),
        (
            "The protective effect persisted after removal of the kidneys.",
            "Removing the kidneys did not end the protective effect.",
            "Removing the kidneys ended the protective effect.",
        ),
        (
            "Rash was confined to rats with a history of allergy.",
            "Rash was not seen in rats other than those with allergy.",
            "Rash was seen elsewhere than in rats with allergy.",
        ),
        (
            "Exemplin lowered weight in mice; in receptor-null mice it remained as before.",
            "Exemplin lowered weight in mice, while receptor-null ones did not lose any.",
            "Exemplin lowered weight in mice, while receptor-null ones did too.",
        ),
        (
            "Dose-dependent weight loss occurred in obese mice, lean mice being refractory.",
            "Obese mice lost weight, and lean mice did not.",
            "Obese mice lost weight, and lean mice did too.",
        ),
    ],
)
def test_a_denial_in_other_words_is_not_dropped(quote: str, sound: str, contrary: str) -> None:
    assert _turns(quote, sound) == set()
    assert _turns(quote, contrary) != set()


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        (
            "Exemplin lowered LDL cholesterol by 12%, had no influence on HDL cholesterol, and raised triglycerides.",
            "LDL cholesterol fell by 12% and triglycerides rose on exemplin, while HDL cholesterol did not change.",
        ),
        (
            "Glucose uptake rose in muscle, remained constant in fat, and fell in liver.",
            "With exemplin glucose uptake of fat did not change, though that of muscle rose.",
        ),
        (
            "Grip strength did not rise in the low-dose group, and the high-dose group gained 3 kg.",
            "Grip rose by 3 kg at the high dose, but did not rise at the low dose.",
        ),
    ],
)
def test_what_another_clause_of_the_quote_affirms_is_told(quote: str, claim: str) -> None:
    assert _turns(quote, claim) == set()


def test_what_a_denial_takes_for_granted_is_affirmed() -> None:
    quote = "The rise in cortisol was not accompanied by a rise in adrenocorticotropin."

    assert nearest.affirmed("Cortisol rose in those rats.", [quote]) == ""
    assert nearest.affirmed("The cortisol rise was accompanied by adrenocorticotropin.", [quote]) != ""


def test_two_that_went_the_same_way_may_be_told_so() -> None:
    quote = "Exemplin raised insulin, and ghrelin raised insulin as well."

    assert likewise.told("Exemplin raised insulin, and ghrelin did too.", [quote]) == ""
    assert likewise.told("Exemplin raised insulin, and leptin did too.", [quote + " Leptin was ineffective."]) != ""
