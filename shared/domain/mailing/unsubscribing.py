"""Links by which a reader gets no more mail of one kind, without signing in; they hold for ever and name no address."""

from shared.domain.accounts.signing import same, subject_mark
from shared.domain.mailing.mail import REFUSABLE, MailKind

PATH = "/unsubscribe"


def address_mark(key: bytes, address: str) -> str:
    """What stands for an address, in any case of letters, where the address itself is not kept: 32 hex characters."""
    return subject_mark(key, "mail-address", address.lower())


def unsubscribe_url(origin: str, key: bytes, address: str, kind: MailKind) -> str | None:
    """The link that takes an address off a kind of mail; None for a kind that nobody can refuse."""
    if kind not in REFUSABLE:
        return None
    mark = address_mark(key, address)
    return f"{origin}{PATH}?reader={mark}&kind={kind.value}&token={_token(key, mark, kind)}"


def is_ours(key: bytes, mark: str, kind: MailKind, token: str) -> bool:
    """Whether a link with these parts was made here."""
    return kind in REFUSABLE and same(token, _token(key, mark, kind))


def _token(key: bytes, mark: str, kind: MailKind) -> str:
    return subject_mark(key, "unsubscribe", f"{mark}:{kind.value}")
