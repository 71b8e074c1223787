"""What the site is told from outside."""

from shared.platform.configuration.access_settings import ReaderSettings
from shared.platform.configuration.session_settings import SessionSettings


class SiteSettings(ReaderSettings, SessionSettings):
    """Who may read, under which address, and how long sessions last."""
