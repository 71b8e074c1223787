"""How long a tick works, and how it waits for its turn with a vendor that others ask too."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from shared.platform.errors import Closed
from shared.platform.outages.turns import asking
from shared.platform.pace import Pace
from shared.platform.ports import Platform

T = TypeVar("T")

TURN = 60.0
"""Seconds that a turn with a vendor is waited for; a longer wait is the next tick's."""


@dataclass(frozen=True, slots=True)
class Patience:
    """A tick's time: it begins nothing after `until`."""

    platform: Platform
    until: datetime

    @property
    def over(self) -> bool:
        """Whether the tick has worked for as long as it may."""
        return self.platform.clock.now() >= self.until

    async def asked(self, vendor: str, pace: Pace, ask: Callable[[], Awaitable[T]]) -> T:
        """What `ask` gives, at the vendor's pace.

        Raises:
            Closed: the vendor is left alone for longer than a turn is waited for.
        """
        while True:
            try:
                async with asking(self.platform, vendor, pace):
                    return await ask()
            except Closed as exc:
                wait = exc.retry_in or 1.0
                if wait > TURN or self.over:
                    raise
                await self.platform.clock.sleep(wait)
