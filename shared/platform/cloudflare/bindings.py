"""The ports over Cloudflare's bindings, as workers-runtime-sdk hands them to Python.

Conversions are the SDK's (workers/rpc.py): JavaScript objects arrive as dicts, arrays as lists, null as None,
buffers as memoryviews, dates as naive datetimes in UTC, but only what a call or an attribute gives itself: the
objects inside a listing arrive bare. Options go over as dicts or keyword arguments in camelCase. A binding's
error arrives with a message only, so one table here turns messages into our errors.
"""

import asyncio
import json
import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from queues.topology import QUEUES as TOPOLOGY
from queues.topology import SENDERS, declared_name
from shared.platform.cloudflare import d1_errors
from shared.platform.cloudflare.bucket_rules import check_key, check_limit, check_metadata, check_part, check_sha256
from shared.platform.cloudflare.d1_values import bound, read
from shared.platform.configuration.variables import SECRETS_AND_VARS
from shared.platform.errors import (
    ConfigurationError,
    DatabaseError,
    PermanentError,
    UpstreamUnavailable,
)
from shared.platform.log import Log
from shared.platform.ports import (
    Batch,
    Http,
    HttpAnswer,
    Listing,
    ObjectInfo,
    Platform,
    Result,
    Row,
    Statement,
    Tick,
)

_LARGEST_NUMBER = 2**53 - 1
# developers.cloudflare.com/queues/platform/limits
_MESSAGE_BYTES, _LONGEST_DELAY = 127_000, 86_400
_BATCH_MESSAGES, _BATCH_BYTES = 100, 256_000
_PAGE = 1000
"""The most objects that one list gives and one delete takes."""


def platform(env: Any, function: str, http: Http | None = None, *, replicas: bool = False) -> Platform:
    """The platform of one function, from its Worker's `env`; `http` where it asks vendors by plain HTTP.

    With `replicas`, D1 is read through a session of its own, which any of its read replicas may answer; what it reads
    never goes back in time within the session. For functions that only read.
    """
    clock = SystemClock()
    return Platform(
        function=function,
        holder=f"{function}-{_token()[:12]}",
        db=D1Database(_session(_binding(env, "DB")) if replicas else _binding(env, "DB")),
        files=R2Bucket(_binding(env, "FILES")),
        queues={name: QueueProducer(_binding(env, TOPOLOGY[name].binding)) for name in SENDERS[function]},
        http=http or NoHttp(),
        clock=clock,
        entropy=SystemEntropy(),
        log=Log(print, clock.now),
        search=D1Database(search) if (search := getattr(env, "SEARCH_DB", None)) is not None else None,
        env={name: str(value) for name in SECRETS_AND_VARS if (value := getattr(env, name, None)) is not None},
    )


def _binding(env: Any, name: str) -> Any:
    binding = getattr(env, name, None)
    if binding is None:
        raise ConfigurationError(f"the binding {name} is missing; declare it in this environment's wrangler.toml")
    return binding


def _session(database: Any) -> Any:
    """developers.cloudflare.com/d1/best-practices/read-replication: without a session, the primary answers all."""
    return database.withSession("first-unconstrained")


def batch(batch: Any) -> Batch:
    """A queue event as the consumer loop takes it."""
    return Batch(declared_name(str(batch.queue)), [QueueDelivery(message) for message in batch.messages])


def tick(controller: Any) -> Tick:
    """A cron event; `scheduledTime` is milliseconds since 1970."""
    return Tick(str(controller.cron), datetime.fromtimestamp(float(controller.scheduledTime) / 1000, UTC))


@dataclass(frozen=True)
class D1Database:
    """The Database port over a D1 binding."""

    binding: Any

    async def all(self, statement: Statement) -> list[Row]:
        return (await self.run(statement)).rows

    async def first(self, statement: Statement) -> Row | None:
        rows = await self.all(statement)
        return rows[0] if rows else None

    async def run(self, statement: Statement) -> Result:
        try:
            return _result(await self._prepared(statement).run())
        except Exception as exc:
            raise _translated(exc) from exc

    async def batch(self, statements: Sequence[Statement]) -> list[Result]:
        if not statements:
            return []
        try:
            answers = await self.binding.batch([self._prepared(each) for each in statements])
        except Exception as exc:
            raise _translated(exc) from exc
        return [_result(each) for each in answers]

    def _prepared(self, statement: Statement) -> Any:
        prepared = self.binding.prepare(statement.sql)
        return prepared.bind(*map(_sent, bound(statement.params))) if statement.params else prepared


