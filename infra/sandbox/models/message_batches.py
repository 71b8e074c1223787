"""The stand-in for Anthropic's Message Batches API: requests answered one after the other while time passes.

A batch of n requests takes the sandbox's seconds in all, each request an nth of them; nothing happens in between, so
what has been answered is reckoned when somebody looks. A request that was begun is not interrupted by a cancellation.
"""

import hashlib
import itertools
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from infra.sandbox.faults.batches import OUTCOME
from infra.sandbox.models.bills import Bills, key_of
from infra.sandbox.models.messages import Refusal, admit, answered, bad, error, fields, validated
from infra.sandbox.structured import dumps

PATH = "/v1/messages/batches"
EXPIRES_AFTER = timedelta(hours=24)
AT_MOST = 100_000
"""Requests in a batch (platform.claude.com, build-with-claude/batch-processing)."""

_CUSTOM_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_PAGE, _PAGE_AT_MOST = 20, 1_000
_TYPES = ("succeeded", "errored", "canceled", "expired")

Type = Literal["succeeded", "errored", "canceled", "expired"]


@dataclass(slots=True)
class _Item:
    """A request of a batch, and its result once it is settled."""

    custom_id: str
    params: dict[str, Any]
    result: dict[str, Any] | None = None


@dataclass(slots=True)
class _Batch:
    """A batch. `begun` and `cancelled` are on `time.monotonic`'s scale; `outcome` is a fault's word for all of it."""

    id: str
    key: str
    items: list[_Item]
    begun: float
    created: datetime
    outcome: str | None
    cancelled: float | None = None
    cancelled_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass
class MessageBatches:
    """All batches of a sandbox. `seconds` is how long one takes; it can be changed while it runs."""

    bills: Bills
    seconds: float = 0.0
    now: Callable[[], float] = time.monotonic
    _batches: dict[str, _Batch] = field(default_factory=dict[str, _Batch])
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.bills.up_to_date = self._settle

    def create(self, body: bytes, key: str, outcome: str | None) -> dict[str, Any]:
        """A new batch, in the vendor's shape. What is wrong with a single request shows in its result."""
        items = _items(body)
        number = next(self._numbers)
        id = f"msgbatch_{hashlib.sha256(f'{number}/{key}'.encode()).hexdigest()[:24]}"
        self._batches[id] = _Batch(id, key, items, self.now(), datetime.now(UTC), outcome)
        return self._shape(self._batches[id])

    def asked(self) -> Sequence[dict[str, Any]]:
        """The requests of all batches, as they came."""
        return [each.params for batch in self._batches.values() for each in batch.items]

    def retrieve(self, id: str, key: str, url: str) -> dict[str, Any]:
        """The batch as it stands."""
        return self._shape(self._of(id, key), url)

    def list(self, key: str, after: str | None, before: str | None, limit: int, url: str) -> dict[str, Any]:
        """A page of the batches of a key, the newest first."""
        if not 1 <= limit <= _PAGE_AT_MOST:
            raise bad(f"limit: Input should be from 1 to {_PAGE_AT_MOST}")
        self._settle()
        ids = [each.id for each in reversed(self._batches.values()) if each.key == key]
        for cursor in (after, before):
            if cursor and cursor not in ids:
                raise bad(f"no batch {cursor}")
        first = ids.index(after) + 1 if after else max(0, ids.index(before) - limit) if before else 0
        page = ids[first : min(first + limit, ids.index(before) if before else len(ids))]
        return {
            "data": [self._shape(self._batches[each], url) for each in page],
            "has_more": (first > 0) if before else first + len(page) < len(ids),
            "first_id": page[0] if page else None,
            "last_id": page[-1] if page else None,
        }

    def cancel(self, id: str, key: str) -> dict[str, Any]:
        """The batch, which begins no further request."""
        batch = self._of(id, key)
        if batch.ended_at is not None:
            raise bad(f"{id}: a batch that has ended cannot be canceled")
        if batch.cancelled is None:
            batch.cancelled, batch.cancelled_at = self.now(), datetime.now(UTC)
        return self._shape(batch)

    def results(self, id: str, key: str) -> str:
        """JSON lines, not in the order of the requests."""
        batch = self._of(id, key)
        if batch.ended_at is None:
            raise Refusal(404, "not_found_error", f"{id} has no results yet")
        lines = [{"custom_id": each.custom_id, "result": each.result} for each in reversed(batch.items)]
        return "".join(dumps(each) + "\n" for each in lines)

    def _of(self, id: str, key: str) -> _Batch:
        self._settle()
        batch = self._batches.get(id)
        if batch is None or batch.key != key:
            raise Refusal(404, "not_found_error", f"No message batch {id}")
        return batch

    def _settle(self) -> None:
        for batch in self._batches.values():
            if batch.ended_at is None:
                self._go_on(batch)

    def _go_on(self, batch: _Batch) -> None:
        """Answer what has had its time by now, and end the batch where nothing is left."""
        each_takes = self.seconds / len(batch.items)
        passed = self.now() - batch.begun
        for place, item in enumerate(batch.items):
            if batch.cancelled is not None and batch.cancelled - batch.begun < place * each_takes:
                item.result = item.result or {"type": "canceled"}
            elif item.result is None and passed >= (place + 1) * each_takes:
                item.result = self._result(batch, item)
        if all(each.result for each in batch.items):
            batch.ended_at = datetime.now(UTC)

    def _result(self, batch: _Batch, item: _Item) -> dict[str, Any]:
        if batch.outcome == "expired":
            return {"type": "expired"}
        request_id = "req_" + hashlib.sha256(dumps([batch.id, item.custom_id]).encode()).hexdigest()[:24]
        try:
            if batch.outcome == "errored":
                raise Refusal(500, "api_error", "Internal server error")
            if batch.outcome == "model-gone":
                raise Refusal(404, "not_found_error", f"model: {item.params.get('model')}")
            answer = answered(fields(item.params), request_id)
        except Refusal as exc:
            said = {"type": exc.kind, "message": str(exc)}
            return {"type": "errored", "error": {"type": "error", "error": said, "request_id": request_id}}
        answer["usage"]["service_tier"] = "batch"
        self.bills.answered("batches", item.params, answer, batch.key, item.custom_id)
        return {"type": "succeeded", "message": answer}

    def _shape(self, batch: _Batch, url: str = "") -> dict[str, Any]:
        ended = batch.ended_at
        types = [each.result["type"] for each in batch.items if each.result] if ended else []
        status = "ended" if ended else "canceling" if batch.cancelled is not None else "in_progress"
        return {
            "id": batch.id,
            "type": "message_batch",
            "processing_status": status,
            "request_counts": {
                "processing": len(batch.items) - len(types),
                **{each: types.count(each) for each in _TYPES},
            },
            "created_at": batch.created.isoformat(),
            "expires_at": (batch.created + EXPIRES_AFTER).isoformat(),
            "ended_at": ended.isoformat() if ended else None,
            "cancel_initiated_at": batch.cancelled_at.isoformat() if batch.cancelled_at else None,
            "archived_at": None,
            "results_url": f"{url}{PATH}/{batch.id}/results" if ended else None,
        }


