"""How many requests a reader may make in a minute, by what they ask for; and the windows that they are counted in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

RouteClass = Literal["public", "account", "sign-in", "paid", "export", "mcp"]

CLASSES: tuple[RouteClass, ...] = get_args(RouteClass)

WINDOW = 60
"""Seconds."""

USUAL: Mapping[RouteClass, int] = {
    "public": 300,
    "account": 60,
    "sign-in": 20,
    "paid": 120,
    "export": 20,
    "mcp": 120,
}
"""Requests in a window, of one key's or session's account, or of one network without either."""

EXACT: frozenset[RouteClass] = frozenset({"sign-in", "export"})
"""What all processes count together from the first request on: what costs most, and what is guessed at."""


@dataclass(frozen=True, slots=True)
class Quota:
    """The quota of a class. Of it `near` requests are counted by each process for itself, the rest by all together, who
    take `block` requests of it at a time."""

    name: RouteClass
    limit: int

    @property
    def near(self) -> int:
        return 0 if self.name in EXACT else self.limit // 4

    @property
    def block(self) -> int:
        return 1 if self.name in EXACT else max(1, self.limit // 10)


@dataclass
class Spent:
    """What one process knows of a subject in one window: `used` of its own share, `granted` of what it took from all,
    `left` of what is all's, as it was told last."""

    window: int
    left: int
    used: int = 0
    granted: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass; how many more may, and after how many seconds the next window begins."""

    passes: bool
    quota: Quota
    remaining: int
    reset: int


def quotas(text: str) -> dict[RouteClass, Quota]:
    """The quotas, those that a list names (`public=600,mcp=60`) in place of the usual ones.

    Raises:
        ValueError: a class is unknown, or a number is none from 1 to 1,000,000.
    """
    limits = dict(USUAL)
    for each in filter(None, (part.strip() for part in text.split(","))):
        name, _, number = each.partition("=")
        if name not in CLASSES:
            raise ValueError(f"{name!r}: no such class of routes; there are {', '.join(CLASSES)}")
        if not number.isdecimal() or not 1 <= int(number) <= 1_000_000:
            raise ValueError(f"{each!r}: write {name}=100, a number of requests a minute")
        limits[name] = int(number)
    return {name: Quota(name, limit) for name, limit in limits.items()}


def window_of(seconds: float) -> tuple[int, int]:
    """The window of an instant (seconds since 1970): when it began, and how many seconds of it are left."""
    began = int(seconds) // WINDOW * WINDOW
    return began, began + WINDOW - int(seconds)
