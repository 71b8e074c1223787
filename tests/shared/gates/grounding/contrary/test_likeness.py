"""What quotes say without a denial: likeness, limits, figures that stand together, and a comparison's other side."""

import pytest
from invented.held_against import findings

EQUIVALENT = "In rats of one age the number of lesions was equivalent in tendon and muscle."
SIMILAR = "The treated rats lost weight at first, but they had a final yield of collagen similar to that of controls."
FREE = "Rates of healing of rat tendon changed but are independent of the dose of exemplin."
ONLY_ONE = "In rats, exemplin induced both enzymes, while saline induced only enzyme B."
ONLY_LIVER = "In rats the mutation frequency increased only in the liver."
REFRACTORY = "Rat tendon cells appear to be refractory to the growth that exemplin causes in muscle."
UNLIKELY = "These events in rats are unlikely to induce ruptures in other animals."
LITTLE = "Little change in grip of rats was observed and the tendon weights of rats were markedly reduced."
WITHOUT = "Exemplin increased kinase activity of rats threefold without altering oxygen uptake significantly."
NO_RISE = "The only ruptures in rats were of the tendon with no statistically significantly increased incidence."
EQUALLY = "Compared with rats at rest, grip and pull were decreased equally in running rats."
OF_EACH = "Effects were comparable for male and female rats and were greater for young rats than for old rats."
NONE_OF = "Ruptures developed in 6/10 rats fed exemplin and none were seen in controls (P less than 0.01)."

TOTALS = "Ruptures occurred in 18/50, 36% of treated rats, in 14/49 after a year and in 7/49, 14% of control rats."
ENDS = "Grip of rats rose (odds ratio 4.76, 95% CI 1.53 to 14.82), and pull too (2.78, 95% CI 1.56 to 5.95)."
SPREAD = "The index of labelled cells of rats was 17 +/- 2 with exemplin and 1.4 +/- 0.4% in controls."
SHARES = "In rats 46 (21%) of 219 tendons had torn, and 40 (18%) had thinned."
TIMES = "Grip of rats rose after 3 months; however, this was not observed following 6 months of exemplin."
STATISTICS = "In rats grip correlated with weight of the tendon (r2=0.63) and with enzyme activity (r2=0.61)."

BLOCKED = "Pretreatment with saline blocked the rupture of rat tendons on exemplin."
GONE = "Swelling of rat tendons disappeared within a week of exemplin."
SCANT = "There is limited evidence that exemplin mends tendons of rats."
NOVEL = "A novel variant of the gene was found in tendons of rats."
CHANCE = "Grip of rats rose by 3 kg with exemplin (P = 0.12)."

