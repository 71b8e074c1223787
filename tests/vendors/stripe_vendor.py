"""A loopback server with as much of Stripe's API as billing reads, over objects that a test puts there."""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

Object = dict[str, Any]

MONTH = 30 * 86_400
BEGUN = 1_795_485_600
"""2026-11-24T02:00:00Z."""

_KINDS = {
    "subscriptions": "subscription",
    "subscription_items": "subscription_item",
    "invoices": "invoice",
    "invoice_payments": "invoice_payment",
    "charges": "charge",
    "disputes": "dispute",
    "events": "event",
    "customers": "customer",
    "refunds": "refund",
}


def subscription(id: str = "sub_1", status: str = "active", **fields: Any) -> Object:
    """A subscription in the present shape, its period on its item."""
    end = fields.pop("end", BEGUN + MONTH)
    item = {"id": f"si_{id}", "object": "subscription_item", "current_period_start": end - MONTH}
    made = {
        "id": id, "object": "subscription", "status": status, "customer": f"cus_of_{id}", "livemode": False,
        "created": BEGUN, "cancel_at": None, "cancel_at_period_end": False, "ended_at": None, "latest_invoice": None,
        "items": {"object": "list", "data": [{**item, "current_period_end": end}], "has_more": False}, "metadata": {},
    }  # fmt: skip
    return {**made, **fields}


def invoice(id: str, of: str, status: str = "paid", **fields: Any) -> Object:
    details = {"type": "subscription_details", "subscription_details": {"subscription": of, "metadata": {}}}
    made = {
        "id": id, "object": "invoice", "status": status, "attempt_count": 1, "created": BEGUN, "parent": details,
        "status_transitions": {"finalized_at": BEGUN + 3_600},
    }  # fmt: skip
    return {**made, **fields}


@dataclass
class Vendor:
    """Keeps objects by kind and id; `failing` are answers that come before any other, (status, headers, error). `keys`
    are the idempotency keys that were sent."""

    url: str = ""
    objects: dict[str, dict[str, Object]] = field(default_factory=lambda: {kind: {} for kind in _KINDS.values()})
    failing: list[tuple[int, dict[str, str], Object]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    during: Callable[[str], None] = lambda path: None

    def put(self, *objects: Object) -> None:
        """Each is there from now on, as it is."""
        for each in objects:
            self.objects[each["object"]][each["id"]] = each

    def paid(self, of: str, number: int = 1, **charge: Any) -> None:
        """The subscription's latest invoice was paid by a charge."""
        intent, id = f"pi_{of}_{number}", f"in_{of}_{number}"
        self.put(
            invoice(id, of),
            {
                "id": f"inpay_{of}_{number}", "object": "invoice_payment", "invoice": id, "status": "paid",
                "payment": {"type": "payment_intent", "payment_intent": intent},
            },
            {
                "id": f"ch_{of}_{number}", "object": "charge", "payment_intent": intent, "refunded": False,
                "disputed": False, **charge,
            },
        )  # fmt: skip
        self.objects["subscription"][of]["latest_invoice"] = id

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"(?im)^content-length: (\d+)", head)
        form = (await reader.readexactly(int(length[1]))).decode() if length else ""
        self.keys += re.findall(r"(?im)^idempotency-key: (\S+)", head)
        status, headers, data = self.answered(*head.split(" ", 2)[:2], form)
        lines = [f"HTTP/1.1 {status} Said", f"content-length: {len(data)}", "connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + data)
        await writer.drain()
        writer.close()

    async def handed(
        self, method: str, url: str, headers: Mapping[str, str], post_data: str | bytes | None = None
    ) -> tuple[bytes, int, dict[str, str]]:
        """What `Httpx2Client.request_async` gives where nothing can listen: the same answer without a wire."""
        self.keys += [value for name, value in headers.items() if name.lower() == "idempotency-key"]
        form = post_data.decode() if isinstance(post_data, bytes) else post_data or ""
        status, said, data = self.answered(method.upper(), url.removeprefix(self.url), form)
        return data, status, said

    def answered(self, method: str, target: str, form: str = "") -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer; `target` begins with the path, `form` is what a POST says."""
        self.asked.append(target)
        self.during(target)
        status, headers, body = self.failing.pop(0) if self.failing else self._answer(target)
        if method == "DELETE" and status == 200:
            # As Stripe does: the object is gone, and what it answers says so.
            self.objects[body["object"]].pop(body["id"])
            body = {"id": body["id"], "object": body["object"], "deleted": True}
        if method == "POST" and status == 200:
            body |= {name: values[0] for name, values in parse_qs(form).items()}
        said = {"content-type": "application/json", "request-id": "req_1", **headers}
        return status, said, json.dumps(body).encode()

    def _answer(self, target: str) -> tuple[int, dict[str, str], Object]:
        asked = urlsplit(target)
        given = {name: values[0] for name, values in parse_qs(asked.query).items()}
        kind, _, id = asked.path.removeprefix("/v1/").partition("/")
        there = self.objects[_KINDS[kind]]
        if id:
            if id in there:
                return 200, {}, there[id]
            error = {"type": "invalid_request_error", "code": "resource_missing", "message": f"No such thing: '{id}'"}
            return 404, {}, {"error": error}
        found = [each for each in reversed(list(there.values())) if _meant(each, given)]
        if after := given.get("starting_after"):
            found = found[[each["id"] for each in found].index(after) + 1 :]
        limit = int(given.get("limit", "10"))
        page = found[:limit]
        return 200, {}, {"object": "list", "url": asked.path, "data": page, "has_more": len(found) > len(page)}


def _meant(each: Object, given: dict[str, str]) -> bool:
    details = (each.get("parent") or {}).get("subscription_details") or {}
    known = {
        "status": each.get("status"), "invoice": each.get("invoice"),
        "subscription": details.get("subscription") or each.get("subscription"),
        "payment_intent": each.get("payment_intent"), "charge": each.get("charge"),
        "payment[payment_intent]": (each.get("payment") or {}).get("payment_intent"),
        "delivery_success": "false" if each.get("pending_webhooks") else "true", "customer": each.get("customer"),
    }  # fmt: skip
    if each.get("created", 0) < int(given.get("created[gte]", "0")):
        return False
    return all(
        given.get(name) in (None, value) or (name, given.get(name)) == ("status", "all")
        for name, value in known.items()
    )
