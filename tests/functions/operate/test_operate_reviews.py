"""A person's word on a held draft: by its hash, with a reason, once, audited, and published by a run of its own."""

import asyncio
import re
from dataclasses import replace

import pytest
from invented.editions import asked, catalog, edition
from invented.factories import SLUG, appraisal, pack, study, synthesize
from rigs.fakes import HandDelivery
from rigs.offices import act

from functions.operate.pages.reviewing import (
    APPROVE,
    LIST,
    REJECT,
    SHOW,
    Approve,
    ListReviews,
    Reject,
    ShowReview,
)
from functions.operate.running.runs import SHOW as SHOW_RUN
from functions.operate.running.runs import ShowRun
from functions.render import handler as render
from functions.synthesize import handler as writing
from queues.messages import RenderMonograph, ReviewDraft, decode
from shared.domain.canonical import trace_of
from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Flag
from shared.platform.errors import PermanentError
from shared.platform.ports import Batch, Statement
from shared.store import audit, objects
from shared.store.evidence import studies, study_flags
from shared.store.evidence.study_flags import Told
from shared.store.operations import runs
from shared.store.publishing import holds

WAITS = Finding(rule="first-publication", severity="block", reason="waits")
WHY = act(reason="read in full")


@pytest.fixture
async def held(platform):
    """A held draft with its monograph; the hash of its draft."""
    await catalog(platform.db, platform.clock.now())
    return await hold(platform, edition())


async def hold(platform, made, *, approvable=True, reasons=(WAITS,)):
    job = await asked(platform, made)
    draft = f"drafts/{made.draft.hash}.json"
    judged = ReviewDraft(run_id=job.run_id, slug=SLUG, trace_id=job.trace_id, pack=job.pack, draft=draft)
    monograph = job.monograph if approvable else None
    await platform.db.batch(holds.hold(judged, reasons, monograph=monograph, now=platform.clock.now()))
    return made.draft.hash


async def state(platform):
    return {each.draft: each.state for each in await holds.of(platform.db, SLUG)}


async def test_an_approved_draft_goes_to_render_in_a_run_of_its_own_and_is_audited(platform, desk, held):
    done = await desk.ask(APPROVE, Approve(name="ex 12", draft=held[:12], person="Ada", act=WHY))

    [sent] = [decode(body) for body in platform.queues["peptalk-render"].bodies]
    assert isinstance(sent, RenderMonograph)
    assert (sent.run_id, sent.slug, sent.held) == (done.run_id, SLUG, None)
    [hold] = await holds.listed(platform.db, all=True)
    assert (hold.state, hold.settled_by, hold.settled_reason) == ("approved", "Ada", "read in full")
    report = await desk.ask(SHOW_RUN, ShowRun(run_id=done.run_id))
    assert [(item.slug, item.state) for item in report.items] == [(SLUG, "queued")]
    rows, _ = await audit.listed(platform.db, subject=f"draft/{held}")
    assert [(row.action, row.reason) for row in rows] == [("approve", "read in full")]


async def fell(platform, flag=Flag.RETRACTED, pmid="990000002"):
    """The record of one study that the held draft counts, and what a source told of it since."""
    kept = [(study(pmid), appraisal())]
    await platform.db.batch(studies.record(kept, slug=SLUG, query_hash="q1", now=platform.clock.now()))
    await platform.db.run(study_flags.record([Told(f"PMID:{pmid}", flag, "crossref")], platform.clock.now()))


async def test_a_draft_whose_evidence_was_retracted_since_is_not_approved(platform, desk, held):
    await fell(platform)

    with pytest.raises(PermanentError, match=r"PMID 990000002 was retracted.*run-single exemplin-12"):
        await desk.ask(APPROVE, Approve(name=SLUG, draft=held, person="Ada", act=WHY))

    assert await state(platform) == {f"drafts/{held}.json": "open"}
    assert not platform.queues["peptalk-render"].bodies


async def test_a_concern_alone_is_a_persons_to_weigh(platform, desk, held):
    await fell(platform, Flag.CONCERN)

    await desk.ask(APPROVE, Approve(name=SLUG, draft=held, person="Ada", act=WHY))

    assert await state(platform) == {f"drafts/{held}.json": "approved"}


async def test_a_rejected_draft_is_never_open_again(platform, desk, held):
    await desk.ask(REJECT, Reject(name=SLUG, draft=held, person="Ada", act=WHY))

    await hold(platform, edition())

    assert await state(platform) == {f"drafts/{held}.json": "rejected"}
    assert not platform.queues["peptalk-render"].bodies


