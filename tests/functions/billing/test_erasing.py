"""An account is erased at Stripe and here, wherever the process dies meanwhile; and nothing comes back by an event."""

import sys
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from invented.persons import ADDRESS, CUSTOMER, EVENT, MAIL, SUBSCRIPTION, TELLING, USER, found, planted
from rigs.fakes import HandDelivery
from vendors.stripe_said import dumped, event
from vendors.stripe_vendor import Vendor, subscription

from functions.billing.handler import queue
from functions.dead_letters.handler import queue as letters_queue
from functions.mail.handler import queue as mail_queue
from functions.watch.handler import PRUNING
from functions.watch.handler import scheduled as watch
from queues.messages import AnyMessage, SendMail, SubscriptionDoubted
from shared.domain.accounts.erasure import erasure_of, event_mark
from shared.domain.accounts.signing import KEY_BYTES
from shared.platform.errors import DatabaseUnavailable, UpstreamUnavailable
from shared.platform.pace import UNPACED, Pace
from shared.platform.ports import Batch, OutgoingMail, Platform, Statement, Tick
from shared.store.accounts import erasures
from shared.store.billing import reconciliations, stripe_events

KEY = bytes(range(KEY_BYTES))
ID = erasure_of(USER)


@dataclass
class Dying:
    """A port that dies at its `last`-th call, before or after it took effect."""

    inner: Any
    last: int
    after: bool
    calls: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        async def call(*given: Any, **named: Any) -> Any:
            self.calls.append(name)
            dies = len(self.calls) == self.last
            if dies and not self.after:
                raise DatabaseUnavailable("died before")
            answer = await getattr(self.inner, name)(*given, **named)
            if dies:
                raise DatabaseUnavailable("died after")
            return answer

        return call


@pytest.fixture
async def leaving(billing: Platform, vendor: Vendor, tmp_path) -> Platform:
    """Somebody who asked for his erasure, with a mail in the folder and a customer at Stripe."""
    await planted(billing.db, billing.files)
    vendor.put({"id": CUSTOMER, "object": "customer", "email": ADDRESS})
    person = await erasures.whom(billing.db, USER)
    assert person is not None
    await billing.db.batch(erasures.asked(person, "reader", KEY, billing.clock.now()))
    (tmp_path / "mail").mkdir()
    if sys.platform == "emscripten":
        return billing  # mail leaves a Worker over HTTP alone, so none lies in a folder
    from infra.local.network.mailing import FolderMailer

    (tmp_path / "mail" / f"{MAIL}.eml").write_text(ADDRESS)
    return replace(billing, mailer=FolderMailer(tmp_path / "mail", billing.clock))


async def delivered(platform: Platform) -> HandDelivery:
    """Have the erasure gone on with, and the mail sent that it has asked for; the folder is given none."""
    delivery = HandDelivery(erasures.message_of(ID).encode())
    await queue(Batch("peptalk-stripe-events", [delivery]), platform)
    await mailed(platform, platform.mailer or Carrier())
    return delivery


async def mailed(platform: Platform, mailer: Any) -> None:
    bodies = platform.queues["peptalk-mail"].bodies
    env = {"PEPTALK_ORIGIN": "https://peptalk.example", "PEPTALK_SIGNING_KEY": KEY.hex()}
    while bodies:
        await mail_queue(
            Batch("peptalk-mail", [HandDelivery(bodies.pop(0))]),
            replace(platform, function="mail", env=env, mailer=mailer),
        )


@dataclass
class Carrier:
    """Takes each mail once, by its id; dies at the call `dies`, before or after it took it."""

    dies: tuple[int, bool] = (0, False)
    name: str = "carrier"
    keeps: bool = False
    pace: Pace = UNPACED
    calls: int = 0
    taken: dict[str, OutgoingMail] = field(default_factory=dict[str, OutgoingMail])

    async def send(self, mail: OutgoingMail) -> str | None:
        self.calls += 1
        if self.dies == (self.calls, False):
            raise UpstreamUnavailable("died before", vendor="mail")
        self.taken.setdefault(mail.id, mail)
        if self.dies == (self.calls, True):
            raise UpstreamUnavailable("died after", vendor="mail")
        return "name-at-carrier"


async def test_nothing_of_a_person_is_left_but_the_tombstone(leaving, vendor, tmp_path, lines):
    delivery = await delivered(leaving)

    assert delivery.settled == "acked"
    assert await found(leaving.db, leaving.files) == []
    assert list((tmp_path / "mail").iterdir()) == []
    assert vendor.objects["customer"] == {}
    assert not any(word in line for line in lines for word in (USER, ADDRESS, CUSTOMER, SUBSCRIPTION))
    (buried,) = [each async for each in erasures.buried_in(leaving.files)]
    assert sorted(each.kind for each in buried.marks) == ["address", "customer", "subscription", "user"]
    erasure = await erasures.by_id(leaving.db, ID)
    assert erasure is not None
    assert (erasure.user_id, erasure.erased_at is not None) == (None, True)
    assert (await delivered(leaving)).settled == "acked"


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("port", ["db", "files"])
async def test_wherever_it_dies_the_next_delivery_ends_it(leaving, vendor, clock, port, after):
    for last in range(1, 40):
        dying = Dying(getattr(leaving, port), last, after)
        await delivered(replace(leaving, **{port: dying}))
        # Left behind in a claim, or given back: either way it comes again.
        clock.advance(leaving.lease_seconds + 120)
        if len(dying.calls) < last:
            break
    await delivered(leaving)

    assert last >= 3
    assert await found(leaving.db, leaving.files) == []
    assert vendor.objects["customer"] == {}


