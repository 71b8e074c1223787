"""Going back: which version each Worker would serve again, in the order that is safe for messages in flight."""

from collections.abc import Mapping
from dataclasses import dataclass

from infra.cloudflare.account.access import Target
from infra.cloudflare.deployment.commands import Command
from infra.cloudflare.deployment.order import ranks
from infra.cloudflare.deployment.releases import Standing, Version, current_release
from infra.cloudflare.deployment.rollout import back


@dataclass(frozen=True, slots=True)
class Returning:
    """Commands, producers before consumers; `staying` says by function why it is not among them."""

    commands: tuple[Command, ...]
    releases: tuple[str, ...]
    staying: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Release:
    """A release that Workers have versions of, since when, and whether any serves it now."""

    name: str
    since: str
    workers: tuple[str, ...]
    serves: bool


def going_back(target: Target, standings: Mapping[str, Standing], to: str | None, reason: str) -> Returning:
    """The way back to release `to`, or from the release that was deployed last to what each Worker served before.

    Producers go first: an old consumer would not know what a new producer sends. `standings` by function.
    """
    latest = current_release(list(standings.values()))
    commands: list[Command] = []
    staying: dict[str, str] = {}
    releases: dict[str, None] = {}
    for rank in reversed(ranks(standings)):
        for function in rank:
            there = standings[function]
            version, why = _chosen(there, to, latest)
            if version is None:
                staying[function] = why
                continue
            commands.append(back(target, function, version, reason))
            releases[there.release_of(version) or ""] = None
    return Returning(tuple(commands), tuple(releases), staying)


def _chosen(there: Standing, to: str | None, latest: str | None) -> tuple[Version | None, str]:
    """The version to serve again, or none and why."""
    if to is not None:
        version = there.of_release(to)
        if version is None:
            return None, f"it has no version of {to}"
        if dict(there.serving) == {version.id: 100}:
            return None, f"it serves {to}"
        return version, ""
    if latest is None:
        return None, "no release was deployed yet"
    if there.release != latest:
        return None, f"it serves {there.release or 'nothing'}, and {latest} is what was deployed last"
    version = there.former()
    return version, "" if version else f"it served nothing before {latest}"


def releases(standings: Mapping[str, Standing]) -> list[Release]:
    """Every release that a Worker has a version of, the newest first."""
    since: dict[str, str] = {}
    workers: dict[str, list[str]] = {}
    for function, each in standings.items():
        for version in each.versions:
            if version.tag:
                since[version.tag] = min(since.get(version.tag, version.created), version.created)
                workers.setdefault(version.tag, [])
                if function not in workers[version.tag]:
                    workers[version.tag].append(function)
    serving = {each.release for each in standings.values()}
    found = [Release(name, since[name], tuple(workers[name]), name in serving) for name in since]
    return sorted(found, key=lambda each: each.since, reverse=True)