async def test_where_nothing_waits_any_more_the_last_that_did_is_named(desk, held):
    await desk.ask(REJECT, Reject(name=SLUG, draft=held, person="Ada", act=WHY))

    with pytest.raises(PermanentError, match=rf"review show {SLUG} --draft {held[:12]}` shows the last .*\(rejected\)"):
        await desk.ask(SHOW, ShowReview(name=SLUG))

    assert (await desk.ask(SHOW, ShowReview(name=SLUG, draft=held[:12]))).hash == held


async def test_what_was_not_read_is_not_approved(platform, desk, held):
    newer = await hold(platform, edition(more=1))

    with pytest.raises(PermanentError, match=r"is superseded .* only what is open"):
        await desk.ask(APPROVE, Approve(name=SLUG, draft=held, person="Ada", act=WHY))

    assert await state(platform) == {f"drafts/{held}.json": "superseded", f"drafts/{newer}.json": "open"}
    assert not platform.queues["peptalk-render"].bodies


async def test_an_act_that_is_asked_for_again_decides_once_and_another_finds_it_decided(platform, held):
    first = Approve(name=SLUG, draft=held, person="Ada", act=act(1, "fine"))

    done = await APPROVE.run(platform, first)
    assert await APPROVE.run(platform, first) == done
    with pytest.raises(PermanentError, match="is approved by Ada since"):
        await REJECT.run(platform, Reject(name=SLUG, draft=held, person="Bo", act=act(2, "no")))

    assert await state(platform) == {f"drafts/{held}.json": "approved"}
    assert len(set(platform.queues["peptalk-render"].bodies)) == 1
    _, rows = await audit.listed(platform.db)
    assert rows == 1


async def test_an_approval_that_is_typed_again_goes_on_with_its_run_while_it_is_unfinished(platform, held):
    first = Approve(name=SLUG, draft=held, person="Ada", act=act(1, "fine"))
    done = await APPROVE.run(platform, first)

    again = await APPROVE.run(platform, first.model_copy(update={"act": act(2, "fine")}))

    assert (again.run_id, again.since is None, done.since) == (done.run_id, False, None)
    assert len(set(platform.queues["peptalk-render"].bodies)) == 1
    for other in ({"person": "Bo"}, {"act": act(3, "very fine")}):
        with pytest.raises(PermanentError, match="is approved by Ada since"):
            await APPROVE.run(platform, first.model_copy(update={"act": act(2, "fine"), **other}))
    await platform.db.run(Statement("UPDATE run_items SET state = 'published'"))
    with pytest.raises(PermanentError, match="is approved by Ada since"):
        await APPROVE.run(platform, first.model_copy(update={"act": act(4, "fine")}))


async def test_of_two_decisions_at_once_one_stands_and_the_other_writes_nothing(platform, held):
    both = await asyncio.gather(
        APPROVE.run(platform, Approve(name=SLUG, draft=held, person="Ada", act=act(1, "fine"))),
        REJECT.run(platform, Reject(name=SLUG, draft=held, person="Bo", act=act(2, "no"))),
        return_exceptions=True,
    )

    [refused] = [each for each in both if isinstance(each, PermanentError)]
    # By the batch where both had looked before either wrote, else by the look.
    assert re.search(r"by somebody else meanwhile|is (approved|rejected) by (Ada|Bo) since", str(refused))
    [stands] = (await state(platform)).values()
    rows, _ = await audit.listed(platform.db)
    assert [row.action for row in rows] == ["approve" if stands == "approved" else "reject"]
    assert len(platform.queues["peptalk-render"].bodies) == (stands == "approved")


async def test_what_rules_hold_cannot_be_approved_and_is_shown_with_its_reasons(platform, desk):
    await catalog(platform.db, platform.clock.now())
    made = edition()
    against = Finding(
        rule="C10", severity="block", claim=made.draft.claims[0].id, reason="promises safety", span="safe"
    )
    draft = await hold(platform, made, approvable=False, reasons=(against, WAITS))

    shown = await desk.ask(SHOW, ShowReview(name=SLUG))
    with pytest.raises(PermanentError, match="no person sets aside"):
        await desk.ask(APPROVE, Approve(name=SLUG, draft=draft, person="Ada", act=WHY))

    assert shown.hash == draft
    assert shown.findings == (WAITS,)
    assert shown.claims[0].findings == (against,)
    assert set(shown.claims[0].quotes) == set(made.draft.claims[0].sentences)
    assert await state(platform) == {f"drafts/{draft}.json": "open"}


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        (
            Approve(name=SLUG, draft="0" * 12, person="Ada", act=WHY),
            "no held draft whose hash begins with 000000000000",
        ),
        (Approve(name="nothing", draft="0" * 12, person="Ada", act=WHY), "no peptide is called 'nothing'"),
        (Approve(name=SLUG, draft="0" * 12, person="Ada", act=act(1, " ")), "say why"),
    ],
)
async def test_a_decision_on_nothing_says_what_there_is(desk, held, asks, said):
    with pytest.raises(PermanentError, match=said):
        await desk.ask(APPROVE, asks)


