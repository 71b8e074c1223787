"""What a process made of what it read, kept for as long as it reads the same: bytes of immutable objects, rows as
values, values as answers.

Nothing is shown from here that was not asked about: whoever recalls says what the value was made of, as read just now,
and where that is not equal to what was read then, nothing is recalled.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

LARGEST = 8_000_000
"""Bytes that one memory holds. A Worker has 128 MB, of which the API's takes half before it has read anything."""


class Remembered:
    """What is recalled least goes first."""

    def __init__(self, largest: int = LARGEST) -> None:
        self.size = 0
        self._largest = largest
        self._kept: OrderedDict[Hashable, tuple[object, Any, int]] = OrderedDict()

    def recall(self, name: Hashable, made_of: object) -> Any:
        """The value of this name, or None where it is not there or was made of something else."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != made_of:
            return None
        self._kept.move_to_end(name)
        return kept[1]

    def remember(self, name: Hashable, made_of: object, value: Any, size: int) -> None:
        """Keep the value in place of what had its name; `size` is about how many bytes it and what it was made of
        take. One that would take an eighth of everything is not kept."""
        if (before := self._kept.pop(name, None)) is not None:
            self.size -= before[2]
        if size > self._largest // 8:
            return
        self._kept[name] = (made_of, value, size)
        self.size += size
        while self.size > self._largest:
            _, (_, _, least) = self._kept.popitem(last=False)
            self.size -= least
