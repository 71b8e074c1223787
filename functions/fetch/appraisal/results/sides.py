"""Of whom a clause that compares is told: of the agent that is studied, of its control, or of another one."""

import re

from functions.fetch.appraisal.results.agents import Agents

_I = re.IGNORECASE
MARK = re.compile(
    r"\b(?:than(?!\s(?:\d|half\b|one\b|two\b|three\b|expected\b|predicted\b))|versus|vs\b\.?|"
    r"(?:as )?compared (?:with|to)|(?:in|by) comparison (?:with|to)|relative to|as opposed to|"
    r"(?:non-?)?(?:superior|inferior) to|"
    r"(?:superiority|advantages?|benefits?|improvements?|preferred) (?:\w+ ){0,2}over(?!\s(?:\d|time\b|the\b)))\b",
    _I,
)
_INERT = re.compile(
    r"\b(?:placebo|sham|vehicle|saline|buffer|PBS|untreated|usual care|no treatment|controls|"
    r"control[- ](?:group|arm|animals?|rats?|mice|rabbits?|patients|subjects|participants|women|men|side|wounds?|diet)|"
    r"the control)\b(?!-?\s?(?:controlled|corrected|adjusted|subtracted))(?! of\b)",
    _I,
)
_OPENS_INERT = re.compile(
    rf"^\W*(?:(?:in|with|under|on|for) )?(?:the |an? )?(?:\w+ )?{_INERT.pattern}"
    r"(?!\s?(?:,|and\b|or\b|plus\b|with\b|receiving\b|given\b|treated\b))(?!.*\bdiffer)",
    _I,
)
_ALONE = r"\W+(?:alone|monotherapy)\b"


def of_another(clause: str, agents: Agents | None) -> bool:
    """Whether the change is that of a control, or of an agent that is compared with the peptide or acts without it.

    "Healing was faster with placebo than with it" is told of placebo; "another was superior to it" of the other. Where
    both sides name a control, or both the agent, nothing is known against it.
    """
    if agents is not None and agents.alone_is_another(clause):
        return True
    told, against = _sides(clause)
    if not against:
        return bool(_OPENS_INERT.match(clause))
    if _INERT.search(told) and not _INERT.search(against):
        return True
    if agents is None or not (own := agents.own.search(against)):
        return False
    return not agents.own.search(told) or bool(re.match(_ALONE, against[own.end() :], _I))


def _sides(clause: str) -> tuple[str, str]:
    """What stands outside and what behind the words that compare; these reach to the comma where they open it."""
    told: list[str] = []
    against: list[str] = []
    at = 0
    marks = list(MARK.finditer(clause))
    for number, mark in enumerate(marks):
        upto = marks[number + 1].start() if number + 1 < len(marks) else len(clause)
        if not clause[: mark.start()].strip(" ,("):
            comma = clause.find(",", mark.end(), upto)
            upto = comma if comma >= 0 else upto
        told.append(clause[at : mark.start()])
        against.append(clause[mark.end() : upto])
        at = upto
    told.append(clause[at:])
    return " ".join(told), " ".join(against)
