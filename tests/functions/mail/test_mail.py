"""A mail that was asked for is sent once, or its row says why it was not."""

from datetime import timedelta

import pytest

from functions.mail.handler import handle
from functions.watch.handler import scheduled
from shared.domain.mailing.mail import MailKind
from shared.platform.errors import (
    AddressRefused,
    ConfigurationError,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.platform.ports import Statement, Tick
from shared.store.mailing import mails
from shared.store.operations import pruning

WELCOME = (MailKind.WELCOME, {"subscription": "sub_1"})


async def stored(mail, asked):
    found = await mails.by_id(mail.db, asked.id)
    assert found is not None
    return found


async def test_a_mail_goes_to_its_address_once_and_its_row_says_so(mail, carrier, account, asked, delivered):
    one = await asked(*WELCOME, user_id=account)

    deliveries = [await delivered(one), await delivered(one)]

    assert [each.settled for each in deliveries] == ["acked", "acked"]
    assert carrier.handed == [one.id]
    assert carrier.only.to == "reader@example.com"
    row = await stored(mail, one)
    assert (row.state, row.carrier, row.carrier_id) == ("sent", "carrier", "by-carrier-1")
    assert row.tried_at is not None


async def test_asked_for_twice_it_is_one_mail(mail, carrier, asked, delivered):
    first, second = await asked(*WELCOME), await asked(*WELCOME)

    await delivered(second)

    assert first.id == second.id
    assert carrier.handed == [first.id]


async def test_past_its_time_it_is_not_sent(mail, carrier, clock, asked, delivered):
    one = await asked(*WELCOME, seconds=600)
    clock.advance(600)

    delivery = await delivered(one)

    assert (delivery.settled, carrier.handed) == ("acked", [])
    row = await stored(mail, one)
    assert (row.state, row.reason) == ("expired", f"it was not to be sent after {row.not_after}")


async def test_what_was_erased_is_nothing_to_send(mail, carrier, account, asked, delivered, lines):
    one = await asked(*WELCOME, user_id=account)
    await mail.db.run(Statement("DELETE FROM users"))

    delivery = await delivered(one)

    assert (delivery.settled, carrier.handed) == ("acked", [])
    assert any("mail_gone" in line for line in lines)


async def test_of_an_account_that_is_gone_no_mail_is_asked_for(mail, asked):
    one = await asked(*WELCOME, user_id="nobody")

    assert await mails.by_id(mail.db, one.id) is None


@pytest.mark.parametrize("took", [True, False], ids=["taken", "not taken"])
async def test_a_carrier_that_does_not_answer_is_asked_again_under_the_same_id(
    took, mail, carrier, clock, asked, delivered
):
    one = await asked(*WELCOME)
    carrier.failing = [(UpstreamUnavailable("no answer", vendor="mail"), took)]

    first = await delivered(one)
    tried_at = (await stored(mail, one)).tried_at
    clock.advance(first.delay or 0)
    second = await delivered(one)

    assert [first.settled, second.settled] == ["retried", "acked"]
    assert carrier.handed == [one.id, one.id]
    assert list(carrier.taken) == [one.id]
    row = await stored(mail, one)
    assert (row.state, row.tried_at) == ("sent", tried_at)


async def test_a_carrier_that_asks_for_patience_is_left_alone_for_as_long(carrier, asked, delivered):
    one, other = await asked(*WELCOME), await asked(*WELCOME, once=("2",))
    carrier.failing = [(UpstreamThrottled("slow down", retry_in=40, vendor="mail"), False)]

    deliveries = [await delivered(one), await delivered(other)]

    assert [each.settled for each in deliveries] == ["retried", "retried"]
    assert deliveries[0].delay is not None
    assert deliveries[0].delay >= 40
    assert carrier.handed == [one.id]


async def test_an_address_that_is_refused_ends_the_mail_and_is_no_dead_letter(mail, carrier, asked, delivered):
    one = await asked(*WELCOME)
    carrier.failing = [(AddressRefused("the address is refused (550)"), False)]

    delivery = await delivered(one)

    assert delivery.settled == "acked"
    row = await stored(mail, one)
    assert (row.state, row.reason) == ("refused", "the address is refused (550)")
    assert mail.queues["peptalk-mail-dlq"].bodies == []


async def test_a_mail_that_is_never_taken_becomes_a_dead_letter(mail, carrier, asked, delivered):
    one = await asked(*WELCOME)
    carrier.failing = [(UpstreamRefused("the mail is refused"), False)]

    await delivered(one)

    assert len(mail.queues["peptalk-mail-dlq"].bodies) == 1
    assert (await stored(mail, one)).state == "queued"


async def test_what_an_operator_must_mend_pauses_the_function(mail, carrier, asked, delivered):
    one = await asked(*WELCOME)
    carrier.failing = [(ConfigurationError("the key may not send"), False)]

    deliveries = [await delivered(one), await delivered(one)]

    assert [each.settled for each in deliveries] == ["retried", "retried"]
    assert len(carrier.handed) == 1


async def test_without_its_origin_the_function_waits_for_it(mail, as_function, asked, delivered):
    one = await asked(*WELCOME)

    with pytest.raises(ConfigurationError, match=r"settings of mail: .*PEPTALK_ORIGIN"):
        await handle(mails.message_of(one), as_function("mail"))


async def test_what_the_queue_lost_is_asked_for_again_soon_where_somebody_waits(mail, clock, asked):
    erased = await asked(MailKind.ACCOUNT_ERASED)
    await asked(*WELCOME)
    clock.advance(mails.SOON + 1)

    await scheduled(Tick("*/5 * * * *", clock.now()), mail)

    assert mail.queues["peptalk-mail"].bodies == [mails.message_of(erased).encode()]


async def test_the_mail_about_an_erasure_leaves_no_address_behind(mail, carrier, asked, delivered):
    one = await asked(MailKind.ACCOUNT_ERASED)

    await delivered(one)

    assert carrier.only.to == "reader@example.com"
    row = await stored(mail, one)
    assert (row.state, row.address) == ("sent", None)


async def test_mails_are_sent_where_the_queue_answers_and_kept_where_it_does_not(mail, lines, asked):
    one = await asked(*WELCOME)

    await mails.send(mail, [one])
    mail.queues["peptalk-mail"].send_batch = None
    await mails.send(mail, [one])

    assert mail.queues["peptalk-mail"].bodies == [mails.message_of(one).encode()]
    assert sum("mail_unqueued" in line for line in lines) == 1


async def test_no_line_of_the_log_names_the_address(mail, carrier, clock, asked, delivered, lines):
    await delivered(await asked(*WELCOME))
    carrier.failing = [(AddressRefused("the address is refused (550)"), False)]
    await delivered(await asked(*WELCOME, once=("2",)))
    gone = await asked(*WELCOME, once=("3",), seconds=1)
    clock.moment += timedelta(seconds=2)
    await delivered(gone)

    assert lines
    assert not any("reader" in line or "example.com" in line for line in lines)


async def test_a_mail_that_ended_long_ago_goes_with_whom_it_went_to(mail, clock, asked, delivered):
    sent, waiting = await asked(*WELCOME), await asked(*WELCOME, once=("2",), seconds=10**8)
    await delivered(sent)
    clock.advance(86_400)

    early = await pruning.prune(mail.db, clock.now() - timedelta(days=2), clock.now(), portions=10)
    late = await pruning.prune(mail.db, clock.now(), clock.now(), portions=10)

    assert early.rows == 0
    assert late.rows >= 1
    assert await mails.by_id(mail.db, sent.id) is None
    assert await mails.by_id(mail.db, waiting.id) is not None
