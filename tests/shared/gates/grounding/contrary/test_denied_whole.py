"""Who cites a sentence that denies from end to end speaks of what it denies; who is called normal is called so only."""

import pytest

from shared.gates.grounding.contrary import nearest
from shared.gates.words import polarity

UREA = "Pretreatment with exemplin prevented the rise in serum urea."
BLOCKED = "The contraction was completely blocked by nullipressin."
VAGUS = "The diuretic effect was abolished after vagotomy."
GONE = "Symptoms disappeared within four days."


@pytest.mark.parametrize(
    ("quote", "contrary"),
    [
        (UREA, "Serum urea rose when exemplin was given first."),
        (UREA, "Exemplin given first was followed by a rise in serum urea."),
        (BLOCKED, "Nullipressin let the contraction happen."),
        (BLOCKED, "The contraction grew with nullipressin."),
        (VAGUS, "The diuretic effect came about after vagotomy."),
        (GONE, "Symptoms came on within four days."),
        ("Lesions were completely eliminated by the gel.", "Lesions grew under the gel."),
        ("Seizures were identical in both groups.", "Seizures differed between the groups."),
        ("Liver values were within normal limits.", "Liver values were high."),
        ("The peptide was inactive in this assay.", "The peptide acted in this assay."),
        ("In normal rats exemplin was without effect on food intake.", "In normal rats exemplin lowered food intake."),
        ("Exemplin did not change food intake of normal rats.", "Food intake changed in normal rats on exemplin."),
        (
            "Exemplin did not raise cortisol, and the same dose of nullipressin did.",
            "At the same dose exemplin raised cortisol.",
        ),
    ],
)
def test_the_contrary_of_what_a_sentence_denies_whole_is_told(quote, contrary):
    assert nearest.affirmed(contrary, [quote])


@pytest.mark.parametrize(
    ("quote", "sound"),
    [
        (UREA, "Exemplin given first held urea in check."),
        (UREA, "The rise of serum urea was precluded by exemplin."),
        (UREA, "Exemplin stood in the way of the rise in serum urea."),
        (UREA, "Exemplin curbed the rise in urea."),
        (BLOCKED, "Nullipressin wholly put an end to the contraction."),
        (BLOCKED, "The contraction was quelled by nullipressin."),
        (BLOCKED, "Nullipressin shut the contraction down."),
        (VAGUS, "The diuretic effect relied on the vagus."),
        (VAGUS, "Cutting the vagus took the diuretic effect away."),
        (GONE, "Symptoms were relieved within four days."),
        (GONE, "Symptoms passed off within four days."),
        ("The peptide was inactive in this assay.", "The peptide was inert in this assay."),
        ("Exemplin did not change food intake of normal rats.", "Food intake stayed normal in rats on exemplin."),
    ],
)
def test_what_says_the_same_in_other_words_passes(quote, sound):
    assert not nearest.affirmed(sound, [quote])


def test_a_word_that_the_quote_itself_denies_excuses_nothing():
    """`Destroyed` may say of cells that they were gone; of a quote in which nothing was destroyed it does not."""
    assert nearest.affirmed("Exemplin destroyed the nerve cells.", ["Exemplin never destroyed the nerve cells."])
    assert not nearest.affirmed("Exemplin destroyed the nerve cells.", ["Nerve cells disappeared under exemplin."])


ALIKE = "Four trials using exemplin beside exercise were clinically similar, and were pooled (effect size 0.4)."


def test_trials_that_are_called_alike_deny_nothing():
    assert not polarity.lost_denial("Pain eased with exemplin and exercise in four pooled trials.", [ALIKE])
    assert polarity.lost_denial(
        "Trials using exemplin found less pain with it.", ["Trials using exemplin found that pain scores were similar."]
    )
