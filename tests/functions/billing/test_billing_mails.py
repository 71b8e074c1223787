"""A subscription's begin and a payment's first failure are worth one mail each, however many events tell of them."""

from datetime import timedelta

import pytest
from rigs.fakes import ListQueue
from vendors.stripe_vendor import BEGUN, invoice, subscription

from queues.messages import decode
from shared.domain.mailing.mail import MailKind
from shared.platform.ports import Statement
from shared.store.mailing import mails


@pytest.fixture(autouse=True)
def _begun(clock):
    clock.moment += timedelta(days=2)


def sent(billing):
    queue = billing.queues["peptalk-mail"]
    assert isinstance(queue, ListQueue)
    return [decode(each) for each in queue.bodies]


async def asked(billing):
    return await mails.listed(billing.db, kind=None, state=None, count=10)


async def tell(arrives, delivered, of, times=2):
    for _ in range(times):
        assert (await delivered(await arrives("customer.subscription.updated", of))).settled == "acked"


async def test_the_begin_is_worth_one_mail(vendor, billing, account, arrives, delivered):
    vendor.put(subscription())

    await tell(arrives, delivered, subscription())

    (mail,) = await asked(billing)
    assert (mail.kind, mail.address, mail.user_id) == (MailKind.WELCOME, "user@example.com", account)
    assert mail.about == {"subscription": "sub_1"}
    assert sent(billing) == [mails.message_of(mail)]


async def test_a_first_failure_is_worth_one_mail_and_the_next_one_another(vendor, billing, account, arrives, delivered):
    for number, finalized in enumerate((BEGUN + 3_600, BEGUN + 80_000)):
        one = invoice(f"in_{number}", "sub_1", "open", status_transitions={"finalized_at": finalized})
        vendor.put(subscription(status="past_due"), one)
        await tell(arrives, delivered, subscription())
        vendor.put({**one, "status": "paid"})

    assert [each.kind for each in await asked(billing)] == [MailKind.PAYMENT_FAILED] * 2
    assert len(sent(billing)) == 2


@pytest.mark.parametrize(
    "of",
    [subscription(created=BEGUN - 86_400 * 30), subscription(status="canceled"), subscription(status="incomplete")],
)
async def test_what_is_no_news_is_worth_none(of, vendor, billing, account, arrives, delivered):
    vendor.put(of)

    await tell(arrives, delivered, of)

    assert await asked(billing) == []
    assert sent(billing) == []


async def test_a_customer_without_an_account_is_not_written_to(vendor, billing, arrives, delivered):
    vendor.put(subscription())

    await tell(arrives, delivered, subscription())

    assert await asked(billing) == []


async def test_an_address_that_nobody_can_write_to_keeps_no_event_from_being_applied(
    vendor, billing, account, arrives, delivered
):
    await billing.db.run(Statement("UPDATE users SET email = 'no address'"))
    vendor.put(subscription())

    await tell(arrives, delivered, subscription())

    assert await asked(billing) == []
    assert len(await billing.db.all(Statement("SELECT * FROM subscriptions"))) == 1
