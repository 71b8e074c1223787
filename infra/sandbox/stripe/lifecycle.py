"""What becomes of a subscription: begun, renewed, unpaid, paused, canceled; by requests and by time.

Sources: docs.stripe.com/billing/subscriptions/overview (statuses; an incomplete one expires after 23 hours),
/billing/subscriptions/trials, /billing/subscriptions/pause-payment, /billing/revenue-recovery/smart-retries.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from infra.sandbox.stripe import events, invoicing
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.clock import DAY, HOUR
from infra.sandbox.stripe.periods import end_of
from infra.sandbox.stripe.refusals import bad

EXPIRES_AFTER = 23 * HOUR
WARNED_BEFORE = 3 * DAY
"""How long before its end a trial is said to end."""
OVER = ("canceled", "incomplete_expired")

NO_METHOD = invoicing.NO_METHOD

_UPDATED = "customer.subscription.updated"


def begin(account: Account, subscription: Object, *, first: bool = True) -> str | None:
    """Begin a subscription that has its items, and try to get its first invoice paid; gives the decline code.

    In a trial the first invoice is over nothing. One whose payment is declined is left incomplete.
    """
    trial = subscription["trial_end"] is not None
    subscription["status"] = "trialing" if trial else "incomplete"
    invoice = invoicing.draw(account, subscription, "subscription_create", trial=trial)
    events.tell(account, "customer.subscription.created", subscription)
    invoicing.finalize(account, invoice)
    _expect(account, subscription)
    if trial:
        account.enter(subscription["trial_end"] - WARNED_BEFORE, "trial", subscription["id"])
        return None
    decline = invoicing.collect(account, invoice, _method(account, subscription), first=first)
    if decline:
        account.enter(account.now() + EXPIRES_AFTER, "incomplete", subscription["id"])
        _told_unpaid(account, invoice, None)
        return decline
    with events.changing(account, subscription, _UPDATED):
        subscription["status"] = "active"
    return None


def change_items(account: Account, subscription: Object, *, new_period: bool) -> None:
    """Go on with changed items, in a new period that is paid at once where they are billed at another interval."""
    if new_period and subscription["status"] not in ("trialing", "incomplete"):
        now = account.now()
        subscription["billing_cycle_anchor"] = now
        _set_period(subscription, now, now)
        invoice = invoicing.draw(account, subscription, "subscription_update")
        _finalized(account, invoice)
        _expect(account, subscription)


def cancel_now(account: Account, subscription: Object, reason: str = "cancellation_requested") -> None:
    """End a subscription at once; drafts of its invoices are not paid any more."""
    now = account.now()
    subscription |= {"status": "canceled", "ended_at": now, "cancel_at_period_end": False, "pause_collection": None}
    subscription["canceled_at"] = subscription["canceled_at"] or now
    subscription["cancellation_details"]["reason"] = reason
    for invoice in _invoices(account, subscription, "draft"):
        invoice["auto_advance"] = False
    for invoice in _invoices(account, subscription, "open"):
        invoice |= {"auto_advance": False, "next_payment_attempt": None}
    events.tell(account, "customer.subscription.deleted", subscription)


def cancel_later(account: Account, subscription: Object, at: int | None, *, at_period_end: bool) -> None:
    """Let a subscription end at an instant, or at the end of its period; neither takes that back."""
    end = ends(subscription) if at_period_end else at
    subscription |= {
        "cancel_at": end,
        "cancel_at_period_end": at_period_end,
        "canceled_at": None if end is None else account.now(),
    }
    subscription["cancellation_details"]["reason"] = None if end is None else "cancellation_requested"
    if end is not None:
        account.enter(end, "period", subscription["id"])


def pause(account: Account, subscription: Object, behavior: str | None, resumes_at: int | None = None) -> None:
    """Collect no payments, or collect them again where there is no `behavior`; the status stays."""
    subscription["pause_collection"] = {"behavior": behavior, "resumes_at": resumes_at} if behavior else None
    if behavior and resumes_at:
        account.enter(resumes_at, "resume", subscription["id"])


def resume(account: Account, subscription: Object) -> None:
    """Go on with one that was paused because its trial ended without a payment method."""
    if subscription["status"] != "paused":
        raise bad("This subscription is not paused, so it cannot be resumed.")
    with events.changing(account, subscription, _UPDATED):
        now = account.now()
        subscription |= {"status": "active", "billing_cycle_anchor": now}
        _set_period(subscription, now, now)
        invoice = invoicing.draw(account, subscription, "subscription_cycle")
    events.tell(account, "customer.subscription.resumed", subscription)
    _finalized(account, invoice)
    _expect(account, subscription)


def collected(account: Account, invoice: Object) -> str | None:
    """Try to get an open invoice paid, and let its subscription stand as follows; gives the decline code."""
    subscription = invoicing.subscription_of(account, invoice)
    first = subscription["status"] == "incomplete"
    decline = invoicing.collect(account, invoice, _method(account, subscription), first=first)
    if decline is None:
        _paid(account, subscription)
    elif subscription["status"] not in OVER:
        _declined(account, subscription, invoice)
    return decline


def ends(subscription: Object) -> int:
    """When the present period ends: the latest of the items'."""
    return max(each["current_period_end"] for each in subscription["items"]["data"])


