"""G1: `fell more with A (6.2%) than with B (2.1%)`, which two figures of one quoted change bear out.

Such a comparison is of the amount of a change, so that its `more` turns no `fell`. It holds where its own two figures
bear it out, a quote has both, and all change there goes the way that the claim tells. Whose each figure is, other gates
ask (`shared.gates.grounding.figures.pairing`).
"""

import re
from collections.abc import Sequence

from shared.gates.grounding.contrary.directions import DOWNWARDS, UPWARDS
from shared.gates.words.normal import normalise
from shared.gates.words.values import TIMES, Quantity, placed

_NOUN = r"(?: (?:falls?|drops?|loss|decreases?|reductions?|declines?|rises?|gains?|increases?)\b)?"
_MORE = re.compile(rf"\b(?:more|further|larger|greater|bigger|stronger)\b(?! than \d){_NOUN}", re.IGNORECASE)
_LESS = re.compile(rf"\b(?:less|smaller|weaker)\b(?! than \d){_NOUN}", re.IGNORECASE)
_WORD = re.compile(r"\b(?:more|larger|greater|less|smaller)\b", re.IGNORECASE)
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_CHANGED_BY = re.compile(
    r"\b(?:by|of|fell|dropped|declined|decreased|reduced|lowered|rose|increased|raised|gained|lost)"
    r"(?: (?:about|nearly|almost|an? (?:mean|average|median) of|up to))? -?$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[;:]")


def without_amounts(clause: str, quotes: Sequence[str]) -> str:
    """The clause without its word of amount, where its figures and a quote bear it out; else as it is."""
    rest = _MORE.sub(" ", _LESS.sub(" ", clause))
    if not _borne_out(clause, quotes):
        return clause
    down = bool(DOWNWARDS.search(_WORD.sub(" ", clause)))
    return rest if any(_goes(quote, down) and _has_both(_figures(clause), quote) for quote in quotes) else clause


def misweighed(claim: str, quotes: Sequence[str]) -> str:
    """Two amounts of a change of which the claim calls the smaller one more, or nothing."""
    for part in _PARTS.split(normalise(claim).text):
        if _borne_out(part, quotes) is False:
            return ", ".join(each.span for each in _figures(part))
    return ""


def _borne_out(clause: str, quotes: Sequence[str]) -> bool | None:
    """Whether its two figures are as a comparison of amounts says; None of what is none, or has no such figures."""
    more, less = _MORE.findall(clause), _LESS.findall(clause)
    if len(more) + len(less) != 1 or len(_THAN.findall(clause)) != 1:
        return None
    figures = _figures(clause)
    if len(figures) != 2 or _unit(figures[0]) != _unit(figures[1]) or not any(_has_both(figures, q) for q in quotes):
        return None
    told = _WORD.sub(" ", clause)
    if bool(DOWNWARDS.search(told)) is bool(UPWARDS.search(told)):
        return None
    first, second = (float(each.value) for each in figures)
    return first > second if more else first < second


def _figures(text: str) -> list[Quantity]:
    found = [each for each, *_ in placed(text) if not (each.name or each.operator or ":" in each.value)]
    return [each for each in found if _unit(each) not in TIMES and (_unit(each) or "." in each.value)]


def _unit(figure: Quantity) -> str:
    return figure.unit or figure.shared


def _has_both(figures: Sequence[Quantity], quote: str) -> bool:
    """Whether a quote has both, the first of them as that by which something changed, and not as a dose."""
    body = normalise(quote).text
    there = [(each.value, _unit(each), at) for each, at, _ in placed(quote) if not each.name]
    both = [at for value, unit, at in there if (value, unit) in {(each.value, _unit(each)) for each in figures}]
    return len(both) == len(figures) and _CHANGED_BY.search(body[: both[0]][-40:]) is not None


def _goes(quote: str, down: bool) -> bool:
    """Whether all change of a quote goes that way."""
    return (bool(DOWNWARDS.search(quote)), bool(UPWARDS.search(quote))) == (down, not down)
