"""The file of models and prices: YAML in, rows of the database out, with errors that name the field."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from yaml.error import MarkedYAMLError

from functions.operate.literature.catalog import MODELS as MODELS_SYNC
from functions.operate.literature.catalog import SyncModels
from infra.local.machine.actor import act
from infra.local.machine.project import MODELS
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Platform
from shared.store.spending.models import ModelPrice, Role, RoleModel, Vendor

_ROLES: tuple[Role, ...] = ("writer", "reviewer")


class BadModels(ConfigurationError):
    """The file cannot be used; the text has all its faults, one a line, and nothing was changed."""


def _dollars(value: Any) -> Decimal:
    try:
        amount = Decimal(str(value))
    except ArithmeticError as exc:
        raise ValueError(f"{value!r} is no amount of dollars") from exc
    if not amount.is_finite() or amount < 0 or amount * 1_000_000 % 1:
        raise ValueError(f"{value!r} is no amount of dollars with at most six decimals")
    return amount


_Dollars = Annotated[Decimal, BeforeValidator(_dollars)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Model(_Strict):
    vendor: Vendor
    model: str = Field(min_length=1)
    max_output_tokens: int = Field(gt=0)
    timeout_seconds: int = Field(gt=0, le=840)
    calls_per_minute: int | None = Field(default=None, gt=0)
    fallback: str | None = Field(default=None, min_length=1)


class _Price(_Strict):
    model: str = Field(min_length=1)
    as_of: date
    input: _Dollars
    cached_input: _Dollars
    cache_write: _Dollars | None = None
    output: _Dollars
    batch_percent: int | None = Field(default=None, ge=0, le=100)
    source: str = Field(min_length=1)


class Retirement(_Strict):
    """The day from which a vendor does not answer for a model any more; `source` says who said so."""

    model: str = Field(min_length=1)
    on: date
    source: str = Field(min_length=1)


class _File(_Strict):
    models: dict[Role, _Model]
    prices: list[_Price]
    retirements: list[Retirement] = []


def load(path: Path) -> tuple[list[RoleModel], list[ModelPrice]]:
    """The models by role and the prices that a file holds.

    Raises:
        BadModels: it cannot be read, is no YAML, lacks a role, or a field is wrong; all faults at once.
    """
    file = _read(path)
    return (
        [RoleModel(role=role, **each.model_dump()) for role, each in file.models.items()],
        [_price(each) for each in file.prices],
    )


def retirements(path: Path = MODELS) -> list[Retirement]:
    """The retirements that the file names. Raises as `load` does."""
    return _read(path).retirements


def _read(path: Path) -> _File:
    try:
        # The base loader builds no objects and leaves every scalar text: a number keeps its digits.
        raw: Any = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError) as exc:
        raise BadModels(f"{path}: cannot be read: {exc}") from exc
    except MarkedYAMLError as exc:
        line = f":{exc.problem_mark.line + 1}" if exc.problem_mark else ""
        raise BadModels(f"{path}{line}: is not YAML: {exc.problem}") from exc
    except yaml.YAMLError as exc:
        raise BadModels(f"{path}: is not YAML: {exc}") from exc
    try:
        file = _File.model_validate(raw)
    except ValidationError as exc:
        faults = [f"{path}: {'.'.join(map(str, each['loc'])) or 'the file'}: {each['msg']}" for each in exc.errors()]
        raise BadModels("\n".join(faults)) from exc
    if missing := [role for role in _ROLES if role not in file.models]:
        raise BadModels(f"{path}: models: names no {' and no '.join(missing)}")
    keys = [(each.model, each.as_of) for each in file.prices]
    if twice := sorted({f"{model} as of {day}" for model, day in keys if keys.count((model, day)) > 1}):
        raise BadModels(f"{path}: prices: stand twice: {', '.join(twice)}")
    if faults := [f"{path}: models.{role}.fallback: {said}" for role in _ROLES for said in _fallback(file, role)]:
        raise BadModels("\n".join(faults))
    return file


def _fallback(file: _File, role: Role) -> Iterator[str]:
    """What is wrong with a role's fallback: it is one of the vendor's of the role's model, and has a price."""
    own = file.models[role]
    if own.fallback is None:
        return
    if own.fallback == own.model:
        yield f"{own.fallback} is the model itself; name another one of {own.vendor}, or none"
    if own.fallback not in {each.model for each in file.prices}:
        yield f"{own.fallback} has no price; add one"
    for other, each in file.models.items():
        if each.vendor != own.vendor and own.fallback in (each.model, each.fallback):
            yield f"{own.fallback} is of {each.vendor}, as the {other}; a fallback is of {own.vendor}, as its model"


async def sync_models(platform: Platform, path: Path = MODELS) -> None:
    """Bring models and prices into the database. Raises as `load` does."""
    await MODELS_SYNC.run(platform, sync_request(path))


def sync_request(path: Path = MODELS) -> SyncModels:
    """The request that brings models and prices in. Raises as `load` does."""
    models, prices = load(path)
    return SyncModels(models=tuple(models), prices=tuple(prices), act=act())


def _price(price: _Price) -> ModelPrice:
    return ModelPrice(
        model=price.model,
        as_of=price.as_of.isoformat(),
        input_microusd=int(price.input * 1_000_000),
        cached_input_microusd=int(price.cached_input * 1_000_000),
        cache_write_microusd=None if price.cache_write is None else int(price.cache_write * 1_000_000),
        output_microusd=int(price.output * 1_000_000),
        batch_percent=price.batch_percent,
        source=price.source,
    )
