"""Fallback models: who is asked where a vendor has the model of a role no more, and how that is remembered and told.

A fallback is of the same vendor, for it is asked by the same call. While the model is known to be gone the fallback is
asked at once, so that nights can send its requests as batches; after a day the model is asked again: it may be back.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from shared.domain.instants import moment, stamp
from shared.platform.errors import ModelGone
from shared.platform.outages.alerts import alert, settle
from shared.platform.ports import Platform
from shared.store.spending import ledger
from shared.store.spending.model_calls import ModelRequest
from shared.store.spending.models import SQL, Model, Role

AGAIN_AFTER = timedelta(days=1)
"""How long a model that was gone is not asked: each request to it is one more refusal."""

T = TypeVar("T")


def subject(model: str) -> str:
    """What alerts call a model."""
    return f"model/{model}"


def known_gone(model: Model, now: datetime) -> bool:
    """Whether the vendor said lately that it has the model no more."""
    return model.gone_at is not None and now < moment(model.gone_at) + AGAIN_AFTER


async def ask(
    platform: Platform,
    role: Role,
    model: Model,
    request_of: Callable[[Model], ModelRequest],
    of: Callable[[Model], Awaitable[T]],
) -> T:
    """What `of` gives for the model of the role, or for its fallback where the vendor has the model no more.

    `request_of` is the request that `of` makes of a model. One that has its answer in store is not asked of another.

    Raises:
        ModelGone: the vendor has neither, or has not the model and there is no fallback.
    """
    spare = model.spare
    if spare is None:
        return await of(model)
    if known_gone(model, platform.clock.now()) and not await ledger.answered(platform.db, request_of(model)):
        return await _of_spare(platform, model, spare, of)
    try:
        told = await of(model)
    except ModelGone as exc:
        await platform.db.run(SQL("gone", role=role, model=model.model, now=stamp(platform.clock.now())))
        said = f"{exc}; {spare.model} is asked in its place: name another model in catalog/models.yaml"
        await alert(platform, subject(model.model), f"{said}, then: peptalk catalog sync")
        return await _of_spare(platform, model, spare, of)
    # An answer that was in store before the model went tells nothing of whether it is back.
    if model.gone_at is not None and await ledger.answered(platform.db, request_of(model), since=model.gone_at):
        await platform.db.run(SQL("gone", role=role, model=model.model, now=None))
        await settle(platform, subject(model.model))
    return told


async def replaced(platform: Platform, models_gone: list[str]) -> None:
    """These models fill no role any more: nothing is to be told of them."""
    for each in models_gone:
        await settle(platform, subject(each))


async def _of_spare(platform: Platform, model: Model, spare: Model, of: Callable[[Model], Awaitable[T]]) -> T:
    platform.log.warning("fallback_asked", model=model.model, fallback=spare.model)
    return await of(spare)
