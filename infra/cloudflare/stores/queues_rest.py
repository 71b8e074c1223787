"""Queues of an environment from outside: how full they are, what waits in them, and whether they deliver.

Nothing is sent, taken or acknowledged here: Workers and `operate` do that.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from cloudflare.types.queues.message_peek_response import Message
from cloudflare.types.queues.queue import Queue

from infra.cloudflare.account import inventory
from infra.cloudflare.account.access import Target
from infra.cloudflare.account.inventory import Account
from queues.topology import QUEUES, deployed_name
from shared.platform.errors import ConfigurationError, PermanentError

MOST = 100
"""Messages that one peek gives (developers.cloudflare.com/queues/platform/limits)."""
_ENCODED = frozenset({"json", "bytes"})
"""Content types whose bodies pull and peek give as base64; text is given as it is."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How full a queue is, as Cloudflare estimates it. `oldest` is None where the queue is empty or Cloudflare cannot
    tell; `name` is the one that the topology declares."""

    name: str
    messages: int
    bytes: int
    oldest: datetime | None
    paused: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message as it waits: looking takes no lease and counts no delivery."""

    id: str
    body: str
    attempts: int
    sent: datetime | None


async def backlogs(account: Account, target: Target) -> list[Backlog]:
    """Every queue of the topology, in its order.

    Raises:
        ConfigurationError: one is missing, or the token is not accepted.
        UpstreamThrottled, UpstreamUnavailable: Cloudflare did not answer to the end.
    """
    there = {each.queue_name: each for each in await inventory.all_queues(account)}
    found: list[Backlog] = []
    for name in QUEUES:
        queue = there.get(deployed_name(name, target.environment))
        if queue is None or not queue.queue_id:
            raise _missing(name, target)
        meant = queue.queue_id
        metrics = await account.patiently(
            f"measure {queue.queue_name}",
            lambda meant=meant: account.sdk.queues.get_metrics(meant, account_id=account.id),
        )
        if metrics is None:
            raise PermanentError(f"Cloudflare gave no metrics of {queue.queue_name}")
        oldest = int(metrics.oldest_message_timestamp_ms or 0)
        found.append(
            Backlog(
                name,
                int(metrics.backlog_count),
                int(metrics.backlog_bytes),
                datetime.fromtimestamp(oldest / 1000, UTC) if oldest else None,
                _paused(queue),
            )
        )
    return found


async def peek(account: Account, target: Target, name: str, count: int) -> list[Waiting]:
    """The first messages of a queue, at most `count`, of at most MOST. Raises as `backlogs` does."""
    queue = await _queue(account, target, name)
    answer = await account.patiently(
        f"look into {queue.queue_name}",
        lambda: account.sdk.queues.messages.peek(
            queue.queue_id or "", account_id=account.id, batch_size=min(count, MOST)
        ),
    )
    return [_waiting(each) for each in (answer.messages if answer else None) or []][:count]


async def set_paused(account: Account, target: Target, name: str, *, paused: bool) -> bool:
    """Stop or go on delivering; whether that changed anything. A paused queue keeps taking what is sent, and its
    messages grow old. Raises as `backlogs` does."""
    queue = await _queue(account, target, name)
    if _paused(queue) == paused:
        return False
    await account.patiently(
        f"{'pause' if paused else 'resume'} {queue.queue_name}",
        lambda: account.sdk.queues.edit(
            queue.queue_id or "", account_id=account.id, settings={"delivery_paused": paused}
        ),
    )
    return True


async def _queue(account: Account, target: Target, name: str) -> Queue:
    if name not in QUEUES:
        raise PermanentError(f"no queue is called {name!r}; there are {', '.join(QUEUES)}")
    found = await inventory.queue_named(account, deployed_name(name, target.environment))
    if found is None or not found.queue_id:
        raise _missing(name, target)
    return found


def _missing(name: str, target: Target) -> ConfigurationError:
    there = deployed_name(name, target.environment)
    return ConfigurationError(f"the account has no queue {there}; next: peptalk infra apply --target {target}")


def _paused(queue: Queue) -> bool:
    return bool(queue.settings and queue.settings.delivery_paused)


def _waiting(message: Message) -> Waiting:
    sent = int(message.timestamp_ms or 0)
    return Waiting(
        message.id or "",
        _text(message),
        int(message.attempts or 0),
        datetime.fromtimestamp(sent / 1000, UTC) if sent else None,
    )


def _text(message: Message) -> str:
    """The body as it was sent; what is no UTF-8 stays base64, and says so."""
    body = message.body or ""
    metadata = cast("dict[str, Any]", message.metadata or {})
    kind = metadata.get("CF-Content-Type", "text")
    if kind not in _ENCODED:
        return body
    try:
        return base64.b64decode(body, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return f"base64: {body}"
