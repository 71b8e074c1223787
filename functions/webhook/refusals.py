"""What is refused is counted, for an operator to see. Anybody can have something refused, as often as he likes, and the
database does one thing at a time: so a flood of it becomes no flood of writes."""

from collections import Counter
from datetime import datetime

from functions.webhook.verification import Refusal

AT_ONCE = 20
"""How many of one reason a process writes one by one in a minute. What comes beyond is written each time that it is as
much as was written in this minute: a million are 35 writes. A process is not told that it ends; so of what it refused
in its last minute up to half is not counted, though each is a line of its log. A flood is seen all the same."""

_MINUTE = 60


class Refusals:
    """What one process has counted and not written yet."""

    def __init__(self) -> None:
        self._held: Counter[Refusal] = Counter()
        self._writes: Counter[Refusal] = Counter()
        self._written: Counter[Refusal] = Counter()
        self._minute = 0

    def due(self, reason: Refusal, now: datetime) -> int:
        """Count one more; how many of its reason are to be written now, 0 where they can wait."""
        self._held[reason] += 1
        minute = int(now.timestamp()) // _MINUTE
        if minute != self._minute:
            self._minute = minute
            self._writes.clear()
            self._written.clear()
        if self._writes[reason] >= AT_ONCE and self._held[reason] < self._written[reason]:
            return 0
        self._writes[reason] += 1
        self._written[reason] += self._held[reason]
        return self._held.pop(reason)
