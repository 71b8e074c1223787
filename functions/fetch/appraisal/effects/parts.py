"""Of how many an estimate is told: one of women, of the old or of a subgroup is not the study's."""

import re

from functions.fetch.appraisal.text.clauses import clause_about

_I = re.IGNORECASE
_GROUP = r"(?:wo)?men|(?:fe)?males|girls|boys|(?:non-?|never-?|ex-?)?smokers"
_SUBGROUP = re.compile(r"\bsub-?(?:group|set|population|sample|cohort)s?\b", _I)
_THOSE = re.compile(r"\b(?:in|among|for|of) those (?:aged|with(?:out)?)\b", _I)
_AGE = re.compile(r"\b(?:older|younger) than \d|\bage[ds]? (?:[<>≤≥]|(?:under|over|below|above)\b|\d+ ?[-–])", _I)
_AGED = re.compile(r"\b(?:age[ds]?|older|elderly|young\w*)\b", _I)
_SEX = re.compile(
    rf"(?<!men and )(?<!men or )(?<!males and )(?<!males or )\b(?:in|among|for|of) (?:the )?(?P<who>{_GROUP})\b"
    rf"(?! (?:and|or|as well as) (?:{_GROUP})\b)",
    _I,
)


_PER_UNIT = re.compile(
    r"\b(?:per|each|every) (?:(?:1|one|additional|further)[- ])?(?:unit|SD|standard deviation|doubling|point|"
    r"\d+(?:\.\d+)?\s?%?[- ]?(?:[\w/]+ )?(?:increase|increment|decrease|decrement|worsening|rise|fall|higher|lower))\b",
    _I,
)


def is_of_a_part(text: str, start: int, end: int, title: str) -> bool:
    """Whether the clause about the estimate tells it of some of those who took part, whom the title does not name.

    Or of so much more of something: that is no effect of what was given.
    """
    left, right = clause_about(text, start, end)
    clause = text[left:right]
    if (
        _PER_UNIT.search(clause)
        or _SUBGROUP.search(clause)
        or _THOSE.search(clause)
        or (_AGE.search(clause) and not _AGED.search(title))
    ):
        return True
    return any(not re.search(rf"\b{each['who']}\b", title, _I) for each in _SEX.finditer(clause))