def add_routes(routes: APIRouter, batches: MessageBatches) -> None:
    """The five addresses of batches, below the router's own path."""

    def answer(request: Request, work: Callable[[str, str], Any]) -> Response:
        request_id = f"req_{request.method.lower()}_batch"
        try:
            admit(request.headers)
            made = work(key_of(request.headers), str(request.base_url).rstrip("/") + routes.prefix)
        except Refusal as exc:
            return error(exc, request_id)
        headers = {"request-id": request_id}
        if isinstance(made, str):
            return Response(made, media_type="application/x-jsonl", headers=headers)
        return JSONResponse(made, headers=headers)

    @routes.post(PATH)
    async def create(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        body, outcome = await request.body(), request.scope.get(OUTCOME)
        return answer(request, lambda key, _: batches.create(body, key, outcome))

    @routes.get(PATH)
    async def listed(  # pyright: ignore[reportUnusedFunction]
        request: Request, after_id: str | None = None, before_id: str | None = None, limit: int = _PAGE
    ) -> Response:
        return answer(request, lambda key, url: batches.list(key, after_id, before_id, limit, url))

    @routes.get(PATH + "/{id}")
    async def retrieve(request: Request, id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer(request, lambda key, url: batches.retrieve(id, key, url))

    @routes.post(PATH + "/{id}/cancel")
    async def cancel(request: Request, id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer(request, lambda key, _: batches.cancel(id, key))

    @routes.get(PATH + "/{id}/results")
    async def results(request: Request, id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer(request, lambda key, _: batches.results(id, key))


def _items(body: bytes) -> list[_Item]:
    asked = validated(body).get("requests")
    if not isinstance(asked, list) or not asked:
        raise bad("requests: List should have at least 1 item")
    if len(cast("list[Any]", asked)) > AT_MOST:
        raise bad(f"requests: List should have at most {AT_MOST} items")
    items: list[_Item] = []
    for place, each in enumerate(cast("list[Any]", asked)):
        if not isinstance(each, dict) or each.keys() != {"custom_id", "params"}:  # pyright: ignore[reportUnknownMemberType]
            raise bad(f"requests.{place}: needs custom_id and params, and nothing else")
        custom_id, params = cast("tuple[Any, Any]", (each["custom_id"], each["params"]))
        if not isinstance(custom_id, str) or not _CUSTOM_ID.fullmatch(custom_id):
            raise bad(f"requests.{place}.custom_id: String should match pattern '^{_CUSTOM_ID.pattern}$'")
        if not isinstance(params, dict):
            raise bad(f"requests.{place}.params: Input should be an object")
        items.append(_Item(custom_id, json.loads(json.dumps(params))))
    if len({each.custom_id for each in items}) < len(items):
        raise bad("requests: custom_id should be unique in a batch")
    return items
