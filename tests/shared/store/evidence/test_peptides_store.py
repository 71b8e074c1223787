import pytest

from shared.domain.catalog.peptide import Peptide
from shared.domain.fingerprints import Fingerprints
from shared.platform.errors import ConstraintViolated, Corrupt
from shared.platform.ports import Statement
from shared.store.evidence import peptides


def entry(slug, **fields):
    name = fields.pop("name", slug.upper())
    return Peptide.from_entry({"slug": slug, "name": name, "terms": [name], "category": "invented", **fields})


@pytest.fixture
def synchronise(db, clock):
    async def run(*entries, origin="catalog"):
        difference = await peptides.compare(db, entries, origin)
        await db.batch(peptides.sync(entries, origin, clock.now()))
        return difference

    return run


async def slugs(db, origin="catalog"):
    return await peptides.active_slugs(db, origin)


async def test_a_catalog_comes_in_and_a_second_time_changes_nothing(db, clock, synchronise):
    entries = entry("aa-1", aliases=["Quoted \\ β '"]), entry("bb-1", category="été")

    first = await synchronise(*entries)
    second = await synchronise(*entries)
    again = await db.batch(peptides.sync(entries, "catalog", clock.now()))

    assert first.added == ("aa-1", "bb-1")
    assert second.none
    assert second.unchanged == ("aa-1", "bb-1")
    assert [each.changes for each in again] == [0, 0]
    assert await slugs(db) == ["aa-1", "bb-1"]


async def test_a_changed_entry_is_written_and_what_was_decided_stays(db, clock, synchronise):
    await synchronise(entry("aa-1"))
    await db.run(
        peptides.decided(
            "aa-1", Fingerprints(evidence="e"), draft="drafts/1", monograph=None, run_id="r", now=clock.now()
        )
    )

    difference = await synchronise(entry("aa-1", category="other"))

    stored = await peptides.by_slug(db, "aa-1")
    assert difference.changed == ("aa-1",)
    assert stored.peptide.category == "other"
    assert (stored.decided.evidence, stored.decided_draft, stored.decided_monograph) == ("e", "drafts/1", None)


async def test_a_removed_entry_is_retired_and_comes_back(db, synchronise):
    await synchronise(entry("aa-1"), entry("bb-1"))

    removed = await synchronise(entry("aa-1"))
    gone = await peptides.by_slug(db, "bb-1")
    back = await synchronise(entry("aa-1"), entry("bb-1"))

    assert removed.retired == ("bb-1",)
    assert (gone.state, gone.redirect_to) == ("retired", None)
    assert back.added == ("bb-1",)
    assert await slugs(db) == ["aa-1", "bb-1"]


async def test_a_changed_slug_redirects_through_every_change(db, synchronise):
    await synchronise(entry("old-1"))

    first = await synchronise(entry("new-1", formerly=["old-1"]))
    second = await synchronise(entry("newest-1", formerly=["new-1"]))

    assert (first.added, first.redirected, first.retired) == (("new-1",), ("old-1",), ())
    assert (second.redirected, second.retired) == (("new-1",), ())
    assert (await peptides.by_slug(db, "old-1")).redirect_to == "newest-1"
    assert (await peptides.by_slug(db, "new-1")).redirect_to == "newest-1"
    assert (await peptides.find(db, "OLD-1")).peptide.slug == "newest-1"


async def test_a_slug_that_comes_back_redirects_no_more(db, synchronise):
    await synchronise(entry("one"))
    await synchronise(entry("two", formerly=["one"]))

    await synchronise(entry("one", formerly=["two"]))

    assert (await peptides.by_slug(db, "one")).redirect_to is None
    assert (await peptides.by_slug(db, "two")).redirect_to == "one"


async def test_each_catalog_retires_only_its_own(db, synchronise):
    await synchronise(entry("real-1"))

    difference = await synchronise(entry("invented-1"), origin="sample")

    assert difference.retired == ()
    assert await slugs(db, "catalog") == ["real-1"]
    assert [each.peptide.sample for each in await peptides.by_slugs(db, await peptides.active_slugs(db, "sample"))] == [
        True
    ]


async def test_a_slug_of_the_other_catalog_is_refused_in_words_and_by_the_database(db, clock, synchronise):
    await synchronise(entry("one"), origin="sample")

    with pytest.raises(peptides.SlugTaken, match="one: the database has a peptide of this slug from the sample list"):
        await peptides.compare(db, [entry("one"), entry("two")], "catalog")
    with pytest.raises(ConstraintViolated):
        await db.batch(peptides.sync([entry("one"), entry("two")], "catalog", clock.now()))

    assert await slugs(db, "catalog") == []


async def test_a_peptide_typed_by_hand_becomes_the_catalogs(db, clock, synchronise):
    await db.run(peptides.add_ad_hoc(Peptide.ad_hoc_of("Typed 1", ()), clock.now()))

    difference = await synchronise(entry("typed-1", name="Typed-1"))
    await db.run(peptides.add_ad_hoc(Peptide.ad_hoc_of("Typed 1", ("other",)), clock.now()))

    stored = await peptides.by_slug(db, "typed-1")
    assert difference.changed == ("typed-1",)
    assert (stored.origin, stored.peptide.name, stored.peptide.ad_hoc) == ("catalog", "Typed-1", False)


