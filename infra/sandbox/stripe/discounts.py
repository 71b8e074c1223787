"""Coupons, promotion codes that people type, and the discounts that subscriptions have of them."""

from typing import Any

from infra.sandbox.stripe import events, lists, parameters
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.parameters import Given
from infra.sandbox.stripe.periods import end_of
from infra.sandbox.stripe.refusals import bad, lacking

_DURATIONS = ("once", "repeating", "forever")


def coupon(account: Account, *, id: str | None = None, **fields: Any) -> Object:
    """A new coupon."""
    made = account.add(
        {
            "id": id or account.id("", 9)[1:].upper(),
            "object": "coupon",
            "amount_off": None,
            "created": account.now(),
            "currency": None,
            "duration": "once",
            "duration_in_months": None,
            "livemode": account.settings.livemode,
            "max_redemptions": None,
            "metadata": {},
            "name": None,
            "percent_off": None,
            "redeem_by": None,
            "times_redeemed": 0,
            "valid": True,
            **fields,
        }
    )
    events.tell(account, "coupon.created", made)
    return made


def promotion_code(account: Account, of: str, code: str, **fields: Any) -> Object:
    """A new code for a coupon."""
    made = account.add(
        {
            "id": account.id("promo"),
            "object": "promotion_code",
            "active": True,
            "code": code,
            "created": account.now(),
            "customer": None,
            "customer_account": None,
            "expires_at": None,
            "livemode": account.settings.livemode,
            "max_redemptions": None,
            "metadata": {},
            "promotion": {"coupon": of, "type": "coupon"},
            "restrictions": {
                "first_time_transaction": False,
                "minimum_amount": None,
                "minimum_amount_currency": None,
            },
            "times_redeemed": 0,
            **fields,
        }
    )
    events.tell(account, "promotion_code.created", made)
    return made


def usable(account: Account, code: Object, customer: str | None) -> bool:
    """Whether a promotion code can be used now, by this customer."""
    now = account.now()
    of = account.one("coupon", code["promotion"]["coupon"])
    spent = any(
        each["max_redemptions"] is not None and each["times_redeemed"] >= each["max_redemptions"] for each in (code, of)
    )
    over = any(end is not None and end <= now for end in (code["expires_at"], of["redeem_by"]))
    return code["active"] and not spent and not over and code["customer"] in (None, customer)


def given(account: Account, asked: Given, customer: str | None) -> tuple[str, str | None]:
    """Which coupon, by which promotion code if by one, an entry of `discounts` means.

    Raises:
        Refusal: there is none such, or it cannot be used.
    """
    parameters.known(asked, "coupon", "promotion_code")
    if chosen := parameters.text(asked, "promotion_code"):
        code = account.one("promotion_code", chosen, "discounts[0][promotion_code]")
        if not usable(account, code, customer):
            raise bad("This promotion code cannot be redeemed.", "discounts[0][promotion_code]")
        return code["promotion"]["coupon"], code["id"]
    chosen = parameters.text(asked, "coupon")
    if chosen is None:
        raise lacking("discounts[0][coupon]")
    return account.one("coupon", chosen, "discounts[0][coupon]")["id"], None


def redeem(account: Account, of: str, code: str | None, subscription: Object, session: str | None = None) -> Object:
    """Give a subscription the discount of a coupon."""
    found = account.one("coupon", of)
    found["times_redeemed"] += 1
    if code:
        account.one("promotion_code", code)["times_redeemed"] += 1
    now = account.now()
    months = found["duration_in_months"]
    discount = account.add(
        {
            "id": account.id("di"),
            "object": "discount",
            "checkout_session": session,
            "customer": subscription["customer"],
            "customer_account": None,
            "end": end_of(now, now, "month", months) if months else None,
            "invoice": None,
            "invoice_item": None,
            "promotion_code": code,
            "source": {"coupon": of, "type": "coupon"},
            "start": now,
            "subscription": subscription["id"],
            "subscription_item": None,
        }
    )
    subscription["discounts"].append(discount["id"])
    return discount


def off(found: Object, amount: int) -> int:
    """How much a coupon takes off an amount."""
    return min(amount, found["amount_off"] or round(amount * (found["percent_off"] or 0) / 100))


