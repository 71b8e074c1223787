"""Studies, claims and outcomes found by their words, in an index that follows what changes and can be made again."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented.editions import catalog, edition, stored
from invented.factories import SLUG, appraisal, peptide, study
from rigs.offices import InProcess, act

from functions.operate.literature.searching import EMPTY, SEARCH, UPDATE, EmptyIndex, SearchStudies, UpdateIndex
from shared.domain.accounts.search_words import NoWords, match_of
from shared.domain.evidence.appraisal import Outcome, Passage
from shared.domain.evidence.study import AbstractSection
from shared.domain.vocabulary import Direction, Flag
from shared.platform.errors import ConfigurationError, PermanentError
from shared.platform.ports import Statement
from shared.store.evidence import studies
from shared.store.reading import search_index

QUERY = "0123456789abcdef"


@pytest.fixture
def searched(platform, search_db):
    """The platform with a search database."""
    return replace(platform, search=search_db)


@pytest.fixture
def desk(searched):
    return InProcess(searched)


def written(pmid, title, abstract, **fields):
    sections = (AbstractSection(text=abstract),)
    return study(pmid, title=title, abstract=sections), appraisal(**fields)


async def keep(platform, *found):
    await catalog(platform.db, platform.clock.now(), peptide(sample=True))
    await platform.db.batch(studies.record(found, slug=SLUG, query_hash=QUERY, now=platform.clock.now()))


ARTIFACT = Statement(
    "INSERT INTO artifacts (key, kind, slug, sha256, size, created_at) VALUES ('a', 'page', 'exemplin-12', '', 1, '')"
)
CURRENT = Statement("UPDATE peptides SET current_version = 1")


def version(monograph):
    return Statement(
        "INSERT INTO page_versions (slug, version, run_id, trace_id, pack, draft, monograph, storage_key, pdf_key, "
        "manifest_key, content_hash, evidence_grade, changed, approved_by, published_at) "
        "VALUES ('exemplin-12', 1, '', '', '', '', ?1, 'a', 'a', 'a', '', 'low', '{}', 'automatic', '')",
        (monograph,),
    )


async def update(desk, number=1):
    """Every page of what changed; returns how many pages that took."""
    for page in range(1, 100):
        if not (await desk.ask(UPDATE, UpdateIndex(act=act(number * 100 + page)))).more:
            return page
    raise AssertionError("the index is never up to date")


async def refs(desk, text, **fields):
    return [each.ref for each in (await desk.ask(SEARCH, SearchStudies(text=text, **fields))).hits]


def said(marked):
    return "".join(f"[{each.text}]" if each.found else each.text for each in marked)


async def test_studies_are_found_best_first_with_what_was_found_marked_and_their_facts(searched, desk):
    await keep(
        searched,
        written("1", "Grip strength in invented adults", "We measured the tendon of each adult."),
        written("2", "Tendon healing in invented rats", "Tendon tissue healed.", n=40, flags=(Flag.CONCERN,)),
        written("3", "Nothing of that", "Sleep was better."),
    )
    await update(desk)

    found = await desk.ask(SEARCH, SearchStudies(text="tendon"))

    assert [each.ref for each in found.hits] == ["PMID:2", "PMID:1"]
    first = found.hits[0]
    assert (said(first.title), said(first.passage)) == ("[Tendon] healing in invented rats", "[Tendon] tissue healed.")
    assert (first.n, first.flags, first.slugs) == (40, ("expression_of_concern",), (SLUG,))
    assert first.study_type == "human_rct"
    assert first.link == "https://pubmed.ncbi.nlm.nih.gov/2/"
    assert (found.documents, found.hits[0].rank < found.hits[1].rank) == (3, True)


async def test_all_words_phrases_and_beginnings_are_found_whatever_their_accents(searched, desk):
    await keep(
        searched,
        written("1", "Núñez and the tendon", "It healed quickly."),
        written("2", "Healing of a tendon", "BPC-157 was given to rats."),
    )
    await update(desk)

    assert await refs(desk, "tendon healing") == ["PMID:2"]
    assert sorted(await refs(desk, "tendon heal*")) == ["PMID:1", "PMID:2"]
    assert await refs(desk, '"a tendon"') == ["PMID:2"]
    assert await refs(desk, '"tendon a"') == []
    assert await refs(desk, "nunez") == ["PMID:1"]
    assert await refs(desk, "bpc 157") == await refs(desk, "BPC-157") == ["PMID:2"]
    assert await refs(desk, "bpc157") == await refs(desk, "rats bpc15*") == ["PMID:2"]
    # A part of a word is no word.
    assert await refs(desk, "rat") == []


async def test_a_name_is_found_with_and_without_its_punctuation(searched, desk):
    await keep(
        searched,
        written("1", "Of PE22-28", "It is short."),
        written("2", "Of GHRP6", "It is short."),
        written("3", "Of 6 calves", "It is short."),
    )
    await update(desk)

    assert await refs(desk, "PE-22-28") == ["PMID:1"]
    assert await refs(desk, "GHRP-6") == await refs(desk, "ghrp 6") == ["PMID:2"]


async def test_a_study_is_found_by_its_pmid(searched, desk):
    await keep(
        searched,
        written("94000003", "Tendons", "They healed."),
        written("2", "A reply to 94000003", "About PMID 94000003."),
    )
    await update(desk)

    assert await refs(desk, "94000003") == await refs(desk, "PMID: 94000003") == ["PMID:94000003", "PMID:2"]
    assert await refs(desk, "94000003", kind="study", count=1) == ["PMID:94000003"]
    assert await refs(desk, "94000003", kind="claim") == []
    assert await refs(desk, "94000003 tendons") == []


async def test_the_index_follows_what_changed(searched, desk):
    one, two = written("1", "Old words", "Of a tendon."), written("2", "Others", "Of a muscle.")
    await keep(searched, one, two)
    await update(desk, 1)
    searched.clock.advance(3_600)
    await keep(searched, written("1", "New words", "Of a ligament."))

    assert await update(desk, 2) == 1

    assert await refs(desk, "tendon") == []
    assert await refs(desk, "ligament") == ["PMID:1"]
    assert await refs(desk, "muscle") == ["PMID:2"]


async def test_a_study_that_is_committed_late_is_not_passed_by(searched, desk):
    await keep(searched, written("2", "The later one", "Of a muscle."))
    await update(desk, 1)
    # Its delivery began before the other's, and ended after it.
    searched.clock.advance(-600)
    await keep(searched, written("1", "The earlier one", "Of a tendon."))
    searched.clock.advance(660)

    await update(desk, 2)

    assert await refs(desk, "tendon") == ["PMID:1"]


async def test_pages_are_read_one_after_another_and_a_page_again_changes_nothing(searched, desk, monkeypatch):
    monkeypatch.setattr(search_index, "STUDIES_A_PAGE", 3)
    await keep(searched, *(written(str(number), f"Title {number}", "Of a tendon.") for number in range(1, 8)))
    searched.clock.advance(3_600)

    assert await update(desk, 1) == 3
    assert len(await refs(desk, "tendon", count=100)) == 7
    assert (await desk.ask(UPDATE, UpdateIndex(act=act(900)))).documents == 0


async def test_outcomes_are_found_under_their_study_and_go_when_it_says_something_else(searched, desk):
    healed = Outcome(
        name="wound_healing",
        direction=Direction.BENEFIT,
        rule="O1",
        quote=Passage(start=0, end=20, text="Wounds closed sooner."),
    )
    await keep(searched, written("1", "A title", "Wounds closed sooner.", outcomes=(healed,)))
    await update(desk, 1)
    found = (await desk.ask(SEARCH, SearchStudies(text="wound healing", kind="outcome"))).hits
    assert [(each.ref, said(each.title), said(each.passage)) for each in found] == [
        ("PMID:1", "[wound] [healing]", "benefit: Wounds closed sooner.")
    ]

    searched.clock.advance(3_600)
    await keep(searched, written("1", "A title", "Wounds closed sooner."))
    await update(desk, 2)

    assert await refs(desk, "closed", kind="outcome") == []
    assert await refs(desk, "closed", kind="study") == ["PMID:1"]


async def test_claims_are_those_of_the_version_that_stands(searched, desk):
    await catalog(searched.db, searched.clock.now(), peptide(sample=True))
    made = edition()
    keys = await stored(searched.files, made)
    await searched.db.batch([ARTIFACT, version(keys["monographs"]), CURRENT])
    await update(desk, 1)
    [claim, *_] = made.monograph.claims
    assert f"{SLUG}/{claim.id}" in await refs(desk, f'"{claim.text}"', kind="claim")

    await searched.db.run(Statement("UPDATE peptides SET current_version = 0"))
    await update(desk, 2)

    assert await refs(desk, f'"{claim.text}"', kind="claim") == []


async def test_an_index_that_lost_its_words_is_made_again(searched, desk, search_db):
    await keep(searched, written("1", "A title", "Of a tendon."))
    await update(desk, 1)
    await search_db.run(Statement("INSERT INTO words (words) VALUES ('delete-all')"))
    assert await refs(desk, "tendon") == []

    assert not (await desk.ask(EMPTY, EmptyIndex(act=act(5)))).more
    await update(desk, 6)

    assert await refs(desk, "tendon") == ["PMID:1"]
    check = await search_db.run(Statement("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)"))
    assert check.rows == []


@given(text=st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_nothing_that_is_typed_is_an_error_of_the_index(desk, text):
    try:
        match_of(text)
    except NoWords:
        return

    assert (await desk.ask(SEARCH, SearchStudies(text=text))).hits == ()


async def test_what_holds_no_word_is_refused(desk):
    with pytest.raises(PermanentError, match="there is no word in it"):
        await desk.ask(SEARCH, SearchStudies(text="..."))


async def test_a_function_without_a_search_database_says_what_it_lacks(platform):
    with pytest.raises(ConfigurationError, match="bind SEARCH_DB"):
        await SEARCH.run(platform, SearchStudies(text="tendon"))


def test_marks_and_facts_are_data_in_json():
    hit = search_index.Hit(kind="study", ref="PMID:1", rank=-1.5, title=(), passage=())

    assert json.loads(hit.model_dump_json())["rank"] == -1.5
