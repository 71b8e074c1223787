"""What the authors say of conflicts of interest, in their statement or at the abstract's end."""

import re

from functions.fetch.words import Words, decision
from shared.domain.appraisal import Decision
from shared.domain.vocabulary import Confidence, Conflict

_I = re.IGNORECASE
_INTERESTS = (
    r"(?:(?:conflicts? of|competing|conflicting|financial|commercial|dual|known|actual|potential|perceived|personal|"
    r"non-financial|relevant|other|or|and|any|of|the|a) ){0,9}"
    r"(?:interests?|conf+l?l?icts?|relationships?|disclosures?|ties)"
)
_NONE = re.compile(
    rf"\b(?:no|not have any|without(?: any)?|nothing|none|free of)\b[^.;:]{{0,80}}?\b{_INTERESTS}|"
    rf"\b{_INTERESTS}(?: statement)?\s*[:.\-]*\s*(?:the authors?:?\s*)?(?:none|nil|no)\b|"
    r"\bnothing to (?:declare|disclose|report)\b|\bno (?:conflicts?|disclosures?)\b|^\W*none\b",
    _I,
)
_DECLARED = re.compile(
    r"\b(?:consult(?:ant|ants|ed|ing|ancy)|honorari\w+|honona\w+|speakers?(?: fees?|['’]? bureau)?|"
    r"advisory (?:board|panel|committee)s?|"
    r"stocks?|shares?|shareholders?|equity|employ(?:ee|ees|ed|ment)|patents?|inventors?|royalt\w+|co-?founders?|"
    r"founders?|owns?|owners?|licen[cs]ed?|paid|personal fees|lecture fees|board member|sits on|now works? for|"
    r"(?:received|receives|receiving|reports?|reported|holds?) (?:(?!no\b)\w+ ){0,4}"
    r"(?:grants?|fees|funding|support|contracts?)|"
    r"grants? from|research (?:support|funding|contract)|travel (?:support|grants?)|intellectual property)\b",
    _I,
)
_DENIED = re.compile(r"\b(?:no|not|nor|never|none|without|free of)\b[^.;]{0,120}$", _I)
_IN_ABSTRACT = re.compile(
    r"\b(?:conflicts? of interests?|competing interests?|declarations? of interests?|disclosures?)\s*[:.][^.]*\.", _I
)


def conflict_of(words: Words) -> tuple[Conflict, Decision | None]:
    """What is declared. Something declared by one author outweighs that the others have nothing to declare."""
    statement, quote, rule = words.study.conflict_statement, None, "conflict-statement"
    confidence = Confidence.CERTAIN
    if not statement:
        found = _IN_ABSTRACT.search(words.abstract)
        if not found:
            return Conflict.NOT_STATED, None
        statement, rule, confidence = found[0], "conflict-words", Confidence.PROBABLE
        quote = words.passage(found.start(), found.end())
    if any(not _DENIED.search(statement[: each.start()]) for each in _DECLARED.finditer(statement)):
        return Conflict.DECLARED, decision("conflict", Conflict.DECLARED, rule, confidence, quote)
    if _NONE.search(statement):
        return Conflict.NONE, decision("conflict", Conflict.NONE, rule, confidence, quote)
    # A statement that neither denies nor names one of the usual kinds says something all the same.
    return Conflict.DECLARED, decision("conflict", Conflict.DECLARED, rule, Confidence.POSSIBLE, quote)
