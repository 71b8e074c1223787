"""What authorities have on record of a peptide: dated facts with their source, from catalog/regulatory.yaml alone.

No model writes any of it, and a page repeats a status for as long as somebody looked recently (`STALE_AFTER`).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from shared.domain.faults import Fault, faults_of, kind_of

STALE_AFTER = timedelta(days=30)
"""A status that nobody confirmed for longer is shown as under review."""

Region = Literal["US", "EU", "UK"]
Standing = Literal["approved", "not_approved", "withdrawn"]
"""`approved` as a medicine for at least one use; `withdrawn` was approved once and is not any more."""
InSport = Literal["prohibited", "monitored", "not_named"]

_Line = Annotated[str, Field(min_length=2, max_length=300, pattern=r"^\S([^\x00-\x1f\x7f]*\S)?$")]


class BadFacts(ValueError):
    """The facts break rules: `faults`, in the order of the fields."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)


class Recorded(BaseModel):
    """What every fact carries: the day on which the source said so, where that stands, and who looked.

    `as_of` is an ISO date; `source` is the title of the authority's page and `url` its address; `reviewer` is
    absent where no person has confirmed it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: str
    source: _Line
    url: Annotated[str, Field(max_length=300, pattern=r"^https://[^\s\"<>]+$")]
    reviewer: _Line | None = None
    note: _Line | None = None
    """One sentence that the page repeats in our voice."""

    @model_validator(mode="after")
    def _dated(self) -> Self:
        try:
            read = date.fromisoformat(self.as_of)
        except ValueError:
            read = None
        if read is None or read.isoformat() != self.as_of:
            raise ValueError(f"as_of: {self.as_of!r} is no date, such as 2026-09-30")
        return self

    def stale(self, today: date) -> bool:
        """Whether it is too long ago to be repeated; a day to come was looked at by nobody."""
        return not timedelta(0) <= today - date.fromisoformat(self.as_of) <= STALE_AFTER


class RegionStatus(Recorded):
    """Where a peptide stands as a medicine in one region."""

    region: Region
    status: Standing


class SportStatus(Recorded):
    """What the World Anti-Doping Agency's list of a year says; `section` is such as `S0` or `S2.2.3`."""

    status: InSport
    section: Annotated[str, Field(pattern=r"^[SMP]\d(\.\d){0,2}$")] | None = None
    edition: Annotated[int, Field(ge=2004, le=2100)]

    @model_validator(mode="after")
    def _sectioned(self) -> Self:
        if (self.status == "prohibited") != (self.section is not None):
            raise ValueError("section: stands beside `prohibited`, and only there")
        return self


class Regulatory(BaseModel):
    """All that is recorded of one peptide. Nothing recorded is no status at all, and a page says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statuses: tuple[RegionStatus, ...] = ()
    wada: SportStatus | None = None

    @model_validator(mode="after")
    def _once(self) -> Self:
        regions = [each.region for each in self.statuses]
        if twice := sorted({each for each in regions if regions.count(each) > 1}):
            raise ValueError(f"statuses: {twice[0]} stands there twice")
        return self

    @classmethod
    def from_entry(cls, entry: object) -> Self:
        """The facts of one entry.

        Raises:
            BadFacts: naming each field and the reason.
        """
        if not isinstance(entry, Mapping):
            raise BadFacts([Fault((), f"facts are a mapping of fields, not {kind_of(entry)}")])
        try:
            return cls.model_validate(entry)
        except ValidationError as exc:
            raise BadFacts(faults_of(exc)) from exc

    @property
    def recorded(self) -> bool:
        return bool(self.statuses or self.wada)

    def of(self, region: Region) -> RegionStatus | None:
        return next((each for each in self.statuses if each.region == region), None)

    def shown(self, today: date) -> Any:
        """What a page shows of them on that day, for a fingerprint: the facts, and which of them are stale."""
        lines = [*self.statuses, *((self.wada,) if self.wada else ())]
        return [[each.model_dump(mode="json", exclude_none=True), each.stale(today)] for each in lines]
