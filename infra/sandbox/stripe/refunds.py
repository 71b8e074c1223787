"""Refunds, and disputes of charges."""

from infra.sandbox.stripe import events, lists, parameters
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.clock import DAY
from infra.sandbox.stripe.refusals import bad, lacking

_REASONS = ("duplicate", "fraudulent", "requested_by_customer")
_EVIDENCE = (
    "access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure",
    "cancellation_rebuttal", "customer_communication", "customer_email_address", "customer_name",
    "customer_purchase_ip", "customer_signature", "duplicate_charge_documentation", "duplicate_charge_explanation",
    "duplicate_charge_id", "product_description", "receipt", "refund_policy", "refund_policy_disclosure",
    "refund_refusal_explanation", "service_date", "service_documentation", "shipping_address", "shipping_carrier",
    "shipping_date", "shipping_documentation", "shipping_tracking_number", "uncategorized_file", "uncategorized_text",
)  # fmt: skip
WON, LOST = "won", "lost"


def refund(account: Account, charge: Object, amount: int | None = None, reason: str | None = None) -> Object:
    """Give money of a charge back: all that is left of it, or an amount.

    Raises:
        Refusal: it was not paid, or less than that is left.
    """
    left = charge["amount_captured"] - charge["amount_refunded"]
    if left == 0:
        raise bad(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if charge["disputed"]:
        raise bad(f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed")
    amount = left if amount is None else amount
    if amount > left:
        raise bad(f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", "amount")
    made = account.add(
        {
            "id": account.id("re"),
            "object": "refund",
            "amount": amount,
            "balance_transaction": account.id("txn"),
            "charge": charge["id"],
            "created": account.now(),
            "currency": charge["currency"],
            "customer": charge["customer"],
            "customer_account": None,
            "destination_details": {"card": {"type": "refund"}, "type": "card"},
            "metadata": {},
            "payment_intent": charge["payment_intent"],
            "payment_method": charge["payment_method"],
            "reason": reason,
            "receipt_number": None,
            "source_transfer_reversal": None,
            "status": "succeeded",
            "transfer_reversal": None,
        }
    )
    before = {name: charge[name] for name in ("amount_refunded", "refunded")}
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    events.tell(account, "refund.created", made)
    events.tell(account, "charge.refunded", charge, before)
    return made


def dispute(account: Account, charge: Object, reason: str = "general") -> Object:
    """Let the bank take a charge back for the time being.

    Raises:
        Refusal: it was not paid, or is disputed already.
    """
    if not charge["paid"] or charge["disputed"]:
        raise bad(f"Charge {charge['id']} was not paid, or is disputed already.")
    now = account.now()
    made = account.add(
        {
            "id": account.id("du"),
            "object": "dispute",
            "amount": charge["amount"] - charge["amount_refunded"],
            "balance_transactions": [],
            "charge": charge["id"],
            "created": now,
            "currency": charge["currency"],
            "enhanced_eligibility_types": [],
            "evidence": {**dict.fromkeys(_EVIDENCE), "enhanced_evidence": {}},
            "evidence_details": {
                "due_by": now + 9 * DAY,
                "enhanced_eligibility": {},
                "has_evidence": False,
                "past_due": False,
                "submission_count": 0,
            },
            "is_charge_refundable": False,
            "livemode": account.settings.livemode,
            "metadata": {},
            "payment_intent": charge["payment_intent"],
            "payment_method_details": {
                "card": {"brand": "visa", "case_type": "chargeback", "network": "visa", "network_reason_code": "10.4"},
                "type": "card",
            },
            "reason": reason,
            "status": "needs_response",
        }
    )
    with events.changing(account, charge, "charge.updated"):
        charge["disputed"] = True
    events.tell(account, "charge.dispute.created", made)
    events.tell(account, "charge.dispute.funds_withdrawn", made)
    return made


def close(account: Account, found: Object, outcome: str) -> Object:
    """End a dispute: won, where the money comes back, or lost."""
    if found["status"] in (WON, LOST):
        raise bad(f"This dispute is already closed: it was {found['status']}.")
    before = {"status": found["status"]}
    found["status"] = outcome
    if outcome == WON:
        events.tell(account, "charge.dispute.funds_reinstated", found)
    events.tell(account, "charge.dispute.closed", found, before)
    return found


def _create(call: Call) -> Object:
    account, given = call.account, call.given
    parameters.known(given, "charge", "payment_intent", "amount", "reason", "metadata")
    id, intent = parameters.text(given, "charge"), parameters.text(given, "payment_intent")
    if intent:
        id = account.one("payment_intent", intent, "payment_intent")["latest_charge"]
    if id is None:
        raise lacking("charge")
    charge = account.one("charge", id, "charge")
    amount, reason = parameters.number(given, "amount", 1), parameters.among(given, "reason", _REASONS)
    made = refund(account, charge, amount, reason)
    made["metadata"] = parameters.metadata(given)
    return made


def _list(kind: str, url: str, call: Call) -> Object:
    parameters.known(call.given, *lists.PAGE, "charge", "payment_intent")
    asked = {name: parameters.text(call.given, name) for name in ("charge", "payment_intent")}
    meant = [
        each for each in call.account.newest(kind) if all(value in (None, each[name]) for name, value in asked.items())
    ]
    return lists.page(meant, call.given, url, kind=kind)


ROUTES: Routes = {
    "POST /v1/refunds": _create,
    "GET /v1/refunds": lambda call: _list("refund", "/v1/refunds", call),
    "GET /v1/refunds/{id}": lambda call: call.account.one("refund", call.id),
    "GET /v1/disputes": lambda call: _list("dispute", "/v1/disputes", call),
    "GET /v1/disputes/{id}": lambda call: call.account.one("dispute", call.id),
    "POST /v1/disputes/{id}/close": lambda call: close(call.account, call.account.one("dispute", call.id), LOST),
}
