"""What the stand-ins were asked: booked on receipt, before any answer, because that is when vendors charge."""

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

_PREFIXES = {"/entrez/": "ncbi", "/anthropic/": "anthropic", "/openai/": "openai"}


@dataclass(frozen=True, slots=True)
class Booking:
    """One request. `number` counts from 1; `body` is its body's SHA-256, `key` a fingerprint of its key."""

    number: int
    vendor: str
    method: str
    path: str
    body: str
    key: str | None
    at: str
    """ISO instant, UTC."""


@dataclass
class Bookings:
    """All requests to a sandbox since it started."""

    requests: list[Booking] = field(default_factory=list[Booking])

    def book(self, method: str, path: str, body: bytes, key: str | None, at: datetime) -> Booking:
        """Book a request; the key itself is not kept."""
        booking = Booking(
            number=len(self.requests) + 1,
            vendor=vendor(path) or "",
            method=method,
            path=path,
            body=hashlib.sha256(body).hexdigest(),
            key=hashlib.sha256(key.encode()).hexdigest()[:12] if key else None,
            at=at.isoformat(),
        )
        self.requests.append(booking)
        return booking

    def counts(self) -> dict[str, int]:
        """Requests per vendor."""
        return dict(Counter(each.vendor for each in self.requests))

    def describe(self) -> dict[str, Any]:
        """As `GET /sandbox/requests` answers."""
        return {"counts": self.counts(), "requests": [asdict(each) for each in self.requests]}


def vendor(path: str) -> str | None:
    """The vendor whose address a path belongs to."""
    return next((name for prefix, name in _PREFIXES.items() if path.startswith(prefix)), None)
