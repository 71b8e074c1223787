"""The PDF's fonts, and what becomes of a character that they lack.

FiraGO has Latin with all its accents, Greek and the signs of the field. A few signs come from fallback fonts,
loaded only where a text needs one; what none of them has is shown as another sign, and the document says so.
"""

import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from io import BytesIO

import pymupdf_fonts
from fontTools.subset import Options, Subsetter
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


_COMMON = frozenset((*range(0x180), *range(0x2B0, 0x400), *range(0x1E00, 0x2000), *range(0x2010, 0x2300)))
"""Latin, Greek and the signs of the field: nearly every sheet needs nothing else."""

_UNUSED_TABLES = ("TTFA", "GDEF", "GPOS", "GSUB")
"""A hinting tool's notes, and what only a text shaper reads: the subsetter would spend half its time on them."""


def file_for(name: str, characters: AbstractSet[str]) -> bytes:
    """A font file with glyphs for those of the characters that the font has.

    Documents embed the same glyphs whichever file they are set from; the common one is read in a fraction of the time.
    """
    wanted = {ord(each) for each in characters} & covered(name)
    return _cut(name, common=wanted <= _COMMON)


@cache
def _cut(name: str, *, common: bool) -> bytes:
    """The font's file without unused tables, whole or with the common characters alone; made once in a process."""
    # The bounding box stays the whole font's: documents describe the font by it.
    with TTFont(BytesIO(data(name)), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        for table in _UNUSED_TABLES:
            if table in font:
                del font[table]
        if common:
            cutter = Subsetter(Options(notdef_outline=True, recommended_glyphs=True))
            cutter.populate(unicodes=_COMMON & covered(name))  # pyright: ignore[reportUnknownMemberType]
            cutter.subset(font)  # pyright: ignore[reportUnknownMemberType]
        file = BytesIO()
        font.save(file)
    return file.getvalue()


@cache
def covered(name: str) -> frozenset[int]:
    """The code points for which the font has a glyph."""
    with TTFont(BytesIO(data(name)), lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def printable(text: str) -> str:
    """The text composed (NFC), its spaces plain, with another sign for each that no font of ours can show."""
    composed = _composed(text)
    lacking = {each: _substitute(each) for each in set(composed) if not font_of(each)}
    return composed.translate(str.maketrans(lacking)) if lacking else composed


def substitutes(texts: Iterable[str]) -> dict[str, str]:
    """The characters of the texts that `printable` shows as others, in order, with what they are shown as."""
    lacking = {each for text in texts for each in set(_composed(text)) if not font_of(each)}
    return {each: _substitute(each) for each in sorted(lacking)}


def needed(texts: Iterable[str]) -> tuple[str, ...]:
    """The fallback fonts that the texts need."""
    found = {font_of(each) for text in texts for each in set(printable(text))}
    return tuple(each for each in FALLBACKS if each in found)


def _composed(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return composed if composed.isascii() and composed.isprintable() else composed.translate(_SPACES)


def _substitute(character: str) -> str:
    if unicodedata.category(character) == "Nl":  # Ⅲ is III
        spelled = unicodedata.normalize("NFKC", character)
        if all(map(font_of, spelled)):
            return spelled
    return LOOKALIKES.get(character, REPLACEMENT)


@lru_cache(maxsize=4096)
def font_of(character: str) -> str | None:
    """The font that shows the character; None where none of ours does."""
    if unicodedata.category(character) in {"Cc", "Cs"}:
        return None
    point = ord(character)
    if all(point in covered(name) for name in STYLES.values()):
        return FAMILY
    return next((name for name in FALLBACKS if point in covered(name)), None)
