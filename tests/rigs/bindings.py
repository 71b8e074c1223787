"""Cloudflare's bindings as the SDK hands them to Python: small, working, and as odd as the real ones.

What they do was seen on workerd 2026-11-17 (D1, R2, Queues in wrangler 4.164) and with workers-runtime-sdk 1.9.5 on
Pyodide 314.0.7. Behind D1 stands SQLite under D1's rules; it takes one statement at a time, D1 the last of several.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.local.sqlite.database import Connection
from shared.platform.ports import Statement


class JsException(Exception):
    """What every binding raises: a message, no kind."""


class JsDict(dict[str, Any]):
    """A plain JavaScript object in Python."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def to_js(value: Any) -> Any:
    """What goes over, as it arrives in JavaScript: numbers are doubles; some types never leave Python."""
    if isinstance(value, tuple | bytearray):
        raise TypeError(f"{type(value)} cannot be sent over RPC.")
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= 2**53 - 1:
            raise JsException(f"Error: D1_TYPE_ERROR: Type 'bigint' not supported for value '{value}'")
        return float(value)
    if isinstance(value, dict):
        return {key: to_js(each) for key, each in value.items()}
    if isinstance(value, list):
        return [to_js(each) for each in value]
    return value


def from_js(value: Any) -> Any:
    """What comes back: whole doubles as int, bytes within a D1 row as a list."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bytes):
        return list(value)
    return value


@contextmanager
def message_only() -> Iterator[None]:
    try:
        yield
    except JsException:
        raise
    except Exception as exc:
        raise JsException(f"Error: {exc}") from None


@dataclass
class D1:
    """A D1 binding over a migrated file."""

    path: Path

    def __post_init__(self) -> None:
        self.connection = Connection(self.path)

    def withSession(self, start: str) -> "D1":  # noqa: N802
        if start not in ("first-primary", "first-unconstrained"):
            raise JsException(f"Error: D1_SESSION_ERROR: invalid bookmark {start}")
        return self

    def prepare(self, sql: str) -> "Prepared":
        return Prepared(self, sql)

    async def batch(self, statements: list["Prepared"]) -> list[JsDict]:
        with message_only(), self.connection.transaction():
            return [each.execute() for each in statements]


@dataclass
class Prepared:
    database: D1
    sql: str
    params: tuple[Any, ...] = ()

    def bind(self, *params: Any) -> "Prepared":
        sent = tuple(map(to_js, params))
        for value in sent:
            if isinstance(value, datetime | dict | list | set):
                raise JsException(f"Error: D1_TYPE_ERROR: Type 'object' not supported for value '{value}'")
        return Prepared(self.database, self.sql, sent)

    async def run(self) -> JsDict:
        return (await self.database.batch([self]))[0]

    def execute(self) -> JsDict:
        done = self.database.connection.execute(Statement(self.sql, self.params))
        rows = [JsDict({name: from_js(value) for name, value in row.items()}) for row in done.rows]
        return JsDict(success=True, results=rows, meta=JsDict(changes=done.changes, rows_read=len(rows)))


@dataclass
class Bare:
    """An object of JavaScript before the SDK wraps it: its parts are not Python's yet."""

    key: str
    data: bytes
    options: dict[str, Any]
    uploaded: datetime

    @property
    def size(self) -> int:
        return len(self.data)

    @property
    def etag(self) -> str:
        return hashlib.md5(self.data).hexdigest()

    @property
    def httpMetadata(self) -> Any:  # noqa: N802
        return Proxy(self.options.get("httpMetadata", {}))

    @property
    def customMetadata(self) -> Any:  # noqa: N802
        return Proxy(self.options.get("customMetadata", {}))

    @property
    def checksums(self) -> Any:
        return Proxy({"sha256": self.options.get("sha256")})


@dataclass
class Proxy:
    """A bare JavaScript value: nothing of Python's works on it."""

    hidden: Any


@dataclass
class Checksums:
    sha256: memoryview | None


