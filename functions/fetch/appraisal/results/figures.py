"""A sentence without the figures in its brackets, which come between an outcome and the words that tell of it.

"It eased pain (MD -1.2; 95% CI -2.0 to -0.4; P = 0.01), fatigue (P = 0.02) and fear" is read as "it eased pain (MD),
fatigue and fear". What else stands in brackets is kept; a semicolon in them parts no clauses.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

_I = re.IGNORECASE
_ESTIMATE = (
    r"(?:relative risk|risk ratio|odds ratio|hazard ratio|(?:standardi[sz]ed |weighted )?mean difference|"
    r"a?(?:RR|OR|HR)|MD|SMD|WMD)"
)
_NAME = re.compile(rf"[(\[]{_ESTIMATE}\b", _I)
_WORD = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)*", _I)
_OF_FIGURES = re.compile(
    rf"{_ESTIMATE}|CrI|CIs?|confidence|credible|intervals?|IQR|[ptfzrndxIχ]|SD|SE|SEM|df|adjusted|odds|hazards?|"
    r"ratios?|relative|absolute|means?|medians?|differences?|standardi[sz]ed|weighted|estimated?|range|vs|versus|to|"
    r"and|from|for|all|both|each|percent|percentage|points?|less|than|kg|g|cm|mm|mmHg|Hg|m|min|h|fold|years?|months?|"
    r"weeks?|days?|hours?|(?:mg|g|mmol|pg|ng|mL|µmol|μmol|umol|kg)/(?:dL|L|mL|m|min)|comparisons?|trend|heterogeneity",
    _I,
)
_PS = re.compile(
    r"[(\[](?:\s?(?:both |all )?p\s?[<=>≤≥]\s?0?\.\d+,?(?:\s?(?:and|or|,))?)+,?\s?(?:respectively)?[)\]]", _I
)
_AT_MOST = 400
"""Characters: a bracket of more is a text of its own."""


class Bare(NamedTuple):
    """The sentence without figures, and where how much of it was left out before."""

    text: str
    cuts: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()

    def back(self, at: int) -> int:
        """Where this character stands in the sentence itself; what is left out before it belongs to what precedes."""
        number = bisect_right(self.cuts, at)
        return at + (self.left_out[number - 1] if number else 0)


def without_figures(text: str) -> Bare:
    """The sentence without what is nothing but figures in its brackets; the name of an estimate stays."""
    kept: list[str] = []
    cuts: list[int] = []
    left_out: list[int] = []
    at = length = gone = 0
    for start, end in _brackets(text):
        inside = text[start:end]
        first, last = start, end
        if end - start <= _AT_MOST and _is_figures(inside):
            if name := _NAME.match(inside):
                first, last = start + name.end(), end - 1
            elif start and text[start - 1] == " ":
                first = start - 1
            kept.append(text[at:first])
            length += first - at
            gone += last - first
            cuts.append(length)
            left_out.append(gone)
        else:
            kept += [text[at:start], inside.replace(";", ",")]
            length += end - at
        at = last
    return Bare("".join([*kept, text[at:]]), tuple(cuts), tuple(left_out))


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where the outermost brackets begin and end; one that is never closed is none."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, each in enumerate(text):
        if each in "([":
            opened.append(at)
        elif each in ")]" and opened:
            start = opened.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, at + 1))
    return found


def _is_figures(inside: str) -> bool:
    if _PS.fullmatch(inside):
        return True
    if not any(each.isdigit() for each in inside):
        return False
    return all(_OF_FIGURES.fullmatch(each[0]) for each in _WORD.finditer(inside))
