"""Numbers and units of a sentence, as values that can be compared: `2.40 mg` is `2.4 mg`, `twelve` is `12`.

A unit that is written once for several numbers (`5, 50 or 500 ppm`) is that of each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from shared.gates.words.measures import denominators, goes_down, minus
from shared.gates.words.normal import normalise

_UNITS = {
    "%": "%", "percent": "%", "per cent": "%",
    "mcg": "ug", "ug": "ug", "microgram": "ug", "micrograms": "ug",
    "mg": "mg", "milligram": "mg", "milligrams": "mg", "g": "g", "gram": "g", "grams": "g", "ng": "ng", "pg": "pg",
    "kg": "kg", "kilogram": "kg", "kilograms": "kg", "lb": "lb", "lbs": "lb", "pounds": "lb",
    "ml": "ml", "dl": "dl", "ul": "ul", "l": "l", "mm": "mm", "cm": "cm", "um": "um", "nm": "nm", "m": "m",
    "nmol": "nmol", "pmol": "pmol", "umol": "umol", "mmol": "mmol", "mol": "mol", "mmhg": "mmhg", "iu": "iu",
    "mm hg": "mmhg", "kpa": "kpa", "ppm": "ppm", "p.p.m.": "ppm", "ppb": "ppb", "meq": "meq", "mac": "mac",
    "molar": "mol", "microm": "um", "millim": "mm", "n-cm": "n-cm", "n-m": "n-m", "mj": "mj", "kj": "kj",
    "km": "km", "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km", "mile": "mile",
    "miles": "mile", "metre": "m", "metres": "m", "meter": "m", "meters": "m", "watt": "watt", "watts": "watt",
    "kcal": "kcal", "mci": "mci", "gy": "gy", "cgy": "cgy", "hz": "hz", "khz": "khz", "mhz": "mhz", "mv": "mv",
    "litre": "l", "litres": "l", "liter": "l", "liters": "l", "hourly": "h",
    "unit": "unit", "units": "unit", "kda": "kda", "bpm": "bpm",
    "second": "s", "seconds": "s", "min": "min", "mins": "min", "minute": "min", "minutes": "min",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "day", "days": "day",
    "wk": "week", "wks": "week", "week": "week", "weeks": "week", "month": "month", "months": "month",
    "yr": "year", "yrs": "year", "year": "year", "years": "year", "fold": "times", "times": "times", "x": "times",
    "point": "point", "points": "point", "u": "unit", "°c": "°c", "° c": "°c", "oc": "°c", "degrees c": "°c",
    "degree celsius": "°c", "degrees celsius": "°c", "°f": "°f", "° f": "°f", "degrees f": "°f",
    "degree fahrenheit": "°f", "degrees fahrenheit": "°f",
}  # fmt: skip
_MOLAR = {
    "M": "mol", "mM": "mmol", "uM": "umol", "nM": "nmol", "pM": "pmol", "microM": "umol", "milliM": "mmol",
    "molar": "mol", "millimolar": "mmol", "micromolar": "umol", "nanomolar": "nmol", "picomolar": "pmol",
}  # fmt: skip
"""Units that are so much per litre; M and m are told apart by case."""
UNIT_WORDS = frozenset({*_UNITS, *(each for each in _MOLAR if each.islower())})
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
    "halved": "0.5",
    "halving": "0.5",
}
_MULTIPLES = {
    **dict.fromkeys(("double", "doubled", "doubles", "doubling"), "2"),
    **dict.fromkeys(("triple", "tripled", "triples", "tripling", "trebled"), "3"),
    **dict.fromkeys(("quadruple", "quadrupled"), "4"),
    **{f"{word}fold": str(number) for number, word in enumerate(_ONES[2:13], 2)},
    **{f"{word}fold": str(10 * number) for number, word in enumerate(_TENS, 2)},
    "hundredfold": "100",
    "thousandfold": "1000",
}
"""Words that say so many times, and count nothing."""
_NO_MULTIPLE = re.compile(r"[ -](?:blind|dummy|strand|bond|mask|knock|mutant|layer|contrast)", re.IGNORECASE)
"""Behind `double`: words of which it is the name."""
_TWICE = re.compile(r"(?:twice|thrice) (?:as|the|that|those|what|more|normal|\w+er)\b", re.IGNORECASE)
_WORDS.update(_MULTIPLES)
NUMBER_WORDS = frozenset(_WORDS)

_UNIT = "|".join(sorted((re.escape(each) for each in {*_UNITS, *_MOLAR}), key=len, reverse=True))
_BETWEEN = (
    r"(?:\s\((?:[A-Za-z ]{1,20}|(?:SD |SE |SEM |IQR )?[\d., +/±-]{1,16})\)(?=\s))?[\s-]?(?:(?:consecutive|"
    r"successive|more|further|whole|full)\s)?"
)
_ENDS = r"(?:(?![A-Za-z])|(?<=%)(?=vs)|(?-i:(?<=[a-z])(?=[A-Z]{3})))"
"""Where a unit ends: no letter is behind it, or it is glued to `vs.` (`8%vs.9%`) or to a name (`405mgDEHP`)."""
_WITH_UNIT = rf"(?:{_BETWEEN}(?P<unit>{_UNIT}){_ENDS})?"
_NUMBER = re.compile(
    r"(?P<operator>[<>≤≥]=?)?\s?(?P<name>(?<![\d.,])[A-Za-z][A-Za-z]{0,60}[-/]?)?"
    r"(?P<value>\d+:\d\d(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.])\d{1,3}(?: \d{3})+(?![\d.])|"
    r"\d+(?:\.\d+)?|(?<!\d)(?<!\bvs)\.\d+)" + _WITH_UNIT,
    re.IGNORECASE,
)
_BELOW_A_HUNDRED = (
    rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(sorted(_ONES[1:], key=len, reverse=True))}"
)
_HUNDREDS = rf"(?:(?:an?|{'|'.join(_ONES[1:10])}) )?hundred(?:(?: and)? (?:{_BELOW_A_HUNDRED}))?"
"""`A hundred and sixty` is one figure."""
_WORD = re.compile(
    rf"\b(?P<value>{_HUNDREDS}|{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})\b" + _WITH_UNIT,
    re.IGNORECASE,
)
_LIST = re.compile(r"(?:[\s,;/()\[\]±~+-]|to\b|and\b|n?or\b|vs\b\.?|versus\b|v\b|through\b|respectively\b|[A-Z]\b)*")
"""What may stand between two numbers of one list: "16; F, 12%" is one."""
_UNIT_BEFORE = re.compile(r"\b(second|minute|hour|day|week|month|year)s?\s$", re.IGNORECASE)
_OPERATOR = re.compile(
    r"(?:(?P<sign>[<>≤≥]=?|=)\s?[-+]?|\bp(?:[\s-]values?)?(?:\s(?:of|was|is|at))?\s)$", re.IGNORECASE
)
"""Before a figure; a value of P without a sign is told as equal."""
_RANGE = re.compile(r"(?:\s?(?:%|mm\s?Hg|(?!CI)[a-zA-Z/]{1,8}))?(?:-|\s-\s|,\s?|\sto\s|\sand\s)-?", re.IGNORECASE)
_MEAN = re.compile(r"\s?(?:\+/-|±)\s?\d")
_NEXT_SPREAD = re.compile(r"\s?(?:\+/-|±)\s?[\d.]+")
_SPREAD = re.compile(r"(?:\+/-|±)\s?$")
_COMPARED = re.compile(r"\b(?:compared|versus|vs|v|than|against|from|to)\b", re.IGNORECASE)
_ANOTHER_STATEMENT = re.compile(
    r";|\b(?:was|were|is|are|had|has|have|did|rose|fell|remained|averaged|amounted|reached|showed|while|whereas|but)\b",
    re.IGNORECASE,
)
_SAID_OF = re.compile(r"[^\s,;)]*[\s)]{1,2}(for|in|with|on|at|after|before|among|by)\b", re.IGNORECASE)
_GLUED = re.compile(r"[A-Za-z]")
_GLUED_BEFORE = re.compile(r"(?:[A-Za-z]|[a-z]\((?:\d+;)?)$")
"""`inv(3)` and `t(3;3)` are names as well."""
_BEFORE_A_NOUN = re.compile(
    r"\s(?!(?:of|in|on|at|and|or|nor|to|with|for|by|per|against|versus|vs|v|from|as|were|was|had|did|for|if|when|where|"
    r"while|after|over|than|but|which|times|respectively|just|again|instead|during|under|until|before|because|since|"
    r"whereas|although|though|yet|then|too|still|(?!famil)[a-z]+ly)\b)[a-z]{3,}",
)
_HALF_LIFE = re.compile(r"\bhalf-li(?:fe|ves)\b", re.IGNORECASE)


TIMES = frozenset({"s", "min", "h", "day", "week", "month", "year"})
"""Units of time, as a quantity names them."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written (`span`) and as compared. `name` holds the letters it is glued to (`BPC-` of `BPC-157`).

    `shared` is the unit of a later number of the same list; `counts` that it has no unit and stands before a noun.
    The unit may stand before it (`week 52`). `per` is what it is told for each of (`kg`, `day`), its own or its list's;
    `elided`, what a mean before it is per, which it does not say again (`22 ± 3/mm2 for A, 9 ± 1 for B`), and then
    `shared` is the unit of that mean.
    `sign` is a minus or nothing; `astride`, that it is one end of a range from below zero to above it; `lost`, that
    the words beside it speak of a decrease.
    """

    value: str
    unit: str = ""
    operator: str = ""
    name: str = ""
    span: str = ""
    shared: str = ""
    counts: bool = False
    per: tuple[str, ...] = ()
    sign: str = ""
    astride: bool = False
    lost: bool = False
    elided: tuple[str, ...] = ()


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every numeral and number word, in order."""
    return tuple(each for each, _, _ in placed(text))


