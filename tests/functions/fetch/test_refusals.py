"""A source whose records cannot be read stops a run's publications; NCBI's error bodies are never results."""

import pytest
from invented import factories

from functions.fetch.refusals import unreadable
from shared.platform.errors import PepTalkError
from shared.platform.outages import alerts
from shared.platform.ports import HttpAnswer
from shared.platform.vendors.ncbi import failure, found_in
from shared.store.evidence import peptides, searches
from shared.store.evidence.searches import Search


def search(count: int, slug: str = factories.SLUG) -> Search:
    ids = tuple(map(str, range(count)))
    return Search(factories.RUN, slug, "pubmed", "q", "h", "t", (), count, ids, "2026-11-23T02:00:00.000Z")


@pytest.mark.parametrize(
    ("asked", "refused", "stops"), [(100, 5, False), (100, 6, True), (10, 2, False), (10, 3, True), (0, 0, False)]
)
async def test_more_than_a_twentieth_refused_stops_the_run_and_alerts(asked, refused, stops, platform, clock):
    await platform.db.batch(peptides.sync([factories.peptide()], "catalog", clock.now()))
    one = search(asked)
    await platform.db.batch(
        [searches.record(one), searches.add_unread(one, refused=[str(number) for number in range(refused)])]
    )

    reason = await unreadable(one, platform)

    assert (reason is not None) is stops
    assert [each.subject for each in await alerts.listed(platform.db)] == (["source/pubmed"] if stops else [])


async def test_the_share_is_the_whole_run_s_and_the_alert_ends_with_it(platform, clock):
    known = [factories.peptide(), factories.peptide(slug="another", name="Another", aliases=[])]
    await platform.db.batch(peptides.sync(known, "catalog", clock.now()))
    few, many = search(10), search(190, "another")
    await platform.db.batch([searches.record(few), searches.add_unread(few, refused=["1", "2", "3"])])
    assert await unreadable(few, platform)

    await platform.db.run(searches.record(many))

    assert await unreadable(few, platform) is None
    assert await alerts.listed(platform.db) == []


@pytest.mark.parametrize(("others", "stops"), [(56, True), (57, False), (80, False)])
async def test_the_share_is_told_from_a_few_of_a_run_s_many_searches(others, stops, platform, clock):
    slugs = [f"another-{number}" for number in range(others)]
    known = [factories.peptide(), *(factories.peptide(slug=each, name=each, aliases=[]) for each in slugs)]
    await platform.db.batch(peptides.sync(known, "catalog", clock.now()))
    three = search(3)
    await platform.db.batch([searches.record(three), searches.add_unread(three, refused=["1", "2", "3"])])

    await platform.db.batch([searches.record(search(1, each)) for each in slugs])

    assert (await unreadable(three, platform) is not None) is stops


def read(body: bytes):
    if error := failure(HttpAnswer(200, {}, body)):
        raise error
    return found_in(body)


def test_no_real_error_body_reads_as_a_result(real_data):
    paths = sorted(path for path in (real_data / "eutils_errors").rglob("*") if path.is_file())
    assert len(paths) == 23
    for path in paths:
        if path.name in ("esearch.error.json", "esearch.error.xml", "esummary.pmcerror.json", "esummary.pmcerror.xml"):
            # Answers with results in them, of which some could not be given.
            continue
        with pytest.raises(PepTalkError):
            read(path.read_bytes())


@pytest.mark.parametrize(
    "body",
    [
        b'{"header":{"type":"esearch"},"esearchresult":{"ERROR":"Invalid db name specified: nothing"}}',
        b'{"error":"API rate limit exceeded","api-key":"192.0.2.9","count":"4","limit":"3"}',
        b"<?xml version='1.0'?><eSearchResult><ERROR>Search Backend failed: no connection</ERROR></eSearchResult>",
        b"<?xml version='1.0'?>\n<!DOCTYPE eSearchResult PUBLIC 'x' 'y'>\n",
        b"<eSearchResult><Count>3</Count><IdList><Id>1</Id>",
        b"<html><body>Service interruption</body></html>",
        b"Unable to route request!\nservice name: /http/service/invented",
        b"<eSearchResult><IdList/></eSearchResult>",
        b'{"error":' * 100_000,
        b"",
    ],
)
def test_no_invented_error_body_reads_as_a_result(body):
    with pytest.raises(PepTalkError):
        read(body)
