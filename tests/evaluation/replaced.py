"""One thing told as another: an amount as an end, a mean as a median, one time as another, one comparator as another.

Each function yields what was replaced, the claim's new text, and words that would make it true where quotes have
them, or nothing. Only `times` looks at what a claim cites, for it takes the other time from there.
"""

import re
from collections.abc import Iterator

Replaced = Iterator[tuple[str, str, str]]

_CHANGED = (
    r"(?:fell|dropped|declined|decreased|reduced|lowered|rose|raised|increased|grew|climbed|improved|shrank|cut|went|"
    r"shortened|lengthened|heavier|lighter|higher|lower|longer|shorter|risen|fallen)"
)
_BY = re.compile(
    rf"\b(?P<changed>{_CHANGED}\b[^.;:()]{{0,60}}?)\bby (?=(?:about |around |some |nearly )?\d)"
    r"(?!\d[\d.]* (?:to|or|and) \d)",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"\b(?P<changed>{_CHANGED}\b(?:(?!\bfrom\b)[^.;:()]){{0,60}}?)(?<!\d )(?<!- )\bto (?=(?:about |"
    rf"around |some |nearly )?\d)",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?:about |around |some |nearly )?50(?:\.0)?\s?%")
_STATISTICS = (
    (r"\bmedian\b", "mean", "mean|average"),
    (r"(?<!on )\b(?:mean|average)\b", "median", "median"),
    (r"\bon average\b", "at the median", "median"),
    (r"\baveraged\b", "had a median of", "median"),
    (r"\baveraging\b", "with a median of", "median"),
    (r"\bmaxim(?:um|al)\b", "mean", "mean|average"),
    (r"\bat most\b", "on average", "mean|average"),
    (r"\bat least\b", "on average", "mean|average"),
    (r"\bodds\b(?! ratio)", "hazard", "hazard"),
    (r"\bodds ratio\b", "hazard ratio", "hazard"),
    (r"\bhazard ratio\b", "odds ratio", "odds"),
    (r"\brelative risk\b", "odds ratio", "odds"),
    (r"\bprevalence\b", "incidence", "incidence"),
    (r"\bincidence\b", "prevalence", "prevalence"),
)
_UNIT = r"(?:minutes?|min|hours?|h|days?|weeks?|wk|months?|years?)"
_TIME = re.compile(rf"(?<![\d.,/-])(?P<value>\d+)(?P<gap>[ -])(?P<unit>{_UNIT})\b(?! old| of age)", re.IGNORECASE)
_RELATIONS = (
    (r"\bbefore (?=[a-z]{4,})", "after ", "after|following|post"),
    (r"\b(?:after|following) (?=[a-z]{4,})(?!about|nearly)", "before ", "before|prior|pre"),
    (r"\bat the start of\b", "at the end of", "end"),
    (r"\bat the end of\b", "at the start of", "start|beginning|baseline"),
    (r"\bfirst (?=day|week|month|year|dose|night|visit)", "second ", "second"),
    (r"\bsecond (?=day|week|month|year|dose|night|visit)", "first ", "first"),
)
_COMPARATOR = re.compile(
    r"\b(?P<than>than|compared (?:with|to)|versus) (?P<lead>(?:(?:did|with|on|in|those|given|after|the|that|of|by) )*)"
    r"(?P<what>[a-z][\w' -]{3,60}?)(?= did\b| had\b| were\b| was\b|[.,;:(]|$)",
    re.IGNORECASE,
)
_OTHERS = (("metformin", "metformin"), ("physiotherapy", "physio"), ("ibuprofen", "ibuprofen"))


def ends(text: str) -> Replaced:
    """`Fell by 30%` as `fell to 30%`, and the other way round; of one half both are true."""
    for regex, name, by in ((_BY, "by to to", "to "), (_TO, "to to by", "by ")):
        for found in regex.finditer(text):
            if not _HALF.match(text, found.end()):
                yield name, text[: found.start()] + found["changed"] + by + text[found.end() :], ""


def statistics(text: str) -> Replaced:
    """A mean as a median, an odds ratio as a hazard ratio and the like."""
    for pattern, by, truth in _STATISTICS:
        if found := re.search(pattern, text, re.IGNORECASE):
            new = by[0].upper() + by[1:] if found[0][0].isupper() else by
            yield found[0], text[: found.start()] + new + text[found.end() :], truth


def times(text: str, quotes: str) -> Replaced:
    """Each time as another that the quotes have, in their unit; and `before` as `after`, `first` as `second`."""
    for found in _TIME.finditer(text):
        own = found["unit"].lower()
        for other in _TIME.finditer(quotes):
            if other["unit"].lower()[:3] == own[:3] and other["value"] != found["value"]:
                yield found[0], text[: found.start("value")] + other["value"] + text[found.end("value") :], ""
                break
    for pattern, by, truth in _RELATIONS:
        if found := re.search(pattern, text):
            yield found[0].strip(), text[: found.start()] + by + text[found.end() :], truth


def comparators(text: str, place: int) -> Replaced:
    """What the claim compares with as something else that was given; `place` chooses which."""
    if found := _COMPARATOR.search(text):
        other, truth = _OTHERS[place % len(_OTHERS)]
        yield found["what"], f"{text[: found.start()]}{found['than']} with {other}{text[found.end() :]}", truth
