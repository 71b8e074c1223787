"""The desk of a target on Cloudflare: `operate` runs the use cases there, and this command looks on."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from functions.operate.delivery.replaying import SEND, SendReplay, ShowReplay
from functions.operate.delivery.replaying import SHOW as SHOW_REPLAY
from functions.operate.running.runs import LOOK, SHOW, LookAtRun, ShowRun
from functions.operate.usecase import UseCase
from infra.cli.desks.desk import A, OnSent, R, Report
from infra.cli.terminal.console import say
from infra.cli.terminal.target import Target
from infra.cloudflare.account.access import Access, Need
from infra.cloudflare.account.operate import OperateClient, opened
from infra.cloudflare.domains import domain
from infra.local.machine.actor import act
from infra.local.platform.pipeline import LETTERS_WITHIN, OnProgress, OnTrouble
from shared.platform.errors import PermanentError
from shared.store.operations.replays import Task
from shared.store.operations.runs import OPEN_STATES
from shared.store.spending.models import Role

LOOK_EVERY = 2.0
"""Seconds between two looks at work that goes on elsewhere."""
_SEND_FOR = 8.0


@dataclass(frozen=True, slots=True)
class DeskThere:
    """One target's `operate`."""

    target: Target
    client: OperateClient
    look_every: float = LOOK_EVERY

    async def ask(self, case: UseCase[R, A], request: R) -> A:
        return await self.client.ask(case, request)

    async def report(self, run_id: str) -> Report:
        found = await self.ask(SHOW, ShowRun(run_id=run_id))
        keys = {
            item.slug: {"page": item.page, "pdf": item.pdf, "manifest": item.manifest}
            if item.page and item.pdf and item.manifest and item.state not in OPEN_STATES
            else {}
            for item in found.items
        }
        named = {slug: {kind: key for kind, key in each.items() if key} for slug, each in keys.items()}
        return Report(found, named, in_bucket=True)

    async def follow(
        self, run_id: str, on_progress: OnProgress, on_trouble: OnTrouble, *, slug: str | None = None
    ) -> None:
        seen: str | None = None
        ended_for = 0.0
        try:
            while True:
                look = await self.ask(LOOK, LookAtRun(run_id=run_id, slug=slug, since=seen))
                seen = look.seen
                for each in look.attempts:
                    on_trouble(each)
                on_progress(look.counts)
                if not look.counts:
                    raise PermanentError(f"run {run_id} has no item to follow")
                # What failed can be looked at once its letter lies in the table; a lost one must not be waited for.
                if not look.open and (not look.unburied or ended_for > LETTERS_WITHIN):
                    return
                ended_for = 0.0 if look.open else ended_for + self.look_every
                await asyncio.sleep(self.look_every)
        except asyncio.CancelledError:
            say(f"The run goes on without this command. To follow it: peptalk runs follow {run_id} {self._option}")
            raise

    async def send(self, task: Task, on_sent: OnSent, *, wait: bool) -> bool:
        try:
            while task.state == "open":
                sent = task.sent + task.skipped
                task = await self.ask(SEND, SendReplay(task=task.id, seconds=_SEND_FOR, act=act(task.reason)))
                on_sent(task.sent + task.skipped - sent)
                if task.state == "open" and task.sent + task.skipped == sent:
                    # The rate is so low that no letter was due.
                    await asyncio.sleep(min(_SEND_FOR, 60 / task.per_minute))
            if task.state == "cancelled":
                raise PermanentError(f"replay {task.id} was cancelled by another command; this one sends nothing more")
            if wait:
                await self._ended(task)
        except asyncio.CancelledError:
            say(f"To go on with it: peptalk dlq replay --resume {task.id} {self._option}")
            raise
        return not wait

    def asked_roles(self) -> tuple[Role, ...]:
        """Both: whether the target's Workers have keys is not known here, and a plan says what it may cost at most."""
        return ("writer", "reviewer")

    async def fetch(self, key: str, path: Path) -> int:
        return await self.client.download(key, path)

    @property
    def _option(self) -> str:
        return f"--target {self.target}"

    async def _ended(self, task: Task) -> None:
        ended_for = 0.0
        while True:
            found = await self.ask(SHOW_REPLAY, ShowReplay(task=task.id))
            if not found.unended and (not found.unburied or ended_for > LETTERS_WITHIN):
                return
            ended_for = 0.0 if found.unended else ended_for + self.look_every
            await asyncio.sleep(self.look_every)


@asynccontextmanager
async def desk_there(target: Target) -> AsyncGenerator[DeskThere]:
    """The desk of a target, while the context is open.

    Raises:
        ConfigurationError: where it is, or what opens it, is not set.
    """
    door = Access.read(os.environ, target, Need.OPERATE, domain=domain(target)).operate
    async with opened(door, target) as client:
        yield DeskThere(target, client)
