"""The catalog, the models and their prices: compared with the database, and brought into it."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase, Write
from shared.domain.catalog.catalog import BadEntries, Catalog
from shared.domain.catalog.peptide import BadPeptide, Peptide
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store import audit
from shared.store.evidence import peptides
from shared.store.evidence.peptides import CatalogOrigin, Difference
from shared.store.spending import fallbacks, models
from shared.store.spending.models import ModelPrice, RoleModel

_MANY = 4_000_000
"""Bytes of a request that carries over ten thousand entries; a Worker has 128 MB for all that it makes of them."""
_FAULTS = 10
"""Faults that are told; `peptalk catalog check` tells all, with their lines."""
_NAMED = 50
"""Slugs of each kind that the audit names; more are counted."""

Entry = dict[str, Any]
"""The fields of one catalog entry, as `Peptide.entry` gives them."""


class CompareCatalog(Request):
    """What bringing these entries in would change; `sample` ones are invented."""

    entries: tuple[Entry, ...] = Field(min_length=1)
    sample: bool = False


class CatalogChange(Answer):
    """Slugs by what happens to them; `standing` is how many of this catalog are active before it."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    redirected: tuple[str, ...]
    unchanged: tuple[str, ...]
    standing: int

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Slugs by kind of change, in the order in which they are told."""
        return {
            "added": self.added,
            "changed": self.changed,
            "retired": self.retired,
            "redirected": self.redirected,
            "unchanged": self.unchanged,
        }

    @property
    def none(self) -> bool:
        return not (self.added or self.changed or self.retired or self.redirected)


class SyncCatalog(Write):
    """Make the database say what these entries say. `retire` agrees that most of what stands is retired; `if_empty`
    leaves a database alone that has a catalog."""

    entries: tuple[Entry, ...] = Field(min_length=1)
    sample: bool = False
    retire: bool = False
    if_empty: bool = False


class SyncModels(Write):
    """Make the database say which model fills which role, and what models cost; prices of other days stay."""

    models: tuple[RoleModel, ...] = Field(min_length=1)
    prices: tuple[ModelPrice, ...]


class ModelChange(Answer):
    """The roles whose model changed, and the models with a new or another price."""

    roles: tuple[str, ...]
    priced: tuple[str, ...]


async def _compare(platform: Platform, request: CompareCatalog) -> CatalogChange:
    _check_place(platform, sample=request.sample)
    return await _change(platform, _catalog(request.entries, sample=request.sample), _origin(sample=request.sample))


async def _sync(platform: Platform, request: SyncCatalog) -> CatalogChange:
    _check_place(platform, sample=request.sample)
    catalog, origin = _catalog(request.entries, sample=request.sample), _origin(sample=request.sample)
    if request.if_empty and (left := await peptides.active_slugs(platform.db, origin)):
        return CatalogChange(added=(), changed=(), retired=(), redirected=(), unchanged=tuple(left), standing=len(left))
    change = await _change(platform, catalog, origin)
    if len(change.retired) * 2 > change.standing and not request.retire:
        raise PermanentError(
            f"this catalog would retire {len(change.retired)} of {change.standing} active peptides "
            f"({', '.join(change.retired[:5])} ...); nothing was changed. If that is meant, add --retire"
        )
    if not change.none:
        now = platform.clock.now()
        after = {kind: _few(slugs) for kind, slugs in change.groups.items() if kind != "unchanged"}
        acted = audit.record(request.act, "sync", f"catalog/{origin}", {"active": change.standing}, after, now)
        await platform.db.batch([*peptides.sync(catalog.peptides, origin, now), acted])
        platform.log.info("catalog_synced", count=len(catalog.peptides))
    return change


async def _models(platform: Platform, request: SyncModels) -> ModelChange:
    roles, prices = await models.standing(platform.db)
    changed = [
        each.role
        for each in request.models
        if each.model_copy(update={"price": None, "fallback_price": None, "gone_at": None}) not in roles
    ]
    priced = sorted({each.model for each in request.prices if each not in prices})
    statements = models.sync(request.models, request.prices)
    if changed or priced:
        before = {each.role: each.model for each in roles}
        after = {**{each.role: each.model for each in request.models}, "priced": priced}
        statements.append(audit.record(request.act, "sync", "models", before, after, platform.clock.now()))
    await platform.db.batch(statements)
    named = {each.model for each in request.models}
    await fallbacks.replaced(platform, [each.model for each in roles if each.model not in named])
    return ModelChange(roles=tuple(changed), priced=tuple(priced))


async def _change(platform: Platform, catalog: Catalog, origin: CatalogOrigin) -> CatalogChange:
    found: Difference = await peptides.compare(platform.db, catalog.peptides, origin)
    standing = await peptides.count_active(platform.db, origin)
    return CatalogChange(
        added=found.added,
        changed=found.changed,
        retired=found.retired,
        redirected=found.redirected,
        unchanged=found.unchanged,
        standing=standing,
    )


def _check_place(platform: Platform, *, sample: bool) -> None:
    if sample and platform.env.get("ENVIRONMENT") == "production":
        raise PermanentError("the sample catalog is invented and has no place in production; nothing was changed")


def _catalog(entries: Sequence[Entry], *, sample: bool) -> Catalog:
    try:
        return Catalog.of([Peptide.from_entry(each, sample=sample) for each in entries])
    except (BadPeptide, BadEntries) as exc:
        more = f"; and {len(exc.faults) - _FAULTS} more" if len(exc.faults) > _FAULTS else ""
        said = "; ".join(map(str, exc.faults[:_FAULTS]))
        raise PermanentError(f"the catalog has faults, nothing was changed: {said}{more}") from exc


def _origin(*, sample: bool) -> CatalogOrigin:
    return "sample" if sample else "catalog"


def _few(slugs: tuple[str, ...]) -> list[str]:
    return [*slugs[:_NAMED], f"and {len(slugs) - _NAMED} more"] if len(slugs) > _NAMED else list(slugs)


COMPARE = UseCase("catalog.compare", CompareCatalog, CatalogChange, _compare, max_bytes=_MANY)
SYNC = UseCase("catalog.sync", SyncCatalog, CatalogChange, _sync, max_bytes=_MANY)
MODELS = UseCase("models.sync", SyncModels, ModelChange, _models)

CASES = (COMPARE, SYNC, MODELS)
