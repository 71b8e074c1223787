"""The state of the one account that the stand-in has: what its API makes, changes and lists."""

import asyncio
import json
import sqlite3
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

ACCOUNT_ID = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"
TOKEN = "an-invented-token"  # noqa: S105  (opens nothing but this stand-in)

DEFAULT_RETENTION = 345_600
"""Four days: what a queue is created with (developers.cloudflare.com/queues/platform/limits)."""


def new_id() -> str:
    """A resource's identifier: 32 hexadecimal digits."""
    return uuid.uuid4().hex


@dataclass
class Queue:
    """A queue with its settings in seconds, its consumers and the messages that wait in it."""

    id: str
    name: str
    created: str
    settings: dict[str, Any] = field(
        default_factory=lambda: {
            "delivery_delay": 0,
            "delivery_paused": False,
            "message_retention_period": DEFAULT_RETENTION,
        }
    )
    consumers: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    messages: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


@dataclass
class Database:
    """A D1 database: SQLite in memory."""

    id: str
    name: str
    created: str
    replication: str = "disabled"
    sqlite: sqlite3.Connection = field(
        default_factory=lambda: sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    )


@dataclass
class Bucket:
    """An R2 bucket with the rules that lock it. It holds nothing: objects go by the S3 API."""

    name: str
    created: str
    locks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    holds_objects: bool = False


@dataclass
class Version:
    """One upload of a Worker."""

    id: str
    number: int
    created: str
    metadata: dict[str, Any]
    modules: tuple[str, ...]
    annotations: dict[str, str]
    startup_ms: int = 12


@dataclass
class Deployment:
    """Which versions serve, and how many percent each, from a moment on."""

    id: str
    created: str
    versions: list[dict[str, Any]]
    annotations: dict[str, str]


@dataclass
class Script:
    """A Worker: all versions and deployments, newest last, and what no version holds."""

    name: str
    tag: str
    created: str
    versions: list[Version] = field(default_factory=list[Version])
    deployments: list[Deployment] = field(default_factory=list[Deployment])
    secrets: dict[str, str] = field(default_factory=dict[str, str])
    """By name, the type; a stand-in needs no value."""
    tags: list[str] = field(default_factory=list[str])
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    schedules: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    domains: list[str] = field(default_factory=list[str])
    routes: list[str] = field(default_factory=list[str])
    """Patterns on hosts whose domain another Worker may have."""
    subdomain: dict[str, bool] = field(default_factory=lambda: {"enabled": False, "previews_enabled": False})

    @property
    def serving(self) -> dict[str, float]:
        """Percent by version id, of the newest deployment."""
        if not self.deployments:
            return {}
        return {each["version_id"]: each["percentage"] for each in self.deployments[-1].versions}


@dataclass
class Tail:
    """Somebody who follows a Worker's log: invocations that end with one of `outcomes`, or all where it is empty."""

    worker: str
    outcomes: frozenset[str]
    events: asyncio.Queue[bytes] = field(default_factory=asyncio.Queue[bytes])
    followed: bool = False


@dataclass
class Account:
    """Everything in the account; dictionaries keep the order of creation."""

    id: str = ACCOUNT_ID
    token: str = TOKEN
    queues: dict[str, Queue] = field(default_factory=dict[str, Queue])
    databases: dict[str, Database] = field(default_factory=dict[str, Database])
    buckets: dict[str, Bucket] = field(default_factory=dict[str, Bucket])
    scripts: dict[str, Script] = field(default_factory=dict[str, Script])
    tails: dict[str, Tail] = field(default_factory=dict[str, Tail])
    zones: dict[str, str] = field(default_factory=lambda: {"peptalk.com": new_id()})
    """By name, the id."""
    sockets: str = ""
    """Where tails are followed."""
    _ticks: int = 0

    def now(self) -> str:
        """An instant as Cloudflare writes it, later than every one before."""
        self._ticks += 1
        return (datetime.now(UTC) + timedelta(microseconds=self._ticks)).isoformat().replace("+00:00", "Z")

    def trace(self, worker: str, *lines: str, outcome: str = "ok", exceptions: tuple[str, ...] = ()) -> None:
        """Let a Worker have run once and logged these lines; whoever follows it is told."""
        now = int(datetime.now(UTC).timestamp() * 1000)
        event = {
            "outcome": outcome,
            "scriptName": worker,
            "eventTimestamp": now,
            "event": {"queue": "an invented queue", "batchSize": 1},
            "logs": [{"level": "log", "timestamp": now, "message": [line]} for line in lines],
            "exceptions": [{"name": "PythonError", "message": each, "timestamp": now} for each in exceptions],
        }
        for tail in self.tails.values():
            if tail.worker == worker and (not tail.outcomes or outcome in tail.outcomes):
                tail.events.put_nowait(json.dumps(event).encode())

    @staticmethod
    def new_uuid() -> str:
        """The identifier of a database, a version or a deployment."""
        return str(uuid.uuid4())

    def queue(self, name: str) -> Queue:
        """The queue of that name; the tests' own look at the account. Raises StopIteration where there is none."""
        return next(each for each in self.queues.values() if each.name == name)

    def database(self, name: str) -> Database:
        """The database of that name, or of that id."""
        return next(each for each in self.databases.values() if name in (each.name, each.id))
