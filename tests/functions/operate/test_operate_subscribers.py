"""Subscribers and Stripe's events as an operator sees and changes them."""

import json

import pytest
from rigs.offices import act
from vendors.stripe_said import event

from functions.operate.once import once
from functions.operate.readers.events import (
    LIST as EVENTS,
)
from functions.operate.readers.events import (
    RECONCILE,
    RECONCILIATIONS,
    RESEND,
    ListEvents,
    ListReconciliations,
    Reconcile,
    ResendEvent,
    ShowEvent,
)
from functions.operate.readers.events import (
    SHOW as EVENT,
)
from functions.operate.readers.subscribing import (
    LIST,
    SET,
    SHOW,
    SYNC,
    ListSubscribers,
    SetSubscriber,
    ShowSubscriber,
    SyncSubscriber,
)
from queues.messages import AddressCustomer, ReconcileSubscriptions, SubscriptionDoubted, decode
from shared.domain.accounts.subscription import Billed
from shared.platform.errors import PermanentError
from shared.platform.ports import Statement
from shared.store import audit
from shared.store.billing import stripe_events, subscriptions
from shared.store.billing.subscriptions import Picture

QUEUE = "peptalk-stripe-events"
END = "2026-12-20T00:00:00.000Z"


def billed(id="sub_1", status="active", end=END):
    return Billed(
        id=id, customer="cus_1", status=status, period_end=end, cancel_at_period_end=False, cancel_at=None,
        ended_at=None, created="2026-11-01T00:00:00.000Z", livemode=False,
    )  # fmt: skip


@pytest.fixture
async def known(platform):
    """One subscriber whose subscription is unpaid, and one address without any."""
    await platform.db.batch(
        [
            Statement("INSERT INTO users (id, email, stripe_customer_id) VALUES ('u1', 'ada@example.com', 'cus_1')"),
            Statement("INSERT INTO users (id, email) VALUES ('u2', 'bob@example.com')"),
            *subscriptions.applied(Picture(billed=billed(status="unpaid")), "event", "evt_1", platform.clock.now()),
        ]
    )


@pytest.mark.usefixtures("known")
async def test_a_subscriber_is_shown_with_why_there_is_no_access_and_what_changed(desk):
    found = await desk.ask(SHOW, ShowSubscriber(email="ADA@example.com"))

    assert (found.user.id, found.access, found.why) == ("u1", False, "payment_failed")
    assert found.words == "Subscription unpaid: the payment failed and was not made up for."
    assert [(each.source, each.cause, each.state["status"]) for each in found.changes] == [("event", "evt_1", "unpaid")]
    assert (await desk.ask(SHOW, ShowSubscriber(email="bob@example.com"))).why == "subscription_required"
    with pytest.raises(PermanentError, match=r"nobody has the address x@example.com"):
        await desk.ask(SHOW, ShowSubscriber(email="x@example.com"))


@pytest.mark.usefixtures("known")
async def test_the_list_has_a_row_for_each_subscriber_and_counts_what_is_nobodys(desk, platform):
    other = billed("sub_9").model_copy(update={"customer": "cus_9"})
    now = platform.clock.now()
    await platform.db.batch(subscriptions.applied(Picture(billed=other), "event", "evt_9", now))

    found = await desk.ask(LIST, ListSubscribers())

    assert [(each.email, each.status, each.access) for each in found.subscribers] == [
        ("ada@example.com", "unpaid", False)
    ]
    assert found.unowned == 1
    assert (await desk.ask(LIST, ListSubscribers(after="ada@example.com"))).subscribers == ()


@pytest.mark.usefixtures("known")
async def test_what_is_set_holds_with_person_reason_and_end_and_is_kept_when_stripe_speaks(desk, platform):
    asked = SetSubscriber(email="ada@example.com", until="2026-12-31", act=act(reason="paid by bank transfer"))

    for _ in range(2):
        await desk.ask(SET, asked)
    found = await desk.ask(SHOW, ShowSubscriber(email="ada@example.com"))
    await platform.db.batch(
        subscriptions.applied(Picture(billed=billed(status="unpaid")), "event", "evt_2", platform.clock.now())
    )

    again = await desk.ask(SHOW, ShowSubscriber(email="ada@example.com"))
    (entry,), _ = await audit.listed(platform.db)
    for each in (found, again):
        assert (each.access, each.until, each.by_hand) == (True, "2026-12-31T00:00:00.000Z", True)
        assert each.subscriptions[0].override["reason"] == "paid by bank transfer"
        assert each.subscriptions[0].override["by"] == asked.act.actor
    assert [each.source for each in again.changes] == ["event", "set"]
    assert (entry.action, entry.subject, json.loads(entry.before)["status"]) == (
        "set-access",
        "subscriber/u1",
        "unpaid",
    )


