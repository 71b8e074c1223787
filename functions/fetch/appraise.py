"""What a record is worth knowing for, by fixed rules, first match wins; every decision names its rule.

Identifiers decide (NLM's publication types and MeSH, by UI). Words decide only where indexing is absent, and then
whole words: `rat` is not in `rate`, and a nonrandomised study is not randomised.
"""

import re

from functions.fetch.design import Words, design_of
from functions.fetch.direction import direction_of
from functions.fetch.sample_size import size_of
from functions.fetch.species import species_of
from shared.domain.appraisal import Appraisal
from shared.domain.peptide import Peptide
from shared.domain.study import Study
from shared.domain.vocabulary import Design, Direction, Flag

_BLIND = re.compile(
    r"\b(?:double|triple|single|observer|assessor|investigator|participant)[- ](?:blind|mask)(?:ed|ing)?\b|"
    r"\bblinded (?:assessor|observer|evaluat)|\b(?:assessors?|observers?|participants|investigators) (?:was|were) "
    r"(?:blinded|masked)|\bwas (?:blinded|masked)\b",
    re.IGNORECASE,
)
_NOT_BLIND = re.compile(r"\b(?:un|non-?)blinded\b|\bopen[- ]label\b|\bnot (?:blinded|masked)\b", re.IGNORECASE)
_BLIND_UI = frozenset({"D004311", "D016037"})
"""MeSH Double-Blind Method and Single-Blind Method."""
_TITLE_SUSPECT = re.compile(
    r"\W*(?:(?:RETRACTED|WITHDRAWN|RETRACTION)\b|"
    r"(?:Retracted|Withdrawn|Retraction)(?: (?:article|paper|note))?\s*[:\]])"
)
"""In capitals, or before a colon or bracket: "Retracted nails" is an anatomical finding."""


def appraise(study: Study, peptide: Peptide) -> Appraisal:
    """The appraisal of one record. `peptide` is whose evidence it would be; no rule depends on it yet."""
    del peptide
    words = Words.of(study)
    flags, flag_rules = _flags(study)
    species, species_rule, indexed = species_of(words)
    design, rule = design_of(words, species)
    evidence = design not in (Design.CONTEXT, Design.NOTICE)
    n, quote, n_rule = size_of(study, design, species) if evidence else (None, None, None)
    direction, direction_rule = (
        direction_of(study) if evidence and design is not Design.NARRATIVE_REVIEW else (Direction.UNCLEAR, None)
    )
    text = f"{study.title} {study.abstract_text}"
    blinded = bool(words.mesh & _BLIND_UI) or (bool(_BLIND.search(text)) and not _NOT_BLIND.search(text))
    rules = (*flag_rules, rule, species_rule, n_rule, direction_rule)
    return Appraisal(
        design=design,
        species=species,
        direction=direction,
        n=n,
        n_quote=quote,
        blinded=blinded,
        flags=flags,
        rules=tuple(each for each in rules if each),
        indexed=indexed,
    )


def _flags(study: Study) -> tuple[tuple[Flag, ...], tuple[str, ...]]:
    types = {each.ui for each in study.publication_types}
    relations = {each.ref_type for each in study.corrections}
    found: list[tuple[Flag, str]] = []
    if "D016441" in types or relations & {"RetractionIn", "RetractedandRepublishedIn"}:
        found.append((Flag.RETRACTED, "I1"))
    elif _TITLE_SUSPECT.match(study.title) and "D016440" not in types:
        found.append((Flag.RETRACTION_SUSPECTED, "I6"))
    if "ExpressionOfConcernIn" in relations:
        found.append((Flag.CONCERN, "I2"))
    if "ErratumIn" in relations:
        found.append((Flag.ERRATUM, "I3"))
    if "D000076942" in types:
        found.append((Flag.PREPRINT, "I5"))
    return tuple(flag for flag, _ in found), tuple(rule for _, rule in found)