def _sent(value: Any) -> Any:
    """Pyodide sends 2**53 - 1 itself as a BigInt, which D1 refuses; as a float it is the same number."""
    return float(value) if isinstance(value, int) and abs(value) == _LARGEST_NUMBER else value


def _result(answer: Any) -> Result:
    found: list[dict[str, Any]] = answer["results"] or []
    meta: dict[str, Any] = answer["meta"] or {}
    rows = [{key: read(value) for key, value in row.items()} for row in found]
    return Result(rows, int(meta.get("changes") or 0))


def _translated(exc: Exception) -> Exception:
    if isinstance(exc, DatabaseError):
        return exc
    return d1_errors.translated(str(exc))


@dataclass(frozen=True)
class R2Bucket:
    """The Bucket port over an R2 binding. Keys, metadata, checksums and page sizes are checked before anything is
    sent; what R2 itself fails with counts as transient."""

    binding: Any

    async def get(self, key: str) -> bytes | None:
        with _r2(f"get of {check_key(key)}"):
            found = await self.binding.get(key)
            return None if found is None else bytes(await found.arrayBuffer())

    async def part(self, key: str, offset: int, length: int) -> bytes | None:
        check_part(offset, length)
        with _r2(f"part of {check_key(key)}"):
            try:
                found = await self.binding.get(key, {"range": {"offset": offset, "length": length}})
            except Exception:
                # A range behind the end is an error of many names: 10039 of R2's, "Unspecified" of its simulator's.
                there = await self.binding.head(key)
                if there is None or offset >= int(there.size):
                    return None
                raise
            return None if found is None else bytes(await found.arrayBuffer())

    async def head(self, key: str) -> ObjectInfo | None:
        with _r2(f"head of {check_key(key)}"):
            found = await self.binding.head(key)
            return None if found is None else _info(found)

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
        # R2 keeps a SHA-256 only where the put named one.
        options: dict[str, Any] = {"sha256": check_sha256(check_key(key), data, sha256)}
        if content_type:
            options["httpMetadata"] = {"contentType": content_type}
        if metadata:
            options["customMetadata"] = check_metadata(metadata)
        if only_if_absent:
            options["onlyIf"] = {"etagDoesNotMatch": "*"}
        elif only_if_etag is not None:
            options["onlyIf"] = {"etagMatches": only_if_etag}
        with _r2(f"put of {key}"):
            stored = await self.binding.put(key, data, options)
            return None if stored is None else _info(stored)

    async def delete(self, *keys: str) -> None:
        checked = [check_key(key) for key in keys]
        for at in range(0, len(checked), _PAGE):
            with _r2(f"delete of {len(keys)} objects"):
                await self.binding.delete(checked[at : at + _PAGE])

    async def list(self, prefix: str = "", *, cursor: str | None = None, limit: int = _PAGE) -> Listing:
        options: dict[str, Any] = {
            "prefix": prefix,
            "limit": check_limit(limit),
            "include": ["httpMetadata", "customMetadata"],
        }
        if cursor is not None:
            options["cursor"] = cursor
        with _r2(f"list of {prefix}"):
            page = await self.binding.list(options)
            objects = tuple(_info(_wrapped(each, self.binding)) for each in page.objects)
            return Listing(objects, page.cursor if page.truncated else None)


@contextmanager
def _r2(what: str) -> Generator[None]:
    try:
        yield
    except Exception as exc:
        raise UpstreamUnavailable(f"R2 {what}: {d1_errors.plain(str(exc))}", vendor="r2") from exc


def _wrapped(bare: Any, binding: Any) -> Any:
    """What the SDK makes of the object where a call gives it alone; its wrapper leaves a wrapped one as it is."""
    wrap: type[Any] = binding.__class__
    return wrap(bare)


