"""Words of change that tell of no result: of the model, of those who were treated, of how a change was measured."""

import re

from functions.fetch.appraisal.results.change_words import CHANGE
from functions.fetch.appraisal.results.sides import MARK

_I = re.IGNORECASE
_WHO = r"(?:-\w+)? (?:rats|mice|animals|group|patients|controls)\b(?!.{0,40}\bthan\b)"
_IN_THE_ILL = re.compile(rf"(?<!than )\b(?:in|of) (?:the )?(?:diabetic|obese|model|injured|diseased){_WHO}", _I)
_IN_CONTROLS = re.compile(
    rf"(?<!than )\b(?:in|of) (?:the )?(?:untreated|control|placebo|vehicle|saline|sham){_WHO}", _I
)
_STOPPED_FOR = re.compile(
    r"\b(?:discontinu\w+|withdr[ae]w\w*|drop(?:ped)?[- ]?outs?|stopp(?:ed|ing)|terminat\w+|"
    r"interrupt\w+)\b[^,;]{0,60}?\b(?:for|due "
    r"to|because of|owing to|attributable to|attributed to)\b[^,;]{0,40}$",
    _I,
)
_TO_STOP = re.compile(
    r"[^,;]{0,20}?\s(?:leading|(?:that|which) (?:led|leads?)|resulting) (?:to|in) (?:[\w-]+ ){0,3}?(?:discontinu|"
    r"withdraw|stopp|cessation)",
    _I,
)
_LINKED = re.compile(r"\bassociated with an?\b", _I)
_ITS_USE = re.compile(
    r"\b(?:(?:pre-?)?treatment|therapy|administration|use|users|supplementation|injections?|infusions?)"
    r"(?: (?:with|of|by))?(?: [\w-]+){0,3} (?:was|were|is|are|has been|have been) (?:\w+ly )?$",
    _I,
)
_IS = re.compile(r"(?: \([^()]{1,40}\))?(?: \d[\d.]* ?\w+)? (?:was|were|is|are|has been|have been) (?:\w+ly )?$", _I)
_ALL_OF_IT = re.compile(
    r"(?<!from )(?<!to )(?<!with )(?<!than )(?<!versus )(?<!vs )(?<!over )(?<!above )(?<!below )\bbaseline\b|"
    r"\bcompared (?:with|to) (?:healthy|normal)\b|"
    r"\bin (?:our |the )?(?:previous|earlier|prior) (?:[\w-]+ )?(?:studies|work|experiments|trials|reports)\b|"
    r"\b(?:risk factors? for|at risk)\b|"
    r"\bwith (?:(?:increasing|advancing|older|higher|greater) )?(?:age|ageing|aging|time|BMI|body mass index|disease "
    r"(?:duration|severity))\b",
    _I,
)
"""The model and its controls; what others had found; what goes with a risk, the years or another trait."""
_GOES_WITH = re.compile(
    r"(?:(?<!was )(?<!were )(?<!is )(?<!are )(?<!been )(?<!ly )\b(?:associated with|linked (?:to|with)|related to)|"
    r"\bcorrelat\w+ (?:\w+ )?(?:to|with)|\bpredict(?:s|ed|ive of|ing|ors? of))(?P<gap>[^;:]{0,60})$",
    _I,
)
_DIRECTLY = re.compile(r"\s(?:an? )?(?:\w+ly )?", _I)
_LISTED = re.compile(r"(?:,? (?:and |or )?(?!the\b|this\b|it\b|we\b)[\w-]+){0,4},? (?:and |or )?", _I)
_COMPARATIVE = re.compile(r"\w+er|worse", _I)
_NOUN = re.compile(
    r"reductions?|increases?|decreases?|declines?|improvements?|gains?|elevation|suppression|inhibition|prevention|"
    r"attenuation|deterioration|protection|reversal",
    _I,
)
_MEASURED = re.compile(
    r"(?:(?!\b(?:which|that|who|and|or|but)\b).){0,100}?\b(?:was|were|is|are) (?:\w+ly )?(?:monitored|measured|"
    r"assessed|evaluated|determined|examined|recorded|used|defined|calculated|estimated|analy[sz]ed|studied|"
    r"investigated|chosen|selected|considered|compared)\b",
    _I,
)
_BEFORE_ATTRIBUTE = re.compile(
    r"\b(?:(?:patients?|people|persons|adults?|women|men|participants|subjects|children|individuals|those|rats|mice|"
    r"animals) (?:\w+ )?(?:with|having)(?: (?!had\b|was\b|were\b)[\w-]+){0,3}?(?: and(?: an?)?)?|"
    r"(?<!evidence )(?<!sign )(?<!signs )of|on|for|against|despite) (?:\w+ly )?$",
    _I,
)
_ITS_GIVING = re.compile(
    r"\b(?:(?:administration|injections?|infusions?|supplementation|doses?) of|"
    r"(?:treatment|treated|injected|infused|supplemented|therapy) with) (?:\w+ )?$",
    _I,
)
_IN_TITLE = re.compile(r"(?<!results )(?<!resulted )(?<!resulting )\b(?:with|in) (?:\w+ly )?\w+ed $", _I)


