"""What the site is told from outside."""

from shared.platform.access_settings import ReaderSettings
from shared.platform.session_settings import SessionSettings


class SiteSettings(ReaderSettings, SessionSettings):
    """Who may read, under which address, and how long sessions last."""