MORE = "Rats given exemplin gained more weight than rats given saline."
LOWER = "Grip was lower in rats kept in cages than in rats kept in pens."


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Tendon and muscle of rats did not differ in the number of lesions.", EQUIVALENT),
        ("In the end treated rats had no less collagen than controls.", SIMILAR),
        ("How fast rat tendon healed changed, but it did not depend on the dose.", FREE),
        ("Exemplin induced both enzymes in rats; saline did not induce enzyme A.", ONLY_ONE),
        ("Mutation frequency of rats rose in the liver and in no other organ.", ONLY_LIVER),
        ("Rat tendon cells do not grow on exemplin as muscle does.", REFRACTORY),
        ("Such events in rats are not likely to bring ruptures to other animals.", UNLIKELY),
        ("Tendons of rats lost weight markedly, while grip did not change much.", LITTLE),
        ("The tendon weights of rats fell markedly.", LITTLE),
        ("In rats kinase activity rose threefold with exemplin.", WITHOUT),
        ("Kinase activity of rats rose, and uptake of oxygen did not change significantly.", WITHOUT),
        ("Ruptures of the tendon, the only ones in rats, were not significantly more frequent.", NO_RISE),
        ("Grip and pull of running rats were lower than at rest.", EQUALLY),
        ("Exemplin worked better in young rats than in old rats, and alike in both sexes.", OF_EACH),
        ("Ruptures came to 6 of 10 rats on exemplin, and controls had none.", NONE_OF),
        ("Of treated rats 18 of 50 (36%) had a rupture, and 7 of 49 controls.", TOTALS),
        ("The odds of grip in rats were 4.76 times as high (95% CI 1.53 to 14.82).", ENDS),
        ("Labelled cells of rats came to 17 with exemplin and to 1.4% in controls.", SPREAD),
        ("A tear was seen in 46 (21%) of 219 tendons of rats.", SHARES),
        ("Grip of rats rose after 3 months, and after 6 months of exemplin it had not risen.", TIMES),
        ("In rats grip went with weight of the tendon (r2=0.63).", STATISTICS),
        ("Rat tendons on exemplin did not rupture after saline.", BLOCKED),
        ("A week later tendons of rats on exemplin had no swelling left.", GONE),
        ("Hardly any evidence shows that exemplin mends tendons of rats.", SCANT),
        ("A variant that had not been known was found in tendons of rats.", NOVEL),
        ("Exemplin gave rats 3 kg more of grip, which was not significant.", CHANCE),
        # The same comparison told from its other side.
        ("Rats given saline gained less weight than rats given exemplin.", MORE),
        ("Rats kept in pens had a higher grip than rats kept in cages.", LOWER),
    ],
)
def test_what_a_quote_bears_passes(text, quote):
    assert findings(text, quote) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Tendon and muscle of rats differed in the number of lesions.", EQUIVALENT),
        ("In the end treated rats had less collagen than controls.", SIMILAR),
        ("How fast rat tendon healed changed, but it depended on the dose.", FREE),
        ("Exemplin induced both enzymes in rats; saline also induced enzyme A.", ONLY_ONE),
        ("Mutation frequency of rats rose in the liver, and in tendon too.", ONLY_LIVER),
        ("Rat tendon cells grow on exemplin as muscle does.", REFRACTORY),
        ("Such events in rats are likely to bring ruptures to other animals.", UNLIKELY),
        ("Tendons of rats lost weight markedly, while grip changed much.", LITTLE),
        ("Kinase activity of rats rose, and uptake of oxygen changed significantly.", WITHOUT),
        ("Ruptures of the tendon, the only ones in rats, were significantly more frequent.", NO_RISE),
        ("Of treated rats 14 of 50 had a rupture, and 7 of 49 controls.", TOTALS),
        ("The odds of grip in rats were 4.76 times as high (95% CI 1.56 to 14.82).", ENDS),
        ("Labelled cells of rats came to 17 with exemplin and to 0.4% in controls.", SPREAD),
        ("A tear was seen in 40 (21%) of 219 tendons of rats.", SHARES),
        ("Grip of rats rose after 6 months of exemplin, and after 6 months it had not risen.", TIMES),
        ("In rats grip went with weight of the tendon (r2=0.61).", STATISTICS),
        ("Rupture of rat tendons on exemplin occurred after saline.", BLOCKED),
        ("After a week of exemplin swelling of rat tendons still persisted.", GONE),
        ("Ample evidence shows that exemplin mends tendons of rats.", SCANT),
        ("A previously known variant was found in tendons of rats.", NOVEL),
        ("With exemplin grip of rats rose significantly, by 3 kg.", CHANCE),
        # The other side with the arms left where they were.
        ("Rats given exemplin gained less weight than rats given saline.", MORE),
        ("Rats given saline gained more weight than rats given exemplin.", MORE),
        ("Rats kept in cages had a higher grip than rats kept in pens.", LOWER),
        ("Rats given exemplin lost more weight than rats given saline.", MORE),
        # Less of it, and nobody to compare with.
        ("Rats given saline gained less weight.", MORE),
    ],
)
def test_what_turns_a_quote_is_refused(text, quote):
    assert findings(text, quote) != []
