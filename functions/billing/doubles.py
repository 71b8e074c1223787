"""Tells an operator of readers who pay for two subscriptions. Nothing is cancelled or refunded by itself: which of the
two stays is not for a program to say."""

from collections.abc import Sequence

from shared.domain.accounts.subscription import Billed, pays_on
from shared.platform.outages import alerts
from shared.platform.ports import Platform
from shared.store.billing import doubled, subscriptions
from shared.store.billing.subscriptions import Picture

SUBJECT = "stripe/two-subscriptions"

NEXT = "pays twice; next: peptalk stripe reconcile --show names who, and docs/stripe.md says what to do"


async def seen(platform: Platform, pictures: Sequence[Picture]) -> None:
    """Tell of it as soon as Stripe says so, before the pictures are written; and settle it, where it ends with them."""
    billed = [each.billed for each in pictures]
    on = [each for each in billed if pays_on(each)]
    for one in on:
        if await _others(platform, one) | {each.id for each in on if each.customer == one.customer} != {one.id}:
            await alerts.alert(platform, SUBJECT, f"a reader has two subscriptions that go on, and {NEXT}")
            return
    ended = [each.id for each in billed if not pays_on(each)]
    if ended and any(each.subject == SUBJECT for each in await alerts.listed(platform.db)):
        await counted(platform, ended)


async def counted(platform: Platform, ended: Sequence[str] = ()) -> None:
    """Tell how many there are, those aside that are about to end; where there is none, the alert is settled."""
    found = len(await doubled.doubled(platform.db, ended))
    if not found:
        await alerts.settle(platform, SUBJECT)
        return
    who = "a reader has" if found == 1 else f"{found} readers have"
    await alerts.alert(platform, SUBJECT, f"{who} two subscriptions that go on, and {NEXT}")


async def _others(platform: Platform, one: Billed) -> set[str]:
    """It and what else goes on of its account, or of its customer."""
    theirs = await subscriptions.of_customer(platform.db, one.customer)
    if one.user is not None:
        theirs += await subscriptions.of_user(platform.db, one.user)
    return {one.id, *(each.id for each in theirs if pays_on(each))}