@lru_cache(maxsize=256)
def placed(text: str) -> tuple[tuple[Quantity, int, int], ...]:
    """The same, each with where it begins and ends in the normalised text, its unit included."""
    normal = normalise(text)
    body = re.sub(r"(?<=\d)·(?=\d)", ".", normal.text)
    found = [(match, _plain(match["value"]), _name(match, body)) for match in _NUMBER.finditer(body)]
    found += [(match, _worth(match["value"].lower()), "") for match in _WORD.finditer(_HALF_LIFE.sub(_blank, body))]
    found.sort(key=lambda each: each[0].start())
    found = _without_powers(found, body)
    made: list[tuple[Quantity, int, int]] = []
    later, later_per, start, spelt = "", (), len(body), False
    for match, value, name in reversed(found):
        unit, per = _measure(match, body)
        if not _LIST.fullmatch(body, match.end(), start):
            later, later_per = "", ()
        at = match.start("value")
        if not unit and (before := _UNIT_BEFORE.search(body[:at][-8:])):
            unit = _UNITS[before[1].lower()]
        if not per and unit in ("", later):
            per = later_per
        counts = not unit and _BEFORE_A_NOUN.match(body, match.end()) is not None
        # Of `three- to fourfold` both are so many times; a figure before `doubled` is not.
        if spelt and not body.startswith("-", match.end()):
            later = ""
        told = Quantity(
            value,
            unit,
            _operator(body[:at]) if match.re is _NUMBER else "",
            name,
            normal.span(at, match.end()),
            "" if unit else later,
            counts,
            per,
            "-" if minus(body, at) else "",
            lost=goes_down(body, at, match.end()),
        )
        made.append((told, at, match.end()))
        later, later_per, start = unit or later, per, match.start()
        spelt = unit == "times" and not match["unit"]
    return tuple(_with_elided(body, list(_with_ranges(body, made[::-1]))))


