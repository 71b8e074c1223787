"""Whether what was deployed answers: each Worker that is reachable from outside, asked at its own address."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx

from infra.cloudflare.deployment.signals import Signals
from infra.cloudflare.manifests import Manifest
from infra.local.network.certificates import certificates

PATHS: Mapping[str, tuple[str, int]] = {
    "site": ("/healthz", 200),
    "api": ("/api/health", 200),
    # It says nothing without its token, and to say so it must run.
    "operate": ("/operate/v1/", 401),
}
"""By function, what is asked and the status of a good answer."""

OVERRIDE = "Cloudflare-Workers-Version-Overrides"
"""Sends a request to one version of a split deployment (developers.cloudflare.com/workers/configuration/
versions-and-deployments/version-overrides)."""

_BETWEEN = 2.0
_TIMEOUT = 15.0


@dataclass(frozen=True, slots=True)
class Door:
    """Where a Worker is asked how it is."""

    function: str
    worker: str
    url: str
    status: int = 200


def doors(manifests: Sequence[Manifest], env: Mapping[str, str]) -> list[Door]:
    """The doors of all Workers that have one: their custom domain, or `PEPTALK_<FUNCTION>_URL` in its place."""
    found: list[Door] = []
    for each in manifests:
        if each.function in PATHS and each.domains:
            at = env.get(f"PEPTALK_{each.function.upper()}_URL") or f"https://{each.domains[0]}"
            path, status = PATHS[each.function]
            found.append(Door(each.function, each.worker, at.rstrip("/") + path, status))
    return found


@dataclass(frozen=True, slots=True)
class Watching:
    """Checks during a deployment: the doors that answered well before it, and those of every Worker that it moved."""

    doors: Sequence[Door]
    well: frozenset[str]
    patience: float
    signals: Signals | None = None

    async def faults(self, versions: Mapping[str, str]) -> list[str]:
        """What is wrong now. A door that was shut before is not held against Workers that have not moved."""
        asked = [each for each in self.doors if each.worker in self.well or each.worker in versions]
        heard = await self.signals.faults() if self.signals else []
        return [*await faults(asked, versions, self.patience), *heard]


async def watch(doors: Sequence[Door], patience: float, signals: Signals | None = None) -> Watching:
    """See which doors answer well before anything is changed."""
    shut = await asyncio.gather(*(faults([each], {}, 0.0) for each in doors))
    well = frozenset(door.worker for door, found in zip(doors, shut, strict=True) if not found)
    return Watching(doors, well, patience, signals)


async def faults(asked: Sequence[Door], versions: Mapping[str, str], patience: float) -> list[str]:
    """What is wrong at the doors, one line each; empty when every one answers well.

    `versions` are the new ones by Worker: each request is for that version, however little traffic it has. A door is
    asked until it answers well, `patience` seconds at most: a new domain's certificate takes its time.
    """
    async with httpx.AsyncClient(timeout=_TIMEOUT, verify=certificates()) as http:
        found = await asyncio.gather(*(_fault(http, door, versions.get(door.worker), patience) for door in asked))
    return [each for each in found if each]


async def _fault(http: httpx.AsyncClient, door: Door, version: str | None, patience: float) -> str | None:
    headers = {OVERRIDE: f'{door.worker}="{version}"'} if version else {}
    loop = asyncio.get_running_loop()
    until = loop.time() + patience
    while True:
        try:
            answer = await http.get(door.url, headers=headers)
            if answer.status_code == door.status:
                return None
            said = f"answered {answer.status_code}"
        except httpx.HTTPError as exc:
            said = f"did not answer ({type(exc).__name__}: {exc})"
        if loop.time() + _BETWEEN > until:
            return f"{door.function}: {door.url} {said}"
        await asyncio.sleep(_BETWEEN)
