"""What Stripe is set up to send is what billing understands, and docs/stripe.md says both as the code does."""

import json
import re
from importlib import import_module

import pytest
from rigs.places import ROOT
from vendors.stripe_said import event

from functions.billing.asking import Asking
from functions.billing.event_types import EVENT_TYPES
from functions.billing.settings import BillingSettings
from functions.billing.subjects import NOTHING, subjects
from shared.platform.configuration.settings import Settings
from shared.platform.configuration.variables import SECRETS_AND_VARS
from shared.platform.ports import Platform
from shared.store.billing import stripe_events

PAGE = (ROOT / "docs" / "stripe.md").read_text("utf-8")
READERS = re.compile(r"^\| (`[A-Z_`, ]+`) \| .* \| (`[a-zA-Z_.`, ]+`) \|$", re.MULTILINE)
OBJECTS = {
    "checkout.session.": "checkout.session",
    "customer.subscription.": "subscription",
    "invoice.": "invoice",
    "charge.dispute.": "dispute",
    "charge.": "charge",
    "refund.": "refund",
    "customer.": "customer",
}
"""What an event is about, by what its type begins with (docs.stripe.com/api/events/types)."""


def object_of(type: str) -> str:
    return next(kind for begins, kind in OBJECTS.items() if type.startswith(begins))


async def note_of(billing: Platform, type: str, kind: str) -> str | None:
    said = event(id="evt_1", type=type, data={"object": {"object": kind}})
    await billing.db.batch(stripe_events.keep(stripe_events.read(json.dumps(said)), "webhook", {}, billing.clock.now()))
    stored = await stripe_events.by_id(billing.db, "evt_1")
    assert stored is not None
    return (await subjects(stored, Asking(billing, BillingSettings.read(billing.env)), billing.db)).note


@pytest.mark.parametrize("type", EVENT_TYPES)
async def test_each_type_that_is_asked_for_leads_to_access(billing: Platform, type: str):
    assert await note_of(billing, type, object_of(type)) not in (None, NOTHING)


@pytest.mark.parametrize("type", ["payment_intent.succeeded", "invoice_payment.paid", "customer.updated"])
async def test_others_tell_nothing_of_access(billing: Platform, type: str):
    assert await note_of(billing, type, type.rsplit(".", 1)[0]) == NOTHING


def test_the_page_lists_the_types_of_the_code():
    listed = PAGE.split("<!-- event types -->")[1].split("\n\n")[0]

    assert sorted(re.findall(r"`([a-z_.]+\.[a-z_]+)`", listed)) == sorted(EVENT_TYPES)


def test_each_setting_of_the_page_is_read_where_it_says():
    rows = READERS.findall(PAGE)
    named: set[str] = set()
    for settings, readers in rows:
        for reader in re.findall(r"`([^`]+)`", readers):
            module, _, name = reader.rpartition(".")
            found: type[Settings] = getattr(import_module(module), name)
            names = set(re.findall(r"`([A-Z_]+)`", settings))
            assert names <= found.model_fields.keys(), reader
            named |= names

    assert len(rows) > 10
    billed = {*BillingSettings.model_fields}
    for module, name in (
        ("functions.api.payments.payment_settings", "PaymentSettings"),
        ("functions.webhook.settings", "WebhookSettings"),
        ("shared.platform.configuration.access_settings", "AccessSettings"),
    ):
        billed |= getattr(import_module(module), name).model_fields.keys()
    assert billed <= named


def test_every_other_variable_of_the_page_is_one_that_is_read():
    commands = "".join((ROOT / "docs" / name).read_text("utf-8") for name in ("cli.md", "backups.md"))
    named = sorted(set(re.findall(r"\b(?:PEPTALK|STRIPE)_[A-Z_]+[A-Z]", PAGE)))

    assert [name for name in named if name not in SECRETS_AND_VARS and name not in commands] == []
