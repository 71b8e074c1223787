"""The values that D1 binds, checked before they are sent: JavaScript would round, replace or drop what it cannot hold.

D1 gets every number as a double (workerd 2026-11-17: ``typeof(?1)`` of 1 is `real`), which a column of INTEGER
affinity turns back into an integer. Elsewhere it stays one: a TEXT column keeps `5.0`, ``?1 / 2`` is 2.5.
"""

import math
from collections.abc import Sequence
from typing import Any, cast

from shared.platform.errors import DatabaseError

LARGEST_INTEGER = 2**53 - 1


def bound(values: Sequence[Any]) -> tuple[Any, ...]:
    """The values as D1 binds them: bool becomes 1 or 0.

    Raises:
        DatabaseError: a value has a type that D1 does not bind, or a number that JavaScript cannot hold.
    """
    return tuple(
        [
            value if value is None or (type(value) is str and value.isascii()) else _bound(position, value)
            for position, value in enumerate(values, 1)
        ]
    )


def read(value: Any) -> Any:
    """A value that D1 gave: a blob comes as a list of integers, from the SDK as a memoryview, and is bytes to us."""
    if isinstance(value, list | memoryview):
        return bytes(cast("Any", value))
    return value


def _bound(position: int, value: Any) -> Any:
    kind = cast("type[object]", type(value))
    if kind is bool:
        return int(value)
    if kind is int and abs(value) > LARGEST_INTEGER:
        raise DatabaseError(f"D1_TYPE_ERROR: ?{position} is {value}, beyond ±(2**53 - 1); store it as text")
    if kind is float and not math.isfinite(value):
        raise DatabaseError(f"D1_TYPE_ERROR: ?{position} is {value}; bind a finite number or None")
    if kind is str and not cast("str", value).isascii():
        try:
            cast("str", value).encode()
        except UnicodeEncodeError as exc:
            raise DatabaseError(f"D1_TYPE_ERROR: ?{position} is no Unicode text: {exc.reason}") from exc
    if value is None or kind in (int, float, str, bytes):
        return value
    raise DatabaseError(
        f"D1_TYPE_ERROR: Type '{kind.__name__}' not supported for ?{position}; bind text, numbers, bytes or None"
    )
