"""Changes that are told in a row: "by 3.1 and 4.5 kg with 5 and 10 mg", "by 2 kg at week 4 and 5 kg at week 12".

Every amount of a row counts where as many doses or times of one agent stand behind it. Where arms stand there of which
one is a control, only the first amount does; what else a row may be told of is not plain, and gives nothing.
"""

import re
from collections.abc import Iterator
from functools import cache

from functions.fetch.appraisal.effects.changes import Change, changes_in
from functions.fetch.appraisal.results.outcome_words import mentions
from functions.fetch.appraisal.results.sides import INERT

_I = re.IGNORECASE
_DOSE_UNIT = r"(?:[mµμnp]?g|mcg|IU|U|[nmpµμ]mol|ppm|%)(?:/kg)?(?:/(?:day|d|week))?"
_TIME_UNIT = r"(?:weeks?|months?|days?|years?|hours?|h|wk)"
_PLAIN = r"\d+(?:\.\d+)?(?:-(?=\s))?"
_SEPARATOR = r"(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)"
_BEHIND = re.compile(
    rf"\s?(?:,\s)?(?:with|at|on|after|by|for|following|in the)\s(?:the\s|doses of\s|dose levels of\s)*"
    rf"(?:(?:weeks|months|days|years)\s(?P<times>{_PLAIN}(?:{_SEPARATOR}{_PLAIN}){{1,7}})|"
    rf"(?P<doses>{_PLAIN}(?:\s?{_DOSE_UNIT})?(?:{_SEPARATOR}{_PLAIN}(?:\s?{_DOSE_UNIT})?){{0,6}}?{_SEPARATOR}{_PLAIN})"
    rf"[\s-]?(?:{_DOSE_UNIT}|{_TIME_UNIT})\b)",
    _I,
)
_ONE = rf"(?:(?:week|month|day|year)\s{_PLAIN}|{_PLAIN}\s?(?:{_DOSE_UNIT}|{_TIME_UNIT}))\b"
_AT_ONE = rf"\s(?:with|at|on|after|by|for)\s(?:the\s)?{_ONE}(?:\s(?:dose|group))?"
_ARMS_BEHIND = re.compile(r"\s(?:with|in|on|for|under|after|among)\s[^,;.()]{3,80}", _I)


def rows_in(text: str, number: str, unit: str) -> Iterator[tuple[re.Match[str], Change]]:
    """The amounts of every row, each with its words of change; its match reaches to the row's end."""
    amount, again = _amount(number, unit), _again(number, unit)
    for match, change in changes_in(text, _row(number, unit)):
        items = list(_items(text, match.start("value"), amount))
        behind = _BEHIND.match(text, match.end())
        if behind and len(re.findall(_PLAIN, behind["times"] or behind["doses"])) == len(items):
            yield from ((each, change) for each in items)
        elif _is_against_a_control(text, match.start("value"), match.end()):
            yield items[0], change
    for match, change in changes_in(text, rf"(?P<value>{number})\s?(?P<unit>{unit})(?![\w²/])"):
        at: re.Match[str] | None = match
        while at := again.match(text, at.end()):
            if at["unit"] == match["unit"]:
                yield at, change


def _is_against_a_control(text: str, start: int, end: int) -> bool:
    """Whether a row of one outcome is told of arms of which one is a control."""
    arms = _ARMS_BEHIND.match(text, end)
    return bool(arms and INERT.search(arms[0])) and len({each.name for each in mentions(text[:start])}) < 2


@cache
def _amount(number: str, unit: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<value>{number})(?:(?:\s?(?:{unit}))?{_SEPARATOR}{number}){{0,7}}\s?(?P<unit>{unit})(?![\w²/])"
    )


@cache
def _again(number: str, unit: str) -> re.Pattern[str]:
    """Behind an amount at one dose or time, that at the next one."""
    return re.compile(
        rf"{_AT_ONE},?\sand\s(?:(?:by|of)\s)?(?P<value>{number})\s?(?P<unit>{unit})(?![\w²/])(?={_AT_ONE})", _I
    )


def _row(number: str, unit: str) -> str:
    return (
        rf"(?P<value>{number})(?:\s?(?:{unit}))?(?:,\s{number}(?:\s?(?:{unit}))?){{0,6}},?\s(?:and|or)\s{number}"
        rf"\s?(?P<unit>{unit})(?![\w²/])"
    )


def _items(text: str, at: int, amount: re.Pattern[str]) -> Iterator[re.Match[str]]:
    while each := amount.match(text, at):
        yield each
        following = re.compile(rf"(?:\s?{re.escape(each['unit'])})?{_SEPARATOR}").match(text, each.end("value"))
        if following is None or following.end() >= each.end():
            return
        at = following.end()
