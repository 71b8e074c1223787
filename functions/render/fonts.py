"""The PDF's fonts, and what becomes of a character that they lack.

FiraGO has Latin with all its accents, Greek and the signs of the field. A few signs come from fallback fonts,
loaded only where a text needs one; what none of them has is shown as another sign, and the document says so.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from io import BytesIO

import pymupdf_fonts
from fontTools.ttLib import TTFont

FAMILY = "firago"
STYLES = {"": "figo", "B": "figbo"}
"""By fpdf's style letters, the names under which pymupdf-fonts keeps FiraGO."""

FALLBACKS = ("notos", "cascadia")
"""Noto Sans (primes, the replacement sign) and Cascadia Mono (marks): TrueType, which every reader shows alike."""

REPLACEMENT = "\ufffd"

LOOKALIKES = {"\u223c": "~", "\u2a7e": "≥", "\u2a7d": "≤", "\u237a": "α"}
"""Signs of which the fonts have a twin of the same meaning: the tilde operator, slanted inequalities, APL's alpha."""

# Spaces that differ in width alone; the font has no glyph for most of them, and none is needed.
_SPACES = dict.fromkeys([*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 9, 10, 13], " ")


@cache
def data(name: str) -> bytes:
    """The font's file."""
    return bytes(pymupdf_fonts.myfont(name))  # pyright: ignore[reportUnknownMemberType] (it has no types)


@cache
def covered(name: str) -> frozenset[int]:
    """The code points for which the font has a glyph."""
    with TTFont(BytesIO(data(name)), lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def printable(text: str) -> str:
    """The text composed (NFC), its spaces plain, with another sign for each that no font of ours can show."""
    return "".join(each if _font_of(each) else _substitute(each) for each in _composed(text))


def substitutes(texts: Iterable[str]) -> dict[str, str]:
    """The characters of the texts that `printable` shows as others, in order, with what they are shown as."""
    lacking = {each for text in texts for each in set(_composed(text)) if not _font_of(each)}
    return {each: _substitute(each) for each in sorted(lacking)}


def needed(texts: Iterable[str]) -> tuple[str, ...]:
    """The fallback fonts that the texts need."""
    found = {_font_of(each) for text in texts for each in set(printable(text))}
    return tuple(each for each in FALLBACKS if each in found)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_SPACES)


def _substitute(character: str) -> str:
    if unicodedata.category(character) == "Nl":  # Ⅲ is III
        spelled = unicodedata.normalize("NFKC", character)
        if all(map(_font_of, spelled)):
            return spelled
    return LOOKALIKES.get(character, REPLACEMENT)


def _font_of(character: str) -> str | None:
    if unicodedata.category(character) in {"Cc", "Cs"}:
        return None
    point = ord(character)
    if all(point in covered(name) for name in STYLES.values()):
        return FAMILY
    return next((name for name in FALLBACKS if point in covered(name)), None)
