"""What a figure is measured in beside its unit: its sign, what it is per (`/kg`, `kg-1`, `a day`), and how often.

A hyphen is a minus only where nothing joins it to what stands before: not in `12-24 weeks`, `IL-6`, `day -1` or `2 -4`.
Times are told in many places of a sentence (`daily 10 mg`, `10 mg was given each day`), so that they are compared by
the whole text as well.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from shared.gates.words.normal import normalise

_PER = {
    "kg": "kg", "kilogram": "kg", "g": "g", "gram": "g", "mg": "mg", "ug": "ug", "lb": "lb",
    "l": "l", "litre": "l", "liter": "l", "dl": "dl", "ml": "ml", "ul": "ul", "mol": "mol", "mmol": "mmol",
    "m2": "m2", "cm2": "cm2", "mm2": "mm2", "m3": "m3", "cm3": "cm3", "mm3": "mm3", "cm": "cm", "mm": "mm", "m": "m",
    "s": "s", "sec": "s", "second": "s", "min": "min", "minute": "min", "h": "h", "hr": "h", "hour": "h", "d": "day",
    "day": "day", "night": "night", "wk": "week", "week": "week", "mo": "month", "month": "month", "yr": "year",
    "year": "year", "animal": "animal", "rat": "rat", "mouse": "mouse", "person": "person", "patient": "patient",
    "person-year": "person-year", "patient-year": "patient-year", "person-month": "person-month", "eye": "eye",
    "injection": "injection", "dose": "dose", "well": "well", "cell": "cell", "field": "field",
}  # fmt: skip
_ADVERBS = {
    "hourly": "h", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "yearly": "year",
    "annually": "year", "annual": "year", "annualised": "year", "annualized": "year",
}  # fmt: skip
_TIMES = frozenset({"s", "min", "h", "day", "night", "week", "month", "year"})
_COUNTS = {"once": 1, "one": 1, "twice": 2, "two": 2, "thrice": 3, "three": 3, "four": 4, "five": 5, "six": 6}
_LETTERS = {"qd": 1, "od": 1, "bid": 2, "bd": 2, "tid": 3, "tds": 3, "qid": 4}
_HOURS = 24

_UNIT = rf"(?:{'|'.join(sorted(map(re.escape, _PER), key=len, reverse=True))})"
_NOT_A_SECOND = (
    r"(?!\s(?:time|dose|injection|infusion|course|group|arm|trial|study|experiment|visit|week|day|month|year|cohort|"
    r"attack|operation|round|phase|period|line|one|series|site|half|look)\b)"
)
"""Behind `a second`: what comes after a first, and no time."""
_PERIOD = rf"(?:second{_NOT_A_SECOND}|minute|hour|day|night|week|month|year)"
_PERIOD_OR_SHORT = rf"(?:{_PERIOD}|sec|min|hr|wk|yr)"
"""As it stands behind `a` or `every`: `47 times a min`."""
_LATER = r"(?!\s(?:later|after|before|ago|earlier|apart|old)\b)"
_ADVERB = rf"(?P<adverb>{'|'.join(_ADVERBS)})\b(?!\s(?:life|living|activit|practice|routine))"
_OVER = re.compile(
    rf"(?:\s?/\s?\(?|\sper\s|-per-|(?<=[a-z0-9)])[.·•⋅*-](?=[a-z])|\sand\sper\s)(?P<many>\d[\d,.]*\s?)?"
    rf"(?P<over>{_UNIT})(?:s\b|\b|(?=-))(?:\^?(?P<power>[23])\b)?(?!-?[A-Za-z])",
    re.IGNORECASE,
)
_INVERSE = re.compile(rf"[\s.·*]?(?P<over>{_UNIT})(?:\s?\(-1\)|\^?-1\b|\^\(-1\))", re.IGNORECASE)
_A_TIME = re.compile(
    rf"\s(?:(?:an?|each|every)\s(?P<over>{_PERIOD_OR_SHORT})\b{_LATER}|"
    rf"(?:once[\s-])?(?:an?\s(?P<once>{_PERIOD_OR_SHORT})\b{_LATER}|{_ADVERB}))",
    re.IGNORECASE,
)
_BODY = re.compile(r"\s(?:of\s)?(?:body[\s-]?(?:weight|wt|mass)|bw|b\.w\.)(?![A-Za-z])", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:\s(?:of\s)?|(?<=[a-z])(?-i:(?=[A-Z]{3})))(?!(?:once|twice|thrice|one|two|three|four|five|six|times|x|per|a|and|or|in|at|to|with)\b)"
    r"[A-Za-z][A-Za-z0-9-]*[®™]?(?=\s?[/·]|\s)"
)
_NEXT_TIME = re.compile(r"\s(?P<over>day|d|h|min)\b", re.IGNORECASE)
"""Behind another, as in `mg/kg day`."""

_HOW_OFTEN = re.compile(
    rf"\b(?P<count>once|twice|thrice|(?:\d+|one|two|three|four|five|six)(?=[\s-]?(?:times|x)\b))"
    rf"(?:[\s-]?(?:times|x)\b)?[\s-](?:(?:an?|per|each|every|in\san?)\s(?P<period>{_PERIOD_OR_SHORT})\b|{_ADVERB})",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"\b(?:every|each)\s(?P<step>\d+|other|second|two|three|four|six|eight|twelve)[\s-]?"
    rf"(?P<period>{_PERIOD}|h|d|wk)s?\b|\b(?:on\s)?alternat(?:e|ing)\s(?P<alternate>day|week)s?\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"(?:\b(?:per|each|every)\s|/\s?)(?P<period>{_PERIOD}|d|wk)\b|(?<![a-z]-)\b{_ADVERB}", re.IGNORECASE
)
_SHORT = re.compile(r"(?<![\w.])(?P<short>q\.?d|o\.d|b\.?i\.?d|b\.d|t\.?i\.?d|t\.d\.s|q\.?i\.?d)\b\.?")
_EVENTS = re.compile(
    r"(?<![\w.,/-])(?P<count>\d+)(?:\s?bpm\b|"
    r"(?:\s(?:heart)?(?:beats?|breaths?|contractions?|strokes?|pulses?|doses?|injections?|infusions?|meals?|sessions?))?"
    rf"(?:\s?/\s?|\s(?:an?|per|each|every)\s)(?P<period>{_PERIOD_OR_SHORT}|s|h|d)\b)",
    re.IGNORECASE,
)
"""Things of which each is one time: `47 beats/min` is 47 times a minute."""
_STEPS = {"other": 2, "second": 2, "eight": 8, "twelve": 12, **_COUNTS}

_MINUS = re.compile(r"(?:(?:^|[\s(\[=<>≤≥,;:])-|\bminus\s)$", re.IGNORECASE)
_JOINS = re.compile(
    r"(?:[\d%)]\s-|\b(?:days?|weeks?|wk|months?|hours?|h|years?|stages?|grades?|types?|phases?)\s-)$", re.IGNORECASE
)
_BETWEEN_ENDS = re.compile(r"(?:,\s|\bto\s|\band\s|-)-$", re.IGNORECASE)
_TWO_DASHES = re.compile(r"(?<![\d.-])(?<!\d\.)\d+(?:\.\d+)?--$")
"""`5--7 days` is a range, and `-5--3` one below zero."""
_CLAUSE = re.compile(r"\b(?:while|whereas|but)\b|;(?!\s?(?:95|90|99|p\b|ci\b|confidence))", re.IGNORECASE)
_DOWN = (
    r"decreas\w*|declin\w*|reduc\w*|lower\w*|lowest|fell|fall(?:s|en|ing)?|drop\w*|los[st]\w*|lose[sd]?|losing|less(?:en\w*)?|"
    r"fewer|small(?:er)?|short(?:er|ened)|diminish\w*|shr[aiu]nk\w*|shed|cut|down|below|weaker|lighter|eas(?:ed|es|ing)|"
    r"attenuat\w*|suppress\w*|inhibit\w*|curb\w*|slow(?:er|ed|ing)?|negativ\w*|invers\w*|deficit|minus|under|sank"
)
_NOT_DOWN = (
    r"increas\w*|rose|ris(?:e|es|en|ing)|rais\w*|high(?:er|est)|gr(?:ew|own|ow)|gain\w*|more|great(?:er|est)|larger|longer|"
    r"chang\w*|differ\w*|up|improv\w*|above|climb\w*|added|positiv\w*|heavier|stronger|elevat\w*"
)
_FAR = 240
"""Characters before a figure in which its word of course may stand."""
_COURSE = re.compile(rf"\b(?:(?P<down>{_DOWN})|{_NOT_DOWN})\b", re.IGNORECASE)
_AFTER = re.compile(rf"[\s\w-]{{0,16}}?\s(?:(?P<down>{_DOWN})|{_NOT_DOWN})\b", re.IGNORECASE)


def minus(body: str, at: int) -> bool:
    """Whether the figure at that place of a normalised text is below zero."""
    before = body[max(0, at - 12) : at]
    if _BETWEEN_ENDS.search(before):
        return not _TWO_DASHES.search(body[max(0, at - 24) : at])
    return _MINUS.search(before) is not None and _JOINS.search(before) is None


def goes_down(body: str, at: int, end: int) -> bool:
    """Whether the figure is said to be lost: the word of course next to it, in its clause, is one of decrease."""
    if (close := _AFTER.match(body, end)) is not None and close["down"]:
        return True
    first = max(0, at - _FAR)
    start = max((each.end() for each in _CLAUSE.finditer(body, first, at)), default=first)
    courses = list(_COURSE.finditer(body, start, at))
    return bool(courses) and courses[-1]["down"] is not None


def denominators(body: str, end: int, unit: bool) -> tuple[tuple[str, ...], int]:
    """What the figure that ends there is per, sorted, and where that ends. Without a unit a noun counts as one."""
    found, at = _chain(body, end)
    words = 2 if unit else 3
    upto = end
    while not found and words and (noun := _NOUN.match(body, upto)):
        words, upto = words - 1, noun.end()
        found, at = _chain(body, upto)
    return (tuple(sorted(found)), at) if found else ((), end)


def _chain(body: str, end: int) -> tuple[list[str], int]:
    found: list[str] = []
    at = end
    while match := (
        _OVER.match(body, at)
        or _INVERSE.match(body, at)
        or _A_TIME.match(body, at)
        or (_NEXT_TIME.match(body, at) if found else None)
    ):
        found.append(_canonical(match))
        at = match.end()
        if weight := _BODY.match(body, at):
            at = weight.end()
    return found, at


def _canonical(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if adverb := parts.get("adverb"):
        return _ADVERBS[adverb.lower()]
    over = (parts.get("over") or parts.get("once") or "").lower()
    power, many = parts.get("power") or "", (parts.get("many") or "").strip().replace(",", "")
    name = _PER[over] + power
    if (many, name) == ("24", "h"):
        return "day"
    return f"{many} {name}" if many not in ("", "1") else name


def of_time(per: tuple[str, ...]) -> tuple[str, ...]:
    """The periods among them."""
    return tuple(each for each in per if each in _TIMES)


def of_things(per: tuple[str, ...]) -> tuple[str, ...]:
    """All others among them."""
    return tuple(each for each in per if each not in _TIMES)


@lru_cache(maxsize=256)
def frequencies(text: str) -> tuple[tuple[str, str], ...]:
    """How often things were done by the text: each as its words and what they come to (`2/day`)."""
    body = normalise(text).text
    found: list[tuple[str, str]] = []
    for match, often in _often(body):
        found.append((match[0], often))
        body = body[: match.start()] + " " * len(match[0]) + body[match.end() :]
    return tuple(found)


@lru_cache(maxsize=256)
def events(text: str) -> tuple[tuple[str, str], ...]:
    """How often things happened by the text, where it counts them (`28 breaths/min`), as `frequencies` puts it."""
    found = _EVENTS.finditer(normalise(text).text)
    return tuple((each[0], f"{int(each['count'])}/{_PER[(each['period'] or 'min').lower()]}") for each in found)


def _often(body: str) -> Iterator[tuple[re.Match[str], str]]:
    taken: list[tuple[int, int]] = []
    for regex in (_HOW_OFTEN, _EVERY, _SHORT, _PLAIN):
        for match in regex.finditer(body):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match, _rate(match)


def _rate(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if short := parts.get("short"):
        return f"{_LETTERS[short.replace('.', '')]}/day"
    if alternate := parts.get("alternate"):
        return f"1/2 {alternate.lower()}"
    adverb = parts.get("adverb")
    period = _ADVERBS[adverb.lower()] if adverb else _PER[parts["period"].lower()]
    if step := (parts.get("step") or "").lower():
        many = _STEPS.get(step) or int(step)
        if period == "h" and many and not _HOURS % many:
            return f"{_HOURS // many}/day"
        return f"1/{many} {period}" if many != 1 else f"1/{period}"
    count = (parts.get("count") or "once").lower()
    return f"{_COUNTS.get(count) or int(count)}/{period}"
