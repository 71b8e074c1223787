"""C21: what kind of figure a figure is, told as another kind.

A median is no mean, a peak no average, a hazard ratio no odds ratio, incidence no prevalence, a half-life no time to
the peak. Refused is a figure for which a claim names a kind, where the quotes that have it name another of the same
family for it and the claim's nowhere. A claim that names no kind passes, and so does one whose quotes name none.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.values import placed

_RANGE = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|interquartile|IQR|CI|confidence|SDs?|SE|SEM|deviations?|quartiles?|between|from)\b|±|\+/-",
    re.IGNORECASE,
)
_FAMILIES = tuple(
    {name: re.compile(words, re.IGNORECASE) for name, words in family.items()}
    for family in (
        {
            "mean": r"\b(?:means?|average[ds]?|averaging)\b|\bon average\b|\bx̄",
            "median": r"\bmedians?\b",
            "most": r"\b(?:maximum|maximal|max|peak(?:ed|s)?|at most|as much as|up to|no more than|not more than)\b",
            "least": r"\b(?:minimum|minimal|at least|no less than|not less than|no fewer than)\b",
            "total": r"\b(?:a total of|in total|altogether)\b",
            "half of the most": (
                r"\bhalf-?(?:the-)?maxim\w+|\bhalf (?:of )?the (?:maxim\w+|full|greatest)|\b[EIL][CD]-?\(?50\b"
            ),
        },
        {
            "hazard": r"\bhazards?(?: ratios?)?\b|(?-i:\bHRs?\b)",
            "odds": r"\bodds(?: ratios?)?\b|(?-i:\bOR(?:s|Q\d)?\b)",
            "risk": r"\b(?:relative risks?|risk ratios?)\b|(?-i:\bRRs?\b)",
            "rate": r"\b(?:incidence )?rate ratios?\b|(?-i:\bIRRs?\b)",
        },
        {"incidence": r"\bincidences?\b", "prevalence": r"\bprevalences?\b", "mortality": r"\bmortality\b"},
        {
            "half-life": r"\bhalf-li(?:fe|ves)\b",
            "time to the peak": r"\btime to (?:the )?(?:peak|maxim\w+)|(?-i:\bTmax\b)",
            "duration": r"\b(?:clear(?:ed|ance)) (?:entirely|completely|fully)\b",
        },
        {"sensitivity": r"\bsensitivity\b", "specificity": r"\bspecificity\b"},
    )
)
_BEHIND = re.compile(
    r"[^.;:,()]{0,60}?\b(?:on average|(?:at|in) the median|in total|altogether|at most|at least)\b|"
    r"(?: times)? the (?:odds|hazards?|relative risk)\b",
    re.IGNORECASE,
)
_AS_FAR_AS = re.compile(r"\b(?:up to|at most|at least|no (?:more|less) than) \d", re.IGNORECASE)
_OF_ALL = re.compile(r"[(\[,] ?(mean|median)s? ?(?:\+/-|±|\(|\[)", re.IGNORECASE)
"""What a sentence says of all its figures: `(mean ± SE)`."""
_APART = (
    (0, ("mean", "median"), ("mean", "median", "most")),
    (1, ("hazard", "odds", "risk", "rate"), ("hazard", "odds", "risk", "rate")),
)
"""Families of which the quotes as a whole tell: the kinds of a claim, and those of quotes that rule them out."""
_FIGURE = re.compile(r"(?<![A-Za-z-])\d")
_SPREAD = re.compile(r"\d\s?(?:±|\+/-)\s?\d")
"""A mean that is not called so."""
_NEAR = 100
_FAR = 160
_PARTS = re.compile(r";|\b(?:while|whereas|but)\b", re.IGNORECASE)


def mistaken(claim: str, quotes: Sequence[str]) -> str:
    """A figure of the claim with the kind that its quotes do not name for it, or nothing."""
    read = [(normalise(quote).text, [*_kinds(quote, _FAR)]) for quote in quotes]
    for value, unit, own, span in _kinds(claim, _NEAR):
        for family, kind in own.items():
            having = [(body, found) for body, kinds in read for v, u, found, _ in kinds if (v, u) == (value, unit)]
            named = {found[family] for _, found in having if family in found}
            there = [body for body, _ in read]
            spoken_of = any(_FAMILIES[family][kind].search(body) for body in there)
            if family == 0 and _is_an_end(kind, value, unit, quotes) and _AS_FAR_AS.search(normalise(claim).text):
                continue
            if having and len(named) == 1 and kind not in named and not spoken_of:
                return f"{kind}: {span}"
    return _of_no_quote(normalise(claim).text, [body for body, _ in read])


def _of_no_quote(claim: str, quotes: Sequence[str]) -> str:
    """A mean, median or ratio with its figure, of a family of which the quotes have another kind alone; or nothing."""
    there = " ".join(quotes)
    for family, told, others in _APART:
        for kind in told:
            found = _FAMILIES[family][kind].search(claim)
            if found and _FIGURE.search(claim) and not _FAMILIES[family][kind].search(there):
                spread = family == 0 and _SPREAD.search(there) is not None
                if spread and kind == "mean":
                    continue
                if spread or any(_FAMILIES[family][each].search(there) for each in others if each != kind):
                    return found[0]
    return ""


def _is_an_end(kind: str, value: str, unit: str, quotes: Sequence[str]) -> bool:
    """Whether a quote has it as the largest or smallest of several amounts, as in `5, 50 or 500 mg`: `up to 500 mg`."""
    if not unit or kind not in ("most", "least") or ":" in value:
        return False
    of_a_kind = [
        [float(each.value) for each, *_ in placed(quote) if unit in (each.unit, each.shared) and ":" not in each.value]
        for quote in quotes
    ]
    end = max if kind == "most" else min
    return any(len(set(each)) > 2 and end(each) == float(value) for each in of_a_kind)


def _kinds(text: str, far: int) -> Iterator[tuple[str, str, dict[int, str], str]]:
    """Each figure with its kind in each family that names one: the nearest before it, or one right behind it."""
    body = normalise(text).text
    for figure, at, end in placed(text):
        if figure.name:
            continue
        before = _PARTS.split(body[max(0, at - far) : at])[-1]
        behind = found[0] if (found := _BEHIND.match(body, end)) and not re.search(r"\d", found[0]) else ""
        told: dict[int, str] = {}
        for place, family in enumerate(_FAMILIES):
            spots = [
                (each.end(), -each.start(), name) for name, regex in family.items() for each in regex.finditer(before)
            ]
            spots += [(len(before) + 1, 0, name) for name, regex in family.items() if behind and regex.search(behind)]
            if place == 0 and (found := _OF_ALL.search(body)) and not spots[1:]:
                told[place] = found[1].lower()
                continue
            if place == 0 and spots and _RANGE.search(before, max(spots)[0]):
                continue
            if spots:
                told[place] = max(spots)[2]
        yield figure.value, figure.unit or figure.shared, told, figure.span
