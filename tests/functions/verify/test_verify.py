"""The nightly sweep, end to end: sandbox vendors, SQLite, a folder as bucket, and the pipeline behind it."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest

from functions.verify import pages, pubmed
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.manifest import quoted
from shared.domain.vocabulary import Flag
from shared.store import objects
from shared.store.publishing import proofs

NIGHT = datetime(2026, 11, 26, 4, tzinfo=UTC)
PAGE, SMALL = "pretendulin", "utopentide"
TRIAL, ONLY = "990000021", "990000045"
ALL_QUOTED = (ONLY, "990000042")
"""What the page of `SMALL` quotes."""
"""What most of Pretendulin's grade rests on, and the only study that Utopentide's page quotes."""


async def test_a_night_with_nothing_new_costs_three_requests_and_three_rows(published):
    before = await published.rows("SELECT count(*) AS n FROM work")

    await published.tick()
    await published.tick(hour=5)

    done = await published.sweep()
    assert published.sandbox.counts() == {"ncbi": 1, "crossref": 2}
    assert {part: (each.looked_at, each.found) for part, each in done.items()} == {
        "pubmed": (12, 0),
        "crossref": (12, 0),
        "pages": (2, 0),
    }
    assert all(each.finished_at for each in done.values())
    assert await published.rows("SELECT count(*) AS n FROM work") == before
    assert (await published.rows("SELECT count(*) AS n FROM study_flags"), await published.alerts()) == ([{"n": 0}], [])


async def test_a_retraction_takes_its_claims_from_the_page_and_grades_it_again(published):
    old = await published.monograph(PAGE)
    published.told(TRIAL, "RetractionIn")

    await published.tick()
    await published.judged()
    await published.tick(hour=5)

    new, version = await published.monograph(PAGE), await published.current(PAGE)
    rested = {claim.id for claim in old.claims if TRIAL in {quote.pmid for quote in claim.quotes}}
    assert (version.version, version.changed.retracted, set(version.changed.claims_removed)) == (2, (TRIAL,), rested)
    assert [each.id for each in new.claims] == [each.id for each in old.claims if each.id not in rested]
    assert TRIAL not in quoted(new)
    assert (TRIAL in old.grade.deciding, TRIAL in new.grade.deciding) == (True, False)
    assert (old.grade.excluded.get("retracted"), new.grade.excluded["retracted"]) == (None, 1)
    (notice,) = await published.notices()
    assert (notice.kind, notice.pmid, notice.version, notice.state, notice.outcome) == (
        "retraction", TRIAL, 1, "published", 2,
    )  # fmt: skip
    assert notice.sent_at is None
    report = await proofs.verify(published.embedded.db, published.embedded.files, PAGE)
    assert report.faults == ()
    assert published.sandbox.counts()["ncbi"] == 3


async def test_no_writer_is_asked_and_the_searches_stay_on_the_page(published):
    before = await published.current(PAGE)
    published.told(TRIAL, "RetractionIn")

    await published.tick()
    await published.judged()

    after = await published.current(PAGE)
    work = await published.rows("SELECT stage FROM work WHERE run_id = ? ORDER BY stage", after.run_id)
    manifests = [
        (await proofs.examine(published.embedded.files, each))[1].manifest  # pyright: ignore[reportOptionalMemberAccess]
        for each in (before, after)
    ]
    assert [each["stage"] for each in work] == ["comply", "render"]
    assert manifests[0].searches
    assert manifests[1].searches == manifests[0].searches


async def test_two_ticks_at_once_and_a_third_later_publish_once(published):
    published.told(TRIAL, "RetractionIn")

    await asyncio.gather(published.tick(), published.tick())
    await published.tick(hour=5)
    await published.judged()
    await published.tick(hour=6)

    assert len(await published.notices()) == 1
    assert await published.rows("SELECT count(*) AS n FROM runs WHERE id LIKE 'verify-%'") == [{"n": 1}]
    assert (await published.current(PAGE)).version == 2


async def test_a_page_of_which_nothing_is_left_is_withdrawn_and_comes_back_with_evidence(published):
    for pmid in ALL_QUOTED:
        published.told(pmid, "RetractionIn")

    await published.tick()

    gone = await published.current(SMALL)
    assert gone.withdrawn
    assert gone.withdrawn.startswith("This page was withdrawn on 2026-11-26: the study with PMID ")
    assert all(f"the study with PMID {pmid} was retracted" in gone.withdrawn for pmid in ALL_QUOTED)
    assert {(each.pmid, each.state, each.run_id) for each in await published.notices()} == {
        (pmid, "withdrawn", None) for pmid in ALL_QUOTED
    }
    (row,) = await published.rows("SELECT decided_evidence FROM peptides WHERE slug = ?", SMALL)
    assert row["decided_evidence"] == ""


async def test_a_concern_is_shown_and_caps_the_grade_and_no_claim_goes(published):
    old = await published.monograph(PAGE)
    published.told(TRIAL, "ExpressionOfConcernIn")

    await published.tick()
    await published.judged()
    await published.tick(hour=5)

    new = await published.monograph(PAGE)
    (shown,) = [each for each in new.references if each.pmid == TRIAL]
    (notice,) = await published.notices()
    assert shown.flags == (Flag.CONCERN,)
    assert [each.id for each in new.claims] == [each.id for each in old.claims]
    assert "cap-concern" not in {each.rule for each in old.grade.steps}
    assert "cap-concern" in {each.rule for each in new.grade.steps}
    assert (notice.kind, notice.state) == ("expression_of_concern", "published")


async def test_what_is_under_concern_is_asked_again_and_a_retraction_since_then_counts(published):
    published.told(TRIAL, "ExpressionOfConcernIn")
    await published.tick()
    await published.judged()

    published.told(TRIAL, "RetractionIn")
    await published.tick(night=1)
    await published.judged()

    assert TRIAL not in quoted(await published.monograph(PAGE))
    assert (await published.current(PAGE)).version == 3


async def test_a_page_that_waits_too_long_for_its_successor_is_withdrawn(published):
    published.told(TRIAL, "RetractionIn")

    await published.tick()
    await published.tick(hour=8)
    patient = await published.current(PAGE)
    await published.tick(hour=9)

    gone = await published.current(PAGE)
    (notice,) = await published.notices()
    assert (patient.withdrawn, gone.version, notice.state) == (None, 1, "withdrawn")
    assert gone.withdrawn
    assert await published.alerts() == [f"page/{PAGE}"]


async def test_a_successor_lifts_a_withdrawal(published):
    published.told(TRIAL, "RetractionIn")
    await published.tick()
    await published.tick(hour=10)

    await published.judged()

    back = await published.current(PAGE)
    assert (back.version, back.withdrawn) == (2, None)


async def test_a_record_that_no_longer_says_what_is_quoted_loses_its_claims_and_alerts(published):
    await published.rows("UPDATE studies SET abstract = replace(abstract, 'a', 'e') WHERE id = ?", f"PMID:{TRIAL}")

    await published.tick()
    alerted = await published.alerts()
    await published.judged()
    await published.tick(night=1)

    (notice,) = await published.notices()
    assert alerted == [f"page/{PAGE}"]
    assert (notice.kind, notice.pmid, notice.state) == ("quote", TRIAL, "published")
    assert TRIAL not in quoted(await published.monograph(PAGE))
    assert await published.alerts() == []


async def test_a_page_of_rules_that_are_not_computed_any_more_is_named_and_alerts_nobody(published, monkeypatch):
    monkeypatch.setattr("shared.gates.proof.GRADED_ANEW", (98, 99))

    await published.tick()

    report = await proofs.verify(published.embedded.db, published.embedded.files, PAGE)
    (fault,) = report.faults
    assert fault.reason.startswith("it was graded under edition 5 of the rules")
    assert "Next: `peptalk run-single pretendulin`" in fault.reason
    assert await published.alerts() == []


async def test_stored_bytes_that_do_not_hold_alert_and_settle_once_they_are_back(published):
    version = await published.current(PAGE)
    kept = await published.embedded.files.get(version.page)
    await published.embedded.files.delete(version.page)

    await published.tick()
    alerted = await published.alerts()
    await published.embedded.files.put(version.page, kept, sha256=objects.hash_in(version.page))
    await published.tick(night=1)

    assert alerted == [f"page/{PAGE}"]
    assert (await published.alerts(), (await published.sweep())["pages"].looked_at) == ([], 2)


async def test_nothing_that_a_source_takes_back_is_unflagged(published):
    published.told(TRIAL, "RetractionIn")
    await published.tick()
    await published.judged()

    published.change(TRIAL, lambda record: record.replace('RefType="RetractionIn"', 'RefType="CommentIn"'))
    await published.night(1)
    await published.tick(night=1)

    version = await published.current(PAGE)
    pack = await objects.read(published.embedded.files, EvidencePack, version.pack)
    study = pack.study(TRIAL)
    assert study
    assert Flag.RETRACTED in study.appraisal.flags
    assert TRIAL not in quoted(await published.monograph(PAGE))


async def test_a_sweep_goes_on_behind_what_it_has_asked(published, monkeypatch):
    monkeypatch.setattr(pubmed, "AT_ONCE", 5)
    asked, fails = published.embedded.http.request, iter([False, True])

    async def second_fails(method, url, **options):
        if "esearch" in url and next(fails, False):
            published.fail("ncbi/esearch:500*1")
        return await asked(method, url, **options)

    monkeypatch.setattr(published.embedded.http, "request", second_fails)
    await published.tick()
    stopped = (await published.sweep())["pubmed"]
    await published.tick(hour=5)

    done = (await published.sweep())["pubmed"]
    assert (stopped.finished_at, stopped.looked_at, stopped.failures) == (None, 5, 1)
    assert (done.looked_at, done.requests) == (12, 3)


SEARCH_FAULTS = (
    "throttled=90", "throttled", "rate-limit-200", "backend-failed", "prolog-only",  "500", "empty",
    "html", "truncated", "cut-off", "reset", "wrong-schema", "400",
)  # fmt: skip


@pytest.mark.parametrize("fault", SEARCH_FAULTS)
async def test_a_failing_pubmed_is_never_nothing_found(published, fault):
    published.told(TRIAL, "RetractionIn")
    published.fail(f"ncbi/esearch:{fault}")

    await published.tick()
    failed = await published.sweep()
    published.fail()
    await published.tick(hour=5)

    done = await published.sweep()
    assert (failed["pubmed"].finished_at, failed["pubmed"].failures, failed["pubmed"].found) == (None, 1, 0)
    assert failed["pubmed"].error
    assert failed["pages"].finished_at  # what another source or the pages themselves say does not wait
    assert done["pubmed"].finished_at
    assert [(each.pmid, each.kind) for each in await published.notices()] == [(TRIAL, "retraction")]


def test_every_page_has_its_turn_once_in_thirty_nights():
    for slug in ("pretendulin", "utopentide", "bpc-157", "x"):
        assert sum(pages.turn(slug, NIGHT.date() + timedelta(days=night)) for night in range(90)) == 3


async def test_on_its_turn_a_pages_records_are_fetched_whole_and_what_changed_leads_through_the_doors(published):
    turn = next(night for night in range(30) if pages.turn(SMALL, NIGHT.date() + timedelta(days=night)))
    published.change(ONLY, lambda record: re.sub("(<AbstractText[^>]*>)", r"\1Seen anew. ", record, count=1))

    await published.tick(night=turn)
    await published.tick(night=turn, hour=5)
    await published.judged()

    (item,) = await published.rows("SELECT slug, state FROM run_items WHERE run_id LIKE 'verify-%-fresh-%'")
    assert item == {"slug": SMALL, "state": "published"}
    assert (await published.current(SMALL)).version == 2


async def test_nights_that_stay_unfinished_are_told_to_an_operator(published):
    published.fail("ncbi/esearch:500")
    await published.tick()
    await published.tick(night=1)
    once = await published.alerts()
    await published.tick(night=2)
    twice = await published.alerts()

    published.fail()
    await published.tick(night=2, hour=10)

    assert (once, twice, await published.alerts()) == ([], ["sweep/pubmed"], [])