async def test_stripe_away_keeps_the_account_until_it_answers(leaving, vendor, clock):
    vendor.failing.append((503, {}, {"error": {"type": "api_error"}}))

    first = await delivered(leaving)
    still = await found(leaving.db, leaving.files)
    clock.advance(120)
    await delivered(leaving)

    assert (first.settled, still != []) == ("retried", True)
    assert await found(leaving.db, leaving.files) == []


@pytest.mark.parametrize("dies", [(0, False), (1, False), (1, True)], ids=["well", "before it took it", "after"])
async def test_the_last_mail_says_so_once_and_its_address_goes_with_it(dies, leaving, clock, lines):
    carrier = Carrier(dies)
    for _ in range(2):
        await queue(
            Batch("peptalk-stripe-events", [HandDelivery(erasures.message_of(ID).encode())]),
            leaving,
        )
    asked = list(leaving.queues["peptalk-mail"].bodies)

    await mailed(leaving, carrier)
    clock.advance(leaving.lease_seconds + 3_600)
    leaving.queues["peptalk-mail"].bodies += asked
    await mailed(leaving, carrier)

    (last,) = carrier.taken.values()
    assert (last.to, last.subject) == (ADDRESS, "Your PepTalk account is erased")
    assert await found(leaving.db, leaving.files, (*TELLING, "name-at-carrier")) == []
    assert not any(word in line for line in lines for word in (USER, ADDRESS, CUSTOMER, SUBSCRIPTION))


async def test_a_last_mail_that_cannot_be_sent_is_given_up_with_its_address(leaving, clock):
    await queue(Batch("peptalk-stripe-events", [HandDelivery(erasures.message_of(ID).encode())]), leaving)
    before = await found(leaving.db, leaving.files)

    clock.advance(86_400)
    await watch(Tick(PRUNING, clock.now()), replace(leaving, function="watch", env={}))

    assert {place.partition(":")[0] for place in before} == {"mails.address"}
    assert await found(leaving.db, leaving.files) == []


async def test_an_account_without_customer_needs_no_stripe(leaving, vendor):
    await leaving.db.run(Statement("UPDATE users SET stripe_customer_id = NULL"))
    await leaving.db.run(Statement("UPDATE subscriptions SET stripe_customer_id = NULL"))

    delivery = await delivered(replace(leaving, env={}))

    assert (delivery.settled, vendor.asked) == ("acked", [])


async def test_events_that_stripe_sends_afterwards_are_emptied_and_write_nothing(leaving, vendor):
    await delivered(leaving)
    gone = {"object": subscription(SUBSCRIPTION, customer=CUSTOMER)}
    said = event(id="evt_late1", type="customer.subscription.deleted", data=gone)
    late = stripe_events.read(dumped(said))
    await leaving.db.batch([stripe_events.stored(late, "webhook", {}, leaving.clock.now())])

    delivery = HandDelivery(stripe_events.message_of(late.id).encode())
    await queue(Batch("peptalk-stripe-events", [delivery]), leaving)

    assert delivery.settled == "acked"
    assert await found(leaving.db, leaving.files) == []


@pytest.mark.parametrize(
    "related",
    [
        {"id": SUBSCRIPTION, "type": "subscription"},
        {"id": f"in_{SUBSCRIPTION}_1", "type": "invoice"},
        {"id": f"ch_{SUBSCRIPTION}_1", "type": "charge"},
        {"id": CUSTOMER, "type": "customer"},
    ],
    ids=lambda related: related["type"],
)
@pytest.mark.parametrize("late", [False, True], ids=["before", "afterwards"])
async def test_thin_events_which_name_no_customer_are_emptied_too(related, late, leaving, vendor):
    vendor.put(subscription(SUBSCRIPTION, "canceled", customer=CUSTOMER))
    vendor.paid(SUBSCRIPTION, customer=CUSTOMER)
    said = {
        "id": "evt_thin1", "object": "v2.core.event", "type": "v1.invented", "livemode": False,
        "created": "2026-11-24T02:00:00Z", "related_object": related,
    }  # fmt: skip
    told = stripe_events.stored(stripe_events.read(dumped(said)), "webhook", {}, leaving.clock.now())
    if late:
        await delivered(leaving)
    await leaving.db.run(told)
    processed = HandDelivery(stripe_events.message_of("evt_thin1").encode())

    await queue(Batch("peptalk-stripe-events", [processed]), leaving)
    if not late:
        await delivered(leaving)

    marked = Statement("SELECT body, note FROM stripe_events WHERE id = ?1", (event_mark("evt_thin1"),))
    assert (processed.settled, await leaving.db.all(marked)) == ("acked", [{"body": "{}", "note": "erased"}])
    telling = (*TELLING, f"in_{SUBSCRIPTION}_1", f"ch_{SUBSCRIPTION}_1", "evt_thin1")
    assert await found(leaving.db, leaving.files, telling) == []


