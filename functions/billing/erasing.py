"""Erases an account: at Stripe first, then its objects and mail files, then every row, the account's own the last. The
batch that ends it asks for the mail that says so, whose row is then all that has the address, until it is sent.

Each step finds nothing where it was done before, and the rows that say whose account it is go with the last batch. So a
process that dies anywhere is followed by one that begins anew and loses nothing.
"""

from datetime import datetime, timedelta

from functions.billing.asking import Asking
from functions.billing.settings import BillingSettings
from queues.messages import EraseAccount
from shared.domain.mailing.mail import MailKind, NewMail, new_mail
from shared.platform.deliveries.work import Outcome
from shared.platform.errors import Corrupt
from shared.platform.ports import Platform
from shared.platform.vendors.stripe_errors import Missing
from shared.store.accounts import erasures, personal
from shared.store.mailing import mails

FAREWELL_FOR = timedelta(days=1)
"""How long the mail may wait for its carrier; then it is not sent, and the address goes all the same."""


async def erase(job: EraseAccount, platform: Platform) -> Outcome:
    """Take away all that is kept of an account.

    Raises:
        Corrupt: there is no such erasure.
        RetryableError: Stripe or the bucket does not answer; it goes on later.
        ConfigurationError: the account has a customer at Stripe, and Stripe's key is missing or may not delete it.
    """
    erasure = await erasures.by_id(platform.db, job.erasure)
    if erasure is None:
        raise Corrupt(f"there is no erasure {job.erasure}; ask for it again: peptalk subscribers erase EMAIL")
    person = await erasures.whom(platform.db, erasure.user_id) if erasure.user_id else None
    if person is None:
        return Outcome(writes=[erasures.finished(job.erasure, platform.clock.now())])
    if person.customers:
        asking = Asking(platform, BillingSettings.read(platform.env))
        for customer in person.customers:
            await _deleted(asking, customer)
    await erasures.drop_objects(platform.files, person)
    if platform.mailer is not None:
        await platform.mailer.forget(await erasures.mails_of(platform.db, person))
    await platform.db.run(erasures.known_by(person, erasure))
    await erasures.bury(platform.files, await erasures.tombstone_of(platform.db, erasure))
    now = platform.clock.now()
    last = _farewell(job.erasure, person.address, now)
    platform.log.info("account_erased", id=job.erasure)
    writes = [*personal.erased(person, now), *([mails.kept(last, now)] if last else [])]
    asked = [mails.message_of(each) for each in last]
    return Outcome(writes=[*writes, erasures.finished(job.erasure, now)], messages=asked)


def _farewell(erasure: str, address: str, now: datetime) -> list[NewMail]:
    """The last mail, to an address that mail can be sent to. It is of no account, and it is one however often it is
    asked for."""
    until = now + FAREWELL_FOR
    try:
        made = new_mail(MailKind.ACCOUNT_ERASED, address, user_id=None, about={}, not_after=until, once=[erasure])
    except ValueError:
        # From before addresses were checked.
        return []
    return [made]


async def _deleted(asking: Asking, customer: str) -> None:
    """Deleting a customer ends his subscriptions at once (docs.stripe.com/api/customers/delete). One that is gone was
    deleted before."""
    try:
        await asking.delete_customer(customer)
    except Missing:
        return
