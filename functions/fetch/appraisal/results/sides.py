"""Of whom a clause that compares is told: of the agent that is studied, of its control, or of another one."""

import re

from functions.fetch.appraisal.results.agents import Agents
from functions.fetch.appraisal.results.set_aside import acts, is_set_aside, off_treatment, undone

_I = re.IGNORECASE
MARK = re.compile(
    r"\b(?:than(?!\s(?:\d|half\b|one\b|two\b|three\b|expected\b|predicted\b))|versus|vs\b\.?|(?:as )?compared (?:with|"
    r"to)|(?:in|by) comparison (?:with|to)|relative to|as opposed to|(?:non-?)?(?:superior|inferior) to|"
    r"(?:superiority|advantages?|benefits?|improvements?|preferred) (?:\w+ ){0,2}over(?!\s(?:\d|time\b|the\b)))\b",
    _I,
)
INERT = re.compile(
    r"\b(?:placebo|sham|vehicle|saline|buffer|PBS|untreated|usual care|no treatment|controls|"
    r"control[- ](?:group|arm|animals?|rats?|mice|rabbits?|patients|subjects|participants|women|men|side|wounds?|diet)|"
    r"the control)\b(?!-?\s?(?:controlled|corrected|adjusted|subtracted))(?! of\b)",
    _I,
)
_GIVEN = (
    r"(?:(?:who |that )?(?:were |was |had been )?(?:receiv(?:ing|ed)|given|taking|taken|on|treated with|injected with|"
    r"(?:randomi[sz]ed|assigned|allocated) to(?: receive)?)|with)"
)
_WHO = (
    r"(?:patients|participants|subjects|people|those|individuals|adults|women|men|children|rats|mice|animals|groups?|"
    r"arms?)"
)
_OPENS_INERT = re.compile(
    r"^\W*(?:only )?(?:(?:in|with|under|on|for|among|after|during|by) )?(?:the |an? |all )?"
    rf"(?:{_WHO} {_GIVEN} (?:the |an? )?|(?:treatment|therapy|administration|injections?|infusions?|use) (?:with|of) )?"
    rf"(?:\w+ )?{INERT.pattern}"
    r"(?!\s?(?:and\b|or\b|plus\b|with\b|receiving\b|given\b|treated\b))(?!.*\bdiffer)",
    _I,
)
_IN_INERT = re.compile(
    r"(?:\b(?:treatment |therapy )?(?:in|with|under|on|for|among|after|during|by|receiv(?:ing|ed)|given|taking|took|"
    r"treated with|injected with|(?:randomi[sz]ed|assigned|allocated) to(?: receive)?) )(?:the |an? |all )?(?:[\w-]+ )?"
    rf"{INERT.pattern}(?:[- ](?:treated|group|arm|recipients|patients|participants|subjects|rats|mice|animals))*",
    _I,
)
_AN_ARM = re.compile(
    r"\b(?:treat\w*|therap\w+|peptides?|drugs?|active|interventions?|dos(?:e|es|ed|ing)|agonists?|analogues?|mg|both|"
    r"either|neither|groups|arms|between|respectively|differ\w*|difference)\b|µg|μg|\d\s?(?:vs|/)",
    _I,
)
_JOINS_BEFORE = re.compile(
    r"(?:,|\b(?:and|or|to|not|only|but))(?: (?:by|of|only|from|the|in|with|for|an?))*"
    r"(?:\s\(?[−-]?\d\S*(?: (?:kg|mm\s?Hg|mmol/L|points?|g|cm|mm|months?|days?|weeks?|patients|percentage points?|"
    r"of \d+))?)*\s*$",
    _I,
)
_JOINS_AFTER = re.compile(r"^\s*(?:\([^)]*\)\s*)?(?:,|and\b|or\b|but\b|to\b)", _I)
"""Where another arm than the control may be told of beside it."""
_ALONE = r"\W+(?:alone|monotherapy)\b"


def of_another(clause: str, agents: Agents | None) -> bool:
    """Whether the change is that of a control, or of an agent that is compared with the peptide or acts without it.

    "Healing was faster with placebo than with it" is told of placebo; "another was superior to it" of the other, and
    so are "unlike it, another healed" and "stopping it healed". Where both sides name a control, or both the agent,
    nothing is known against it.
    """
    if agents is not None and agents.alone_is_another(clause):
        return True
    told, against = sides_of(clause)
    if off_treatment(told):
        return True
    own = agents.own if agents is not None else None
    mine = own is not None and acts(told, own)
    if own is not None and (undone(told, own) or (not mine and is_set_aside(told, own))):
        return True
    if not against:
        return bool(_OPENS_INERT.match(clause)) or (not mine and _only_inert(clause))
    if INERT.search(told) and not INERT.search(against):
        return True
    if own is None or not (found := own.search(against)) or not acts(against, own):
        return False
    return not mine or bool(re.match(_ALONE, against[found.end() :], _I))


def is_inert_arm(opening: str) -> bool:
    """Whether what a clause opens with is a control's group."""
    return bool(_OPENS_INERT.match(opening))


def _only_inert(clause: str) -> bool:
    """Whether a control is the only one in whom the clause says that something happened."""
    found = _IN_INERT.search(clause)
    if found is None:
        return False
    before, after = clause[: found.start()], clause[found.end() :]
    return not any(_AN_ARM.search(each) for each in (before, after)) and not (
        _JOINS_BEFORE.search(before) or _JOINS_AFTER.match(after)
    )


def sides_of(clause: str) -> tuple[str, str]:
    """What stands outside and what behind the words that compare; these reach to the comma where they open it."""
    told: list[str] = []
    against: list[str] = []
    at = 0
    marks = list(MARK.finditer(clause))
    for number, mark in enumerate(marks):
        upto = marks[number + 1].start() if number + 1 < len(marks) else len(clause)
        if not clause[: mark.start()].strip(" ,(") or clause[: mark.start()].endswith((", ", ",")):
            comma = clause.find(",", mark.end(), upto)
            upto = comma if comma >= 0 else upto
        told.append(clause[at : mark.start()])
        against.append(clause[mark.end() : upto])
        at = upto
    told.append(clause[at:])
    return " ".join(told), " ".join(against)
