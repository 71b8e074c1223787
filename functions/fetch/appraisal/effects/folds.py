"""Numbers as they are printed, and how many times as much: "2.5-fold", "threefold", "6 times"."""

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


def number_of(printed: str) -> float:
    """What a printed number is."""
    number = re.sub(r"[−–]", "-", plain(printed)).replace("·", ".")
    thousands = re.fullmatch(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", number)
    return float(number.replace(",", "" if thousands else "."))


def plain(number: str) -> str:
    """A number as printed, without the spaces in it; one that is spelled in digits."""
    return re.sub(r"\s", "", _COUNTS.get(number.strip().lower(), number))
