"""What a published draft cost: all that it took, in whichever run, or nothing at all where that cannot be told."""

from dataclasses import replace

import pytest
from invented.editions import asked, catalog, edition
from invented.factories import SLUG, claim, review, synthesize

from functions.comply.compose import compose
from functions.render.handler import handle
from queues.messages import ReviewDraft, SynthesizeMonograph
from shared.domain.canonical import trace_of
from shared.domain.publishing.draft import Writer
from shared.domain.publishing.manifest import Cost, Manifest
from shared.platform.deliveries import work
from shared.platform.ports import Statement
from shared.store import objects
from shared.store.operations import pruning, runs
from shared.store.publishing import holds, versions
from shared.store.spending import draft_costs, ledger, models
from shared.store.spending.draft_costs import answers_needed
from shared.store.spending.ledger import ModelAnswer, ModelRequest, Unacceptable
from shared.store.spending.models import ModelPrice

PRICE = {"as_of": "2026-10-07", "input_microusd": 2_000_000, "cached_input_microusd": 0, "output_microusd": 10_000_000}
ONE = 1_000 * 2 + 30 * 10
"""Micro-dollars of one answer."""
MADE = edition()
DRAFT = f"drafts/{MADE.draft.hash}.json"
FIRST = f"drafts/{'f' * 64}.json"
"""A first round's, where the page's draft is the second's."""


@pytest.fixture
async def priced(platform, clock):
    await catalog(platform.db, clock.now())
    await platform.db.batch(models.sync([], [ModelPrice(model="invented-1", source="invented", **PRICE)]))
    return platform


def writes(run: str, round: int = 0) -> SynthesizeMonograph:
    return synthesize(run_id=run, trace_id=trace_of(run, SLUG), round=round)


def judges(run: str, draft: str = DRAFT, **more) -> ReviewDraft:
    return review(run_id=run, trace_id=trace_of(run, SLUG), draft=draft, **more)


async def begun(platform, run: str, origin: str = SLUG) -> None:
    await platform.db.batch(runs.start(run, "single", origin, [SLUG], platform.clock.now()))


async def pay(platform, job, about: str, *answers: str) -> None:
    """Ask by the ledger itself, which pays for these answers; an answer in store is used again."""
    given = list(answers)

    async def call(_: ModelRequest) -> ModelAnswer:
        counted = {"input_tokens": 1_000, "cached_input_tokens": 0, "output_tokens": 30}
        return ModelAnswer(text=given.pop(0), model="invented-1", stop="end_turn", request_id="r", **counted)

    def accept(answer: ModelAnswer) -> str:
        if answer.text != "good":
            raise Unacceptable(answer.text)
        return answer.text

    platform.clock.advance(2_000)
    assert isinstance(await work.claim(platform, job), work.Claim)
    request = ModelRequest(vendor="anthropic", model="invented-1", body={"ask": about})
    try:
        await ledger.ask(platform, job, request, call, accept)
    except ledger.AnswersRefused:
        assert "good" not in answers
    assert given == []


async def publish(platform, run: str, made=MADE) -> Manifest:
    job = await asked(platform, made, run)
    outcome = await handle(job, replace(platform, function="render"))
    await platform.db.batch(outcome.writes)
    platform.clock.advance(60)
    current = await versions.current(platform.db, SLUG)
    assert current is not None
    return await objects.read(platform.files, Manifest, current.manifest)


async def hold(platform, run: str) -> None:
    made = await objects.keep(platform.files, "monographs", MADE.monograph.encode())
    await platform.db.batch(holds.hold(judges(run), [], monograph=made, now=platform.clock.now()))


async def cost(platform, manifest: Manifest, made=MADE, needed: int | None = None) -> Cost | None:
    wanted = answers_needed(made.draft, None) if needed is None else needed
    return await draft_costs.of_page(platform.db, manifest, made.draft, wanted)


async def forget_work(platform) -> None:
    await platform.db.run(Statement("DELETE FROM work", ()))


async def test_a_page_that_a_person_approved_later_costs_what_the_run_that_wrote_it_paid(priced):
    await begun(priced, "night")
    await pay(priced, writes("night"), "write", "bad", "good")
    await pay(priced, judges("night"), "judge", "good")
    await hold(priced, "night")
    manifest = await publish(priced, "approve-1")

    found = await cost(priced, manifest)

    assert manifest.cost == Cost()
    assert found == Cost(calls=3, input_tokens=3_000, output_tokens=90, microusd=3 * ONE)
    await forget_work(priced)
    # The hold names the run, for ever.
    assert await cost(priced, manifest) == found


async def test_a_page_of_one_night_costs_what_its_manifest_says(priced):
    await begun(priced, "night")
    await pay(priced, writes("night"), "write", "good")
    await pay(priced, judges("night"), "judge", "good")

    manifest = await publish(priced, "night")

    assert (await cost(priced, manifest), manifest.cost.calls) == (manifest.cost, 2)


async def test_an_answer_that_an_earlier_run_paid_for_counts_with_all_its_askings(priced):
    for run in ("monday", "tuesday", "wednesday"):
        await begun(priced, run)
    await pay(priced, writes("monday"), "write", "bad", "bad", "bad")
    await pay(priced, writes("tuesday"), "write", "good")
    await pay(priced, judges("tuesday"), "judge", "bad", "bad", "bad")
    await pay(priced, writes("wednesday"), "write")
    await pay(priced, judges("wednesday"), "judge", "good")

    manifest = await publish(priced, "wednesday")

    found = await cost(priced, manifest)
    assert (manifest.cost.microusd, found and found.microusd) == (ONE, 8 * ONE)
    await forget_work(priced)
    # Nobody knows any more that Tuesday wrote it: what it cost is not told, rather than a part of it.
    assert await cost(priced, manifest) is None


