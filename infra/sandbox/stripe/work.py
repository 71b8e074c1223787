"""What happens by itself: what the clock brings, one thing after the other, and deliveries."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncGenerator, Callable, Mapping
from types import MappingProxyType

import httpx

from infra.sandbox.stripe import checkout, lifecycle
from infra.sandbox.stripe.account import Account
from infra.sandbox.stripe.deliveries import DELIVERY, PENDING, deliver, sender

_LONGEST_WAIT = 60.0
_BY_TIME: Mapping[str, Callable[[Account, str], None]] = MappingProxyType(
    {**lifecycle.BY_TIME, "session": checkout.expired}
)


class Worker:
    """Works off an account's agenda: in the background by the clock, and at once where somebody moves it."""

    def __init__(self, account: Account, web: httpx.AsyncClient) -> None:
        self.account = account
        self.web = web

    async def up_to(self, instant: int) -> None:
        """Let everything happen that is due by an instant, each at its own time, and move the clock there.

        Deliveries that are due are tried before what comes later happens.
        """
        account = self.account
        async with account.working:
            while (at := account.agenda.next_at()) is not None and at <= instant:
                account.clock.move_to(at)
                now = max(at, account.now())
                if ids := self._deliveries(now):
                    await deliver(account, self.web, ids)
                # A delivery comes here while deliveries are held: `release` enters it again.
                elif (entry := account.agenda.due(now)) and entry.what != DELIVERY:
                    _BY_TIME[entry.what](account, entry.id)
            account.clock.move_to(instant)
            account.save()

    async def settled(self) -> None:
        """Return when nothing is due any more."""
        await self.up_to(self.account.now())

    async def forever(self) -> None:
        """Work until cancelled."""
        account = self.account
        while True:
            account.woken.clear()
            await self.settled()
            next_at = account.agenda.next_at()
            wait = _LONGEST_WAIT if next_at is None else next_at - account.clock.now()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(account.woken.wait(), min(max(wait, 0.02), _LONGEST_WAIT))

    def _deliveries(self, now: int) -> list[str]:
        """The deliveries at the head of the agenda; none where they are held."""
        if self.account.settings.held:
            return []
        kept = self.account.hidden("delivery")
        ids: list[str] = []
        while entry := self.account.agenda.due(now, DELIVERY):
            waiting = kept[entry.id]["state"] == PENDING and kept[entry.id]["next_at"] <= now
            if waiting and entry.id not in ids:
                ids.append(entry.id)
        return ids


@contextlib.asynccontextmanager
async def working(account: Account) -> AsyncGenerator[Worker]:
    """Let time pass for an account for as long as the context lasts. An error of the work is raised at its end."""
    async with sender() as web:
        worker = Worker(account, web)
        task = asyncio.create_task(worker.forever())
        task.add_done_callback(_say_why_it_ended)
        try:
            yield worker
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            account.save()


def _say_why_it_ended(task: asyncio.Task[None]) -> None:
    """At once: from here on nothing is delivered and no time passes, though the API still answers."""
    if not task.cancelled() and (error := task.exception()):
        sys.stderr.write(f"The sandbox's Stripe account stands still: {error!r}\n")
