"""What functions need from a platform, each a Protocol whose docstring states its obligations.

The database has D1's own shape, because SQLite speaks it too. One conformance suite holds every
implementation to what stands here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from typing import Any, Protocol

from shared.domain.nesting import parsed
from shared.platform.log import Log
from shared.platform.pace import Pace

Value = str | int | float | bool | bytes | None
"""What may be bound to a statement. Integers lie within ±(2**53 - 1); instants are text (`shared.domain.instants`)."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement with positional parameters (`?1`, `?2` ...), at most 100 of them."""

    sql: str
    params: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a statement gave: its rows (with RETURNING or SELECT) and how many rows it changed."""

    rows: list[Row]
    changes: int


class Database(Protocol):
    """D1's shape. Foreign keys are on; a transaction is a batch and there is no other.

    Every method raises `DatabaseUnavailable` where trying again may help (the statement may then have
    committed: write it idempotent), `ConstraintViolated` where a constraint aborted it, else `DatabaseError`.
    Blobs come back as bytes, NULL as None.
    """

    async def all(self, statement: Statement) -> list[Row]:
        """All rows, in the statement's order."""
        ...

    async def first(self, statement: Statement) -> Row | None:
        """The first row, or None where there is none."""
        ...

    async def run(self, statement: Statement) -> Result:
        """Execute one statement in a transaction of its own."""
        ...

    async def batch(self, statements: Sequence[Statement]) -> list[Result]:
        """Execute all statements in order, or none of them. An UPDATE of no row aborts nothing; a CHECK does."""
        ...


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What the bucket knows of an object without its bytes. `size` is bytes, `sha256` lower-case hex."""

    key: str
    size: int
    etag: str
    sha256: str | None
    content_type: str | None
    metadata: Mapping[str, str]
    uploaded: datetime


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing, keys in ascending order; `cursor` is None on the last."""

    objects: tuple[ObjectInfo, ...]
    cursor: str | None


class Bucket(Protocol):
    """R2's shape. Reads see every completed write; an object is replaced whole or not at all.

    Keys are 1 to 1,024 bytes of UTF-8; metadata is text to text, 8,192 bytes at most, its names of the form
    `[a-z0-9][a-z0-9_-]*` (they travel as HTTP headers). What is out of these bounds is a `ValueError`.
    """

    async def get(self, key: str) -> bytes | None:
        """The object's bytes, or None where there is none."""
        ...

    async def part(self, key: str, offset: int, length: int) -> bytes | None:
        """At most `length` (1 or more) bytes from `offset` (0 or more) on, fewer where the object ends; None where
        there is no object or it ends before. Another offset or length is a `ValueError`."""
        ...

    async def head(self, key: str) -> ObjectInfo | None:
        """What is known of the object, or None where there is none."""
        ...

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
        """Store the object; None where a precondition failed and nothing was written.

        Putting the same key with the same bytes twice is a no-op in effect. `sha256` is checked against the
        bytes before anything is kept; where it differs, `ValueError` is raised.
        """
        ...

    async def delete(self, *keys: str) -> None:
        """Remove the objects; a key that is not there is no error."""
        ...

    async def list(self, prefix: str = "", *, cursor: str | None = None, limit: int = 1000) -> Listing:
        """At most `limit` (1 to 1,000) objects whose keys start with `prefix`."""
        ...


class Queue(Protocol):
    """A producer's end. Delivery is at least once and in no order; a message is at most 127,000 bytes of UTF-8."""

    async def send(self, body: str, *, delay_seconds: int = 0) -> None:
        """Accept the message durably; `delay_seconds` is 0 to 86,400."""
        ...

    async def send_batch(self, bodies: Sequence[str], *, delay_seconds: int = 0) -> None:
        """Accept the messages durably, all or none per call of at most 100 messages and 256,000 bytes.

        More than that is split into several calls.
        """
        ...


class Delivery(Protocol):
    """One message on its way. The first of `ack` and `retry` counts, a second is ignored.

    `attempts` starts at 1. A delivery that is never settled counts as acked when the batch returns, so the
    consumer loop settles every one.
    """

    @property
    def id(self) -> str: ...

    @property
    def body(self) -> str: ...

    @property
    def attempts(self) -> int: ...

    def ack(self) -> None: ...

    def retry(self, *, delay_seconds: int = 0) -> None: ...


