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
from typing import Annotated, Any, cast

from fastapi import Query

from functions.api.http.problems import Problem
from shared.domain.canonical import fingerprint
from shared.domain.nesting import too_deep

LONGEST = 1_000

Cursor = Annotated[
    str | None,
    Query(
        max_length=LONGEST,
        pattern=r"^[A-Za-z0-9_-]+$",
        description="Where to go on: `next` of the page before, with the same parameters.",
    ),
]


def made(question: Mapping[str, Any], place: tuple[str, ...]) -> str:
    """The cursor of the page behind `place`; `question` is all that the list depends on."""
    data = json.dumps([_check(question, place), *place], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def place_of(question: Mapping[str, Any], cursor: str | None, size: int) -> tuple[str, ...] | None:
    """The place of `size` texts that a cursor leads to; None without one.

    Raises:
        Problem: 400, it is none of this question's.
    """
    if cursor is None:
        return None
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        told: object = None if too_deep(text) else json.loads(text)
        parts: list[Any] = cast("list[Any]", told) if isinstance(told, list) else []
        if len(parts) == size + 1 and all(isinstance(each, str) for each in parts):
            check, *rest = cast("list[str]", parts)
            place = tuple(rest)
            if check == _check(question, place):
                return place
    except (binascii.Error, ValueError):
        pass  # neither our alphabet, nor JSON, nor text
    raise _not_ours()


def number_of(question: Mapping[str, Any], cursor: str | None) -> int | None:
    """The place that a cursor of a list by number leads to; None without one.

    Raises:
        Problem: 400, it is none of this question's, or somebody made it up of something else than a number.
    """
    place = place_of(question, cursor, 1)
    if place is None:
        return None
    if not re.fullmatch(r"[0-9]{1,15}", place[0], re.ASCII):
        raise _not_ours()
    return int(place[0])


def _not_ours() -> Problem:
    said = (
        "The cursor is not one of this list. Take `next` of the page before, with the same parameters, or begin "
        "without a cursor."
    )
    return Problem(400, said, why="bad_cursor")


def _check(question: Mapping[str, Any], place: tuple[str, ...]) -> str:
    return fingerprint({"question": dict(question), "place": list(place)})[:16]
