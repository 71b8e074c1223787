"""What a mail says now: its kind's words about what its row names, looked up when it is sent."""

from functions.mail import to_accounts, to_everybody, to_readers
from functions.mail.content import Content
from functions.mail.settings import MailSettings
from shared.domain.instants import stamp
from shared.domain.mailing.mail import MailKind
from shared.platform.ports import Platform
from shared.store.mailing import mail_subjects
from shared.store.mailing.mails import StoredMail


class NothingToSay(Exception):
    """What the mail was to tell of is not so any more; the text says what."""


async def compose(mail: StoredMail, settings: MailSettings, platform: Platform) -> Content:
    """The mail's content.

    Raises:
        NothingToSay: it would tell of what is over, or was taken back.
    """
    origin = settings.PEPTALK_ORIGIN
    match mail.kind:
        case MailKind.SIGN_IN | MailKind.ADDRESS_OLD | MailKind.ADDRESS_NEW:
            return await _confirmation(mail, settings, platform)
        case MailKind.WELCOME:
            return to_accounts.welcome(origin)
        case MailKind.PAYMENT_FAILED:
            return to_accounts.payment_failed(origin)
        case MailKind.ACCOUNT_ERASED:
            return to_accounts.account_erased()
        case MailKind.EVIDENCE_ALERT | MailKind.WEEKLY_DIGEST:
            return await _versions(mail, origin, platform)
        case MailKind.CORRECTION:
            told = await mail_subjects.notice(platform.db, str(mail.about["notice"]))
            if told is None:
                raise NothingToSay("there is no such notice")
            return to_readers.correction(told, origin)
        case MailKind.MAINTENANCE | MailKind.INCIDENT:
            announced = await mail_subjects.announcement(platform.db, str(mail.about["announcement"]))
            if announced is None:
                raise NothingToSay("there is no such announcement")
            return to_everybody.announcement(announced, origin)


async def _confirmation(mail: StoredMail, settings: MailSettings, platform: Platform) -> Content:
    now = stamp(platform.clock.now())
    found = await mail_subjects.sign_in(platform.db, str(mail.about["sign_in"]), now)
    if found is None:
        raise NothingToSay("the request is not open any more")
    return to_accounts.confirmation(found.purpose, settings.PEPTALK_ORIGIN, settings.signing_key, found.id)


async def _versions(mail: StoredMail, origin: str, platform: Platform) -> Content:
    told = await mail_subjects.versions(platform.db, mail.about["versions"])
    if not told:
        raise NothingToSay("all that it tells of was withdrawn")
    if mail.kind is MailKind.EVIDENCE_ALERT:
        return to_readers.evidence_alert(told, origin)
    return to_readers.weekly_digest(str(mail.about["week"]), told, origin)
