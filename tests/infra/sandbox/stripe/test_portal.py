"""The billing portal over the SDK and its page's forms."""

import pytest
import stripe

from infra.sandbox.stripe.cards import DECLINED, GOOD


async def opened(stand, subscription, **asked):
    return await stand.sdk.v1.billing_portal.sessions.create_async(
        {"customer": subscription.customer, "return_url": "https://reader.example/account", **asked}
    )


async def test_the_page_shows_what_there_is_and_leads_back(stand):
    subscription = await stand.subscribed()
    session = await opened(stand, subscription)

    page = await stand.web.get(session.url)

    assert page.status_code == 200
    assert 'href="https://reader.example/account"' in page.text
    for said in ("reader@example.org", "active", "visa ending in 4242", "9.00 USD"):
        assert said in page.text


async def test_cancel_at_the_periods_end_then_keep_it(stand):
    subscription = await stand.subscribed()
    session = await opened(stand, subscription)
    form = {"subscription": subscription.id}

    answer = await stand.web.post(session.url, data={**form, "action": "cancel"})
    ends = await stand.subscription(subscription.id)
    await stand.web.post(session.url, data={**form, "action": "resume"})
    kept = await stand.subscription(subscription.id)

    assert (answer.status_code, answer.headers["location"]) == (303, session.url)
    assert (ends.cancel_at_period_end, ends.status) == (True, "active")
    assert (kept.cancel_at_period_end, kept.cancel_at) == (False, None)
    assert (await stand.told()).count("customer.subscription.updated") == 3


async def test_cancel_at_once(stand):
    subscription = await stand.subscribed()
    session = await opened(stand, subscription)
    form = {"subscription": subscription.id, "action": "cancel-now"}
    await stand.web.post(session.url, data=form)
    again = await stand.web.post(session.url, data=form)

    assert (await stand.subscription(subscription.id)).status == "canceled"
    assert (await stand.told())[-1] == "customer.subscription.deleted"
    assert (again.status_code, "has ended" in again.text) == (400, True)


async def test_another_card_pays_what_is_open(stand):
    subscription = await stand.subscribed(card="declined-later")
    await stand.advance(32)
    session = await opened(stand, subscription)
    invoice = (await stand.subscription(subscription.id)).latest_invoice
    pay = {"action": "pay", "invoice": invoice}

    unpaid = await stand.web.post(session.url, data=pay)
    refused = await stand.web.post(session.url, data={"action": "card", "card": DECLINED})
    taken = await stand.web.post(session.url, data={"action": "card", "card": GOOD})
    paid = await stand.web.post(session.url, data=pay)

    assert (unpaid.status_code, refused.status_code) == (402, 402)
    assert (taken.status_code, paid.status_code) == (303, 303)
    now = await stand.sdk.v1.subscriptions.retrieve_async(subscription.id, {"expand": ["default_payment_method"]})
    assert (now.status, now.default_payment_method.card.last4) == ("active", "4242")


async def test_nobody_else_s_subscription_can_be_touched(stand):
    mine, theirs = await stand.subscribed("me@example.org"), await stand.subscribed("them@example.org")
    session = await opened(stand, mine)

    answer = await stand.web.post(session.url, data={"action": "cancel-now", "subscription": theirs.id})

    assert answer.status_code == 404
    assert (await stand.subscription(theirs.id)).status == "active"


async def test_a_link_ends_after_an_hour_and_with_the_customer(stand):
    subscription = await stand.subscribed()
    session, other = await opened(stand, subscription), await opened(stand, subscription)
    await stand.do("advance", seconds=3_601)
    late = await stand.web.get(session.url)
    fresh = await opened(stand, subscription)
    await stand.sdk.v1.customers.delete_async(subscription.customer)

    assert (late.status_code, (await stand.web.get(other.url)).status_code) == (410, 410)
    assert (await stand.web.post(fresh.url, data={"action": "card", "card": GOOD})).status_code == 410


async def test_a_flow_is_kept_and_a_wrong_one_is_refused(stand):
    subscription = await stand.subscribed()
    cancel = {"type": "subscription_cancel", "subscription_cancel": {"subscription": subscription.id}}
    session = await opened(stand, subscription, flow_data=cancel)

    assert session.flow.subscription_cancel.subscription == subscription.id
    for asked in ({"flow_data": {"type": "dance"}}, {"return_url": "file:///etc"}, {"configuration": "bpc_x"}):
        with pytest.raises(stripe.InvalidRequestError):
            await opened(stand, subscription, **asked)
