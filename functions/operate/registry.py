"""Every use case by its name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from functions.operate import (
    admitting,
    artifacts,
    batches,
    catalog,
    costs,
    erasing,
    events,
    inviting,
    letters,
    mailing,
    mending,
    overriding,
    peptides,
    replaying,
    reviewing,
    running,
    runs,
    searching,
    subscribing,
    trying,
    watching,
)
from functions.operate.usecase import UseCase

_FAMILIES = (
    *(artifacts, batches, catalog, costs, letters, mending, overriding, peptides),
    *(replaying, reviewing, running, runs, searching, trying, watching),
    *(admitting, erasing, events, inviting, mailing, subscribing),
)

CASES: Mapping[str, UseCase[Any, Any]] = MappingProxyType(
    {case.name: case for family in _FAMILIES for case in family.CASES}
)
