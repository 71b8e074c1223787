"""Quotes held each night to their records: full texts by their licence too, and both sides of disagreements."""

from dataclasses import dataclass

import pytest
from invented import factories
from invented.editions import edition

from functions.comply.compose import compose
from functions.verify import pages
from shared.domain.evidence.full_text import FullText, Licence
from shared.domain.evidence.pack import EvidencePack
from shared.domain.evidence.study import AbstractSection
from shared.domain.publishing.monograph import Monograph
from shared.platform.ports import Platform
from shared.store.evidence import full_texts, peptides, studies

BY = Licence(name="CC BY", version="4.0")
QUOTE = "Pain fell too."


@dataclass
class Page:
    """A page whose first claim quotes a full text and whose others quote abstracts."""

    platform: Platform
    pack: EvidencePack
    monograph: Monograph
    pmid: str

    async def misquoted(self) -> list[str]:
        return await pages._misquoted(self.platform, self.pack, self.monograph)

    async def says(self, text: str) -> None:
        section = AbstractSection(label="Results", category="RESULTS", text=text)
        full = FullText(pmcid="PMC1", licence=BY, sections=(section,))
        await self.platform.db.run(full_texts.keep(f"PMID:{self.pmid}", full, self.platform.clock.now()))


@pytest.fixture
async def page(platform, clock) -> Page:
    made = edition()
    pmid = made.pack.studies[0].pmid
    further = factories.sentence(1, 2, QUOTE, source="full_text")
    pack = made.pack.model_copy(update={"sentences": (*made.pack.sentences, further)})
    claims = (made.draft.claims[0].model_copy(update={"sentences": (further.id,)}), *made.draft.claims[1:])
    draft = made.draft.model_copy(update={"pack": pack.hash, "claims": claims})
    await platform.db.batch(peptides.sync([factories.peptide()], "sample", clock.now()))
    said = {each.pmid: each.text for each in made.pack.sentences}
    found = [
        (factories.study(each, abstract=(AbstractSection(text=text),), pmcid="PMC1"), factories.appraisal())
        for each, text in said.items()
    ]
    await platform.db.batch(studies.record(found, slug=factories.SLUG, query_hash="a" * 16, now=clock.now()))
    return Page(platform, pack, compose(pack, draft, (), made.monograph.reviewer), pmid)


async def test_a_quote_holds_while_the_full_text_says_it(page):
    await page.says(f"It rose. {QUOTE} It fell.")

    assert await page.misquoted() == []


async def test_a_quote_that_the_full_text_no_longer_holds_is_found(page):
    await page.says("Pain fell not.")

    assert await page.misquoted() == [page.pmid]


async def test_a_quote_falls_with_the_licence_that_allowed_it(page, clock):
    await page.says(f"It rose. {QUOTE}")
    reason = "the licence is not for commercial use"
    await page.platform.db.run(full_texts.refuse(f"PMID:{page.pmid}", "PMC1", reason, clock.now()))

    assert await page.misquoted() == [page.pmid]


async def test_the_words_of_studies_that_disagree_are_held_to_their_records_too(platform, clock):
    made = edition(disagreeing=True)
    (found,) = made.monograph.contradictions
    by_sentence, by_title = found.sides
    by_title = by_title.model_copy(update={"sentence": "", "text": "It was so."})
    shown = found.model_copy(update={"sides": (by_sentence, by_title)})
    monograph = made.monograph.model_copy(update={"claims": (), "contradictions": (shown,)})
    await platform.db.batch(peptides.sync([factories.peptide()], "sample", clock.now()))

    async def misquoted(abstract: str, title: str) -> list[str]:
        records = [
            factories.study(by_sentence.pmid, abstract=(AbstractSection(text=abstract),)),
            factories.study(by_title.pmid, title=title),
        ]
        kept = [(each, factories.appraisal()) for each in records]
        await platform.db.batch(studies.record(kept, slug=factories.SLUG, query_hash="a" * 16, now=clock.now()))
        return await pages._misquoted(platform, made.pack, monograph)

    assert await misquoted(f"Before. {by_sentence.text}", "It was so.") == []
    assert await misquoted("It reads otherwise.", "It was so.") == [by_sentence.pmid]
    assert await misquoted(f"Before. {by_sentence.text}", "It was so. Or not.") == [by_title.pmid]

    bare = by_title.model_copy(update={"text": "", "unquoted": "spent"})
    shown = found.model_copy(update={"sides": (by_sentence, bare)})
    monograph = made.monograph.model_copy(update={"claims": (), "contradictions": (shown,)})
    assert await misquoted(f"Before. {by_sentence.text}", "It was so. Or not.") == []