async def test_a_second_round_costs_what_the_first_cost_too(priced):
    for run in ("monday", "tuesday"):
        await begun(priced, run)
    await pay(priced, writes("monday"), "write", "good")
    await pay(priced, judges("monday", FIRST), "judge", "good")
    await pay(priced, judges("tuesday", FIRST), "judge anew", "good")
    await pay(priced, writes("tuesday", 1), "correct", "good")
    written = MADE.draft.model_copy(update={"round": 1})
    made = replace(MADE, draft=written, monograph=compose(MADE.pack, written, (), MADE.monograph.reviewer))
    await pay(priced, judges("tuesday", f"drafts/{written.hash}.json", round=1), "judge the second", "good")

    manifest = await publish(priced, "tuesday", made)

    found = await cost(priced, manifest, made)
    assert found
    assert (found.calls, found.microusd) == (5, 5 * ONE)
    await forget_work(priced)
    assert await cost(priced, manifest, made) is None


async def test_what_other_drafts_tryouts_and_other_peptides_cost_is_not_counted(priced):
    for run, origin in (("older", SLUG), ("night", SLUG), ("tryout-1", f"tryout:{SLUG}"), ("later", SLUG)):
        await begun(priced, run, origin)
    await pay(priced, writes("older"), "write of older evidence", "good")
    await pay(priced, judges("older", FIRST), "judge the older", "good")
    await pay(priced, writes("night"), "write", "good")
    await pay(priced, judges("tryout-1", tryout=f"tryouts/{'0' * 64}.json", v=2), "judge a tryout", "good")
    manifest = await publish(priced, "night")
    await pay(priced, judges("later"), "judge by a newer prompt", "good")

    found = await cost(priced, manifest)

    assert found
    assert (found.calls, found.microusd) == (1, ONE)


async def test_a_review_of_which_nobody_knows_what_it_judged_makes_the_cost_unknown(priced):
    for run in ("night", "between"):
        await begun(priced, run)
    await pay(priced, writes("night"), "write", "good")
    await pay(priced, judges("between"), "judge", "bad", "bad", "bad")
    await hold(priced, "night")
    manifest = await publish(priced, "approve-1")

    found = await cost(priced, manifest)

    assert found
    assert found.microusd == 4 * ONE
    await forget_work(priced)
    assert await cost(priced, manifest) is None


async def test_refused_answers_that_were_pruned_count_where_the_manifest_has_them_and_else_all_is_unknown(priced):
    await begun(priced, "night")
    await pay(priced, writes("night"), "write", "bad", "good")
    manifest = await publish(priced, "night")
    whole = await cost(priced, manifest)
    await priced.db.run(Statement("DELETE FROM model_calls WHERE state = 'refused'", ()))

    assert whole
    assert whole.microusd == 2 * ONE
    assert await cost(priced, manifest) == whole
    assert await cost(priced, manifest.model_copy(update={"cost": Cost(calls=1, microusd=ONE)})) is None


async def test_pruning_itself_leaves_what_the_cost_of_an_approved_page_is_told_by(priced):
    await begun(priced, "night")
    await pay(priced, writes("night"), "write", "good")
    await hold(priced, "night")
    await priced.db.batch([holds.settle(SLUG, DRAFT, "approved", "Ada", "read", priced.clock.now())])
    manifest = await publish(priced, "approve-1")
    ended = Statement("UPDATE runs SET finished_at = '2026-01-01T00:00:00.000Z'", ())
    await priced.db.batch([Statement("UPDATE work SET state = 'done'", ()), ended])
    await priced.db.run(Statement("UPDATE run_items SET state = 'published'", ()))

    pruned = await pruning.prune(priced.db, priced.clock.now(), priced.clock.now(), portions=100)

    assert pruned.rows > 0
    found = await cost(priced, manifest)
    assert found
    assert found.microusd == ONE


async def test_a_digest_costs_nothing_and_that_is_known(priced):
    made = edition(extractive=True)

    manifest = await publish(priced, "night", made)

    assert await cost(priced, manifest, made) == Cost()


def test_a_draft_that_only_goes_on_with_its_page_needs_no_answer():
    quoted, second = MADE.monograph, MADE.draft.model_copy(update={"round": 1})
    fresh = MADE.draft.model_copy(update={"claims": (*MADE.draft.claims, claim("New.", id="c9"))})
    reworded = MADE.draft.model_copy(update={"claims": (MADE.draft.claims[0].model_copy(update={"revision": 2}),)})
    digest = MADE.draft.model_copy(update={"writer": Writer(kind="extractive")})

    assert answers_needed(MADE.draft, quoted) == 0
    assert [answers_needed(each, None) for each in (MADE.draft, second, digest)] == [1, 2, 0]
    assert [answers_needed(each, quoted) for each in (fresh, reworded)] == [1, 1]


async def test_calls_without_a_price_are_counted_apart(priced):
    await priced.db.run(Statement("DELETE FROM model_prices", ()))
    await begun(priced, "night")
    await pay(priced, writes("night"), "write", "good")

    found = await cost(priced, await publish(priced, "night"))

    assert found == Cost(calls=1, input_tokens=1_000, output_tokens=30, unpriced=1)
