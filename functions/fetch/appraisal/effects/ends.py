"""Changes that are told by both their ends, and two arms side by side: "fell from 7.2 to 6.1 kg", "12% vs 3%".

Nothing is computed: the value is both numbers, as printed. Which arm is which must be plain, and times, ages and doses
are none.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from functions.fetch.appraisal.effects.changes import Change, is_found
from functions.fetch.appraisal.effects.folds import number_of
from functions.fetch.appraisal.effects.no_result import is_no_result
from functions.fetch.appraisal.results.sides import INERT
from functions.fetch.appraisal.text.clauses import clause_about

_I = re.IGNORECASE
_MORE = r"increase[ds]?|rais(?:ed|ing)|rose|elevat(?:ed|ion)|rise|gain(?:ed)?|more|higher|greater|larger|longer"
_LESS = (
    r"decrease[ds]?|reduc(?:ed|tions?)|lower(?:ed)?|fell|fall|declined?|drop(?:ped)?|lost|less|fewer|smaller|shorter"
)
_BETTER, _OTHER = r"improv(?:ed|ements?)|better", r"changed?"
_WAYS = (("increase", _MORE), ("decrease", _LESS), ("improvement", _BETTER), ("change", _OTHER))
_WAY = rf"(?P<word>{_MORE}|{_LESS}|{_BETTER}|{_OTHER})"
_SPREAD = r"(?:\s?(?:±|\+/-)\s?\d[\d.]*|\s?\[(?:SD|SE|SEM)?\s?±?\s?\d[\d.]*%?\]|\s?\((?:SD|SE|SEM)?\s?±?\s?\d[\d.]*\))?"
_GIVEN = re.compile(
    r"\b(?:dos(?:e|es|ed|ing|ages?)|titrat\w+|diets?|ages?|aged|rang(?:ed|es|ing)|temperature|pH)\b|\bconcentrations? "
    r"of\b[^,;]*\b(?:drug|peptide)",
    _I,
)
_NEXT = (
    r"(?=\s?(?:$|[.,;)(]|(?:in|after|at|with|during|compared|over|and|but|within|by|following|on|for|as|while|whereas|"
    r"p)\b))"
)
_WORD = r"(?:[^\s\d.,;:()%<>≤≥±=]|(?<=[A-Za-z-])\d{1,3}(?![\d.,])){1,40}"
_OR_TIME = (
    rf"(?:{_WORD}|\d{{1,3}}(?=\s(?:hours?|days?|weeks?|months?|years?|h|wk|mg|[µμn]g|mcg|IU|[nmpµμ]mol)\b)|"
    r"[btq]\.i\.d\.)"
)
_P = r"(?:\s?\(p\s?[<=>]\s?0?\.\d+\))?"
_GROUP = r"(?:with|in|on|for|after|among|under|receiving|given)"
_AGAINST = r"(?P<joint>,?\s(?:versus|vs\.?|compared with|compared to|and|against|whereas|while))"
_WITH = re.compile(
    r"\b(?:more|less|higher|lower|greater|smaller|better)\s(?:\w+\s)?(?:with|after|on)\b(?!.*\bthan\b)", _I
)
"""Of whom it is told, where the other arm has no name."""
_TREATED = re.compile(r"-treated (?:rats|mice|animals|patients|participants|subjects|wounds|groups?)\b", _I)
_LATER = re.compile(r"\b(?:after|at|by)\s(?:the end|week|month|day|year|\d)", _I)
_AT_FIRST = re.compile(r"^At (?:baseline|entry|inclusion)\b|\bbaseline\b(?![^,;]*\bfrom baseline\b)", _I)
_LABELLED = re.compile(rf"[\s,;]*(?:{INERT.pattern})[^();]{{0,20}}?\b(?:vs|versus)\b", _I)
"""Behind two numbers, that the first is the control's."""
_THAN = re.compile(r"\b(?:than|versus|vs|compared)\b", _I)
_BROUGHT = re.compile(r"increased|raised|elevated|decreased|reduced|lowered", _I)
_WORD_OF_CHANGE = re.compile(rf"(?<![\w-])(?:{_MORE}|{_LESS}|{_BETTER}|{_OTHER})(?![\w-])", _I)
_THAN_BEHIND = re.compile(r"more|higher|greater|larger|longer|less|fewer|smaller|shorter|better", _I)
TWO_ARMS = "two arms"
"""The measure of numbers that are told of two arms side by side, with nothing said of the way."""


