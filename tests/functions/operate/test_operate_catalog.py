"""Catalog, models and prices are compared and brought in, in process and over HTTP alike."""

from dataclasses import replace

import pytest
from invented.factories import peptide
from rigs.offices import InProcess, act

from functions.operate.literature.catalog import COMPARE, MODELS, SYNC, CompareCatalog, SyncCatalog, SyncModels
from shared.platform.errors import PermanentError
from shared.platform.outages.alerts import alert, listed
from shared.store import audit
from shared.store.evidence import peptides
from shared.store.spending.models import ModelPrice, RoleModel, for_role

NAMES = ("Alphalin", "Betalin", "Gammalin", "Deltalin")
WRITER = RoleModel(role="writer", vendor="anthropic", model="writer-1", max_output_tokens=9, timeout_seconds=60)
PRICE = ModelPrice(
    model="writer-1", as_of="2026-10-01", input_microusd=1, cached_input_microusd=1, output_microusd=2, source="none"
)


def entries(*names):
    return tuple(peptide(slug=each.lower(), name=each, aliases=[], terms=[each]).entry for each in names)


def sync(number=1, *names, **options):
    return SyncCatalog(entries=entries(*names), act=act(number), **options)


async def test_a_comparison_says_what_a_sync_would_do_and_changes_nothing(platform, desk):
    found = await desk.ask(COMPARE, CompareCatalog(entries=entries(*NAMES)))

    assert (found.added, found.standing) == (tuple(each.lower() for each in NAMES), 0)
    assert await peptides.active_slugs(platform.db, "catalog") == []


async def test_a_catalog_is_brought_in_and_audited_and_again_it_changes_nothing(platform, desk):
    first = await desk.ask(SYNC, sync(1, *NAMES))
    second = await desk.ask(SYNC, sync(2, *NAMES))

    assert (len(first.added), second.none, len(second.unchanged)) == (4, True, 4)
    (row,), _ = await audit.listed(platform.db)
    assert (row.action, row.subject, row.actor) == ("sync", "catalog/catalog", "ada")


async def test_a_catalog_that_retires_most_is_refused_in_the_same_words_until_that_is_agreed_to(platform, desk):
    await desk.ask(SYNC, sync(1, *NAMES))

    with pytest.raises(PermanentError, match=r"^this catalog would retire 3 of 4 active peptides"):
        await desk.ask(SYNC, sync(2, NAMES[0]))
    agreed = await desk.ask(SYNC, sync(3, NAMES[0], retire=True))

    assert len(agreed.retired) == 3


async def test_a_database_that_has_a_catalog_is_left_alone_where_only_an_empty_one_is_meant(platform, desk):
    await desk.ask(SYNC, sync(1, *NAMES))

    found = await desk.ask(SYNC, sync(2, "Epsilin", if_empty=True))

    assert found.none
    assert len(await peptides.active_slugs(platform.db, "catalog")) == 4


async def test_entries_that_break_a_rule_change_nothing(platform, desk):
    broken = ({**entries("Alphalin")[0], "slug": "Not A Slug"},)

    with pytest.raises(PermanentError, match="the catalog has faults, nothing was changed: slug"):
        await desk.ask(SYNC, SyncCatalog(entries=broken, act=act()))
    assert await peptides.active_slugs(platform.db, "catalog") == []


async def test_models_and_prices_are_brought_in_and_audited_where_they_differ(platform, desk):
    first = await desk.ask(MODELS, SyncModels(models=(WRITER,), prices=(PRICE,), act=act(1)))
    second = await desk.ask(MODELS, SyncModels(models=(WRITER,), prices=(PRICE,), act=act(2)))

    assert (first.roles, first.priced, second.roles, second.priced) == (("writer",), ("writer-1",), (), ())
    assert (await for_role(platform.db, "writer", platform.clock.now())).model == "writer-1"
    assert (await audit.listed(platform.db))[1] == 1


async def test_a_model_that_fills_no_role_any_more_is_not_told_of_as_gone(platform, desk):
    await desk.ask(MODELS, SyncModels(models=(WRITER,), prices=(PRICE,), act=act(1)))
    await alert(platform, "model/writer-1", "gone")
    await desk.ask(MODELS, SyncModels(models=(WRITER,), prices=(PRICE,), act=act(2)))
    standing = await listed(platform.db)

    other = WRITER.model_copy(update={"model": "writer-2"})
    await desk.ask(MODELS, SyncModels(models=(other,), prices=(PRICE,), act=act(3)))

    assert ([each.subject for each in standing], await listed(platform.db)) == (["model/writer-1"], [])


async def test_the_invented_catalog_never_gets_into_production(platform):
    production = InProcess(replace(platform, env={"ENVIRONMENT": "production"}))

    with pytest.raises(PermanentError, match="invented"):
        await production.ask(SYNC, sync(1, *NAMES, sample=True))
    with pytest.raises(PermanentError, match="invented"):
        await production.ask(COMPARE, CompareCatalog(entries=entries(*NAMES), sample=True))
