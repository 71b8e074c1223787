"""C20: how groups were at the beginning told as what came of a treatment.

That those who were to get a drug weighed less before they got it is no effect of it. Where each quote tells of the
beginning alone, a claim that sets what was given beside its outcome says that it was at the beginning.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.values import TIMES, placed
from shared.gates.words.wording import first

_AT_FIRST = re.compile(
    r"\b(?:at|before|prior to|on|upon) (?:the )?(?:study |trial |their )?(?:baseline|enrolment|enrollment|entry|"
    r"inclusion|randomi[sz]ation|outset|admission|start|beginning|allocation|recruitment)\b(?! of the \w+ phase)|"
    r"\bbaseline (?!(?:to|at|visit|and|in|by|was|were|during|of|after|levels? (?:in|by|at|after))\b)[\w-]+|"
    r"\b(?:before|prior to) (?:the )?(?:treatment|therapy|intervention|dosing|study)\b|"
    r"\bpre-?(?:treatment|intervention|dose|study)\b|\b(?:more|less|\w{3,}er|greater) [^,.;]{0,30}\bat baseline\b",
    re.IGNORECASE,
)
_WENT_ON = re.compile(
    r"\b(?:from|to|than|versus|vs|over|above|below|with|beyond|adjust\w+ for|controll\w+ for|return\w* \w+) "
    r"(?:the |its |their )?(?:baseline|before|pre-\w+|pretreatment|entry|start)\b|"
    r"\b(?:chang\w+|after(?:wards?)?|follow\w*|later|then|end(?:ed|point)?|final\w*|improv\w+|declin\w+|reduc\w+|"
    r"increas\w+|decreas\w+|rose|fell|dropp\w+|gain\w*|lost|loss|(?:week|month|day|year)s? \d+|predict\w*|"
    r"associat\w+|correlat\w+|progress\w*|develop\w*|subsequent\w*|effect\w*|respon\w+|result\w*|became|worsen\w*|"
    r"both before|not at|(?:we|it|results?|studies) (?:also )?(?:show\w*|found|saw|observed|detected|revealed))\b",
    re.IGNORECASE,
)
"""What tells of more than the beginning."""
_BESIDE = 12
_AGED = re.compile(r"\baged?\b|\bold\b", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"\b(?:baseline|before\w*|prior|start\w*|beg[iau]n\w*|enrol\w*|entry|entered|initial\w*|outset|pre-\w+|pretreatment|first|already|"
    r"admission|admitted|inclusion|included|randomi[sz]\w+|recruit\w*|to be (?:given|treated)|were to|was to|ahead|"
    r"chosen|picked|allocat\w+|assigned|age[ds]?|years|old(?:er)?|younger|who had|with a history)\b",
    re.IGNORECASE,
)
_OF_TREATMENT = re.compile(
    r"\b(?:after|following|on|with|under|given|by|taking|treated|receiving|got|took|came to|became|develop\w+|"
    r"rose|fell|dropp\w+|lower(?:ed|s)|rais\w+|reduc\w+|increas\w+|decreas\w+|led|made|caus\w+)\b",
    re.IGNORECASE,
)


def told_as_effect(claim: str, quotes: Sequence[str]) -> str:
    """By what each quote tells of the beginning alone, where the claim tells of a treatment instead; or nothing."""
    text = normalise(claim).text
    if _SAYS_SO.search(text) or not _OF_TREATMENT.search(text):
        return ""
    found = [_of_the_beginning(normalise(quote).text) for quote in quotes]
    return found[0] if found and all(found) else ""


def _of_the_beginning(quote: str) -> str:
    """How a quote that goes no further tells of the beginning, or nothing."""
    at_first = first(_AT_FIRST, quote)
    if not at_first or _WENT_ON.search(_AT_FIRST.sub(" ", quote)):
        return ""
    times = [quote[max(0, at - _BESIDE) : end + _BESIDE] for each, at, end in placed(quote) if each.unit in TIMES]
    return at_first if all(map(_AGED.search, times)) else ""