class Ends(NamedTuple):
    """A change by its ends: its match, its words, both numbers as printed, and the arm that it is held against.

    Of two arms, with nothing said of the way, that is TWO_ARMS.
    """

    match: re.Match[str]
    change: Change
    value: str
    against: str = ""


def ends_in(text: str, number: str, unit: str, before: str = "") -> Iterator[Ends]:
    """Every such change that the sentence says was found; `before` is the sentence before it."""
    if is_of_the_start(text, before):
        return
    from_to, in_brackets, beside, *arms = _patterns(number, unit)
    for match in from_to.finditer(text):
        start, _ = clause_about(text, match.start(), match.end())
        change = _change(match)
        if not _GIVEN.search(text, start, match.start("value")) and is_found(text, match, change):
            yield Ends(match, change, _both(match, "to"))
    for match in in_brackets.finditer(text):
        start, _ = clause_about(text, match.start(), match.end())
        change = _told_before(text, start, match)
        others = _GIVEN.search(text, start, match.start()) or INERT.search(text, 0, match.start())
        if not others and is_found(text, match, change):
            yield Ends(match, change, _both(match, "to"))
    for match in beside.finditer(text):
        start, end = clause_about(text, match.start(), match.end())
        change = _change(match)
        inert = INERT.search(text, start, end)
        # The first number is the control's where the control is what had more.
        named = (
            _WITH.search(match[0])
            or _TREATED.search(text, start, match.start("word"))
            or _THAN.search(text, start, match.start("value"))
        )
        plain = not _is_first(text, start, match, inert) if inert else bool(named) or _tells_the_order(match, change)
        plain = plain and not _LABELLED.match(text, match.end()) and not _AT_FIRST.search(text, 0, match.start("value"))
        if plain and _agrees(match, change) and is_found(text, match, change, shares=True):
            yield Ends(match, change, _both(match, "vs"), inert[0].lower() if inert else "")
    for match in chain.from_iterable(each.finditer(text) for each in arms):
        start, _ = clause_about(text, match.start(), match.end())
        change = Change(TWO_ARMS, match.start("value"), match.end(), noun=True, link=match.end())
        inert = INERT.search(match["other_arm"])
        if INERT.search(text, start, match.end("arm")) or not (inert or _THAN.search(match["joint"] or "")):
            continue
        if is_no_result(text, start, match.start("value"), match.end()):
            continue
        if not _GIVEN.search(text, start, match.start("value")) and is_found(text, match, change, shares=True):
            yield Ends(match, change, _both(match, "vs"), inert[0].lower() if inert else "")


def is_of_the_start(text: str, before: str) -> bool:
    """Whether the sentence goes on with what was there before anything was given, as the one `before` it tells."""
    return bool(_AT_FIRST.match(before) and not _LATER.search(text))


def _tells_the_order(match: re.Match[str], change: Change) -> bool:
    """Whether a verb that says what was brought about fits the numbers in one order only: the first are the levels."""
    first, last = number_of(match["value"]), number_of(match["other"])
    if not _BROUGHT.fullmatch(match["word"]):
        return False
    return first > last if change.way == "increase" else change.way == "decrease" and 0 <= first < last


def _agrees(match: re.Match[str], change: Change) -> bool:
    """Whether the first number is the larger one where it is said that there was more."""
    more = abs(number_of(match["value"])) > abs(number_of(match["other"]))
    return more or change.way != "increase"


