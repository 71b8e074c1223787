"""Whose laboratory: a key to count by, made of the senior author and the first words of the institution."""

import re

from functions.fetch.appraisal.text.words import Words, decision
from shared.domain.catalog.peptide import folded
from shared.domain.evidence.appraisal import Decision
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
    """`sikiricp@universityofzagreb`: the last author who is a person, at that author's first institution.

    "" where no person is named. Without an address the author alone is the key, which is less sure.
    """
    study = words.study
    people = [at for at, each in enumerate(study.authors) if not _GROUP.search(each)]
    if not people:
        return "", None
    senior = study.authors[people[-1]]
    # Older records give one address, the first author's; a laboratory's authors mostly share it.
    addresses = study.affiliations_of(people[-1]) or study.affiliations[-1:]
    where = _institution(addresses[0]) if addresses else ""
    key = f"{folded(senior)}@{folded(where)[:40]}" if where else folded(senior)
    sure = Confidence.PROBABLE if where else Confidence.POSSIBLE
    return key, decision("laboratory", key, "laboratory-senior" if where else "laboratory-name", sure)


def _institution(address: str) -> str:
    if found := _UNIVERSITY.search(address):
        return found[0]
    parts = [each.strip() for each in re.split(r"[,;]", address) if each.strip()]
    return next((each for each in parts if _INSTITUTION.search(each)), parts[0] if parts else "")
