"""What people see of their subscription: how it stands, Checkout, the portal, and the wait for Stripe's word.

All of it works without JavaScript. That somebody comes back from Checkout proves nothing: the page waits until the
webhook has told of the subscription, and looks at the account alone.
"""

from typing import Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from functions.api.http import forms
from functions.api.http.context import Asking, Configured, Held, Here
from functions.api.pages.account_pages import to_sign_in
from functions.api.pages.html import onward, page
from functions.api.payments.paying import ACCOUNT, SUCCESS, NoCustomer, Paying, Running
from functions.api.payments.paying import running as goes_on
from functions.api.payments.payment import Bought, Till, label, offer, till_of, wanted_price
from functions.api.payments.payment_settings import PaymentSettings
from shared.platform.errors import ConfigurationError, PepTalkError
from shared.platform.ports import Platform
from shared.store.accounts import users

router = APIRouter(include_in_schema=False)

LOOKS, EVERY = 40, 3
"""How often the page looks for Stripe's word by itself, and after how many seconds each time: two minutes."""


@router.get(ACCOUNT)
async def subscription(
    held: Held, asking: Asking, platform: Here, configured: Configured, request: Request
) -> Response:
    """How the subscription stands, and what can be done about it."""
    if held is None:
        return to_sign_in(ACCOUNT)
    hosts: tuple[str, ...] = ()
    fields: dict[str, Any] = {"offers": [], "trial_days": 0, "said": None, "customer": None}
    try:
        settings = PaymentSettings.read(platform.env)
    except ConfigurationError:
        fields["said"] = "Nothing can be bought here: payment is not set up."
    else:
        hosts = settings.hosts
        fields["customer"] = await users.customer(platform.db, held.user_id)
        if not any(goes_on(each) for each in held.subscriptions):
            fields |= await _offers(till_of(request, platform, settings, configured.PEPTALK_ORIGIN), platform)
            fields["trial_days"] = 0 if held.subscriptions else settings.PEPTALK_TRIAL_DAYS
    fields |= {"email": held.email, "words": asking.access.words, "until": asking.access.until}
    return page("subscription.html", forms_to=hosts, **fields)


@router.post("/account/checkout")
async def to_checkout(held: Held, settings: Bought, till: Till, request: Request) -> Response:
    """To Stripe's page, by a form."""
    if held is None:
        return to_sign_in(ACCOUNT)
    price = wanted_price(settings, (await forms.fields(request)).get("price", ""))
    try:
        return onward(await till.checkout(held, price))
    except Running:
        return onward(await till.portal(held))


@router.post("/account/portal")
async def to_portal(held: Held, till: Till) -> Response:
    """To the billing portal, by a form."""
    if held is None:
        return to_sign_in(ACCOUNT)
    try:
        return onward(await till.portal(held))
    except NoCustomer:
        return onward(ACCOUNT)


@router.get(SUCCESS)
async def success(held: Held, asking: Asking, look: int = Query(default=1, ge=1, le=LOOKS)) -> Response:
    """Where Checkout leads back to. Nothing of the address is believed."""
    if held is None:
        return to_sign_in(SUCCESS)
    if asking.access.granted:
        words = f"Thank you. {asking.access.words}"
        return page("waiting.html", title="You have access", words=words, link=("/", "To the list of peptides"))
    if look >= LOOKS:
        words = (
            "Stripe has not told of a payment yet. If you paid, nothing is lost: access begins as soon as it does. "
            "If it takes longer than an hour, write to us."
        )
        return page("waiting.html", title="Not confirmed yet", words=words, link=(SUCCESS, "Look again"))
    words = "Waiting for Stripe's word about the payment. This page looks again by itself."
    again = f"{EVERY};url={SUCCESS}?look={look + 1}"
    return page("waiting.html", title="One moment", words=words, link=(SUCCESS, "Look now"), again=again)


async def _offers(till: Paying, platform: Platform) -> dict[str, Any]:
    try:
        found = [offer(price, said) for price, said in await till.prices()]
    except PepTalkError as exc:
        platform.log.error("request_failed", method="GET", path=ACCOUNT, error=repr(exc)[:1_000])
        return {"said": "Prices cannot be read at the moment. Try again soon."}
    return {"offers": [{"name": each.name, "title": each.title, "label": label(each)} for each in found]}
