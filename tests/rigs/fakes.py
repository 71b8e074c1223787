"""Small working fakes for time, chance and queues: they keep what they were given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass
class ManualClock:
    """Time that moves when told; sleeping moves it too."""

    moment: datetime = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class CountingEntropy:
    """Tokens that count up, and no jitter."""

    count: int = 0

    def token(self) -> str:
        self.count += 1
        return f"{self.count:032x}"

    def fraction(self) -> float:
        return 0.0


@dataclass
class ListQueue:
    """A producer's end that keeps what it was sent."""

    bodies: list[str] = field(default_factory=list)
    delays: list[int] = field(default_factory=list)

    async def send(self, body: str, *, delay_seconds: int = 0) -> None:
        await self.send_batch([body], delay_seconds=delay_seconds)

    async def send_batch(self, bodies: Sequence[str], *, delay_seconds: int = 0) -> None:
        self.bodies += bodies
        self.delays += [delay_seconds] * len(bodies)


@dataclass
class HandDelivery:
    """A delivery handed over by the test, which can see how it was settled; the first settlement counts."""

    body: str
    attempts: int = 1
    id: str = "hand"
    settled: str | None = None
    delay: int | None = None

    def ack(self) -> None:
        if self.settled is None:
            self.settled = "acked"

    def retry(self, *, delay_seconds: int = 0) -> None:
        if self.settled is None:
            self.settled, self.delay = "retried", delay_seconds
