"""What can be made to happen to the account from outside Stripe's API: by readers, banks, time and dashboards."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from infra.sandbox.stripe import (
    cards,
    checkout,
    customers,
    endpoints,
    events,
    lifecycle,
    portal,
    refunds,
    subscriptions,
)
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.cards import Card
from infra.sandbox.stripe.clock import DAY
from infra.sandbox.stripe.refusals import Refusal, bad

Asked = Mapping[str, Any]


def _card(asked: Asked, otherwise: str) -> Card:
    said = str(asked.get("card", otherwise))
    card = cards.by_number(said)
    if card is None:
        raise bad(f"no card is called {said}; there are {', '.join(each.word for each in cards.CARDS)}", "card")
    return card


def _whole(asked: Asked, name: str) -> int | None:
    value = asked.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise bad(f"{name} must be a whole number, not {value!r}", name)
    return value


def subscription_of(account: Account, who: str) -> Object:
    """The subscription that is meant: by its id, its customer's, or an e-mail address; of several the newest."""
    if who.startswith("sub_"):
        return account.one("subscription", who)
    meant = [each["id"] for each in account.newest("customer") if who in (each["id"], each.get("email"))]
    found = [each for each in account.newest("subscription") if each["customer"] in meant]
    if not found:
        raise Refusal(
            404, f"nobody is called {who}, or has no subscription; peptalk sandbox stripe customers lists all"
        )
    return next((each for each in found if each["status"] not in lifecycle.OVER), found[0])


def charge_of(account: Account, who: str) -> Object:
    """The charge that is meant: by its id, or the last that was paid for a subscription, customer or address."""
    if who.startswith("ch_"):
        return account.one("charge", who)
    customer = subscription_of(account, who)["customer"]
    paid = [each for each in account.of("charge", customer=customer) if each["paid"]]
    if not paid:
        raise Refusal(404, f"{who} has paid nothing yet")
    return paid[0]


def _who(asked: Asked) -> str:
    who = asked.get("who")
    if not isinstance(who, str) or not who:
        raise bad("who is missing: an id (sub_..., cus_..., ch_...) or an e-mail address", "who")
    return who


def _subscribe(account: Account, asked: Asked) -> Object:
    """Somebody subscribes as on Checkout's page: a session that exists, or without one."""
    card = _card(asked, "good")
    if id := asked.get("session"):
        session = account.one("checkout.session", str(id))
        checkout.pay(account, session, str(asked.get("email", "")), str(asked.get("name", "")), card)
        return account.one("subscription", session["subscription"])
    email = str(asked.get("email") or "")
    if "@" not in email:
        raise bad("email is missing: the address of whoever subscribes", "email")
    price = account.one("price", str(asked.get("price") or "price_sandbox"), "price")
    if code := card.declines(first=True):
        raise cards.declined(code)
    known = [each for each in account.newest("customer") if each.get("email") == email]
    customer = known[0] if known else customers.made(account, email=email, name=asked.get("name"))
    method = cards.payment_method(account, card, customer)
    days = _whole(asked, "trial_days")
    made = subscriptions.drawn_up(
        account,
        customer,
        [(price, 1)],
        default_payment_method=method["id"],
        trial_end=account.now() + days * DAY if days else None,
        metadata=dict(asked.get("metadata") or {}),
    )
    lifecycle.begin(account, made)
    return made


def _decline(account: Account, asked: Asked) -> Object:
    """The card of a subscription does something else from now on: it declines, or is good again."""
    subscription = subscription_of(account, _who(asked))
    customer = account.one("customer", subscription["customer"])
    id = subscription["default_payment_method"] or customer["invoice_settings"]["default_payment_method"]
    if id is None:
        raise bad(f"{subscription['id']} has no card")
    account.hidden("card")[id] = _card(asked, "declined-later").number
    return account.one("payment_method", id)


def _pay(account: Account, asked: Asked) -> Object:
    """The reader pays by a good card what is open: another card, and every open invoice tried once more."""
    subscription = subscription_of(account, _who(asked))
    portal.change_card(account, account.one("customer", subscription["customer"]), _card(asked, "good"))
    for each in account.of("invoice", customer=subscription["customer"], status="open"):
        lifecycle.collected(account, each)
    return subscription


def _refund(account: Account, asked: Asked) -> Object:
    return refunds.refund(account, charge_of(account, _who(asked)), _whole(asked, "amount"), "requested_by_customer")


def _dispute(account: Account, asked: Asked) -> Object:
    """A bank takes the last charge back, or closes the dispute of it: `outcome` is won or lost."""
    charge = charge_of(account, _who(asked))
    outcome = asked.get("outcome")
    if outcome is None:
        return refunds.dispute(account, charge, str(asked.get("reason") or "fraudulent"))
    if outcome not in (refunds.WON, refunds.LOST):
        raise bad("outcome is won or lost", "outcome")
    there = account.of("dispute", charge=charge["id"])
    if not there:
        raise bad(f"{charge['id']} is not disputed")
    closed = refunds.close(account, there[0], outcome)
    charge["disputed"] = outcome == refunds.LOST
    return closed


def _cancel(account: Account, asked: Asked) -> Object:
    subscription = subscription_of(account, _who(asked))
    if subscription["status"] in lifecycle.OVER:
        raise bad(f"{subscription['id']} has ended already")
    portal.cancel(account, subscription, at_period_end=bool(asked.get("at_period_end")))
    return subscription


def _pause(account: Account, asked: Asked) -> Object:
    """Payments are not collected any more, or are again where `resume` says so."""
    subscription = subscription_of(account, _who(asked))
    with events.changing(account, subscription, "customer.subscription.updated"):
        behavior = None if asked.get("resume") else str(asked.get("behavior") or "void")
        lifecycle.pause(account, subscription, behavior, _whole(asked, "resumes_at"))
    return subscription


def _resume(account: Account, asked: Asked) -> Object:
    """Take back a cancellation that has not come, a pause of payments, or a pause after a trial."""
    subscription = subscription_of(account, _who(asked))
    if subscription["status"] == "paused":
        lifecycle.resume(account, subscription)
        return subscription
    with events.changing(account, subscription, "customer.subscription.updated"):
        lifecycle.cancel_later(account, subscription, None, at_period_end=False)
        lifecycle.pause(account, subscription, None)
    return subscription


def _endpoint(account: Account, asked: Asked) -> Object:
    """A new endpoint, with its secret."""
    url = str(asked.get("url") or "")
    endpoints.allowed(url)
    made = endpoints.made(account, url, list(asked.get("events") or ["*"]), asked.get("api_version"))
    return {**made, "secret": endpoints.secrets(account, made["id"])[0]}


def _roll(account: Account, asked: Asked) -> Object:
    """Another secret for an endpoint; the old one signs too for `keep` seconds."""
    id = str(asked.get("endpoint") or "")
    secret = endpoints.roll(account, id, _whole(asked, "keep") or 0)
    return {"id": id, "secret": secret}


DEEDS: Mapping[str, Callable[[Account, Asked], Object]] = MappingProxyType(
    {
        "subscribe": _subscribe,
        "decline": _decline,
        "pay": _pay,
        "refund": _refund,
        "dispute": _dispute,
        "cancel": _cancel,
        "pause": _pause,
        "resume": _resume,
        "endpoint": _endpoint,
        "roll": _roll,
    }
)
"""By name; each takes a JSON object and gives what it changed, in Stripe's shape."""
