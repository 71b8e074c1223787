"""What is refused is counted, for an operator to see. Anybody can have something refused, as often as he likes, and the
database does one thing at a time: so a flood of it becomes no flood of writes."""

from collections import Counter
from datetime import datetime

from functions.webhook.verification import Refusal

AT_ONCE = 20
"""How many of one reason a process writes one by one in a minute. What comes beyond is written with a later one; where
the process ends before there is one, it is not told."""

_MINUTE = 60


class Refusals:
    """What one process has counted and not written yet."""

    def __init__(self) -> None:
        self._held: Counter[Refusal] = Counter()
        self._written: Counter[Refusal] = Counter()
        self._minute = 0

    def due(self, reason: Refusal, now: datetime) -> int:
        """Count one more; how many of its reason are to be written now, 0 where they can wait."""
        self._held[reason] += 1
        minute = int(now.timestamp()) // _MINUTE
        if minute != self._minute:
            self._minute = minute
            self._written.clear()
        if self._written[reason] >= AT_ONCE:
            return 0
        self._written[reason] += 1
        return self._held.pop(reason)
