"""Estimates that are told in a row: "the hazard ratios for death and stroke were 0.8 (...) and 1.2 (...)"."""

import re
from collections.abc import Iterator

from functions.fetch.appraisal.results.outcome_words import mentions

_NAMES = re.compile(
    r"(?:\s?\([A-Za-z]+\))? (?:for|of|in) (?P<names>[^.;()\d]{3,200}?) (?:was|were)\s(?:respectively\s)?", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s,;)\]]*(?:and\s)?")
_SPLIT = re.compile(r",\s(?:and\s)?|\sand\s")
_P_BEHIND = re.compile(r"[\s,;]*[Pp]\s?[<=>≤≥]\s?0?[.·]\d+")


def lists_in(
    text: str, measure: re.Pattern[str], item: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], re.Match[str], str]]:
    """The items (value and interval) of every row that has as many as it names outcomes, with measure and outcome.

    A row that names anything else, an arm or a dose, is left alone.
    """
    for found in measure.finditer(text):
        head = _NAMES.match(text, found.end())
        names = _SPLIT.split(head["names"]) if head else []
        outcomes = [{one.name for one in mentions(each)} for each in names]
        if head is None or len(names) < 2 or any(len(each) != 1 for each in outcomes):
            continue
        items = list(_items(text, head.end(), item))
        if len(items) == len(names):
            yield from ((found, each, next(iter(of))) for each, of in zip(items, outcomes, strict=True))


def _items(text: str, at: int, item: re.Pattern[str]) -> Iterator[re.Match[str]]:
    while each := item.match(text, at):
        yield each
        p = _P_BEHIND.match(text, each.end())
        at = p.end() if p else each.end()
        if between := _BETWEEN.match(text, at):
            at = between.end()
