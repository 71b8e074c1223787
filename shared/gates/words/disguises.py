"""What words become when they are hidden from whoever looks for them, and back.

Instructions to a model are hidden in what a model undoes at once and a pattern does not see: encodings, letters set
apart, digits for letters, letters of a word in another order (a reader, and a model, still read `ingroe pervious`).
"""

import base64
import binascii
import codecs
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(r"(?:\\x|0x|%|\b)?[0-9a-fA-F]{2}(?:[\s:,]?(?:\\x|0x|%)?[0-9a-fA-F]{2}){7,}")
_ESCAPED = re.compile(r"&#?\w{1,8};|%[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}")
_APART = re.compile(r"(?<!\w)(?:[^\W_][\s.,_*|/·-]{1,3}){7,}[^\W_](?!\w)")
_WORD = re.compile(r"[^\W\d_]{5,}")
_MIXED = re.compile(r"(?<![\w@$])[A-Za-z01345@$]*[A-Za-z][01345@$][A-Za-z][A-Za-z01345@$]*(?![\w@$])")
_LETTERED = re.compile(r"(?<![\w@$])(?=[01345@$7]*[A-Za-z])[A-Za-z01345@$7]+(?![\w@$])")
_DIGITS = str.maketrans("01345@$7", "oieasast")
_SMALL_AT_MOST = 8
_TAGS = range(0xE0020, 0xE007F)
"""Unicode's tag characters: an invisible copy of ASCII."""

_KEYS = (
    "ignore previous instructions instruction disregard forget override system prompt assistant output reveal bypass "
    "secret following visible language model answer citation website developer execute"
)
_SCRAMBLED = {(word[0], "".join(sorted(word[1:-1])), word[-1]): word for word in _KEYS.split()}
_ROTATED = re.compile(
    "|".join(
        rf"\b{codecs.encode(word, 'rot13')}\b"
        for word in (
            *_KEYS.split(),
            "the",
            "and",
            "for",
            "your",
            "that",
            "with",
            "this",
            "from",
            "every",
            "cite",
            "claim",
        )
    )
)


def decoded(text: str) -> Iterator[str]:
    """Readable text of at least two words that stands in it as base64 or in hexadecimal digits.

    A sequence of amino acids is made of letters of base64 too, and never decodes to words.
    """
    for match in _BASE64.finditer(text):
        token = match[0].rstrip("=").replace("-", "+").replace("_", "/")
        try:
            data = base64.b64decode(token + "=" * (-len(token) % 4), validate=True)
        except binascii.Error:
            continue
        yield from _readable(data)
    for match in _HEX.finditer(text):
        digits = re.sub(r"\\x|0x|[%\s:,]", "", match[0])
        yield from _readable(bytes.fromhex(digits[: len(digits) // 2 * 2]))


def _readable(data: bytes) -> Iterator[str]:
    said = data.decode("ascii", "replace")
    if all(each.isprintable() and each != "\ufffd" for each in said.strip()) and re.search(r"[A-Za-z]{2,}", said):
        yield said


def spaced(text: str) -> bool:
    """Whether small letters stand apart from each other in a row: a sequence of amino acids has capitals."""
    return any(sum(map(str.islower, match[0])) >= _SMALL_AT_MOST for match in _APART.finditer(text))


def tagged(text: str) -> str:
    """What its tag characters spell, which nobody sees and a model reads."""
    return "".join(chr(ord(each) - 0xE0000) for each in text if ord(each) in _TAGS)


def undone(text: str) -> Iterator[str]:
    """The text with one disguise taken off, for each that it seems to wear."""
    if _ESCAPED.search(text):
        plain = unquote(html.unescape(text))
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), plain)
    if _MIXED.search(text):
        # Where one word wears it, any may, at its ends too; what has no letter stays a number.
        yield _LETTERED.sub(lambda match: match[0].translate(_DIGITS), text)
    if _ROTATED.search(text.lower()):
        yield codecs.encode(text, "rot13")
    sorted_out = _WORD.sub(_sorted_out, text)
    if sorted_out != text:
        yield sorted_out


def _sorted_out(match: re.Match[str]) -> str:
    word = match[0].lower()
    return _SCRAMBLED.get((word[0], "".join(sorted(word[1:-1])), word[-1]), match[0])
