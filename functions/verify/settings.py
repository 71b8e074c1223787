"""What verify reads from its variables."""

from typing import Annotated

from pydantic import Field

from shared.platform.configuration.addresses import http_like, on_loopback
from shared.platform.configuration.ncbi_settings import NcbiSettings
from shared.platform.pace import UNPACED, Pace

API = "https://api.crossref.org"


class VerifySettings(NcbiSettings):
    """NCBI's address and Crossref's, and who asks them. `NCBI_EMAIL` is told to Crossref too."""

    PEPTALK_CROSSREF_URL: Annotated[str, http_like(API)] = API
    PEPTALK_CROSSREF_TIMEOUT: float = Field(default=60.0, gt=0, le=600, allow_inf_nan=False)
    """Seconds within which an answer must have come whole."""

    @property
    def crossref_pace(self) -> Pace:
        """How fast Crossref is asked: one list a second, a third of what its polite pool allows since December 2025
        (crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication)."""
        return UNPACED if on_loopback(self.PEPTALK_CROSSREF_URL) else Pace(1.0)
