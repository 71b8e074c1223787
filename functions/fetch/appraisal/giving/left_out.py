"""Where a name is of what people must not take, or of what another agent was given against or instead of."""

import re

_I = re.IGNORECASE
_SOME = r"(?:\s+(?!(?:was|were|is|are|and|or|but|then|received)\b)[\w-]+){0,4}?\s+\W?$"
_USE = r"(?:use|treatment|therapy|exposure|administration|medication|history)"
_BEFORE = re.compile(
    r"\b(?:exclud(?:ed|es|ing)|exclusions? of|exclusion criteri(?:a|on)(?: (?:was|were|included?))?|ineligible|"
    r"(?:did|do|does|had|has|have|was|were|are|is) (?:not|never) (?:been )?(?:receiv\w+|tak\w+|us(?:e|ed|ing)|given|"
    r"on|treated (?:with|by)|exposed to|allowed|permitted|prescribed)|(?:not|never) (?:taking|receiving|using|on)|"
    rf"no (?:\w+ )?{_USE} (?:of|with|to)|(?<!or )without|na[iï]ve to|unlike|as opposed to|in contrast (?:to|with)|"
    r"instead of|rather than|other than|except(?: for)?|"
    r"(?:previously|formerly) (?:treated with|exposed to|given|received|used|took|taking)|"
    rf"(?:prior|previous|past|former|earlier) {_USE} (?:of|with|to)|switch\w+ from)"
    + _SOME
    + r"|\bexclusion criteri(?:a|on)\b[^.;]*$",
    _I,
)
_AGAINST = re.compile(
    r"\b(?:antibod(?:y|ies)|antiser(?:um|a)|antagonists?|inhibitors?|vaccines?|blockade|(?:immuno-?)?neutrali[sz]ation|"
    r"knock-?down|si-?RNAs?|immuni[sz](?:ed|ation)) (?:to|of|against|for|targeting|directed against)"
    r"(?: (?:the|an?|human|rat|mouse|endogenous|native))*\s+\W?$|\banti-$",
    _I,
)
_VERBS = (
    r"was|were|is|are|had|has|have|who|whose|that|which|received?|reduced|improved|lowered|increased|showed|did|but|"
    r"while|whereas|so"
)
_AFTER = re.compile(
    rf"^(?:(?!\b(?:{_VERBS})\b)[^;.:?!])*\b(?:was|were|is|are|be|been) (?:\w+ly )?"
    r"(?:excluded(?! (?:if|when|from|because|after|in|unless|due)\b)|"
    r"not (?:\w+ly )?(?:allowed|permitted|eligible|included|enrolled|given|administered|used|tested|studied|available)|"
    r"prohibited|forbidden|disallowed|ineligible|an? exclusions?|"
    r"(?:an? (?:\w+ )?|(?:among )?(?:the )?)exclusion criteri\w+|reasons? for exclusion)\b|^[- ]na[iï]ve\b",
    _I,
)


def is_left_out(before: str, after: str) -> bool:
    """Whether what stands on either side of a name, in its sentence, says that it was kept out of the study.

    "Patients receiving it were excluded", "unlike it", "an antibody to it"; not "those receiving it were excluded if".
    """
    return bool(_BEFORE.search(before) or _AGAINST.search(before) or _AFTER.search(after))
