"""C21: what is recorded of a study may ground a number that is used as such: `n` counts its people, its year is a year.

`In 120 adults` may rest on the sample size that a study was read to have, `fell to 120` may not; and no year of a
citation is a number of people.
"""

import re

from shared.gates.words.values import Quantity

_WHO = (
    r"(?:adults?|patients?|participants?|people|persons?|wom[ae]n|m[ae]n|males?|females?|children|infants?|adolescents?|"
    r"teenagers|boys|girls|volunteers?|subjects?|individuals?|humans?|cases?|controls?|rats?|mice|animals?|rabbits?|dogs?|"
    r"pigs?|monkeys?|sheep|hamsters?|cats|horses|cows|goats|hens|chicks|fish|pups|outpatients|inpatients|athletes|players|"
    r"\w*runners|smokers|users|students|nurses|workers|soldiers|recipients|survivors|mothers|newborns|neonates|babies|"
    r"veterans|residents|couples|twins|pairs|households|eyes|knees|teeth|hearts|samples|litters|f(?:o)?etuses|embryos|larvae|"
    r"civilians|dams|ewes|lambs|calves|piglets|mares|birds|quails?|flies|"
    r"(?!tumou?rs|cancers|markers|fib\w+|cent\w+|factors|\w*receptors|numbers|ulcers|others|papers|errors|disorders|fevers|"
    r"letters|inhibitors|layers|meters|litres)\w+(?:ers|ors|ists|ees|ians))"
)
_COUNTED = re.compile(rf"\s(?:(?!by\b|to\b|with\b|in\b)[\w'-]+\s){{0,5}}?{_WHO}\b", re.IGNORECASE)
_AS_A_COUNT = re.compile(
    r"(?:\bn ?(?:=|was|of) ?|\b(?:all|of|among|in|those|these|enrolled|enrolling|recruited|recruiting|randomi[sz]ed|"
    r"randomi[sz]ing|included|including|treated|studied|followed|examined|analy[sz]ed|totall?ing|size was)"
    r"(?: the| all| these| those| about| a total of| some)?\s)$",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"\b(?:increase|decrease|reduction|rise|fall|drop|gain|loss|change|difference|mean|median|average|score|level|value|"
    r"ratio|dose|rate|maximum|minimum|peak|concentration) (?:of|in) $",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(
    r"\s(?:were|was|took|received|had|got|completed|entered|enrolled|who|whom|finished)\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\($")
_YEAR = re.compile(r"\d{4}")
_OF_A_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|year|during|published|before|after|and)\s|[(,]\s?)$", re.IGNORECASE
)
_PLURAL = re.compile(r"\s\w+s\b(?<!was)(?<!has)")
_WORK = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:trials?|stud(?:y|ies)|reviews?|reports?|papers?|meta-analys[ei]s|cohorts?|surveys?|articles?|"
    r"researchers|investigators|authors)\b",
    re.IGNORECASE,
)


def is_sample(number: Quantity, body: str, at: int, end: int) -> bool:
    """Whether a bare number of a normalised text counts those who were studied."""
    if number.unit or number.operator not in ("", "=") or number.sign:
        return False
    before = body[max(0, at - 40) : at]
    if _COUNTED.match(body, end):
        return True
    if number.counts or _NO_COUNT.search(before):
        return False
    in_brackets = _IN_BRACKETS.search(before) and body[end : end + 1] == ")"
    return bool(in_brackets or _AS_A_COUNT.search(before) or _TOOK_PART.match(body, end))


def is_year(number: Quantity, body: str, at: int, end: int) -> bool:
    """Whether a number of a normalised text is told as a year."""
    if number.unit or number.operator or number.sign or not _YEAR.fullmatch(number.span.strip()):
        return False
    if _COUNTED.match(body, end) or (number.counts and _PLURAL.match(body, end)):
        return bool(_WORK.match(body, end))
    return bool(_WORK.match(body, end)) or _OF_A_YEAR.search(body[:at][-16:]) is not None
