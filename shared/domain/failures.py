"""Which failures are alike: a reason without its particulars, and the fingerprint of a group of failures. Pure."""

import re
from collections.abc import Iterable

from shared.domain.canonical import digest

_PARTICULARS = re.compile(
    r"""
    (?P<address>\b[a-z][a-z0-9+.-]*://[^\s"'<>]+)
    | (?P<quoted>"[^"\n]*" | “[^”\n]*” | `[^`\n]*` | (?<!\w)'[^'\n]*'(?!\w))
    | (?P<counted>(?:,(?=\d)|[^\s"'`“”()\[\]{},;=<>])*\d(?:,(?=\d)|[^\s"'`“”()\[\]{},;=<>])*)  # also ids, keys
    | (?P<hex>\b[0-9a-f]{8,}\b)
    | (?P<slug>\b[a-z]+(?:-[a-z]+)+\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED = "#"
_STAND_INS = {"address": "URL", "quoted": '"..."', "counted": _NUMBERED, "hex": _NUMBERED, "slug": _NUMBERED}


def outline(reason: str, names: Iterable[str] = ()) -> str:
    """The reason with its particulars taken out: numbers, hex, quoted names, slugs, addresses, and these `names`.

    `nothing stored under packs/2c26.json for Exemplin-12` becomes `nothing stored under # for #`.
    """
    for name in sorted(filter(None, names), key=len, reverse=True):
        reason = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _NUMBERED, reason, flags=re.IGNORECASE)
    taken = _PARTICULARS.sub(lambda match: _STAND_INS[str(match.lastgroup)], reason)
    return " ".join(taken.split())


def group_of(stage: str, error: str, reason: str, names: Iterable[str] = ()) -> str:
    """The fingerprint of a failure, 12 hex characters: stage, class of the error, and the outline of its reason."""
    return digest(f"{stage}\n{error}\n{outline(reason, names)}".encode())[:12]
