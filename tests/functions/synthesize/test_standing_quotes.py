"""Quotes that took a model's place: a model is asked again on later nights, and until it writes they stay."""

from dataclasses import dataclass, replace

import pytest
from invented.editions import asked, catalog, edition
from invented.factories import SLUG, synthesize
from rigs.fakes import HandDelivery

from functions.comply.compose import compose
from functions.render import handler as render
from functions.synthesize.handler import handle
from infra.local.checkout.models import sync_models
from infra.sandbox import samples
from infra.sandbox.faults.rules import Rule
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.faults.vocabulary import WRITER
from infra.sandbox.server import serve
from queues.messages import ReviewDraft
from shared.domain.canonical import trace_of
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.monograph import Reviewer
from shared.platform.deliveries import work
from shared.platform.ports import Batch, Platform, Statement
from shared.store import objects
from shared.store.evidence import peptides
from shared.store.publishing import holds, notices, peptide_state, quoted, versions
from shared.store.spending import ledger

SPENT = {"PEPTALK_BUDGET_DAY_USD": "0.001"}
MADE = edition(extractive=True)
PACK = f"packs/{MADE.pack.hash}.json"


@dataclass(frozen=True)
class Writing:
    """The platform of synthesize, with keys for the stand-ins or without, and with this much money."""

    platform: Platform
    keys: dict[str, str]
    faults: Faults

    async def night(self, run: str, *, key: bool = True, spent: bool = False, **more):
        env = {**(self.keys if key else {}), **(SPENT if spent else {})}
        one = replace(self.platform, function="synthesize", env=env)
        self.platform.clock.advance(86_400)
        job = synthesize(run_id=run, trace_id=trace_of(run, SLUG), pack=PACK, **more)
        assert isinstance(await work.claim(one, job), work.Claim)
        outcome = await handle(job, one)
        await one.db.batch(outcome.writes)
        return outcome

    async def draft(self, outcome) -> Draft:
        [review] = outcome.messages
        return await objects.read(self.platform.files, Draft, review.draft)

    async def publish(self, draft: Draft, run: str) -> None:
        made = replace(MADE, draft=draft, monograph=compose(MADE.pack, draft, (), Reviewer(kind="none")))
        job = await asked(self.platform, made, run)
        one = replace(self.platform, function="render", env={})
        await render.queue(Batch("peptalk-render", [HandDelivery(job.encode())]), one)
        assert await versions.current(one.db, SLUG) is not None

    async def hold(self, draft: str, run: str) -> None:
        """Decided on as render does it with what waits for a person."""
        job = ReviewDraft(run_id=run, slug=SLUG, trace_id=trace_of(run, SLUG), pack=PACK, draft=draft)
        now = self.platform.clock.now()
        stored = await peptides.by_slug(self.platform.db, SLUG)
        assert stored is not None
        seen = stored.decided.model_copy(update={"evidence": MADE.pack.hash})
        done = peptides.decided(SLUG, seen, draft=draft, monograph=None, run_id=run, now=now)
        await self.platform.db.batch([*holds.hold(job, [], monograph=None, now=now), done])

    async def because(self) -> str | None:
        """What an operator is told who looks at the peptide."""
        stored = await peptides.by_slug(self.platform.db, SLUG)
        assert stored is not None
        return (await peptide_state.of(self.platform.db, stored)).quoted_because

    async def owed(self) -> bool:
        return await quoted.owed(self.platform.db, [SLUG, "nullipressin"]) == {SLUG}


@pytest.fixture
async def writing(platform):
    faults = Faults()
    async with serve(samples.CORPUS, faults=faults) as sandbox:
        await catalog(platform.db, platform.clock.now())
        await sync_models(platform)
        await objects.keep(platform.files, "packs", MADE.pack.encode())
        yield Writing(platform, dict(sandbox.env(keys=True)), faults)


async def test_quotes_for_want_of_money_are_owed_a_models_draft_until_one_is_published(writing):
    quotes = await writing.draft(await writing.night("monday", spent=True))
    assert not await writing.owed()
    await writing.publish(quotes, "monday")
    owed = await writing.owed()

    written = await writing.draft(await writing.night("tuesday"))
    await writing.publish(written, "tuesday")

    assert (quotes.writer.kind, owed, written.writer.kind, await writing.owed()) == ("extractive", True, "model", False)


async def test_while_the_budget_is_spent_the_quotes_stay_and_the_item_says_so_and_nothing_is_asked(writing):
    quotes = await writing.draft(await writing.night("monday", spent=True))
    await writing.publish(quotes, "monday")

    outcome = await writing.night("tuesday", spent=True)

    assert outcome.messages == ()
    assert outcome.settled is not None
    assert outcome.settled.state == "held"
    assert "PEPTALK_BUDGET_DAY_USD" in (outcome.settled.reason or "")
    assert (outcome.settled.reason or "").endswith("the page of quotes stays as it is, and the next run looks again")
    assert await ledger.of_run(writing.platform.db, "tuesday") == []
    assert await writing.owed()


