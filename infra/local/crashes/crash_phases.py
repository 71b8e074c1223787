"""What a process has in flight, kept in a file by shared memory, for whoever kills it to read afterwards."""

import mmap
import time
from pathlib import Path

KINDS = ("call", "commit", "send", "put", "lease", "settle")
"""What may be in flight: a request to a vendor by Http, a write of the database, a send, a put, a lease, a settlement
or another write of the broker."""

_FIRST_LEASE, _TAKEN_OVER = len(KINDS), len(KINDS) + 1
_FIELDS = len(KINDS) + 2


class Phases:
    """A file of 64-bit integers, shared by memory: what a process has in flight, and when it came back to work."""

    def __init__(self, path: Path) -> None:
        with path.open("ab") as file:
            file.truncate(_FIELDS * 8)
        with path.open("r+b") as file:
            self._fields = memoryview(mmap.mmap(file.fileno(), _FIELDS * 8)).cast("q")

    def clear(self) -> None:
        """Nothing in flight, nothing happened: before another process writes here."""
        self._fields[:] = memoryview(bytes(_FIELDS * 8)).cast("q")

    @property
    def in_flight(self) -> list[str]:
        """The kinds that are in flight."""
        return [kind for at, kind in enumerate(KINDS) if self._fields[at]]

    @property
    def first_lease(self) -> float | None:
        """When the process first leased a batch, on `time.monotonic`'s scale; None where it has not."""
        return self._fields[_FIRST_LEASE] / 1e9 or None

    @property
    def taken_over(self) -> float | None:
        """When it first took over what a gone process held, on the same scale."""
        return self._fields[_TAKEN_OVER] / 1e9 or None

    def add(self, kind: str, count: int) -> None:
        """Count an effect in, or out with -1."""
        self._fields[KINDS.index(kind)] += count

    def leased(self) -> None:
        """A batch is in hand."""
        self._fields[_FIRST_LEASE] = self._fields[_FIRST_LEASE] or time.monotonic_ns()

    def took_over(self) -> None:
        """A gone process's leases and claims are free."""
        self._fields[_TAKEN_OVER] = self._fields[_TAKEN_OVER] or time.monotonic_ns()
