"""A rejection by mistake is taken back: by the draft's hash, with a reason and a name, where nothing newer is there."""

import asyncio

import pytest
from invented.editions import asked, catalog, edition
from invented.factories import SLUG, appraisal, study, synthesize
from rigs.offices import act

from functions.operate.pages.reopening import REOPEN, Reopen
from functions.operate.pages.reviewing import APPROVE, LIST, REJECT, Approve, ListReviews, Reject
from queues.messages import ReviewDraft
from shared.domain.canonical import trace_of
from shared.domain.fingerprints import present
from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Flag
from shared.platform.deliveries import work
from shared.platform.errors import PermanentError
from shared.platform.ports import Statement
from shared.store import audit
from shared.store.evidence import peptides, studies, study_flags
from shared.store.evidence.study_flags import Told
from shared.store.operations import runs
from shared.store.publishing import holds, notices

WAITS = Finding(rule="first-publication", severity="block", reason="waits")
MISTAKE = act(7, "the wrong peptide was meant")


async def held_of(platform, made, *, approvable=True):
    """A held draft, decided on as comply and render decide on what they hold; its hash."""
    platform.clock.advance(60)
    job, now = await asked(platform, made, f"run-{made.draft.hash[:6]}"), platform.clock.now()
    draft = f"drafts/{made.draft.hash}.json"
    judged = ReviewDraft(run_id=job.run_id, slug=SLUG, trace_id=job.trace_id, pack=job.pack, draft=draft)
    decided = peptides.decided(
        SLUG, present(made.pack.hash, ""), draft=draft, monograph=None, run_id=job.run_id, now=now
    )
    monograph = job.monograph if approvable else None
    await platform.db.batch([*holds.hold(judged, [WAITS], monograph=monograph, now=now), decided])
    return made.draft.hash


@pytest.fixture
async def rejected(platform):
    """The hash of a draft that Ada rejected."""
    await catalog(platform.db, platform.clock.now())
    draft = await held_of(platform, edition())
    await REJECT.run(platform, Reject(name=SLUG, draft=draft, person="Ada", act=act(1, "too thin")))
    platform.clock.advance(60)
    return draft


def asks(rejected, **more):
    return Reopen(**{"name": "ex 12", "draft": rejected[:12], "person": "Bo", "act": MISTAKE, **more})


async def states(platform):
    return {each.draft[7:15]: each.state for each in await holds.of(platform.db, SLUG)}


async def test_it_waits_again_as_it_was_and_the_audit_says_who_had_said_no_and_who_took_it_back(
    platform, desk, rejected
):
    [before] = await holds.of(platform.db, SLUG)

    done = await desk.ask(REOPEN, asks(rejected))

    [after] = (await desk.ask(LIST, ListReviews())).holds
    none = {"settled_at": None, "settled_by": None, "settled_reason": None}
    assert after == before.model_copy(update={"state": "open", **none})
    assert (done.slug, done.draft, done.approvable, done.judged_before) == (SLUG, rejected, True, False)
    rows, _ = await audit.listed(platform.db, subject=f"draft/{rejected}")
    assert [(row.action, row.reason) for row in rows] == [("reopen", MISTAKE.reason), ("reject", "too thin")]
    assert '"person": "Ada"' in rows[0].before
    assert '"reason": "too thin"' in rows[0].before
    assert '"person": "Bo"' in rows[0].after


async def test_what_was_reopened_is_approved_or_rejected_as_any(platform, desk, rejected):
    await desk.ask(REOPEN, asks(rejected))
    await desk.ask(REJECT, Reject(name=SLUG, draft=rejected, person="Cy", act=act(2, "no after all")))
    await desk.ask(REOPEN, asks(rejected, act=act(3, "once more")))

    done = await desk.ask(APPROVE, Approve(name=SLUG, draft=rejected, person="Cy", act=act(4, "read in full")))

    assert done.run_id is not None
    assert len(platform.queues["peptalk-render"].bodies) == 1
    assert list((await states(platform)).values()) == ["approved"]


async def test_an_act_that_is_asked_for_again_reopens_once(platform, rejected):
    first = await REOPEN.run(platform, asks(rejected))

    assert await REOPEN.run(platform, asks(rejected)) == first
    with pytest.raises(PermanentError, match=f"waits for a person already: `peptalk review show {SLUG} --draft"):
        await REOPEN.run(platform, asks(rejected, act=act(8, "again")))

    rows, _ = await audit.listed(platform.db, subject=f"draft/{rejected}")
    assert [row.action for row in rows] == ["reopen", "reject"]


async def test_of_two_at_once_one_reopens_and_the_other_writes_nothing(platform, rejected):
    both = await asyncio.gather(
        REOPEN.run(platform, asks(rejected, act=act(8, "one"))),
        REOPEN.run(platform, asks(rejected, act=act(9, "two"))),
        return_exceptions=True,
    )

    [refused] = [each for each in both if isinstance(each, PermanentError)]
    assert "meanwhile" in str(refused) or "waits for a person already" in str(refused)
    rows, _ = await audit.listed(platform.db, subject=f"draft/{rejected}")
    assert [row.action for row in rows] == ["reopen", "reject"]


