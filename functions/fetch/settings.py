"""What fetch reads from its variables."""

from urllib.parse import urlsplit

from pydantic import Field, field_validator

from shared.platform.ncbi_settings import NcbiSettings
from shared.platform.pace import UNPACED, Pace

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class FetchSettings(NcbiSettings):
    """NCBI's address and who asks it, and ClinicalTrials.gov's, which asks for no key."""

    PEPTALK_CLINICALTRIALS_URL: str | None = None
    """None is the registry itself, or the stand-in beside NCBI's where that is one (`registry`)."""
    PEPTALK_CLINICALTRIALS_TIMEOUT: float = Field(default=60.0, gt=0, le=600, allow_inf_nan=False)
    """Seconds within which an answer must have come whole."""

    @field_validator("PEPTALK_CLINICALTRIALS_URL")
    @classmethod
    def _address_of_registry(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address like https://clinicaltrials.gov/api/v2")
        return value.rstrip("/")

    @property
    def registry(self) -> str:
        """Where ClinicalTrials.gov is asked. Who asks a stand-in for NCBI about invented peptides never asks the real
        registry about them by oversight."""
        if self.PEPTALK_CLINICALTRIALS_URL is not None:
            return self.PEPTALK_CLINICALTRIALS_URL
        ncbi = urlsplit(self.PEPTALK_NCBI_URL)
        if ncbi.hostname in _LOOPBACK:
            return f"{ncbi.scheme}://{ncbi.netloc}/clinicaltrials/api/v2"
        return "https://clinicaltrials.gov/api/v2"

    @property
    def registry_pace(self) -> Pace:
        """Seconds between two starts: the registry states no limit, users report about 50 requests a minute
        (tastyGranola/biomcp, docs/backend-services-reference/04-clinicaltrials-gov.md)."""
        if urlsplit(self.registry).hostname in _LOOPBACK:
            return UNPACED
        return Pace(1.2)
