"""The stand-in's objects beside Stripe's published fixtures and a real event; skipped where those are not at hand."""

import json
from typing import Any

import pytest
from rigs.places import REAL_DATA

FIXTURES = REAL_DATA / "stripe" / "stripe_openapi" / "fixtures3.json"
BASIL = REAL_DATA / "stripe" / "basil" / "customer.subscription.updated__2025-08-27.basil.json"

pytestmark = pytest.mark.skipif(not FIXTURES.is_file(), reason="no real data at hand")

LEFT_OUT: dict[str, set[str]] = {
    "charge": {"refunds"},  # since 2022-11-15 only where expanded
    "invoice": {"subscription"},  # the fixture still has what Basil took away
}
ADDED = {
    "customer": {"customer_account"},  # the SDK's type has it
}
NESTED = {  # the SDK's types have them, the fixtures leave them out
    "invoice_payment.payment": {"payment_intent"},
    "line_item.pricing": {"price_details"},
}


async def everything(stand) -> dict[str, dict[str, Any]]:
    """One object of each kind, in what the account holds after a reader's life."""
    await stand.sdk.v1.webhook_endpoints.create_async({"url": "http://127.0.0.1:1/x", "enabled_events": ["nothing"]})
    session = await stand.session(discounts=[{"coupon": "SANDBOXHALF"}])
    await stand.web.post(session.url, data={"action": "pay", "card": "good", "email": "a@example.org"})
    subscription = (await stand.sdk.v1.subscriptions.list_async()).data[0]
    charge = (await stand.sdk.v1.charges.list_async()).data[0]
    await stand.sdk.v1.refunds.create_async({"charge": charge.id, "amount": 1})
    await stand.do("dispute", who="a@example.org")
    await stand.sdk.v1.billing_portal.sessions.create_async({"customer": subscription.customer})
    found = {kind: next(iter(table.values())) for kind, table in stand.account.tables.items()}
    item = found["subscription"]["items"]["data"][0]
    return {**found, "subscription_item": item, "line_item": found["invoice"]["lines"]["data"][0]}


async def test_each_object_has_the_fields_of_stripes_own(stand):
    theirs = json.loads(FIXTURES.read_text("utf-8"))["resources"]

    ours = await everything(stand)

    assert len(ours) >= 20
    unlike: dict[str, set[str]] = {}
    for kind, each in ours.items():
        if missing := theirs[kind].keys() - each.keys() - LEFT_OUT.get(kind, set()):
            unlike[f"{kind} lacks"] = missing
        if unknown := each.keys() - theirs[kind].keys() - ADDED.get(kind, set()):
            unlike[f"{kind} has"] = unknown
    assert unlike == {}


async def test_what_is_nested_has_stripes_fields_too(stand):
    theirs = json.loads(FIXTURES.read_text("utf-8"))["resources"]
    # What a fixture fills that is empty here, or the other way round, says nothing about fields.
    unlike: dict[str, set[str]] = {}
    for kind, each in (await everything(stand)).items():
        for name, value in each.items():
            their = theirs[kind].get(name)
            if isinstance(value, dict) and isinstance(their, dict) and value and their and name != "metadata":
                unknown = value.keys() - their.keys() - NESTED.get(f"{kind}.{name}", set()) - {"total_count"}
                if unknown:
                    unlike[f"{kind}.{name}"] = unknown

    assert unlike == {}


async def test_a_renewals_event_is_as_the_real_one(stand):
    real = json.loads(BASIL.read_text("utf-8"))
    await stand.subscribed()
    await stand.advance(32)
    page = await stand.sdk.v1.events.list_async({"type": "customer.subscription.updated"})

    ours = json.loads(str(page.data[0]))

    assert ours.keys() == real.keys()
    assert ours["data"]["previous_attributes"].keys() == real["data"]["previous_attributes"].keys()
    before, theirs = (each["data"]["previous_attributes"]["items"]["data"][0] for each in (ours, real))
    assert before.keys() == theirs.keys()
    subscription, their = ours["data"]["object"], real["data"]["object"]
    assert their.keys() - subscription.keys() == {"plan", "quantity"}  # of one item's subscriptions, deprecated
    item, price = subscription["items"]["data"][0], subscription["items"]["data"][0]["price"]
    assert item.keys() == their["items"]["data"][0].keys()
    assert price.keys() == their["items"]["data"][0]["price"].keys()
    assert item["plan"].keys() == their["items"]["data"][0]["plan"].keys()
