"""What figures, comparisons, denials and populations of a claim belong to, beside the same in its quotes."""

import pytest
from invented.held_against import findings

from shared.gates.words.labels import short_forms

RATES = "Relapse was seen in 34.6% of the exemplin group versus 64.0% of the placebo group (P = 0.03)."
SHORT = "We compared exemplin plus acid (EA) with vehicle plus acid (VA) in tendon repair."
ARMS = "Nausea occurred in 16.2% of EA patients versus 8.8% of VA patients."
LISTED = "Predicted and observed grip were 14.2 and 24.3 kg, respectively."
SEXES = "Body weight rose at 150 mg/kg (M, 16; F, 12%)."
DOSES = "Carcinoma was found in 75% (9/12) for 12,000 ppm, 10% (1/10) for 3,000 ppm and 15% (2/13) for clofibrate."
ESTIMATE = "Falls were likelier with exemplin (odds ratio 4.5, 95% CI 1.4-14.4), after adjustment 3.5 and 4.6."
HIGHER = "Plasma aldosterone was significantly higher in the unresponsive group than in the responsive group."
BUT_NOT = "Hepatomegaly was seen in rats given DEHP but not in rats given DNOP."
ONLY = "Dienes were increased only in rats receiving exemplin."
LEVEL = "A no-effect level for target organs was 125 mg/kg/day."
TWICE = "Atrophic change of the testis was not seen; also, no changes were observed in zinc or blood testosterone."
HALF = "The agents inhibited TGF-induced apoptosis but not amanitine-induced apoptosis of rat liver."
WOMEN = "Grip strength rose in postmenopausal women with lupus."
LUPUS = "Grip strength rose in patients with lupus nephritis."
MICE = "Grip strength rose in male ICR mice."
RISK = "The risk of falls did not differ between groups (risk ratio 0.95; 95% CI 0.80 to 1.12; P = 0.52)."
FASTER = "Rats given exemplin healed faster than controls."


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Relapse came to 34.6% on exemplin and to 64.0% on placebo.", [RATES]),
        # The other arm first.
        ("Relapse came to 64.0% on placebo, against 34.6% on exemplin.", [RATES]),
        ("Of those given placebo 64.0% had a relapse, of those given exemplin 34.6%.", [RATES]),
        ("Nausea was seen in 16.2% on exemplin and in 8.8% on vehicle, each with acid.", [SHORT, ARMS]),
        ("Observed grip was 24.3 kg where 14.2 kg had been predicted.", [LISTED]),
        ("Weight rose at 150 mg/kg: females gained 12%, males 16%.", [SEXES]),
        ("Carcinoma was found in 15% on clofibrate and in 10% at 3,000 ppm.", [DOSES]),
        ("Exemplin made falls likelier (odds ratio 4.5, 95% CI 1.4-14.4).", [ESTIMATE]),
        ("Aldosterone was higher in unresponsive than in responsive people.", [HIGHER]),
        ("Rats on DNOP did not get hepatomegaly, while rats on DEHP did.", [BUT_NOT]),
        ("Dienes were increased in rats on exemplin and in no others.", [ONLY]),
        ("Target organs of rats changed above 125 mg/kg/day.", [LEVEL, "Target organs of rats were weighed."]),
        ("The testis did not waste, and testosterone in the blood stayed level.", [TWICE]),
        ("TGF-induced apoptosis of rats was inhibited, but that by amanitine was not.", [HALF]),
        ("Grip rose in women after the menopause who had lupus.", [WOMEN]),
        # The disease alone, without the sex.
        ("Grip strength rose in lupus patients.", [WOMEN]),
        ("Grip strength rose in mice.", [MICE]),
        # So many animals are those of the study.
        ("Grip strength rose in twelve animals.", ["Grip strength rose in 12 male ICR mice."]),
        ("Grip strength rose in 12 treated animals.", ["Grip strength rose in 12 male ICR mice."]),
        # What the estimate was, and that it is no difference.
        ("The risk ratio for falls was 0.95, but the difference was not significant.", [RISK]),
        ("The risk ratio for falls was 0.95 (95% CI 0.80 to 1.12); this was no significant difference.", [RISK]),
        ("The risk ratio came to 0.95, and no benefit was seen.", [RISK]),
        ("Control rats healed more slowly than rats given exemplin.", [FASTER]),
    ],
)
def test_what_says_the_same_in_other_words_passes(text, quotes):
    assert findings(text, *quotes) == []


