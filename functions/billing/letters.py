"""What a change of a subscription is worth a mail for: its begin, and the first failure of a payment. One mail each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.domain.accounts.subscription import GIVING
from shared.domain.instants import moment
from shared.domain.mailing.mail import MailKind, NewMail, new_mail
from shared.platform.ports import Database
from shared.store.billing.subscriptions import Picture
from shared.store.mailing import mails

FRESH = timedelta(days=3)
"""How long ago a subscription may have begun, or a payment may have failed, and still be news."""


async def letters(db: Database, pictures: Sequence[Picture], now: datetime) -> list[NewMail]:
    """The mails that nobody has asked for yet. Of a customer without an account, whose address is not known here, there
    are none."""
    found: list[NewMail] = []
    for each in pictures:
        billed = each.billed
        if each.failed_at is not None:
            kind, since, once = MailKind.PAYMENT_FAILED, each.failed_at, (billed.id, each.failed_at)
        elif billed.status in GIVING:
            kind, since, once = MailKind.WELCOME, billed.created, (billed.id,)
        else:
            continue
        if moment(since) + FRESH <= now:
            continue
        reader = await mails.reader_of(db, billed.user, billed.customer)
        if reader is None:
            continue
        try:
            made = new_mail(
                kind,
                reader.address,
                user_id=reader.id,
                about={"subscription": billed.id},
                not_after=moment(since) + FRESH,
                once=once,
            )
        except ValueError:
            # An address from before addresses were checked: nobody can be written to there.
            continue
        if await mails.by_id(db, made.id) is None:
            found.append(made)
    return found
