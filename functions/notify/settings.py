"""What notify is told from outside."""

from shared.domain.accounts.reader import Mode
from shared.platform.configuration.access_settings import AccessSettings


class NotifySettings(AccessSettings):
    """`PEPTALK_ACCESS` says who may read what is not free, and so who is told of it."""

    PEPTALK_ACCESS: Mode = "paid"
