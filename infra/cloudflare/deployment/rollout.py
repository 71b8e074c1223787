"""A deployment as a plan: every command in its order, before the first is run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.cloudflare.account.access import Target
from infra.cloudflare.deployment.commands import WRANGLER, Command
from infra.cloudflare.deployment.order import ranks
from infra.cloudflare.deployment.releases import Standing, Version
from infra.cloudflare.manifests import Manifest

WAVES = (10, 50, 100)
"""Percent of traffic that the new version gets, wave after wave."""

NEW = "<new version>"
"""Stands for the version's id until the upload tells it."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Commands that belong together. `checked` phases are followed by a wait and the health checks."""

    title: str
    commands: tuple[tuple[Manifest | None, Command], ...]
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Rollout:
    """What a deployment will do. `former` is where each Worker goes back to, by its function; the others are new."""

    target: Target
    release: str
    phases: tuple[Phase, ...]
    former: Mapping[str, Version]
    there: tuple[str, ...]
    """Functions that serve this release to all already; only what no version holds is set anew."""

    def lines(self) -> Iterator[str]:
        """The plan for a person: commands as they could be typed, and when health is looked at."""
        for phase in self.phases:
            yield f"# {phase.title}"
            yield from (str(command) for _, command in phase.commands)
            if phase.checked:
                yield "# health checks; where one fails, everything goes back to its former version"


def rollout(
    target: Target, release: str, message: str, manifests: Sequence[Manifest], standings: Mapping[str, Standing], *,
    vendor: bool = True,
) -> Rollout:  # fmt: skip
    """The plan that brings `release` to every Worker; `standings` by function.

    A Worker without a version of any release is deployed whole: there is nothing to go back to, and consumers, crons
    and domains come with it. Every other one gets a version that takes traffic over in waves. A Worker that serves the
    release to all keeps its version, so that a deployment which was stopped goes on where it was.
    """
    by_function = {each.function: each for each in manifests}
    there = tuple(name for name in by_function if _serves(standings[name], release))
    former = {name: version for name in by_function if name not in there and (version := standings[name].main)}
    phases = [_migrations(target, manifests)]
    if vendor:
        phases.append(Phase("Dependencies of every Worker", ((None, Command(Path(), ("make", "vendor"))),)))
    for number, rank in enumerate(ranks(by_function), 1):
        moving, staying = ([by_function[name] for name in rank if (name in there) is stays] for stays in (False, True))
        phases += _rank(f"rank {number}", target, release, message, moving, staying, former)
    return Rollout(target, release, tuple(each for each in phases if each.commands), former, there)


def back(target: Target, function: str, version: Version, message: str) -> Command:
    """The command that gives all traffic back to a version, even where secrets have changed since."""
    words = (WRANGLER, "rollback", version.id, "--env", target.value, "--message", message, "--yes")
    return Command(_folder(function), words)


def _migrations(target: Target, manifests: Sequence[Manifest]) -> Phase:
    names = sorted({name for each in manifests for name in each.databases})
    commands = [Command(Path(), (WRANGLER, "d1", "migrations", "apply", name, "--remote")) for name in names]
    return Phase("Migrations, before any code that needs them", tuple((None, each) for each in commands))


def _rank(
    name: str, target: Target, release: str, message: str,
    moving: Sequence[Manifest], staying: Sequence[Manifest], former: Mapping[str, Version],
) -> Iterator[Phase]:  # fmt: skip
    def phase(title: str, workers: Sequence[Manifest], *words: str, checked: bool = False) -> Phase:
        return _phase(title, name, [(each, (WRANGLER, *words)) for each in workers], checked=checked)

    env = ("--env", target.value)
    tagged = (*env, "--tag", release, "--message", message)
    first = [each for each in moving if each.function not in former]
    later = [each for each in moving if each.function in former]
    yield phase("First deployment, with consumers, crons and domains", first, "deploy", *tagged, checked=True)
    yield phase("Upload", later, "versions", "upload", *tagged)
    for percent in WAVES:
        split = [(each, _wave(percent, former[each.function], env, message)) for each in later]
        yield _phase(f"{percent} % of traffic", name, split, checked=True)
    yield phase("Consumers, crons and domains, which no version holds", [*later, *staying], "triggers", "deploy", *env)


def _phase(title: str, rank: str, commands: Sequence[tuple[Manifest, tuple[str, ...]]], *, checked: bool) -> Phase:
    return Phase(
        f"{title}: {', '.join(each.function for each, _ in commands)} ({rank})",
        tuple((each, Command(_folder(each.function), words)) for each, words in commands),
        checked,
    )


def _wave(percent: int, former: Version, env: tuple[str, ...], message: str) -> tuple[str, ...]:
    split = [f"{NEW}@{percent}"] + ([f"{former.id}@{100 - percent}"] if percent < 100 else [])
    return (WRANGLER, "versions", "deploy", *split, *env, "--message", message, "--yes")


def _serves(standing: Standing, release: str) -> bool:
    return standing.release == release and len(standing.serving) == 1


def _folder(function: str) -> Path:
    return Path("functions") / function
