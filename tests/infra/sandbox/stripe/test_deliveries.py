"""Deliveries of events to a receiver on loopback that verifies them with Stripe's own SDK."""

import json
import time

import pytest
import stripe

from infra.sandbox.stripe import sample
from infra.sandbox.stripe.account import API_VERSION


async def endpoint(stand, receiver, **asked):
    asked = {"url": receiver.url, "enabled_events": ["*"], **asked}
    return await stand.sdk.v1.webhook_endpoints.create_async(asked)


async def test_every_event_is_delivered_once_signed_and_in_order(stand, receiver):
    made = await endpoint(stand, receiver)

    subscription = await stand.subscribed()
    await stand.do("settle")

    events = receiver.verified(made.secret)
    assert [each.type for each in events] == await stand.told()
    assert {each.api_version for each in events} == {API_VERSION}
    assert {each.livemode for each in events} == {False}
    assert abs(int(receiver.headers[0]["stripe-signature"].split(",")[0].removeprefix("t=")) - time.time()) < 5
    begun = next(each for each in events if each.type == "customer.subscription.created")
    assert begun.data.object.id == subscription.id
    assert begun.data.object["items"].data[0].current_period_end > begun.created
    assert (await stand.told(delivery_success=False), len(await stand.told(delivery_success=True))) == ([], len(events))


async def test_another_secret_and_another_body_do_not_verify(stand, receiver):
    made = await endpoint(stand, receiver)
    await stand.sdk.v1.customers.create_async({"email": "a@example.org"})
    await stand.do("settle")
    body, header = receiver.bodies[0], receiver.headers[0]["stripe-signature"]

    for changed, secret in ((body, "whsec_of_nobody"), (body.replace(b"a@example", b"b@example"), made.secret)):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(changed, header, secret)


async def test_only_the_events_that_are_wanted_come(stand, receiver):
    await endpoint(stand, receiver, enabled_events=["customer.subscription.created", "invoice.paid"])

    await stand.subscribed()
    await stand.do("settle")

    assert sorted(json.loads(each)["type"] for each in receiver.bodies) == [
        "customer.subscription.created",
        "invoice.paid",
    ]


async def test_a_failed_delivery_is_tried_again_later_with_the_same_event(stand, receiver):
    made = await endpoint(stand, receiver)
    receiver.answers = [500, 302, 200]
    await stand.sdk.v1.customers.create_async({"email": "a@example.org"})
    await stand.do("settle")
    assert await stand.told(delivery_success=False) == ["customer.created"]

    await stand.do("advance", seconds=61)
    await stand.do("advance", seconds=301)

    events = receiver.verified(made.secret)
    assert len(events) == 3
    assert len({each.id for each in events}) == 1
    assert await stand.told(delivery_success=False) == []
    sent = (await stand.web.get("/sandbox/stripe/deliveries")).json()["deliveries"]
    assert [(each["state"], [tried["error"] for tried in each["attempts"]]) for each in sent] == [
        ("delivered", ["HTTP 500", "HTTP 302", None])
    ]


async def test_after_three_days_of_failures_an_event_is_given_up_and_can_be_found(stand, receiver):
    await endpoint(stand, receiver)
    receiver.answers = [503] * 50
    await stand.sdk.v1.customers.create_async({"email": "a@example.org"})
    await stand.advance(4)
    tries = len(receiver.bodies)
    await stand.advance(30 - 4.1)

    assert len(receiver.bodies) == tries
    assert 5 < tries < 15
    assert await stand.told(delivery_success=False, type="customer.created") == ["customer.created"]
    sent = (await stand.web.get("/sandbox/stripe/deliveries")).json()["deliveries"][0]
    assert sent["state"] == "failed"
    assert sent["attempts"][-1]["at"] - sent["attempts"][0]["at"] <= 3 * 86_400


async def test_while_a_secret_is_replaced_both_sign(stand, receiver):
    made = await endpoint(stand, receiver)
    rolled = await stand.do("roll", endpoint=made.id, keep=3_600)
    await stand.sdk.v1.customers.create_async({"email": "a@example.org"})
    await stand.do("settle")

    assert receiver.headers[0]["stripe-signature"].count("v1=") == 2
    assert len(receiver.verified(made.secret)) == len(receiver.verified(rolled["secret"])) == 1
    await stand.do("advance", seconds=3_601)
    await stand.sdk.v1.customers.create_async({"email": "b@example.org"})
    await stand.do("settle")
    receiver.bodies, receiver.headers = receiver.bodies[1:], receiver.headers[1:]
    assert len(receiver.verified(rolled["secret"])) == 1
    with pytest.raises(stripe.SignatureVerificationError):
        receiver.verified(made.secret)


async def test_an_endpoint_of_an_older_version_is_told_in_the_older_shape(stand, receiver):
    made = await endpoint(stand, receiver, api_version="2024-06-20")
    subscription = await stand.subscribed()
    await stand.advance(32)

    events = receiver.verified(made.secret)
    renewed = [each for each in events if each.type == "customer.subscription.updated"][-1]
    first = subscription["items"].data[0].current_period_end
    assert {each.api_version for each in events} == {"2024-06-20"}
    assert renewed.data.object.current_period_start == first
    assert "current_period_end" not in renewed.data.object["items"].data[0]
    assert renewed.data.previous_attributes["current_period_end"] == first
    paid = next(each for each in events if each.type == "invoice.paid")
    assert paid.data.object.subscription == subscription.id


