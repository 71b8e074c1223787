"""Whatever order the events of a subscription's life come in, and however often, it ends in the same access."""

import itertools
import json
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from vendors.stripe_said import event
from vendors.stripe_vendor import BEGUN, Vendor, subscription

from chaos.amounts import amount, seed
from chaos.deliveries.lifecycles import LIVES, SHAPES, Step, told
from functions.billing import handler
from shared.domain.accounts.subscription import access
from shared.platform.errors import ConstraintViolated
from shared.platform.ports import Platform, Result, Statement
from shared.platform.vendors.stripe_errors import Missing
from shared.store.billing import stripe_events, subscriptions

LOOKED = [timedelta(days=days) for days in (0, 1, 8, 31, 38, 62, 100)]
"""From the clock's now on: in the trial, in the grace, after it, and in the periods to come."""


class Memory:
    """The database port over one SQLite connection in memory; everything since `reset` can be undone."""

    def __init__(self, path: Any) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        with sqlite3.connect(path) as source:
            source.backup(self.connection)
        source.close()
        self.connection.row_factory = sqlite3.Row
        self.connection.execute("PRAGMA foreign_keys = ON")
        self.connection.execute(
            "INSERT INTO users (id, email, stripe_customer_id) VALUES ('u1', 'a@b.example', 'cus_1')"
        )
        self.connection.execute("BEGIN")

    def reset(self) -> None:
        self.connection.execute("ROLLBACK")
        self.connection.execute("BEGIN")

    async def all(self, statement: Statement) -> list[dict[str, Any]]:
        return (await self.run(statement)).rows

    async def first(self, statement: Statement) -> dict[str, Any] | None:
        rows = await self.all(statement)
        return rows[0] if rows else None

    async def run(self, statement: Statement) -> Result:
        return (await self.batch([statement]))[0]

    async def batch(self, statements: Sequence[Statement]) -> list[Result]:
        self.connection.execute("SAVEPOINT batch")
        try:
            done = [self._one(each) for each in statements]
        except sqlite3.IntegrityError as exc:
            self.connection.execute("ROLLBACK TO batch")
            raise ConstraintViolated(str(exc)) from exc
        self.connection.execute("RELEASE batch")
        return done

    def _one(self, statement: Statement) -> Result:
        cursor = self.connection.execute(statement.sql, statement.params)
        return Result([dict(row) for row in cursor.fetchall()], cursor.rowcount)


class Direct:
    """Answers billing's questions from the vendor's objects, without a network."""

    livemode = False

    def __init__(self, vendor: Vendor) -> None:
        self._vendor = vendor

    def _listed(self, kind: str, **meant: Any) -> list[Any]:
        found = self._vendor.objects[kind].values()
        return [each for each in found if all(each.get(name) == value for name, value in meant.items())]

    def _found(self, kind: str, id: str) -> Any:
        if id not in self._vendor.objects[kind]:
            raise Missing(f"no {kind} {id}")
        return self._vendor.objects[kind][id]

    async def subscription(self, id: str) -> Any:
        return self._found("subscription", id)

    async def invoice(self, id: str) -> Any:
        return self._found("invoice", id)

    async def charge(self, id: str) -> Any:
        return self._found("charge", id)

    async def open_invoices(self, subscription: str) -> Any:
        from functions.billing.subjects import subscription_of

        return [each for each in self._listed("invoice", status="open") if subscription_of(each) == subscription]

    async def paid_invoices(self, subscription: str, since: int) -> Any:
        from functions.billing.subjects import subscription_of

        paid = self._listed("invoice", status="paid")
        return [each for each in paid if subscription_of(each) == subscription and each["created"] >= since]

    async def payments_of(self, invoice: str) -> Any:
        return self._listed("invoice_payment", invoice=invoice, status="paid")

    async def payments_by(self, payment_intent: str) -> Any:
        return [each for each in self._listed("invoice_payment") if each["payment"]["payment_intent"] == payment_intent]

    async def charges_of(self, payment_intent: str) -> Any:
        return self._listed("charge", payment_intent=payment_intent)

    async def disputes_of(self, charge: str) -> Any:
        return self._listed("dispute", charge=charge)


