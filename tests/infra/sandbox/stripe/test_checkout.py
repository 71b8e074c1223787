"""Checkout from the session to the subscription, over the SDK and the hosted page's forms."""

import httpx
import pytest
import stripe

from infra.sandbox.stripe.cards import DECLINED, GOOD, LATER

PAY = {"action": "pay", "card": GOOD, "email": "typed@example.org"}


async def test_a_reader_pays_on_the_page_and_is_sent_back(stand):
    session = await stand.session(
        client_reference_id="user-7", metadata={"from": "pricing"}, subscription_data={"metadata": {"user": "user-7"}}
    )
    page = await stand.web.get(session.url)

    paid = await stand.web.post(session.url, data=PAY)

    assert (page.status_code, "<script" in page.text, "9.00 USD every month" in page.text) == (200, False, True)
    assert (paid.status_code, paid.headers["location"]) == (303, f"https://reader.example/done?session={session.id}")
    done = await stand.sdk.v1.checkout.sessions.retrieve_async(session.id, {"expand": ["subscription", "customer"]})
    assert (done.status, done.payment_status, done.client_reference_id) == ("complete", "paid", "user-7")
    assert (done.customer.email, done.customer_details.email) == ("typed@example.org", "typed@example.org")
    assert (done.subscription.status, done.subscription.metadata.to_dict()) == ("active", {"user": "user-7"})
    item = done.subscription["items"].data[0]
    assert "current_period_end" not in done.subscription
    assert 28 * 86_400 <= item.current_period_end - item.current_period_start <= 31 * 86_400
    told = await stand.told()
    assert told[0] == "customer.created"
    assert told[-2:] == ["customer.subscription.updated", "checkout.session.completed"]
    assert {"invoice.paid", "charge.succeeded", "payment_intent.succeeded"} <= set(told)


async def test_a_declined_card_leaves_the_session_open_and_nobody_subscribed(stand):
    session = await stand.session(customer_email="known@example.org")

    declined = await stand.web.post(session.url, data={**PAY, "card": DECLINED})

    assert (declined.status_code, "Your card was declined." in declined.text) == (402, True)
    assert (await stand.sdk.v1.checkout.sessions.retrieve_async(session.id)).status == "open"
    assert (await stand.sdk.v1.subscriptions.list_async()).data == []
    assert await stand.told() == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]
    paid = await stand.web.post(session.url, data=PAY)
    assert paid.status_code == 303
    assert [each.email for each in (await stand.sdk.v1.customers.list_async()).data] == ["known@example.org"]


async def test_the_page_of_a_known_customer_changes_no_address(stand):
    customer = await stand.sdk.v1.customers.create_async({"email": "known@example.org"})
    session = await stand.session(customer=customer.id)

    page = await stand.web.get(session.url)
    await stand.web.post(session.url, data=PAY)

    assert 'name="email"' not in page.text
    subscriptions = await stand.sdk.v1.subscriptions.list_async({"customer": customer.id})
    assert [each.status for each in subscriptions.data] == ["active"]
    assert (await stand.sdk.v1.customers.retrieve_async(customer.id)).email == "known@example.org"


async def test_a_promotion_code_lowers_the_first_invoice_only(stand):
    session = await stand.session(allow_promotion_codes=True)
    wrong = await stand.web.post(session.url, data={"action": "apply", "promotion_code": "NOBODYS"})
    applied = await stand.web.post(session.url, data={"action": "apply", "promotion_code": "sample25"})
    await stand.web.post(session.url, data=PAY)
    await stand.advance(32)

    assert (wrong.status_code, "This code is invalid." in wrong.text) == (400, True)
    assert "6.75 USD" in applied.text
    invoices = await stand.sdk.v1.invoices.list_async()
    assert [(each.total, each.billing_reason) for each in invoices.data] == [
        (900, "subscription_cycle"),
        (675, "subscription_create"),
    ]


