"""The secrets of a sign-in: its link's token, its typed code, the session that it opens.

All of them are HMAC-SHA-256 under one key (RFC 2104) over a purpose and the sign-in's id, so that whoever sends the
mail can write them and nobody has to store them. The purposes keep them apart: none tells anything of another.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode

KEY_BYTES = 32
"""The least length of a key."""

CODE_DIGITS = 8
"""Of a typed code: with five attempts each, one request in twenty million is guessed."""


CONFIRM = "/sign-in/confirm"
"""The path of the page that a link leads to."""


def signing_key(text: str) -> bytes:
    """The key that its hexadecimal form writes.

    Raises:
        ValueError: it is not hexadecimal, or shorter than `KEY_BYTES`. The text is not repeated.
    """
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        raise ValueError("is not hexadecimal; `openssl rand -hex 32` makes a key") from None
    if len(key) < KEY_BYTES:
        raise ValueError(f"has {len(key)} bytes, but {KEY_BYTES} are the least; `openssl rand -hex 32` makes a key")
    return key


def link_token(key: bytes, sign_in: str) -> str:
    """The token of a sign-in's link: 256 bits as 43 characters of URL-safe base64."""
    return _text(_derived(key, "link", sign_in))


def confirm_url(origin: str, key: bytes, sign_in: str) -> str:
    """The link of a sign-in's mail, also of the two mails of a change of address; `origin` ends without a slash.

    The token stands in the query, where a browser without JavaScript can use it. Whoever reads the link in a log or a
    mail cannot sign in by it: that takes the browser that asked.
    """
    return f"{origin}{CONFIRM}?token={link_token(key, sign_in)}"


def typed_code(key: bytes, sign_in: str) -> str:
    """The code of a sign-in that is typed where its link cannot be used: `CODE_DIGITS` digits."""
    # 2**128 is so much more than 10**8 that no digit is likelier than another by more than 10**-30.
    number = int.from_bytes(_derived(key, "code", sign_in)[:16], "big")
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def session_token(key: bytes, sign_in: str, nonce: str) -> str:
    """The token of the session that a sign-in opens in the browser that holds `nonce`: 43 characters.

    The same for the same browser, so that a second click is given the session of the first; and not to be had from the
    key and the database, because the nonce lies in the browser alone.
    """
    return _text(_derived(key, "session", sign_in, nonce))


def known_browser(key: bytes, sign_in: str, user_id: str) -> str:
    """What a browser keeps once this sign-in has signed that account in: by it the account's own browser is told from a
    stranger's who asks for the same address. It opens nothing."""
    return f"{sign_in}.{_text(_derived(key, 'known', sign_in, user_id))}"


def is_known(key: bytes, shown: str, user_id: str) -> bool:
    """Whether what a browser shows was given to it when that account signed in there."""
    return same(shown, known_browser(key, shown.partition(".")[0], user_id))


def subject_mark(key: bytes, purpose: str, text: str) -> str:
    """32 hex characters by which equal texts are counted together and from which nobody without the key has them."""
    return _derived(key, f"mark-{purpose}", text).hex()[:32]


def hashed(token: str) -> str:
    """SHA-256 of a token of 128 bits or more, in hex: what the database keeps of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def _derived(key: bytes, purpose: str, *parts: str) -> bytes:
    if len(key) < KEY_BYTES:
        raise ValueError(f"a signing key has {KEY_BYTES} bytes or more")
    # A length before each part: no two lists of parts give the same bytes.
    said = "".join(f"{len(part)}:{part}" for part in (f"peptalk-{purpose}", *parts))
    return hmac.digest(key, said.encode(), "sha256")


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
