"""A sentence as a row of pieces: amounts, arms, doses, times, what compares and what joins, and words.

Each piece has a letter, so that what stands beside what can be told by a pattern of letters. Every character is looked
at once, and no piece is longer than its own form allows.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from functions.fetch.appraisal.effects.beside.named import Arm
from functions.fetch.appraisal.effects.folds import FOLD, FOLD_UNIT, is_fold
from functions.fetch.appraisal.effects.measures import NUMBER, PERCENT, SAID
from functions.fetch.appraisal.effects.measures import UNIT as _PRINTED

AMOUNT, BARE, DOSE, TIME, WORD, LINK, VERB = "NMDTwlv"
VERSUS, JOINT, COMMA, OPEN, CLOSE, LIKEWISE, BREAK = "V&,()R;"
UP, DOWN, BETTER, CHANGED, MORE, LESS = "ULBXgs"
"""A word of change, or one that compares."""
BOUNDS, SKIPPED = "I", "_"
"""A P, how many there were, an abbreviation in brackets, a range or a threshold: what tells of no arm's amount."""
UNIT = rf"{_PRINTED}|per ?cent\b|{FOLD}"
_SIGNED = r"(?:±|\+/?[-−])"
_SPREAD = (
    rf"(?:\s?{_SIGNED}\s?\d[\d.]*(?:\s?\[(?:mean|SD|SE|SEM)[^\]\d]{{0,12}}\])?|"
    rf"\s?[\[(]\s?(?:s\.?d\.?|s\.?e\.?m?\.?)?,?\s?{_SIGNED}?\s?\d+(?:\.\d+)?[\])](?=\s?(?:{UNIT}|vs|versus|and\b|with\b|in\b))|"
    r"\s?\[[-−–+]?\d[\d.]*(?:,\s|\sto\s)[-−–+]?\d[\d.]*\])"
)
_COUNTED = (
    r"\d+\s?(?:\[\s?(?P<c1>\d+(?:\.\d+)?)\s?%\s?\]|\(\s?(?P<c2>\d+(?:\.\d+)?)\s?%\s?\))(?:\s?of\s\d+)?|"
    r"\d+\s?/\s?\d+,?\s\(\s?(?P<c3>\d+(?:\.\d+)?)\s?%\s?\)|(?P<c4>\d+(?:\.\d+)?)\s?%\s?[\[(]\d+\s?(?:/|of)\s?\d+[\])]"
)
"""A share with how many it is of how many."""
_TIMES = re.compile(r"days?|weeks?|months?|years?|hours?|min(?:utes)?", re.IGNORECASE)
_DOSED = r"(?:mg|µg|μg|mcg|microg|IU|U|nmol|pmol|µmol)"
_FORMS = (
    (SKIPPED, r"[(\[]\s?n\s?=\s?\d+\s?[)\]]"),
    (SKIPPED, r"(?:95|90|99)\s?%\s?C\.?I\.?s?\b(?!\s?[-−–\d:,=\[(])"),
    (SKIPPED, r"[(\[]\s?(?:to|baseline)[^()\[\]]{0,40}[)\]]"),
    (SKIPPED, r"[(\[]\s?(?:adjusted |both |all )?[Pp][ =<>≤≥][^()\[\]]{0,60}[)\]]"),
    (SKIPPED, r"(?:adjusted |both |all )?\b[Pp](?:[- ]values?)?\s?[<=>≤≥]\s?0?[.·]\d+"),
    (BOUNDS, rf"(?:(?P<open>[(\[])|[,;])\s?{SAID}(?(open)(?:[,;]\s?[Pp]\s?[<=>]\s?0?[.·]\d+)?\s?[)\]])"),
    (SKIPPED, r"[<>≤≥⩽⩾]\s?\d[\d.]*\s?%?"),
    (AMOUNT, _COUNTED),
    (
        DOSE,
        (
            rf"\d+(?:\.\d+)?(?:(?:,\s|,?\s(?:and|or|to)\s|[-–/])\d+(?:\.\d+)?){{0,4}}[\s-]?{_DOSED}\b"
            rf"(?!\s?/\s?d?[lLm]|\sper\s(?:deci|milli)?lit)(?:(?:/|\sper\s)\w+){{0,3}}"
        ),
    ),
    (
        TIME,
        (
            r"(?:weeks?|wk|months?|days?|years?)\s\d+(?:(?:,\s|,?\sand\s|[-–])\d+){0,4}(?![\d.]*\s?%)|"
            r"\d+(?:\.\d+)?(?:(?:,\s|,?\sand\s|[-–])\d+(?:\.\d+)?){0,4}[\s-](?:weeks?|wk|months?|days?|d|years?|h|hours?|"
            r"hrs?|min(?:utes)?)\b"
        ),
    ),
    (SKIPPED, rf"{NUMBER}\s?(?:%\s?)?(?:-|–|to)\s?\d[\d.]*\s?(?:{UNIT})?(?!\w)"),
    (
        AMOUNT,
        rf"(?P<value>{NUMBER})(?![\d.]*\d)\s?(?P<first>{UNIT})?(?![\w²/])(?P<spread>{_SPREAD})?\s?(?P<unit>{UNIT})?(?![\w²/])",
    ),
    (SKIPPED, r"[(\[][^()\[\]\d<>=]{1,40}[)\]]"),
    (OPEN, r"[(\[]"),
    (CLOSE, r"[)\]]"),
    (
        VERSUS,
        (
            r"versus\b|vs\b\.?|(?:as )?compared (?:with|to)\b|relative to\b|than\b|against\b|"
            r"(?:twice|double|half|similar to|comparable (?:to|with)|different from)\b(?:\sthat|\sthose)?"
        ),
    ),
    (LIKEWISE, r"respectively\b"),
    (JOINT, r"(?:and|or)\b"),
    (COMMA, r"[,:]"),
    (BREAK, r";|(?:whereas|while|(?<=,\s)but)\b"),
    (UP, r"(?:increas(?:e[sd]?|ing)|rose|rises?|rais(?:ed|es)|gain(?:ed|s)?|elevat(?:ed|ions?)|enhanced|prolonged)\b"),
    (
        DOWN,
        (
            r"(?:decreas(?:e[sd]?|ing)|reduc(?:e[sd]?|ing|tions?)|fell|falls?|declin(?:e[sd]?)|lower(?:ed|ing)|loss(?:es)?|"
            r"lost|drop(?:ped|s)?|shortened|suppress(?:ed|ion)|inhibit(?:ed|ion))\b"
        ),
    ),
    (BETTER, r"improv(?:e[sd]?|ements?|ing)\b"),
    (CHANGED, r"chang(?:e[sd]?|ing)\b"),
    (MORE, r"(?:more|greater|higher|larger|longer|better)\b"),
    (LESS, r"(?:less|fewer|lower|smaller|shorter|rarer)\b"),
    (
        VERB,
        (
            r"(?:was|were|is|are|be|been|being|had|has|have|did|does|achieved|reached|occurred|experienced|developed|"
            r"reported|showed|averaged|who)\b"
        ),
    ),
    (
        LINK,
        (
            r"(?:of|in|with|for|on|among|after|under|by|at|from|to|per|taking|receiving|given|treated|randomi[sz]ed|assigned|"
            r"allocated|the|those|a|an|as|mean|median|patients?|participants?|subjects?|people|individuals|adults|women|"
            r"men|children|rats|mice|animals|groups?|arms?|treatment|therapy|both|all|points?|respective)\b"
        ),
    ),
    (WORD, r"[^\W\d][\w'’-]{0,60}"),
)


