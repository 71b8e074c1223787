"""The billing portal: sessions, and what its page does."""

from infra.sandbox.stripe import cards, customers, events, lifecycle, lists, parameters
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.cards import Card
from infra.sandbox.stripe.clock import HOUR
from infra.sandbox.stripe.refusals import bad

LASTS = HOUR
"""How long a session's page can be opened, by the stand-in's clock."""
CONFIGURATION = "bpc_sandbox"
_FLOWS = ("payment_method_update", "subscription_cancel")


def session(account: Account, customer: str, return_url: str | None, pages: str, flow: Object | None = None) -> Object:
    """A new session of a customer's."""
    id = account.id("bps")
    return account.add(
        {
            "id": id,
            "object": "billing_portal.session",
            "configuration": CONFIGURATION,
            "created": account.now(),
            "customer": customer,
            "customer_account": None,
            "flow": flow,
            "livemode": account.settings.livemode,
            "locale": None,
            "on_behalf_of": None,
            "return_url": return_url,
            "url": f"{pages}/portal/{id}",
        }
    )


def subscriptions_of(account: Account, customer: str) -> list[Object]:
    """A customer's subscriptions that can still be changed."""
    return [each for each in account.of("subscription", customer=customer) if each["status"] not in lifecycle.OVER]


def change_card(account: Account, customer: Object, card: Card) -> Object:
    """Pay everything by another card from now on.

    Raises:
        Refusal: the card is declined; nothing was changed.
    """
    method = cards.attach(account, cards.payment_method(account, card), customer)
    with events.changing(account, customer, "customer.updated"):
        customer["invoice_settings"]["default_payment_method"] = method["id"]
    for each in subscriptions_of(account, customer["id"]):
        with events.changing(account, each, "customer.subscription.updated"):
            each["default_payment_method"] = method["id"]
    return method


def cancel(account: Account, subscription: Object, *, at_period_end: bool) -> None:
    """Let a subscription end with its period, or at once."""
    if not at_period_end:
        lifecycle.cancel_now(account, subscription)
        return
    with events.changing(account, subscription, "customer.subscription.updated"):
        lifecycle.cancel_later(account, subscription, None, at_period_end=True)


def go_on(account: Account, subscription: Object) -> None:
    """Take back that a subscription ends."""
    with events.changing(account, subscription, "customer.subscription.updated"):
        lifecycle.cancel_later(account, subscription, None, at_period_end=False)


def _create(call: Call) -> Object:
    account, given = call.account, call.given
    parameters.known(given, "customer", "return_url", "configuration", "flow_data", "locale")
    customer = customers.present(account, parameters.needed(given, "customer"))
    chosen = parameters.text(given, "configuration")
    if chosen not in (None, CONFIGURATION):
        raise bad(f"No such configuration: '{chosen}'", "configuration", "resource_missing")
    url = parameters.text(given, "return_url")
    if url and not url.startswith(("http://", "https://")):
        raise bad(f"Not a valid URL: {url}", "return_url", "url_invalid")
    asked, flow = parameters.nested(given, "flow_data"), None
    if asked:
        kind = parameters.among(asked, "type", _FLOWS)
        parameters.known(asked, "type", "subscription_cancel", "after_completion")
        ending = parameters.text(parameters.nested(asked, "subscription_cancel"), "subscription")
        if ending:
            account.one("subscription", ending, "flow_data[subscription_cancel][subscription]")
        flow = {
            "after_completion": {"hosted_confirmation": None, "redirect": None, "type": "portal_homepage"},
            "subscription_cancel": {"retention": None, "subscription": ending} if ending else None,
            "subscription_update": None,
            "subscription_update_confirm": None,
            "type": kind,
        }
    return session(account, customer["id"], url, call.pages, flow)


def _configurations(call: Call) -> Object:
    parameters.known(call.given, *lists.PAGE, "active", "is_default")
    url = "/v1/billing_portal/configurations"
    made = {"id": CONFIGURATION, "object": "billing_portal.configuration", "active": True, "is_default": True}
    return lists.page([{**made, "created": 0}], call.given, url, kind="configuration")


ROUTES: Routes = {
    "POST /v1/billing_portal/sessions": _create,
    "GET /v1/billing_portal/configurations": _configurations,
}
