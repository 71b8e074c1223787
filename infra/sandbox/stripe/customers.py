"""Customers."""

from typing import Any

from infra.sandbox.stripe import events, lists, parameters
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.lifecycle import cancel_now
from infra.sandbox.stripe.parameters import Given
from infra.sandbox.stripe.refusals import missing

_TEXTS = ("name", "phone", "description")
_FIELDS = (*_TEXTS, "email", "metadata", "address", "preferred_locales", "tax_exempt", "invoice_settings")
_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")


def made(account: Account, *, id: str | None = None, **fields: Any) -> Object:
    """A new customer."""
    id = id or account.id("cus", 14)
    customer = account.add(
        {
            "id": id,
            "object": "customer",
            "address": None,
            "balance": 0,
            "created": account.now(),
            "currency": None,
            "customer_account": None,
            "default_source": None,
            "delinquent": False,
            "description": None,
            "discount": None,
            "email": None,
            "invoice_prefix": id.removeprefix("cus_")[:8].upper(),
            "invoice_settings": {
                "custom_fields": None,
                "default_payment_method": None,
                "footer": None,
                "rendering_options": None,
            },
            "livemode": account.settings.livemode,
            "metadata": {},
            "name": None,
            "next_invoice_sequence": 1,
            "phone": None,
            "preferred_locales": [],
            "shipping": None,
            "tax_exempt": "none",
            "test_clock": None,
            **fields,
        }
    )
    events.tell(account, "customer.created", customer)
    return customer


def present(account: Account, id: str, param: str = "customer") -> Object:
    """The customer, for something to be made for it.

    Raises:
        Refusal: there is none, or it was deleted.
    """
    customer = account.one("customer", id, param)
    if customer.get("deleted"):
        raise missing("customer", id, param)
    return customer


def _fields(account: Account, given: Given, kept: Object) -> Object:
    """What is asked for, over what there is."""
    found: Object = {name: parameters.text(given, name) for name in (*_TEXTS, "email") if name in given}
    found["metadata"] = parameters.metadata(given, kept.get("metadata"))
    if "tax_exempt" in given:
        found["tax_exempt"] = parameters.among(given, "tax_exempt", ("none", "exempt", "reverse")) or "none"
    if "preferred_locales" in given:
        found["preferred_locales"] = parameters.several(given, "preferred_locales")
    if "address" in given:
        address = parameters.nested(given, "address")
        parameters.known(address, *_ADDRESS)
        found["address"] = {name: address.get(name) for name in _ADDRESS} if address else None
    if "invoice_settings" in given:
        chosen = parameters.nested(given, "invoice_settings")
        parameters.known(chosen, "default_payment_method")
        method = parameters.text(chosen, "default_payment_method")
        if method and account.one("payment_method", method, "payment_method")["customer"] != kept.get("id"):
            raise missing("payment_method", method, "invoice_settings[default_payment_method]")
        found["invoice_settings"] = {**kept["invoice_settings"], "default_payment_method": method}
    return found


def _create(call: Call) -> Object:
    parameters.known(call.given, *(name for name in _FIELDS if name != "invoice_settings"))
    return made(call.account, **_fields(call.account, call.given, {}))


def _retrieve(call: Call) -> Object:
    return call.account.one("customer", call.id)


def _update(call: Call) -> Object:
    parameters.known(call.given, *_FIELDS)
    customer = present(call.account, call.id, "id")
    changes = _fields(call.account, call.given, customer)
    with events.changing(call.account, customer, "customer.updated"):
        customer.update(changes)
    return customer


def _delete(call: Call) -> Object:
    account = call.account
    customer = present(account, call.id, "id")
    for each in account.of("subscription", customer=call.id):
        if each["status"] not in ("canceled", "incomplete_expired"):
            cancel_now(account, each)
    events.tell(account, "customer.deleted", customer)
    # The object is told whole a last time; what is left of it names nobody.
    customer.clear()
    customer.update({"id": call.id, "object": "customer", "deleted": True, "created": account.now()})
    for each in account.of("payment_method", customer=call.id):
        each["customer"] = None
    return {"id": call.id, "object": "customer", "deleted": True}


def _list(call: Call) -> Object:
    parameters.known(call.given, *lists.PAGE, "email")
    email = parameters.text(call.given, "email")
    there = [
        each
        for each in call.account.newest("customer")
        if not each.get("deleted") and email in (None, each["email"])
    ]  # fmt: skip
    return lists.page(there, call.given, "/v1/customers", kind="customer")


ROUTES: Routes = {
    "POST /v1/customers": _create,
    "GET /v1/customers": _list,
    "GET /v1/customers/{id}": _retrieve,
    "POST /v1/customers/{id}": _update,
    "DELETE /v1/customers/{id}": _delete,
}
