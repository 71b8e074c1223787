"""C20: how many studies found something, told as more.

What one trial saw, no `trials` saw; and of six trials, one of which found it, it is not told as of six. A claim that
rests on one study speaks of studies in the plural where a quote or the title does (reviews do).
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.values import NUMBER_WORDS, placed

_WORKS = (
    r"(?:studies|trials|experiments|investigations|reports|analyses|papers|publications|cohorts|teams|laboratories|"
    r"researchers)"
)
_FINDS = (
    r"(?:(?:have |has )?(?:repeatedly |consistently |all |also |now )?(?:found|finds?|show(?:s|n|ed)?|report(?:s|ed)?|"
    r"demonstrat(?:e|ed)|confirm(?:s|ed)?|observed?|saw|seen|suggest(?:s|ed)?|indicat(?:e|ed)|reveal(?:s|ed)?|agree[ds]?|"
    r"link(?:s|ed)?|tie[ds]?|replicat(?:e|ed)))"
)
_MANY = re.compile(
    rf"\b(?:(?:several|many|multiple|numerous|various|repeated|two|three|four|five|six|seven|eight|nine|ten|\d+|most|"
    rf"all|both|other|different|independent) (?:[\w-]+ ){{0,2}}?{_WORKS}|{_WORKS} (?:[\w-]+ ){{0,6}}?{_FINDS}|"
    rf"(?:in|across|by|over) (?:\w+ )?{_WORKS})\b|\b(?:time and again|again and again|repeatedly (?:found|shown|seen|"
    rf"observed|reported))\b",
    re.IGNORECASE,
)
"""How a claim says that more than one study found it."""
_PLURAL = re.compile(
    rf"\b{_WORKS}\b|\b(?:meta-?anal\w+|reviews?|reviewed|literature|pooled|pooling|combined|previous\w*|earlier|"
    r"replicat\w+|repeated\w*|databases?|RCTs|in vitro and in vivo|in vivo and in vitro|assays|tests|models|series|"
    r"(?:phase|part)s \w+|cohorts|surveys|centres|centers|sites|cases|evidence|data ?sets|authors|groups|"
    r"articles|others)\b",
    re.IGNORECASE,
)
"""All by which a text tells of more than one study."""
_NUMBER = rf"(?:\d+|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})"
_SOME_OF = re.compile(
    rf"\b(?P<part>{_NUMBER}|only one|a single one) (?:out )?of (?:the |these |those |all )?(?P<whole>{_NUMBER}) "
    r"(?:[\w-]+ ){0,3}?(?P<what>studies|trials|experiments|reports|cohorts|reviews|analyses|laboratories|"
    r"centres|centers)\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    rf"\b(?P<whole>{_NUMBER}) (?:[\w-]+ ){{0,2}}?(?P<what>{_WORKS}|reviews|centres|centers)\b", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:of|out of|among|from|in|across) (?:the |these |those |all )?$|\b(?:one|only|some|few|"
    r"single) (?:of )?(?:\w+ )?$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:of (?:the |these |those )?(?:\w+ )?|among|not all|some|only|one|a single|half|most|majority|minority|few|"
    r"others?|rest|mixed|inconsisten\w+|disagree\w*|differ\w*)\b",
    re.IGNORECASE,
)


def more_than_told(claim: str, known: Sequence[str]) -> str:
    """How a claim about one study says that several found it, where none of the texts known tells of several."""
    found = _MANY.search(normalise(claim).text)
    return found[0] if found and not any(_PLURAL.search(normalise(each).text) for each in known) else ""


def told_of_every_one(claim: str, quotes: Sequence[str]) -> str:
    """So many studies, of which quotes say that part alone found it, where the claim keeps no part; or nothing."""
    text = normalise(claim).text
    match = _OF_ALL.search(text)
    if match is None or _PART.search(text[: match.start()]) or _SOME.search(text, match.end()):
        return ""
    if _SOME.search(text[: match.start()]):
        return ""
    told = (_value(match["whole"]), match["what"].lower())
    for quote in quotes:
        for some in _SOME_OF.finditer(normalise(quote).text):
            if told == (_value(some["whole"]), some["what"].lower()) and told[0] != _value(some["part"]):
                return match[0]
    return ""


def _value(word: str) -> str:
    """A number in words or figures as a figure."""
    return next((each.value for each, *_ in placed(word)), word)
