"""C15 and C16: no way of buying, no way past a doping test."""

import pytest

from shared.gates.text import check

C15 = [
    "Buy it online from a peptide shop.",
    "Here is where to get it.",
    "Use code PEP10 for a discount.",
    "Click our affiliate link.",
    "A trusted vendor ships it.",
    "Order now.",
    "It is sold as a research chemical.",
    "Always ask for a COA.",
    "It costs $45 per vial.",
    "Third-party tested vials are better.",
    "In stock with free shipping.",
    "It is labelled for research use only.",
    "https://shop.example/?ref=abc",
]
C15_FINE = [
    "PepTalk sells no peptide, links to no vendor and takes no affiliate payments.",
    "Products bought online were analysed in one study.",
    "Reagents were purchased from a supplier.",
    "The ICD code was used to find cases.",
    "In order from most to least potent: A, B, C.",
    "The cost per life-year was estimated.",
    "Vials sold as research chemicals were tested and found impure.",
    "Samples were obtained from 12 sites.",
    "The code for the analysis is available.",
    "Vendor differences between assays were small.",
    "The trial was funded by the manufacturer.",
    "A subscription costs $9 a month.",
]
C16 = [
    "Undetectable after 4 days.",
    "Its detection window is two days.",
    "It is undetectable in drug tests.",
    "It clears the system within 24 hours.",
    "It helps to pass a doping test.",
    "It is test-safe.",
    "It won't show up on a urine test.",
    "Athletes use it to evade testers, avoiding detection by WADA; it beats drug testing.",
    "It leaves your body in 3 days.",
    "BPC-157 is undetectable after a week.",
    "Safe for tested athletes.",
]
C16_FINE = [
    "It is prohibited at all times (WADA 2026 S0).",
    "Plasma levels were undetectable after 4 days.",
    "The virus became undetectable in 80% of patients.",
    "Its half-life was 30 minutes in rats.",
    "An assay detected the peptide in urine.",
    "Doping controls found it in two samples.",
    "The limit of detection was 0.1 ng/mL.",
    "Athletes are subject to testing.",
    "The drug was cleared from plasma within 24 hours.",
    "Passing a treadmill test was required.",
    "Serum concentrations fell below the limit of detection.",
]


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in (("C15", C15), ("C16", C16)) for text in texts]
)
def test_help_to_buy_or_to_evade_is_found(rule: str, text: str) -> None:
    assert rule in {each.rule for each in check(text) if each.severity == "block"}


@pytest.mark.parametrize("text", [*C15_FINE, *C16_FINE])
def test_talk_of_supply_and_detection_in_research_passes(text: str) -> None:
    assert check(text) == ()
