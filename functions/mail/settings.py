"""What mail reads from its variables."""

from email.utils import parseaddr
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import PositiveFloat, SecretStr, field_validator

from shared.domain.mailing.mail_address import checked
from shared.platform.configuration.access_settings import Origin
from shared.platform.configuration.addresses import http_like
from shared.platform.configuration.signing_settings import SigningSettings


class MailSettings(SigningSettings):
    """`PEPTALK_ORIGIN` is what every link begins with.
    `PEPTALK_MAIL_FROM` is who writes (`PepTalk <mail@example.com>`), by default mail at the origin's host;
    `PEPTALK_MAIL_REPLY_TO` who is answered, and `PEPTALK_MAIL_IMPRINT` a line at the foot that says who that is and
    where, which laws on mail to many ask for.

    `PEPTALK_MAIL_URL` stands in for Resend's own address, `PEPTALK_MAIL_TIMEOUT` is seconds for one exchange, and
    `RESEND_API_KEY` a key that may send; the three are of no use to other carriers.
    """

    PEPTALK_ORIGIN: Origin
    PEPTALK_MAIL_FROM: str | None = None
    PEPTALK_MAIL_REPLY_TO: str | None = None
    PEPTALK_MAIL_IMPRINT: str | None = None
    PEPTALK_MAIL_URL: Annotated[str, http_like("https://api.resend.com")] = "https://api.resend.com"
    PEPTALK_MAIL_TIMEOUT: PositiveFloat = 20.0
    RESEND_API_KEY: SecretStr | None = None

    @field_validator("PEPTALK_MAIL_FROM", "PEPTALK_MAIL_REPLY_TO")
    @classmethod
    def _writable(cls, value: str | None) -> str | None:
        return None if value is None else mailbox(value)

    @field_validator("PEPTALK_MAIL_IMPRINT")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        return value and " ".join(value.split())

    @property
    def sender(self) -> str:
        return self.PEPTALK_MAIL_FROM or f"PepTalk <mail@{urlsplit(self.PEPTALK_ORIGIN).hostname}>"


def mailbox(value: str) -> str:
    """A display name and an address, written `PepTalk <mail@example.com>`, or an address alone.

    Raises:
        ValueError: it is neither.
    """
    name, address = parseaddr(value)
    if not address or not value.isprintable() or not name.isascii() or set(name) & set('<>",;:@()[]\\'):
        raise ValueError("must be an address, alone or behind a plain name: PepTalk <mail@example.com>")
    kept = checked(address)
    return f"{name} <{kept}>" if name else kept