async def test_what_was_never_rejected_is_told_so(platform, desk, rejected):
    await desk.ask(REOPEN, asks(rejected))
    await desk.ask(APPROVE, Approve(name=SLUG, draft=rejected, person="Cy", act=act(4, "read in full")))

    with pytest.raises(PermanentError, match=r"is approved by Cy since .*; only what was rejected can be reopened"):
        await desk.ask(REOPEN, asks(rejected, act=act(8, "again")))


@pytest.mark.parametrize("then", ["open", "rejected"])
async def test_a_newer_draft_keeps_it_rejected(then, platform, desk, rejected):
    newer = await held_of(platform, edition(more=1))
    if then == "rejected":
        await desk.ask(REJECT, Reject(name=SLUG, draft=newer, person="Ada", act=act(2, "too thin")))

    with pytest.raises(PermanentError, match=rf"stays rejected: .*{newer[:12]}") as told:
        await desk.ask(REOPEN, asks(rejected))

    assert ("review show" if then == "open" else "run-single exemplin-12 --full-draft") in str(told.value)
    assert await states(platform) == {rejected[:8]: "rejected", newer[:8]: then}
    rows, _ = await audit.listed(platform.db, subject=f"draft/{rejected}")
    assert [row.action for row in rows] == ["reject"]


async def test_a_draft_that_was_published_since_keeps_it_rejected(platform, desk, rejected):
    made = edition(more=1)
    seen = present(made.pack.hash, "")
    now = platform.clock.now()
    decided = peptides.decided(SLUG, seen, draft="drafts/other.json", monograph="m", run_id="later", now=now)
    await platform.db.run(decided)

    with pytest.raises(PermanentError, match="stays rejected: another draft was decided on since"):
        await desk.ask(REOPEN, asks(rejected))


async def came_to(platform, pack, run, origin=SLUG):
    """A later run that asks for a draft from this pack."""
    platform.clock.advance(3_600)
    job = synthesize(run_id=run, trace_id=trace_of(run, SLUG), pack=f"packs/{pack.hash}.json")
    now = platform.clock.now()
    await platform.db.batch([*runs.start(run, "single", origin, [SLUG], now), work.enqueue([job], now)])


async def test_newer_evidence_keeps_it_rejected_also_while_it_has_no_draft(platform, desk, rejected):
    await came_to(platform, edition(more=1).pack, "tuesday")

    with pytest.raises(PermanentError, match="its evidence is not the newest any more: run tuesday came to newer"):
        await desk.ask(REOPEN, asks(rejected))


async def test_a_later_run_over_the_same_evidence_and_what_was_tried_out_do_not(platform, desk, rejected):
    await came_to(platform, edition().pack, "tuesday")
    await came_to(platform, edition(more=1).pack, "tryout-1", origin=f"tryout:{SLUG}")

    assert (await desk.ask(REOPEN, asks(rejected))).draft == rejected


async def test_a_page_that_was_taken_back_is_written_anew(platform, desk, rejected):
    await platform.db.run(notices.SQL("decide_anew", slug=SLUG, version=0, now="2026-12-01T00:00:00.000Z"))

    with pytest.raises(PermanentError, match="its evidence is not the newest any more; a new draft"):
        await desk.ask(REOPEN, asks(rejected))


async def test_evidence_that_fell_keeps_it_rejected(platform, desk, rejected):
    kept = [(study("990000002"), appraisal())]
    await platform.db.batch(studies.record(kept, slug=SLUG, query_hash="q1", now=platform.clock.now()))
    await platform.db.run(
        study_flags.record([Told("PMID:990000002", Flag.RETRACTED, "crossref")], platform.clock.now())
    )

    with pytest.raises(PermanentError, match=r"cannot be reopened: .*PMID 990000002 was retracted"):
        await desk.ask(REOPEN, asks(rejected))

    assert list((await states(platform)).values()) == ["rejected"]


async def test_the_batch_itself_refuses_what_another_superseded_meanwhile(platform, rejected):
    [hold] = await holds.of(platform.db, SLUG)
    await held_of(platform, edition(more=1))

    with pytest.raises(Exception, match=r"CHECK|constraint"):
        await platform.db.run(holds.reopen(SLUG, hold.draft, edition().pack.hash))

    assert (await states(platform))[rejected[:8]] == "rejected"


async def test_rules_that_changed_since_and_rules_that_speak_against_it_are_told(platform, desk):
    await catalog(platform.db, platform.clock.now())
    draft = await held_of(platform, edition(), approvable=False)
    await desk.ask(REJECT, Reject(name=SLUG, draft=draft, person="Ada", act=act(1, "too thin")))
    await platform.db.run(Statement("UPDATE peptides SET decided_judging = 'older rules'"))

    done = await desk.ask(REOPEN, asks(draft))

    assert (done.approvable, done.judged_before) == (False, True)
    with pytest.raises(PermanentError, match="no person sets aside"):
        await desk.ask(APPROVE, Approve(name=SLUG, draft=draft, person="Cy", act=act(4, "read in full")))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"draft": "0" * 12}, "no held draft whose hash begins with 000000000000"),
        ({"name": "nothing"}, "no peptide is called 'nothing'"),
        ({"act": act(1, " ")}, "say why"),
    ],
)
async def test_what_is_not_there_is_told_with_what_there_is(desk, rejected, more, said):
    with pytest.raises(PermanentError, match=said):
        await desk.ask(REOPEN, asks(rejected, **more))
