"""The compliance rule families on any text that a reader may see: a claim, a page, a PDF, a mail.

Deterministic: a finding here is cleared by no model. Rules read normalised text, one sentence at a time, and
name the words as they stand in the source. Exact disclaimers (`shared.gates.disclaimers`) are left out first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from shared.domain.publishing.monograph import Finding
from shared.gates.context import NOTHING_KNOWN, Context, Place
from shared.gates.disclaimers import without_disclaimers
from shared.gates.family import Family, Hit
from shared.gates.rules import (
    c01_dosing,
    c02_protocol,
    c03_preparation,
    c04_conversion,
    c05_advice,
    c06_recommendation,
    c07_disease,
    c08_function,
    c09_establishment,
    c10_safety,
    c11_species,
    c12_hedge,
    c13_approval,
    c14_equivalence,
    c15_procurement,
    c16_doping,
    c17_testimonial,
    c18_vulnerable,
    c19_uncited,
    c20_citation,
    c21_numbers,
    c22_strength,
    c23_blocks,
    c24_causality,
    c25_hype,
    c26_residue,
    c27_places,
)
from shared.gates.topics import affirmed
from shared.gates.words.normal import readings, sentences
from shared.gates.words.standing import alone

FAMILIES: tuple[Family, ...] = (
    c01_dosing.FAMILY,
    c02_protocol.FAMILY,
    c03_preparation.FAMILY,
    c04_conversion.FAMILY,
    c05_advice.FAMILY,
    c06_recommendation.FAMILY,
    c07_disease.FAMILY,
    c08_function.FAMILY,
    c09_establishment.FAMILY,
    c10_safety.FAMILY,
    c11_species.FAMILY,
    c12_hedge.FAMILY,
    c13_approval.FAMILY,
    c14_equivalence.FAMILY,
    c15_procurement.FAMILY,
    c16_doping.FAMILY,
    c17_testimonial.FAMILY,
    c18_vulnerable.FAMILY,
    c19_uncited.FAMILY,
    c20_citation.FAMILY,
    c21_numbers.FAMILY,
    c22_strength.FAMILY,
    c23_blocks.FAMILY,
    c24_causality.FAMILY,
    c25_hype.FAMILY,
    c26_residue.FAMILY,
    c27_places.FAMILY,
)


def compile_patterns() -> None:
    """Compile every family's patterns now, which the first text would do otherwise.

    For Workers that read texts, when they are imported: that is done at their deployment and kept in a snapshot.
    """
    for family in FAMILIES:
        for pattern in family.patterns:
            pattern.compile()


def check(text: str, known: Context = NOTHING_KNOWN) -> tuple[Finding, ...]:
    """Every finding on the text, in the order of the families; `span` holds the words of `text` itself.

    A family speaks once per sentence, with its heaviest finding. Rules that need to know more than the words are
    silent about what `known` leaves out.
    """
    found: dict[tuple[str, str], Finding] = {}
    for normal in readings(without_disclaimers(text)):
        for sentence in sentences(normal):
            for family, start, end, severity in _said(sentence.text, known):
                span = normal.span(sentence.start + start, sentence.start + end)
                finding = Finding(rule=family.id, severity=severity, reason=family.reason, span=span)
                found.setdefault((family.id, span), finding)
    return tuple(sorted(found.values(), key=lambda each: each.rule))


def check_place(place: Place, text: str, known: Context = NOTHING_KNOWN) -> tuple[Finding, ...]:
    """Every finding on the words of a title, an alternative text, metadata, an address, a mail or a feed.

    An address (`slug`) is read as words: its hyphens and underlines are spaces.
    """
    words = text.replace("-", " ").replace("_", " ") if place == "slug" else text
    found = check(words, replace(known, place=place))
    own = c27_places.FAMILY
    if place == "body" or any(each.rule == own.id for each in found):
        return found
    blocking = next((each for each in found if each.severity == "block"), None)
    if blocking is None:
        return found
    return (*found, blocking.model_copy(update={"rule": own.id, "reason": own.reason}))


def _said(sentence: str, known: Context) -> Iterator[tuple[Family, *Hit]]:
    """What families find in a sentence, and in the parts of it that must stand by themselves."""
    found = [*_fired(sentence), *_given(sentence, known)]
    yield from found
    spoken = {family.id for family, *_, severity in found if severity == "block"}
    for at, part in alone(sentence):
        for family, start, end, severity in _fired(part):
            if family.id not in spoken:
                yield family, at + start, at + end, severity


@lru_cache(maxsize=1024)
def _fired(sentence: str) -> tuple[tuple[Family, *Hit], ...]:
    """Each family's heaviest finding; page and PDF say the same sentences, and every page says some of them."""
    return tuple(_heaviest((family, family.find(sentence)) for family in FAMILIES))


def _given(sentence: str, known: Context) -> tuple[tuple[Family, *Hit], ...]:
    """The same by what is known beside the words."""
    if known == NOTHING_KNOWN:
        return ()
    found = [(family, family.given(sentence, known)) for family in FAMILIES if family.given]
    if known.cited is False and not (known.place != "body" and c27_places.neutral(sentence)):
        found += [(family, _affirmed(family, sentence)) for family in FAMILIES]
    return tuple(_heaviest(found))


def _affirmed(family: Family, sentence: str) -> Iterator[Hit]:
    if match := affirmed(family.id, sentence):
        yield match.start(), match.end(), family.severity


def _heaviest(found: Iterable[tuple[Family, Iterable[Hit]]]) -> Iterator[tuple[Family, *Hit]]:
    for family, hits in found:
        hit = min(hits, key=lambda each: (each[2] != "block", each[0]), default=None)
        if hit is not None:
            yield (family, *hit)
