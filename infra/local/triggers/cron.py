"""Cron triggers of the embedded platform: one unique row per slot, so that a slot runs once however often it ticks."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cronsim import CronSim, CronSimError

from infra.local.queues.broker import Broker
from infra.local.queues.queue_file import QueueFile
from shared.platform.errors import ConfigurationError, PepTalkError
from shared.platform.log import Log
from shared.platform.ports import Clock, Tick
from shared.platform.sql import Queries

SQL = Queries("infra.local.triggers", "cron.sql")

TRIES = 5
"""How often a slot whose handler fails is run before it is left to the next slot."""

TAKEN_OVER_AT_MOST = 20
"""How often a slot is begun, its process dying each time, before it is thought to be what kills them."""

RETRY_AFTER = 60
"""Seconds until a slot whose handler raised runs again."""

_LOOK_EVERY = 1.0
_KEPT = timedelta(days=30)
_WEEKDAYS = re.compile(r"(SUN|MON|TUE|WED|THU|FRI|SAT)(#[1-5])?")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A cron of a function; five fields, UTC."""

    function: str
    cron: str

    @classmethod
    def of(cls, function: str, cron: str) -> "Trigger":
        """The trigger that a wrangler.toml declares.

        Raises:
            ConfigurationError: the cron cannot be read, or would mean something else on Cloudflare.
        """
        where = f"functions/{function}/wrangler.toml: cron {cron!r}"
        fields = cron.upper().split()
        if len(fields) != 5:
            raise ConfigurationError(f"{where} has {len(fields)} fields; write minute, hour, day, month, weekday")
        if re.search(r"\d", _WEEKDAYS.sub("", fields[4])):
            raise ConfigurationError(
                f"{where} numbers its weekday, and Cloudflare counts 1 = Sunday where others count 1 = Monday; "
                f"write names (SUN, MON-FRI)"
            )
        try:
            CronSim(" ".join(fields), datetime(2026, 1, 1, tzinfo=UTC))
        except CronSimError as exc:
            raise ConfigurationError(f"{where} cannot be read: {exc}") from exc
        return cls(function, cron)

    def latest(self, now: datetime) -> datetime:
        """The last slot that is not after `now`."""
        return next(CronSim(self.cron.upper(), now + timedelta(seconds=1), reverse=True))

    def following(self, now: datetime) -> datetime:
        """The first slot after `now`."""
        return next(CronSim(self.cron.upper(), now))


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot that this process runs, for the `tries`th time."""

    trigger: Trigger
    at: datetime
    tries: int


class Cron:
    """Fires triggers: `run(function, tick)` is the handler, `lapse` is told of each holder that is gone."""

    def __init__(
        self,
        broker: Broker,
        triggers: Sequence[Trigger],
        run: Callable[[str, Tick], Awaitable[None]],
        lapse: Callable[[str], Awaitable[object]],
        clock: Clock,
        log: Log,
    ) -> None:
        self._broker = broker
        self.holder = broker.holder
        self._book = _Book(broker.file, broker.holder)
        self._triggers = triggers
        self._run = run
        self._lapse = lapse
        self._clock = clock
        self._log = log
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Fire until cancelled; a handler that is cancelled at work gives its slot back."""
        try:
            while True:
                try:
                    await self._broker.reap(self._lapse)
                    for slot in await self.due():
                        task = asyncio.create_task(self.fire(slot))
                        self._tasks.add(task)
                        task.add_done_callback(self._tasks.discard)
                except PepTalkError as exc:
                    self._log.error("cron_failed", function="all", cron="all", error=str(exc))
                await asyncio.sleep(_LOOK_EVERY)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def due(self) -> list[Slot]:
        """The slots that are due now and ours to run: of each trigger the latest, and what others left unfinished."""
        now = self._clock.now()
        slots: list[Slot] = []
        for trigger in self._triggers:
            at = trigger.latest(now)
            tries = await self._broker.call(self._book.open, trigger, at, now)
            if tries:
                slots.append(Slot(trigger, at, tries))
        for trigger, at in await self._broker.call(self._book.unfinished, now):
            if trigger in self._triggers:
                tries = await self._broker.call(self._book.take_over, trigger, at)
                if tries > TAKEN_OVER_AT_MOST:
                    said = f"its process died {tries - 1} times; it is left to the next slot"
                    self._log.error("cron_failed", function=trigger.function, cron=trigger.cron, error=said)
                    await self._broker.call(self._book.done, Slot(trigger, at, tries), now)
                elif tries:
                    slots.append(Slot(trigger, at, tries))
        return slots

    async def fire(self, slot: Slot) -> None:
        """Run a slot's handler and record how it ended; never raises an `Exception` of the handler's."""
        trigger = slot.trigger
        try:
            await self._run(trigger.function, Tick(trigger.cron, slot.at))
        except asyncio.CancelledError:
            await self._broker.call(self._book.again, slot, None)
            raise
        except Exception as exc:
            self._log.error("cron_failed", function=trigger.function, cron=trigger.cron, error=_said(exc))
            if slot.tries < TRIES:
                retry_at = self._clock.now() + timedelta(seconds=RETRY_AFTER)
                await self._broker.call(self._book.again, slot, retry_at)
                return
        await self._broker.call(self._book.done, slot, self._clock.now())


