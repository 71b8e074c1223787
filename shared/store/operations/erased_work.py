"""Work that comes late: asked for before an erasure, delivered or given up when nothing of the account is left."""

from queues.messages import AddressCustomer, Message, SendMail, StripeEventReceived, SubscriptionDoubted
from shared.platform.ports import Database
from shared.store.accounts import erasures
from shared.store.billing import stripe_events
from shared.store.mailing import mails


async def is_about_nobody(db: Database, message: Message) -> bool:
    """Whether a message is about somebody whose account was erased; then nothing of it is kept (`personal.forgotten`).

    A mail that was pruned is nobody's either.
    """
    match message:
        case StripeEventReceived():
            event = await stripe_events.by_id(db, message.event)
            return event is not None and event.erased
        case SubscriptionDoubted():
            return bool(await erasures.erased_subscriptions(db, [message.subscription]))
        case AddressCustomer():
            return bool(await erasures.erased_customers(db, [message.customer]))
        case SendMail():
            return await mails.by_id(db, message.mail) is None
        case _:
            return False
