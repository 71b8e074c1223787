"""What whoever asks NCBI reads from its variables."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from shared.platform.configuration.addresses import http_like, on_loopback
from shared.platform.configuration.settings import Settings
from shared.platform.pace import UNPACED, Pace

EUTILS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"


class NcbiSettings(Settings):
    """NCBI's address and who asks it. With a key, NCBI allows ten requests a second, without one three."""

    PEPTALK_NCBI_URL: Annotated[str, http_like(EUTILS)] = EUTILS
    NCBI_API_KEY: SecretStr | None = None
    NCBI_EMAIL: str | None = None
    PEPTALK_NCBI_TIMEOUT: float = Field(default=60.0, gt=0, le=600, allow_inf_nan=False)
    """Seconds within which an answer must have come whole."""

    @property
    def pace(self) -> Pace:
        """How fast NCBI is asked. 334 ms between two starts without a key still meets refusals, 400 ms does not
        (cyanheads/pubmed-mcp-server, issue 162); it is left alone for a second, doubling to fifteen (its issue 157)."""
        if on_loopback(self.PEPTALK_NCBI_URL):
            return UNPACED
        return Pace(0.1 if self.NCBI_API_KEY is not None else 0.4, throttled=(1, 2, 4, 8, 15))

    @property
    def identity(self) -> dict[str, str]:
        """What every request says of who asks."""
        said: dict[Literal["tool", "email", "api_key"], str] = {"tool": "peptalk"}
        if self.NCBI_EMAIL:
            said["email"] = self.NCBI_EMAIL
        if self.NCBI_API_KEY is not None:
            said["api_key"] = self.NCBI_API_KEY.get_secret_value()
        return {str(key): value for key, value in said.items()}
