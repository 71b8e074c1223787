"""Where a command's use cases are run: in this process, or by a target's `operate`. Commands see no difference."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

from functions.operate.running.runs import RunReport
from functions.operate.usecase import Request, UseCase
from infra.cli.terminal.target import Target
from infra.local.platform.pipeline import OnProgress, OnTrouble
from shared.store.operations.replays import Task
from shared.store.spending.models import Role

R = TypeVar("R", bound=Request)
A = TypeVar("A", bound=BaseModel)

OnSent = Callable[[int], None]
"""Called with how many more letters of a replay were sent or skipped."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run. `artifacts` are by slug and kind (page, pdf, manifest): files that a person can open here, or
    keys of a bucket elsewhere, as `in_bucket` says. `faults` say what is wrong with artifacts that should stand."""

    report: RunReport
    artifacts: Mapping[str, Mapping[str, str]]
    faults: Mapping[str, str] = field(default_factory=dict[str, str])
    in_bucket: bool = False

    def as_json(self) -> dict[str, Any]:
        """The documented shape of a run's JSON (docs/cli.md)."""
        found = self.report
        states = ("published", "unchanged", "held", "superseded", "failed")
        return {
            "run": found.run.model_dump(mode="json"),
            **{state: found.count(state) for state in states},
            "open": found.open,
            "pruned": found.pruned.items if found.pruned else 0,
            "owed": list(found.owed),
            "owed_because": dict(found.owed_because),
            "llm_calls": found.spending.calls,
            "tokens_used": found.spending.tokens,
            "cost_usd": f"{found.spending.cost_microusd / 1_000_000:.6f}",
            "unpriced_calls": found.spending.unpriced,
            "lost_calls": found.spending.lost,
            "peptides": [
                {
                    "slug": item.slug,
                    "name": item.name,
                    "state": item.state,
                    "stage": item.stage,
                    "version": item.version,
                    "reason": self.faults.get(item.slug, item.reason),
                    "trace_id": item.trace_id,
                    "artifacts": dict(self.artifacts[item.slug]),
                }
                for item in found.items
            ],
        }


class Desk(Protocol):
    """One target, open."""

    @property
    def target(self) -> Target: ...

    async def ask(self, case: UseCase[R, A], request: R) -> A:
        """Have a use case run."""
        ...

    async def report(self, run_id: str) -> Report:
        """What stands of a run, and where its artifacts are."""
        ...

    async def follow(
        self, run_id: str, on_progress: OnProgress, on_trouble: OnTrouble, *, slug: str | None = None
    ) -> None:
        """Return when every item of the run (or the one of `slug`) has ended, and its dead letter can be shown."""
        ...

    async def send(self, task: Task, on_sent: OnSent, *, wait: bool) -> bool:
        """Send a replay's letters; follow the work to its end where nobody else does it, or where `wait` says so.

        Returns whether the work goes on elsewhere.
        """
        ...

    def asked_roles(self) -> tuple[Role, ...]:
        """The roles whose models may be asked there."""
        ...

    async def fetch(self, key: str, path: Path) -> int:
        """Write an object of the bucket to a file, whole or not at all; returns its bytes."""
        ...
