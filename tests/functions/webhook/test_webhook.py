"""The webhook takes what Stripe signed, keeps it before it says so, and refuses everything else with the reason."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import httpx
import pytest
from rigs.fakes import ListQueue, ManualClock
from vendors.stripe_said import SECRET, dumped, event

from functions.webhook.handler import LARGEST, PATH, app
from functions.webhook.verification import SKEW
from queues.messages import StripeEventReceived, decode
from shared.domain.instants import later
from shared.platform.deliveries import overdue
from shared.platform.deliveries.work import RESEND_AFTER
from shared.platform.errors import ConfigurationError, DatabaseUnavailable, UpstreamUnavailable
from shared.platform.ports import Platform, Result, Statement
from shared.store.billing import stripe_events

QUEUE = "peptalk-stripe-events"


def sent(platform: Platform) -> list[str]:
    queue = platform.queues[QUEUE]
    assert isinstance(queue, ListQueue)
    return queue.bodies


async def test_an_event_is_stored_then_queued_then_acknowledged(sender, signed, webhook, clock):
    body = dumped(event())

    answer = await sender.post(PATH, content=body, headers={**signed(body), "cookie": "mine", "user-agent": "Stripe/1"})

    stored = await stripe_events.by_id(webhook.db, "evt_invented1")
    assert (answer.status_code, answer.json()) == (200, {"received": True, "id": "evt_invented1", "again": False})
    assert stored is not None
    assert (stored.body, stored.type, stored.customer) == (body, "customer.subscription.updated", "cus_invented")
    assert json.loads(stored.headers) == {**signed(body), "user-agent": "Stripe/1"}
    assert [decode(each) for each in sent(webhook)] == [stripe_events.message_of("evt_invented1")]
    assert stored.outcome is None


async def test_an_event_delivered_again_is_the_same_row_and_the_same_work(sender, signed, webhook):
    body, other = dumped(event()), dumped(event(type="invented.other"))

    for each in (body, body, other):
        assert (await sender.post(PATH, content=each, headers=signed(each))).status_code == 200

    stored = await stripe_events.by_id(webhook.db, "evt_invented1")
    assert stored is not None
    assert stored.type == "customer.subscription.updated"
    assert len(await webhook.db.all(Statement("SELECT * FROM work"))) == 1
    assert len(set(sent(webhook))) == 1


@pytest.mark.parametrize(
    "said",
    [
        event(type="invented.never_heard_of"),
        event(type="ping", data={"object": {"object": "teapot"}}),
        {
            "id": "evt_test_thin1", "object": "v2.core.event", "type": "v1.customer.subscription.updated",
            "livemode": False, "created": "2026-11-23T02:00:00.000Z",
            "related_object": {"id": "sub_invented", "type": "subscription", "url": "/v1/subscriptions/sub_invented"},
        },
    ],
    ids=["unknown type", "unknown object", "thin"],
)  # fmt: skip
async def test_unknown_types_and_thin_events_are_stored_and_acknowledged(said, sender, signed, webhook):
    body = dumped(said)

    answer = await sender.post(PATH, content=body, headers=signed(body))

    stored = await stripe_events.by_id(webhook.db, said["id"])
    assert answer.status_code == 200
    assert stored is not None
    assert stored.shape == ("thin" if said["object"] == "v2.core.event" else "snapshot")
    assert stored.created_at == ("2026-11-23T02:00:00.000Z" if stored.shape == "thin" else "2026-11-24T02:00:00.000Z")


REFUSED: list[tuple[str, Any, str]] = [
    ("no signature", lambda body, signed: {}, "no_signature"),
    ("an empty one", lambda body, signed: {"stripe-signature": ""}, "no_signature"),
    ("of another secret", lambda body, signed: signed(body, "another"), "wrong_signature"),
    ("of another body", lambda body, signed: signed(body + " "), "wrong_signature"),
    ("an old scheme", lambda body, signed: {"stripe-signature": signed(body)["stripe-signature"].replace("v1", "v0")},
     "wrong_signature"),
    ("not one", lambda body, signed: {"stripe-signature": "t=now,v1=abc"}, "malformed_signature"),
    ("too old", lambda body, signed: signed(body, ahead=-SKEW - 1), "too_old"),
    ("too early", lambda body, signed: signed(body, ahead=SKEW + 1), "too_early"),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "reason"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
async def test_what_stripe_did_not_sign_now_is_refused_and_counted(headers, reason, sender, signed, webhook, clock):
    body = dumped(event())

    answer = await sender.post(PATH, content=body, headers=headers(body, signed))

    assert (answer.status_code, answer.json()["error"]) == (400, reason)
    assert await stripe_events.by_id(webhook.db, "evt_invented1") is None
    assert [(each.reason, each.count) for each in await stripe_events.refusals(webhook.db, clock.now())] == [
        (reason, 1)
    ]
    assert sent(webhook) == []


@pytest.mark.parametrize("ahead", [-SKEW, SKEW])
async def test_a_signature_at_the_edge_of_the_tolerance_is_taken(ahead, sender, signed):
    body = dumped(event())

    assert (await sender.post(PATH, content=body, headers=signed(body, ahead=ahead))).status_code == 200


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("no json", "no_event"),
        ("[]", "no_event"),
        (dumped(event(id="cus_1")), "no_event"),
        (dumped(event(object="subscription")), "no_event"),
        (dumped(event(type=7)), "no_event"),
        (dumped(event(created="soon")), "no_event"),
        (dumped(event(livemode=None)), "no_event"),
        (dumped(event(livemode=True)), "wrong_mode"),
        ("[" * 200_000, "no_event"),
    ],
)
async def test_what_is_signed_and_no_event_of_ours_is_refused(body, reason, sender, signed):
    answer = await sender.post(PATH, content=body, headers=signed(body))

    assert (answer.status_code, answer.json()["error"]) == (400, reason)


async def test_a_body_that_is_no_text_or_too_large_is_refused(sender, signed):
    headers = signed("x")
    at_most = json.dumps(event(note="x" * (LARGEST - 600)))

    async def pieces():
        for _ in range(11):
            yield b"x" * 100_000

    assert (await sender.post(PATH, content=b"\xff\xfe", headers=headers)).json()["error"] == "no_text"
    assert (await sender.post(PATH, content=b"x" * (LARGEST + 1), headers=headers)).json()["error"] == "too_large"
    assert (await sender.post(PATH, content=pieces(), headers=headers)).json()["error"] == "too_large"
    assert (await sender.post(PATH, content=at_most, headers=signed(at_most))).status_code == 200


async def test_while_a_secret_is_rotated_both_are_taken(webhook, signed):
    body = dumped(event())
    rotating = replace(webhook, env={**webhook.env, "STRIPE_WEBHOOK_SECRET": f"the-new-one, {SECRET}"})

    statuses = [await _posted(rotating, body, signed(body, each)) for each in (SECRET, "the-new-one", "an-older-one")]

    assert statuses == [200, 200, 400]


async def test_live_events_are_taken_where_real_money_is_meant(webhook, signed):
    live, body = replace(webhook, env={**webhook.env, "PEPTALK_STRIPE_MODE": "live"}), dumped(event(livemode=True))

    assert await _posted(live, body, signed(body)) == 200
    assert await _posted(live, dumped(event()), signed(dumped(event()))) == 400


@pytest.mark.parametrize("secret", ["", " , "])
async def test_without_a_secret_stripe_is_asked_to_come_again(secret, webhook, signed):
    bare, body = replace(webhook, env={"STRIPE_WEBHOOK_SECRET": secret}), dumped(event())

    assert await _posted(bare, body, signed(body)) == 503


class Down:
    """A database that is away."""

    async def batch(self, statements: Sequence[Statement]) -> list[Result]:
        raise DatabaseUnavailable("gone")

    run = batch


class Silent(ListQueue):
    async def send(self, body: str, *, delay_seconds: int = 0) -> None:
        raise UpstreamUnavailable("no queue")


async def test_what_cannot_be_stored_is_not_acknowledged(webhook, signed):
    body = dumped(event())

    assert await _posted(replace(webhook, db=Down()), body, signed(body)) == 503  # pyright: ignore[reportArgumentType]
    assert await _posted(replace(webhook, db=Down()), body, {}) == 400  # pyright: ignore[reportArgumentType]


async def test_an_event_that_could_not_be_queued_is_safe_and_due_again(webhook, signed, clock: ManualClock):
    body = dumped(event())
    queueless = replace(webhook, queues={QUEUE: Silent()})

    status = await _posted(queueless, body, signed(body))

    clock.advance(RESEND_AFTER + 1)
    (found,) = await overdue.due(webhook.db, clock.now(), 10)
    assert status == 200
    assert (found.queue, decode(found.body)) == (QUEUE, stripe_events.message_of("evt_invented1"))
    assert found.due_at < later(clock.now(), 0)


async def test_other_addresses_and_methods_are_told_where_events_are_taken(sender):
    assert (await sender.post("/webhooks/other")).status_code == 404
    answer = await sender.get(PATH)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_the_message_of_an_event_is_the_same_however_often_it_comes():
    assert stripe_events.message_of("evt_1") == stripe_events.message_of("evt_1")
    assert isinstance(stripe_events.message_of("evt_1"), StripeEventReceived)


def test_a_setting_without_a_secret_says_where_to_find_it():
    from functions.webhook.settings import WebhookSettings

    with pytest.raises(ConfigurationError, match="STRIPE_WEBHOOK_SECRET: holds no secret; it is shown in Stripe's"):
        WebhookSettings.read({"STRIPE_WEBHOOK_SECRET": ","})


async def _posted(platform: Platform, body: str, headers: dict[str, str]) -> int:
    transport = httpx.ASGITransport(app(lambda scope: platform))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://hooks.test") as client:
        return (await client.post(PATH, content=body, headers=headers)).status_code