def _create_coupon(call: Call) -> Object:
    asked, account = call.given, call.account
    parameters.known(
        asked, "id", "name", "percent_off", "amount_off", "currency", "duration", "duration_in_months",
        "max_redemptions", "redeem_by", "metadata",
    )  # fmt: skip
    id = parameters.text(asked, "id")
    if id and id in account.tables.get("coupon", {}):
        raise bad(f"Coupon already exists: {id}", "id", "resource_already_exists")
    percent, amount = parameters.text(asked, "percent_off"), parameters.number(asked, "amount_off", 1)
    try:
        share = float(percent) if percent else None
    except ValueError:
        share = 0.0
    if (share is None) == (amount is None) or not (share is None or 0 < share <= 100):
        raise bad("Give either percent_off, from 0 to 100, or amount_off.", "percent_off")
    duration = parameters.among(asked, "duration", _DURATIONS) or "once"
    months = parameters.number(asked, "duration_in_months", 1)
    if (duration == "repeating") != (months is not None):
        raise bad("duration_in_months goes with the duration repeating, and only with it.", "duration_in_months")
    return coupon(
        account,
        id=id,
        name=parameters.text(asked, "name"),
        percent_off=share,
        amount_off=amount,
        currency=parameters.needed(asked, "currency").lower() if amount else None,
        duration=duration,
        duration_in_months=months,
        max_redemptions=parameters.number(asked, "max_redemptions", 1),
        redeem_by=parameters.number(asked, "redeem_by"),
        metadata=parameters.metadata(asked),
    )


def _list_coupons(call: Call) -> Object:
    parameters.known(call.given, *lists.PAGE)
    return lists.page(call.account.newest("coupon"), call.given, "/v1/coupons", kind="coupon")


def _create_code(call: Call) -> Object:
    asked, account = call.given, call.account
    parameters.known(asked, "promotion", "code", "customer", "expires_at", "max_redemptions", "metadata", "active")
    promotion = parameters.nested(asked, "promotion")
    parameters.known(promotion, "type", "coupon")
    parameters.among(promotion, "type", ("coupon",))
    of = account.one("coupon", parameters.needed(promotion, "coupon"), "promotion[coupon]")
    code = parameters.text(asked, "code") or account.id("", 8)[1:].upper()
    if any(each["active"] and each["code"].lower() == code.lower() for each in account.newest("promotion_code")):
        raise bad(f"An active promotion code with `code: {code}` already exists.", "code")
    return promotion_code(
        account,
        of["id"],
        code,
        customer=parameters.text(asked, "customer"),
        expires_at=parameters.number(asked, "expires_at"),
        max_redemptions=parameters.number(asked, "max_redemptions", 1),
        metadata=parameters.metadata(asked),
        active=parameters.flag(asked, "active") is not False,
    )


def _update_code(call: Call) -> Object:
    parameters.known(call.given, "active", "metadata")
    code = call.account.one("promotion_code", call.id)
    active = parameters.flag(call.given, "active")
    with events.changing(call.account, code, "promotion_code.updated"):
        code["active"] = code["active"] if active is None else active
        code["metadata"] = parameters.metadata(call.given, code["metadata"])
    return code


def _list_codes(call: Call) -> Object:
    asked = call.given
    parameters.known(asked, *lists.PAGE, "active", "code", "coupon")
    active, code, of = (
        parameters.flag(asked, "active"),
        parameters.text(asked, "code"),
        parameters.text(asked, "coupon"),
    )
    meant = [
        each
        for each in call.account.newest("promotion_code")
        if active in (None, each["active"])
        and (code is None or code.lower() == each["code"].lower())
        and of in (None, each["promotion"]["coupon"])
    ]
    return lists.page(meant, asked, "/v1/promotion_codes", kind="promotion_code")


ROUTES: Routes = {
    "POST /v1/coupons": _create_coupon,
    "GET /v1/coupons": _list_coupons,
    "GET /v1/coupons/{id}": lambda call: call.account.one("coupon", call.id),
    "POST /v1/promotion_codes": _create_code,
    "GET /v1/promotion_codes": _list_codes,
    "GET /v1/promotion_codes/{id}": lambda call: call.account.one("promotion_code", call.id),
    "POST /v1/promotion_codes/{id}": _update_code,
}
