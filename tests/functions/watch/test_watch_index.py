"""What is published comes into the search index by itself, and a search database that fails stops nothing else."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from invented.editions import catalog
from invented.factories import SLUG, appraisal, peptide, study

from functions.watch.handler import INDEX_PAGES, scheduled
from shared.domain.accounts.search_words import match_of
from shared.platform.errors import DatabaseError
from shared.platform.ports import Tick
from shared.store.evidence import studies
from shared.store.reading import search_index

TICK = Tick("*/5 * * * *", datetime(2026, 11, 23, 2, 5, tzinfo=UTC))


@pytest.fixture
async def watching(as_function, search_db, clock):
    platform = replace(as_function("watch"), search=search_db)
    await catalog(platform.db, clock.now(), peptide(sample=True))
    return platform


async def found(platform):
    hits = await search_index.find(platform.db, platform.search, match_of("tendon"), kind=None, count=100)
    return [each.ref for each in hits]


async def keep(platform, *pmids):
    rows = [(study(pmid, title="Of a tendon"), appraisal()) for pmid in pmids]
    await platform.db.batch(studies.record(rows, slug=SLUG, query_hash="0123456789abcdef", now=platform.clock.now()))


async def test_a_tick_brings_in_what_changed_and_says_when_the_index_is_whole(watching):
    await keep(watching, "1", "2")
    assert (await watching.search.all(search_index.whole())) == []

    await scheduled(TICK, watching)

    assert sorted(await found(watching)) == ["PMID:1", "PMID:2"]
    assert len(await watching.search.all(search_index.whole())) == 1


async def test_a_tick_brings_in_so_much_and_the_next_goes_on(watching, monkeypatch):
    monkeypatch.setattr(search_index, "STUDIES_A_PAGE", 1)
    await keep(watching, *(str(number) for number in range(1, INDEX_PAGES + 3)))

    await scheduled(TICK, watching)
    assert len(await found(watching)) == INDEX_PAGES
    assert (await watching.search.all(search_index.whole())) == []

    await scheduled(TICK, watching)
    assert len(await found(watching)) == INDEX_PAGES + 2


class Refusing:
    """A search database that refuses everything."""

    async def first(self, statement):
        raise DatabaseError("no such table: progress")


async def test_a_search_database_that_fails_is_told_of_and_stops_nothing(watching, lines):
    await scheduled(TICK, replace(watching, search=Refusing()))

    assert [json.loads(line)["event"] for line in lines] == ["search_not_updated"]
    assert "no such table" in lines[0]


async def test_without_a_search_database_watch_watches_all_the_same(watching):
    await scheduled(TICK, replace(watching, search=None))
