"""What provisioning speaks of: the queues, databases and buckets of an account, each by its name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """Seconds. Whether delivery is paused is an operator's deed of the moment, and no setting here."""

    retention: int
    delivery_delay: int


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """`replication` is `auto` (read replicas, for reads in a session) or `disabled`."""

    replication: str


@dataclass(frozen=True, slots=True)
class Lock:
    """A rule: nothing under `prefix` is overwritten or deleted for `seconds` after its upload; None is for ever."""

    prefix: str
    seconds: int | None
    enabled: bool = True

    def __str__(self) -> str:
        lasting = "for ever" if self.seconds is None else f"for {self.seconds / _DAY:g} days"
        return f"{self.prefix or 'everything'} locked {lasting}" + ("" if self.enabled else ", but disabled")


@dataclass(frozen=True, slots=True)
class BucketSettings:
    """`locks` by the rule's id."""

    locks: Mapping[str, Lock]


@dataclass(frozen=True, slots=True)
class Resources:
    """All of an account's, or all that are meant to be; each kind by name."""

    queues: Mapping[str, QueueSettings] = field(default_factory=dict[str, QueueSettings])
    databases: Mapping[str, DatabaseSettings] = field(default_factory=dict[str, DatabaseSettings])
    buckets: Mapping[str, BucketSettings] = field(default_factory=dict[str, BucketSettings])

    def names(self) -> list[tuple[str, str]]:
        """Each as (kind, name)."""
        kinds = (("queue", self.queues), ("database", self.databases), ("bucket", self.buckets))
        return [(kind, name) for kind, named in kinds for name in named]
