"""Cursors: where a list goes on, as an opaque text that belongs to one question.

A cursor holds the place behind which the next page begins, and a checksum over that place and the question. It guards
nothing secret: whoever makes one up gets another place of a list that he may read anyhow. It keeps a cursor of one
question from being used for another, and a mistyped one from giving a page that nobody asked for.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any, cast

from shared.domain.canonical import fingerprint
from shared.domain.nesting import too_deep

LONGEST = 1_000
"""Characters of a cursor, at most."""


class NotOfThisList(ValueError):
    """A cursor that this question never gave."""


def made(question: Mapping[str, Any], place: tuple[str, ...]) -> str:
    """The cursor of the page behind `place`; `question` is all that the list depends on."""
    data = json.dumps([_check(question, place), *place], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def place_of(question: Mapping[str, Any], cursor: str, size: int) -> tuple[str, ...]:
    """The place of `size` texts that a cursor leads to.

    Raises:
        NotOfThisList: it is none of this question's, or no cursor at all.
    """
    if not re.fullmatch(r"[A-Za-z0-9_-]+", cursor[: LONGEST + 1]) or len(cursor) > LONGEST:
        raise NotOfThisList(cursor[:40])
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        told: object = None if too_deep(text) else json.loads(text)
        parts: list[Any] = cast("list[Any]", told) if isinstance(told, list) else []
        if len(parts) == size + 1 and all(isinstance(each, str) for each in parts):
            check, *place = cast("list[str]", parts)
            if check == _check(question, tuple(place)):
                return tuple(place)
    except (binascii.Error, ValueError):
        pass  # neither our alphabet, nor JSON, nor text
    raise NotOfThisList(cursor[:40])


def _check(question: Mapping[str, Any], place: tuple[str, ...]) -> str:
    return fingerprint({"question": dict(question), "place": list(place)})[:16]