@pytest.mark.parametrize(
    ("text", "quotes", "reason"),
    [
        ("Relapse came to 34.6% on placebo and to 64.0% on exemplin.", [RATES], "owners"),
        ("Nausea was seen in 16.2% on vehicle and in 8.8% on exemplin.", [SHORT, ARMS], "owners"),
        ("Observed grip was 14.2 kg where 24.3 kg had been predicted.", [LISTED], "owners"),
        ("Weight rose at 150 mg/kg: females gained 16%, males 12%.", [SEXES], "owners"),
        ("Carcinoma was found in 75% on clofibrate and in 10% at 3,000 ppm.", [DOSES], "of another"),
        ("Exemplin made falls likelier (odds ratio 3.5, 95% CI 1.4-14.4).", [ESTIMATE], "another place"),
        ("Dienes were seen in rats at 0.1% exemplin.", ["Rats had food with 0.5, 0.1 or 0.0%.",
         "Dienes were seen in rats at 0.5% exemplin."], "another place"),
        ("Changes of under 1% were seen in rats.", ["Rats had food with 1% exemplin.",
         "Changes of less than 3% were seen in rats."], "another place"),
        ("Aldosterone was higher in responsive than in unresponsive people.", [HIGHER], "other way round"),
        ("Responsive people had higher aldosterone than unresponsive ones.", [HIGHER], "other way round"),
        ("Rats on DEHP did not get hepatomegaly, while rats on DNOP did.", [BUT_NOT], "of the other"),
        ("Dienes were increased in rats on exemplin, and in all others.", [ONLY, BUT_NOT], "the contrary"),
        ("Target organs of rats changed at 125 mg/kg/day.", [LEVEL, "Target organs of rats were weighed."], "in other"),
        ("The testis did waste, and testosterone in the blood stayed level.", [TWICE], "in other words"),
        ("Rats were kept from TGF-induced apoptosis, but liver was shielded from amanitine.", [HALF], "in other words"),
        ("Grip strength rose in people.", [WOMEN], "more than its quotes"),
        ("Grip strength rose in animals.", [MICE], "more than its quotes"),
    ],
)  # fmt: skip
def test_what_belongs_to_another_is_refused(text, quotes, reason):
    assert any(reason in each for each in findings(text, *quotes))


def test_a_disease_left_out_is_refused_of_a_finding_and_noted_of_whom_a_study_took():
    took = "In all 48 people were randomised."
    lupus = "The trial randomised 48 people with lupus nephritis to exemplin or placebo for a year."

    assert any("more than its quotes" in each for each in findings("Grip strength rose in people.", LUPUS))
    assert findings(took, lupus) == []
    assert any("more people" in each for each in findings(took, lupus, severity="warn"))
    assert findings("Grip strength rose more in patients than in controls.", LUPUS) == []


def test_a_quote_repeated_word_for_word_is_no_claim_of_its_own():
    assert findings("Grip strength rose in animals.", MICE, "Grip strength rose in animals.") == []


def test_a_short_form_stands_for_the_words_that_it_was_made_of():
    found = short_forms([SHORT])

    assert {"exemp", "acid"} <= found["EA"]
    assert "vehic" in found["VA"]


@pytest.mark.parametrize(
    ("text", "quote", "enough"),
    [
        ("Effects of the two on labelling were not told apart.", "Labelling could not be distinguished.", True),
        ("Rats varied, lobes did not vary.", "There was interanimal but little interlobe variation.", True),
        ("Damage to genes was not shown by the evidence.", "By weight-of-evidence it is not genotoxic in rats.", True),
        ("This enzyme cannot break down the solvent.", "CYP9 is unable to metabolize the solvent in rats.", True),
        ("The lungs of rats swelled.", "Pulmonary oedema was seen in rats.", True),
        ("Walking became easier, and sleep was deeper.", "Pulmonary oedema was seen in rats.", False),
        ("The cortex of the kidney thickened.", "Interlobe variation of the liver was seen in rats.", False),
    ],
)
def test_plain_words_count_as_the_terms_of_art_that_they_stand_for(text, quote, enough):
    found = findings(text, quote, rules=["C20"])

    assert ("has too few words in common with its quotes" not in found) is enough


@pytest.mark.parametrize(
    ("clause", "added"),
    [
        ("other groups did not reduce it significantly", False),
        ("other diets do reduce it less", False),
        ("the pension fund paid it", True),
    ],
)
def test_a_clause_that_tells_of_the_change_in_its_quotes_adds_nothing(clause, added):
    found = findings(
        f"Testes lost weight with DBP; {clause}.", "Testes weights were significantly reduced only in rats given DBP.",
        rules=["C20"],
    )  # fmt: skip

    assert ("adds what its quotes do not speak of" in found) is added


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Potency of drugs went with growth, and also with damage to genes.", False),
        ("Potency of drugs went with growth, and not with damage to genes.", True),
        ("Potency of drugs went with growth.", True),
    ],
)
def test_what_a_quote_denies_of_a_term_of_art_is_denied_of_the_plain_words(text, kept):
    quote = "Growth rose with the potency of drugs in rats, whereas genotoxicity did not rise at all."

    assert (findings(text, quote, rules=["G2"]) == []) is kept


def test_little_of_some_variation_denies_it():
    quote = "There was much interanimal variation, but little interlobe variation in livers of rats."

    assert findings("Animals varied in livers, and lobes of livers varied much in rats.", quote, rules=["G2"])
    assert not findings("Animals varied in livers, but lobes did not vary much in rats.", quote, rules=["G2"])
