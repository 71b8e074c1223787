"""Sending a replay of many while somebody consumes: another process, or else this one."""

import asyncio
import contextlib
from typing import Any

from functions.operate.delivery.replaying import SHOW, ShowReplay
from infra.cli.desks.desk import Desk, OnSent
from infra.cli.terminal.console import Exit, print_json, progress, say
from infra.local.platform.embedded import Embedded
from infra.local.platform.pipeline import COMMAND, LETTERS_WITHIN
from shared.platform.errors import ConfigurationError
from shared.store.operations import replays
from shared.store.operations.replays import Task

_LOOK_EVERY = 0.3


def as_json(task: Task) -> dict[str, Any]:
    """The documented shape of a replay (docs/cli.md)."""
    return {**task.model_dump(exclude={"runner", "batches", "accepted"}), "pending": task.pending}


async def drive(desk: Desk, task: Task, *, wait: bool, json: bool) -> int:
    """Send the task's letters; follow the work to its end where nobody else does it, or where `wait` says so.

    Raises:
        TakenOver: another command cancelled the task, or goes on with it.
        ConfigurationError: a function lacks a setting that this process, alone at work, cannot come by.
    """
    with progress(task.total, f"replay {task.id}") as show:
        sent = task.sent + task.skipped

        def on_sent(count: int) -> None:
            nonlocal sent
            sent += count
            show({"sent": sent, "queued": task.total - sent})

        on_sent(0)
        elsewhere = await desk.send(task, on_sent, wait=wait)
    found = await desk.ask(SHOW, ShowReplay(task=task.id))
    ended, ends = found.task, found.ends
    if json:
        print_json({"replay": as_json(ended), "ends": ends})
    else:
        words = ", ".join(f"{count} {state}" for state, count in ends.items())
        say(f"Replay {ended.id}: {ended.sent} sent, {ended.skipped} skipped. Their work: {words or 'none'}.")
        if ends.get("failed"):
            say("Next: peptalk dlq groups shows what failed again.")
        elif elsewhere:
            say(f"The work goes on elsewhere. Next: peptalk dlq replay --resume {ended.id} follows it to its end.")
    failed = ends.get("failed", 0)
    if not failed:
        return Exit.DONE
    return Exit.FAILED if failed == sum(ends.values()) else Exit.PARTLY


async def send_here(embedded: Embedded, task: Task, on_sent: OnSent, *, wait: bool) -> bool:
    """Send from this machine; returns whether the work goes on in another process."""
    following = _Following(embedded, task, wait=wait)
    await following.to_its_end(on_sent)
    return following.others_do_it


class _Following:
    """One command's part in a replay."""

    def __init__(self, embedded: Embedded, task: Task, *, wait: bool) -> None:
        self._embedded = embedded
        self._task = task
        self._wait = wait
        self._begun = embedded.clock.now()
        self._quiet_since: float | None = None
        self._lacking: str | None = None
        self.others_do_it = False

    async def to_its_end(self, on_sent: OnSent) -> None:
        """Send, and consume where nobody else does, until there is nothing left for this command to do."""
        platform = self._embedded.platform(COMMAND)
        sending = asyncio.create_task(
            self._nothing() if self._task.state == "done" else replays.send(platform, self._task, on_sent)
        )

        async def over() -> bool:
            return await self._over(sending)

        try:
            while not await over():
                if self._embedded.others_consuming():
                    await asyncio.wait([sending], timeout=_LOOK_EVERY)
                    if sending.done():
                        await asyncio.sleep(_LOOK_EVERY)
                else:
                    await self._embedded.consume(until=over)
            if self._lacking is not None:
                raise ConfigurationError(
                    f"{self._lacking}. Replay {self._task.id} waits for it: give it and run "
                    f"`peptalk dlq replay --resume {self._task.id}`"
                )
            await sending
        finally:
            sending.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await sending

    async def _nothing(self) -> None:
        return None

    async def _over(self, sending: "asyncio.Task[Any]") -> bool:
        """Whether this command's part is over: failed, lacking a setting, or all sent and all ended."""
        others = self._embedded.others_consuming()
        if not others and (lacking := await replays.lacking(self._embedded.db, self._begun)):
            self._lacking = lacking
            return True
        if not sending.done():
            return False
        if sending.exception() is not None:
            return True
        if others and not self._wait:
            self.others_do_it = True
            return True
        if await replays.unended(self._embedded.db, self._task):
            return False
        if not await replays.unburied(self._embedded.db, self._task):
            return True
        # What failed again can be looked at once its letter lies in the table; a lost one must not be waited for.
        now = asyncio.get_running_loop().time()
        self._quiet_since = self._quiet_since or now
        return now - self._quiet_since > LETTERS_WITHIN
