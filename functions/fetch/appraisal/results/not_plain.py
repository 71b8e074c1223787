"""What leaves open which way an outcome went: two denials, as good as another, an effect undone, one of several.

"It did not fail to reduce pain" and "it was as effective as another in reducing pain" name a change that is not known
to be the peptide's; "death or dialysis was rarer" says so of neither; "pain fell at a low and rose at a high dose" goes
both ways.
"""

import re

from functions.fetch.appraisal.results.outcome_words import Mention
from functions.fetch.appraisal.results.sides import INERT, MARK

_I = re.IGNORECASE
_DENIED_TWICE = re.compile(
    r"\b(?:not|never|no|cannot|neither|without|hardly)\b(?: [\w-]+){0,4}? (?:fail(?:s|ed|ure)?(?: to\b)?|"
    r"lack(?:s|ed|ing)?|absence|without|ineffective|unaffected|unchanged|unaltered|inferior)\b|n['’]t (?:fail|lack)|"
    r"\b(?:cannot|could not|can not|(?:not |im)possible to) (?:be )?(?:said|excluded?|ruled? out|den(?:y|ied))\b",
    _I,
)
_AS_GOOD = re.compile(
    r"\bnon-?inferior\w*|\bequivalence\b|\bequivalent (?:to|with|in)\b|"
    r"\b(?:was|were|is|are|be|being|been|proved) (?:\w+ly )?"
    r"(?:as (?:effective|efficacious|potent|active|good|beneficial) as|"
    r"(?:equally|similarly|comparably|no less|not less) (?:effective|efficacious|potent|active|beneficial))\b",
    _I,
)
_ALIKE = re.compile(r"\b(?:equally|similarly|comparably|alike|identically)\b", _I)
_EXCEPT = re.compile(
    r"\b(?:except(?: for)?|apart from|aside from|other than|with the exception of|besides)\b[^,;]*", _I
)
_UNDO = (
    r"(?:abolish|block|revers|prevent|antagoni[sz]|counteract|attenuat|blunt|inhibit|diminish|eliminat|weaken|mask|"
    r"offset|cancel|negat|nullif|neutrali[sz]|suppress)(?:e?[sd]|es|ed|ied|ing|led)?"
)
_BAD_EFFECT = r"(?:toxic|harmful|deleterious|detrimental|adverse|damaging|side|negative|inhibitory|unwanted)"
_EFFECT = rf"(?:(?:(?!{_BAD_EFFECT}\b)[\w-]+ ){{0,3}}?(?:effects?|actions?|benefits?|efficacy|protection|responses?))"
_EFFECT_UNDONE = re.compile(
    rf"\b{_UNDO} (?:(?:the|its|their|this|these|any|all|both|some|of) )*{_EFFECT} (?:of|on|in|from)\b|"
    rf"(?:^|\b(?:the|its|their|this|these) )(?!(?:[\w-]+ )?{_BAD_EFFECT} )(?:[\w-]+ )?(?:effects?|actions?|benefits?|"
    rf"protection|responses?)\b[^;,]{{0,80}}?\s(?:(?:was|were|is|are) (?:\w+ly )?)?(?:{_UNDO}|lost|disappeared|"
    r"vanished|waned|weaker|smaller)(?= (?:at|by|in|with|after|when|on|under|once|upon)\b|\W*$)",
    _I,
)
_WORSENING = (
    r"(?:worsening|deterioration|exacerbation|aggravation|impairment|progression|rises?|increases?|elevations?|falls?|"
    r"decreases?|declines?|reductions?|loss(?:es)?|gains?|improvements?)"
)
_PREVENTED = re.compile(
    rf"\b{_WORSENING}\b(?: (?:in|of)\b[^;,.]{{0,60}}?)? (?:was|were|is|are|being|been) (?:\w+ly )?(?:prevent|avoid|"
    r"abolish|block|revers|attenuat|blunt|inhibit|suppress|counteract|mitigat|limit|reduc|lessen|delay|slow|halt)\w*",
    _I,
)
"""A change that was itself changed: of the two words neither is the outcome's way."""
_WHO = r"(?:patients?|participants?|subjects?|people|persons|individuals|adults|women|men|children|animals|rats|mice)"
_SO_MANY = re.compile(
    rf"\b(?P<many>fewer|less|more|(?:a |the )?(?:lower|smaller|higher|greater|larger) (?:number|proportion|percentage|"
    rf"share|fraction|rate)s?) (?:of )?(?:the )?(?:[\w-]+ ){{0,2}}?{_WHO}\b",
    _I,
)
_COMPOSITE = re.compile(
    r"\b(?:composite|combined (?:end-?point|outcome|risk|rate|incidence)|combination|time to first)\b[^;.]*$", _I
)
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|had|did|does|by|driven|with|increase[sd]?|decrease[sd]?|reduce[sd]?|improve[sd]?|lower(?:s|"
    r"ed)|fell|rose)\b",
    _I,
)
_OR_NOT = re.compile(r"\b([\w-]+) or non-?\1\b", _I)
"""All of one kind: "fatal or non-fatal"."""
_EITHER = re.compile(r"\bor\b", _I)
_CONTROL_TOO = re.compile(
    r"\b(?:placebo|vehicle|saline|controls?|control (?:group|arm))(?: (?:group|arm|alone))? (?:(?:also|likewise|"
    r"even) )?(?P<verb>\w+ed|rose|fell)\b",
    _I,
)
_LESSENED = re.compile(r"lessened|lightened", _I)
_KINDS = r"(?!(?:\w+ )*(?:placebo|vehicle|saline|sham|controls?|treated|untreated|group|arm)\b)(?:[\w-]+ ){1,3}"
_ALIKE_IN_KINDS = re.compile(
    rf"\b(?:similar|comparable|consistent|the same|unchanged) (?:in|between|among|across|for) (?:both (?:sexes|"
    rf"genders)\b|(?:wo)?men and (?:wo)?men\b|(?:fe)?males and (?:fe)?males\b|(?:the )?(?:sub)?groups of\b|"
    rf"subgroups\b|{_KINDS}and {_KINDS}(?:patients|subjects|participants|people|rats|mice)\b(?! (?:receiving|given|"
    rf"treated|on|who|with)\b))",
    _I,
)
"""That it was the same in two kinds of those who were treated says nothing of whether it moved."""
_NONE_HERE = re.compile(
    r"\bno (?:\w+ ){0,2}(?:deaths?|events?|fractures?|cases?|relapses?|recurrences?|infections?)\b(?:(?!differ)[^;])*"
    r"\b(?:compared (?:with|to)|versus|vs\.?|against)\s(?:\w+\s)?\d",
    _I,
)
"""None in one arm against so many in another one is a difference."""
_IN_SOME = re.compile(
    r"\bin (?:only )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|some|several|"
    r"most)(?: (?:out )?of (?:the )?\w+)? (?:studies|trials|RCTs|reports|papers)\b",
    _I,
)
"""What some of the studies of a review found, and others may not have."""
_AS_IN_THE_WELL = re.compile(
    r"\b(?:differ(?:s|ed|ent)?|differences?|similar|comparable|equal|close|returned|restored)\b[^;,]{0,40}?\b(?:from|"
    r"to|with|than) (?:(?:the|that|those|of|in|respective|values|levels|observed|found|seen) )*(?:healthy|normal|"
    r"sham\w*|intact|non-?(?:diabetic|obese|ill|injured|ischa?emic|stressed)|wild-?type|lean|young|baseline|before|"
    r"pre-?\w+)\b",
    _I,
)
"""Those who were treated were like the well, or as before they were ill: that is no lack of an effect."""
_STILL = re.compile(
    r"\bremain(?:s|ed|ing)? (?:[\w-]+ ){0,3}?(?:higher|lower|greater|smaller|elevated|raised|reduced|increased|"
    r"decreased)\b",
    _I,
)
"""What was still so says nothing of what it had been."""
_ROLE = re.compile(r"\bplay(?:s|ed|ing)? (?:an? |the |its )?(?:[\w-]+ ){0,3}(?:roles?|parts?) in\b", _I)
_GERUND = re.compile(r"\w{3,}ing", _I)
_PURPOSE = re.compile(
    r"(?<!effective )(?<!superior )(?<!better )(?<!useful )(?<!beneficial )(?<!efficacious )(?<!responsible "
    r")\bfor (?:\w+ly )?$",
    _I,
)
_OTHER_WAY = re.compile(
    r"\b(?:and|but|or|then|yet)\b (?:(?:then|later|also|even|was|were|it|\w+ly) )*(?P<verb>[\w-]+?)"
    r" (?:it\b|them\b|(?:again|thereafter|later|afterwards)\b|(?:at|in|with|after|on|by|when|during|under|for|from)\b)",
    _I,
)