_Found = tuple[re.Match[str], str, str]


def _without_powers(found: list[_Found], body: str) -> list[_Found]:
    """Those that are figures: the 1 of `kg-1` and the 2 of `mm2` belong to a unit."""
    spans = [(match.end(), denominators(body, match.end(), bool(match["unit"]))[1]) for match, *_ in found]
    spans = [(start, end) for start, end in spans if start < end]
    powers = re.compile(r"[A-Za-z]\)?\s?\(?\^?-?$")

    def within(match: re.Match[str]) -> bool:
        at = match.start("value")
        return match["value"] in ("1", "2", "3") and any(
            start <= at < end and powers.search(body[start:at]) for start, end in spans
        )

    return [each for each in found if not within(each[0])]


def _measure(match: re.Match[str], body: str) -> tuple[str, tuple[str, ...]]:
    """The unit behind a figure, and what it is per."""
    written = match["unit"] or ""
    per, _ = denominators(body, match.end(), bool(written))
    if written.lower() == "bpm":
        return "", ("min", *per)
    molar = _MOLAR.get(written) or (_MOLAR.get(written.lower()) if written.lower().endswith("molar") else None)
    if molar:
        return molar, tuple(sorted((*per, "l")))
    multiple = match["value"].lower() in _MULTIPLES and not _NO_MULTIPLE.match(body, match.end())
    if not written and (multiple or _TWICE.match(body, match.start())):
        return "times", per
    # `5 pm` is an hour; pM alone, written so, is a unit.
    return _UNITS.get(written.lower(), ""), per


