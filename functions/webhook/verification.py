"""Whether a request is Stripe's: the SDK checks the signature over the raw body, its age is checked here.

The SDK refuses what is too old by the machine's clock and takes whatever date lies ahead (stripe 16.1.0,
stripe/_webhook.py); so both sides of the 300 seconds are held here, by the platform's clock. The header must have the
one form that Stripe documents (docs.stripe.com/webhooks#verify-manually): the SDK itself would read ` +1` as a time.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from stripe import SignatureVerificationError, WebhookSignature

SKEW = 300
"""Seconds that a signature may be old, or ahead of us (Stripe's own tolerance, docs.stripe.com/webhooks)."""

Refusal = Literal[
    "no_signature",
    "malformed_signature",
    "wrong_signature",
    "too_old",
    "too_early",
    "too_large",
    "no_text",
    "no_event",
    "wrong_mode",
]

_HEADER = re.compile(r"t=([0-9]{1,12})((?:,v[0-9]+=[0-9a-f]{1,128}){1,16})")


class Refused(Exception):
    """A request that is not taken; `reason` is counted, the text is answered."""

    def __init__(self, reason: Refusal, said: str) -> None:
        super().__init__(said)
        self.reason: Refusal = reason


def verified(body: bytes, header: str | None, secrets: Sequence[str], now: datetime) -> str:
    """The text of a body that one of the secrets signed within `SKEW` seconds of now.

    Raises:
        Refused: it was not.
    """
    if not header:
        raise Refused("no_signature", "there is no Stripe-Signature header")
    found = _HEADER.fullmatch(header)
    if found is None:
        raise Refused("malformed_signature", "the Stripe-Signature header cannot be read")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("no_text", "the body is not UTF-8") from None
    if not any(_signed(text, header, secret) for secret in secrets):
        raise Refused("wrong_signature", "no secret of ours made this signature over this body")
    age = now.timestamp() - int(found[1])
    if age > SKEW:
        raise Refused("too_old", f"the signature is older than {SKEW} seconds")
    if age < -SKEW:
        raise Refused("too_early", f"the signature is more than {SKEW} seconds ahead")
    return text


def _signed(text: str, header: str, secret: str) -> bool:
    try:
        return WebhookSignature.verify_header(text, header, secret)  # pyright: ignore[reportUnknownMemberType]  (untyped tolerance)
    except SignatureVerificationError:
        return False
