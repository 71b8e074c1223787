"""Operators see what became of mails, tell all readers something once, and let an address get mail again."""

from datetime import timedelta

import pytest
from rigs.fakes import ListQueue

from functions.operate.readers import mailing
from functions.operate.readers.mailing import ANNOUNCE, AT_ONCE, LIFT, LIST, PLAN, SHOW
from shared.domain.instants import stamp
from shared.domain.mailing.mail import MailKind
from shared.platform.errors import PermanentError
from shared.platform.ports import Statement
from shared.store.audit import Act
from shared.store.mailing import mails, suppressions

WORDS = {"kind": "maintenance", "subject": "On Sunday", "body": "From two to four.\n\nNothing is lost."}


def act(number=1, reason=None):
    return Act(f"{number:012x}", "somebody", reason)


@pytest.fixture
def operate(as_function):
    return as_function("operate")


@pytest.fixture
def until(clock):
    return stamp(clock.now() + timedelta(days=2))


async def accounts(operate, count):
    rows = ",".join(f"('u{number:04d}', 'reader{number}@example.com')" for number in range(count))
    await operate.db.run(Statement(f"INSERT INTO users (id, email) VALUES {rows}"))


async def announce(operate, until, number=1, **changes):
    after, pages = "", []
    while after is not None:
        request = mailing.Announce(**{**WORDS, "until": until, **changes, "act": act(number), "after": after})
        pages.append(await ANNOUNCE.run(operate, request))
        after = pages[-1].after
    return pages


async def test_an_announcement_reaches_every_reader_once_page_by_page(operate, until):
    await accounts(operate, AT_ONCE + 5)
    await operate.db.run(Statement("UPDATE users SET disabled_at = 'x', disabled_by = 'y' WHERE id = 'u0003'"))

    pages = await announce(operate, until)
    again = await announce(operate, until, number=2)

    assert [each.asked for each in pages] == [AT_ONCE, 4]
    assert {each.id for each in [*pages, *again]} == {pages[0].id}
    rows = await operate.db.all(Statement("SELECT user_id FROM mails"))
    assert len(rows) == len({row["user_id"] for row in rows}) == AT_ONCE + 4
    queue = operate.queues["peptalk-mail"]
    assert isinstance(queue, ListQueue)
    assert len(set(queue.bodies)) == AT_ONCE + 4
    assert not any("@" in body for body in queue.bodies)
    (made,) = await operate.db.all(Statement("SELECT * FROM announcements"))
    assert (made["subject"], made["actor"]) == ("On Sunday", "somebody")


async def test_other_words_are_another_announcement(operate, until):
    await accounts(operate, 1)

    first, second = await announce(operate, until), await announce(operate, until, number=2, body="From three.")

    assert first[0].id != second[0].id
    assert len(await operate.db.all(Statement("SELECT * FROM mails"))) == 2


async def test_a_plan_counts_and_writes_nothing(operate, until):
    await accounts(operate, 3)

    plan = await PLAN.run(operate, mailing.PlanAnnouncement(**{**WORDS, "until": until}))

    assert plan.readers == 3
    assert await operate.db.all(Statement("SELECT * FROM mails")) == []
    assert (await announce(operate, until))[0].id == plan.id


@pytest.mark.parametrize("wrong", ["yesterday", "2020-01-01"])
async def test_an_end_that_is_past_is_refused(wrong, operate):
    with pytest.raises(PermanentError, match="is no instant ahead"):
        await announce(operate, wrong)


async def test_a_subject_of_several_lines_is_refused(operate, until):
    with pytest.raises(ValueError, match="subject"):
        await announce(operate, until, subject="On\r\nBcc: all@example.com")


async def test_mails_are_listed_and_shown(operate, until):
    await accounts(operate, 2)
    await announce(operate, until)
    await operate.db.run(Statement("UPDATE mails SET state = 'sent' WHERE user_id = 'u0000'"))

    found = (await LIST.run(operate, mailing.ListMails(kind=MailKind.MAINTENANCE, state="sent"))).mails
    none = (await LIST.run(operate, mailing.ListMails(kind=MailKind.INCIDENT))).mails

    assert [each.user_id for each in found] == ["u0000"]
    assert none == ()
    shown = await SHOW.run(operate, mailing.ShowMail(id=found[0].id))
    assert shown.address == "reader0@example.com"
    with pytest.raises(PermanentError, match="there is no mail"):
        await SHOW.run(operate, mailing.ShowMail(id="mail_" + "0" * 32))


async def test_an_address_gets_mail_again_for_a_reason(operate, clock):
    await accounts(operate, 1)
    await operate.db.run(suppressions.suppress("m", "reader0@example.com", "bounced", "msg_1", clock.now()))

    def lift(reason, email="Reader0@example.com", number=1):
        return LIFT.run(operate, mailing.LiftSuppression(act=act(number, reason), email=email))

    with pytest.raises(PermanentError, match="say why"):
        await lift("")
    assert (await lift("the mailbox works again")).reason == "bounced"
    assert await suppressions.why_not(operate.db, "m", MailKind.INCIDENT) is None
    with pytest.raises(PermanentError, match="nothing keeps mail from"):
        await lift("again", number=2)
    (said,) = await operate.db.all(Statement("SELECT * FROM audit"))
    assert "reader0" not in str(said)


async def test_an_address_that_nobody_can_write_to_is_left_out_and_counted(operate, until):
    await accounts(operate, 2)
    await operate.db.run(Statement("UPDATE users SET email = 'nobody' WHERE id = 'u0001'"))

    (page,) = await announce(operate, until)

    assert (page.asked, page.left_out) == (1, 1)
    assert len(await mails.listed(operate.db, kind=None, state=None, count=9)) == 1