async def test_nothing_waits_and_nothing_was_held(platform, desk):
    await catalog(platform.db, platform.clock.now())

    assert (await desk.ask(LIST, ListReviews(all=True))).holds == ()
    with pytest.raises(PermanentError, match="nothing of Exemplin-12 waits for a person"):
        await desk.ask(SHOW, ShowReview(name=SLUG))


async def write(platform, run, *, origin=SLUG, of=None, **more):
    """A run whose evidence the writer gets; by default there is no sentence in it that could be quoted."""
    platform.clock.advance(3_600)
    key = await objects.keep(platform.files, "packs", (of or pack(sentences=())).encode())
    await platform.db.batch(runs.start(run, "single", origin, [SLUG], platform.clock.now()))
    job = synthesize(run_id=run, trace_id=trace_of(run, SLUG), pack=key, **more)
    delivery = HandDelivery(job.encode())
    await writing.queue(Batch("peptalk-synthesize", [delivery]), replace(platform, function="synthesize"))
    assert delivery.settled == "acked"


async def publish(platform, run, **more):
    job = await asked(platform, edition(**more), run)
    await render.queue(
        Batch("peptalk-render", [HandDelivery(job.encode())]), replace(platform, function="render", env={})
    )


async def reasons(desk):
    return [each.reason for each in (await desk.ask(LIST, ListReviews())).without_draft]


async def test_what_is_held_without_a_draft_is_listed_with_its_reason_and_since_when(platform, desk):
    await catalog(platform.db, platform.clock.now())
    await write(platform, "monday")
    since = platform.clock.now().isoformat()[:16]
    await write(platform, "tuesday")

    found = await desk.ask(LIST, ListReviews())
    with pytest.raises(PermanentError, match="no abstract of") as told:
        await desk.ask(SHOW, ShowReview(name="ex 12"))

    assert found.holds == ()
    [item] = found.without_draft
    assert (item.slug, item.name, item.run_id, item.stage) == (SLUG, "Exemplin-12", "tuesday", "synthesize")
    assert (item.since[:16], item.since < item.held_at, item.current_version) == (since, True, 0)
    assert "no abstract of" in item.reason
    assert f"held without a draft since {since} (it has no page yet)" in str(told.value)
    assert item.trace_id in str(told.value)


async def test_a_page_that_stays_is_named_and_what_came_before_it_is_forgotten(platform, desk):
    await catalog(platform.db, platform.clock.now())
    await write(platform, "monday")
    platform.clock.advance(60)
    await publish(platform, "tuesday")
    assert await reasons(desk) == []
    await write(platform, "wednesday")

    [item] = (await desk.ask(LIST, ListReviews())).without_draft
    with pytest.raises(PermanentError, match=r"version 1 stays"):
        await desk.ask(SHOW, ShowReview(name=SLUG))

    assert (item.run_id, item.since, item.current_version) == ("wednesday", item.held_at, 1)


async def test_a_run_under_way_hides_nothing_and_one_that_ended_otherwise_takes_it_away(platform, desk):
    await catalog(platform.db, platform.clock.now())
    await write(platform, "monday")
    platform.clock.advance(60)
    job = await asked(platform, edition(), "tuesday")
    under_way = await reasons(desk)

    await render.queue(Batch("peptalk-render", [HandDelivery(job.encode())]), replace(platform, function="render"))

    assert (len(under_way), await reasons(desk)) == (1, [])


async def test_a_draft_before_a_person_is_no_item_without_one_whatever_they_say_of_it(platform, desk, held):
    await write(platform, "tuesday")
    waiting = await reasons(desk)

    await desk.ask(REJECT, Reject(name=SLUG, draft=held, person="Ada", act=WHY))

    # The item of the run that held the draft is told of by its hold; Tuesday's has none.
    assert (waiting, [each[:11] for each in await reasons(desk)]) == ([], ["no abstract"])


async def test_what_was_only_tried_out_is_not_listed(platform, desk):
    await catalog(platform.db, platform.clock.now())

    await write(platform, "tryout-1", origin=f"tryout:{SLUG}")

    assert await reasons(desk) == []
