"""Who pays twice: accounts with two subscriptions or more that go on, which Checkout sells to nobody."""

import json
from collections.abc import Collection

from shared.domain.accounts.subscription import RUNNING
from shared.domain.frozen import Frozen
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.billing", "doubled.sql")

AT_ONCE = 1_000


class Doubled(Frozen):
    """An account, and its subscriptions at Stripe that go on, the oldest first. `email` is None where no account is
    known for the customer."""

    email: str | None
    subscriptions: tuple[str, ...]


async def doubled(db: Database, without: Collection[str] = (), count: int = AT_ONCE) -> list[Doubled]:
    """At most `count` of them, by address; `without` are subscriptions that are about to end."""
    asked = SQL("doubled", running=json.dumps(sorted(RUNNING)), without=json.dumps(sorted(without)), count=count)
    return [
        Doubled(email=row["email"], subscriptions=tuple(id for _, id in sorted(json.loads(row["subscriptions"]))))
        for row in await db.all(asked)
    ]