def is_why(before: str, behind: str) -> bool:
    """Whether it is named only as why somebody stopped: "discontinuation due to adverse events"."""
    return bool(_STOPPED_FOR.search(before) or _TO_STOP.match(behind))


def is_given(name: str, before: str) -> bool:
    """Whether a hormone is named as what was given, and not as what was measured: "infusion of it"."""
    return name == "hormone_levels" and _ITS_GIVING.search(before) is not None


def told_of_others(clause: str, own: re.Pattern[str] | None = None) -> bool:
    """Whether all of the clause is told of the model, of a risk, or of what comes with age.

    Where it names the peptide, `own`, ill animals are those that had it, and controls those against which it is held.
    """
    if _ALL_OF_IT.search(clause):
        return True
    if _IN_THE_ILL.search(clause) and not (own and own.search(clause)):
        return True
    controls, link = _IN_CONTROLS.search(clause), _LINKED.search(clause)
    if controls and not (
        own and own.search(clause, 0, controls.start()) and _is_held_against(clause, controls.start())
    ):
        return True
    if link is None:
        return False
    before = clause[: link.start()]
    return not (
        _ITS_USE.search(before) or (own and any(_IS.match(before, each.end()) for each in own.finditer(before)))
    )


def _is_held_against(clause: str, controls: int) -> bool:
    """Whether the controls before which this ends went another way than who was told of before, or are compared."""
    ways = {each.lastgroup for each in CHANGE.finditer(clause, 0, controls)}
    return MARK.search(clause) is not None or {"up", "down"} <= ways


def is_attribute_in_title(before: str) -> bool:
    """Whether a title names an outcome behind these words as what somebody had: "in reduced kidney function"."""
    return bool(_IN_TITLE.search(before))


def was_there(before: str, change: str) -> bool:
    """Whether a change that stands directly before its outcome is what somebody had: "adults with reduced memory"."""
    return change.lower().endswith(("ed", "er", "worse")) and bool(_BEFORE_ATTRIBUTE.search(before))


def goes_with(before: str, change: str) -> bool:
    """Whether it is an outcome's change that another trait goes with: "cells linked to poorer survival"."""
    found = _GOES_WITH.search(before)
    if found is None:
        return False
    return bool(
        _DIRECTLY.fullmatch(found["gap"]) or (_COMPARATIVE.fullmatch(change) and _LISTED.fullmatch(found["gap"]))
    )


def was_measured(change: str, behind: str) -> bool:
    """Whether it is said of the change, a noun, how it was looked at: "the reduction in pain was assessed"."""
    return bool(_NOUN.fullmatch(change) and _MEASURED.match(behind))