async def test_several_endpoints_are_told_each_with_its_own_secret(stand, receiver):
    one, two = await endpoint(stand, receiver), await endpoint(stand, receiver)
    await stand.sdk.v1.customers.create_async({"email": "a@example.org"})
    await stand.do("settle")

    headers = [each["stripe-signature"] for each in receiver.headers]
    for secret in (one.secret, two.secret):
        kept = 0
        for body, header in zip(receiver.bodies, headers, strict=True):
            try:
                stripe.WebhookSignature.verify_header(body, header, secret, 300)
                kept += 1
            except stripe.SignatureVerificationError:
                continue
        assert kept == 1


async def test_held_deliveries_go_in_another_order_and_twice(stand, receiver):
    made = await endpoint(stand, receiver)
    await stand.do("settings", held=True)
    await stand.subscribed()
    await stand.do("settle")
    assert receiver.bodies == []

    await stand.do("deliver", order="reversed", times=2)

    told = await stand.told()
    assert [each.type for each in receiver.verified(made.secret)] == [*reversed(told), *reversed(told)]
    await stand.do("settings", held=False)
    await stand.do("settle")
    assert len(receiver.bodies) == 2 * len(told)


async def test_held_deliveries_go_once_they_are_let_go(stand, receiver):
    await endpoint(stand, receiver)
    await stand.do("settings", held=True)
    await stand.subscribed()
    await stand.do("settle")

    await stand.do("settings", held=False)
    await stand.do("settle")

    assert len(receiver.bodies) == len(await stand.told())


async def test_deliveries_can_be_late_doubled_and_lost(stand, receiver):
    await endpoint(stand, receiver)
    await stand.do("settings", delay=600)
    await stand.sdk.v1.customers.create_async({"email": "late@example.org"})
    await stand.do("settle")
    assert receiver.bodies == []
    await stand.do("advance", seconds=601)
    assert len(receiver.bodies) == 1

    await stand.do("settings", delay=0, twice=1.0)
    await stand.sdk.v1.customers.create_async({"email": "twice@example.org"})
    await stand.do("settle")
    assert len({json.loads(each)["id"] for each in receiver.bodies[1:]}) == 1 == len(receiver.bodies) - 2

    await stand.do("settings", twice=0.0, lost=1.0)
    await stand.sdk.v1.customers.create_async({"email": "lost@example.org"})
    await stand.advance(4)
    assert len(receiver.bodies) == 3
    assert await stand.told(delivery_success=False) == ["customer.created"]


async def test_an_event_is_sent_again_also_as_one_of_the_other_mode(stand, receiver):
    made = await endpoint(stand, receiver)
    await stand.sdk.v1.customers.create_async({"email": "a@example.org"})
    await stand.do("settle")
    event = receiver.verified(made.secret)[0]

    await stand.do("deliver", events=[event.id], livemode=True)

    assert [(each.id, each.livemode) for each in receiver.verified(made.secret)] == [
        (event.id, False),
        (event.id, True),
    ]


async def test_an_address_of_another_machine_is_refused(stand):
    with pytest.raises(stripe.InvalidRequestError, match="delivers to this machine only"):
        await stand.sdk.v1.webhook_endpoints.create_async({"url": "https://example.org/x", "enabled_events": ["*"]})


async def test_a_receiver_that_is_not_there_is_tried_again(stand, unused_tcp_port):
    url = f"http://127.0.0.1:{unused_tcp_port}/webhook"
    await stand.sdk.v1.webhook_endpoints.create_async({"url": url, "enabled_events": ["*"]})
    await stand.sdk.v1.customers.create_async({"email": "a@example.org"})
    await stand.do("settle")

    sent = (await stand.web.get("/sandbox/stripe/deliveries")).json()["deliveries"][0]
    assert (sent["state"], sent["attempts"][0]["error"]) == ("pending", "ConnectError")


async def test_in_live_mode_everything_says_so(stand, receiver):
    await stand.do("settings", livemode=True)
    made = await endpoint(stand, receiver)
    session = await stand.session()
    await stand.subscribed()
    await stand.do("settle")

    assert (made.livemode, session.id.startswith("cs_live_")) == (True, True)
    assert {(each.livemode, each.data.object.livemode) for each in receiver.verified(made.secret)} == {(True, True)}


async def test_where_the_work_breaks_it_is_said_at_once_and_raised_at_the_end(stands, capsys):
    account = sample.empty()

    async def broken() -> None:
        async with stands(account) as stand:
            account.enter(account.now(), "nothing that is known", "x")
            while "stands still: KeyError" not in capsys.readouterr().err:
                await stand.web.get("/sandbox/stripe")

    with pytest.raises(KeyError, match="nothing that is known"):
        await broken()