def _operator(before: str) -> str:
    if found := _OPERATOR.search(before[-16:]):
        return found["sign"] or "="
    return ""


_Placed = tuple[Quantity, int, int]


def _with_ranges(body: str, found: list[_Placed]) -> Iterator[_Placed]:
    """The same, the ends of each range from below zero to above it marked."""
    astride: set[int] = set()
    for place, ((one, _, end), (other, start, _)) in enumerate(pairwise(found)):
        if one.sign != other.sign and not one.name and not other.name and _RANGE.fullmatch(body, end, start):
            astride |= {place, place + 1}
    for place, (each, start, end) in enumerate(found):
        yield (replace(each, astride=True) if place in astride else each), start, end


def _with_elided(body: str, found: list[_Placed]) -> Iterator[_Placed]:
    """The same, each mean and spread without a measure with that of the one which it stands beside."""
    last: _Placed | None = None
    for each, start, end in found:
        if each.name or not (_MEAN.match(body, end) or _SPREAD.search(body[:start][-6:])):
            yield each, start, end
            continue
        told = each
        if not (each.unit or each.shared or each.per) and last and _of_one_statement(body, last[2], start, end):
            told = replace(each, shared=last[0].unit or last[0].shared, elided=last[0].per or last[0].elided)
        last = (told, start, end)
        yield last


def _of_one_statement(body: str, end: int, start: int, upto: int) -> bool:
    """Whether a figure is compared with the one before, or said of something by the same word."""
    if _SPREAD.search(body[:start][-6:]):
        return True
    between = body[end:start]
    if _ANOTHER_STATEMENT.search(between):
        return False
    spread = _NEXT_SPREAD.match(body, upto)
    one, other = _SAID_OF.match(body, end), _SAID_OF.match(body, spread.end() if spread else upto)
    return _COMPARED.search(between) is not None or bool(one and other and one[1].lower() == other[1].lower())


def _name(match: re.Match[str], body: str) -> str:
    """The letters that a number is glued to, on either side: of `BPC-157`, `2EH`, `inv(3)` and the 3 of `B6C3F1`."""
    before = _GLUED_BEFORE.search(body[: match.start("value")][-8:])
    after = body[match.end() : match.end() + 1] if not match["unit"] else ""
    named = match["name"] or ""
    if named.endswith("/") and match["unit"]:
        return ""  # of `200mg DEHP/100g`
    return named or (before[0] if before else "") or (after if _GLUED.match(after) else "")


def _worth(words: str) -> str:
    """What number words come to."""
    if words in _WORDS:
        return _WORDS[words]
    many, _, rest = words.partition("hundred")
    behind = [each for each in rest.replace("-", " ").split() if each != "and"]
    return str(100 * int(_WORDS.get(many.strip(), "1")) + sum(int(_WORDS[each]) for each in behind))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _plain(value: str) -> str:
    if ":" in value:
        return value
    whole, _, fraction = value.replace(",", "").replace(" ", "").partition(".")
    fraction = fraction.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction else whole
