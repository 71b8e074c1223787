"""What waits in queues: `/accounts/{account}/queues/{queue}/metrics` and `.../messages/peek`.

Bodies of type json and bytes come as base64, text as it is, as with pull consumers
(developers.cloudflare.com/queues/configuration/pull-consumers).
"""

import base64
import json
import time
from typing import Any

from fastapi import APIRouter, Request, Response

from infra.sandbox.cloudflare.account import Account, Queue, new_id
from infra.sandbox.cloudflare.envelope import Refusal, answer, body
from infra.sandbox.cloudflare.queues import found

_MOST, _DEFAULT = 100, 5


def put(queue: Queue, content: Any, kind: str = "text", *, attempts: int = 0) -> str:
    """A message in the queue, as a Worker would have sent it; its id. `content` is what the type `kind` holds."""
    id = new_id()
    raw = content if isinstance(content, bytes) else (content if kind == "text" else json.dumps(content)).encode()
    message = {
        "id": id,
        "body": raw.decode() if kind == "text" else base64.b64encode(raw).decode(),
        "attempts": attempts,
        "timestamp_ms": round(time.time() * 1000),
        "metadata": {"CF-Content-Type": kind, "CF-sourceMessageSource": "worker"},
        "size": len(raw) + 100,
    }
    queue.messages.append(message)
    return id


def router(account: Account) -> APIRouter:
    """Metrics and peeking. Nothing can be sent, pulled, acknowledged or purged."""
    routes = APIRouter(prefix="/queues")

    @routes.get("/{queue_id}/metrics")
    async def metrics(queue_id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        waiting = found(account, queue_id).messages
        return answer(
            {
                "backlog_count": len(waiting),
                "backlog_bytes": sum(each["size"] for each in waiting),
                "oldest_message_timestamp_ms": min((each["timestamp_ms"] for each in waiting), default=0),
            }
        )

    @routes.post("/{queue_id}/messages/peek")
    async def peek(queue_id: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        queue, asked = found(account, queue_id), await body(request)
        size = asked.get("batch_size", _DEFAULT)
        if not isinstance(size, int | float) or not 1 <= size <= _MOST:
            raise Refusal(400, 10001, f"batch_size must be between 1 and {_MOST}")
        shown = [
            {name: value for name, value in each.items() if name != "size"} | {"ref": f"ref-{each['id']}"}
            for each in queue.messages[: int(size)]
        ]
        return answer({"messages": shown})

    return routes
