"""C20: what something was compared with, told as another comparison or left out.

A difference from another treatment is none from where people began, and `40% fewer than with 5 mg` is not `40%
fewer`. Refused is a comparison with the beginning where quotes compare with something else and speak of no beginning.
That a comparator is left out is noted alone, and only where the quote compares a figure with something that was given
and is no placebo or control: what is said beside these is said of the treatment.
"""

import re
from collections.abc import Sequence

from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.values import placed
from shared.gates.words.wording import plain

_COMPARES = r"(?:than|compared (?:with|to)|in comparison (?:with|to)|relative to|versus|vs\b\.?|as opposed to)"
_BEGAN = re.compile(
    rf"\b(?:{_COMPARES}|from|over|below|above)\s(?:it was |they were |at |the |its |their )*"
    r"(?:baseline|before|beginning|start|outset|entry)\b",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    r"\b(?:baseline|before|initial\w*|beginning|start\w*|outset|entry|enrol\w*|admission|pre-?\w*|prior|from|since|"
    r"chang\w+|over time|return\w*|previous\w*|onset|after|controls?)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(rf"\b{_COMPARES}\s(?P<what>[^,;:()]{{2,80}})", re.IGNORECASE)
_INERT = re.compile(
    r"\b(?:placebos?|controls?|vehicles?|shams?|saline|dumm(?:y|ies)|untreated|usual|standard|baseline|before|no |none|"
    r"without|healthy|normal|unexposed|expected|chance|zero|those|that of|other|either)\b|^\W*\d",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:and|but|while|whereas|at|after|in|during|over|was|were|had|did|for|who|which)\b", re.IGNORECASE
)
_SAYS_SO = re.compile(
    r"\b(?:than|compar\w+|relative|versus|vs|against|differ\w*|unlike|as opposed|respectively|with and without|both|"
    r"either|between)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r";|\b(?:while|whereas|but)\b", re.IGNORECASE)


def from_the_beginning(claim: str, quotes: Sequence[str]) -> str:
    """A comparison with the beginning in a claim whose quotes compare with something else; or nothing."""
    found = _BEGAN.search(normalise(claim).text)
    bodies = [normalise(each).text for each in quotes]
    if found is None or any(map(_BEGINNING.search, bodies)):
        return ""
    return found[0] if any(map(_OTHER.search, bodies)) else ""


def left_out(claim: str, quotes: Sequence[str]) -> str:
    """What a quote compares a figure of the claim with, where the claim compares with nothing; or nothing."""
    text = normalise(claim).text
    if _SAYS_SO.search(text):
        return ""
    short = short_forms(quotes)
    figures = _figures(claim)
    own = {each.stem for each in labels(text, short)} | plain(text) | figures
    for quote in quotes:
        for part in _PARTS.split(normalise(quote).text):
            for match in _OTHER.finditer(part):
                what = _ENDS.split(match["what"])[0]
                named = ({each.stem for each in labels(what, short)} | _figures(what)) - {"dose", "doses"}
                before = [f"{each.value} {each.unit}" for each, *_ in placed(part[: match.start()])]
                if not _INERT.search(what) and named and not named & own and figures & {*before[-1:]}:
                    return match[0][:80]
    return ""


def _figures(text: str) -> set[str]:
    return {f"{each.value} {each.unit}" for each, *_ in placed(text) if each.unit and not each.name}
