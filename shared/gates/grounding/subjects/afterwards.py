"""C20: a time after the end of treatment told as a time of treatment.

Who was looked at six months after a drug was stopped had not taken it for six months. Where quotes count a time from
the end of what was given alone, a claim that tells of that time says so too.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.grounding.figures.roles import Told, told_otherwise
from shared.gates.words.normal import normalise
from shared.gates.words.values import TIMES, placed

_GIVEN = (
    r"(?:treatment|therapy|dosing|dose|injections?|infusions?|administration|medication|drug|supplementation|exposure|"
    r"intervention|course|regimen|[a-z]*tide|exemplin|it|them)"
)
_ENDED = (
    r"(?:(?:the )?(?:end|cessation|completion|discontinuation|withdrawal|termination|stopping|completing|discontinuing|"
    r"ending|last|final)|stopping|discontinuing|discontinuation|withdrawal|cessation|completing|completion|"
    rf"(?:[\w-]+ ){{1,4}}?(?:was|were|had been|had) (?:stopped|discontinued|withdrawn|ended|ceased|completed))\b|"
    rf"(?:the )?(?:last|final) {_GIVEN}"
)
_BEHIND = re.compile(
    rf"\s?(?P<after>(?:(?:after|following|from|since|past|beyond) (?:their |its |the |an? |all )*(?:{_ENDED})|"
    rf"post[- ]?(?:treatment|therapy|dosing|discontinuation|intervention|cessation)|off[- ](?:treatment|therapy|drug)|"
    rf"without (?:treatment|therapy)|of (?:wash-?out|withdrawal)))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<after>\b(?:post[- ]?treatment|off[- ]treatment|wash-?out)(?: follow-?up)?\W{1,3}(?:(?:of|for|at|was) )?"
    r"(?:week |month |day )?)$",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:ends?|ended|ending|stop\w*|discontinu\w+|last|final|ceas\w+|cessation|withdr\w+|complet\w+|"
    r"over(?! (?:an?|the|\d|\w+-|\w+ (?:days|weeks|months|years)))|off|post\w*|later|follow(?:ed|-?up)|finish\w*|"
    r"wash\w*|former\w*|since|without|no longer|past|been (?:given|treated)|had (?:taken|received|used|got)|once|still|"
    r"afterwards?|remain\w*|persist\w*|quit\w*|came off|untreated|beyond)\b",
    re.IGNORECASE,
)


def told_of_treatment(claim: str, quotes: Sequence[str]) -> str:
    """The time of the claim that its quotes count from the end of treatment alone, and that it does not; or nothing."""
    text = normalise(claim).text
    if _SAYS_SO.search(text):
        return ""
    own = [each._replace(role="of treatment") for each in _times(claim) if not each.role]
    theirs = (each for quote in quotes for each in _times(quote))
    return next((each.span for each in told_otherwise(own, theirs)), "")


def _times(text: str) -> Iterator[Told]:
    """Each time, and whether it is counted from the end of what was given."""
    body = normalise(text).text
    for each, at, end in placed(text):
        if each.unit in TIMES and not each.per and not each.name:
            found = _BEHIND.match(body, end) or _BEFORE.search(body, max(0, at - 60), at)
            yield Told(each.value, each.unit, "after" if found else "", each.span)
