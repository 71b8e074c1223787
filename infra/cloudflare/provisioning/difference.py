"""The difference between what a target is meant to have and what its account has: one line per change."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from infra.cloudflare.account.resources import BucketSettings, DatabaseSettings, QueueSettings, Resources

Kind: TypeAlias = Literal["queue", "database", "bucket", "lock"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do. `what` says what differs; a lock's `name` is its bucket's."""

    sign: Literal["+", "~", "-"]
    kind: Kind
    name: str
    what: str = ""

    def __str__(self) -> str:
        return f"{self.sign} {self.kind} {self.name}" + (f": {self.what}" if self.what else "")


def difference(desired: Resources, found: Resources, delete: Collection[str] = ()) -> list[Change]:
    """What makes `found` into `desired`, in an order in which it can be done; only what `delete` names is deleted."""
    return [*_queues(desired, found), *_databases(desired, found), *_buckets(desired, found), *_gone(found, delete)]


def unmanaged(found: Resources, *meant: Resources) -> list[tuple[str, str]]:
    """What the account has and no target is meant to have, as (kind, name): left alone."""
    known = {each for target in meant for each in target.names()}
    return [each for each in found.names() if each not in known]


def _queues(desired: Resources, found: Resources) -> Iterator[Change]:
    for name, wanted in desired.queues.items():
        has = found.queues.get(name)
        if has is None:
            yield Change(
                "+", "queue", name, f"retention {wanted.retention} s, delivery delay {wanted.delivery_delay} s"
            )
        elif has != wanted:
            yield Change("~", "queue", name, _settings(has, wanted))


def _settings(has: QueueSettings, wanted: QueueSettings) -> str:
    pairs = (
        ("retention", has.retention, wanted.retention),
        ("delivery delay", has.delivery_delay, wanted.delivery_delay),
    )
    return ", ".join(f"{what} {old} s -> {new} s" for what, old, new in pairs if old != new)


def _databases(desired: Resources, found: Resources) -> Iterator[Change]:
    for name, wanted in desired.databases.items():
        has: DatabaseSettings | None = found.databases.get(name)
        if has is None:
            yield Change("+", "database", name, f"read replication {wanted.replication}")
        elif has != wanted:
            yield Change("~", "database", name, f"read replication {has.replication} -> {wanted.replication}")


def _buckets(desired: Resources, found: Resources) -> Iterator[Change]:
    for name, wanted in desired.buckets.items():
        has = found.buckets.get(name)
        if has is None:
            yield Change("+", "bucket", name)
        yield from _locks(name, wanted, has or BucketSettings({}))


def _locks(bucket: str, wanted: BucketSettings, has: BucketSettings) -> Iterator[Change]:
    for rule, lock in wanted.locks.items():
        there = has.locks.get(rule)
        if there is None:
            yield Change("+", "lock", bucket, str(lock))
        elif there != lock:
            yield Change("~", "lock", bucket, f"{there} -> {lock}")


def _gone(found: Resources, delete: Collection[str]) -> Iterator[Change]:
    for kind, name in found.names():
        if name in delete:
            yield Change("-", kind, name)  # pyright: ignore[reportArgumentType]
