"""Deliveries of events: signed, tried again where they fail, and disturbed as the settings say.

Sources: docs.stripe.com/webhooks (the header `Stripe-Signature: t=...,v1=...` over `t.body`; a signature of each secret
while one is being replaced; any answer but a 2xx is a failure; redirects are failures; three days of tries).
"""

import asyncio
import contextlib
import hashlib
import hmac
import json
import time
from collections.abc import AsyncGenerator
from typing import Any

import httpx

from infra.sandbox.stripe import endpoints, shapes
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.clock import DAY
from shared.platform.vendors.certificates import certificates

LONGEST = 3 * DAY
DELIVERY = "delivery"
"""What the agenda calls one."""
PENDING, DELIVERED, FAILED, LOST = "pending", "delivered", "failed", "lost"


def body(account: Account, event: Object, endpoint: Object, *, livemode: bool | None = None) -> bytes:
    """What an endpoint is sent of an event: in the shape of its API version."""
    version = endpoints.version(endpoint)
    data = {"object": shapes.shown(event["data"]["object"], version)}
    if "previous_attributes" in event["data"]:
        data["previous_attributes"] = shapes.previous(event["data"]["previous_attributes"], version)
    told = {**event, "api_version": version, "data": data}
    if livemode is not None:
        told["livemode"] = livemode
    return json.dumps(told, indent=2).encode()


def signature(payload: bytes, secrets: list[str], at: int) -> str:
    """The header: one signature of each secret."""
    signed = f"{at}.".encode() + payload
    made = [hmac.new(each.encode(), signed, hashlib.sha256).hexdigest() for each in secrets]
    return ",".join([f"t={at}", *(f"v1={each}" for each in made)])


def release(account: Account) -> None:
    """Let what waits go at its time, or at once where that has passed."""
    for each in account.hidden(DELIVERY).values():
        if each["state"] == PENDING:
            account.enter(each["next_at"], DELIVERY, each["id"])


@contextlib.asynccontextmanager
async def sender() -> AsyncGenerator[httpx.AsyncClient]:
    """By what deliveries are sent: no proxies, no redirects."""
    async with httpx.AsyncClient(verify=certificates(), trust_env=False, follow_redirects=False) as web:
        yield web


async def deliver(account: Account, web: httpx.AsyncClient, ids: list[str]) -> None:
    """Try these deliveries: to each endpoint one after the other, to several at once."""
    by_endpoint: dict[str, list[str]] = {}
    for id in ids:
        by_endpoint.setdefault(account.hidden(DELIVERY)[id]["endpoint"], []).append(id)
    await asyncio.gather(*(_in_line(account, web, line) for line in by_endpoint.values()))


async def _in_line(account: Account, web: httpx.AsyncClient, ids: list[str]) -> None:
    if account.settings.shuffled:
        account.drawn.shuffle(ids)
    for id in ids:
        await attempt(account, web, id)
        if account.chance() < account.settings.twice:
            await attempt(account, web, id)


async def attempt(account: Account, web: httpx.AsyncClient, id: str, *, livemode: bool | None = None) -> Object:
    """Send an event once to one endpoint, and enter the next try where it failed; gives what was tried."""
    delivery: Object = account.hidden(DELIVERY)[id]
    endpoint = account.tables.get("webhook_endpoint", {}).get(delivery["endpoint"])
    if endpoint is None or endpoint["status"] != "enabled":
        delivery |= {"state": FAILED, "next_at": None}
        return {"at": account.now(), "status": None, "error": "the endpoint is gone or disabled"}
    event = account.one("event", delivery["event"])
    payload = body(account, event, endpoint, livemode=livemode)
    at = account.now() if account.settings.signed_by == "own" else int(time.time())
    tried = {"at": account.now(), **await _sent(account, web, endpoint, payload, at)}
    delivery["attempts"].append(tried)
    if tried["error"] is None:
        if delivery["state"] != DELIVERED:
            event["pending_webhooks"] -= 1
        delivery |= {"state": DELIVERED, "next_at": None}
    elif delivery["state"] != DELIVERED:
        _again(account, delivery)
    return tried


async def _sent(account: Account, web: httpx.AsyncClient, endpoint: Object, payload: bytes, at: int) -> dict[str, Any]:
    headers = {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (PepTalk sandbox)",
        "stripe-signature": signature(payload, endpoints.secrets(account, endpoint["id"]), at),
    }
    wait = account.settings.delivery_timeout
    try:
        async with asyncio.timeout(wait):
            answer = await web.post(endpoint["url"], content=payload, headers=headers, timeout=wait)
    except (TimeoutError, httpx.TimeoutException):
        return {"status": None, "error": f"no answer within {wait:g} s"}
    except (httpx.HTTPError, OSError) as exc:
        return {"status": None, "error": type(exc).__name__}
    return {"status": answer.status_code, "error": None if answer.is_success else f"HTTP {answer.status_code}"}


def _again(account: Account, delivery: Object) -> None:
    """When to try again: the waits of the settings, the last of them over and over, for three days."""
    waits, tries = account.settings.delivery_seconds, delivery["attempts"]
    wait = waits[min(len(tries), len(waits)) - 1] if waits else LONGEST
    at = account.now() + max(1, wait)
    if at > tries[0]["at"] + LONGEST:
        delivery |= {"state": FAILED, "next_at": None}
        return
    delivery |= {"state": PENDING, "next_at": at}
    account.enter(at, DELIVERY, delivery["id"])