def _info(found: Any) -> ObjectInfo:
    sha256 = getattr(found.checksums, "sha256", None)
    http: Mapping[str, str] = found.httpMetadata or {}
    return ObjectInfo(
        key=str(found.key),
        size=int(found.size),
        etag=str(found.etag),
        sha256=bytes(sha256).hex() if sha256 is not None else None,
        content_type=http.get("contentType"),
        metadata={str(key): str(value) for key, value in dict(found.customMetadata or {}).items()},
        uploaded=found.uploaded.replace(tzinfo=UTC),
    )


@dataclass(frozen=True)
class QueueProducer:
    """The Queue port over a queue binding. Bodies travel as text: the same bytes everywhere."""

    binding: Any

    async def send(self, body: str, *, delay_seconds: int = 0) -> None:
        _check([body], delay_seconds)
        with _queue("send"):
            await self.binding.send(body, contentType="text", delaySeconds=delay_seconds)

    async def send_batch(self, bodies: Sequence[str], *, delay_seconds: int = 0) -> None:
        _check(bodies, delay_seconds)
        for chunk in chunks(bodies):
            messages = [{"body": body, "contentType": "text"} for body in chunk]
            with _queue(f"send of {len(chunk)} messages"):
                await self.binding.sendBatch(messages, delaySeconds=delay_seconds)


def _check(bodies: Sequence[str], delay_seconds: int) -> None:
    """Queues answers a fault of ours like one of its own ("Unknown Internal Error"), so faults are found here."""
    if not 0 <= delay_seconds <= _LONGEST_DELAY:
        raise PermanentError(f"a delay is 0 to {_LONGEST_DELAY} seconds, not {delay_seconds}")
    if (largest := max((len(body.encode()) for body in bodies), default=0)) > _MESSAGE_BYTES:
        raise PermanentError(f"a message has at most {_MESSAGE_BYTES} bytes, not {largest}; keep its payload in R2")


@contextmanager
def _queue(what: str) -> Generator[None]:
    try:
        yield
    except Exception as exc:
        raise UpstreamUnavailable(f"queue {what}: {d1_errors.plain(str(exc))}", vendor="queues") from exc


def chunks(bodies: Sequence[str]) -> list[list[str]]:
    """The bodies in calls of at most 100 messages and 256,000 bytes, 100 bytes a message for the envelope."""
    found: list[list[str]] = []
    size = 0
    for body in bodies:
        weight = len(body.encode()) + 100
        if not found or len(found[-1]) == _BATCH_MESSAGES or size + weight > _BATCH_BYTES:
            found.append([])
            size = 0
        found[-1].append(body)
        size += weight
    return found


@dataclass
class QueueDelivery:
    """The Delivery port over a queue message."""

    message: Any

    @property
    def id(self) -> str:
        return str(self.message.id)

    @property
    def body(self) -> str:
        """The text as it was sent; what another tool sent as JSON or bytes, as text."""
        body: Any = self.message.body
        if isinstance(body, str):
            return body
        if isinstance(body, memoryview):
            return str(cast("Any", body), "utf-8", "replace")
        return json.dumps(body, default=str)

    @property
    def attempts(self) -> int:
        return int(self.message.attempts)

    def ack(self) -> None:
        self.message.ack()

    def retry(self, *, delay_seconds: int = 0) -> None:
        self.message.retry(delaySeconds=delay_seconds)


@dataclass(frozen=True)
class NoHttp:
    """What a function has that speaks to no vendor by plain HTTP."""

    async def request(self, method: str, url: str, **options: Any) -> HttpAnswer:
        raise ConfigurationError("this function has no HTTP client; its entry.py must pass one to cloudflare.platform")


@dataclass(frozen=True)
class SystemClock:
    """The Worker's clock, which stands still between two awaits."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@dataclass(frozen=True)
class SystemEntropy:
    """The Worker's randomness; drawn inside handlers only."""

    def token(self) -> str:
        return _token()

    def fraction(self) -> float:
        return (int.from_bytes(os.urandom(7), "big") >> 3) / 2**53


def _token() -> str:
    return os.urandom(16).hex()
