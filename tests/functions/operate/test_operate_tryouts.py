"""Trying out begins a run of its own on the evidence of the page that stands, or says why it cannot."""

import pytest
from invented.editions import asked, catalog, edition
from invented.factories import SLUG
from rigs.offices import act

from functions.operate.pages.trying import BEGIN, PLAN, SHOW, BeginTryout, PlanTryout, ShowTryout
from functions.render.handler import handle
from queues.messages import TRIED_OUT, ReviewDraft, SynthesizeMonograph, decode
from shared.domain.publishing.tryout import Tryout
from shared.platform.errors import PermanentError
from shared.platform.ports import Statement
from shared.store import audit, objects
from shared.store.publishing import holds
from shared.store.spending import models
from shared.store.spending.models import ModelPrice, RoleModel

PRICE = {"as_of": "2026-10-07", "input_microusd": 2_000_000, "cached_input_microusd": 0, "output_microusd": 10_000_000}
MODELS = [
    RoleModel(role="writer", vendor="anthropic", model="pen-1", max_output_tokens=9_000, timeout_seconds=20),
    RoleModel(role="reviewer", vendor="openai", model="judge-1", max_output_tokens=9_000, timeout_seconds=20),
]


@pytest.fixture
async def held(platform):
    """A held page, models and prices; the keys of its pack and its draft."""
    made = edition()
    await catalog(platform.db, platform.clock.now())
    prices = [ModelPrice(model=name, source="invented", **PRICE) for name in ("pen-1", "pen-2", "judge-1")]
    await platform.db.batch(models.sync(MODELS, prices))
    job = await asked(platform, made)
    draft = f"drafts/{made.draft.hash}.json"
    judged = ReviewDraft(run_id=job.run_id, slug=SLUG, trace_id=job.trace_id, pack=job.pack, draft=draft)
    await platform.db.batch(holds.hold(judged, [], monograph=job.monograph, now=platform.clock.now()))
    return job.pack, draft


async def written(platform):
    """How many rows the tables have that a run is made of."""
    counted = "SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM work), (SELECT count(*) FROM audit)"
    return await platform.db.first(Statement(counted, ()))


async def test_a_tryout_is_a_run_of_its_own_which_old_deployments_leave_alone(platform, desk, held):
    pack, draft = held

    begun = await desk.ask(BEGIN, BeginTryout(name="ex 12", prompt="Write less.", model="pen-2", act=act()))

    [sent] = {decode(body) for body in platform.queues["peptalk-synthesize"].bodies}
    assert isinstance(sent, SynthesizeMonograph)
    assert (sent.run_id, sent.pack, sent.full, sent.v) == (begun.run_id, pack, True, TRIED_OUT)
    tried = await objects.read(platform.files, Tryout, sent.tryout)
    assert (tried.prompt, tried.model, tried.against.kind, tried.against.draft) == (
        "Write less.",
        "pen-2",
        "held",
        draft,
    )
    [row], _ = await audit.listed(platform.db, subject=f"run/{begun.run_id}")
    assert row.action == "tryout"
    report = await desk.ask(SHOW, ShowTryout(run_id=begun.run_id))
    assert (report.state, report.end, report.tryout) == ("queued", None, tried)


async def test_the_same_act_begins_one_tryout(platform, held):
    request = BeginTryout(name=SLUG, act=act())

    first = await BEGIN.run(platform, request)
    rows = await written(platform)

    assert await BEGIN.run(platform, request) == first
    assert await written(platform) == rows


async def test_the_plan_is_of_the_model_that_is_tried_and_of_the_roles_that_are_asked(desk, held):
    plan = await desk.ask(PLAN, PlanTryout(name=SLUG, model="pen-2", asks=("writer",)))

    assert [(each.model, each.calls) for each in plan.calls] == [("pen-2", 1)]
    assert (plan.calls[0].cost_microusd or 0) > 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "nobody"}, "no peptide is called 'nobody'"),
        ({"model": "pen-9"}, "no price of pen-9 is known"),
        ({"model": "judge-1"}, "judge-1 is a model of the reviewer, of openai"),
    ],
)
async def test_what_cannot_be_tried_is_refused_and_nothing_is_written(platform, desk, held, change, said):
    before = await written(platform)

    for case, more in ((PLAN, {}), (BEGIN, {"act": act()})):
        with pytest.raises(PermanentError, match=said):
            await desk.ask(case, case.request(**{"name": SLUG, **change, **more}))

    assert await written(platform) == before
    assert not platform.queues["peptalk-synthesize"].bodies


async def test_without_a_page_or_without_its_pack_there_is_nothing_to_compare_with(platform, held):
    pack, _ = held
    await platform.files.delete(pack)
    with pytest.raises(PermanentError, match=f"{pack}, on which the page of .* rests, is not in the bucket"):
        await BEGIN.run(platform, BeginTryout(name=SLUG, act=act()))

    await platform.db.run(Statement("UPDATE holds SET state = 'superseded'", ()))
    with pytest.raises(PermanentError, match="has no page to compare with, neither published nor held"):
        await BEGIN.run(platform, BeginTryout(name=SLUG, act=act()))


SPENT = """
INSERT INTO model_calls (request_hash, sample, state, vendor, model, stage, run_id, slug, trace_id, holder, token,
                         cost_microusd, asked_at)
VALUES (?1, 1, 'accepted', 'anthropic', 'pen-1', 'synthesize', ?2, ?3, 't', 'h', 't', ?4, ?5)
"""


async def test_a_spent_budget_is_told_before_anything_is_written(platform, as_function, held):
    await platform.db.run(Statement(SPENT, ("h", "r", "s", 2_000_000, platform.clock.now().isoformat())))
    before = await written(platform)

    with pytest.raises(PermanentError, match=r"the day's budget .* is \$2.00: \$2.00 are spent"):
        await BEGIN.run(as_function("operate", PEPTALK_BUDGET_DAY_USD="2"), BeginTryout(name=SLUG, act=act()))

    assert await written(platform) == before


async def test_what_is_no_tryout_is_not_shown_as_one(desk, held):
    with pytest.raises(PermanentError, match="there is no tryout"):
        await desk.ask(SHOW, ShowTryout(run_id="single-1"))


async def test_what_the_page_took_counts_the_run_that_wrote_its_draft(platform, desk):
    """A person let the draft through later, in a run that asked no model."""
    made = edition()
    await catalog(platform.db, platform.clock.now())
    prices = [ModelPrice(model=name, source="invented", **PRICE) for name in ("pen-1", "judge-1")]
    await platform.db.batch(models.sync(MODELS, prices))
    wrote = await asked(platform, made, "wrote")
    draft = f"drafts/{made.draft.hash}.json"
    judged = ReviewDraft(run_id="wrote", slug=SLUG, trace_id=wrote.trace_id, pack=wrote.pack, draft=draft)
    await platform.db.batch(holds.hold(judged, [], monograph=wrote.monograph, now=platform.clock.now()))
    for number, run_id in enumerate(("wrote", "wrote", "another")):
        spent = (str(number), run_id, SLUG, 12_340, platform.clock.now().isoformat())
        await platform.db.run(Statement(SPENT, spent))
    platform.clock.advance(60)
    published = await handle(await asked(platform, made, "approved"), platform)
    await platform.db.batch(published.writes)

    begun = await desk.ask(BEGIN, BeginTryout(name=SLUG, act=act()))
    report = await desk.ask(SHOW, ShowTryout(run_id=begun.run_id))

    assert (report.tryout.against.kind, report.tryout.against.run_id) == ("version", "approved")
    assert (report.before.calls, report.before.microusd) == (2, 24_680)
