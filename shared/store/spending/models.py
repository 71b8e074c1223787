"""Models by role, and their dated prices: data from catalog/models.yaml, never words in code."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import Field

from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.configuration.addresses import on_loopback
from shared.platform.errors import ConfigurationError, PermanentError
from shared.platform.pace import Pace
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.spending", "models.sql")

UNEVEN = 1.05
"""A little slower than a vendor allows: what started evenly does not arrive evenly."""

Role = Literal["writer", "reviewer"]
Vendor = Literal["anthropic", "openai"]


class Price(Frozen):
    """Micro-dollars per million tokens from the day `as_of` (`2026-10-31`) on; `source` says who said so."""

    as_of: str
    input_microusd: int = Field(ge=0)
    cached_input_microusd: int = Field(ge=0)
    cache_write_microusd: int | None = Field(default=None, ge=0)
    """None where nobody has told: as input."""
    output_microusd: int = Field(ge=0)
    batch_percent: int | None = Field(default=None, ge=0, le=100)
    """What a batch costs of all this; None where nobody has told: the whole."""
    source: str

    def cost(
        self,
        input_tokens: int,
        cached_input_tokens: int,
        output_tokens: int,
        *,
        cache_write_tokens: int = 0,
        batch: bool = False,
    ) -> int:
        """Micro-dollars, rounded up; `input_tokens` are those that were neither read from a cache nor written to it."""
        write = self.input_microusd if self.cache_write_microusd is None else self.cache_write_microusd
        millionths = (
            input_tokens * self.input_microusd
            + cached_input_tokens * self.cached_input_microusd
            + cache_write_tokens * write
            + output_tokens * self.output_microusd
        )
        percent = self.batch_percent if batch and self.batch_percent is not None else 100
        return -(-millionths * percent // 100_000_000)


class Model(Frozen):
    """Which model fills a role. `price` is the newest that holds today, or None where nobody has told."""

    vendor: Vendor
    model: str
    max_output_tokens: int = Field(gt=0)
    timeout_seconds: int = Field(gt=0)
    calls_per_minute: int | None = Field(default=None, gt=0)
    """What the vendor allows an account of the first paid tier; None where nobody has said."""
    price: Price | None = None
    fallback: str | None = None
    """The model of the same vendor that is asked where it has this one no more."""
    fallback_price: Price | None = None
    gone_at: str | None = None
    """The instant at which the vendor said last that it has no such model; None where it has it."""

    @property
    def caches_at_a_price(self) -> bool:
        """Whether its vendor is known to charge for what is written to a cache: then only what comes again should be.

        Of OpenAI's models those from gpt-5.6 on are, which take marks for it; older ones do not.
        """
        return self.price is not None and self.price.cache_write_microusd is not None

    @property
    def spare(self) -> "Model | None":
        """The fallback, asked in all else as this one is."""
        if self.fallback is None:
            return None
        mine = {"model": self.fallback, "price": self.fallback_price}
        return self.model_copy(update={**mine, "fallback": None, "fallback_price": None, "gone_at": None})

    def pace(self, url: str | None, per_minute: int | None) -> Pace:
        """How fast to ask the model at `url` (None: its vendor's own).

        `per_minute` is what an operator set, 0 for no limit. Stand-ins on loopback have no limit of their own.
        """
        if per_minute is None:
            local = url is not None and on_loopback(url)
            per_minute = 0 if local else self.calls_per_minute or 0
        return Pace(UNEVEN * 60 / per_minute if per_minute else 0.0, float(self.timeout_seconds))


class RoleModel(Model):
    """A model with the role that it fills."""

    role: Role


class ModelPrice(Price):
    """A price with the model that it is of."""

    model: str


async def for_role(db: Database, role: Role, now: datetime) -> Model:
    """The model that fills the role, at the prices of that day.

    Raises:
        ConfigurationError: none does; the catalog was never synchronised.
    """
    row = await db.first(SQL("for_role", role=role, day=_day(now)))
    if row is None:
        raise ConfigurationError(
            f"the database names no model for the {role}; run `peptalk catalog sync`, which reads catalog/models.yaml"
        )
    spare = {name.removeprefix("spare_"): value for name, value in row.items() if name.startswith("spare_")}
    prices = {"price": row if row["as_of"] else None, "fallback_price": spare if spare["as_of"] else None}
    return Model.model_validate({**row, **prices})


async def instead(db: Database, role: Role, id: str, now: datetime) -> Model:
    """Another model for once, without a fallback, asked in all else as the role's own is.

    Raises:
        PermanentError: no price of it holds on that day, or it is another vendor's that fills the other role.
        ConfigurationError: as `for_role` does.
    """
    own = await for_role(db, role, now)
    row = await db.first(SQL("price_on", model=id, day=_day(now)))
    if row is None:
        raise PermanentError(
            f"no price of {id} is known that holds on {_day(now)}: add one to catalog/models.yaml, then: "
            "peptalk catalog sync; nothing was asked"
        )
    every, _ = await standing(db)
    if other := next((each for each in every if id in (each.model, each.fallback) and each.vendor != own.vendor), None):
        raise PermanentError(
            f"{id} is a model of the {other.role}, of {other.vendor}; the {role} asks {own.vendor} and nobody else"
        )
    mine = {"model": id, "price": Price.model_validate(row)}
    # What is to be tried is tried, or nothing is.
    return own.model_copy(update={**mine, "fallback": None, "fallback_price": None, "gone_at": None})


async def standing(db: Database) -> tuple[list[RoleModel], list[ModelPrice]]:
    """Every role's model and every price, as the database has them."""
    models = [RoleModel.model_validate(row) for row in await db.all(SQL("every_model"))]
    return models, [ModelPrice.model_validate(row) for row in await db.all(SQL("every_price"))]


def sync(models: Sequence[RoleModel], prices: Sequence[ModelPrice]) -> list[Statement]:
    """The statements that make the database agree with the file; prices of other days stay."""
    return [
        SQL(
            "sync_models",
            models=json.dumps([each.model_dump(exclude={"price", "fallback_price", "gone_at"}) for each in models]),
        ),
        SQL("sync_prices", prices=json.dumps([each.model_dump() for each in prices])),
    ]


def _day(now: datetime) -> str:
    return stamp(now)[:10]
