"""JSON from outside: how deep it is nested, found without parsing it, the parser that looks first, and text without
halves of characters.

The parser of the standard library descends by recursion. CPython ends that with a RecursionError; in the WebAssembly
of Workers the stack of the JavaScript engine overflows first, and the whole isolate with all its requests is gone.
"""

import json
import re
from typing import Annotated, Any

from pydantic import AfterValidator

DEEPEST = 64
"""Levels of arrays and objects. What vendors, mail providers and readers send has fewer than twenty."""

# A string without an end reaches to the text's: there the parser stops, too.
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")


def too_deep(data: str | bytes, deepest: int = DEEPEST) -> bool:
    """Whether arrays and objects stand more than `deepest` levels within each other; bytes are read in the encoding
    that the parser would read them in."""
    text = data if isinstance(data, str) else data.decode(json.detect_encoding(data), "replace")
    if text.count("[") + text.count("{") <= deepest:
        return False
    depth = 0
    for found in _BRACKET.finditer(_STRING.sub("", text)):
        if found.group() in "[{":
            depth += 1
            if depth > deepest:
                return True
        else:
            depth -= 1
    return False


def parsed(data: str | bytes) -> Any:
    """The value that JSON text from outside holds.

    Raises:
        ValueError: it is no JSON, or arrays and objects stand more than DEEPEST levels within each other.
    """
    if too_deep(data):
        raise ValueError(f"JSON of more than {DEEPEST} levels")
    return json.loads(data)


def whole(text: str) -> str:
    """The text with U+FFFD for each half of a character.

    JSON can name the two halves of a character one by one (`\\ud83d\\ude00`). Half of one alone, as a text that was cut
    has it, is no character: nothing stores it, and no UTF-8 has it.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


Whole = Annotated[str, AfterValidator(whole)]
"""Text from outside, in a model of what a vendor says."""
