"""Sends the mails that were asked for: each claimed, looked up, composed, handed to its carrier, and marked.

A carrier is told the mail's own id each time, so that one that keeps ids sends a mail once however often it is handed
over. What is past its time, or not wanted at its address, is not sent and says so in its row.
"""

from functions.mail.composing import NothingToSay, compose
from functions.mail.content import Content, one_line
from functions.mail.layout import html, text
from functions.mail.resend import Resend
from functions.mail.settings import MailSettings
from queues.messages import SendMail
from shared.domain.instants import stamp
from shared.domain.mailing.mail import MailKind
from shared.domain.mailing.unsubscribing import address_mark, unsubscribe_url
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome, said
from shared.platform.errors import AddressRefused
from shared.platform.outages.turns import asking
from shared.platform.ports import Batch, OutgoingMail, Platform
from shared.store.accounts import personal
from shared.store.mailing import mails, suppressions
from shared.store.mailing.mails import Ended, StoredMail

VENDOR = "mail"


async def queue(batch: Batch, platform: Platform) -> None:
    """Settle a batch of `peptalk-mail`."""
    await consume(batch, SendMail, handle, platform)


async def handle(job: SendMail, platform: Platform) -> Outcome:
    """Send the mail, if it is still to be sent, and write in its row what became of it.

    Raises:
        RetryableError: its carrier does not answer, or asks for patience.
        ConfigurationError: an operator has to act first.
        PermanentError: it can never be sent as it is.
    """
    settings = MailSettings.read(platform.env)
    mail = await mails.by_id(platform.db, job.mail)
    if mail is None or mail.address is None:
        # Erased with its account, or pruned.
        platform.log.info("mail_gone", mail=job.mail)
        return Outcome(writes=personal.forgotten(job.identity) if mail is None else ())
    if mail.state != "queued":
        return Outcome()
    if mail.not_after <= stamp(platform.clock.now()):
        return _ended(platform, mail, "expired", f"it was not to be sent after {mail.not_after}")
    if mail.kind is MailKind.ACCOUNT_ERASED and platform.mailer is not None and platform.mailer.keeps:
        return _ended(platform, mail, "suppressed", "it would stay on this machine with the address that was erased")
    if why := await suppressions.why_not(platform.db, address_mark(settings.signing_key, mail.address), mail.kind):
        return _ended(platform, mail, "suppressed", why)
    try:
        content = await compose(mail, settings, platform)
    except NothingToSay as exc:
        return _ended(platform, mail, "expired", str(exc))
    return await _sent(mail, _outgoing(mail, mail.address, content, settings), settings, platform)


def _outgoing(mail: StoredMail, address: str, content: Content, settings: MailSettings) -> OutgoingMail:
    imprint = settings.PEPTALK_MAIL_IMPRINT
    unsubscribe = unsubscribe_url(settings.PEPTALK_ORIGIN, settings.signing_key, address, mail.kind)
    headers = {"Auto-Submitted": "auto-generated"}
    if unsubscribe:
        # RFC 8058: both headers, or mail programs offer no button.
        headers |= {
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return OutgoingMail(
        id=mail.id,
        sender=settings.sender,
        reply_to=settings.PEPTALK_MAIL_REPLY_TO,
        to=address,
        subject=one_line(content.subject),
        text=text(content, imprint, unsubscribe),
        html=html(content, imprint, unsubscribe),
        headers=headers,
    )


async def _sent(mail: StoredMail, outgoing: OutgoingMail, settings: MailSettings, platform: Platform) -> Outcome:
    mailer = platform.mailer or Resend(platform.http, settings)
    async with asking(platform, VENDOR, mailer.pace):
        await platform.db.run(mails.tried(mail.id, mailer.name, platform.clock.now()))
        try:
            carrier_id = await mailer.send(outgoing)
        except AddressRefused as exc:
            return _ended(platform, mail, "refused", said(exc))
    platform.log.info("mail_sent", mail=mail.id, kind=mail.kind.value, carrier=mailer.name)
    return Outcome(writes=[mails.mark(mail.id, "sent", platform.clock.now(), carrier_id=carrier_id)])


def _ended(platform: Platform, mail: StoredMail, state: Ended, reason: str) -> Outcome:
    platform.log.warning("mail_ended", mail=mail.id, kind=mail.kind.value, state=state, reason=reason)
    return Outcome(writes=[mails.mark(mail.id, state, platform.clock.now(), reason=reason)])