@pytest.mark.usefixtures("known")
async def test_access_can_be_set_for_who_never_subscribed(desk):
    asked = SetSubscriber(email="bob@example.com", until="2026-12-31T12:00:00Z", act=act(reason="a reviewer"))

    done = await desk.ask(SET, asked)

    found = await desk.ask(SHOW, ShowSubscriber(email="bob@example.com"))
    assert done.set == 1
    assert (found.access, found.until) == (True, "2026-12-31T12:00:00.000Z")
    assert [each.stripe_subscription_id for each in found.subscriptions] == [None]


@pytest.mark.usefixtures("known")
async def test_access_that_is_taken_by_hand_is_taken_from_every_subscription(desk, platform):
    now = platform.clock.now()
    for id in ("sub_2", "sub_3"):
        await platform.db.batch(subscriptions.applied(Picture(billed=billed(id)), "event", "evt_2", now))
    asked = SetSubscriber(email="ada@example.com", until="2026-12-31", status="canceled", act=act(reason="a fraud"))

    done = await desk.ask(SET, asked)

    found = await desk.ask(SHOW, ShowSubscriber(email="ada@example.com"))
    assert (done.set, found.access, found.by_hand) == (3, False, True)


@pytest.mark.usefixtures("known")
async def test_what_a_write_leaves_behind_names_nobody(platform):
    body = event(data={"object": {"object": "customer", "id": "cus_1", "email": "ada@example.com"}})
    kept = stripe_events.keep(stripe_events.read(json.dumps(body)), "webhook", {}, platform.clock.now())
    await platform.db.batch(kept)
    until = {"until": "2026-12-31", "act": act(3, reason="why")}

    await once(platform, RESEND, ResendEvent(id="evt_invented1", act=act(2)))
    await once(platform, SET, SetSubscriber(email="ada@example.com", **until))
    await once(platform, RECONCILE, Reconcile(act=act(4)))

    rows = await platform.db.all(Statement("SELECT answer FROM operate_requests ORDER BY id"))
    assert [json.loads(row["answer"]) for row in rows] == [
        {"work": "queued"},
        {"set": 1},
        {"night": f"asked-{act(4).id}"},
    ]


@pytest.mark.usefixtures("known")
async def test_a_subscription_of_the_users_customer_is_asked_about_though_nobody_has_it(desk, platform):
    now = platform.clock.now()
    await platform.db.batch(subscriptions.applied(Picture(billed=billed("sub_2")), "event", "evt_2", now))
    await platform.db.run(Statement("UPDATE subscriptions SET user_id = NULL WHERE id = 'sub_2'"))

    found = await desk.ask(SYNC, SyncSubscriber(email="ada@example.com", act=act()))

    messages = [decode(body) for body in platform.queues[QUEUE].bodies]
    asked = {each.subscription for each in messages if isinstance(each, SubscriptionDoubted)}
    assert (found.asked, asked) == (2, {"sub_1", "sub_2"})


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"until": "soon"}, "'soon' is no instant ahead"),
        ({"until": "2026-01-01"}, "is no instant ahead"),
        ({"act": act(reason=" ")}, "say why"),
    ],
)
async def test_a_setting_without_reason_or_end_is_refused(fields, reason, desk):
    asked = {"email": "ada@example.com", "until": "2026-12-31", "act": act(reason="why"), **fields}

    with pytest.raises(PermanentError, match=reason):
        await desk.ask(SET, SetSubscriber(**asked))


@pytest.mark.usefixtures("known")
async def test_a_sync_asks_billing_to_look_and_says_where_there_is_nothing_to_look_at(desk, platform):
    found = await desk.ask(SYNC, SyncSubscriber(email="ada@example.com", act=act()))

    messages = [decode(body) for body in platform.queues[QUEUE].bodies]
    doubt, addressed = messages
    assert found.asked == 1
    assert (type(doubt), doubt.subscription, doubt.source) == (SubscriptionDoubted, "sub_1", "sync")
    assert (type(addressed), addressed.customer, addressed.cause) == (AddressCustomer, "cus_1", doubt.cause)
    with pytest.raises(PermanentError, match=r"no subscription of Stripe's is known for bob@example.com"):
        await desk.ask(SYNC, SyncSubscriber(email="bob@example.com", act=act(2)))


async def arrive(platform, id="evt_invented1"):
    said = event(id=id)
    await platform.db.batch(
        [
            *stripe_events.keep(stripe_events.read(json.dumps(said)), "webhook", {}, platform.clock.now()),
            stripe_events.count_refusals("too_old", 1, platform.clock.now()),
        ]
    )


