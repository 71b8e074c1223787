"""What fetch reads from its variables."""

from urllib.parse import urlsplit

from pydantic import Field, field_validator

from shared.platform.breakers import UNPACED, Pace
from shared.platform.ncbi_settings import NcbiSettings


class FetchSettings(NcbiSettings):
    """NCBI's address and who asks it, and ClinicalTrials.gov's, which asks for no key."""

    PEPTALK_CLINICALTRIALS_URL: str = "https://clinicaltrials.gov/api/v2"
    PEPTALK_CLINICALTRIALS_TIMEOUT: float = Field(default=60.0, gt=0, le=600, allow_inf_nan=False)
    """Seconds within which an answer must have come whole."""

    @field_validator("PEPTALK_CLINICALTRIALS_URL")
    @classmethod
    def _registry(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address like https://clinicaltrials.gov/api/v2")
        return value.rstrip("/")

    @property
    def registry_pace(self) -> Pace:
        """Seconds between two starts: the registry states no limit, users report about 50 requests a minute
        (tastyGranola/biomcp, docs/backend-services-reference/04-clinicaltrials-gov.md)."""
        if urlsplit(self.PEPTALK_CLINICALTRIALS_URL).hostname in ("127.0.0.1", "::1", "localhost"):
            return UNPACED
        return Pace(1.2)
