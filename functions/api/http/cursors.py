"""Where a list goes on, as requests say it: a cursor of `shared.platform.web.cursors`, or a problem that names it."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Query

from functions.api.http.problems import Problem
from shared.platform.web import cursors
from shared.platform.web.cursors import LONGEST

Cursor = Annotated[
    str | None,
    Query(
        max_length=LONGEST,
        pattern=r"^[A-Za-z0-9_-]+$",
        description="Where to go on: `next` of the page before, with the same parameters.",
    ),
]

made = cursors.made


def place_of(question: Mapping[str, Any], cursor: str | None, size: int) -> tuple[str, ...] | None:
    """The place of `size` texts that a cursor leads to; None without one.

    Raises:
        Problem: 400, it is none of this question's.
    """
    try:
        return None if cursor is None else cursors.place_of(question, cursor, size)
    except cursors.NotOfThisList:
        raise _not_ours() from None


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