async def test_an_event_is_shown_without_what_it_says_of_people_unless_that_is_asked_for(desk, platform):
    person = {"email": "ada@example.com", "name": "Ada", "phone": "+1 555", "address": {"city": "Ely", "line1": ""}}
    said = event(
        data={
            "object": {
                "object": "checkout.session", "id": "cs_1", "customer": {"id": "cus_1", "email": "ada@example.com"},
                "customer_details": person, "amount_total": 900, "paid": True,
                "metadata": {"user_id": "u1", "id": "Ada"},
                "reason": "asked by ada@example.com", "items": [{"description": "For Ada", "price": "price_1"}],
            }
        }
    )  # fmt: skip
    await platform.db.batch(
        stripe_events.keep(stripe_events.read(json.dumps(said)), "webhook", {}, platform.clock.now())
    )

    shown = (await desk.ask(EVENT, ShowEvent(id="evt_invented1"))).event.body
    whole = (await desk.ask(EVENT, ShowEvent(id="evt_invented1", whole=True))).event.body

    about, left_out = json.loads(shown)["data"]["object"], "(left out)"
    assert not any(each in shown for each in ("ada@", "Ada", "555", "Ely"))
    assert about["customer"] == {"id": "cus_1", "email": left_out}
    assert (about["amount_total"], about["paid"], about["metadata"]) == (900, True, {"user_id": "u1", "id": left_out})
    assert (about["reason"], about["items"]) == (left_out, [{"description": left_out, "price": "price_1"}])
    assert (json.loads(shown)["type"], json.loads(shown)["created"]) == (said["type"], said["created"])
    assert json.loads(whole) == said


@pytest.mark.usefixtures("known")
async def test_reconciliations_tell_what_is_set_by_hand(desk, platform):
    asked = SetSubscriber(email="ada@example.com", until="2026-12-31", act=act(reason="paid by bank transfer"))
    before = await desk.ask(RECONCILIATIONS, ListReconciliations())

    await desk.ask(SET, asked)

    (found,) = (await desk.ask(RECONCILIATIONS, ListReconciliations())).overrides
    assert before.overrides == ()
    assert (found.id, found.status, found.stripe_status) == ("sub_1", "active", "unpaid")
    assert (found.override["by"], found.override["until"]) == ("ada", "2026-12-31T00:00:00.000Z")


async def test_events_are_listed_with_what_was_refused_and_shown(desk, platform):
    await arrive(platform)

    found = await desk.ask(EVENTS, ListEvents(waiting=True))
    shown = await desk.ask(EVENT, ShowEvent(id="evt_invented1"))

    assert [(each.id, each.outcome) for each in found.events] == [("evt_invented1", None)]
    assert [(each.reason, each.count) for each in found.refused] == [("too_old", 1)]
    assert (json.loads(shown.event.body)["id"], shown.work) == ("evt_invented1", "queued")
    assert (await desk.ask(EVENTS, ListEvents(type="invoice.paid"))).events == ()
    with pytest.raises(PermanentError, match="evt_other never arrived here; `peptalk stripe reconcile`"):
        await desk.ask(EVENT, ShowEvent(id="evt_other"))
    await platform.db.run(stripe_events.mark("evt_invented1", "applied", None, platform.clock.now(), customer=None))
    assert (await desk.ask(EVENTS, ListEvents(waiting=True))).events == ()
    assert [each.outcome for each in (await desk.ask(EVENTS, ListEvents())).events] == ["applied"]
    await platform.db.batch(stripe_events.emptied("evt_invented1", platform.clock.now()))
    with pytest.raises(PermanentError, match="evt_invented1 was of an account that was erased"):
        await desk.ask(EVENT, ShowEvent(id="evt_invented1"))


@pytest.mark.parametrize("state", ["done", "dead"])
async def test_a_resent_event_is_work_again_unless_it_is_a_dead_letter(state, desk, platform):
    await arrive(platform)
    await platform.db.batch(
        [
            stripe_events.mark("evt_invented1", "ignored", "nothing", platform.clock.now(), customer=None),
            Statement("UPDATE work SET state = ?1, settled_at = 'x', due_at = NULL", (state,)),
        ]
    )
    request = ResendEvent(id="evt_invented1", act=act())

    if state == "dead":
        with pytest.raises(PermanentError, match="is a dead letter"):
            await desk.ask(RESEND, request)
        return
    for _ in range(2):
        done = await desk.ask(RESEND, request)

    assert done.work == "queued"
    assert (await desk.ask(EVENT, ShowEvent(id="evt_invented1"))).event.outcome is None
    assert {decode(each).event for each in platform.queues[QUEUE].bodies} == {"evt_invented1"}
    assert len((await audit.listed(platform.db))[0]) == 1


async def test_a_reconciliation_is_asked_for_once_by_an_act(desk, platform):
    request = Reconcile(act=act())

    for _ in range(2):
        done = await desk.ask(RECONCILE, request)

    found = await desk.ask(RECONCILIATIONS, ListReconciliations())
    messages = [decode(body) for body in platform.queues[QUEUE].bodies]
    assert {(type(each), each.night, each.part) for each in messages} == {
        (ReconcileSubscriptions, f"asked-{request.act.id}", "subscriptions")
    }
    assert [(each.night, each.part) for each in found.reconciliations] == [(done.night, "subscriptions")]
