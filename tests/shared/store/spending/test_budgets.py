"""Budgets: no call is made that could pass one, however many are under way, and each says which one it was."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest
from invented.factories import synthesize

from shared.platform.deliveries import work
from shared.platform.errors import ConfigurationError, UpstreamUnavailable
from shared.store.spending import costs, ledger, models
from shared.store.spending.budgets import Budgets, BudgetSettings, BudgetSpent, Limit, limit
from shared.store.spending.ledger import ModelAnswer, ModelRequest
from shared.store.spending.models import Model, ModelPrice, Price

PRICE = Price(
    as_of="2026-01-01",
    input_microusd=2_000_000,
    cached_input_microusd=100_000,
    cache_write_microusd=2_500_000,
    output_microusd=10_000_000,
    source="invented",
)
MODEL = Model(vendor="anthropic", model="invented-1", max_output_tokens=1_000, timeout_seconds=60, price=PRICE)
ACTUAL = 1_000 * 2 + 200 // 10 + 400 * 5 // 2 + 30 * 10
"""Micro-dollars of `answer`: input, cached, written to the cache, output."""


def answer():
    return ModelAnswer(
        text="good",
        model="invented-1",
        input_tokens=1_000,
        cached_input_tokens=200,
        cache_write_tokens=400,
        output_tokens=30,
        reasoning_tokens=20,
        stop="end_turn",
        request_id="r",
    )


def asking(number: int) -> ModelRequest:
    return ModelRequest(vendor="anthropic", model="invented-1", body={"ask": number})


class Vendor:
    """Answers when it is let go, and counts."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked, self.error, self.go = 0, error, asyncio.Event()

    async def __call__(self, request: ModelRequest) -> ModelAnswer:
        self.asked += 1
        await self.go.wait()
        if self.error:
            raise self.error
        return answer()


@pytest.fixture
async def ask(platform):
    """Asks for one peptide in one run, with its own claim on the work."""
    await platform.db.batch(models.sync([], [ModelPrice(model="invented-1", **PRICE.model_dump())]))
    numbers = iter(range(1_000))

    async def asked(vendor, may_cost, *, slug="exemplin-12", run="run-1"):
        number = next(numbers)
        one = replace(platform, holder=f"holder-{number}")
        job = synthesize(slug=slug, run_id=run, pack=f"packs/{number:012x}{'0' * 52}.json")
        assert isinstance(await work.claim(one, job), work.Claim)
        return await ledger.ask(one, job, asking(number), vendor, lambda given: given.text, limit=may_cost)

    return asked


async def test_a_call_counts_with_what_it_may_cost_until_it_has_told_what_it_did(ask, platform):
    vendor = Vendor()
    may_cost = Limit(Budgets(day=25_000), reserve=12_000)
    under_way = [asyncio.ensure_future(ask(vendor, may_cost)) for _ in range(2)]
    async with asyncio.timeout(10):
        while vendor.asked < 2:
            await asyncio.sleep(0.001)

    with pytest.raises(BudgetSpent, match=r"PEPTALK_BUDGET_DAY_USD.*is \$0.0250: \$0.0240 are spent or under way"):
        await ask(vendor, may_cost)
    vendor.go.set()
    await asyncio.gather(*under_way)
    await ask(vendor, may_cost)

    assert vendor.asked == 3
    total = await costs.total(platform.db, "2000-01-01")
    assert total.cost_microusd == 3 * ACTUAL
    assert (total.cache_write_tokens, total.reasoning_tokens) == (1_200, 60)


async def test_many_at_once_never_pass_the_budget(ask, platform):
    vendor = Vendor()
    may_cost = Limit(Budgets(run=50_000), reserve=12_000)

    asks = [asyncio.ensure_future(ask(vendor, may_cost)) for _ in range(12)]
    async with asyncio.timeout(10):
        while sum(each.done() for each in asks) < 8:
            await asyncio.sleep(0.001)
    vendor.go.set()
    came = await asyncio.gather(*asks, return_exceptions=True)

    assert [sum(isinstance(each, BudgetSpent) for each in came), vendor.asked] == [8, 4]
    total = await costs.total(platform.db, "2000-01-01")
    assert total.cost_microusd <= 50_000
    assert total.calls == vendor.asked


@pytest.mark.parametrize(
    ("budgets", "other", "name"),
    [
        (Budgets(run=12_000), {"run": "run-2"}, "PEPTALK_BUDGET_RUN_USD"),
        (Budgets(peptide=12_000), {"slug": "utopentide"}, "PEPTALK_BUDGET_PEPTIDE_USD"),
    ],
)
async def test_each_budget_is_of_its_own(ask, budgets, other, name):
    vendor = Vendor()
    vendor.go.set()
    may_cost = Limit(budgets, reserve=12_000)
    await ask(vendor, may_cost)

    with pytest.raises(BudgetSpent, match=name):
        await ask(vendor, may_cost)
    await ask(vendor, may_cost, **other)

    assert vendor.asked == 2


async def test_what_was_lost_counts_with_what_it_may_have_cost(ask):
    lost = Vendor(UpstreamUnavailable("the line broke", vendor="anthropic"))
    lost.go.set()
    may_cost = Limit(Budgets(day=20_000), reserve=12_000)
    with pytest.raises(UpstreamUnavailable):
        await ask(lost, may_cost)

    with pytest.raises(BudgetSpent):
        await ask(Vendor(), may_cost)


def test_what_a_call_may_cost_covers_its_whole_output_and_its_input_by_a_dear_estimate():
    body = {"messages": "x" * 2_986}

    assert limit(MODEL, body, Budgets()).reserve == 1_000 * 10 + 1_001 * 5 // 2 + 1


def test_a_budget_without_a_price_is_a_setting_to_change():
    priceless = MODEL.model_copy(update={"price": None})

    assert limit(priceless, {}, Budgets()) == Limit()
    with pytest.raises(ConfigurationError, match="no price of invented-1 is known"):
        limit(priceless, {}, Budgets(day=1))


@pytest.mark.parametrize("wrong", ["0", "-1", "ten", "1.0000001", "NaN", "Infinity"])
def test_a_budget_that_is_no_amount_is_refused_by_name(wrong):
    with pytest.raises(ConfigurationError, match="PEPTALK_BUDGET_DAY_USD"):
        BudgetSettings.read({"PEPTALK_BUDGET_DAY_USD": wrong})


def test_budgets_are_read_in_dollars():
    env = {"PEPTALK_BUDGET_RUN_USD": "12.5", "PEPTALK_BUDGET_PEPTIDE_USD": "0.000001"}

    read = BudgetSettings.read(env)

    assert Decimal("12.5") == read.PEPTALK_BUDGET_RUN_USD
    assert read.budgets == Budgets(run=12_500_000, day=None, peptide=1)
