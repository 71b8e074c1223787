"""Quotes from full texts, held each night to the text as it is kept now, under a licence that still allows it."""

from dataclasses import dataclass

import factories
import pytest
from editions import edition

from functions.comply.compose import compose
from functions.verify import pages
from shared.domain.full_text import FullText, Licence
from shared.domain.monograph import Monograph
from shared.domain.pack import EvidencePack
from shared.domain.study import AbstractSection
from shared.platform.ports import Platform
from shared.store import full_texts, peptides, studies

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
