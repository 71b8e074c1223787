"""How many times as much: "2.5-fold", "threefold", "6 times"."""

import re

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SPELLED = rf"(?:{'|'.join(_WORDS)})"
FOLD = r"[\s-]?folds?\b"
FOLD_UNIT = "-fold"
_FOLD = re.compile(r"[\s-]*(?:folds?|times)", re.IGNORECASE)
_COUNTS = {word: str(number) for number, word in enumerate(_WORDS, 2)}


def is_fold(unit: str) -> bool:
    """Whether the unit says how many times."""
    return _FOLD.fullmatch(unit) is not None


def digits_of(value: str) -> str:
    """A number that is spelled, in digits."""
    return _COUNTS.get(value.strip().lower(), value)
