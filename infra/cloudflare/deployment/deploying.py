"""Carrying a deployment out: phase after phase, health between, and back to the former versions when one fails."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from infra.cloudflare.deployment.commands import Command, Said
from infra.cloudflare.deployment.records import CommandFailed
from infra.cloudflare.deployment.rollout import NEW, Phase, Rollout, back
from shared.platform.errors import PepTalkError

_IDS = ("version-upload", "deploy")
"""Records of wrangler's that tell a version's id."""

Say = Callable[[str], None]


class Unhealthy(PepTalkError):
    """A check failed while versions shared the traffic."""


class DeploymentFailed(PepTalkError):
    """The deployment did not come to its end; the text says why, and what serves now."""


class Runs(Protocol):
    """Runs a command to its end; raises `CommandFailed`."""

    async def run(self, command: Command) -> Said: ...


class Checks(Protocol):
    """Looks at the whole system."""

    async def faults(self, versions: dict[str, str]) -> Sequence[str]:
        """What is wrong, one line each; `versions` are the new ones by Worker."""
        ...


@dataclass
class Deploying:
    """One deployment under way. `pause` is seconds between a wave and its checks."""

    plan: Rollout
    runner: Runs
    checks: Checks
    say: Say
    pause: float
    versions: dict[str, str] = field(default_factory=dict[str, str])
    """The new version of each Worker so far, by the Worker's name."""
    moved: list[str] = field(default_factory=list[str])
    """Functions whose traffic was touched, in order."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def run(self) -> None:
        """All phases.

        Raises:
            DeploymentFailed: a command or a check failed, and what could go back has gone back.
        """
        try:
            for phase in self.plan.phases:
                await self._phase(phase)
        except PepTalkError as exc:
            raise DeploymentFailed(f"{exc}\n{await self._back(str(exc))}") from exc

    async def _phase(self, phase: Phase) -> None:
        self.say(phase.title)
        for manifest, command in phase.commands:
            if manifest is None:
                await self.runner.run(command)
                continue
            if phase.checked and manifest.function not in self.moved:
                # Before the command: where its answer is lost, it may have been done all the same.
                self.moved.append(manifest.function)
            said = await self.runner.run(self._filled(command, manifest.worker))
            for kind in _IDS:
                if id := said.records.get(kind, {}).get("version_id"):
                    self.versions[manifest.worker] = id
        if phase.checked:
            await self.sleep(self.pause)
            if found := await self.checks.faults(dict(self.versions)):
                raise Unhealthy("; ".join(found))

    def _filled(self, command: Command, worker: str) -> Command:
        if not any(NEW in word for word in command.words):
            return command
        if worker not in self.versions:
            raise CommandFailed(f"wrangler uploaded {worker} and did not say which version it made")
        return replace(command, words=tuple(word.replace(NEW, self.versions[worker]) for word in command.words))

    async def _back(self, why: str) -> str:
        returning = [name for name in reversed(self.moved) if name in self.plan.former]
        staying = [name for name in self.moved if name not in self.plan.former]
        reason = f"{self.plan.release} failed: {why.splitlines()[0]}"[:100]
        commands = [back(self.plan.target, name, self.plan.former[name], reason) for name in returning]
        failed = await gone_back(commands, self.runner, self.say)
        parts = [f"{len(commands) - len(failed)} of {len(commands)} Workers went back to their former versions"]
        if failed:
            parts.append(f"not: {'; '.join(map(str, failed))} (run these by hand)")
        if staying:
            parts.append(f"{', '.join(staying)} had none and stay as they are")
        return "; ".join(parts) if self.moved else "No Worker was touched"


async def gone_back(commands: Sequence[Command], runner: Runs, say: Say) -> list[Command]:
    """Run each, whatever becomes of the others; returns those that failed."""
    failed: list[Command] = []
    for command in commands:
        say(str(command))
        try:
            await runner.run(command)
        except PepTalkError as exc:
            say(str(exc))
            failed.append(command)
    return failed
