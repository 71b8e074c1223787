"""Rate limits: how much a reader asked for in this minute, told in every answer and refused beyond it.

Headers are those of draft-ietf-httpapi-ratelimit-headers-10. Each process lets a share of the quota pass on its own
count, so that nearly no reader costs a write; beyond it the processes share one count in the database, of which each
takes a block at a time. Who asks is an account, else the network that the request comes from; who signs in, always the
network.
"""

import re

from fastapi import Depends
from starlette.requests import Request

from functions.api.http.asker import address
from functions.api.http.context import BY_MCP, Asking, Configured, Here, kept_of
from functions.api.http.problems import Problem
from functions.api.settings import ApiSettings
from shared.domain.accounts.networks import network_64
from shared.domain.accounts.rate import Quota, RouteClass, Spent, Verdict, window_of
from shared.domain.accounts.signing import subject_mark
from shared.platform.ports import Platform
from shared.store.accounts import rate_counts

HEADERS = "peptalk.rate_limit"
"""Where in the ASGI scope the headers are put that `handler` adds to the answer."""

STATE = "rate_limits"
SUBJECTS_AT_MOST = 20_000
"""Subjects that a process remembers; beyond them it begins anew, and lets each have its own share once more."""

_CLASSES: tuple[tuple[re.Pattern[str], RouteClass], ...] = (
    (re.compile(r"/sign-in|/api/sign-in"), "sign-in"),
    (re.compile(r"/api/mcp"), "mcp"),
    (re.compile(r"/api/export"), "export"),
    (re.compile(r"/api/peptides/[^/]+/(versions/[^/]+/)?pdf$"), "paid"),
    (re.compile(r"/account|/api/(account|session|keys|checkout|portal|saved|searches|address)"), "account"),
)


class Limits:
    """What one process counted."""

    def __init__(self) -> None:
        self._spent: dict[tuple[RouteClass, str], Spent] = {}

    async def spend(self, platform: Platform, quota: Quota, subject: str) -> Verdict:
        """Count one request of a subject."""
        window, reset = window_of(platform.clock.now().timestamp())
        one = self._of(quota, subject, window)
        if one.used < quota.near:
            one.used += 1
        elif one.granted > 0:
            one.granted -= 1
        elif one.left > 0:
            await self._take(platform, quota, subject, one)
        else:
            return Verdict(False, quota, 0, reset)
        if one.left < 0:
            one.left = 0
            return Verdict(False, quota, 0, reset)
        return Verdict(True, quota, quota.near - one.used + one.granted + one.left, reset)

    def _of(self, quota: Quota, subject: str, window: int) -> Spent:
        one = self._spent.get((quota.name, subject))
        if one is None or one.window != window:
            if len(self._spent) >= SUBJECTS_AT_MOST:
                self._spent.clear()
            one = self._spent[quota.name, subject] = Spent(window, quota.limit - quota.near)
        return one

    async def _take(self, platform: Platform, quota: Quota, subject: str, one: Spent) -> None:
        """Take a block of what all share, and use one of it. Less than nothing is left where there was none to take."""
        mark = subject_mark(ApiSettings.read(platform.env).signing_key, "rate", f"{quota.name} {subject}")
        block = min(quota.block, one.left)
        total = await rate_counts.take(platform.db, mark, one.window, block)
        shared = quota.limit - quota.near
        had = min(block, shared - (total - block))
        one.left = shared - total if had > 0 else -1
        if had > 0:
            one.granted += had - 1
            one.left = max(0, one.left)


def class_of(path: str) -> RouteClass:
    """Which class a path belongs to."""
    for pattern, name in _CLASSES:
        if pattern.match(path):
            return name
    return "public"


async def limit(request: Request, asking: Asking, platform: Here, settings: Configured) -> None:
    if BY_MCP in request.scope:
        return
    subject = f"user {asking.user}" if asking.user else _network(request)
    await _count(request, subject, platform, settings)


async def _limited_by_network(request: Request, platform: Here, settings: Configured) -> None:
    await _count(request, _network(request), platform, settings)


def _network(request: Request) -> str:
    return f"network {network_64(address(request))}"


async def _count(request: Request, subject: str, platform: Platform, settings: ApiSettings) -> None:
    limits = kept_of(request, STATE, Limits)
    verdict = await limits.spend(platform, settings.quotas[class_of(request.scope["path"])], subject)
    request.scope[HEADERS].update(headers(verdict))
    if not verdict.passes:
        platform.log.warning("rate_limited", route_class=verdict.quota.name, known=subject.startswith("user "))
        said = f"At most {verdict.quota.limit} requests of this kind pass in a minute. Try again in {verdict.reset} s."
        raise Problem(429, said, why="rate_limited", headers={"retry-after": str(verdict.reset)})


Limited = Depends(limit)
"""For every router: counts the request before its route sees it."""

LimitedByNetwork = Depends(_limited_by_network)
"""For those by whose routes one signs in: whoever is signed in already is counted like everybody else there."""


def headers(verdict: Verdict) -> dict[str, str]:
    """What every answer says of the limit."""
    name, limit = verdict.quota.name, verdict.quota.limit
    return {
        "ratelimit-policy": f'"{name}";q={limit};w=60',
        "ratelimit": f'"{name}";r={verdict.remaining};t={verdict.reset}',
    }
