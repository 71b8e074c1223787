"""The evidence grade: GRADE-informed, computed, recomputable to the same bytes."""

from shared.domain.study import Frozen
from shared.domain.vocabulary import Level


class Step(Frozen):
    """One rule's part in a grade: the rule, the level after it, and why in words."""

    rule: str
    level: Level
    reason: str


class Grade(Frozen):
    """The level and its proof: the counts it was computed from and every step in order."""

    v: int = 1
    level: Level
    inputs: dict[str, int]
    steps: tuple[Step, ...]
