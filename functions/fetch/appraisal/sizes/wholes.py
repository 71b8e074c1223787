"""Counts whose own words say that they are all who took part, with a noun or without one."""

import re

from functions.fetch.appraisal.sizes.words import NUMBER, PERCENT, WHO, value_of

_I = re.IGNORECASE
_IN = r"(?:enrolled|recruited|included|randomi[sz]ed|entered)"
_STUDY = r"(?:study|trial|analys[ie]s|cohort|series|survey|investigation)"
_ALL = rf"(?: (?:in|into|for) (?:the|this|our|these) (?:[\w-]+ ){{0,2}}{_STUDY})?"
OPENED = re.compile(
    rf"(?:^|[.:;] )\W*(?:Of|Among|Amongst|Out of) (?:the |all )?(?:first )?(?P<n>{NUMBER}) "
    rf"(?:who were |that were )?{_IN}{_ALL}(?=\s*,)",
    _I,
)
"""Of 85 enrolled, 80 completed."""
WERE_INCLUDED = re.compile(rf"\s+(?:(?:who|that|which) (?:were|was) )?(?:{_IN}|analy[sz]ed){_ALL}\s*,", _I)
"""Of the 61 patients included in this study, 48 improved: nothing else is between them and the comma."""
_TOOK_PART = (
    r"(?:agreed|participated|took part|attended|consented|filled (?:in|out)|completed|returned|answered|provided|gave|"
    r"underwent|(?:were|was|could be) (?:re-?)?(?:examined|studied|interviewed|seen|traced|assessed|evaluated|tested|"
    r"followed|investigated|surveyed|enrolled|recruited|included|analy[sz]ed|measured|contacted))"
)
OF_ASKED = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}? (?:out )?of (?:the |all )?{NUMBER} (?:[\w-]+ ){{0,2}}?(?:invited|approached|contacted|"
    rf"sampled|selected|eligible) (?:[\w-]+ ){{0,2}}?{WHO}{PERCENT}? {_TOOK_PART}\b",
    _I,
)
"""203 of 310 invited residents filled in a diary."""
OF_EARLIER = re.compile(
    rf"(?:^|[.:;] )\W*(?:Of|From|Among) (?:the |all )?{NUMBER} (?:[\w-]+ ){{0,3}}?{WHO} (?:[\w-]+ ){{0,4}}?"
    rf"(?:the|an|our) (?:original|initial|earlier|previous|parent|first|main) (?:[\w-]+ ){{0,2}}?{_STUDY}"
    rf"[^.,;]{{0,40}}, (?P<n>{NUMBER}){PERCENT}? {_TOOK_PART}\b",
    _I,
)
"""Of the 97 patients of the original trial, 81 were seen again."""
OF_SCREENED = re.compile(
    rf"(?:^|[.:;] )\W*(?:Of|Among|Amongst) (?:the |all )?{NUMBER} (?:[\w-]+ ){{0,3}}?{WHO} (?:who were |that were )?"
    rf"(?:screened|assessed|evaluated|considered|approached)[^.,;:()]{{0,40}}, (?P<n>{NUMBER}){PERCENT}? "
    r"(?:met|fulfilled|satisfied) (?:all |the |our |these ){0,3}"
    r"(?:inclusion |eligibility |entry |study |selection ){1,2}criteria\b",
    _I,
)
"""Of 130 patients screened, 118 met the inclusion criteria."""
THEM_INCLUDED = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}? of (?:them|these|those){PERCENT}? (?:were|was) (?:\w+ly )?{_IN} "
    rf"(?:in|into) (?:the|this|our) (?:[\w-]+ ){{0,2}}?{_STUDY}\b",
    _I,
)
"""116 patients were identified, and 77 of them were included in the study."""
IN_PARENTHESES = re.compile(
    rf"\b{WHO} [(\[](?!(?:19|20)\d\d[)\]])(?P<n>{NUMBER})[)\]] (?:were|was) (?:\w+ly )?"
    r"(?:randomi[sz]ed|enrolled|recruited|included|studied|assigned|allocated|divided)\b",
    _I,
)
"""Eligible patients (63) were randomised."""
THEN_JOINED = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}? (?:(?:who |that |which )(?:met|fulfilled|satisfied|agreed|consented)\b"
    rf"[^.,;:()]{{0,60}}? (?:were|was) (?:then |\w+ly )?{_IN}\b|"
    r"(?:(?:were|was) (?:found |deemed |considered )?eligible|"
    r"(?:met|fulfilled|satisfied|passed|gave|provided|signed) [^.,;:()]{1,60}?|"
    rf"(?:agreed|consented|accepted|qualified)\b[^.,;:()]{{0,30}}?),? and "
    rf"(?:were |was |then |subsequently ){{0,2}}{_IN}\b)"
    r"(?! (?:in|to|into) (?:the|each) [\w-]+ (?:group|arm))",
    _I,
)
"""So many were eligible and were enrolled; so many gave consent and entered."""
OF_PLANNED = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}? (?:out )?of (?=(?:[\w,-]+ ){{0,3}}(?:planned|intended|projected)\b)(?:the |an? )?"
    rf"(?:[\w-]+ ){{0,2}}?(?:sample (?:size )?of |target of )?{NUMBER}(?: (?:[\w-]+ ){{0,3}}?{WHO})?",
    _I,
)
"""640 of the planned 1,200 patients: so many took part."""
SEXED = re.compile(
    rf"\b{WHO},? [(\[](?:n\s?=\s?)?(?P<n>{NUMBER}) (?:male|female)(?:,|;|/| and|, and) ?(?P<m>{NUMBER}|(?<=/)\d+) "
    r"(?:male|female)[)\]]",
    _I,
)
"""Monkeys (11 male, 11 female)."""
PER_ARM = re.compile(
    rf"(?P<n>{NUMBER})\s?[(\[](?P<m>\d{{1,4}})(?: {WHO})? (?:per|in each|to each|for each|in either)"
    r"(?: (?!(?:cent)\b)[\w-]+)? (?:arm|group)s?[)\]]",
    _I,
)
"""112 (56 per arm)."""
DIVIDED_THEN = re.compile(
    r",? (?:which|who|that) (?:were|was|had been) (?:then |subsequently |later |\w+ly )?"
    r"(?:randomi[sz]ed|divided|assigned|allocated|allotted|split|separated)"
    rf"(?: \w+ly)? (?:into|among|between|to (?:one of )?{NUMBER} (?:[\w-]+ ){{0,3}}groups)\b",
    _I,
)
"""36 rabbits, which were then divided into three groups."""
_LEFT_OVER = re.compile(r"(?:^|[.:;] )\W*(?:(?:Of|In|Among) )?(?:the|these) (?:remaining|other)\s+$", _I)
_LEFT_OUT = re.compile(r"\b(?:excluded|exclusions?|ineligible|left out)\b(?:[^.]|\.(?=\d)){0,160}\.\s*$", _I)


def who_are_left(text: str, at: int) -> bool:
    """Whether the count at this place of an abstract is of those whom a sentence about exclusions left."""
    before = text[max(0, at - 300) : at]
    opening = _LEFT_OVER.search(before)
    return opening is not None and _LEFT_OUT.search(before[: opening.start() + 2]) is not None


def fits(match: re.Match[str]) -> bool:
    """Whether so many are two to six arms of the size that stands in the brackets."""
    n, m = value_of(match["n"]) or 0, value_of(match["m"]) or 0
    return bool(m) and n % m == 0 and 2 <= n // m <= 6
