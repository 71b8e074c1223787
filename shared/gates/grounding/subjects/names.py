"""Names that a claim brings in: a firm, a place or a person that its quotes do not know."""

import re
from collections.abc import Iterable

from shared.gates.words.normal import normalise

_NAME = re.compile(r"(?<![.!?:] )(?<![\w'-])(?!^)[A-Z][a-z]{3,}(?:-[A-Z][a-z]+)*\b")
"""A capital within a sentence. Short forms (IGF, HbA1c) and the first word are none."""
_STEM = 4


def brought_in(claim: str, grounds: Iterable[str]) -> str:
    """The first name of the claim that none of the grounds has, or nothing.

    `grounds` are quotes, titles and the peptide's names. Letters after the fourth are endings: `Japan`, `Japanese`.
    """
    known = {each[:_STEM].casefold() for text in grounds for each in re.findall(r"[^\W\d_]+", normalise(text).text)}
    for match in _NAME.finditer(normalise(claim).text):
        if any(each[:_STEM].casefold() not in known for each in match[0].split("-")):
            return match[0]
    return ""
