"""Every use case by its name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from functions.operate.delivery import letters, mending, replaying
from functions.operate.literature import catalog, overriding, peptides, searching
from functions.operate.pages import artifacts, reopening, reviewing, trying
from functions.operate.readers import admitting, erasing, events, inviting, mailing, subscribing
from functions.operate.running import batches, costs, running, runs, watching
from functions.operate.usecase import UseCase

_FAMILIES = (
    *(artifacts, batches, catalog, costs, letters, mending, overriding, peptides),
    *(replaying, reopening, reviewing, running, runs, searching, trying, watching),
    *(admitting, erasing, events, inviting, mailing, subscribing),
)

CASES: Mapping[str, UseCase[Any, Any]] = MappingProxyType(
    {case.name: case for family in _FAMILIES for case in family.CASES}
)
