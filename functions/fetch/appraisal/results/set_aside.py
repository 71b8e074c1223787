"""Where an agent is named without acting: it is what the told is unlike, it was stopped or blocked, or others had it.

"Unlike it, another reduced pain" and "stopping it reduced pain" tell of no effect of the agent itself.
"""

import re

_I = re.IGNORECASE
_FILLED = (
    r"(?:(?:the|an?|any|all|this|those|that|what|was|were|is|been|has|have|had|seen|observed|found|ever|either|both|"
    r"effects?|actions?|results?|findings?|use|users?|treatment|therapy|administration|addition|doses?|patients|"
    r"participants|subjects|people|adults|women|men|rats|mice|animals|groups?|who|in|with|by|of|for|to|on|from|under|"
    r"after|during|given|receiv(?:e|ed|ing)|tak(?:e|en|ing)|took|us(?:e|ed|ing)|treated|exposed|starting|endogenous|"
    r"exogenous|circulating|oral|subcutaneous|intravenous|once-weekly|weekly|daily|long-term|chronic|previous|prior|"
    r"\d[\d.]*|mg|\w+ly) ){0,6}$"
)
_BUT_NOT = re.compile(
    r"\b(?:unlike|in (?:sharp |marked |clear )?contrast (?:with|to)|contrary to|in place of|instead of|rather than|"
    r"as opposed to|(?:not|never)(?! (?:only|just|solely|merely|simply)\b)|without|except(?: for)?|apart from|"
    r"other than|excluding|in the absence of|with no|on no|given no|received no|before|prior to|off|substituted for|"
    r"alternative to|non-?users? of) (?:[\w-]+ (?:and|or) )?"
    rf"{_FILLED}",
    _I,
)
"""What the agent is not, or what was had in its place."""
_HAD = re.compile(
    r"\b(?:previously (?:\w+ )?(?:treated with|on|given|receiving|exposed to)|"
    r"(?:un|not |inadequately |insufficiently |poorly )controlled (?:with|on|by)|"
    r"(?:refractory|resistant|unresponsive|intolerant|non-?responders?|add(?:ed|ing|ition)(?: [\w-]+){0,5}|"
    r"add-on(?: therapy)?|adjunct(?:ive)?) to|intolerant of|failed (?:on|to respond to)|on top of|"
    rf"background(?: of)?) {_FILLED}",
    _I,
)
"""Those to whom something else was given had it before, or beside it."""
_STOPPED = (
    r"(?:stopping|stopped|de-?(?:intensif|escalat)\w+(?: of)?|halt(?:ing|ed)|paus(?:ing|ed)|quitting|avoid(?:ing|"
    r"ance of)|discontinu(?:ing|ed|ation of|ation from)|withdr(?:awing|ew|awal of|awal from|awn from)|withh(?:eld|"
    r"olding)|cessation of|ceas(?:ing|ed)|interrupt(?:ing|ed|ion of)|omi(?:tting|tted|ssion of)|remov(?:ing|ed|al of)|"
    r"deprescribing|taper(?:ing|ed)(?: of| off)?|coming off|(?:reduc|lower|halv|decreas)(?:ing|ed) (?:the )?(?:daily |"
    r"weekly )?dos(?:es?|age) of|dose (?:reductions?|de-?escalation) (?:of|for))"
)
_REPLACED = re.compile(rf"\b(?:replac|substitut)(?:ing|ed|ement of|ion of) {_FILLED}", _I)
_BY = re.compile(r"^(?: \w+){0,3} (?:with|by)\b", _I)
_CHANGED = (
    r"(?:switch(?:es|ed|ing)?|chang(?:es|ed|ing)|conver(?:ted|ting|sion)|transition(?:s|ed|ing)?|transfer(?:red|ring)?|"
    r"cross(?:ed|ing) over)(?: [\w-]+){0,6}? from"
)
_BLOCKED = (
    r"(?:block(?:s|ed|ing|ade of|ers? of)|antagoni[sz](?:es|ed|ing)|antagonis(?:m|ts?) (?:of|to|at|against)|"
    r"inhibit(?:s|ed|ing|ion of|ors? of)|(?:immuno)?neutrali[sz](?:es|ed|ing|ation of)|deplet(?:es|ed|ing|ion of)|"
    r"(?:knock-?(?:down|out)|knocking (?:down|out)|deletion|ablation) of|silenc(?:ed|ing)(?: of)?|"
    r"(?:antibod(?:y|ies)|antisera|antiserum) (?:to|against)|suppress(?:ing|ion of)|failure of)"
)
_UNDONE = re.compile(rf"\b(?:{_STOPPED}|{_CHANGED}|{_BLOCKED}) {_FILLED}", _I)
_LACKED = re.compile(rf"^\W*(?:\w+ly,? )?(?:lack|loss|absence|deficiency|depletion) of {_FILLED}", _I)
_UNDONE_AFTER = re.compile(
    r"^(?:[- ](?:treatment |therapy |receptor )?(?:withdrawal|discontinuation|cessation|interruption|avoidance|"
    r"antagonis(?:m|ts?)|antibod(?:y|ies)|antisera|antiserum|blockade|blockers?|inhibitors?|inhibition|knock-?(?:out|"
    r"down)|null)|(?: \w+)? (?:was|were|is|had been|has been) (?:\w+ly )?(?:stopped|discontinued|withdrawn|withheld|"
    r"interrupted|paused|halted|omitted|replaced|blocked|antagoni[sz]ed|neutrali[sz]ed|removed|ceased)|(?: had| has|"
    r" have)? failed(?! to\b))\b",
    _I,
)
_NONE_AFTER = re.compile(r"^[- ](?:nai[vf]e|non-?users?|free|refractory|untreated)\b", _I)
_NON = re.compile(r"\bnon-$", _I)
_OVER = re.compile(r"\W+(?:\w+\W+){0,5}?(?:because of|due to|owing to|for|after) (?:\w+ ){0,2}?(?:adverse|side)\b", _I)
"""Who stopped for harm is counted: that is an outcome."""
_THE_TREATMENT = (
    r"(?:the |all |this |study |active )*(?:treatments?|therapy|drugs?|medications?|peptides?|infusions?|injections?|"
    r"dosing|administration|intervention)"
)
_OFF_TREATMENT = re.compile(
    rf"(?:^\W*|\b(?:after|following|upon|once|when) (?:the )?){_STOPPED} {_THE_TREATMENT}\b|"
    rf"\b(?:after|once|when|following) {_THE_TREATMENT} (?:was |were |had been |has been |is )?(?:\w+ly )?(?:stopped|"
    r"discontinued|withdrawn|ceased|interrupted|paused|halted|withdrawal|discontinuation|cessation)\b",
    _I,
)


