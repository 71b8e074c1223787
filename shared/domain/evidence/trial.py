"""A registered trial, as ClinicalTrials.gov records it."""

from datetime import date

from shared.domain.canonical import fingerprint, plain
from shared.domain.frozen import Frozen

OVERDUE_YEARS = 2
"""How long after its completion a trial may be silent: 24 months."""


class Trial(Frozen):
    """One registration. Dates are as registered (`2024-03` or `2024-03-15`); `enrolment` counts participants.

    `status` and `phases` are the registry's own words (`COMPLETED`, `PHASE2`); `enrolment_type` is `ACTUAL`,
    `ESTIMATED` or empty. `results_posted` is the date on which results appeared in the registry. `pmids` are the
    publications that the registration names as its results (`RESULT`, `DERIVED`), never its background reading.
    `updated` is the day on which the registry last posted a change of the record.
    """

    nct: str
    title: str
    status: str = ""
    phases: tuple[str, ...] = ()
    study_type: str = ""
    allocation: str = ""
    masking: str = ""
    enrolment: int | None = None
    enrolment_type: str = ""
    started: str | None = None
    completed: str | None = None
    results_posted: str | None = None
    conditions: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    sponsor: str = ""
    sponsor_class: str = ""
    pmids: tuple[str, ...] = ()
    updated: str = ""

    @property
    def id(self) -> str:
        """The trial's id in the database: `NCT01234567`."""
        return self.nct

    @property
    def revision(self) -> str:
        """A hash of everything above: the record changed if and only if it did."""
        return fingerprint({"v": 1, "trial": plain(self)})[:16]

    @property
    def link(self) -> str:
        """The registration's page."""
        return f"https://clinicaltrials.gov/study/{self.nct}"

    def silent(self, asked: date) -> bool:
        """Whether it is an interventional trial that was completed more than 24 months before the day on which the
        registry was asked, and the registration names neither results nor a report. A month without a day counts as
        its last day."""
        if self.status != "COMPLETED" or self.study_type != "INTERVENTIONAL" or self.completed is None:
            return False
        return not self.results_posted and not self.pmids and self.completed_by < silent_before(asked)

    @property
    def completed_by(self) -> str:
        """The day of its completion, of a month the 31st; empty where it is not known. Compares as text."""
        return f"{self.completed}-31"[:10] if self.completed else ""


def silent_before(asked: date) -> str:
    """The day 24 months before: what was completed before it should have been reported by now."""
    return f"{asked.year - OVERDUE_YEARS:04}-{asked.month:02}-{asked.day:02}"
