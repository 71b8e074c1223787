"""What a part of the benchmark hands over: its rows, and how much work it is asked to do.

A part is a module of this folder with `measure(scale: Scale) -> list[Row]`; `tests.bench.__main__` finds it by that.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Scale:
    """How much work each measure does, as a share of the full counts."""

    share: float = 1.0

    def of(self, full: int, at_least: int = 1) -> int:
        """That share of a full count."""
        return max(at_least, round(full * self.share))


FULL, TINY = Scale(1.0), Scale(0.001)


@dataclass(frozen=True)
class Row:
    """One measure: ours, the best peer's and the bare baseline's, all in `unit` and taken in the same run.

    None where nothing can stand there; `note` then says why. `better` says which way the unit is good.
    """

    what: str
    ours: float
    peer: float | None
    baseline: float | None
    unit: str
    note: str = ""
    better: Literal["more", "less"] = "more"

    @property
    def ratio(self) -> float | None:
        """Ours divided by the best peer's, whatever the direction."""
        return _ratio(self.ours, self.peer)

    @property
    def ratio_to_baseline(self) -> float | None:
        """Ours divided by the bare baseline's, whatever the direction."""
        return _ratio(self.ours, self.baseline)


def _ratio(ours: float, other: float | None) -> float | None:
    return ours / other if other else None
