"""Words of change that tell of no result: of the model, of those who were treated, of how a change was measured."""

import re

_I = re.IGNORECASE
_ALL_OF_IT = re.compile(
    r"(?<!than )\b(?:in|of) (?:the )?(?:untreated|diabetic|obese|model|control|placebo|vehicle|saline|sham|injured|"
    r"diseased)(?:-\w+)? (?:rats|mice|animals|group|patients|controls)\b(?!.{0,40}\bthan\b)|"
    r"\b(?:baseline|compared (?:with|to) (?:healthy|normal))\b|"
    r"\bin (?:our |the )?(?:previous|earlier|prior) (?:\w+ )?(?:studies|work|experiments|trials|reports)\b|"
    r"\b(?:risk factors? for|associated with an?|at risk)\b|"
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


def is_given(name: str, before: str) -> bool:
    """Whether a hormone is named as what was given, and not as what was measured: "infusion of it"."""
    return name == "hormone_levels" and _ITS_GIVING.search(before) is not None


def told_of_others(clause: str) -> bool:
    """Whether all of the clause is told of the model, of a risk, or of what comes with age."""
    return bool(_ALL_OF_IT.search(clause))


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
