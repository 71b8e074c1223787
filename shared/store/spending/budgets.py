"""Budgets: what models may cost in a run, a day and for one peptide of a run. A call that could pass one is not made.

A call counts with what it may cost at most until its answer has told what it did cost; so no budget is passed, however
many calls are under way. One that was lost, or has no known price, keeps counting so.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from shared.platform.configuration.settings import Settings
from shared.platform.errors import ConfigurationError, PermanentError
from shared.platform.ports import Database
from shared.platform.sql import Queries
from shared.store.spending.models import Model

SQL = Queries("shared.store.spending", "budgets.sql")

CHARACTERS_PER_TOKEN = 3
"""As of November 2026, English prose takes some four characters a token with either vendor, tables and names fewer: an
estimate that errs to the dear side."""

Dollars = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=6)]


class BudgetSpent(PermanentError):
    """A budget does not allow the call; nothing was asked. The text names the budget and what has been spent."""


class BudgetSettings(Settings):
    """Budgets in dollars; none is set where a variable is absent."""

    PEPTALK_BUDGET_RUN_USD: Dollars | None = None
    PEPTALK_BUDGET_DAY_USD: Dollars | None = None
    PEPTALK_BUDGET_PEPTIDE_USD: Dollars | None = None

    @property
    def budgets(self) -> "Budgets":
        return Budgets(
            _micro(self.PEPTALK_BUDGET_RUN_USD),
            _micro(self.PEPTALK_BUDGET_DAY_USD),
            _micro(self.PEPTALK_BUDGET_PEPTIDE_USD),
        )


@dataclass(frozen=True, slots=True)
class Budgets:
    """Micro-dollars that a run, a day (UTC) and one peptide in a run may cost; None is no limit."""

    run: int | None = None
    day: int | None = None
    peptide: int | None = None

    @property
    def any(self) -> bool:
        return (self.run, self.day, self.peptide) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Limit:
    """What one call may cost at most, in micro-dollars, and the budgets that it counts against."""

    budgets: Budgets = Budgets()
    reserve: int | None = None

    async def refusal(self, db: Database, run_id: str, slug: str, day: str) -> BudgetSpent | None:
        """Why the budgets do not allow the call today; None where they do."""
        row = await db.first(SQL("spent", run_id=run_id, slug=slug, day=day)) or {}
        for name, said, most in (
            ("day", f"the day's budget (PEPTALK_BUDGET_DAY_USD) of {day}", self.budgets.day),
            ("run", f"the budget of run {run_id} (PEPTALK_BUDGET_RUN_USD)", self.budgets.run),
            ("peptide", f"the budget of {slug} in one run (PEPTALK_BUDGET_PEPTIDE_USD)", self.budgets.peptide),
        ):
            spent: int = row.get(name, 0)
            if most is not None and spent + (self.reserve or 0) > most:
                return BudgetSpent(
                    f"{said} is ${dollars(most)}: ${dollars(spent)} are spent or under way, and the call may cost "
                    f"${dollars(self.reserve or 0)}"
                )
        return None


FREE = Limit()
"""No budget, and no call whose cost anybody reckons beforehand."""


def limit(model: Model, body: Any, budgets: Budgets, *, batch: bool = False) -> Limit:
    """The limit of a request with this body, whose tokens are estimated, alone or in a batch.

    Raises:
        ConfigurationError: there is a budget, and no price to hold it by.
    """
    if model.price is None:
        if budgets.any:
            raise ConfigurationError(
                f"a budget is set and no price of {model.model} is known: add one to catalog/models.yaml and run "
                "`peptalk catalog sync`"
            )
        return FREE
    tokens = -(-len(json.dumps(body, ensure_ascii=False)) // CHARACTERS_PER_TOKEN)
    most = model.price.cost(0, 0, model.max_output_tokens, cache_write_tokens=tokens, batch=batch)
    return Limit(budgets, most)


def dollars(microusd: int) -> str:
    """`0.12`, and `0.0012` where there are less than whole cents of a dollar."""
    digits = 2 if microusd >= 1_000_000 or microusd % 10_000 == 0 else 4
    return f"{microusd / 1_000_000:.{digits}f}"


def _micro(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * 1_000_000)