def _paid(account: Account, subscription: Object) -> None:
    if subscription["status"] in ("past_due", "unpaid", "incomplete") and not _invoices(account, subscription, "open"):
        with events.changing(account, subscription, _UPDATED):
            subscription["status"] = "active"
        _delinquent(account, subscription, False)


def _declined(account: Account, subscription: Object, invoice: Object) -> None:
    """The next try as it is set; after the last one, what is set for that."""
    tries: int = invoice["attempt_count"]
    settings = account.settings
    if subscription["status"] == "incomplete":
        _told_unpaid(account, invoice, None)
        return
    waits: list[int] = settings.retry_days
    again: int | None = (
        account.now() + waits[tries - 1] * DAY if tries <= len(waits) and invoice["auto_advance"] else None
    )
    _told_unpaid(account, invoice, again)
    _delinquent(account, subscription, True)
    if again is None and settings.after_retries == "cancel":
        cancel_now(account, subscription, "payment_failed")
        return
    if again is not None:
        account.enter(again, "retry", invoice["id"])
    with events.changing(account, subscription, _UPDATED):
        gives_up = again is None and settings.after_retries == "unpaid"
        subscription["status"] = "unpaid" if gives_up or subscription["status"] == "unpaid" else "past_due"


def _told_unpaid(account: Account, invoice: Object, again: int | None) -> None:
    with events.changing(account, invoice, "invoice.updated"):
        invoice["next_payment_attempt"] = again
    events.tell(account, "invoice.payment_failed", invoice)


def _delinquent(account: Account, subscription: Object, is_so: bool) -> None:
    customer = account.one("customer", subscription["customer"])
    with events.changing(account, customer, "customer.updated"):
        customer["delinquent"] = is_so


def _period_ended(account: Account, id: str) -> None:
    """The end of a period, of a trial, or of the subscription, whichever has come."""
    subscription, now = account.one("subscription", id), account.now()
    if subscription["status"] in (*OVER, "incomplete", "paused"):
        return
    if subscription["cancel_at"] is not None and subscription["cancel_at"] <= now:
        cancel_now(account, subscription)
    elif ends(subscription) <= now:
        _renew(account, subscription)


def _renew(account: Account, subscription: Object) -> None:
    trial = subscription["status"] == "trialing"
    if trial and not _method(account, subscription):
        wanted = subscription["trial_settings"]["end_behavior"]["missing_payment_method"]
        if wanted == "cancel":
            cancel_now(account, subscription)
            return
        if wanted == "pause":
            with events.changing(account, subscription, _UPDATED):
                subscription["status"] = "paused"
            events.tell(account, "customer.subscription.paused", subscription)
            return
    with events.changing(account, subscription, _UPDATED):
        begun = ends(subscription)
        if trial:
            subscription |= {"status": "active", "billing_cycle_anchor": begun}
        _set_period(subscription, begun, subscription["billing_cycle_anchor"])
        invoice = invoicing.draw(account, subscription, "subscription_cycle")
    _expect(account, subscription)
    if subscription["status"] == "unpaid":
        with events.changing(account, invoice, "invoice.updated"):
            invoice |= {"auto_advance": False, "automatically_finalizes_at": None}
    else:
        account.enter(account.now() + account.settings.finalize_seconds, "invoice", invoice["id"])


