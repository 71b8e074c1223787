"""A Range header as RFC 9110, section 14, has it: one range of bytes, or the whole where it asks for anything else."""

import re
from typing import NamedTuple

_ONE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


class Unsatisfiable(Exception):
    """Nothing of the range is there: 416."""


class Part(NamedTuple):
    """Bytes from `first` to `last`, both counted."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def asked_for(range: str | None, if_range: str | None, etag: str, size: int) -> Part | None:
    """The part of `size` bytes that a request asks for, or None for the whole.

    Several ranges, other units and what cannot be read are ignored, as section 14.2 allows. An If-Range that is not
    this very entity tag means that the client's part is of something else: it is given the whole.

    Raises:
        Unsatisfiable: the range begins behind the end, or is of no byte.
    """
    read = _ONE.fullmatch(range or "")
    if read is None or not (read[1] or read[2]) or (if_range is not None and if_range.strip() != etag):
        return None
    if not read[1]:
        last_ones = int(read[2])
        if last_ones == 0 or size == 0:
            raise Unsatisfiable
        return Part(max(0, size - last_ones), size - 1)
    first, last = int(read[1]), int(read[2]) if read[2] else size - 1
    if read[2] and last < first:
        return None
    if first >= size:
        raise Unsatisfiable
    return Part(first, min(last, size - 1))
