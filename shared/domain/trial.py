"""A registered trial, as ClinicalTrials.gov records it."""

from shared.domain.frozen import Frozen


class Trial(Frozen):
    """One registration. Dates are as registered (`2024-03` or `2024-03-15`); `enrolment` counts participants.

    `status` and `phases` are the registry's own words (`COMPLETED`, `PHASE2`); `enrolment_type` is `ACTUAL`,
    `ESTIMATED` or empty. `results_posted` is the date on which results appeared in the registry. `pmids` are the
    publications that the registration names as its results (`RESULT`, `DERIVED`), never its background reading.
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
    def link(self) -> str:
        """The registration's page."""
        return f"https://clinicaltrials.gov/study/{self.nct}"
