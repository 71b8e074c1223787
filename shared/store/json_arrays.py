"""Rows as JSON arrays, each of which fits into one parameter of a statement: D1 takes strings of at most 2 MB."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shared.domain.canonical import canonical

BYTES_AT_MOST = 900_000
"""Of one array: far below D1's limit, because a Worker holds several copies of it."""


def arrays(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The rows in their order as canonical JSON, each array below BYTES_AT_MOST unless one row alone is larger."""
    for group in groups((canonical(dict(row)) for row in rows), BYTES_AT_MOST):
        yield array(group)


def groups(texts: Iterable[bytes], at_most: int) -> Iterator[list[bytes]]:
    """JSON texts in their order, as many at a time as make an array of at most so many bytes, and never none."""
    group: list[bytes] = []
    size = 0
    for text in texts:
        weight = len(text) + 1
        if group and size + weight > at_most:
            yield group
            group, size = [], 0
        group.append(text)
        size += weight
    if group:
        yield group


def array(texts: Iterable[bytes]) -> str:
    """The JSON array of these JSON texts."""
    return f"[{b','.join(texts).decode()}]"
