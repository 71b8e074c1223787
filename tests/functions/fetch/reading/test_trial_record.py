"""A registration is read by path; what it lacks stays empty, what is of another kind is left out."""

import json
from datetime import date

import pytest

from functions.fetch.reading.trial_record import trial_of
from infra.sandbox import samples
from shared.domain.evidence.trial import Trial

SAMPLES = {
    each["protocolSection"]["identificationModule"]["nctId"]: each
    for each in json.loads((samples.CORPUS / "trials.json").read_text("utf-8"))["studies"]
}
SILENT = Trial(nct="NCT99900004", title="", status="COMPLETED", study_type="INTERVENTIONAL", completed="2021-11")


def test_a_registration_is_read_whole():
    assert trial_of(SAMPLES["NCT99900003"]) == Trial(
        nct="NCT99900003",
        title="Exemplin-12 After Rotator Cuff Repair",
        status="COMPLETED",
        phases=("PHASE3",),
        study_type="INTERVENTIONAL",
        allocation="RANDOMIZED",
        masking="TRIPLE",
        enrolment=310,
        enrolment_type="ACTUAL",
        started="2018-02",
        completed="2021-03-15",
        results_posted="2022-01-20",
        conditions=("Rotator Cuff Tears",),
        interventions=("EXM-12", "Placebo"),
        sponsor="Fictional Orthopaedics Group",
        sponsor_class="NETWORK",
        pmids=("990000003",),
        updated="2025-06-02",
    )


def test_every_sample_says_that_it_is_invented():
    for nct, each in SAMPLES.items():
        assert nct.startswith("NCT999")
        assert "Invented sample record" in each["protocolSection"]["descriptionModule"]["briefSummary"]


@pytest.mark.parametrize("protocol", [{}, {"statusModule": None, "designModule": [], "referencesModule": {"a": 1}}])
def test_what_is_missing_or_of_another_kind_stays_empty(protocol):
    record = {"protocolSection": {"identificationModule": {"nctId": "NCT99900001"}, **protocol}}

    assert trial_of(record) == Trial(nct="NCT99900001", title="")


def test_only_results_and_derived_references_are_reports():
    references = [
        {"pmid": "30", "type": "RESULT"},
        {"pmid": "4", "type": "DERIVED"},
        {"pmid": "5", "type": "BACKGROUND"},
        {"pmid": "x6", "type": "RESULT"},
        {"type": "RESULT"},
        "7",
    ]
    protocol = {"identificationModule": {"nctId": "NCT99900001"}, "referencesModule": {"references": references}}

    assert trial_of({"protocolSection": protocol}).pmids == ("4", "30")


@pytest.mark.parametrize("record", [{}, [], None, {"protocolSection": {"identificationModule": {"nctId": "NCT1"}}}])
def test_a_study_without_a_number_is_none(record):
    with pytest.raises(ValueError, match="no NCT number"):
        trial_of(record)


@pytest.mark.parametrize(
    ("changed", "asked", "silent"),
    [
        # A month without a day ends on its last.
        ({}, date(2023, 11, 30), False),
        ({}, date(2023, 12, 1), True),
        ({"completed": "2021-11-15"}, date(2023, 11, 15), False),
        ({"completed": "2021-11-15"}, date(2023, 11, 16), True),
        # A leap day has no counterpart two years later.
        ({"completed": "2022-02-28"}, date(2024, 2, 29), True),
        # Anything heard of it, or not due to be heard.
        ({"results_posted": "2023-01-01"}, date(2026, 1, 1), False),
        ({"pmids": ("5",)}, date(2026, 1, 1), False),
        ({"status": "TERMINATED"}, date(2026, 1, 1), False),
        ({"study_type": "OBSERVATIONAL"}, date(2026, 1, 1), False),
        ({"completed": None}, date(2026, 1, 1), False),
    ],
)
def test_a_completed_trial_is_silent_after_24_months(changed, asked, silent):
    assert SILENT.model_copy(update=changed).silent(asked) is silent
