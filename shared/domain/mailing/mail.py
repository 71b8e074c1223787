"""What mails there are: their kinds, what each is about, and which of them a reader may refuse."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from shared.domain.canonical import canonical, digest
from shared.domain.frozen import Frozen
from shared.domain.mailing.mail_address import checked


class MailKind(StrEnum):
    """Why somebody is written to."""

    SIGN_IN = "sign_in"
    ADDRESS_OLD = "address_old"
    """A change of address, asked for: to the address that the account has."""
    ADDRESS_NEW = "address_new"
    """The same, to the address that it shall have."""
    WELCOME = "welcome"
    PAYMENT_FAILED = "payment_failed"
    EVIDENCE_ALERT = "evidence_alert"
    WEEKLY_DIGEST = "weekly_digest"
    CORRECTION = "correction"
    """A correction or retraction, to whoever follows the page."""
    MAINTENANCE = "maintenance"
    INCIDENT = "incident"
    ACCOUNT_ERASED = "account_erased"


REFUSABLE = frozenset({MailKind.EVIDENCE_ALERT, MailKind.WEEKLY_DIGEST, MailKind.CORRECTION, MailKind.MAINTENANCE})
"""Kinds that a reader may unsubscribe from. The others answer what somebody did, or tell what they must know."""

ASKED_FOR = frozenset({MailKind.SIGN_IN, MailKind.ADDRESS_OLD, MailKind.ADDRESS_NEW, MailKind.ACCOUNT_ERASED})
"""Kinds that somebody waits for now, because of what they did a moment ago."""

ABOUT: Mapping[MailKind, frozenset[str]] = {
    MailKind.SIGN_IN: frozenset({"sign_in"}),
    MailKind.ADDRESS_OLD: frozenset({"sign_in"}),
    MailKind.ADDRESS_NEW: frozenset({"sign_in"}),
    MailKind.WELCOME: frozenset({"subscription"}),
    MailKind.PAYMENT_FAILED: frozenset({"subscription"}),
    MailKind.EVIDENCE_ALERT: frozenset({"versions"}),
    MailKind.WEEKLY_DIGEST: frozenset({"week", "versions"}),
    MailKind.CORRECTION: frozenset({"notice"}),
    MailKind.MAINTENANCE: frozenset({"announcement"}),
    MailKind.INCIDENT: frozenset({"announcement"}),
    MailKind.ACCOUNT_ERASED: frozenset(),
}
"""What a mail of each kind names: ids alone. `versions` is a list of `{"slug": .., "version": ..}`."""


class NewMail(Frozen):
    """A mail to be asked for. `user_id` is None for an address without an account; after `not_after` it is not sent."""

    id: str
    kind: MailKind
    address: str
    user_id: str | None
    about: dict[str, Any]
    not_after: datetime


def new_mail(
    kind: MailKind,
    address: str,
    *,
    user_id: str | None,
    about: Mapping[str, Any],
    not_after: datetime,
    once: Sequence[str],
) -> NewMail:
    """A mail of this kind. `once` tells it from every other of its kind: asked for again with the same, it is one mail.

    Raises:
        ValueError: the address is none that can be written to, or `about` does not have the kind's keys.
    """
    if frozenset(about) != ABOUT[kind]:
        raise ValueError(f"a mail of kind {kind} names {sorted(ABOUT[kind])}, not {sorted(about)}")
    return NewMail(
        id="mail_" + digest(canonical([kind.value, *once]))[:32],
        kind=kind,
        address=checked(address),
        user_id=user_id,
        about=dict(about),
        not_after=not_after,
    )
