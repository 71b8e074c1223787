"""Refunds and disputes; the catalog, codes and customers that can be made."""

import pytest
import stripe


async def charge_of(stand, subscription):
    return (await stand.sdk.v1.charges.list_async({"customer": subscription.customer})).data[0]


async def test_a_refund_in_two_parts_and_no_more(stand):
    subscription = await stand.subscribed()
    charge = await charge_of(stand, subscription)
    part = await stand.sdk.v1.refunds.create_async({"charge": charge.id, "amount": 400, "reason": "duplicate"})
    between = await charge_of(stand, subscription)
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded amount"):
        await stand.sdk.v1.refunds.create_async({"charge": charge.id, "amount": 501})
    await stand.sdk.v1.refunds.create_async({"payment_intent": charge.payment_intent})

    after = await charge_of(stand, subscription)
    assert (part.status, part.amount, part.charge) == ("succeeded", 400, charge.id)
    assert (between.refunded, between.amount_refunded) == (False, 400)
    assert (after.refunded, after.amount_refunded) == (True, 900)
    assert (await stand.told())[-2:] == ["refund.created", "charge.refunded"]
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await stand.sdk.v1.refunds.create_async({"charge": charge.id})
    assert refused.value.code == "charge_already_refunded"


async def test_the_subscription_of_a_refunded_charge_is_found(stand):
    subscription = await stand.subscribed()
    charge = await charge_of(stand, subscription)
    payments = await stand.sdk.v1.invoice_payments.list_async(
        {"payment": {"type": "payment_intent", "payment_intent": charge.payment_intent}}
    )
    invoice = await stand.sdk.v1.invoices.retrieve_async(payments.data[0].invoice)

    assert invoice.parent.subscription_details.subscription == subscription.id


@pytest.mark.parametrize(("outcome", "disputed"), [("won", False), ("lost", True)])
async def test_a_dispute_is_opened_and_closed(stand, outcome, disputed):
    subscription = await stand.subscribed()
    await stand.do("dispute", who="reader@example.org")
    opened = (await stand.sdk.v1.disputes.list_async()).data[0]
    during = await charge_of(stand, subscription)
    await stand.do("dispute", who="reader@example.org", outcome=outcome)

    closed = await stand.sdk.v1.disputes.retrieve_async(opened.id)
    assert (opened.status, during.disputed) == ("needs_response", True)
    assert (closed.status, (await charge_of(stand, subscription)).disputed) == (outcome, disputed)
    told = await stand.told()
    assert "charge.dispute.created" in told
    assert told[-1] == "charge.dispute.closed"
    assert ("charge.dispute.funds_reinstated" in told) is (outcome == "won")


async def test_customers_are_changed_found_and_keep_their_metadata(stand):
    customers = stand.sdk.v1.customers
    made = await customers.create_async({"email": "a@example.org", "name": "A", "metadata": {"user": "1", "old": "x"}})
    await customers.update_async(made.id, {"email": "b@example.org", "metadata": {"old": "", "new": "y"}})

    found = (await customers.list_async({"email": "b@example.org"})).data
    assert [(each.id, each.name, each.metadata.to_dict()) for each in found] == [
        (made.id, "A", {"user": "1", "new": "y"})
    ]
    assert (await customers.list_async({"email": "a@example.org"})).data == []
    event = (await stand.sdk.v1.events.list_async({"type": "customer.updated"})).data[0]
    before = event.data.to_dict()["previous_attributes"]
    assert (before["email"], before["metadata"]) == ("a@example.org", {"old": "x", "new": None})
    assert (await customers.update_async(made.id, {"metadata": ""})).metadata.to_dict() == {}
    request = (await customers.update_async(made.id, {"name": "C"}, {"idempotency_key": "k9"})).last_response
    event = await stand.sdk.v1.events.retrieve_async(
        (await stand.sdk.v1.events.list_async({"types": ["customer.updated", "customer.created"]})).data[0].id
    )
    assert (event.request.id, event.request.idempotency_key) == (request.request_id, "k9")


async def test_prices_are_made_found_and_retired(stand):
    product = await stand.sdk.v1.products.create_async({"name": "Another"})
    price = await stand.sdk.v1.prices.create_async(
        {
            "product": product.id,
            "unit_amount": 1234,
            "currency": "EUR",
            "recurring": {"interval": "month", "interval_count": 3},
            "lookup_key": "quarterly",
        }
    )

    found = (await stand.sdk.v1.prices.list_async({"lookup_keys": ["quarterly"]})).data
    assert [(each.id, each.currency, each.recurring.interval_count) for each in found] == [(price.id, "eur", 3)]
    await stand.sdk.v1.prices.update_async(price.id, {"active": False})
    with pytest.raises(stripe.InvalidRequestError, match="inactive"):
        await stand.session(line_items=[{"price": price.id, "quantity": 1}])
    sample = await stand.sdk.v1.prices.list_async({"product": "prod_sandbox", "active": True})
    assert [each.id for each in sample.data] == ["price_sandbox_year", "price_sandbox"]
    assert "invented" in (await stand.sdk.v1.products.retrieve_async("prod_sandbox")).name


async def test_a_code_is_used_up(stand):
    coupon = await stand.sdk.v1.coupons.create_async({"percent_off": 100, "duration": "once"})
    code = await stand.sdk.v1.promotion_codes.create_async(
        {"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "ONCE", "max_redemptions": 1}
    )
    session = await stand.session(discounts=[{"promotion_code": code.id}])
    await stand.web.post(session.url, data={"action": "pay", "card": "good", "email": "a@example.org"})

    invoice = (await stand.sdk.v1.invoices.list_async()).data[0]
    assert (session.amount_total, invoice.total, invoice.status) == (0, 0, "paid")
    assert invoice.total_discount_amounts[0].amount == 900
    assert (await stand.sdk.v1.promotion_codes.list_async({"code": "once"})).data[0].times_redeemed == 1
    with pytest.raises(stripe.InvalidRequestError, match="cannot be redeemed"):
        await stand.session(discounts=[{"promotion_code": code.id}])
    with pytest.raises(stripe.InvalidRequestError, match="already exists"):
        await stand.sdk.v1.promotion_codes.create_async(
            {"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "Once"}
        )


async def test_a_repeating_coupon_holds_for_its_months(stand):
    session = await stand.session(discounts=[{"coupon": "SANDBOXHALF"}])
    await stand.web.post(session.url, data={"action": "pay", "card": "good", "email": "a@example.org"})
    for _ in range(4):
        await stand.advance(31)

    totals = [each.total for each in (await stand.sdk.v1.invoices.list_async()).data]
    assert totals == [900, 900, 450, 450, 450]


async def test_a_card_that_is_taken_away_pays_nothing_more(stand):
    subscription = await stand.subscribed()
    method = (await stand.sdk.v1.payment_methods.list_async({"customer": subscription.customer})).data[0]
    await stand.sdk.v1.payment_methods.detach_async(method.id)
    await stand.advance(32)

    assert (await stand.subscription(subscription.id)).status == "past_due"
    with pytest.raises(stripe.InvalidRequestError, match="no payment method"):
        await stand.sdk.v1.invoices.pay_async((await stand.subscription(subscription.id)).latest_invoice)


async def test_a_card_that_declines_cannot_be_attached(stand):
    customer = await stand.sdk.v1.customers.create_async({})

    with pytest.raises(stripe.CardError) as refused:
        await stand.sdk.v1.payment_methods.attach_async("pm_card_chargeDeclined", {"customer": customer.id})
    assert refused.value.http_status == 402
