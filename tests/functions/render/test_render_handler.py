"""Render's handler: one job in, a version out, unless it stands, comes too late or must be held."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from invented.editions import Edition, asked, catalog, edition, stored
from invented.factories import RUN, SLUG, appraisal, claim, peptide, study
from rigs.fakes import HandDelivery, ManualClock

from functions.comply.compose import compose
from functions.render.handler import handle, queue
from queues.messages import RenderMonograph, ReviewDraft
from shared.domain.evidence.override import Override
from shared.domain.fingerprints import door, present
from shared.domain.grading.grade import grade
from shared.domain.instants import stamp
from shared.domain.publishing.manifest import Manifest
from shared.domain.publishing.monograph import Finding, Reviewer
from shared.domain.vocabulary import Flag
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.errors import ConstraintViolated, Corrupt, PermanentError
from shared.platform.ports import Batch, Platform
from shared.store import objects
from shared.store.evidence import overrides, peptides, studies, study_flags
from shared.store.publishing import holds, versions
from shared.store.reading import readable


@pytest.fixture
def render(as_function: Callable[..., Platform]) -> Platform:
    return as_function("render")


async def deliver(platform: Platform, job: RenderMonograph) -> HandDelivery:
    delivery = HandDelivery(job.encode())
    await queue(Batch("peptalk-render", [delivery]), platform)
    return delivery


async def item(platform: Platform, run_id: str = RUN) -> dict[str, object]:
    from shared.store.operations import runs

    return (await runs.items(platform.db, run_id))[0].model_dump()


async def test_a_first_publication_is_version_1_with_page_pdf_and_manifest(
    render: Platform, clock: ManualClock
) -> None:
    await catalog(render.db, clock.now())
    made = edition()
    job = await asked(render, made, searched_at="2026-11-23T01:59:00.000Z")

    delivery = await deliver(render, job)

    assert delivery.settled == "acked"
    assert (await item(render))["state"] == "published"
    version = await versions.current(render.db, SLUG)
    assert version is not None
    assert (version.version, version.changed.first, version.approved_by) == (1, True, "automatic")
    assert version.content_hash == made.monograph.hash
    assert (await objects.load(render.files, version.page)).startswith(b"<!DOCTYPE html>")
    assert (await objects.load(render.files, version.pdf)).startswith(b"%PDF-")
    manifest = Manifest.model_validate_json(await objects.load(render.files, version.manifest))
    assert manifest.pmids_in == ("990000001", "990000002", "990000003")
    assert [(each.pmid, each.reason) for each in manifest.pmids_out] == [("999999999", "retracted (D2)")]
    assert manifest.searches[0].query == '"Exemplin-12"[tiab] <or> more'
    assert (manifest.searches[0].found, manifest.searches[0].missing) == (2, ("990000009",))


@pytest.mark.parametrize("word", ["retracted", "excluded"])
async def test_what_fell_since_the_evidence_was_packed_is_not_published(
    render: Platform, clock: ManualClock, word: str
) -> None:
    await catalog(render.db, clock.now())
    job = await asked(render, edition())
    kept = [(study("990000001"), appraisal())]
    await render.db.batch(studies.record(kept, slug=SLUG, query_hash="q1", now=clock.now()))
    if word == "retracted":
        flag = study_flags.Told("PMID:990000001", Flag.RETRACTED, "pubmed")
        await render.db.run(study_flags.record([flag], clock.now()))
    else:
        said = {"reason": "read in full", "person": "Ada", "made_at": stamp(clock.now())}
        decision = Override(id="o1", pmid="990000001", action="exclude", **said)
        await render.db.batch(overrides.make(decision, clock.now()))

    await deliver(render, job)

    made = await item(render)
    assert (made["state"], "PMID 990000001 was retracted, deleted or excluded" in str(made["reason"])) == ("held", True)
    assert await versions.current(render.db, SLUG) is None


async def test_a_publication_decides_and_counts(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    made = edition()
    job = await asked(render, made)

    await deliver(render, job)

    decided = await peptides.by_slug(render.db, SLUG)
    assert decided is not None
    assert decided.decided.evidence == made.pack.hash
    assert decided.decided_monograph == job.monograph
    assert decided.decided_draft == f"drafts/{made.draft.hash}.json"
    assert decided.evidence_grade == made.monograph.grade.level.value
    (listed,) = await readable.listed(render.db, readable.Wanted(), ("", ""), 2)
    assert (listed.counts.human_rct, listed.counts.animal) == (1, 1)


async def test_what_was_graded_under_older_rules_says_so_and_is_judged_again(
    render: Platform, clock: ManualClock
) -> None:
    made = edition()
    older = made.monograph.model_copy(update={"grade": grade(made.pack, 2)})
    await catalog(render.db, clock.now())

    await deliver(render, await asked(render, replace(made, monograph=older)))

    version = await versions.current(render.db, SLUG)
    assert version is not None
    manifest = await objects.read(render.files, Manifest, version.manifest)
    assert manifest.editions.grading == 2
    row = await peptides.by_slug(render.db, SLUG)
    assert row is not None
    today = present(made.pack.hash, row.peptide.shown(clock.now().date()))
    assert door(today, row.decided, has_draft=True, has_monograph=True) == "comply"


async def test_it_says_that_it_published_once_it_has(render: Platform, clock: ManualClock, lines: list[str]) -> None:
    await catalog(render.db, clock.now())

    await deliver(render, await asked(render, edition()))

    said = [json.loads(line) for line in lines]
    assert [each["message"] for each in said if each["event"] == "published"] == [
        "pipeline published Exemplin-12 version 1"
    ]


async def test_more_evidence_makes_version_2_that_says_what_changed(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    await deliver(render, await asked(render, edition()))
    clock.advance(86_400)

    await deliver(render, await asked(render, edition(more=1), "night-2"))

    second = await versions.current(render.db, SLUG)
    assert second is not None
    assert second.version == 2
    assert second.changed.studies_added == ("990000004",)
    assert len(second.changed.claims_added) == 1
    assert not second.changed.first
    page = (await objects.load(render.files, second.page)).decode()
    assert "1 study was added" in page


async def test_the_same_monograph_makes_no_new_version(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    await deliver(render, await asked(render, edition()))
    clock.advance(86_400)

    await deliver(render, await asked(render, edition(), "night-2"))

    assert (await item(render, "night-2"))["state"] == "unchanged"
    assert [each.version for each in await versions.history(render.db, SLUG)] == [1]


async def test_a_changed_entry_shows_the_same_monograph_anew(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    first = await asked(render, edition(), searched_at="2026-11-23T01:59:00.000Z")
    await deliver(render, first)
    clock.advance(86_400)
    await catalog(render.db, clock.now(), peptide(sample=True, aliases=["EX-12", "Exemplin"]))

    await deliver(render, await asked(render, edition(), "night-2"))

    second = await versions.current(render.db, SLUG)
    assert second is not None
    assert second.version == 2
    page = (await objects.load(render.files, second.page)).decode()
    assert "Exemplin." in page
    assert "[tiab] &lt;or&gt; more" in page, "a run that only shows anew repeats the searches behind the pack"


async def test_the_same_work_delivered_after_its_publication_publishes_nothing(
    render: Platform, clock: ManualClock
) -> None:
    await catalog(render.db, clock.now())
    job = await asked(render, edition())
    await deliver(render, job)

    again = await handle(job, render)

    assert again == Outcome(settled=Settled("published", version=1))


async def test_of_two_that_race_for_a_version_one_publishes_and_the_other_is_superseded(
    render: Platform, clock: ManualClock
) -> None:
    await catalog(render.db, clock.now())
    one = await asked(render, edition(), "run-1", searched_at="2026-11-23T01:00:00.000Z")
    other = await asked(render, edition(extractive=True), "run-2", searched_at="2026-11-23T01:30:00.000Z")
    mine, theirs = await handle(one, render), await handle(other, render)

    await render.db.batch(theirs.writes)
    with pytest.raises(ConstraintViolated):
        await render.db.batch(mine.writes)

    assert [each.run_id for each in await versions.history(render.db, SLUG)] == ["run-2"]
    retried = await handle(one, render)
    assert retried.settled is not None
    assert retried.settled.state == "superseded"
    assert not retried.writes


async def test_the_loser_with_newer_evidence_goes_on_as_the_next_version(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    one = await asked(render, edition(), "run-1", searched_at="2026-11-23T01:00:00.000Z")
    other = await asked(render, edition(more=1), "run-2", searched_at="2026-11-23T01:30:00.000Z")
    mine, theirs = await handle(one, render), await handle(other, render)

    await render.db.batch(mine.writes)
    with pytest.raises(ConstraintViolated):
        await render.db.batch(theirs.writes)

    retried = await handle(other, render)
    assert retried.settled == Settled("published", version=2)
    await render.db.batch(retried.writes)
    second = await versions.current(render.db, SLUG)
    assert second is not None
    assert second.changed.studies_added == ("990000004",)


async def test_evidence_older_than_what_a_later_run_held_is_superseded(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    old = await asked(render, edition(), "run-1", searched_at="2026-11-23T01:00:00.000Z")
    new = edition(more=1)
    await asked(render, new, "run-2", searched_at="2026-11-23T01:30:00.000Z")
    known = await peptides.by_slug(render.db, SLUG)
    assert known is not None
    held = known.decided.model_copy(update={"evidence": new.pack.hash})
    await render.db.run(peptides.decided(SLUG, held, draft=None, monograph=None, run_id="run-2", now=clock.now()))

    outcome = await handle(old, render)

    assert outcome.settled == Settled("superseded", "run-2 decided on newer evidence")


async def test_a_retired_peptide_is_not_published(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    job = await asked(render, edition())
    await catalog(render.db, clock.now(), peptide(slug="another", name="Another", sample=True))

    outcome = await handle(job, render)

    assert outcome.settled is not None
    assert outcome.settled.state == "superseded"


async def test_words_that_break_a_rule_are_held_and_leave_nothing_behind(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    made = edition()
    bad = made.draft.model_copy(
        update={"claims": (claim("You should take 250 mcg twice daily.", sentences=("S1.1",)), *made.draft.claims[1:])}
    )
    job = await asked(render, Edition(made.pack, bad, compose(made.pack, bad, (), Reviewer(kind="none"))))

    await deliver(render, job)

    state = await item(render)
    assert state["state"] == "held"
    assert "C01" in str(state["reason"]) or "C05" in str(state["reason"])
    assert await versions.history(render.db, SLUG) == []
    assert not (await render.files.list("artifacts/")).objects


async def test_what_a_person_must_decide_on_is_rendered_for_them_and_published_to_nobody(
    render: Platform, clock: ManualClock
) -> None:
    await catalog(render.db, clock.now())
    reasons = holds.Reasons(findings=(Finding(rule="first-publication", severity="block", reason="waits for Ada"),))
    key = await objects.keep(render.files, "reviews", reasons.encode())
    job = (await asked(render, edition())).model_copy(update={"held": key})

    await deliver(render, job)

    state = await item(render)
    assert (state["state"], state["reason"]) == ("held", "waits for Ada")
    assert await versions.history(render.db, SLUG) == []
    assert not (await render.files.list("artifacts/")).objects
    [hold] = await holds.listed(render.db, all=False)
    assert (hold.monograph, hold.reasons) == (job.monograph, reasons.findings)
    page = (await objects.load(render.files, str(hold.page))).decode()
    assert "Not published: for review only. Invented sample." in page
    assert "This page as PDF" not in page
    assert (await objects.load(render.files, str(hold.pdf))).startswith(b"%PDF-")


async def test_a_private_rendering_that_breaks_a_rule_can_be_read_and_not_approved(
    render: Platform, clock: ManualClock
) -> None:
    await catalog(render.db, clock.now())
    made = edition()
    bad = made.draft.model_copy(update={"claims": (claim("Take 250 mcg twice daily.", sentences=("S1.1",)),)})
    job = await asked(render, Edition(made.pack, bad, compose(made.pack, bad, (), Reviewer(kind="none"))))

    await deliver(render, job)

    [hold] = await holds.listed(render.db, all=False)
    assert hold.monograph is None
    assert hold.reasons
    assert "Take 250 mcg twice daily." in (await objects.load(render.files, str(hold.page))).decode()


async def test_quoted_words_are_never_judged_by_the_rules_for_our_own(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    quote = "You should take 250 mcg twice daily, said the leaflet that we studied."
    job = await asked(render, edition(extractive=True, human=quote))

    await deliver(render, job)

    assert (await item(render))["state"] == "published"


async def test_an_approved_draft_is_not_called_unreviewed(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    made = edition()
    job = await asked(render, made)
    keys = await stored(render.files, made)
    judged = ReviewDraft(run_id=RUN, slug=SLUG, trace_id=job.trace_id, pack=job.pack, draft=keys["drafts"])
    await render.db.batch(holds.hold(judged, (), monograph=job.monograph, now=clock.now()))
    await render.db.run(holds.settle(SLUG, keys["drafts"], "approved", "Ada", "read in full", clock.now()))

    await deliver(render, job)

    version = await versions.current(render.db, SLUG)
    assert version is not None
    assert version.approved_by == "person"
    assert b"Not reviewed by a person" not in await objects.load(render.files, version.page)


async def test_an_unknown_peptide_is_a_permanent_error(render: Platform) -> None:
    made = edition()
    keys = await stored(render.files, made)
    job = RenderMonograph(run_id=RUN, slug=SLUG, trace_id="0" * 16, pack=keys["packs"], monograph=keys["monographs"])

    with pytest.raises(PermanentError, match="exemplin-12 is no peptide"):
        await handle(job, render)


async def test_a_monograph_of_another_pack_is_corrupt(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    job = await asked(render, edition())
    other = await stored(render.files, edition(more=1))

    with pytest.raises(Corrupt, match="another pack"):
        await handle(job.model_copy(update={"monograph": other["monographs"]}), render)


async def test_two_days_apart_the_dates_differ(render: Platform, clock: ManualClock) -> None:
    await catalog(render.db, clock.now())
    await deliver(render, await asked(render, edition()))
    clock.advance(timedelta(days=2).total_seconds())

    await deliver(render, await asked(render, edition(more=1), "night-2"))

    newest, oldest = await versions.history(render.db, SLUG)
    assert (oldest.published_at, newest.published_at) == ("2026-11-23T02:00:00.000Z", stamp(clock.now()))