_ARM = re.compile(r"\b(?:those|women|men|patients|rats|mice|animals|subjects|participants|group|arm)\b", _I)
_OPEN = (_DENIED_TWICE, _AS_GOOD, _EFFECT_UNDONE, _ALIKE_IN_KINDS, _ROLE, _STILL, _NONE_HERE, _IN_SOME, _AS_IN_THE_WELL)


def leaves_open(text: str) -> bool:
    """Whether part of a clause names a change in a way that does not say which way the outcome went."""
    if any(pattern.search(text) for pattern in _OPEN):
        return True
    return bool(_ALIKE.search(text) and INERT.search(text))


def is_excepted(text: str, at: int) -> bool:
    """Whether what stands there is what the rest is not told of: "except for a fall in pain, it had no effect"."""
    return any(each.start() <= at < each.end() for each in _EXCEPT.finditer(text))


def is_undone(text: str, change: re.Match[str]) -> bool:
    """Whether this word of change is part of a change that was itself changed, or of how many had a change."""
    if any(each.start() <= change.start() and change.end() <= each.end() for each in _PREVENTED.finditer(text)):
        return True
    return any(change.start() >= each.end() for each in _SO_MANY.finditer(text))


def is_no_way(text: str, change: re.Match[str], pattern: re.Pattern[str], own: re.Pattern[str] | None = None) -> bool:
    """Whether a change is what was wanted, was later the other way, or was the control's as well; `pattern` has a group
    for each way. That another arm than the peptide's, `own`, went the other way is another matter."""
    return (
        _is_wanted(text, change)
        or _also_the_other_way(text, change, pattern, own)
        or _control_went(text, change, pattern)
    )


