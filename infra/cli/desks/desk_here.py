"""The desk of this machine: use cases run in this process, on the embedded platform."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from functions.comply.settings import ComplySettings
from functions.operate.pages import artifacts
from functions.operate.running.runs import SHOW, ShowRun
from functions.operate.usecase import UseCase
from functions.synthesize.settings import SynthesizeSettings
from infra.cli.desks import dlq_sending
from infra.cli.desks.desk import A, OnSent, R, Report
from infra.cli.terminal.target import LOCAL, Target
from infra.local.platform import pipeline, reports
from infra.local.platform.embedded import Embedded
from infra.local.platform.pipeline import COMMAND, OnProgress, OnTrouble
from shared.store.operations.replays import Task
from shared.store.spending.models import Role


@dataclass(frozen=True, slots=True)
class DeskHere:
    """The embedded platform, which this process also runs where nobody else does."""

    embedded: Embedded

    @property
    def target(self) -> Target:
        return LOCAL

    async def ask(self, case: UseCase[R, A], request: R) -> A:
        return await case.run(self.embedded.platform(COMMAND), request)

    async def report(self, run_id: str) -> Report:
        found = await self.ask(SHOW, ShowRun(run_id=run_id))
        files, faults = await reports.laid_out(self.embedded, found.items)
        named = {slug: {kind: str(path) for kind, path in each.items()} for slug, each in files.items()}
        return Report(found, named, faults)

    async def follow(
        self, run_id: str, on_progress: OnProgress, on_trouble: OnTrouble, *, slug: str | None = None
    ) -> None:
        await pipeline.settle(self.embedded, run_id, on_progress, on_trouble, slug=slug)

    async def send(self, task: Task, on_sent: OnSent, *, wait: bool) -> bool:
        return await dlq_sending.send_here(self.embedded, task, on_sent, wait=wait)

    def asked_roles(self) -> tuple[Role, ...]:
        """By this command's own settings.

        Raises:
            ConfigurationError: a model is demanded and its key is not set.
        """
        roles: list[Role] = []
        if SynthesizeSettings.read(self.embedded.platform("synthesize").env).writer_key is not None:
            roles.append("writer")
        if ComplySettings.read(self.embedded.platform("comply").env).reviewer_key is not None:
            roles.append("reviewer")
        return tuple(roles)

    async def fetch(self, key: str, path: Path) -> int:
        data, _ = await artifacts.read(self.embedded.platform(COMMAND), key)
        await asyncio.to_thread(reports.write_whole, path, data)
        return len(data)
