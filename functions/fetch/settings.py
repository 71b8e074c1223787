"""What fetch reads from its variables."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from shared.platform.configuration.addresses import http_like, on_loopback
from shared.platform.configuration.ncbi_settings import NcbiSettings
from shared.platform.pace import UNPACED, Pace

API = "https://clinicaltrials.gov/api/v2"


class FetchSettings(NcbiSettings):
    """NCBI's address and who asks it, and ClinicalTrials.gov's, which asks for no key."""

    PEPTALK_CLINICALTRIALS_URL: Annotated[str, http_like(API)] | None = None
    """None is the registry itself, or the stand-in beside NCBI's where that is one (`registry`)."""
    PEPTALK_CLINICALTRIALS_TIMEOUT: float = Field(default=60.0, gt=0, le=600, allow_inf_nan=False)
    """Seconds within which an answer must have come whole."""

    @property
    def registry(self) -> str:
        """Where ClinicalTrials.gov is asked. Who asks a stand-in for NCBI about invented peptides never asks the real
        registry about them by oversight."""
        if self.PEPTALK_CLINICALTRIALS_URL is not None:
            return self.PEPTALK_CLINICALTRIALS_URL
        if on_loopback(self.PEPTALK_NCBI_URL):
            ncbi = urlsplit(self.PEPTALK_NCBI_URL)
            return f"{ncbi.scheme}://{ncbi.netloc}/clinicaltrials/api/v2"
        return API

    @property
    def registry_pace(self) -> Pace:
        """Seconds between two starts: the registry states no limit, users report about 50 requests a minute
        (tastyGranola/biomcp, docs/backend-services-reference/04-clinicaltrials-gov.md)."""
        if on_loopback(self.registry):
            return UNPACED
        return Pace(1.2)
