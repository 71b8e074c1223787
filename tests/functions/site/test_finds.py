"""What stands by a claim that a search found: a certainty where people were studied, and a notice about its studies."""

import re

import httpx
import pytest
from invented.factories import SLUG

from functions.site.finds import badge
from shared.domain.vocabulary import Direction, Level, Section, Species
from shared.platform.ports import Platform, Statement
from shared.store.reading.claim_search import Facts
from shared.store.reading.search_index import SOURCES_SQL, SQL

NOTICED = "A study that it quotes was retracted or doubted since: the page says more."


@pytest.mark.parametrize(
    ("species", "grade", "words", "certain"),
    [
        (Species.HUMAN, Level.LOW, "Low certainty", True),
        (Species.HUMAN, Level.PRECLINICAL, "No study in people could be graded", False),
        (Species.HUMAN, Level.NONE, "No study could be graded", False),
        # Its outcome is graded, by studies in people: the claim is about none of them.
        (Species.ANIMAL, Level.HIGH, "Preclinical: in animals", False),
        (Species.IN_VITRO, Level.MODERATE, "Preclinical: in cells or tissue", False),
        (Species.UNKNOWN, Level.HIGH, "Species not stated", False),
    ],
)
def test_a_badge_is_of_whom_the_claim_speaks(species: Species, grade: Level, words: str, certain: bool):
    facts = Facts(
        id="c1",
        revision=1,
        section=Section.HUMAN,
        outcome="pain",
        direction=Direction.BENEFIT,
        species=species,
        grade=grade,
        quotes=(),
    )

    assert badge(facts) == (words, certain)


async def test_a_claim_whose_study_has_a_notice_says_so_and_no_other_does(shelf: Platform, reader: httpx.AsyncClient):
    row = await shelf.db.first(Statement("SELECT pmid FROM notices WHERE slug = ?1 AND version = 3", (SLUG,)))
    assert row is not None
    assert shelf.search is not None
    quoting = await shelf.search.all(
        Statement(
            "SELECT DISTINCT d.ref FROM documents AS d, json_each(d.facts, '$.quotes') AS q "
            "WHERE d.owner = ?1 AND d.kind = 'claim' AND q.value ->> 'pmid' = ?2",
            (SLUG, row["pmid"]),
        )
    )

    answer = await reader.get("/search", params={"q": "exemplin", "of": SLUG})
    elsewhere = await reader.get("/search", params={"q": "healin", "of": "healin"})

    items = re.findall(r"<li>.*?</li>", answer.text, re.DOTALL)
    marked = [each for each in items if NOTICED in each]
    ids = {found[1] for each in marked if (found := re.search(r'#([^"]+)"', each))}
    assert 0 < len(marked) < len(items)
    assert ids == {each["ref"].partition("/")[2] for each in quoting}
    assert NOTICED not in elsewhere.text


async def test_a_search_begins_with_its_words_however_many_pages_there_are(shelf: Platform):
    """From the pages on, 300 of them with 30 claims each took seconds in place of milliseconds."""
    assert shelf.search is not None
    row = await shelf.db.first(SOURCES_SQL("open_pages", slug=None, condition=None, all=True, opened="[]"))
    assert row is not None
    narrowed = {"present": row["present"], "outcome": None, "grade": None, "human": None}
    asked = SQL("claims_by_peptide", query='"in"', score="0", after="", count=11, each=3, **narrowed)

    plan = await shelf.search.all(Statement(f"EXPLAIN QUERY PLAN {asked.sql}", asked.params))

    steps = [each["detail"] for each in plan]
    words, documents = (
        next(at for at, step in enumerate(steps) if step.startswith(begin))
        for begin in ("SCAN words VIRTUAL TABLE", "SEARCH d USING INTEGER PRIMARY KEY")
    )
    assert words < documents, steps
    assert not any(step.startswith(("SCAN d", "SCAN g", "SEARCH d USING INDEX")) for step in steps), steps