async def test_the_last_typing_of_a_name_by_hand_holds(db, clock):
    await db.run(peptides.add_ad_hoc(Peptide.ad_hoc_of("Typed 1", ()), clock.now()))
    await db.run(peptides.add_ad_hoc(Peptide.ad_hoc_of("Typed 1", ("Other name",)), clock.now()))

    stored = await peptides.by_slug(db, "typed-1")

    assert stored.peptide.ad_hoc
    assert stored.peptide.terms == ("Typed 1", "Other name")
    assert await slugs(db, "ad_hoc") == ["typed-1"]


async def test_what_the_catalog_retired_may_be_typed_by_hand_and_comes_back_to_it(db, clock, synchronise):
    await synchronise(entry("aa-1"), entry("bb-1"))
    await synchronise(entry("aa-1"))

    await db.run(peptides.add_ad_hoc(Peptide.ad_hoc_of("BB-1", ("Other name",)), clock.now()))
    typed = (await peptides.find(db, "bb-1")).peptide
    back = await synchronise(entry("aa-1"), entry("bb-1"))

    assert (typed.origin, typed.peptide.terms) == ("ad_hoc", ("BB-1", "Other name"))
    assert back.changed == ("bb-1",)
    assert (await peptides.by_slug(db, "bb-1")).origin == "catalog"


async def test_an_old_slug_that_redirects_is_not_typed_back_to_life(db, clock, synchronise):
    await synchronise(entry("old-1"))
    await synchronise(entry("new-1", formerly=["old-1"]))

    await db.run(peptides.add_ad_hoc(Peptide.ad_hoc_of("OLD-1", ()), clock.now()))

    assert (await peptides.by_slug(db, "old-1")).redirect_to == "new-1"


@pytest.mark.parametrize(
    "name", ["Thymosin beta-4", "thymosin β4", "THYMOSIN-BETA-4", "thymosin beta 4", "tb4", "Timbétasin"]
)
async def test_a_peptide_is_found_by_every_spelling_of_its_names(db, synchronise, name):
    await synchronise(entry("thymosin-beta-4", name="Thymosin beta-4", aliases=["TB4", "Timbetasin"]), entry("other"))

    found = await peptides.find(db, name)

    assert found.peptide.slug == "thymosin-beta-4"


async def test_a_name_that_nobody_has_is_answered_with_the_nearest(db, clock, synchronise):
    await synchronise(
        entry("semaglutide", name="Semaglutide"), entry("liraglutide", name="Liraglutide"), entry("bpc-157")
    )
    await db.run(peptides.add_ad_hoc(Peptide.ad_hoc_of("semaglutid0", ()), clock.now()))

    found = await peptides.find(db, "semaglutid")

    assert found.peptide is None
    assert found.nearest[0] == "Semaglutide"
    assert "semaglutid0" not in found.nearest
    assert (await peptides.find(db, "zzzz")).nearest == ()


async def test_a_retired_name_is_not_found(db, synchronise):
    await synchronise(entry("aa-1"), entry("bb-1"))
    await synchronise(entry("aa-1"))

    assert (await peptides.find(db, "BB-1")).peptide is None


async def test_more_entries_than_one_statement_takes_come_in_together(db, synchronise):
    entries = [entry(f"number-{n}") for n in range(120)]

    difference = await synchronise(*entries)

    assert len(difference.added) == 120
    assert len(await slugs(db)) == 120


async def test_a_stored_entry_that_breaks_todays_rules_is_told_with_the_cure(db, synchronise):
    await synchronise(entry("aa-1"))
    await db.run(Statement("UPDATE peptides SET entry = '{\"slug\": \"aa-1\"}' WHERE slug = 'aa-1'"))

    with pytest.raises(Corrupt, match=r"aa-1 breaks a rule .*mend the catalog and sync"):
        await peptides.by_slug(db, "aa-1")


async def test_an_unknown_slug_is_nobody(db):
    assert await peptides.by_slug(db, "nobody") is None


async def test_near_names_are_those_of_published_peptides_spelled_alike(db, synchronise):
    await synchronise(
        entry("aa-1", name="Alphatide", aliases=["AT 1", "βtide"]),
        entry("aa-2", name="Alphatine"),
        entry("aa-3", name="Alphatixe"),
        entry("aa-4", name="Alphatize"),
        entry("bb-1", name="Betatide"),
    )
    await db.run(Statement("UPDATE peptides SET current_version = 1 WHERE slug <> 'aa-4'"))

    assert await peptides.near(db, "alpha-tide") == {"aa-1": "Alphatide"}
    assert await peptides.near(db, "at1") == {"aa-1": "Alphatide"}
    assert await peptides.near(db, "alphatid") == {"aa-1": "Alphatide", "aa-2": "Alphatine", "aa-3": "Alphatixe"}
    assert await peptides.near(db, "alphatize") == {"aa-1": "Alphatide", "aa-2": "Alphatine", "aa-3": "Alphatixe"}
    for nothing in ("", "%", "' OR 1=1 --", "zz", "x" * 5_000):
        assert await peptides.near(db, nothing) == {}
