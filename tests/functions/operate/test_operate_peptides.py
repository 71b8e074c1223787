"""Looking at peptides: by any name, with what stands of each."""

import pytest
from invented.editions import catalog
from invented.factories import RUN, SLUG, appraisal, peptide, review, study
from rigs.offices import act

from functions.operate.literature.overriding import OVERRIDE, OverrideStudy
from functions.operate.literature.peptides import LIST, SHOW, ListPeptides, ShowPeptide
from functions.operate.naming import the_peptide
from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Species
from shared.platform.errors import PermanentError
from shared.platform.ports import Statement
from shared.store.evidence import newer_studies, searches, studies
from shared.store.evidence.searches import Search
from shared.store.publishing import holds

QUERY = "0123456789abcdef"


def search(run=RUN, at="2026-11-23T02:00:00.000Z", **fields):
    base = {"run_id": run, "slug": SLUG, "source": "pubmed", "query": '"EX-12"[tiab]', "query_hash": QUERY}
    said = {"translation": "ex 12", "warnings": ("Fewer",), "total": 3, "ids": ("1", "2", "3"), "searched_at": at}
    return searches.record(Search(**{**base, **said, **fields}))


@pytest.fixture
async def known(platform):
    """Two peptides; of the first, three studies, two searches and a hold."""
    other = peptide(slug="utopentide", name="Utopentide", aliases=[], terms=["Utopentide"], sample=True)
    now = platform.clock.now()
    await catalog(platform.db, now, peptide(sample=True), other)
    found = [(study(f"99000000{number}"), appraisal()) for number in (1, 2)]
    found.append((study("990000003"), appraisal(species=Species.ANIMAL)))
    older = search("batch-20261122-0001", "2026-11-22T02:00:00.000Z", warnings=("Older",))
    reasons = [Finding(rule="C01", severity="block", reason="a dose", span="250 mcg")]
    await platform.db.batch(
        [
            *studies.record(found, slug=SLUG, query_hash=QUERY, now=now),
            *studies.record(found[:1], slug=SLUG, query_hash="an older query's", now=now),
            *(search(), older),
            *holds.hold(review(), reasons, monograph=None, now=now),
        ]
    )


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("name", ["Exemplin-12", "ex 12", SLUG])
async def test_all_that_stands_of_a_peptide_is_shown_by_any_of_its_names(desk, name):
    decided = OverrideStudy(pmid="990000002", action="exclude", person="Ada", act=act(reason="another peptide"))
    await desk.ask(OVERRIDE, decided)

    found = (await desk.ask(SHOW, ShowPeptide(name=name))).peptide

    assert (found.slug, found.state, found.version, found.evidence_grade) == (SLUG, "active", 0, None)
    assert found.entry["terms"] == ["Exemplin-12", "EX-12"]
    assert found.counts == {"human_rct": 0, "human_other": 0, "animal": 0, "in_vitro": 0}
    [last] = found.searches
    assert (last.source, last.searched_at[:10], last.warnings, last.named) == ("pubmed", "2026-11-23", ("Fewer",), 3)
    assert found.classes == {"animal": 1, "human_rct": 1, "other": 1}
    assert [each.reasons[0].rule for each in found.holds] == ["C01"]
    assert [(each.pmid, each.action) for each in found.overrides] == [("990000002", "exclude")]


@pytest.mark.usefixtures("known")
async def test_a_name_that_nothing_has_names_the_nearest(desk):
    with pytest.raises(PermanentError, match="no peptide is called 'Utopentid'; did you mean Utopentide"):
        await desk.ask(SHOW, ShowPeptide(name="Utopentid"))


@pytest.mark.usefixtures("known")
async def test_peptides_are_listed_by_name_and_retired_ones_where_asked(platform, desk):
    await catalog(platform.db, platform.clock.now(), peptide(sample=True))

    active = (await desk.ask(LIST, ListPeptides())).peptides
    every = (await desk.ask(LIST, ListPeptides(all=True))).peptides

    assert [(each.slug, each.state) for each in active] == [(SLUG, "active")]
    assert [(each.slug, each.state) for each in every] == [(SLUG, "active"), ("utopentide", "retired")]


@pytest.mark.usefixtures("known")
async def test_how_many_studies_the_page_lacks_is_shown_and_listed(platform, desk):
    artifact = "INSERT INTO artifacts (key, kind, slug, sha256, size, created_at) VALUES ('a', 'page', ?1, 's', 1, 'n')"
    version = """
    INSERT INTO page_versions (slug, version, run_id, trace_id, pack, draft, monograph, storage_key, pdf_key,
                               manifest_key, content_hash, evidence_grade, changed, approved_by, published_at)
    VALUES (?1, 1, 'r', 't', 'p', 'd', 'm', 'a', 'a', 'a', 'h', 'low', '{}', 'automatic', '2026-11-20T02:00:00.000Z')
    """
    await platform.db.batch(
        [
            *(Statement(each, (SLUG,)) for each in (artifact, version)),
            Statement("UPDATE peptides SET current_version = 1 WHERE slug = ?1", (SLUG,)),
            newer_studies.note(SLUG, "b" * 64, ["990000001", "990000003"], platform.clock.now()),
        ]
    )

    found = (await desk.ask(SHOW, ShowPeptide(name=SLUG))).peptide
    listed = (await desk.ask(LIST, ListPeptides())).peptides

    assert (found.newer_studies, found.summarised_at) == (2, "2026-11-20T02:00:00.000Z")
    assert {each.slug: each.newer_studies for each in listed} == {SLUG: 2, "utopentide": 0}


async def test_before_the_catalog_came_in_the_next_step_is_to_bring_it_in(platform):
    with pytest.raises(PermanentError, match="none is known here yet: `peptalk catalog sync`"):
        await the_peptide(platform.db, "BPC-157")
