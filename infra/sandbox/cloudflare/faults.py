"""How Cloudflare's API fails, on demand: a refusal in its own envelope, or a connection that drops."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from fastapi import Response

from infra.sandbox.bookings import Application, Booking, Spoil
from infra.sandbox.cloudflare.envelope import refused
from infra.sandbox.faults import line

Kind: TypeAlias = Literal["throttled", "500", "network lost", "answer lost", "request lost", "html"]
"""`throttled` is 429 with Retry-After; `network lost` is D1's text; the answer is lost after the deed, the request
before it; `html` is a proxy's page with status 502."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of requests whose method and path match `where`, a regular expression over `POST /accounts/...`.

    `times` is how often it occurs; `after` how many matching requests pass first; `seconds` is the Retry-After.
    """

    kind: Kind
    where: str = ""
    times: int = 1
    after: int = 0
    seconds: int = 0


class Failing:
    """An `Intervene` in which the first fault that is due occurs."""

    def __init__(self, faults: Sequence[Fault] = ()) -> None:
        self.set(*faults)

    def set(self, *faults: Fault) -> None:
        """These faults in place of all others; counting begins anew."""
        self.faults = faults
        self.matched = [0] * len(faults)
        self.fired: list[tuple[Kind, str]] = []

    async def __call__(self, booking: Booking, headers: Mapping[str, str]) -> Response | Spoil | None:
        del headers
        asked = f"{booking.method} {booking.path}"
        for number, fault in enumerate(self.faults):
            if not re.search(fault.where, asked):
                continue
            self.matched[number] += 1
            if fault.after < self.matched[number] <= fault.after + fault.times:
                self.fired.append((fault.kind, asked))
                return _occurring(fault)
        return None


def _occurring(fault: Fault) -> Response | Spoil:
    match fault.kind:
        case "throttled":
            return refused(
                429,
                10429,
                "More than 1200 requests per 300 seconds reached. Please wait.",
                {"retry-after": str(fault.seconds)},
            )
        case "500":
            return refused(500, 10002, "Internal server error")
        case "network lost":
            return refused(500, 7500, "Network connection lost.")
        case "html":
            return Response("<html><body><h1>502 Bad Gateway</h1></body></html>", 502, media_type="text/html")
        case "answer lost":
            return line.reset
        case "request lost":
            return _unheard


def _unheard(application: Application) -> Application:
    """The connection is reset and nothing was done."""
    del application

    async def nothing(scope: object, receive: object, send: object) -> None:
        del scope, receive, send

    return line.reset(nothing)