async def test_a_trial_begins_without_money_and_ends_with_it(stand):
    session = await stand.session(subscription_data={"trial_period_days": 14})
    page = await stand.web.get(session.url)
    await stand.web.post(session.url, data=PAY)

    begun = (await stand.sdk.v1.subscriptions.list_async()).data[0]
    await stand.advance(14.1)
    ended = await stand.subscription(begun.id)

    assert "Start trial" in page.text
    assert (begun.status, begun.trial_end - begun.created) == ("trialing", 14 * 86_400)
    assert begun["items"].data[0].current_period_end == begun.trial_end
    assert (ended.status, ended["items"].data[0].current_period_start) == ("active", begun.trial_end)
    told = await stand.told()
    assert told.count("customer.subscription.trial_will_end") == 1
    paid = [each.amount_paid for each in (await stand.sdk.v1.invoices.list_async()).data]
    assert paid == [900, 0]


async def test_a_session_expires_after_a_day_and_its_page_says_so(stand):
    session = await stand.session()
    await stand.advance(1.01)

    page = await stand.web.post(session.url, data=PAY)

    assert (page.status_code, "has expired" in page.text) == (410, True)
    assert (await stand.told())[-1] == "checkout.session.expired"


async def test_a_paid_session_cannot_be_paid_again(stand):
    session = await stand.session()
    await stand.web.post(session.url, data=PAY)
    again = await stand.web.post(session.url, data=PAY)

    assert (again.status_code, "subscribed already" in again.text) == (200, True)
    assert len((await stand.sdk.v1.subscriptions.list_async({"status": "all"})).data) == 1


async def test_what_was_typed_is_shown_as_text(stand):
    session = await stand.session()

    page = await stand.web.post(session.url, data={"action": "pay", "card": DECLINED, "name": '"><b>x</b>'})

    assert "<b>x</b>" not in page.text
    assert "&lt;b&gt;x&lt;/b&gt;" in page.text


async def test_the_same_key_makes_one_session_and_another_body_is_refused(stand):
    asked = {
        "mode": "subscription",
        "line_items": [{"price": "price_sandbox", "quantity": 1}],
        "success_url": "https://reader.example/done",
    }
    sessions = stand.sdk.v1.checkout.sessions
    first = await sessions.create_async(asked, {"idempotency_key": "checkout-1"})
    again = await sessions.create_async(asked, {"idempotency_key": "checkout-1"})
    other = await sessions.create_async(asked, {"idempotency_key": "checkout-2"})

    with pytest.raises(stripe.IdempotencyError) as refused:
        await sessions.create_async({**asked, "client_reference_id": "u"}, {"idempotency_key": "checkout-1"})

    assert (first.id == again.id, first.id == other.id) == (True, False)
    assert again.last_response.headers["idempotent-replayed"] == "true"
    assert refused.value.http_status == 400
    await stand.advance(1.01)
    assert (await sessions.create_async(asked, {"idempotency_key": "checkout-1"})).id != first.id


async def test_a_refused_request_does_not_use_its_key_up(stand):
    customers = stand.sdk.v1.customers
    with pytest.raises(stripe.InvalidRequestError):
        await customers.create_async({"colour": "red"}, {"idempotency_key": "k"})  # type: ignore[typeddict-unknown-key]

    assert (await customers.create_async({"email": "a@example.org"}, {"idempotency_key": "k"})).email == "a@example.org"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"mode": "payment"}, "subscription mode only"),
        ({"line_items": []}, "line_items"),
        ({"line_items": [{"price": "price_of_nobody"}]}, "No such price: 'price_of_nobody'"),
        ({"customer": "cus_of_nobody"}, "No such customer"),
        ({"customer_email": "nobody"}, "Invalid email address"),
        ({"success_url": "javascript:alert(1)"}, "Not a valid URL"),
        ({"allow_promotion_codes": True, "discounts": [{"coupon": "SANDBOX25"}]}, "only specify one"),
        ({"wallet": "yes"}, "Received unknown parameter: wallet"),
    ],
)
async def test_a_session_that_cannot_be_is_refused_by_name(stand, asked, said):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await stand.session(**asked)

    assert said in str(refused.value)


async def test_the_card_that_pays_at_first_fails_at_the_renewal(stand):
    session = await stand.session()
    await stand.web.post(session.url, data={**PAY, "card": LATER})
    await stand.advance(32)

    assert [each.status for each in (await stand.sdk.v1.subscriptions.list_async()).data] == ["past_due"]


async def test_a_page_of_nobody_is_not_found(stand):
    async with httpx.AsyncClient(base_url=stand.url) as web:
        assert (await web.get("/stripe-pages/checkout/cs_x")).status_code == 404
        assert (await web.get("/stripe-pages/portal/bps_x")).status_code == 404
