"""The hosted pages: plain HTML with forms, without JavaScript."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from infra.sandbox.stripe import cards, checkout, lifecycle, parameters, portal
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.refusals import Refusal

PATH = "/stripe-pages"

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
}


def router(account: Account) -> APIRouter:
    """Checkout's page and the portal's, below /stripe-pages."""
    routes = APIRouter(prefix=PATH)

    @routes.get("/checkout/{id}")
    async def see(id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return _checkout(account, id, {})

    @routes.post("/checkout/{id}")
    async def subscribe(request: Request, id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return _checkout(account, id, await _form(request), told=True)

    @routes.get("/portal/{id}")
    async def open_portal(id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return _portal(account, id)

    @routes.post("/portal/{id}")
    async def change(request: Request, id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return _changed(account, id, await _form(request), str(request.url))

    return routes


async def _form(request: Request) -> dict[str, str]:
    return {
        name: str(value)
        for name, value in parameters.decoded((await request.body()).decode("utf-8", "replace")).items()
    }


def _checkout(account: Account, id: str, form: Mapping[str, str], *, told: bool = False) -> Response:
    session = account.tables.get("checkout.session", {}).get(id)
    if session is None:
        return _end("No such page", "There is no such Checkout session.", None, 404)
    if session["status"] != checkout.OPEN:
        done = session["status"] == checkout.COMPLETE
        said = "You have subscribed already." if done else "This Checkout session has expired."
        return _end(
            "Checkout", said, checkout.success_url(session) if done else session["cancel_url"], 200 if done else 410
        )
    try:
        if told and form.get("action") == "apply":
            checkout.redeem(account, session, form.get("promotion_code", ""))
        elif told:
            card = cards.by_number(form.get("card", ""))
            checkout.pay(account, session, form.get("email", ""), form.get("name", ""), card)
            account.woken.set()
            return RedirectResponse(checkout.success_url(session), 303, _HEADERS)
    except Refusal as exc:
        account.woken.set()
        said = "Choose a card." if exc.param == "card" else str(exc)
        return _checkout_page(account, session, form, said, exc.status)
    return _checkout_page(account, session, form, None, 200)


def _checkout_page(
    account: Account, session: Object, form: Mapping[str, str], error: str | None, status: int
) -> Response:
    required = session["payment_method_collection"] == "always" or session["amount_total"] > 0
    currency, details = session["currency"], session["total_details"]
    code = next((each["promotion_code"] for each in session["discounts"] if each["promotion_code"]), None)
    until = checkout.trial_end(account, session)
    return _page(
        "checkout.html",
        status,
        error=error,
        lines=[
            {
                "name": account.one("product", price["product"])["name"],
                "quantity": quantity,
                "amount": _money(price["unit_amount"], currency),
                "every": price["recurring"]["interval"],
            }
            for price, quantity in checkout.lines(account, session)
        ],
        discount=_money(details["amount_discount"], currency) if details["amount_discount"] else None,
        code=code and account.one("promotion_code", code)["code"],
        total=_money(session["amount_total"], currency),
        trial_until=until and _day(until),
        fixed_email=checkout.email_of(account, session),
        email=form.get("email", ""),
        name=form.get("name", ""),
        codes=session["allow_promotion_codes"],
        cards=cards.CARDS,
        chosen=form.get("card", cards.GOOD if required else ""),
        required=required,
        cancel_url=session["cancel_url"],
    )


def _opened(account: Account, id: str) -> Object | Response:
    session = account.tables.get("billing_portal.session", {}).get(id)
    if session is None:
        return _end("No such page", "There is no such portal session.", None, 404)
    customer = account.tables["customer"][session["customer"]]
    if customer.get("deleted") or session["created"] + portal.LASTS <= account.now():
        return _end("Billing", "This link has expired; open the portal again.", session["return_url"], 410)
    return session


def _portal(account: Account, id: str, error: str | None = None, status: int = 200) -> Response:
    session = _opened(account, id)
    if isinstance(session, Response):
        return session
    customer = account.one("customer", session["customer"])
    method = customer["invoice_settings"]["default_payment_method"]
    there = portal.subscriptions_of(account, customer["id"])
    method = method or next((each["default_payment_method"] for each in there), None)
    card = account.one("payment_method", method)["card"] if method else None
    return _page(
        "portal.html",
        status,
        error=error,
        customer=customer["id"],
        email=customer["email"],
        return_url=session["return_url"],
        subscriptions=[
            {
                "id": each["id"],
                "name": account.one("product", each["items"]["data"][0]["price"]["product"])["name"],
                "status": each["status"],
                "cancel_at": each["cancel_at"] and _day(each["cancel_at"]),
                "period_end": _day(lifecycle.ends(each)),
                "paused": each["pause_collection"] is not None,
            }
            for each in there
        ],
        card=card and f"{card['brand']} ending in {card['last4']}",
        cards=cards.CARDS,
        invoices=[
            {
                "id": each["id"],
                "number": each["number"] or "draft",
                "day": _day(each["created"]),
                "amount": _money(each["total"], each["currency"]),
                "status": each["status"],
            }
            for each in account.of("invoice", customer=customer["id"])
        ],
    )


def _changed(account: Account, id: str, form: Mapping[str, str], here: str) -> Response:
    session = _opened(account, id)
    if isinstance(session, Response):
        return session
    try:
        _do(account, account.one("customer", session["customer"]), form)
    except Refusal as exc:
        return _portal(account, id, str(exc), exc.status)
    finally:
        account.woken.set()
    return RedirectResponse(here, 303, _HEADERS)


def _do(account: Account, customer: Object, form: Mapping[str, str]) -> None:
    action = form.get("action", "")
    if action == "card":
        card = cards.by_number(form.get("card", ""))
        if card is None:
            raise Refusal(400, "Choose a card.")
        portal.change_card(account, customer, card)
    elif action == "pay":
        invoice = _theirs(account, "invoice", form.get("invoice", ""), customer)
        if decline := lifecycle.collected(account, invoice):
            raise cards.declined(decline) if decline != lifecycle.NO_METHOD else Refusal(402, "There is no card.")
    elif action in ("cancel", "cancel-now", "resume"):
        subscription = _theirs(account, "subscription", form.get("subscription", ""), customer)
        if subscription["status"] in lifecycle.OVER:
            raise Refusal(400, "This subscription has ended.")
        if action == "resume":
            portal.go_on(account, subscription)
        else:
            portal.cancel(account, subscription, at_period_end=action == "cancel")
    else:
        raise Refusal(400, "Choose what to do.")


def _theirs(account: Account, kind: str, id: str, customer: Object) -> Object:
    found = account.one(kind, id)
    if found["customer"] != customer["id"]:
        raise Refusal(404, f"No such {kind}: '{id}'")
    return found


def _end(title: str, said: str, link: str | None, status: int) -> Response:
    return _page("end.html", status, error=None, title=title, said=said, link=link)


def _page(template: str, status: int, **values: Any) -> Response:
    return HTMLResponse(_templates().get_template(template).render(values), status, _HEADERS)


@cache
def _templates() -> Environment:
    return Environment(loader=PackageLoader(__package__ or "", "templates"), autoescape=True, undefined=StrictUndefined)


def _day(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")


def _money(amount: int, currency: str) -> str:
    return f"{amount / 100:.2f} {currency.upper()}"
