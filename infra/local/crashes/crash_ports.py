"""Ports and broker whose every effect passes a named point before and after (infra.local.crashes.crash_points)."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from infra.local.crashes.crash_phases import Phases
from infra.local.machine.project import ROOT
from infra.local.queues.broker import Broker, Handed
from infra.local.queues.queue_file import Lease
from infra.local.triggers.cron import Slot, Trigger
from shared.platform.pace import Pace
from shared.platform.ports import (
    Bucket,
    Database,
    Http,
    HttpAnswer,
    Listing,
    Mailer,
    ObjectInfo,
    OutgoingMail,
    Platform,
    Queue,
    Result,
    Row,
    Statement,
)
from shared.platform.sql import Queries

T = TypeVar("T")

Effect = Callable[[str, str, str], AbstractContextManager[None]]
"""Around an effect: where (`render`), what (`files.put artifacts.pdf`), of which kind (`crash_phases.KINDS`)."""


def wrapped(platform: Platform, effect: Effect) -> Platform:
    """The same platform, every effect of which passes its points."""
    where = platform.function
    return replace(
        platform,
        db=_Database(platform.db, effect, where),
        files=_Bucket(platform.files, effect, where),
        http=_Http(platform.http, effect, where),
        queues={name: _Queue(each, effect, where, name) for name, each in platform.queues.items()},
        mailer=_Mailer(platform.mailer, effect, where) if platform.mailer else None,
    )


@dataclass(frozen=True)
class _Database:
    """The Database port."""

    port: Database
    effect: Effect
    where: str

    async def all(self, statement: Statement) -> list[Row]:
        return await self.port.all(statement)

    async def first(self, statement: Statement) -> Row | None:
        return await self.port.first(statement)

    async def run(self, statement: Statement) -> Result:
        with self.effect(self.where, f"db.run {_names([statement])}", "commit"):
            return await self.port.run(statement)

    async def batch(self, statements: Sequence[Statement]) -> list[Result]:
        with self.effect(self.where, f"db.batch {_names(statements)}", "commit"):
            return await self.port.batch(statements)


@dataclass(frozen=True)
class _Bucket:
    """The Bucket port."""

    port: Bucket
    effect: Effect
    where: str

    async def get(self, key: str) -> bytes | None:
        return await self.port.get(key)

    async def part(self, key: str, offset: int, length: int) -> bytes | None:
        return await self.port.part(key, offset, length)

    async def head(self, key: str) -> ObjectInfo | None:
        return await self.port.head(key)

    async def put(
        self,
        key: str,
        data: bytes,
        *,
        content_type: str | None = None,
        metadata: Mapping[str, str] | None = None,
        sha256: str | None = None,
        only_if_absent: bool = False,
        only_if_etag: str | None = None,
    ) -> ObjectInfo | None:
        with self.effect(self.where, f"files.put {_folder(key)}", "put"):
            return await self.port.put(
                key,
                data,
                content_type=content_type,
                metadata=metadata,
                sha256=sha256,
                only_if_absent=only_if_absent,
                only_if_etag=only_if_etag,
            )

    async def delete(self, *keys: str) -> None:
        with self.effect(self.where, f"files.delete {'+'.join(dict.fromkeys(map(_folder, keys)))}", "put"):
            await self.port.delete(*keys)

    async def list(self, prefix: str = "", *, cursor: str | None = None, limit: int = 1000) -> Listing:
        return await self.port.list(prefix, cursor=cursor, limit=limit)


@dataclass(frozen=True)
class _Http:
    """The Http port. A vendor's POST may change something there, or cost: it counts as an effect."""

    port: Http
    effect: Effect
    where: str

    async def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 60.0,
        max_bytes: int = 64_000_000,
    ) -> HttpAnswer:
        what = url.partition("?")[0].rstrip("/").rsplit("/", 1)[-1].partition(".")[0]
        with self.effect(self.where, f"http.request {what}", "call"):
            return await self.port.request(
                method,
                url,
                params=params,
                form=form,
                content=content,
                headers=headers,
                timeout=timeout,
                max_bytes=max_bytes,
            )


