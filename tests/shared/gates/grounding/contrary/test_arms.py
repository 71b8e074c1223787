"""What is told of one arm is not what a quote tells of the other, however the two are named."""

import pytest
from invented.held_against import findings

from shared.gates.grounding.contrary.contrasts import denied_of_the_other, turned_round
from shared.gates.grounding.contrary.opposite_fates import turned_fates
from shared.gates.grounding.contrary.ratios import told_of_the_base

PAIRS = [
    (
        "Controls slept longer than those given exemplin.",
        "Those given exemplin slept longer than people who got none.",
        "Sleep was longer in the exemplin group than in the placebo group.",
    ),
    (
        "Placebo was superior to exemplin for pain.",
        "Exemplin was superior to placebo for pain.",
        "Exemplin relieved pain better than placebo.",
    ),
    (
        "Pain was worse with exemplin than with saline.",
        "Pain was worse with saline than with exemplin.",
        "Pain was more severe after saline than after exemplin.",
    ),
    (
        "Adults who had rested without contact showed smaller rises of pulse than adults who had held a hand.",
        "Adults who had held a hand showed smaller rises of pulse than adults who had rested without contact.",
        "Those holding a hand had lower pulse increases compared with the no contact group.",
    ),
    (
        "Mice given the vehicle died more often than mice given 40 mg/kg of exemplin.",
        "Mice given 40 mg/kg of exemplin died more often than mice given the vehicle.",
        "At 40 mg/kg of exemplin weight was reduced, and mortality increased versus vehicle controls.",
    ),
    (
        "Oxidase rose more with betatide than with exemplin.",
        "Oxidase rose more with exemplin than with betatide.",
        "An increase in oxidase was seen with these potencies: exemplin = gammatide > betatide.",
    ),
    (
        "Exemplin lowered glucose less than betatide did.",
        "Betatide lowered glucose less than exemplin did.",
        "Glucose fell more with exemplin than with betatide.",
    ),
    (
        "Patients cleared it more slowly when young than when elderly.",
        "Patients cleared it more slowly when elderly than when young.",
        "Patients cleared it more slowly when elderly than when young.",
    ),
]


@pytest.mark.parametrize(("wrong", "sound", "quote"), PAIRS)
def test_a_comparison_of_two_arms_is_held_to_its_quote(wrong, sound, quote):
    assert turned_round(wrong, [quote])
    assert not turned_round(sound, [quote])


def test_what_was_denied_is_told_by_the_arm_that_got_nothing():
    quote = "Nodules developed in 6/10 rats fed exemplin and none were found in controls."
    assert denied_of_the_other("Nodules grew in 6 of 10 untreated rats, and treated ones had none.", [quote])
    assert not denied_of_the_other("Nodules grew in 6 of 10 treated rats, and untreated ones had none.", [quote])


@pytest.mark.parametrize(
    ("wrong", "sound", "quote"),
    [
        (
            "The reflex was undone in part by betatide and wholly by exemplin.",
            "The reflex was undone in part by exemplin and wholly by betatide.",
            "Exemplin partially reversed the loss of the reflex, whereas betatide totally reversed it.",
        ),
        (
            "Scores got better on placebo and worse on exemplin.",
            "Scores got better on exemplin and worse on placebo.",
            "Scores worsened in the placebo group and improved in the exemplin group.",
        ),
        (
            "It drank less for a short while at 1.0 mg, for long at 0.1 mg.",
            "It drank less for a short while at 0.1 mg, for long at 1.0 mg.",
            "The effect was transient at 0.1 mg, but long-lasting at 1.0 mg.",
        ),
    ],
)
def test_opposed_words_stay_with_their_arms(wrong, sound, quote):
    assert turned_fates(wrong, [quote])
    assert not turned_fates(sound, [quote])


def test_opposed_words_of_other_outcomes_tell_nothing():
    quote = "Betatide decreased weights and increased oestradiol."
    assert not turned_fates("Exemplin decreased luteinising hormone and increased oestradiol.", [quote])


@pytest.mark.parametrize(
    ("wrong", "sound", "quote"),
    [
        (
            "Never-users had 2.3 times the odds of falls that users had.",
            "Users had 2.3 times the odds of falls that never-users had.",
            "Use of exemplin (vs no exposure) went with falls (odds ratio 2.3).",
        ),
        (
            "Falls were 1.7 times as likely with the longest as with the shortest telomeres.",
            "Falls were 1.7 times as likely with the shortest as with the longest telomeres.",
            "Shorter telomere length was associated with higher risk of falls (OR 1.7).",
        ),
    ],
)
def test_a_ratio_is_told_of_what_had_more(wrong, sound, quote):
    assert told_of_the_base(wrong, [quote])
    assert not told_of_the_base(sound, [quote])


def test_a_ratio_may_be_of_the_arm_that_got_nothing():
    quote = "Falls were 2.3 times as frequent in never-users."
    assert not told_of_the_base("Never-users had 2.3 times the falls that users had.", [quote])


def test_what_is_not_plainly_the_other_arm_passes():
    quote = "Glucose fell more with exemplin than with betatide."
    assert not turned_round("Glucose fell less with gammatide than with deltatide.", [quote])
    assert not turned_round("Weight rose more with betatide than with exemplin.", [quote])


def test_the_gates_of_a_draft_hold_arms_to_their_quotes():
    quote = "Wounds healed faster in rats given exemplin than in untreated rats."
    assert findings("Wounds of control rats healed faster than those of rats given exemplin.", quote)
    assert not findings("Wounds of rats given exemplin healed faster than those of untreated rats.", quote)
