"""Whose laboratory: a key to count by, made of the senior author and the first words of the institution."""

import re

from functions.fetch.words import Words, decision
from shared.domain.appraisal import Decision
from shared.domain.peptide import folded
from shared.domain.vocabulary import Confidence

_GROUP = re.compile(
    r"\b(?:group|investigators?|consortium|committee|team|network|collaborat\w+|panel|association|society|trialists|"
    r"institute|program(?:me)?)\b",
    re.IGNORECASE,
)
_UNIVERSITY = re.compile(
    r"\b(?:Universit\w+ (?:of|de|di|degli|at|zu)(?: the)? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|"
    r"(?:[A-Z][\w'’.-]+ ){1,4}Universit\w+|Universit\w+ [A-Z][\w'’-]+)"
)
_INSTITUTION = re.compile(
    r"\b(?:universit|institut|hospital|college|clinic|academy|laborator(?:y|ies)\b|centre|center|school|inc\b|ltd\b|"
    r"gmbh|pharma|foundation|agency)",
    re.IGNORECASE,
)


def laboratory_of(words: Words) -> tuple[str, Decision | None]:
    """`sikiricp@universityofzagreb`: the last author who is a person, at the institution of the last address.

    "" where no person is named. Without an address the author alone is the key, which is less sure.
    """
    study = words.study
    people = [each for each in study.authors if not _GROUP.search(each)]
    if not people:
        return "", None
    where = _institution(study.affiliations[-1]) if study.affiliations else ""
    key = f"{folded(people[-1])}@{folded(where)[:40]}" if where else folded(people[-1])
    sure = Confidence.PROBABLE if where else Confidence.POSSIBLE
    return key, decision("laboratory", key, "laboratory-senior" if where else "laboratory-name", sure)


def _institution(address: str) -> str:
    if found := _UNIVERSITY.search(address):
        return found[0]
    parts = [each.strip() for each in re.split(r"[,;]", address) if each.strip()]
    return next((each for each in parts if _INSTITUTION.search(each)), parts[0] if parts else "")
