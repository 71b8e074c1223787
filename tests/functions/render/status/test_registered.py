"""Registered trials on the page: how each stands, what was heard of it, and the registry's text as text."""

from invented import editions
from invented.factories import SLUG, peptide
from invented.sheets import SEARCHES

from functions.render.compose import compose
from functions.render.status.registered import SHOWN_AT_MOST
from functions.render.typesetting import texts as reading
from functions.render.typesetting.page import page, texts
from shared.domain.evidence.pack import MoreTrials, PackTrial
from shared.domain.evidence.trial import Trial
from shared.domain.publishing.changes import Changes
from shared.domain.vocabulary import Level


def trial(number=1, **fields):
    known = {"status": "COMPLETED", "study_type": "INTERVENTIONAL", "phases": ("PHASE2", "PHASE3"), "enrolment": 1_240}
    return Trial(
        nct=f"NCT9990{number:04}", **{"title": "Invented trial", **known, "enrolment_type": "ACTUAL", **fields}
    )


def shown(*trials, sample=False, more=None):
    made = editions.edition()
    composed = compose(
        peptide(),
        made.pack.model_copy(update={"trials": trials, "sample": sample, "more_trials": more}),
        made.monograph,
        Changes(first=True, grade_now=Level.LOW),
        SEARCHES,
        version=1,
        published_at="2026-11-23T02:00:00.000Z",
        approved_by="automatic",
    )
    return page(composed, SLUG)


def test_a_trial_is_shown_with_its_status_phase_participants_and_reports():
    html = shown(PackTrial(trial=trial(), reported_by=("990000001",)))

    whole = " ".join(reading.whole(texts(html)).split())
    assert "1 trial of Exemplin-12 is registered at ClinicalTrials.gov." in whole
    assert "NCT99900001" in whole
    assert "completed" in whole
    assert "phase 2, phase 3" in whole
    assert "1,240" in whole
    assert "Reported in PMID 990000001." in whole
    assert b'href="https://clinicaltrials.gov/study/NCT99900001"' in html


def test_an_overdue_trial_comes_first_and_is_counted():
    html = shown(PackTrial(trial=trial(1, results_posted="2021-02-03")), PackTrial(trial=trial(2), overdue=True))

    whole = " ".join(reading.whole(texts(html)).split())
    assert "2 trials of Exemplin-12 are registered at ClinicalTrials.gov; 1 of them was completed over 24" in whole
    assert "months before the registry was asked, and no result was found." in whole
    assert whole.index("NCT99900002") < whole.index("NCT99900001")
    assert "Overdue: none found." in whole
    assert "Posted on 3 February 2021." in whole


def test_one_trial_and_one_more_are_told_in_the_singular():
    many = [PackTrial(trial=trial(each)) for each in range(1, SHOWN_AT_MOST + 2)]

    alone = " ".join(reading.whole(texts(shown(PackTrial(trial=trial(), overdue=True)))).split())
    assert "1 trial of Exemplin-12 is registered at ClinicalTrials.gov; it was completed over 24 months" in alone
    assert "1 more is registered." in reading.whole(texts(shown(*many)))


def test_a_month_is_told_as_a_month():
    whole = " ".join(reading.whole(texts(shown(PackTrial(trial=trial(1, results_posted="2021-02"))))).split())

    assert "Posted in February 2021." in whole


def test_a_page_without_trials_has_no_such_section_and_a_long_list_is_cut():
    many = [PackTrial(trial=trial(each)) for each in range(1, SHOWN_AT_MOST + 3)]

    assert b"Registered trials" not in shown()
    assert "12 more are registered." in reading.whole(texts(shown(*many, more=MoreTrials(count=10, revisions="0"))))


def test_what_the_registry_says_is_text_and_an_invented_trial_leads_nowhere():
    evil = '<script>alert(1)</script>" onload="x'
    html = shown(PackTrial(trial=trial(title=evil, status=evil, phases=(evil,), results_posted=evil)), sample=True)

    assert b"<script>alert" not in html
    assert b'onload="x' not in html
    assert b"clinicaltrials.gov/study" not in html
