"""Numbers and units of a sentence, as values that can be compared: `2.40 mg` is `2.4 mg`, `twelve` is `12`."""

import re
from dataclasses import dataclass

from shared.gates.normal import normalise

_UNITS = {
    "%": "%", "percent": "%", "per cent": "%",
    "mcg": "ug", "ug": "ug", "microgram": "ug", "micrograms": "ug",
    "mg": "mg", "milligram": "mg", "milligrams": "mg", "g": "g", "gram": "g", "grams": "g", "ng": "ng", "pg": "pg",
    "kg": "kg", "kilogram": "kg", "kilograms": "kg", "lb": "lb", "lbs": "lb", "pounds": "lb",
    "ml": "ml", "dl": "dl", "ul": "ul", "l": "l", "mm": "mm", "cm": "cm", "um": "um", "nm": "nm", "m": "m",
    "nmol": "nmol", "pmol": "pmol", "umol": "umol", "mmol": "mmol", "mol": "mol", "mmhg": "mmhg", "iu": "iu",
    "unit": "unit", "units": "unit", "kda": "kda", "bpm": "bpm",
    "second": "s", "seconds": "s", "min": "min", "mins": "min", "minute": "min", "minutes": "min",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "day", "days": "day",
    "wk": "week", "wks": "week", "week": "week", "weeks": "week", "month": "month", "months": "month",
    "yr": "year", "yrs": "year", "year": "year", "years": "year", "fold": "fold", "times": "times", "point": "point",
    "points": "point",
}  # fmt: skip
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    **{word: str(number) for number, word in enumerate(_ONES)},
    **{word: str(10 * number) for number, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": str(10 * t + o) for t, ten in enumerate(_TENS, 2) for o, one in enumerate(_ONES[1:10], 1)},
    "hundred": "100",
    "thousand": "1000",
    "dozen": "12",
    "half": "0.5",
    "twice": "2",
    "thrice": "3",
    "double": "2",
    "doubled": "2",
    "triple": "3",
    "tripled": "3",
    "twofold": "2",
    "threefold": "3",
    "fourfold": "4",
    "tenfold": "10",
}

_UNIT = "|".join(sorted((re.escape(each) for each in _UNITS), key=len, reverse=True))
_WITH_UNIT = rf"(?:[\s-]?(?P<unit>{_UNIT})(?![A-Za-z]))?"
_NUMBER = re.compile(
    r"(?P<operator>[<>≤≥]=?)?\s?(?P<name>(?<![\d.,])[A-Za-z][A-Za-z]*[-/]?)?"
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+)" + _WITH_UNIT,
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"\b(?P<value>{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})\b" + _WITH_UNIT,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written (`span`) and as compared. `name` holds the letters it is glued to (`BPC-` of `BPC-157`)."""

    value: str
    unit: str = ""
    operator: str = ""
    name: str = ""
    span: str = ""


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every numeral and number word, in order."""
    normal = normalise(text)
    body = re.sub(r"(?<=\d)·(?=\d)", ".", normal.text)
    found: list[tuple[int, Quantity]] = []
    for match in _NUMBER.finditer(body):
        value = _plain(match["value"])
        unit = _UNITS[match["unit"].lower()] if match["unit"] else ""
        span = normal.span(match.start("value"), match.end())
        found.append((match.start(), Quantity(value, unit, match["operator"] or "", match["name"] or "", span)))
    for match in _WORD.finditer(body):
        unit = _UNITS[match["unit"].lower()] if match["unit"] else ""
        found.append((match.start(), Quantity(_WORDS[match["value"].lower()], unit, span=normal.span(*match.span()))))
    return tuple(each for _, each in sorted(found, key=lambda one: one[0]))


def _plain(value: str) -> str:
    whole, _, fraction = value.replace(",", "").partition(".")
    fraction = fraction.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction else whole
