"""An erasure as an operator begins it: what would go is told, and the account is named by nobody from then on."""

import pytest
from rigs.offices import act

from functions.operate.readers.erasing import ERASE, PLAN, EraseSubscriber, PlanErasure
from queues.messages import EraseAccount, decode
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform, Statement


async def test_an_account_is_counted_then_erased_by_billing(desk, platform: Platform):
    await platform.db.run(
        Statement("INSERT INTO users (id, email, stripe_customer_id) VALUES ('u1', 'ada@example.com', 'cus_1')")
    )

    plan = await desk.ask(PLAN, PlanErasure(email="ADA@example.com"))
    begun = await desk.ask(ERASE, EraseSubscriber(email="ada@example.com", act=act(1, "asked by letter")))

    (message,) = [decode(each) for each in platform.queues["peptalk-stripe-events"].bodies]
    (said,) = await platform.db.all(Statement("SELECT action, subject, reason FROM audit"))
    assert (plan.rows["users"], plan.customers) == (1, 1)
    assert any("Stripe" in each for each in plan.kept)
    assert isinstance(message, EraseAccount)
    assert (said["action"], said["subject"], said["reason"]) == ("erase", f"erasure/{begun.erasure}", "asked by letter")
    assert "ada" not in message.encode()


async def test_nobody_is_erased_who_is_not_there(desk):
    with pytest.raises(PermanentError, match=r"bob@example\.com"):
        await desk.ask(PLAN, PlanErasure(email="bob@example.com"))
    with pytest.raises(PermanentError, match=r"bob@example\.com"):
        await desk.ask(ERASE, EraseSubscriber(email="bob@example.com", act=act()))
