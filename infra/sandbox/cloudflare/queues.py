"""Queues and their consumers: `/accounts/{account}/queues`."""

from typing import Any

from fastapi import APIRouter, Request, Response

from infra.sandbox.cloudflare.account import Account, Queue, new_id
from infra.sandbox.cloudflare.envelope import Refusal, answer, body, page

_LIMITS = {"delivery_delay": (0, 86_400), "message_retention_period": (60, 1_209_600)}
"""Seconds (wrangler 4.164, `queues create --help`)."""


def router(account: Account) -> APIRouter:
    """List, create, read, change and delete queues; wrangler attaches their consumers."""
    routes = APIRouter(prefix="/queues")

    @routes.get("")
    async def listed(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        names = request.query_params.getlist("name")
        found = [each for each in account.queues.values() if not names or each.name in names]
        return page(request, [shown(each, account) for each in found])

    @routes.post("")
    async def create(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        asked = await body(request)
        name = asked.get("queue_name")
        if not isinstance(name, str) or not name:
            raise Refusal(400, 10001, "queue_name is required")
        if any(each.name == name for each in account.queues.values()):
            raise Refusal(
                409, 11009, f"Queue name '{name}' is already taken. Please use a different name and try again."
            )
        queue = Queue(new_id(), name, account.now())
        queue.settings |= _settings(asked)
        account.queues[queue.id] = queue
        return answer(shown(queue, account))

    @routes.get("/{queue_id}")
    async def read(queue_id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer(shown(found(account, queue_id), account))

    @routes.api_route("/{queue_id}", methods=["PATCH", "PUT"])
    async def change(queue_id: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        queue, asked = found(account, queue_id), await body(request)
        queue.settings |= _settings(asked)
        queue.name = asked.get("queue_name", queue.name)
        return answer(shown(queue, account))

    @routes.delete("/{queue_id}")
    async def delete(queue_id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        queue = found(account, queue_id)
        if queue.consumers:
            raise Refusal(409, 11005, f"Queue '{queue.name}' has a consumer; remove it first")
        del account.queues[queue_id]
        return answer(None)

    @routes.get("/{queue_id}/consumers")
    async def consumers(queue_id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer(list(found(account, queue_id).consumers.values()))

    @routes.post("/{queue_id}/consumers")
    async def attach(queue_id: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        queue, asked = found(account, queue_id), await body(request)
        if queue.consumers:
            raise Refusal(409, 11004, f"Queue '{queue.name}' already has a consumer")
        consumer = {"consumer_id": new_id(), "created_on": account.now(), **_consumer(queue, asked)}
        queue.consumers[consumer["consumer_id"]] = consumer
        return answer(consumer)

    @routes.put("/{queue_id}/consumers/{consumer_id}")
    async def reattach(queue_id: str, consumer_id: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        queue, asked = found(account, queue_id), await body(request)
        if consumer_id not in queue.consumers:
            raise Refusal(404, 11003, "The consumer does not exist")
        queue.consumers[consumer_id] |= _consumer(queue, asked)
        return answer(queue.consumers[consumer_id])

    @routes.delete("/{queue_id}/consumers/{consumer_id}")
    async def detach(queue_id: str, consumer_id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        if found(account, queue_id).consumers.pop(consumer_id, None) is None:
            raise Refusal(404, 11003, "The consumer does not exist")
        return answer(None)

    return routes


def found(account: Account, queue_id: str) -> Queue:
    """The queue of that id. Raises `Refusal`."""
    try:
        return account.queues[queue_id]
    except KeyError:
        raise Refusal(404, 11000, "Queue not found") from None


def shown(queue: Queue, account: Account) -> dict[str, Any]:
    """A queue as the API tells it."""
    producers = [
        {"type": "worker", "script": script.name}
        for script in account.scripts.values()
        if script.versions
        and any(each.get("queue_name") == queue.name for each in script.versions[-1].metadata.get("bindings", []))
    ]
    return {
        "queue_id": queue.id,
        "queue_name": queue.name,
        "created_on": queue.created,
        "modified_on": queue.created,
        "settings": dict(queue.settings),
        "producers": producers,
        "producers_total_count": len(producers),
        "consumers": list(queue.consumers.values()),
        "consumers_total_count": len(queue.consumers),
    }


def _settings(asked: dict[str, Any]) -> dict[str, Any]:
    settings: Any = asked.get("settings") or {}
    for name, (least, most) in _LIMITS.items():
        if name in settings and not least <= settings[name] <= most:
            raise Refusal(400, 11001, f"{name} must be between {least} and {most} seconds")
    return settings


def _consumer(queue: Queue, asked: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": asked.get("type", "worker"),
        "queue_name": queue.name,
        # The documentation says script_name, wrangler reads script.
        "script_name": asked.get("script_name"),
        "script": asked.get("script_name"),
        "dead_letter_queue": asked.get("dead_letter_queue") or "",
        "settings": asked.get("settings") or {},
    }
