"""Which release each Worker serves, and which it served before: read from Cloudflare itself, so that any machine knows.

`deploy` tags every version that it uploads with the release, the commit's first 12 digits. A changed secret makes a
version of its own without a tag: it belongs to the release whose code it carries. A Worker's very first versions, which
`secret put` makes before there is code, belong to none and are never gone back to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from infra.cloudflare.account.inventory import Account
from infra.cloudflare.account.patience import Missing


@dataclass(frozen=True, slots=True)
class Version:
    """One upload of a Worker, or one change of its secrets."""

    id: str
    number: int
    tag: str | None
    created: str


@dataclass(frozen=True, slots=True)
class Deployment:
    """Which versions served from `created` on, and how many percent each."""

    created: str
    split: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Standing:
    """A Worker as it stands; versions and deployments newest first, both empty where there is no such Worker."""

    worker: str
    versions: Sequence[Version] = ()
    deployments: Sequence[Deployment] = ()

    @property
    def serving(self) -> Mapping[str, float]:
        """Percent by version."""
        return self.deployments[0].split if self.deployments else {}

    @property
    def current(self) -> Version | None:
        """The newest of the versions that serve."""
        return max((each for each in self.versions if each.id in self.serving), key=_number, default=None)

    @property
    def release(self) -> str | None:
        """The release of the newest version that serves."""
        return self.release_of(self.current) if self.current else None

    @property
    def main(self) -> Version | None:
        """The version of a release that serves most: where to go back to when the next one fails."""
        known = [each for each in self.versions if each.id in self.serving and self.release_of(each)]
        return max(known, key=lambda each: (self.serving[each.id], -each.number), default=None)

    def release_of(self, version: Version) -> str | None:
        """The version's tag, or that of the nearest older version that has one."""
        older = [each for each in self.versions if each.number <= version.number and each.tag]
        return max(older, key=_number).tag if older else None

    def of_release(self, release: str) -> Version | None:
        """The newest version of that release."""
        return max((each for each in self.versions if self.release_of(each) == release), key=_number, default=None)

    def former(self) -> Version | None:
        """The version that served all before the current release did: none that is newer, none of no release."""
        current = self.current
        if current is None:
            return None
        by_id = {each.id: each for each in self.versions}
        for deployment in self.deployments:
            alone = by_id.get(next(iter(deployment.split))) if len(deployment.split) == 1 else None
            if alone and alone.number < current.number and self.release_of(alone) not in (None, self.release):
                return alone
        return None


def current_release(standings: Sequence[Standing]) -> str | None:
    """The release that was deployed last, to whichever Workers."""
    deployed = [each for each in standings if each.release and each.deployments]
    return max(deployed, key=lambda each: each.deployments[0].created).release if deployed else None


async def standing(account: Account, worker: str) -> Standing:
    """How a Worker stands. Raises as `Patience` does, but not where there is no such Worker."""
    path = f"/accounts/{account.id}/workers/scripts/{worker}"
    try:
        versions = await _items(account, f"show the versions of {worker}", f"{path}/versions", "items")
        deployments = await _items(account, f"show the deployments of {worker}", f"{path}/deployments", "deployments")
    except Missing:
        return Standing(worker)
    return Standing(
        worker,
        sorted(map(_version, versions), key=_number, reverse=True),
        sorted(map(_deployment, deployments), key=lambda each: each.created, reverse=True),
    )


async def _items(account: Account, what: str, path: str, key: str) -> list[dict[str, Any]]:
    # As wrangler reads them: the SDK's own list looks for the deployments under another name.
    async def ask() -> Any:
        return await account.sdk.get(path, cast_to=object)

    return (await account.patiently(what, ask))["result"][key]


def _version(told: dict[str, Any]) -> Version:
    annotations: dict[str, str] = told.get("annotations") or {}
    metadata: dict[str, str] = told.get("metadata") or {}
    tag, created = annotations.get("workers/tag") or None, metadata.get("created_on", "")
    return Version(told["id"], int(told.get("number", 0)), tag, created)


def _deployment(told: dict[str, Any]) -> Deployment:
    return Deployment(told["created_on"], {each["version_id"]: each["percentage"] for each in told["versions"]})


def _number(version: Version) -> int:
    return version.number