class R2:
    """An R2 binding, and, as in the SDK, the wrapper of what its calls give."""

    def __new__(cls, wrapped: Any = None) -> Any:
        return wrapped if isinstance(wrapped, cls) else super().__new__(cls)

    def __init__(self, wrapped: Bare | None = None) -> None:
        if wrapped is self:
            return
        self._bare = wrapped
        self.objects: dict[str, Bare] = {}
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __getattr__(self, name: str) -> Any:
        bare = self.__dict__.get("_bare")
        if bare is None:
            raise AttributeError(name)
        if name == "checksums":
            sha256 = bare.options.get("sha256")
            return Checksums(memoryview(bytes.fromhex(sha256)) if sha256 else None)
        value = getattr(bare, name)
        if isinstance(value, datetime):
            return value.replace(tzinfo=None)
        return JsDict(value.hidden) if isinstance(value, Proxy) else value

    async def arrayBuffer(self) -> memoryview:  # noqa: N802
        return memoryview(self.__dict__["_bare"].data)

    async def get(self, key: str, options: dict[str, Any] | None = None) -> "R2 | None":
        if key not in self.objects:
            return None
        whole = self.objects[key]
        if options is None:
            return R2(whole)
        asked = to_js(options)["range"]
        if asked["offset"] >= len(whole.data):
            raise JsException("get: The requested range is not satisfiable (10039)")
        part = whole.data[int(asked["offset"]) :][: int(asked["length"])]
        return R2(Bare(key, part, whole.options, whole.uploaded))

    async def head(self, key: str) -> "R2 | None":
        return await self.get(key)

    async def put(self, key: str, data: bytes, options: dict[str, Any] | None = None) -> "R2 | None":
        options = to_js(options or {})
        if options.keys() - {"onlyIf", "httpMetadata", "customMetadata", "sha256"}:
            raise JsException(f"TypeError: unknown options {sorted(options)}")
        only_if = options.pop("onlyIf", {})
        standing = self.objects.get(key)
        if only_if.get("etagDoesNotMatch") == "*" and standing is not None:
            return None
        if "etagMatches" in only_if and (standing is None or standing.etag != only_if["etagMatches"]):
            return None
        if options.get("sha256") not in (None, hashlib.sha256(data).hexdigest()):
            raise JsException(
                "Error: put: The SHA-256 checksum you specified did not match what we received.\n"
                f"You provided a SHA-256 checksum with value: {options['sha256']} (10037)"
            )
        self.objects[key] = Bare(key, bytes(data), options, self.now())
        return R2(self.objects[key])

    async def delete(self, keys: list[str]) -> None:
        if len(keys) > 1000:
            raise JsException("Error: delete: The delete request exceeds 1000 keys. (10014)")
        for key in to_js(keys):
            self.objects.pop(key, None)

    async def list(self, options: dict[str, Any]) -> JsDict:
        options = to_js(options)
        if not 1 <= options["limit"] <= 1000:
            raise JsException("Error: list: MaxKeys params must be positive integer <= 1000. (10022)")
        after = options.get("cursor", "")
        keys = sorted(key for key in self.objects if key.startswith(options["prefix"]) and key > after)
        page = keys[: int(options["limit"])]
        told = [self.objects[key] for key in page]
        if "include" not in options:
            told = [Bare(each.key, each.data, {}, each.uploaded) for each in told]
        found = JsDict(objects=told, truncated=len(keys) > len(page))
        if found.truncated:
            found["cursor"] = page[-1]
        return found


@dataclass
class Producer:
    """A queue binding that keeps the calls it took."""

    calls: list[tuple[list[Any], float]] = field(default_factory=list)
    fails: str | None = None

    async def send(self, body: Any, *, contentType: str, delaySeconds: int) -> JsDict:  # noqa: N803
        return await self.sendBatch([{"body": body, "contentType": contentType}], delaySeconds=delaySeconds)

    async def sendBatch(self, messages: list[Any], *, delaySeconds: int) -> JsDict:  # noqa: N802, N803
        if self.fails:
            raise JsException(self.fails)
        if not messages:
            raise JsException("TypeError: sendBatch() requires at least one message")
        bodies = [message["body"] for message in to_js(messages)]
        sizes = [len(body.encode()) + 100 for body in bodies]
        if len(bodies) > 100 or sum(sizes) > 256_000 or max(sizes) > 128_000 or not 0 <= delaySeconds <= 86_400:
            raise JsException("Error: Unknown Internal Error (15000)")
        if any(message["contentType"] != "text" for message in messages):
            raise JsException("TypeError: this queue is read as text")
        self.calls.append((bodies, delaySeconds))
        return JsDict(metadata=JsDict(metrics=JsDict(backlogCount=0)))


@dataclass
class QueueMessage:
    """A message of a batch; the first of ack and retry counts."""

    body: Any
    attempts: int = 1
    id: str = "0123456789abcdef"
    settled: tuple[str, Any] | None = None

    def ack(self) -> None:
        self.settled = self.settled or ("ack", None)

    def retry(self, options: dict[str, Any] | None = None, **keywords: Any) -> None:
        self.settled = self.settled or ("retry", {**(options or {}), **keywords}.get("delaySeconds"))


@dataclass
class MessageBatch:
    queue: str
    messages: list[QueueMessage]


@dataclass
class Controller:
    """A cron event."""

    cron: str
    scheduledTime: float  # noqa: N815


class Env:
    """A Worker's env: what is not bound raises AttributeError."""

    def __init__(self, **bindings: Any) -> None:
        self.__dict__.update(bindings)
