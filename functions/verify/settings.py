"""What verify reads from its variables."""

from urllib.parse import urlsplit

from pydantic import Field, field_validator

from shared.platform.ncbi_settings import NcbiSettings
from shared.platform.pace import UNPACED, Pace

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class VerifySettings(NcbiSettings):
    """NCBI's address and Crossref's, and who asks them. `NCBI_EMAIL` is told to Crossref too."""

    PEPTALK_CROSSREF_URL: str = "https://api.crossref.org"
    PEPTALK_CROSSREF_TIMEOUT: float = Field(default=60.0, gt=0, le=600, allow_inf_nan=False)
    """Seconds within which an answer must have come whole."""

    @field_validator("PEPTALK_CROSSREF_URL")
    @classmethod
    def _crossref(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address like https://api.crossref.org")
        return value.rstrip("/")

    @property
    def crossref_pace(self) -> Pace:
        """How fast Crossref is asked: one list a second, a third of what its polite pool allows since December 2025
        (crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication)."""
        return UNPACED if urlsplit(self.PEPTALK_CROSSREF_URL).hostname in _LOOPBACK else Pace(1.0)