class World:
    """Stripe moving on step by step, and billing told of the steps."""

    def __init__(self, life: Sequence[Step], platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
        self.life, self.platform, self.patch = life, platform, monkeypatch
        self.messages = []
        self.events = []
        for number, each in enumerate(life):
            said = event(id=f"evt_{number}", type=each.type, data={"object": each.objects[0]})
            self.events.append(stripe_events.keep(stripe_events.read(json.dumps(said)), "webhook", {}, self.now))
            self.messages.append(stripe_events.message_of(f"evt_{number}"))

    @property
    def now(self) -> datetime:
        return self.platform.clock.now()

    async def ends(self, schedule: Sequence[int], *, eager: bool) -> Any:
        """The access, and the state, after the events came in this order. Stripe has come as far as the latest step
        told of (`eager`: no further), or is at its end from the start."""
        database = self.platform.db
        database.reset()  # type: ignore[attr-defined]
        vendor = Vendor()
        self.patch.setattr(handler, "Asking", lambda platform, settings: Direct(vendor))
        reached = -1
        for number in schedule:
            while reached < (number if eager else len(self.life) - 1):
                reached += 1
                vendor.put(*self.life[reached].objects)
            await database.batch(self.events[number])
            outcome = await handler.handle(self.messages[number], self.platform)
            await database.batch(outcome.writes)
        rows = await subscriptions.of_user(database, "u1")
        states = [each.model_dump(exclude={"created_at", "updated_at", "fetched_at"}) for each in rows]
        changes = await database.all(Statement("SELECT subscription, state FROM access_changes ORDER BY id"))
        for one, following in itertools.pairwise([each for each in changes if each["subscription"] == "sub_1"]):
            assert one["state"] != following["state"]
        return states, [access(rows, self.now + later) for later in LOOKED]


@pytest.fixture
def world(platform: Platform, app_db, clock, monkeypatch):
    clock.moment = datetime.fromtimestamp(BEGUN + 60, UTC)
    memory = Memory(app_db)
    env = {"STRIPE_SECRET_KEY": "key-of-nobody"}
    made = replace(platform, function="billing", db=memory, env=env)  # type: ignore[arg-type]
    yield lambda life: World(life, made, monkeypatch)
    memory.connection.close()


def schedules(count: int, dice: random.Random) -> list[tuple[tuple[int, ...], bool]]:
    """Every permutation of up to six events, and shuffles with duplicates; a twentieth of both in `make test`."""
    orders = list(itertools.permutations(range(count))) if count <= 6 else []
    orders = dice.sample(orders, amount(len(orders))) if orders else []
    found = [(order, bool(dice.randrange(2))) for order in orders]
    for _ in range(amount(1_000)):
        told_of = [*range(count), *dice.choices(range(count), k=dice.randrange(count + 1))]
        dice.shuffle(told_of)
        found.append((tuple(told_of), bool(dice.randrange(2))))
    return found


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", LIVES)
async def test_a_life_ends_in_the_same_access_in_whatever_order_it_is_told(name, shape, world):
    given = seed()
    life = told(LIVES[name], SHAPES[shape])
    there = world(life)
    meant = await there.ends(range(len(life)), eager=True)

    differing = [
        (order, eager)
        for order, eager in schedules(len(life), random.Random(given))
        if await there.ends(order, eager=eager) != meant
    ]

    assert meant[0], "the life leaves nothing behind"
    assert differing == [], f"seed {given}"


async def test_lives_of_real_shapes_end_alike(real_data, world):
    """The events of real accounts, each with the object that it held as Stripe's last word."""
    found: list[Any] = []
    for path in sorted((real_data / "stripe").glob("*/*subscription*.json")):
        said = json.loads(path.read_text("utf-8"))
        about = (said.get("data") or {}).get("object") or {}
        if about.get("object") == "subscription":
            found.append({**about, "id": f"sub_{len(found)}", "customer": "cus_1", "livemode": False})
    assert len(found) >= 3

    for about in found:
        life = [
            Step("customer.subscription.created", (about,)),
            Step("customer.subscription.updated", ({**about, "status": "active"},)),
            Step("customer.subscription.updated", (about,)),
        ]
        there = world(life)
        meant = await there.ends(range(3), eager=True)
        for order in itertools.permutations(range(3)):
            assert await there.ends(order, eager=False) == meant


def test_the_lives_are_as_many_and_as_different_as_they_should_be(clock):
    kinds = {each.type for life in LIVES.values() for each in life}

    assert len(LIVES) >= 30
    assert len(kinds) >= 20
    assert all(len(life) <= 6 for life in LIVES.values())
    assert subscription()["items"]["data"][0]["current_period_end"]
