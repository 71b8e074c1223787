"""Carriers of mail on one machine: a folder of .eml files, or a server that takes mail over SMTP."""

import asyncio
import os
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PositiveFloat, SecretStr

from shared.platform.configuration.addresses import LOOPBACK
from shared.platform.configuration.settings import Settings
from shared.platform.errors import AddressRefused, ConfigurationError, UpstreamRefused, UpstreamUnavailable
from shared.platform.pace import Pace
from shared.platform.ports import Clock, Mailer, OutgoingMail

VENDOR = "mail"


class CarrierSettings(Settings):
    """`PEPTALK_MAIL`: where mail goes, a folder in the home by default. The rest says how the server is reached:
    `PEPTALK_SMTP_SECURITY` is `none` for one on this machine alone."""

    PEPTALK_MAIL: Literal["folder", "smtp", "http"] = "folder"
    PEPTALK_SMTP_HOST: str | None = None
    PEPTALK_SMTP_PORT: Annotated[int, Field(ge=1, le=65_535)] = 587
    PEPTALK_SMTP_SECURITY: Literal["starttls", "tls", "none"] = "starttls"
    PEPTALK_SMTP_USER: str | None = None
    PEPTALK_SMTP_PASSWORD: SecretStr | None = None
    PEPTALK_MAIL_TIMEOUT: PositiveFloat = 20.0


def mailer_of(env: Mapping[str, str], folder: Path, clock: Clock) -> Mailer | None:
    """The carrier that the settings choose; None where it is plain HTTP, which mail speaks itself.

    Raises:
        ConfigurationError: a setting is wrong, or missing for the carrier chosen.
    """
    settings = CarrierSettings.read(env)
    match settings.PEPTALK_MAIL:
        case "folder":
            return FolderMailer(folder, clock)
        case "smtp":
            return SmtpMailer(settings, clock)
        case "http":
            return None


class FolderMailer:
    """Keeps each mail as `<id>.eml`, for its owner's eyes alone. The same mail again is the same file."""

    name = "folder"
    keeps = True
    pace = Pace(timeout=30.0)

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder, self._clock = folder, clock

    async def send(self, mail: OutgoingMail) -> str | None:
        written = message(mail, self._clock).as_bytes()
        try:
            await asyncio.to_thread(self._write, f"{mail.id}.eml", written)
        except OSError as exc:
            raise UpstreamUnavailable(f"{self._folder} takes no mail: {exc.strerror}", vendor=VENDOR) from exc
        return f"{mail.id}.eml"

    async def forget(self, ids: Sequence[str]) -> None:
        await asyncio.to_thread(self._unlink, ids)

    def _unlink(self, ids: Sequence[str]) -> None:
        for id in ids:
            (self._folder / f"{id}.eml").unlink(missing_ok=True)

    def _write(self, name: str, written: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        begun = self._folder / f".{name}.{os.getpid()}"
        with os.fdopen(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(self._folder / name)


class SmtpMailer:
    """Hands each mail to a server in a connection of its own. SMTP knows no idempotency: where a server took a mail and
    its answer was lost, the mail goes out again, under the same Message-ID."""

    name = "smtp"
    keeps = False
    pace = Pace(gap=0.1, timeout=60.0)

    def __init__(self, settings: CarrierSettings, clock: Clock) -> None:
        if not settings.PEPTALK_SMTP_HOST:
            raise ConfigurationError("PEPTALK_MAIL is smtp and PEPTALK_SMTP_HOST is missing; name the server")
        if settings.PEPTALK_SMTP_SECURITY == "none" and settings.PEPTALK_SMTP_HOST not in LOOPBACK:
            raise ConfigurationError(
                "PEPTALK_SMTP_SECURITY is none only for a server on this machine; use starttls or tls"
            )
        self._settings, self._clock, self._host = settings, clock, settings.PEPTALK_SMTP_HOST

    async def forget(self, ids: Sequence[str]) -> None:
        """Nothing: a mail that a server took is kept nowhere here."""

    async def send(self, mail: OutgoingMail) -> str | None:
        written = message(mail, self._clock).as_bytes(policy=WIRE)
        try:
            await asyncio.to_thread(self._hand_over, parseaddr(mail.sender)[1], mail.to, written)
        except (smtplib.SMTPException, OSError) as exc:
            raise _translated(exc) from exc
        return None

    def _hand_over(self, sender: str, to: str, written: bytes) -> None:
        settings = self._settings
        timeout, port = settings.PEPTALK_MAIL_TIMEOUT, settings.PEPTALK_SMTP_PORT
        if settings.PEPTALK_SMTP_SECURITY == "tls":
            server = smtplib.SMTP_SSL(self._host, port, timeout=timeout, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(self._host, port, timeout=timeout)
        with server:
            if settings.PEPTALK_SMTP_SECURITY == "starttls":
                server.starttls(context=ssl.create_default_context())
            if settings.PEPTALK_SMTP_USER and settings.PEPTALK_SMTP_PASSWORD:
                server.login(settings.PEPTALK_SMTP_USER, settings.PEPTALK_SMTP_PASSWORD.get_secret_value())
            server.sendmail(sender, [to], written)


def message(mail: OutgoingMail, clock: Clock) -> EmailMessage:
    """The mail as RFC 5322 writes it, text and HTML as alternatives. Its Message-ID is the same each time."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = mail.sender, mail.to, mail.subject
    if mail.reply_to:
        made["Reply-To"] = mail.reply_to
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = f"<{mail.id}@{parseaddr(mail.sender)[1].rpartition('@')[2]}>"
    for name, value in mail.headers.items():
        made[name] = value
    made.set_content(mail.text, cte="quoted-printable")
    made.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    return made


def _translated(error: smtplib.SMTPException | OSError) -> Exception:
    """Our error for one of smtplib's. What the server said is left out: it may hold the address."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code = next(iter(error.recipients.values()), (550, b""))[0]
            if code >= 500:
                return AddressRefused(f"the mail server refuses the address ({code})")
            return UpstreamUnavailable(f"the mail server does not take the address now ({code})", vendor=VENDOR)
        case smtplib.SMTPAuthenticationError() | smtplib.SMTPNotSupportedError():
            return ConfigurationError(
                f"the mail server does not let us in ({type(error).__name__}); see PEPTALK_SMTP_USER, "
                "PEPTALK_SMTP_PASSWORD and PEPTALK_SMTP_SECURITY"
            )
        case smtplib.SMTPSenderRefused() if error.smtp_code >= 500:
            return ConfigurationError(
                f"the mail server does not take PEPTALK_MAIL_FROM ({error.smtp_code}); correct it"
            )
        case smtplib.SMTPDataError() if error.smtp_code >= 500:
            return UpstreamRefused(f"the mail server refuses the mail ({error.smtp_code})")
        case ssl.SSLCertVerificationError():
            return ConfigurationError("the mail server's certificate is not trusted; see PEPTALK_SMTP_HOST")
        case smtplib.SMTPResponseException():
            return UpstreamUnavailable(f"the mail server answered {error.smtp_code}", vendor=VENDOR)
        case _:
            return UpstreamUnavailable(f"the mail server did not answer: {type(error).__name__}", vendor=VENDOR)
