"""Figures of a claim with another sign, per something else, as often as something else, or the whole for the part.

Each function yields what the change is called, the claim's new text, and words that would make it true where the quotes
have them. None of them draws lots, so that the other classes stay as they were.
"""

import re
from collections.abc import Iterator

Measured = Iterator[tuple[str, str, str]]

_FIGURE = r"(?<![\w.,/-])\d+(?:\.\d+)?"
_VALUE = re.compile(rf"\b(?:was|were|by|of|to|at)\s(?={_FIGURE}\s?(?:%|[a-zA-Zμ]|points))")
_LESS = re.compile(
    r"\b(?:decreas|declin|reduc|lower|fell|fall|drop|los[st]|less|fewer|small|short|diminish|shr[aiu]nk|cut|eas|slow|"
    r"below|under|suppress|inhibit|curb|damp|sank|down)\w*",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?<![\w.,)%/-])[-−–](?=\d)")
_OPERATORS = (("<", "="), ("≤", "="), (">", "="), ("=", "<"))
_PER = (
    *(("/kg", "/day"), ("/day", "/kg"), ("/mL", "/dL"), ("/ml", "/dl"), ("/dL", "/mL"), ("/dl", "/ml"), ("/L", "/mL")),
    *(("/l", "/ml"), ("/min", "/h"), ("/h", "/min"), ("/mm2", "/cm2"), ("/cm2", "/mm2"), ("/m2", "/kg"), ("/g", "/kg")),
    *((" per kg", " per day"), (" per day", " per week"), (" per week", " per day"), (" per year", " per month")),
    *((" a day", " a week"), (" a week", " a day"), (" per minute", " per hour"), (" per litre", " per millilitre")),
    *((" per kilogram", " per gram"), (" per millilitre", " per litre"), (" per hour", " per minute")),
)
_PER_OF = dict(_PER)
_OVER = re.compile(
    rf"(?<=[\w%])(?P<per>{'|'.join(re.escape(one) for one, _ in sorted(_PER, key=lambda each: -len(each[0])))})"
    r"(?![\w-]|\s(?:later|before|after|ago))"
)
_MEASURED = re.compile(rf"{_FIGURE}[ -]?(?:mg|g|μg|µg|ng|pg|mmol|μmol|nmol|IU|mL|ml)(?![\w/ -]*(?:/|\bper\b|-1))")
_OFTEN = (
    *(("daily", "weekly"), ("weekly", "daily"), ("monthly", "weekly"), ("twice", "once"), ("thrice", "twice")),
    *(("once", "twice"), ("every day", "every week"), ("every other day", "every day"), ("each day", "each week")),
)
_PERIODS = r"(?=[\s-](?:daily|weekly|monthly|yearly|(?:a|per|each|every)\s(?:day|week|month|year)))"
_PART = re.compile(r"(?<![\d.,/])(\d+)(\s?/\s?|\s(?:out\s)?of\s(?:the\s|all\s)?)(\d+)(?![\d/%]|[.,]\d)")


def signs(text: str) -> Measured:
    """Each minus taken away, a minus put before a value that is no loss, and each sign of P as another."""
    for found in _MINUS.finditer(text):
        if not _LESS.search(text):
            yield "minus away", text[: found.start()] + text[found.end() :], ""
    for found in _VALUE.finditer(text):
        if not _LESS.search(text):
            yield "minus put in", text[: found.end()] + "-" + text[found.end() :], ""
    for sign, other in _OPERATORS:
        for found in re.finditer(rf"(?<=[Pp] ){sign}(?= ?0?\.\d)", text):
            yield f"{sign} as {other}", text[: found.start()] + other + text[found.end() :], ""


def denominators(text: str) -> Measured:
    """What a figure is per, as something else and left out; and put in where there was nothing."""
    for found in _OVER.finditer(text):
        yield f"{found['per']} as another", text[: found.start()] + _PER_OF[found["per"]] + text[found.end() :], ""
        yield f"{found['per']} left out", text[: found.start()] + text[found.end() :], ""
    for found in _MEASURED.finditer(text):
        yield "/kg put in", text[: found.end()] + "/kg" + text[found.end() :], "kg"


def frequencies(text: str) -> Measured:
    """How often, as another."""
    for words, other in _OFTEN:
        counted = _PERIODS if words in ("once", "twice", "thrice") else ""
        for found in re.finditer(rf"\b{words}\b{counted}", text):
            yield f"{words} as {other}", text[: found.start()] + other + text[found.end() :], ""


def fractions(text: str) -> Measured:
    """A part and its whole in each other's place."""
    for found in _PART.finditer(text):
        if found[1] != found[3]:
            yield found[0], f"{text[: found.start()]}{found[3]}{found[2]}{found[1]}{text[found.end() :]}", ""
