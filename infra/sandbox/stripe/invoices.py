"""Invoices and their payments: the API."""

from typing import Any

from infra.sandbox.stripe import cards, events, invoicing, lifecycle, lists, parameters
from infra.sandbox.stripe.account import Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.refusals import bad

_STATUSES = ("draft", "open", "paid", "uncollectible", "void")


def _list(call: Call) -> Object:
    given = call.given
    parameters.known(given, *lists.PAGE, "customer", "subscription", "status", "collection_method")
    customer, status = parameters.text(given, "customer"), parameters.among(given, "status", _STATUSES)
    subscription = parameters.text(given, "subscription")
    meant = [
        each
        for each in call.account.newest("invoice")
        if customer in (None, each["customer"])
        and status in (None, each["status"])
        and subscription in (None, each["parent"]["subscription_details"]["subscription"])
    ]
    return lists.page(meant, given, "/v1/invoices", kind="invoice")


def _finalize(call: Call) -> Object:
    parameters.known(call.given, "auto_advance")
    invoice = call.account.one("invoice", call.id)
    invoicing.finalize(call.account, invoice)
    return invoice


def _pay(call: Call) -> Object:
    parameters.known(call.given, "off_session", "payment_method")
    account, invoice = call.account, call.account.one("invoice", call.id)
    if invoice["status"] == "draft":
        invoicing.finalize(account, invoice)
    if invoice["status"] not in ("open", "uncollectible", "paid"):
        raise bad(f"Invoice is {invoice['status']}, so it cannot be paid.", code="invoice_not_editable")
    if method := parameters.text(call.given, "payment_method"):
        subscription = invoicing.subscription_of(account, invoice)
        with events.changing(account, subscription, "customer.subscription.updated"):
            subscription["default_payment_method"] = account.one("payment_method", method, "payment_method")["id"]
    decline = lifecycle.collected(account, invoice)
    if decline == lifecycle.NO_METHOD:
        raise bad("There is no payment method that this invoice could be paid by.", code="resource_missing")
    if decline:
        raise cards.declined(decline)
    return invoice


def _void(call: Call) -> Object:
    invoice = call.account.one("invoice", call.id)
    if invoice["status"] not in ("open", "uncollectible"):
        raise bad("You can only pass in open or uncollectible invoices.", code="invoice_not_editable")
    invoicing.void(call.account, invoice)
    return invoice


def _give_up(call: Call) -> Object:
    invoice = call.account.one("invoice", call.id)
    if invoice["status"] != "open":
        raise bad("Only an open invoice can be marked uncollectible.", code="invoice_not_editable")
    invoicing.give_up(call.account, invoice)
    return invoice


def _payments(call: Call) -> Object:
    given = call.given
    parameters.known(given, *lists.PAGE, "invoice", "status", "payment")
    invoice, status = parameters.text(given, "invoice"), parameters.text(given, "status")
    payment: dict[str, Any] = parameters.nested(given, "payment")
    parameters.known(payment, "type", "payment_intent")
    meant = [
        each
        for each in call.account.newest("invoice_payment")
        if invoice in (None, each["invoice"])
        and status in (None, each["status"])
        and parameters.text(payment, "payment_intent") in (None, each["payment"]["payment_intent"])
    ]
    return lists.page(meant, given, "/v1/invoice_payments", kind="invoice_payment")


ROUTES: Routes = {
    "GET /v1/invoices": _list,
    "GET /v1/invoices/{id}": lambda call: call.account.one("invoice", call.id),
    "POST /v1/invoices/{id}/finalize": _finalize,
    "POST /v1/invoices/{id}/pay": _pay,
    "POST /v1/invoices/{id}/void": _void,
    "POST /v1/invoices/{id}/mark_uncollectible": _give_up,
    "GET /v1/invoice_payments": _payments,
    "GET /v1/invoice_payments/{id}": lambda call: call.account.one("invoice_payment", call.id),
}