def off_treatment(text: str) -> bool:
    """Whether it tells what came of stopping the treatment, whose name it does not say."""
    return any(not _OVER.match(text, each.end()) for each in _OFF_TREATMENT.finditer(text))


def acts(text: str, own: re.Pattern[str]) -> bool:
    """Whether the agent is named as one that was given, somewhere in the text."""
    return any(not _set_aside(text, each) for each in own.finditer(text))


def undone(text: str, own: re.Pattern[str]) -> bool:
    """Whether the text tells of an agent that was stopped, replaced, blocked or lacking."""
    return any(_is_undone(text, each) for each in own.finditer(text))


def is_set_aside(text: str, own: re.Pattern[str]) -> bool:
    """Whether the agent is anywhere named without acting."""
    return any(_set_aside(text, each) or _is_undone(text, each) for each in own.finditer(text))


def _set_aside(text: str, named: re.Match[str]) -> bool:
    before = text[max(0, named.start() - 120) : named.start()]
    if _BUT_NOT.search(before) or _HAD.search(before) or _NON.search(before):
        return True
    return bool(_NONE_AFTER.match(text[named.end() :]))


def _is_undone(text: str, named: re.Match[str]) -> bool:
    before, after = text[max(0, named.start() - 120) : named.start()], text[named.end() : named.end() + 120]
    if _REPLACED.search(before) and _BY.match(after):
        return True
    stopped = _UNDONE.search(before) or _UNDONE_AFTER.match(after)
    if stopped and not _OVER.match(after) and not _OVER.match(after[_end_of(after) :]):
        return True
    return bool(named.start() <= 120 and _LACKED.search(text[: named.start()]))


def _end_of(after: str) -> int:
    found = _UNDONE_AFTER.match(after)
    return found.end() if found else 0