def _is_first(text: str, start: int, match: re.Match[str], inert: re.Match[str]) -> bool:
    """Whether the control is told of before what it is held against."""
    than = _THAN.search(text, start, match.start("value"))
    return inert.start() < (than.start() if than else match.start("word"))


def _change(match: re.Match[str]) -> Change:
    way = next(name for name, words in _WAYS if re.fullmatch(words, match["word"], _I))
    return Change(way, *match.span("word"), noun=False, link=match.start("value"))


def _told_before(text: str, start: int, match: re.Match[str]) -> Change:
    """The change whose both ends stand in the brackets: the last word of one before them, or none that says how."""
    words = [each for each in _WORD_OF_CHANGE.finditer(text, start, match.start()) if not _THAN_BEHIND.match(each[0])]
    if not words:
        return Change("change", match.start(), match.start(), noun=True, link=match.start("value"))
    way = next(name for name, said in _WAYS if re.fullmatch(said, words[-1][0], _I))
    return Change(way, *words[-1].span(), noun=True, link=match.start("value"))


def _both(match: re.Match[str], joint: str) -> str:
    return f"{match['value'].strip()} {joint} {match['other'].strip()}"


@cache
def _patterns(number: str, unit: str) -> tuple[re.Pattern[str], ...]:
    """From one end to the other; in the brackets behind a comparison; and each beside its arm."""
    label = r"(?:\s\([A-Za-z]{1,5}\))?"
    first = rf"(?P<value>{number})\s?(?P<first>{unit})?{_SPREAD}\s?(?:{unit})?{label}"
    last = rf"(?P<other>{number}){_SPREAD}\s?(?P<unit>{unit})?(?![\w²/]){label}"
    mean = r"(?:a\s(?:\w+\s){1,3}of\s)?"
    from_to = (
        rf"(?<![\w-]){_WAY}(?:\s(?!(?:from|to|by|for|at)\b){_WORD}){{0,10}}?{_P}\s?\(?from\s{mean}{first}"
        rf"(?:\s(?!to\b){_WORD}){{0,8}}?\sto\s{mean}{last}{_NEXT}"
    )
    in_brackets = (
        rf"(?:[(;,]\s?from\s{mean}|\((?=[-−–]?\d[\d.]*\s?%?\s?(?:±|\+/-)\s?\d[\d.]*\s?\S{{0,8}}\sto\s\d[\d.]*\s?(?:±|\+/-))){first}(?:\s(?!to\b){_WORD}){{0,6}}?\sto\s{mean}{last}"
        rf"(?:\s(?:at|after|by)\s(?:\w+\s)?\d+(?:\s\w+)?)?(?=\s?[);,])"
    )
    beside = (
        rf"(?<![\w-]){_WAY}(?:\s{_OR_TIME}|\s\([^()\d]{{1,50}}\)){{0,18}}?\s?[(\[]"
        rf"{first}\s?(?:vs\.?|versus|compared with|compared to)\s?{last}"
        r"(?=\s?(?:[),;\]]|p\s?[<=>]|of\s))"
    )
    share = rf"(?:\sof\s(?!those\b){_WORD})?"
    arms = (
        rf"\b(?:was|were|averaged|in|of)\s{first}{share}\s(?P<arm>{_GROUP}(?:\s{_WORD}){{1,6}}?){_AGAINST}\s"
        rf"(?:(?:in|was|were)\s)?{last}{share}\s(?P<other_arm>{_GROUP}(?:\s{_WORD}){{1,4}})"
    )
    inside = (
        rf"\((?P<arm>[A-Za-z][\w-]{{2,40}}),?\s{first}[,;]?(?P<joint>\s(?:and|versus|vs\.?))\s"
        rf"(?P<other_arm>[A-Za-z][\w-]{{2,40}}),?\s{last}(?=\s?[),;])"
    )
    return tuple(re.compile(each, _I) for each in (from_to, in_brackets, beside, arms, inside))