class Piece(NamedTuple):
    """A piece of a sentence. An amount has `value`, `unit` and its interval; an arm its name; a row of doses or times
    how many they are."""

    kind: str
    start: int
    end: int
    value: str = ""
    unit: str = ""
    name: str = ""
    many: int = 1
    low: str = ""
    high: str = ""
    level: str = ""


def pieces_of(text: str, arms: Sequence[Arm]) -> list[Piece]:
    """The pieces in their order; an arm is one whatever else its words could be."""
    found: list[Piece] = []
    at, upcoming = 0, list(reversed(arms))
    while at < len(text):
        while upcoming and upcoming[-1].start < at:
            upcoming.pop()
        arm = upcoming[-1] if upcoming else None
        if arm and arm.start == at:
            found.append(Piece(arm.kind, arm.start, arm.end, name=arm.name))
            at = arm.end
            continue
        within = text[at].isspace() or (at > 0 and text[at - 1].isalnum() and text[at].isalnum())
        match = None if within else _forms().match(text, at)
        if match is None or match.end() == at:
            at += 1
        elif arm and match.end() > arm.start:
            if match[0][0] in "([":
                found.append(Piece(OPEN, at, at + 1))
            at += 1
        else:
            found.append(_piece(match))
            at = match.end()
    return found


@cache
def _forms() -> re.Pattern[str]:
    forms = (f"(?P<k{at}>{form})" for at, (_, form) in enumerate(_FORMS))
    return re.compile("|".join(forms), re.IGNORECASE)


def _piece(match: re.Match[str]) -> Piece:
    kind = next(letter for at, (letter, _) in enumerate(_FORMS) if match[f"k{at}"] is not None)
    start, end = match.span()
    if kind == BOUNDS:
        return Piece(kind, start, end, low=match["low"], high=match["high"], level=_level(match))
    if kind in (DOSE, TIME):
        return Piece(kind, start, end, many=len(re.findall(r"\d+(?:\.\d+)?", match[0])))
    if kind != AMOUNT:
        return Piece(kind, start, end)
    counted = match["c1"] or match["c2"] or match["c3"] or match["c4"]
    if counted:
        return Piece(kind, start, end, value=counted, unit="%")
    unit = match["unit"] or match["first"] or ""
    if _TIMES.fullmatch(unit):
        return Piece(TIME, start, end)
    if unit.lower() in PERCENT:
        unit = "%"
    elif is_fold(unit):
        unit = FOLD_UNIT
    return Piece(kind if unit or match["spread"] else BARE, start, end, value=match["value"].strip(), unit=unit)


def _level(match: re.Match[str]) -> str:
    return match["level"] or match["behind"] or ""
