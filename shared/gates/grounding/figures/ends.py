"""C21: how far something changed told as where it came to, or the other way round.

`Fell by 30%` is not `fell to 30%`, and of `fell from 98 kg to 91 kg` neither figure is a loss. Refused is a figure
that every quote which has it tells in the other of these two ways, in so many words; a figure that quotes give
without `by`, `to` or `from` (`was 45%`) passes either way, and so does one half, of which both are true.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.values import TIMES, Quantity, placed

_ABOUT = (
    r"(?:(?:an?|the|about|approximately|nearly|almost|around|roughly|some|only|just|over|up|down|another|further|total|"
    r"mean|average|median|mere|additional|final|value|values|level|levels|maximum|minimum|of|to|at|least|most|as|much|"
    r"more|less|than|low|high)\s){0,5}?[-+~]?"
)
_CHANGED = (
    r"(?:fell|fall(?:s|en|ing)?|dropp?\w*|declin\w+|decreas\w+|reduc\w+|lower(?:s|ed|ing)?|rose|ris(?:e|es|en|ing)|"
    r"rais(?:e|es|ed|ing)|increas\w+|gr[eo]w\w*|climb\w*|improv\w+|worsen\w*|chang\w+|went|came|brought|shorten\w*|"
    r"lengthen\w*|prolong\w*|extend\w*|cut|shrank|diminish\w*|suppress\w*|elevat\w*|return\w*|gain\w*|lost|widen\w*|"
    r"narrow\w*|accelerat\w*|slow\w*|boost\w*|attenuat\w*|down|up)"
)
_BY = re.compile(rf"\bby\s{_ABOUT}$", re.IGNORECASE)
_OF = re.compile(
    r"\b(?:reductions?|decreases?|falls?|drops?|declines?|increases?|rises?|gains?|loss|losses|improvements?) of\s"
    rf"{_ABOUT}$",
    re.IGNORECASE,
)
_LOST = re.compile(rf"\b(?:lost|gained|losing|gaining|shed|put on)\s{_ABOUT}$", re.IGNORECASE)
_MORE = re.compile(
    r"\s?(?:(?:body )?(?:weight|points?|mean|relative|absolute) )?(?:lower|higher|less|more|fewer|smaller|larger|"
    r"greater|longer|shorter|heavier|lighter|further|faster|slower|reductions?|decreases?|increases?|falls?|drops?|"
    r"declines?|rises?|gains?|loss)\b(?! than \d)",
    re.IGNORECASE,
)
_NO_END = re.compile(
    r"\b(?:compar\w+|relative|equal|equivalent|similar|according|due|close|assign\w*|expos\w*|correspond\w*|amount\w*|"
    r"refer\w*|respect|addition|contrast|proportion\w*|inferior|superior|randomi[sz]ed|related|up)\sto\s"
    rf"{_ABOUT}$",
    re.IGNORECASE,
)
_TO = re.compile(rf"\b{_CHANGED}\b(?P<between>(?:[^.;:()]|\.(?=\d)){{0,90}}?)\s?\bto\s{_ABOUT}$", re.IGNORECASE)
_KEPT = re.compile(rf"\b(?:reach(?:ed|es|ing)|stayed at|remained at|left at|only)\s{_ABOUT}$", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom\s(?:(?:a|an) (?:\w+ )?)?(?:(?:baseline|value|level)s? (?:of )?)?{_ABOUT}$", re.IGNORECASE)
_A_RANGE = re.compile(r"\d[\d.,]*\s?(?:%|[a-z/]{1,8})?\s?$", re.IGNORECASE)
_FROM_THERE = re.compile(r"\bfrom\s[^;:()]{0,40}$", re.IGNORECASE)
_LASTS = re.compile(r"\b(?:short\w*|prolong\w*|length\w*|delay\w*|extend\w*|long\w*)\b", re.IGNORECASE)
_FAR = 140
_AMOUNT, _BESIDE, _END, _LEVEL = "amount", "beside", "end", "level"
_BESIDE_IT = re.compile(
    rf"\b{_CHANGED}(?: (?!to\b|from\b|by\b|at\b|in\b|vs\b|versus\b)[\w-]+){{0,4}} ?\((?:[A-Z], |[\w-]+ )?{_ABOUT}$",
    re.IGNORECASE,
)
"""A share in brackets behind a change: `was increased (about 45%)`, where no other is set against it there."""
_AGAINST = re.compile(r"[^()]*(?:\b(?:vs|versus|against|to|from|than|compared|of)\b|/)", re.IGNORECASE)
_IS = re.compile(rf"\b(?:was|were|averaged)\s{_ABOUT}$", re.IGNORECASE)
_OF_CHANGE = re.compile(
    rf"\b(?:{_CHANGED}|chang\w+|differ\w*|effects?|benefits?|advantages?|responses?|more|less|fewer|higher|greater|"
    r"delta|losses|larger|smaller|longer|shorter)\b|Δ|[<>]",
    re.IGNORECASE,
)
"""What speaks of a change anywhere before the figure: `the difference was 19 days`."""


def confused(claim: str, quotes: Sequence[str]) -> str:
    """A figure told as an amount of change that quotes tell as its end, or the other way round; or nothing."""
    theirs = [each for quote in quotes for each in _told(quote)]
    for figure, role in _told(claim):
        there = {other for one, other in theirs if (one.value, _unit(one)) == (figure.value, _unit(figure))}
        other_way = bool(there) and there <= ({_END, _LEVEL} if role == _AMOUNT else {_AMOUNT, _BESIDE})
        if role in (_AMOUNT, _END) and other_way and not _half(figure):
            return figure.span
    return ""


def _half(figure: Quantity) -> bool:
    return figure.value == "0.5" or (figure.value == "50" and _unit(figure) == "%")


def _unit(figure: Quantity) -> str:
    return figure.unit or figure.shared


def _told(text: str) -> Iterator[tuple[Quantity, str]]:
    """Each figure with what it is of a change: its amount, its end (or where it began), or nothing."""
    body = normalise(text).text
    last = ""
    for figure, at, end in placed(text):
        before = body[max(0, at - _FAR) : at]
        role = ""
        if figure.name or _unit(figure) == "times":
            pass
        elif _unit(figure) in TIMES and not _LASTS.search(before):
            role = _LEVEL if _IS.search(before) and not _OF_CHANGE.search(body[:at]) else ""
        elif (
            (last == _AMOUNT and re.search(r"\d[^\s]*(?: [a-z/%]{1,8})?\s?(?:to|and|-)\s?$", before, re.IGNORECASE))
            or _BY.search(before)
            or _OF.search(before)
            or _LOST.search(before)
            or _MORE.match(body, end)
        ):
            role = _AMOUNT
        elif _unit(figure) == "%" and _BESIDE_IT.search(before) and not _AGAINST.match(body, end):
            role = _BESIDE
        elif _NO_END.search(before):
            pass
        elif (found := _TO.search(before)) and not _a_range(found["between"]):
            role = _END
        elif _IS.search(before) and not _OF_CHANGE.search(body[:at]):
            role = _LEVEL
        elif _KEPT.search(before) or _FROM.search(before):
            role = _END
        last = role
        yield figure, role


def _a_range(between: str) -> bool:
    """Whether `to` joins the two ends of a range: `20 to 34`, and not `from 20 to 34`."""
    return _A_RANGE.search(between) is not None and _FROM_THERE.search(between) is None
