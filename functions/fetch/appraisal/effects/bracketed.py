"""Changes in brackets behind their outcome: "a greater fall in HbA1c (−0.4%, 95% CI −0.6 to −0.2) and weight (−2 kg)".

Such a number has a sign of its own, and its interval or its P stands in the same brackets: what has neither may be a
level, a dose or a share. The sentence must tell of a change before it.
"""

import re
from collections.abc import Iterator
from functools import cache

from functions.fetch.appraisal.effects.changes import Change, is_found
from functions.fetch.appraisal.results.outcome_words import mentions

_I = re.IGNORECASE
_CHANGE = re.compile(
    r"(?<![\w-])(?:(?:increas|decreas|reduc|rais|improv|chang|declin|enhanc)(?:e[sd]?|ing|ements?|tions?)|ris(?:es?|ing)|rose|"
    r"fell|falls?|loss(?:es)?|gains?|lower(?:s|ed|ing)?|elevat(?:ed|ions?)|suppress(?:ed|ion))(?![\w-])",
    _I,
)
_AT_MOST = 120
"""Characters of words between the change, or the brackets before, and the brackets."""
_REACH = 400
_BETWEEN = re.compile(r"(?:[^()\[\];.]|(?<=\d)\.(?=\d)|\([^()]*\)|\[[^\[\]]*\])*", _I)
_ANOTHER_VERB = re.compile(r"\b(?:was|were|is|are|had|has|did|does|correlat\w+|associated|predict\w*)\b", _I)
_NEXT_TO = re.compile(r"(?:\s(?!(?:and|or|of|in|by|with)\b)[\w%-]+){0,2}\s?", _I)


def bracketed_in(text: str, number: str, unit: str, interval: str) -> Iterator[tuple[re.Match[str], Change, str]]:
    """Every such change that was found, with its outcome, or ""."""
    for match in _pattern(number, unit, interval).finditer(text):
        # A list goes on behind its commas, where a clause would end.
        told = list(_CHANGE.finditer(text, max(0, match.start() - _REACH), match.start()))
        if not told:
            continue
        between = text[told[-1].end() : match.start()]
        bare = re.sub(r"\([^()]*\)", "", between)
        if len(bare) > _AT_MOST or not _BETWEEN.fullmatch(between) or _ANOTHER_VERB.search(bare):
            continue
        change = Change("change", *told[-1].span(), noun=True, link=match.start("value"))
        if is_found(text, match, change):
            named = [
                each for each in mentions(text[: match.start()]) if _NEXT_TO.fullmatch(text, each.end, match.start())
            ]
            yield match, change, named[-1].name if named else ""


@cache
def _pattern(number: str, unit: str, interval: str) -> re.Pattern[str]:
    signed = rf"(?=[-−–+]\s?\d)(?P<value>{number})\s?(?P<unit>{unit})?(?![\w²/.])"
    return re.compile(rf"[(\[]\s?{signed}(?:{interval}|[,;]\s?(?=[Pp]\s?[<=>≤]\s?0?[.·]\d))", _I)
