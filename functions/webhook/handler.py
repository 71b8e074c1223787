"""Takes the events of Stripe and of the mail provider: verified over the raw bytes, acknowledged once what they tell is
stored. Stripe's are queued for billing; a bounce or a complaint is one row. Nobody is asked anything."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from functions.webhook import mail_events
from functions.webhook.refusals import Refusals
from functions.webhook.settings import MailWebhookSettings, WebhookSettings
from functions.webhook.verification import Refused, verified
from queues.topology import queue_for
from shared.domain.mailing.unsubscribing import address_mark
from shared.platform.deliveries.work import said
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Platform
from shared.platform.web.asgi import Asgi, PlatformOf, Receive, Scope, Send
from shared.store.billing import stripe_events
from shared.store.billing.stripe_events import Event, NoEvent
from shared.store.mailing import suppressions

PATH = "/webhooks/stripe"
MAIL_PATH = "/webhooks/mail"

LARGEST = 1_000_000
"""Bytes of a body. Stripe's own are far below, and D1 keeps 2 MB in a row."""

_KEPT = ("stripe-signature", "content-type", "user-agent")
"""The headers that are stored with an event."""


def app(platform_of: PlatformOf) -> Asgi:
    """The ASGI application; `platform_of` gives the platform of a request's scope."""

    refusals = Refusals()

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        status, answer = await _answer(scope, receive, platform_of, refusals)
        await _send(send, status, answer)

    return asgi


async def _answer(
    scope: Scope, receive: Receive, platform_of: PlatformOf, refusals: Refusals
) -> tuple[int, dict[str, Any]]:
    take = _TAKES.get(scope["path"].rstrip("/"))
    if take is None:
        return 404, {"error": "not_found", "message": f"events are taken at {' and '.join(_TAKES)}"}
    if scope["method"] != "POST":
        return 405, {"error": "not_allowed", "message": "events are sent by POST"}
    platform = platform_of(scope)
    try:
        return 200, await take(scope, receive, platform)
    except Refused as exc:
        return 400, await _refuse(exc, platform, refusals)
    except ConfigurationError as exc:
        # Both send again for a day and more, within which an operator can give the setting.
        platform.log.error("webhook_failed", error=said(exc))
        return 503, {"error": "not_configured", "message": "the endpoint is not set up; send the event again later"}
    except Exception as exc:
        platform.log.error("webhook_failed", error=said(exc))
        return 503, {"error": "not_stored", "message": "the event could not be stored; send it again later"}


async def _take_stripe(scope: Scope, receive: Receive, platform: Platform) -> dict[str, Any]:
    settings = WebhookSettings.read(platform.env)
    headers = _headers(scope)
    body = await _body(headers, receive)
    now = platform.clock.now()
    text = verified(body, headers.get("stripe-signature"), settings.secrets, now)
    event = _event(text, settings)
    kept = {name: headers[name][:2_000] for name in _KEPT if name in headers}
    results = await platform.db.batch(stripe_events.keep(event, "webhook", kept, now))
    again = results[0].changes == 0
    await _queue(event, platform)
    platform.log.info("webhook_stored", id=event.id, type=event.type, again=again)
    return {"received": True, "id": event.id, "again": again}


async def _take_mail(scope: Scope, receive: Receive, platform: Platform) -> dict[str, Any]:
    settings = MailWebhookSettings.read(platform.env)
    headers = _headers(scope)
    body = await _body(headers, receive)
    now = platform.clock.now()
    told = mail_events.read(*mail_events.verified(body, headers, settings.secrets, now))
    if told.reason is not None and told.addresses:
        key, reason = settings.signing_key, told.reason
        await platform.db.batch(
            [suppressions.suppress(address_mark(key, each), each, reason, told.id, now) for each in told.addresses]
        )
    platform.log.info("mail_event", id=told.id, type=told.type, count=len(told.addresses))
    return {"received": True, "id": told.id}


_TAKES: Mapping[str, Callable[[Scope, Receive, Platform], Awaitable[dict[str, Any]]]] = {
    PATH: _take_stripe,
    MAIL_PATH: _take_mail,
}


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


async def _body(headers: Mapping[str, str], receive: Receive) -> bytes:
    length = headers.get("content-length", "")
    too_large = Refused("too_large", f"a body has at most {LARGEST} bytes")
    if length.isdecimal() and int(length) > LARGEST:
        raise too_large
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST:
            raise too_large
        parts.append(part)
        more = message.get("more_body", False) and message["type"] == "http.request"
    return b"".join(parts)


def _event(text: str, settings: WebhookSettings) -> Event:
    try:
        event = stripe_events.read(text)
    except NoEvent as exc:
        raise Refused("no_event", f"the body is no event: {exc}") from exc
    if event.livemode != settings.livemode:
        raise Refused("wrong_mode", f"only {settings.PEPTALK_STRIPE_MODE} events are taken here")
    return event


async def _queue(event: Event, platform: Platform) -> None:
    """Its work is on record, so where the queue does not answer, watch asks for it again when it is due."""
    try:
        await platform.queues[queue_for(event.message)].send(event.message.encode())
    except Exception as exc:
        platform.log.warning("webhook_unqueued", id=event.id, error=said(exc))


async def _refuse(refused: Refused, platform: Platform, refusals: Refusals) -> dict[str, Any]:
    platform.log.warning("webhook_refused", reason=refused.reason, error=said(refused))
    now = platform.clock.now()
    try:
        if count := refusals.due(refused.reason, now):
            await platform.db.run(stripe_events.count_refusals(refused.reason, count, now))
    except Exception as exc:
        platform.log.error("webhook_failed", error=said(exc))
    return {"error": refused.reason, "message": str(refused)}


async def _send(send: Send, status: int, answer: dict[str, Any]) -> None:
    body = json.dumps(answer).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if status == 405:
        headers.append((b"allow", b"POST"))
    if status == 503:
        headers.append((b"retry-after", b"60"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
