"""How a study was done: notes, context, reviews, trials, observation, reports, experiments (rules I4, D1 to D12)."""

import re
from dataclasses import dataclass
from typing import Self

from shared.domain.study import Study
from shared.domain.vocabulary import Design, Species

_NOTICE = frozenset({"D016440", "D016425", "D000087182"})
"""Retraction of Publication, Published Erratum, Expression of Concern."""
_NOTICE_OF = frozenset({"RetractionOf", "ErratumFor", "ExpressionOfConcernFor"})
_CONTEXT = frozenset({"D016420", "D016421", "D016422", "D016433", "D018431", "D016431", "D017065", "D000067928"}) | {
    *("D019215", "D019477", "D062210", "D016423", "D029282", "D016417")
}
"""Comment, Editorial, Letter, News, Newspaper Article, Guideline, Practice Guideline, Clinical Trial Protocol;
Biography, Portrait, Personal Narrative, Congress, Patient Education Handout, Bibliography."""
_SYSTEMATIC = frozenset({"D000078182", "D017418", "D000094902"})
"""Systematic Review, Meta-Analysis, Network Meta-Analysis."""
_VETERINARY = frozenset({"D000081262", "D000081242", "D000081265"})
_RANDOMISED = frozenset({"D016449", "D000073843"})
_TRIAL = frozenset({"D016430", "D017426", "D017427", "D017428", "D017429", "D018848", "D065007"})
_OBSERVATIONAL = frozenset({"D064888", "D000068397", "D018486", "D016448"})
"""Observational Study, Clinical Study, Twin Study, Multicenter Study: the last three where nothing stronger is said."""
_OBSERVATIONAL_MESH = frozenset({"D015331", "D016022", "D003430", "D012189", "D011446", "D008137", "D016021"}) | {
    *("D005500", "D006306", "D019538", "D011795")
}
"""Cohort, Case-Control, Cross-Sectional, Retrospective, Prospective, Longitudinal and Epidemiologic Studies;
Follow-Up Studies, Health Surveys, Health Care Surveys, Surveys and Questionnaires."""
_CASE = frozenset({"D002363"})
_REVIEW = frozenset({"D016454", "D000078202"})

_RANDOM = re.compile(r"\brandom(?:ly|i[sz]ed|i[sz]ation)\b", re.IGNORECASE)
_ALLOCATED = re.compile(r"\b(?:placebo|double-blind(?:ed)?|allocated|assigned|sham|vehicle)\b", re.IGNORECASE)
_NOT_RANDOM = re.compile(
    r"\bnon-?\s?randomi[sz]ed|\bquasi-?\s?randomi|\bmendelian randomi[sz]ation|\brandomly selected|\bnot randomi[sz]ed|"
    r"\brandom(?:ly)? sampl",
    re.IGNORECASE,
)
_SYSTEMATIC_TITLE = re.compile(r"\bsystematic review\b|\bmeta-?analy(?:sis|ses|tic)\b", re.IGNORECASE)
_CONTEXT_TITLE = re.compile(
    r"^\W*(?:inaugural )?editorial\b|\b(?:clinical practice guidelines?|consensus statement)\b", re.IGNORECASE
)
_PROTOCOL_TITLE = re.compile(r"\b(?:study|trial) protocol\b|\bprotocol for (?:a|an|the)\b", re.IGNORECASE)
_REVIEW_TITLE = re.compile(r"\b(?:narrative |scoping |literature )?review\b|\boverview\b|\bperspective", re.IGNORECASE)
_CASE_TITLE = re.compile(
    r"\bcase (?:report|series)\b|\ba case of\b|\breport of (?:a|one|two|three) case", re.IGNORECASE
)
_TRIAL_TEXT = re.compile(
    r"\bfirst-in-human\b|"
    r"\b(?:open-label|single-arm|phase (?:1|2|3|4|I{1,3}V?|IV)[ab]?|clinical|pilot|uncontrolled) (?:trial|study)\b",
    re.IGNORECASE,
)
_OBSERVATIONAL_TEXT = re.compile(
    r"\b(?:cohort|case-control|cross-sectional|retrospective(?:ly)?|prospective observational|registry|survey(?:ed)?|"
    r"questionnaires?|semi-?structured interviews?|focus groups|qualitative study|followed up for)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules look at: a record's identifiers and its text."""

    study: Study
    types: frozenset[str]
    mesh: frozenset[str]
    relations: frozenset[str]
    text: str

    @classmethod
    def of(cls, study: Study) -> Self:
        return cls(
            study,
            frozenset(each.ui for each in study.publication_types),
            frozenset(each.ui for each in study.mesh),
            frozenset(each.ref_type for each in study.corrections),
            f"{study.title}\n{study.abstract_text}",
        )


def design_of(words: Words, species: Species) -> tuple[Design, str]:
    """The design and the rule that decided."""
    types, title, text = words.types, words.study.title, words.text
    human = species in (Species.HUMAN, Species.UNKNOWN)
    if types & _NOTICE or words.relations & _NOTICE_OF:
        return Design.NOTICE, "I4"
    if types & _CONTEXT or _PROTOCOL_TITLE.search(title) or _CONTEXT_TITLE.search(title):
        return Design.CONTEXT, "D1"
    if types & _SYSTEMATIC or (words.study.status != "MEDLINE" and _SYSTEMATIC_TITLE.search(title)):
        return Design.SYSTEMATIC_REVIEW, "D2"
    if types & _VETERINARY:
        return Design.EXPERIMENT, "D3"
    if types & _RANDOMISED and species not in (Species.ANIMAL, Species.IN_VITRO):
        return Design.RCT, "D4"
    if types & _REVIEW:
        return Design.NARRATIVE_REVIEW, "D9"
    if species in (Species.ANIMAL, Species.IN_VITRO):
        return Design.EXPERIMENT, "D10" if species is Species.ANIMAL else "D11"
    if words.study.status != "MEDLINE" and species is Species.HUMAN and _randomised(text):
        return Design.PROBABLE_RCT, "D5"
    if types & _TRIAL:
        return Design.NONRANDOMISED_TRIAL, "D6"
    if types & _CASE:
        return Design.CASE_REPORT, "D8"
    if human and (types & _OBSERVATIONAL or words.mesh & _OBSERVATIONAL_MESH):
        return Design.OBSERVATIONAL, "D7"
    return _by_words(title, text, human=human)


def _randomised(text: str) -> bool:
    return bool(_RANDOM.search(text) and _ALLOCATED.search(text)) and not _NOT_RANDOM.search(text)


def _by_words(title: str, text: str, *, human: bool) -> tuple[Design, str]:
    if _CASE_TITLE.search(title):
        return Design.CASE_REPORT, "D8-words"
    if _REVIEW_TITLE.search(title):
        return Design.NARRATIVE_REVIEW, "D9-words"
    if human and _TRIAL_TEXT.search(text):
        return Design.NONRANDOMISED_TRIAL, "D6-words"
    if human and _OBSERVATIONAL_TEXT.search(text):
        return Design.OBSERVATIONAL, "D7-words"
    return Design.UNKNOWN, "D12"
