"""One registration of an answer of ClinicalTrials.gov to a trial, by path; what is missing stays empty."""

import re
from collections.abc import Iterator
from typing import Any, cast

from shared.domain.evidence.trial import Trial

FIELDS = (
    *("NCTId", "BriefTitle", "OverallStatus", "Phase", "StudyType", "DesignAllocation", "DesignMasking"),
    *("EnrollmentCount", "EnrollmentType", "StartDate", "PrimaryCompletionDate", "CompletionDate"),
    *("ResultsFirstPostDate", "Condition", "InterventionName", "LeadSponsorName", "LeadSponsorClass"),
    *("ReferencePMID", "ReferenceType", "LastUpdatePostDate"),
)
"""The pieces of a record that are asked for (clinicaltrials.gov/data-api/about-api/study-data-structure)."""

_NCT = re.compile(r"NCT\d{8}")
_PMID = re.compile(r"[1-9]\d{0,8}")
_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_REPORTS = frozenset({"RESULT", "DERIVED"})
"""ReferenceType: RESULT was named by the sponsor, DERIVED found by the registry through the NCT number in PubMed."""


def trial_of(record: Any) -> Trial:
    """The trial that one element of `studies` holds.

    Raises:
        ValueError: it has no NCT number, so that nothing could name it.
    """
    protocol = _inner(record, "protocolSection")
    identification = _inner(protocol, "identificationModule")
    nct = _text(identification, "nctId")
    if not _NCT.fullmatch(nct):
        raise ValueError(f"{nct[:40]!r} is no NCT number")
    status, design = _inner(protocol, "statusModule"), _inner(protocol, "designModule")
    info, enrolment = _inner(design, "designInfo"), _inner(design, "enrollmentInfo")
    sponsor = _inner(protocol, "sponsorCollaboratorsModule", "leadSponsor")
    count = enrolment.get("count")
    return Trial(
        nct=nct,
        title=_text(identification, "briefTitle"),
        status=_text(status, "overallStatus"),
        phases=_texts(design, "phases"),
        study_type=_text(design, "studyType"),
        allocation=_text(info, "allocation"),
        masking=_text(_inner(info, "maskingInfo"), "masking"),
        enrolment=count if type(count) is int and count >= 0 else None,
        enrolment_type=_text(enrolment, "type"),
        started=_date(status, "startDateStruct"),
        completed=_date(status, "completionDateStruct") or _date(status, "primaryCompletionDateStruct"),
        results_posted=_date(status, "resultsFirstPostDateStruct"),
        conditions=_texts(_inner(protocol, "conditionsModule"), "conditions"),
        interventions=_named(_inner(protocol, "armsInterventionsModule"), "interventions"),
        sponsor=_text(sponsor, "name"),
        sponsor_class=_text(sponsor, "class"),
        pmids=_reports(_inner(protocol, "referencesModule")),
        updated=_date(status, "lastUpdatePostDateStruct") or "",
    )


def _inner(value: Any, *names: str) -> dict[str, Any]:
    for name in names:
        value = cast("dict[str, Any]", value).get(name) if isinstance(value, dict) else None
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _text(of: dict[str, Any], name: str) -> str:
    value = of.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _list(of: dict[str, Any], name: str) -> Iterator[Any]:
    value = of.get(name)
    yield from cast("list[Any]", value) if isinstance(value, list) else []


def _texts(of: dict[str, Any], name: str) -> tuple[str, ...]:
    found = (" ".join(each.split()) for each in _list(of, name) if isinstance(each, str))
    return tuple(dict.fromkeys(each for each in found if each))


def _named(of: dict[str, Any], name: str) -> tuple[str, ...]:
    found = (_text(_inner(each), "name") for each in _list(of, name))
    return tuple(dict.fromkeys(each for each in found if each))


def _date(of: dict[str, Any], name: str) -> str | None:
    date = _text(_inner(of, name), "date")
    return date if _DATE.fullmatch(date) else None


def _reports(references: dict[str, Any]) -> tuple[str, ...]:
    found = (_inner(each) for each in _list(references, "references"))
    pmids = {_text(each, "pmid") for each in found if _text(each, "type") in _REPORTS}
    return tuple(sorted((each for each in pmids if _PMID.fullmatch(each)), key=int))
