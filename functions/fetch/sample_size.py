"""How many took part, with the words that say so. Years, doses, percentages, weeks and sites are no sizes."""

import re

from shared.domain.study import Study

_WHO = (
    r"(?:patients|participants|subjects|volunteers|adults|children|infants|adolescents|women|men|individuals|people|"
    r"persons|males|females|mothers|neonates|cases|rats|mice|rabbits|dogs|pigs|animals|monkeys|sheep|hamsters)"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SPELLED = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_TEENS}|{_UNITS})"
_NUMBER = rf"(?P<n>(?<![\d.,/$€£%<>=±-])\d{{1,3}}(?:,\d{{3}})+|(?<![\d.,/$€£%<>=±-])\d{{1,6}}|\b{_SPELLED})(?![\d.]*\d)"
_NO_SIZE = (
    r"(?!\s*(?:%|[-–]?\s*(?:mg|µg|μg|mcg|g|kg|ml|mL|mm|cm|IU|U|weeks?|months?|years?|days?|hours?|h|min|sites?|centers?|"
    r"centres?|hospitals?|clinics?|countries|trials|studies|doses?|times|groups|simulated)\b))"
)
_STOPS = r"(?:or|and|to|in|of|than|with|years?|weeks?|months?|days?|sites?|centers?|trials|studies)"
_BETWEEN = rf"(?:\s+(?!{_STOPS}\b)[\w'’-]+){{0,5}}?"

_RULES = (
    (
        "N-randomised",
        re.compile(
            rf"\b(?:randomi[sz]ed|randomly (?:assigned|allocated)|assigned|enrolled|recruited)\s+(?:a total of\s+)?"
            rf"{_NUMBER}{_NO_SIZE}{_BETWEEN}\s+{_WHO}\b",
            re.IGNORECASE,
        ),
    ),
    ("N-total", re.compile(rf"\b(?:a |in )total of\s+{_NUMBER}{_NO_SIZE}{_BETWEEN}\s+{_WHO}\b", re.IGNORECASE)),
    ("N-who", re.compile(rf"{_NUMBER}{_NO_SIZE}{_BETWEEN}\s+{_WHO}\b", re.IGNORECASE)),
    ("N-equals", re.compile(r"\bN\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\b(?!\s*%)")),
)
_GROUP = re.compile(r"\bn\s?=\s?(?P<n>\d{1,5})\b(?!\s*%)")
_VALUES = {
    **{word: value for value, word in enumerate([*_UNITS.split("|"), *_TEENS.split("|")], 1)},
    **{word: 10 * value for value, word in enumerate(_TENS.split("|"), 2)},
}


def size_of(study: Study) -> tuple[int | None, str | None, str | None]:
    """The number, its verbatim quote (a substring of the abstract) and the rule; all None where no rule found one."""
    # What a background says of numbers is about others.
    sections = [each.text for each in study.abstract if each.category not in ("BACKGROUND", "OBJECTIVE")]
    for rule, pattern in _RULES:
        for section in sections:
            for match in pattern.finditer(section):
                n = _value(match["n"])
                if n is not None and n > 1 and not _year(match["n"], n):
                    return n, match[0], rule
    for section in sections:
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", section):
            groups = list(_GROUP.finditer(sentence))
            if 2 <= len(groups) <= 6:
                return (
                    sum(int(each["n"]) for each in groups),
                    sentence[groups[0].start() : groups[-1].end()],
                    "N-groups",
                )
    return None, None, None


def _value(text: str) -> int | None:
    text = text.lower()
    if text[0].isdigit():
        return int(text.replace(",", "")) or None
    return sum(_VALUES[word] for word in re.split(r"[- ]", text)) or None


def _year(text: str, n: int) -> bool:
    return len(text) == 4 and 1900 <= n <= 2100
