"""Mail of a kind that was refused before and is asked for again: from then on it goes out."""

from functions.api.settings import ApiSettings
from shared.domain.accounts.saved import Alert
from shared.domain.mailing.mail import MailKind
from shared.domain.mailing.unsubscribing import address_mark
from shared.platform.ports import Platform
from shared.store.accounts.sessions import Holder
from shared.store.mailing import suppressions

KINDS = {Alert.AT_ONCE: MailKind.EVIDENCE_ALERT, Alert.WEEKLY: MailKind.WEEKLY_DIGEST}
"""What kind of mail a reader asks for with an alert."""


async def asked_again(alert: Alert, held: Holder, settings: ApiSettings, platform: Platform) -> None:
    """Send whoever is signed in mail of this alert's kind, though he once took his address off it."""
    if kind := KINDS.get(alert):
        mark = address_mark(settings.signing_key, held.email)
        await platform.db.run(suppressions.resubscribe(mark, kind))