def _also_the_other_way(
    text: str, change: re.Match[str], pattern: re.Pattern[str], own: re.Pattern[str] | None
) -> bool:
    """Whether a verb joined to the change tells of the opposite, and of nothing else: "fell at a low and rose at a
    high dose"; on a control alone is another matter."""
    for each in _OTHER_WAY.finditer(text, change.end()):
        other = pattern.fullmatch(each["verb"])
        if other is not None and {other.lastgroup, change.lastgroup} in ({"up", "down"}, {"better", "worse"}):
            if own and own.search(text, change.end(), each.start()) and _ARM.search(text, each.start("verb")):
                return own.search(text, each.start("verb")) is not None
            return not INERT.search(text, each.end())
    return False


def _is_wanted(text: str, change: re.Match[str]) -> bool:
    """Whether it is told what something was for, and not what came of it: "two drugs for improving sleep"."""
    return bool(_GERUND.fullmatch(change[0]) and _PURPOSE.search(text[: change.start()]))


def _control_went(text: str, change: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether the control is told to have gone the same way: "it eased pain by 3 and placebo eased it by 2"."""
    if MARK.search(text):
        return False
    for each in _CONTROL_TOO.finditer(text, change.end()):
        other = pattern.fullmatch(each["verb"])
        if other is not None and other.lastgroup == change.lastgroup:
            return True
        if change.lastgroup == "down" and _LESSENED.fullmatch(each["verb"]):
            return True
    return False


def is_one_of_several(text: str, mention: Mention, named: list[Mention]) -> bool:
    """Whether the outcome is told of together with another one: by "or", or in a composite."""
    before = _COMPOSITE.search(text[: mention.start])
    if before is not None and not _PREDICATE.search(before[0]):
        return True
    return any(
        each.name != mention.name and _is_either(text[min(each.end, mention.end) : max(each.start, mention.start)])
        for each in named
    )


def _is_either(between: str) -> bool:
    between = _OR_NOT.sub(" ", between)
    return bool(_EITHER.search(between)) and not _PREDICATE.search(between)
