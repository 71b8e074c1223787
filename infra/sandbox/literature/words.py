"""Words as PubMed indexes them: case, accents and punctuation make no difference, Greek letters are spelled out."""

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_GREEK = {
    code: unicodedata.name(chr(code)).split()[-1].replace("LAMDA", "LAMBDA").lower()
    for code in range(ord("α"), ord("ω") + 1)
}


def words(text: str) -> list[str]:
    """The words of a text: `BPC-157` is `bpc`, `157`; `TGF-β1` is `tgf`, `beta1`."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_GREEK)
    return _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))


def line(units: Iterable[str]) -> str:
    """Units of text (a title, a heading) in one searchable line: ` | bpc 157 | insulin resistance | `."""
    spoken = [" ".join(words(unit)) for unit in units]
    return " | " + "".join(f"{unit} | " for unit in spoken if unit)


def holds(line: str, phrase: str, *, whole: bool, truncated: bool) -> bool:
    """Whether a line holds a phrase of normal words, standing alone as a unit (`whole`) or with an open end."""
    start = "| " if whole else " "
    end = "" if truncated else " |" if whole else " "
    return f"{start}{phrase}{end}" in line
