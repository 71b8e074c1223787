"""A request to the API, as the resources see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.parameters import Given


@dataclass(frozen=True, slots=True)
class Call:
    """`id` is the object that the address names, empty where it names none; `pages` the address of hosted pages."""

    account: Account
    given: Given
    id: str
    pages: str


Handler: TypeAlias = Callable[[Call], Object]
Routes: TypeAlias = Mapping[str, Handler]
"""By method and address: `GET /v1/events/{id}`."""
