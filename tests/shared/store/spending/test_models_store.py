"""What a call is priced by: the newest price that holds on its day, however many are known for later ones."""

from datetime import UTC, datetime

import pytest

from shared.platform.errors import PermanentError
from shared.store.operations import replay_plan
from shared.store.spending import models
from shared.store.spending.models import ModelPrice, RoleModel

BEFORE, TODAY, LATER = "2026-06-01", "2026-11-23", "2027-06-01"
NOW = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)
WRITER = RoleModel(
    role="writer", vendor="anthropic", model="pen-1", fallback="pen-2", max_output_tokens=9_000, timeout_seconds=20
)


def price(model: str, as_of: str, micro: int) -> ModelPrice:
    return ModelPrice(
        model=model,
        as_of=as_of,
        input_microusd=micro,
        cached_input_microusd=micro,
        output_microusd=micro,
        source="invented",
    )


async def known(db, *days: str) -> None:
    prices = [price(model, day, at * 10) for model in ("pen-1", "pen-2") for at, day in enumerate(days, 1)]
    await db.batch(models.sync([WRITER], prices))


async def test_a_price_that_begins_later_is_not_yet_charged(db):
    await known(db, BEFORE, TODAY, LATER)

    now = await models.for_role(db, "writer", NOW)
    tried = await models.instead(db, "writer", "pen-2", NOW)

    assert now.price is not None
    assert now.fallback_price is not None
    assert tried.price is not None
    assert {now.price.as_of, now.fallback_price.as_of, tried.price.as_of} == {TODAY}
    later = await models.for_role(db, "writer", datetime(2027, 6, 1, tzinfo=UTC))
    assert later.price is not None
    assert later.price.as_of == LATER


async def test_an_estimate_is_made_at_the_prices_of_its_day(db):
    await known(db, BEFORE, LATER)

    planned = await replay_plan.calls_of(db, "writer", 1, NOW)

    assert planned.basis.endswith(f"prices of {BEFORE}")


async def test_where_every_price_begins_later_none_is_known(db):
    await known(db, LATER)

    assert (await models.for_role(db, "writer", NOW)).price is None
    with pytest.raises(PermanentError, match=r"no price of pen-2 is known that holds on 2026-11-23"):
        await models.instead(db, "writer", "pen-2", NOW)
