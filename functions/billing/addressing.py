"""Gives a customer at Stripe the address that its account has now, so that receipts go where the reader reads them."""

from functions.billing.asking import Asking
from queues.messages import AddressCustomer
from shared.platform.deliveries.work import Outcome
from shared.platform.ports import Platform
from shared.platform.vendors.stripe_errors import Missing
from shared.store.accounts import personal
from shared.store.billing import customers
from shared.store.operations.erased_work import is_about_nobody


async def address(job: AddressCustomer, asking: Asking, platform: Platform) -> Outcome:
    """Tell Stripe the address as it is, however often it was changed since this was asked for; and once more, where it
    was changed meanwhile, so that of two who tell it at once the newest address is what stays.

    Raises:
        RetryableError: Stripe does not answer; it is told later.
        PermanentError: Stripe refuses the address.
    """
    if await is_about_nobody(platform.db, job):
        return Outcome(writes=personal.forgotten(job.identity))
    told: str | None = None
    while (wanted := await customers.address_of(platform.db, job.customer)) not in (None, told):
        try:
            # The same however often it is said, so a key of its own each time: under one, Stripe would keep a failure.
            await asking.address_customer(job.customer, wanted, f"address-{platform.entropy.token()}")
        except Missing:
            # Deleted at Stripe. The customer that the next Checkout makes has the address of then.
            break
        told = wanted
    platform.log.info("customer_addressed", id=job.customer, changed=told is not None)
    return Outcome()
