"""What fetch reads from its variables."""

from shared.platform.ncbi_settings import NcbiSettings


class FetchSettings(NcbiSettings):
    """NCBI's address and who asks it."""
