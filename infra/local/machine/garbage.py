"""When CPython looks for garbage, which has all wait that is in hand."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

OBJECTS_A_COLLECTION = 50_000
"""Objects that outlive the making of others, after which the youngest are looked through for garbage; Python's own
number is 700 (docs.python.org/3/library/gc.html#gc.set_threshold)."""

_found: list[tuple[int, int, int]] = []
"""The thresholds that each context of this process found; the first are Python's own."""


@contextmanager
def rarer_collections() -> Generator[None]:
    """What was there before is not gone through for garbage, and what is made then seldom. Of contexts that overlap,
    the first to open sets aside what was there, and the last to close takes it back."""
    _found.append(gc.get_threshold())
    if len(_found) == 1:
        gc.collect()
        gc.freeze()
        gc.set_threshold(OBJECTS_A_COLLECTION, *_found[0][1:])
    try:
        yield
    finally:
        if len(_found) == 1:
            gc.set_threshold(*_found[0])
            gc.unfreeze()
        _found.pop()
