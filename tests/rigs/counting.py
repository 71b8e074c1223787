"""A database that counts what it is asked."""

from collections.abc import Callable
from typing import Any

from shared.platform.ports import Database


class Counted:
    """`asked` is how many questions there were; a batch is one."""

    def __init__(self, inner: Database) -> None:
        self._inner = inner
        self._counts: list[str] = []

    def beside(self, inner: Database | None) -> "Counted":
        """Another database whose questions count here too."""
        assert inner is not None
        other = Counted(inner)
        other._counts = self._counts
        return other

    @property
    def asked(self) -> int:
        return len(self._counts)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        self._counts.append(name)
        return getattr(self._inner, name)