class _Book:
    """The slots on file, for one holder."""

    def __init__(self, file: QueueFile, holder: str) -> None:
        self._file = file
        self._holder = holder
        self._known: dict[Trigger, int] = {}

    def open(self, trigger: Trigger, at: datetime, now: datetime) -> int:
        """Claim the slot if it is new; the number of tries, 0 where it is not ours to run."""
        slot = _ms(at)
        if self._known.get(trigger, -1) >= slot:
            return 0
        key = {"function": trigger.function, "cron": trigger.cron}
        with self._file.transaction():
            if self._execute("latest", **key)[0][0] is None:
                self._execute("baseline", **key, slot=slot, now=_ms(now))
                tries = 0
            else:
                opened = self._execute("open", **key, slot=slot, holder=self._holder)
                tries = opened[0][0] if opened else 0
                self._execute("prune", **key, before=_ms(at - _KEPT))
        self._known[trigger] = slot
        return tries

    def unfinished(self, now: datetime) -> list[tuple[Trigger, datetime]]:
        """Slots whose runner is gone or failed, and whose time has come."""
        return [
            (Trigger(function, cron), datetime.fromtimestamp(slot / 1000, UTC))
            for function, cron, slot in self._execute("unfinished", now=_ms(now))
        ]

    def take_over(self, trigger: Trigger, at: datetime) -> int:
        found = self._write(
            "take_over", function=trigger.function, cron=trigger.cron, slot=_ms(at), holder=self._holder
        )
        return found[0][0] if found else 0

    def done(self, slot: Slot, now: datetime) -> None:
        self._write("done", **self._key(slot), now=_ms(now))

    def again(self, slot: Slot, retry_at: datetime | None) -> None:
        """Leave the slot for another run: at `retry_at`, or at once and uncounted."""
        when = None if retry_at is None else _ms(retry_at)
        self._write("again", **self._key(slot), retry_at=when, uncounted=int(retry_at is None))

    def _key(self, slot: Slot) -> dict[str, Any]:
        trigger = slot.trigger
        return {"function": trigger.function, "cron": trigger.cron, "slot": _ms(slot.at), "holder": self._holder}

    def _write(self, name: str, **params: Any) -> list[tuple[Any, ...]]:
        with self._file.transaction():
            return self._execute(name, **params)

    def _execute(self, name: str, **params: Any) -> list[tuple[Any, ...]]:
        return self._file.execute(SQL(name, **params))


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _said(exc: Exception) -> str:
    return f"{type(exc).__name__}: {exc}"[:1_000]