async def test_answers_that_cannot_be_used_leave_quotes_that_are_owed_and_later_leave_them_as_they_are(writing):
    writing.faults.replace([Rule(at=WRITER, fault="wrong-schema")])
    await writing.publish(await writing.draft(await writing.night("monday")), "monday")

    outcome = await writing.night("tuesday")

    assert await writing.owed()
    assert "asked 3 times, each refused" in (outcome.settled.reason or "")
    assert "the page of quotes stays as it is" in (outcome.settled.reason or "")


async def test_why_quotes_took_a_models_place_stays_with_the_page_until_a_model_wrote_it(writing):
    writing.faults.replace([Rule(at=WRITER, fault="wrong-schema")])
    quotes = await writing.draft(await writing.night("monday"))
    before = await writing.because()
    await writing.publish(quotes, "monday")
    refused = await writing.because()
    writing.faults.replace([])
    await writing.night("tuesday", spent=True)
    spent = await writing.because()
    await writing.publish(await writing.draft(await writing.night("wednesday")), "wednesday")

    assert before is None
    assert refused.startswith("claude-")
    assert "asked 3 times, each refused; the last: " in refused
    assert spent.startswith("the day's budget (PEPTALK_BUDGET_DAY_USD)")
    assert await writing.because() is None


async def test_quotes_that_were_marked_before_reasons_were_kept_are_owed_all_the_same(writing):
    await writing.publish(await writing.draft(await writing.night("monday", spent=True)), "monday")
    await writing.platform.db.run(Statement("UPDATE peptides SET quoted_reason = NULL"))

    assert await writing.owed()
    assert await writing.because() == ""


async def test_quotes_that_were_written_without_a_key_are_owed_nothing(writing):
    await writing.publish(await writing.draft(await writing.night("monday", key=False)), "monday")

    assert not await writing.owed()


async def test_where_the_key_went_nobody_is_asked_and_nothing_is_written(writing):
    await writing.publish(await writing.draft(await writing.night("monday", spent=True)), "monday")

    outcome = await writing.night("tuesday", key=False)

    assert (outcome.messages, outcome.writes) == ((), ())
    assert (outcome.settled.state, outcome.settled.version) == ("unchanged", 1)


async def test_quotes_before_a_person_are_judged_again_as_they_are(writing):
    first = await writing.night("monday", spent=True)
    waits = first.messages[0].draft
    await writing.hold(waits, "monday")

    again = [await writing.night("tuesday", spent=True), await writing.night("wednesday", key=False)]

    assert await writing.owed()
    assert [[each.draft for each in outcome.messages] for outcome in again] == [[waits], [waits]]
    assert [outcome.settled for outcome in again] == [None, None]


async def test_what_a_person_rejected_is_not_asked_for_again(writing):
    waits = (await writing.night("monday", spent=True)).messages[0].draft
    await writing.hold(waits, "monday")
    owed = await writing.owed()
    now = writing.platform.clock.now()
    await writing.platform.db.run(holds.settle(SLUG, waits, "rejected", "Ada", "too thin", now))

    assert (owed, await writing.owed()) == (True, False)


async def test_a_page_that_was_taken_back_is_not_asked_for_again(writing):
    await writing.publish(await writing.draft(await writing.night("monday", spent=True)), "monday")

    taken = notices.withdraw(SLUG, 1, "a study was retracted", writing.platform.clock.now())
    await writing.platform.db.batch(taken)

    assert not await writing.owed()


async def test_an_operator_who_wants_the_quotes_anew_has_them_written_and_they_stay_owed(writing):
    quotes = await writing.draft(await writing.night("monday", spent=True))
    await writing.publish(quotes, "monday")

    anew = [await writing.night("tuesday", spent=True, full=True), await writing.night("friday", key=False, full=True)]

    assert [await writing.draft(each) for each in anew] == [quotes, quotes]
    assert await writing.owed()


async def test_newer_evidence_is_quoted_as_long_as_no_model_has_written_the_page(writing):
    await writing.publish(await writing.draft(await writing.night("monday", spent=True)), "monday")
    newer = edition(extractive=True, more=1).pack
    key = await objects.keep(writing.platform.files, "packs", newer.encode())
    one = replace(writing.platform, function="synthesize", env={**writing.keys, **SPENT})
    job = synthesize(run_id="tuesday", trace_id=trace_of("tuesday", SLUG), pack=key)
    assert isinstance(await work.claim(one, job), work.Claim)

    draft = await writing.draft(await handle(job, one))

    assert (draft.pack, draft.writer.kind) == (newer.hash, "extractive")
