"""How a name may stand in a text: hyphens and spaces are one, Greek letters may be spelled out, figures low or high.

`BPC-157`, `BPC 157` and `BPC157` are one name, as are `thymosin beta-4` and `Thymosin β₄`, or `PYY 3-36` and `PYY₃₋₃₆`.
"""

import re

_BREAK = r"[-\s\u2010-\u2013\u208b]"
_JOINT = _BREAK + r"{0,2}"
_GREEK = (("α", "alpha"), ("β", "beta"), ("γ", "gamma"), ("δ", "delta"))
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def spelled(name: str) -> str:
    """A pattern for every spelling of a name, without regard to what stands beside it; for IGNORECASE."""
    whole = _JOINT.join("".join(map(_letter, part)) for part in re.split(rf"{_BREAK}+", name) if part)
    for letter, word in _GREEK:
        whole = re.sub(rf"{letter}|\b{word}\b", rf"(?:{letter}|{word})", whole, flags=re.IGNORECASE)
    return whole


def _letter(letter: str) -> str:
    if "0" <= letter <= "9":
        return f"[{letter}{chr(0x2080 + int(letter))}{_HIGH[int(letter)]}]"
    return re.escape(letter)
