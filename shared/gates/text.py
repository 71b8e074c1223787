"""The compliance rule families on any text that a reader may see: a claim, a page, a PDF, a mail.

Deterministic: a finding here is cleared by no model. Rules read normalised text, one sentence at a time, and
name the words as they stand in the source. Exact disclaimers (`shared.gates.disclaimers`) are left out first.
"""

from functools import lru_cache

from shared.domain.monograph import Finding, Severity
from shared.gates.disclaimers import without_disclaimers
from shared.gates.family import Family
from shared.gates.normal import readings, sentences
from shared.gates.rules import (
    c01_dosing,
    c02_protocol,
    c03_preparation,
    c04_conversion,
    c05_advice,
    c06_recommendation,
    c07_disease,
    c09_establishment,
    c10_safety,
    c15_procurement,
    c16_doping,
    c17_testimonial,
    c25_hype,
    c26_residue,
)

FAMILIES: tuple[Family, ...] = (
    c01_dosing.FAMILY,
    c02_protocol.FAMILY,
    c03_preparation.FAMILY,
    c04_conversion.FAMILY,
    c05_advice.FAMILY,
    c06_recommendation.FAMILY,
    c07_disease.FAMILY,
    c09_establishment.FAMILY,
    c10_safety.FAMILY,
    c15_procurement.FAMILY,
    c16_doping.FAMILY,
    c17_testimonial.FAMILY,
    c25_hype.FAMILY,
    c26_residue.FAMILY,
)


def check(text: str) -> tuple[Finding, ...]:
    """Every finding on the text, in the order of the families; `span` holds the words of `text` itself.

    A family speaks once per sentence, with its heaviest finding.
    """
    found: dict[tuple[str, str], Finding] = {}
    for normal in readings(without_disclaimers(text)):
        for sentence in sentences(normal):
            for family, start, end, severity in _fired(sentence.text):
                span = normal.span(sentence.start + start, sentence.start + end)
                finding = Finding(rule=family.id, severity=severity, reason=family.reason, span=span)
                found.setdefault((family.id, span), finding)
    return tuple(sorted(found.values(), key=lambda each: each.rule))


@lru_cache(maxsize=1024)
def _fired(sentence: str) -> tuple[tuple[Family, int, int, Severity], ...]:
    """Each family's heaviest finding; page and PDF say the same sentences, and every page says some of them."""
    heaviest = (
        (family, min(family.find(sentence), key=lambda hit: (hit[2] != "block", hit[0]), default=None))
        for family in FAMILIES
    )
    return tuple((family, *hit) for family, hit in heaviest if hit is not None)
