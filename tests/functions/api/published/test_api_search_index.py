"""The search over an index that the test makes itself, on whatever database it runs."""

from dataclasses import replace

import pytest
from invented.editions import catalog, edition, stored
from invented.factories import SLUG, peptide

from shared.domain.vocabulary import Section
from shared.platform.ports import Statement
from shared.store.reading import search_index

ARTIFACT = Statement(
    "INSERT INTO artifacts (key, kind, slug, sha256, size, created_at) VALUES ('a', 'page', 'exemplin-12', '', 1, '')"
)
CURRENT = Statement("UPDATE peptides SET current_version = 1")


def version(monograph):
    return Statement(
        "INSERT INTO page_versions (slug, version, run_id, trace_id, pack, draft, monograph, storage_key, pdf_key, "
        "manifest_key, content_hash, evidence_grade, changed, approved_by, published_at) "
        "VALUES ('exemplin-12', 1, '', '', '', '', ?1, 'a', 'a', 'a', '', 'low', '{}', 'automatic', "
        "'2026-11-20T00:00:00.000Z')",
        (monograph,),
    )


@pytest.fixture
async def published(api, search_db):
    await catalog(api.db, api.clock.now(), peptide(sample=True))
    made = edition()
    first, *more = made.monograph.claims
    summary = first.model_copy(update={"id": "c000summary", "section": Section.OVERVIEW})
    summed_up = made.monograph.model_copy(update={"claims": (summary, first, *more)})
    keys = await stored(api.files, replace(made, monograph=summed_up))
    await api.db.batch([ARTIFACT, version(keys["monographs"]), CURRENT])
    while (await search_index.update(api.db, api.files, search_db, api.clock.now())).more:
        pass
    return replace(api, search=search_db), made.monograph


async def test_every_claim_is_found_by_its_own_words_and_by_no_page_twice(published, reader_of):
    platform, monograph = published
    async with reader_of(platform) as client:
        for claim in monograph.claims:
            said = (await client.get("/api/search", params={"q": f'"{claim.text}"'})).json()
            assert f"{SLUG}/{claim.id}" in [each["ref"] for each in said["claims"]]
            assert said["claims"][0]["quotes"]

        refs, query = [], {"q": "in*", "count": "1"}
        while True:
            said = (await client.get("/api/search", params=query)).json()
            refs += [each["ref"] for each in said["claims"]]
            if said["next"] is None:
                break
            query["cursor"] = said["next"]
    assert len(refs) == len(set(refs)) > 1


async def test_what_sums_up_a_page_is_not_found_beside_its_findings(published, reader_of):
    platform, monograph = published
    async with reader_of(platform) as client:
        said = (await client.get("/api/search", params={"q": f'"{monograph.claims[0].text}"'})).json()

    assert [each["ref"] for each in said["claims"]] == [f"{SLUG}/{monograph.claims[0].id}"]


async def test_a_withdrawn_claim_is_not_found_and_a_lost_index_is_told_of(published, reader_of):
    platform, _ = published
    async with reader_of(platform) as client:
        await platform.db.run(
            Statement(
                "INSERT INTO withdrawals (slug, version, reason, withdrawn_at) VALUES (?1, 1, 'wrong', '')", (SLUG,)
            )
        )
        assert (await client.get("/api/search")).json()["claims"] == []

        await search_index.empty(platform.search)
        assert (await client.get("/api/search")).status_code == 503