@dataclass(frozen=True, slots=True)
class Batch:
    """What a queue hands to its consumer at once. `queue` is the name that `queues.topology` declares."""

    queue: str
    deliveries: Sequence[Delivery]


@dataclass(frozen=True, slots=True)
class Tick:
    """One firing of a cron trigger; `scheduled` is the slot, not the moment it ran."""

    cron: str
    scheduled: datetime


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """A complete answer. Header names are lower-case; `body` is decoded from any transfer encoding."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The value of a body in JSON; ValueError where it is none, or is nested deeper than any vendor's answer."""
        return parsed(self.body)


class Http(Protocol):
    """Plain requests to vendors without an SDK. Redirects are not followed."""

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
        """GET or POST, of a form or of `content`, text in UTF-8 whose type `headers` name. Any status is an answer;
        no answer within `timeout` seconds, a broken connection or a body over `max_bytes` raises `UpstreamUnavailable`,
        whose text names the host but no parameter."""
        ...


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One mail to one address. Nothing in it has a line break but `text` and `html`.

    `id` is the same whenever this mail is handed over again. `sender` and `reply_to` may have a display name
    (`PepTalk <mail@example.com>`), `to` is a bare address; domains are in ASCII. `headers` come beside what a carrier
    sets itself.
    """

    id: str
    sender: str
    to: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    reply_to: str | None = None


class Mailer(Protocol):
    """Whoever carries mail. `name` says who it is; `pace` how it may be asked; `keeps` whether what it was handed stays
    on this machine, where an erasure has to find it."""

    @property
    def name(self) -> str: ...

    @property
    def keeps(self) -> bool: ...

    @property
    def pace(self) -> Pace: ...

    async def forget(self, ids: Sequence[str]) -> None:
        """Delete what this machine keeps of these mails; what a carrier has beyond it is the carrier's."""
        ...

    async def send(self, mail: OutgoingMail) -> str | None:
        """Hand a mail over; its carrier's own name for it, None where the carrier gave none.

        Raises `UpstreamUnavailable` or `UpstreamThrottled` where trying again may help: the mail may then have been
        taken. `AddressRefused` says that nothing is delivered to this address, `ConfigurationError` that an operator
        has to act, `UpstreamRefused` that this mail will never be taken.
        """
        ...


class Clock(Protocol):
    """Time. `now` is aware and in UTC."""

    def now(self) -> datetime: ...

    async def sleep(self, seconds: float) -> None: ...


class Entropy(Protocol):
    """Randomness, which must not be drawn while a module is imported."""

    def token(self) -> str:
        """32 hex characters that no one can guess."""
        ...

    def fraction(self) -> float:
        """A number in [0, 1), for jitter."""
        ...


@dataclass(frozen=True, slots=True)
class Platform:
    """All that one function is given.

    `queues` holds the producers by the name that `queues.topology` declares. `env` is the function's raw
    variables and secrets (`shared.platform.configuration.settings` reads them). `holder` names the process or isolate
    in claims; `lease_seconds` is how long a claim outlives its holder, longer than the longest invocation. `search` is
    the search index's own database, where the function has one; `mailer` carries mail, where it is not plain HTTP that
    does.
    """

    function: str
    holder: str
    db: Database
    files: Bucket
    queues: Mapping[str, Queue]
    http: Http
    clock: Clock
    entropy: Entropy
    log: Log
    env: Mapping[str, str] = field(repr=False)
    lease_seconds: int = 960
    search: Database | None = None
    mailer: Mailer | None = None

    def saying(self, **fields: Any) -> "Platform":
        """The same platform, with these fields on every line of its log."""
        # Once a request, where `dataclasses.replace` takes several times as long.
        values = list(_VALUES(self))
        values[_LOG] = self.log.bind(**fields)
        return Platform(*values)


_NAMES = tuple(each.name for each in fields(Platform))
_VALUES, _LOG = attrgetter(*_NAMES), _NAMES.index("log")