async def test_an_event_that_is_delivered_again_afterwards_is_known_by_its_mark_and_leaves_nothing(leaving):
    await delivered(leaving)
    said = event(id=EVENT, type="customer.updated", data={"object": {"object": "customer", "id": CUSTOMER}})
    kept = stripe_events.keep(stripe_events.read(dumped(said)), "webhook", {}, leaving.clock.now())

    for _ in range(2):
        await leaving.db.batch(kept)
        again = HandDelivery(stripe_events.message_of(EVENT).encode())
        await queue(Batch("peptalk-stripe-events", [again]), leaving)

        assert again.settled == "acked"
        assert await found(leaving.db, leaving.files) == []


async def test_a_reconciliation_asks_nothing_about_who_was_erased(leaving, vendor):
    await delivered(leaving)
    vendor.put(subscription(SUBSCRIPTION, "canceled", customer=CUSTOMER))
    await reconciliations.begin(leaving, "2026-11-27T03:15:00Z")
    bodies = leaving.queues["peptalk-stripe-events"].bodies

    while bodies:
        await queue(Batch("peptalk-stripe-events", [HandDelivery(bodies.pop(0))]), leaving)

    assert await found(leaving.db, leaving.files) == []
    assert EVENT not in str(vendor.asked)


DOUBT = SubscriptionDoubted(subscription=SUBSCRIPTION, source="sync", cause="act-invented", trace_id="a" * 16)
LATE = (
    DOUBT,
    stripe_events.message_of(EVENT),
    SendMail(mail=MAIL, not_after="2026-11-28T00:00:00.000Z", trace_id="a" * 16),
)
"""What was asked for before the erasure, and comes when it is over."""


@pytest.mark.parametrize("known", [True, False], ids=["by its mark", "by its customer alone"])
async def test_a_subscription_that_is_doubted_late_is_known_and_leaves_nothing(known, leaving, vendor):
    await delivered(leaving)
    vendor.put(subscription(SUBSCRIPTION, "canceled", customer=CUSTOMER))
    if not known:
        await leaving.db.run(Statement("DELETE FROM tombstones WHERE kind = 'subscription'"))
    delivery, asked = HandDelivery(DOUBT.encode()), len(vendor.asked)

    await queue(Batch("peptalk-stripe-events", [delivery]), leaving)

    assert delivery.settled == "acked"
    assert (len(vendor.asked) == asked) is known
    assert await found(leaving.db, leaving.files) == []


async def test_a_subscription_that_came_while_the_erasure_waited_is_marked_too(leaving):
    later = "INSERT INTO subscriptions (id, user_id, status, stripe_customer_id, stripe_subscription_id) "
    later += "VALUES ('sub_later', ?1, 'active', ?2, 'sub_later')"
    await leaving.db.run(Statement(later, (USER, CUSTOMER)))

    await delivered(leaving)

    assert await erasures.erased_subscriptions(leaving.db, ["sub_later", SUBSCRIPTION, "sub_other"]) == {
        "sub_later",
        SUBSCRIPTION,
    }


@pytest.mark.parametrize("message", LATE, ids=lambda message: message.kind)
async def test_a_dead_letter_that_arrives_late_says_nothing(message: AnyMessage, leaving):
    await delivered(leaving)

    for _ in range(2):
        letter = HandDelivery(message.encode())
        await letters_queue(Batch("peptalk-stripe-events-dlq", [letter]), replace(leaving, function="dead_letters"))

        assert letter.settled == "acked"
        assert await found(leaving.db, leaving.files) == []


async def test_a_mail_that_is_gone_leaves_no_work(leaving):
    await delivered(leaving)
    leaving.queues["peptalk-mail"].bodies.append(LATE[-1].encode())

    await mailed(leaving, Carrier())

    assert await found(leaving.db, leaving.files) == []


async def test_no_reconciliation_asks_on_from_behind_a_subscription_that_was_erased(leaving, vendor):
    await delivered(leaving)
    vendor.put(*(subscription(f"sub_old{number}") for number in range(20)))
    vendor.put(subscription(SUBSCRIPTION, "canceled", customer=CUSTOMER))
    vendor.put(*(subscription(f"sub_new{number}") for number in range(99)))
    await reconciliations.begin(leaving, "2026-11-27T03:15:00Z")
    bodies = leaving.queues["peptalk-stripe-events"].bodies

    while bodies:
        await queue(Batch("peptalk-stripe-events", [HandDelivery(bodies.pop(0))]), leaving)

    (night,) = [each for each in await reconciliations.newest(leaving.db) if each.finished_at]
    assert (night.listed, night.doubted) == (120, 119)
    assert await found(leaving.db, leaving.files) == []
