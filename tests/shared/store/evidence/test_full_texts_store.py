"""Full texts in a real database: kept with their licence, or with why there is none, and asked for again in time."""

import json
from datetime import timedelta

import pytest
from invented import factories

from shared.domain.evidence.full_text import NOT_SENT, FullText, Licence
from shared.domain.evidence.study import AbstractSection
from shared.platform.errors import ConstraintViolated, Corrupt
from shared.platform.ports import Statement
from shared.store.evidence import full_texts, peptides, studies

ONE, TWO = "PMID:1", "PMID:2"


def text(said: str = "It rose.", licence: str = "CC BY", pmcid: str = "PMC1") -> FullText:
    section = AbstractSection(label="Results", category="RESULTS", text=said)
    return FullText(pmcid=pmcid, licence=Licence(name=licence, version="4.0"), sections=(section,))


@pytest.fixture
async def known(db, clock):
    """Two studies, of which PMC has the first."""
    await db.batch(peptides.sync([factories.peptide()], "sample", clock.now()))
    found = [(factories.study("1", pmcid="PMC1"), factories.appraisal()), (factories.study("2"), factories.appraisal())]
    await db.batch(studies.record(found, slug=factories.SLUG, query_hash="a" * 16, now=clock.now()))
    return db


async def test_a_text_comes_back_whole_and_is_due_again_after_half_a_year(known, clock):
    (before,) = await full_texts.at_pmc(known, [ONE, TWO])
    assert (before.study_id, before.pmcid, before.due(clock.now())) == (ONE, "PMC1", True)

    await known.run(full_texts.keep(ONE, text(), clock.now()))

    (after,) = await full_texts.at_pmc(known, [ONE, TWO])
    assert await full_texts.of(known, [TWO, ONE]) == {ONE: text()}
    assert not after.due(clock.now() + timedelta(days=179))
    assert after.due(clock.now() + timedelta(days=180))


async def test_a_refusal_takes_a_text_away_and_is_due_again_after_a_month(known, clock):
    await known.run(full_texts.keep(ONE, text(), clock.now()))
    await known.run(full_texts.refuse(ONE, "PMC1", "the licence is not for commercial use", clock.now()))

    (found,) = await full_texts.at_pmc(known, [ONE])
    assert await full_texts.of(known, [ONE]) == {}
    assert found.refused == "the licence is not for commercial use"
    assert not found.due(clock.now() + timedelta(days=29))
    assert found.due(clock.now() + timedelta(days=30))


@pytest.mark.parametrize("reason", [NOT_SENT, "PMC sent XML that is not well-formed"])
async def test_an_answer_without_the_article_takes_no_text_away_and_puts_off_nothing(known, clock, reason):
    await known.run(full_texts.keep(ONE, text(), clock.now()))
    later = clock.now() + timedelta(days=180)

    await known.run(full_texts.unread(ONE, "PMC1", reason, later))

    (found,) = await full_texts.at_pmc(known, [ONE])
    assert await full_texts.of(known, [ONE]) == {ONE: text()}
    assert (found.refused, found.asked_at, found.due(later)) == (None, clock.now(), True)


@pytest.mark.parametrize(
    ("reason", "wait"), [(NOT_SENT, timedelta(hours=20)), ("PMC sent XML that is cut off", timedelta(days=30))]
)
async def test_where_no_text_is_held_the_reason_is_kept_and_says_when_to_ask_again(known, clock, reason, wait):
    await known.run(full_texts.refuse(ONE, "PMC1", "the licence is not for commercial use", clock.now()))
    later = clock.now() + timedelta(days=30)

    await known.run(full_texts.unread(ONE, "PMC1", reason, later))

    (found,) = await full_texts.at_pmc(known, [ONE])
    assert found.refused == reason
    assert not found.due(later + wait - timedelta(seconds=1))
    assert found.due(later + wait)


async def test_another_article_of_the_study_is_asked_for_at_once(known, clock):
    await known.run(full_texts.refuse(ONE, "PMC9", "PMC has its front matter alone, no text", clock.now()))

    (found,) = await full_texts.at_pmc(known, [ONE])

    assert found.refused is None
    assert found.due(clock.now())


async def test_no_row_holds_a_text_under_another_licence_or_larger_than_a_quarter_of_a_megabyte(known, clock):
    for wrong in (text(licence="CC BY-NC"), text("x" * 250_001)):
        with pytest.raises(ConstraintViolated):
            await known.run(full_texts.keep(ONE, wrong, clock.now()))


async def test_a_text_that_cannot_be_read_says_whose_it_is(known, clock):
    await known.run(full_texts.keep(ONE, text(), clock.now()))
    await known.run(Statement("UPDATE full_texts SET text = ?", (json.dumps({"pmcid": 5}),)))

    with pytest.raises(Corrupt, match="PMID:1"):
        await full_texts.of(known, [ONE])