@dataclass(frozen=True)
class _Mailer:
    """The Mailer port."""

    port: Mailer
    effect: Effect
    where: str

    @property
    def name(self) -> str:
        return self.port.name

    @property
    def keeps(self) -> bool:
        return self.port.keeps

    @property
    def pace(self) -> Pace:
        return self.port.pace

    async def forget(self, ids: Sequence[str]) -> None:
        with self.effect(self.where, "mailer.forget", "call"):
            await self.port.forget(ids)

    async def send(self, mail: OutgoingMail) -> str | None:
        with self.effect(self.where, "mailer.send", "call"):
            return await self.port.send(mail)


@dataclass(frozen=True)
class _Queue:
    """The Queue port of a producer."""

    port: Queue
    effect: Effect
    where: str
    name: str

    async def send(self, body: str, *, delay_seconds: int = 0) -> None:
        with self.effect(self.where, f"queue.send {self.name}", "send"):
            await self.port.send(body, delay_seconds=delay_seconds)

    async def send_batch(self, bodies: Sequence[str], *, delay_seconds: int = 0) -> None:
        with self.effect(self.where, f"queue.send {self.name}", "send"):
            await self.port.send_batch(bodies, delay_seconds=delay_seconds)


class WatchedBroker(Broker):
    """The broker: its own writes are points of `broker` and of `cron`; what it sends is the sender's."""

    def __init__(self, effect: Effect, phases: Phases | None, *args: object) -> None:
        super().__init__(*args)  # pyright: ignore[reportArgumentType]  (as the platform gives them)
        self._effect = effect
        self._phases = phases

    async def call(self, work: Callable[..., T], *args: object) -> T:
        place = _place(work.__qualname__, args)
        if place is None:
            return await super().call(work, *args)
        with self._effect(*place, "settle"):
            done = await super().call(work, *args)
        if work.__qualname__ == "QueueFile.release" and done and self._phases:
            self._phases.took_over()
        return done

    async def _lease(self, work: Callable[..., Lease | None], *args: object) -> Handed | None:
        with ExitStack() as points:
            if work.__qualname__ == "QueueFile.exchange":  # a settlement and the next lease in one transaction
                points.enter_context(self._effect("broker", f"settle {args[0]}", "settle"))
            points.enter_context(self._effect("broker", f"lease {args[0]}", "lease"))
            handed = await super()._lease(work, *args)
        if handed is not None and self._phases:
            self._phases.leased()
        return handed


def _place(work: str, args: Sequence[object]) -> tuple[str, str] | None:
    """Where and what a piece of the broker's work is, or None where it is a read or a sender's own point."""
    owner, _, name = work.rpartition(".")
    if owner == "_Book" and args:
        slot = args[0]
        trigger = slot.trigger if isinstance(slot, Slot) else slot
        return ("cron", f"{name} {trigger.function}") if isinstance(trigger, Trigger) else None
    if name == "settle":
        return "broker", f"settle {args[1]}"
    return ("broker", name) if name in ("release", "leave") else None


def _folder(key: str) -> str:
    """What kind of object a key names: `artifacts.pdf`, `packs.json`."""
    return key.partition("/")[0] + Path(key).suffix


def _names(statements: Sequence[Statement]) -> str:
    return "+".join(dict.fromkeys(_statements().get(each.sql, "other") for each in statements))


@cache
def _statements() -> dict[str, str]:
    """The names of all statements of the project, by their SQL."""
    found: dict[str, str] = {}
    for part in ("shared", "functions", "infra"):
        for path in sorted((ROOT / part).rglob("*.sql")):
            package = ".".join(path.parent.relative_to(ROOT).parts)
            for query in Queries(package, path.name).all.values():
                found.setdefault(query.sql, query.name)
    return found
