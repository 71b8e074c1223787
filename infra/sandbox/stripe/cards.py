"""Cards as payment methods. Their numbers are Stripe's published test numbers; none belongs to anybody.

Source: docs.stripe.com/testing. 4000 0000 0000 0341 declines there from the first charge on; here the first payment of
a subscription goes through, so that a renewal can fail.
"""

from dataclasses import dataclass

from infra.sandbox.stripe import events, lists, parameters
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.refusals import Refusal, bad

GOOD, DECLINED, LATER, POOR = "4242424242424242", "4000000000000002", "4000000000000341", "4000000000009995"


@dataclass(frozen=True, slots=True)
class Card:
    """What a card does: `decline` is Stripe's decline code; `first` is whether a first payment goes through."""

    number: str
    word: str
    said: str
    decline: str | None = None
    first: bool = True

    def declines(self, *, first: bool) -> str | None:
        return None if first and self.first else self.decline


CARDS = (
    Card(GOOD, "good", "pays"),
    Card(DECLINED, "declined", "is declined", "generic_decline", first=False),
    Card(LATER, "declined-later", "pays at first, is declined at every renewal", "generic_decline"),
    Card(POOR, "no-money", "is declined for insufficient funds", "insufficient_funds", first=False),
)
_TOKENS = {"pm_card_visa": GOOD, "pm_card_chargeDeclined": DECLINED, "pm_card_chargeCustomerFail": LATER}
_SAID = {"generic_decline": "Your card was declined.", "insufficient_funds": "Your card has insufficient funds."}


def by_number(number: str) -> Card | None:
    """The card of a number, however it is spaced, or of a word."""
    digits = number.replace(" ", "").replace("-", "")
    return next((each for each in CARDS if each.number == digits or each.word == number), None)


def of(account: Account, method: str) -> Card:
    """The card behind a payment method."""
    number = account.hidden("card")[method]
    return next(each for each in CARDS if each.number == number)


def declined(code: str) -> Refusal:
    """402: the card is declined."""
    more = {"decline_code": code}
    return Refusal(402, _SAID[code], code="card_declined", kind="card_error", more=more)


def payment_method(account: Account, card: Card, customer: Object | None = None) -> Object:
    """A new payment method of a card; attached, where it is a customer's."""
    billing = {
        "address": dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state")),
        "email": customer and customer["email"],
        "name": customer and customer["name"],
        "phone": None,
        "tax_id": None,
    }
    made = account.add(
        {
            "id": account.id("pm"),
            "object": "payment_method",
            "allow_redisplay": "unspecified",
            "billing_details": billing,
            "card": {
                "brand": "visa",
                "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
                "country": "US",
                "display_brand": "visa",
                "exp_month": 12,
                "exp_year": 2040,
                "fingerprint": account.id("", 16)[1:],
                "funding": "credit",
                "generated_from": None,
                "last4": card.number[-4:],
                "networks": {"available": ["visa"], "preferred": None},
                "regulated_status": "unregulated",
                "three_d_secure_usage": {"supported": True},
                "wallet": None,
            },
            "created": account.now(),
            "customer": customer and customer["id"],
            "customer_account": None,
            "livemode": account.settings.livemode,
            "metadata": {},
            "type": "card",
        }
    )
    account.hidden("card")[made["id"]] = card.number
    if customer:
        events.tell(account, "payment_method.attached", made)
    return made


def attach(account: Account, method: Object, customer: Object) -> Object:
    """Make a payment method a customer's."""
    if method["customer"] not in (None, customer["id"]):
        raise bad("The payment method you provided has already been attached to a customer.", "payment_method")
    if of(account, method["id"]).declines(first=True):
        raise declined(of(account, method["id"]).decline or "generic_decline")
    method["customer"] = customer["id"]
    events.tell(account, "payment_method.attached", method)
    return method


def detach(account: Account, method: Object) -> Object:
    """Take a payment method from its customer, and from whatever is paid by it."""
    customer = account.tables["customer"].get(method["customer"] or "")
    before = method["customer"]
    method["customer"] = None
    events.tell(account, "payment_method.detached", method, {"customer": before})
    if customer and customer["invoice_settings"]["default_payment_method"] == method["id"]:
        with events.changing(account, customer, "customer.updated"):
            customer["invoice_settings"]["default_payment_method"] = None
    for each in account.of("subscription", default_payment_method=method["id"]):
        each["default_payment_method"] = None
    return method


def _method(account: Account, id: str) -> Object:
    if id in _TOKENS:
        return payment_method(account, next(each for each in CARDS if each.number == _TOKENS[id]))
    return account.one("payment_method", id)


def _attach(call: Call) -> Object:
    parameters.known(call.given, "customer")
    customer = call.account.one("customer", parameters.needed(call.given, "customer"), "customer")
    return attach(call.account, _method(call.account, call.id), customer)


def _list(call: Call) -> Object:
    parameters.known(call.given, *lists.PAGE, "customer", "type")
    customer = parameters.text(call.given, "customer")
    meant = call.account.of("payment_method", customer=customer) if customer else call.account.newest("payment_method")
    return lists.page(meant, call.given, "/v1/payment_methods", kind="payment_method")


ROUTES: Routes = {
    "GET /v1/payment_methods": _list,
    "GET /v1/payment_methods/{id}": lambda call: call.account.one("payment_method", call.id),
    "POST /v1/payment_methods/{id}/attach": _attach,
    "POST /v1/payment_methods/{id}/detach": lambda call: detach(
        call.account, call.account.one("payment_method", call.id)
    ),
}
