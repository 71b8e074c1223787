"""The schedule of faults: which are set, how often each occurred, and an address to see and change both."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from infra.sandbox.bookings import Booking, Spoil
from infra.sandbox.faults import line
from infra.sandbox.faults.answers import canned
from infra.sandbox.faults.batches import OUTCOMES, doomed
from infra.sandbox.faults.kept import KEPT, failing
from infra.sandbox.faults.rules import Rule, of_header, of_json
from infra.sandbox.faults.vocabulary import MAKING, BadFault, endpoint
from infra.sandbox.faults.words import reworded

HEADER = "x-sandbox-fault"
PATH = "/sandbox/faults"

_SEEDS = 1_000_000
_LINE: dict[str, Spoil] = {
    "reset": line.reset,
    "reset-midway": line.reset_midway,
    "cut-off": line.cut_off,
    "truncated": line.changed(line.truncated),
}


@dataclass(frozen=True, slots=True)
class Fired:
    """A fault that occurred: at which request (the number of its booking), and by which rule; None is a header."""

    request: int
    fault: str
    rule: int | None


class Faults:
    """An `Intervene` that lets the faults of its rules occur: the first rule that means a request, and whose times and
    chance allow it, is the one. A header on the request itself comes before all rules.

    Chances are drawn from `seed`, in the order of the requests; without one, a seed is drawn. `now` is in seconds.
    """

    def __init__(
        self, rules: Sequence[Rule] = (), seed: int | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._now = now
        self.replace(rules, seed)

    def replace(self, rules: Sequence[Rule], seed: int | None = None) -> None:
        """Set these rules in place of all others; counts and time begin anew."""
        self.rules = tuple(rules)
        self.seed = random.SystemRandom().randrange(_SEEDS) if seed is None else seed
        self.fired: list[Fired] = []
        self._chance = random.Random(self.seed)  # noqa: S311  (repeatable, not secret)
        self._set_at = self._now()

    async def __call__(self, booking: Booking, headers: Mapping[str, str]) -> Response | Spoil | None:
        if HEADER in headers:
            try:
                rule = of_header(headers[HEADER], booking.path)
            except BadFault as exc:
                return JSONResponse({"error": str(exc)}, 400)
            return self._occur(rule, None, booking)
        number = self._due(booking)
        return None if number is None else self._occur(self.rules[number], number, booking)

    def describe(self) -> dict[str, Any]:
        """As `GET /sandbox/faults` answers; the same `faults` can be sent back."""
        counts = [sum(each.rule == number for each in self.fired) for number in range(len(self.rules))]
        return {
            "seed": self.seed,
            "since": round(self._now() - self._set_at, 3),
            "faults": [each.model_dump(by_alias=True, exclude_defaults=True) for each in self.rules],
            "fired": counts,
            "requests": [{"request": each.request, "fault": each.fault, "rule": each.rule} for each in self.fired],
        }

    def _due(self, booking: Booking) -> int | None:
        asked, since = endpoint(booking.path), self._now() - self._set_at
        if asked is None:
            return None
        for number, rule in enumerate(self.rules):
            if not rule.means(asked, since):
                continue
            if rule.times is not None and sum(each.rule == number for each in self.fired) >= rule.times:
                continue
            if rule.probability == 1 or self._chance.random() < rule.probability:
                return number
        return None

    def _occur(self, rule: Rule, number: int | None, booking: Booking) -> Response | Spoil:
        self.fired.append(Fired(booking.number, rule.fault, number))
        asked, seconds = endpoint(booking.path) or "", rule.length
        if rule.fault in _LINE:
            return _LINE[rule.fault]
        if rule.fault in OUTCOMES and asked == MAKING:
            return doomed(rule.fault)
        if rule.fault == KEPT:
            return failing
        if rule.fault in ("latency", "slow-drip"):
            return (line.late if rule.fault == "latency" else line.dripping)(seconds or 0.0)
        return canned(asked, rule.fault, seconds, booking) or reworded(asked, rule.fault)


def router(faults: Faults) -> APIRouter:
    """See, replace and clear a schedule while the sandbox runs."""
    routes = APIRouter(prefix=PATH)

    @routes.get("")
    async def see() -> Response:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse(faults.describe())

    @routes.post("")
    async def replace(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        try:
            faults.replace(*of_json(await request.body()))
        except BadFault as exc:
            return JSONResponse({"error": str(exc)}, 400)
        return JSONResponse(faults.describe())

    @routes.delete("")
    async def clear() -> Response:  # pyright: ignore[reportUnusedFunction]
        faults.replace(())
        return JSONResponse(faults.describe())

    return routes