def _invoice_ready(account: Account, id: str) -> None:
    invoice = account.one("invoice", id)
    if invoice["status"] == "draft" and invoice["auto_advance"]:
        _finalized(account, invoice)


def _finalized(account: Account, invoice: Object) -> None:
    """Finalize a draft and try to get it paid, unless payments are not collected now."""
    subscription = invoicing.subscription_of(account, invoice)
    paused = _paused(subscription, "behavior")
    if paused == "keep_as_draft":
        with events.changing(account, invoice, "invoice.updated"):
            invoice |= {"auto_advance": False, "automatically_finalizes_at": None}
        return
    invoicing.finalize(account, invoice)
    if paused == "void":
        invoicing.void(account, invoice)
    elif paused == "mark_uncollectible" and invoice["status"] == "open":
        invoicing.give_up(account, invoice)
    elif invoice["status"] == "open":
        collected(account, invoice)


def _try_again(account: Account, id: str) -> None:
    invoice = account.one("invoice", id)
    next_try = invoice["next_payment_attempt"]
    if invoice["status"] == "open" and next_try is not None and next_try <= account.now():
        collected(account, invoice)


def _trial_will_end(account: Account, id: str) -> None:
    subscription = account.one("subscription", id)
    if subscription["status"] == "trialing":
        events.tell(account, "customer.subscription.trial_will_end", subscription)


def _incomplete_expired(account: Account, id: str) -> None:
    subscription = account.one("subscription", id)
    if subscription["status"] != "incomplete":
        return
    with events.changing(account, subscription, _UPDATED):
        subscription |= {"status": "incomplete_expired", "ended_at": account.now()}
    for invoice in _invoices(account, subscription, "open"):
        invoicing.void(account, invoice)


def _pause_over(account: Account, id: str) -> None:
    subscription = account.one("subscription", id)
    until = _paused(subscription, "resumes_at")
    if until is not None and until <= account.now():
        with events.changing(account, subscription, _UPDATED):
            subscription["pause_collection"] = None


def _paused(subscription: Object, name: str) -> Any:
    """A field of the pause of collection; None where there is no pause."""
    paused: Object | None = subscription["pause_collection"]
    return paused and paused[name]


def _expect(account: Account, subscription: Object) -> None:
    account.enter(ends(subscription), "period", subscription["id"])


def _set_period(subscription: Object, start: int, anchor: int) -> None:
    for item in subscription["items"]["data"]:
        every = item["price"]["recurring"]
        item["current_period_start"] = start
        item["current_period_end"] = end_of(start, anchor, every["interval"], every["interval_count"])


def _method(account: Account, subscription: Object) -> Object | None:
    customer = account.one("customer", subscription["customer"])
    id = subscription["default_payment_method"] or customer["invoice_settings"]["default_payment_method"]
    return account.one("payment_method", id) if id else None


def _invoices(account: Account, subscription: Object, status: str) -> list[Object]:
    found = account.of("invoice", customer=subscription["customer"], status=status)
    return [each for each in found if invoicing.subscription_of(account, each) is subscription]


BY_TIME: Mapping[str, Callable[[Account, str], None]] = MappingProxyType(
    {
        "period": _period_ended,
        "invoice": _invoice_ready,
        "retry": _try_again,
        "trial": _trial_will_end,
        "incomplete": _incomplete_expired,
        "resume": _pause_over,
    }
)
"""What entries of the agenda lead to. Each is looked at when its time has come, and may have become void."""
