"""What the mail provider tells of bounces and complaints, signed as Standard Webhooks says.

The signature is HMAC-SHA-256 over `id.timestamp.body`, the secret base64 behind `whsec_`, the headers named `webhook-*`
or, as Svix and Resend have them, `svix-*` (github.com/standard-webhooks/standard-webhooks, spec; docs.svix.com).
"""

import base64
import binascii
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from functions.webhook.verification import Refused
from shared.domain.mailing.mail_address import checked
from shared.domain.nesting import too_deep
from shared.store.mailing.suppressions import Reason

SKEW = 300
"""Seconds that a signature may be old, or ahead of us."""

_ID = re.compile(r"[A-Za-z0-9_.:-]{1,200}")
_TIME = re.compile(r"[0-9]{1,12}")
_SIGNATURES_AT_MOST = 16


@dataclass(frozen=True, slots=True)
class Told:
    """An event: addresses that shall get no more mail for `reason`, which is None where it tells nothing of that."""

    id: str
    type: str
    reason: Reason | None
    addresses: tuple[str, ...]


def verified(body: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: datetime) -> tuple[str, str]:
    """Id and text of a body that one of the secrets signed within `SKEW` seconds of now. Header names are lower-case.

    Raises:
        Refused: it was not.
    """
    id, at, signatures = (_header(headers, name) for name in ("id", "timestamp", "signature"))
    if not id or not at or not signatures:
        raise Refused("no_signature", "there is no webhook-id, webhook-timestamp or webhook-signature header")
    if not _ID.fullmatch(id) or not _TIME.fullmatch(at):
        raise Refused("malformed_signature", "the webhook-id or webhook-timestamp header cannot be read")
    said = [each.partition(",")[2] for each in signatures.split(" ")[:_SIGNATURES_AT_MOST] if each.startswith("v1,")]
    signed = f"{id}.{at}.".encode() + body
    if not any(_same(signed, each, secret) for secret in secrets for each in said):
        raise Refused("wrong_signature", "no secret of ours made this signature over this body")
    age = now.timestamp() - int(at)
    if age > SKEW:
        raise Refused("too_old", f"the signature is older than {SKEW} seconds")
    if age < -SKEW:
        raise Refused("too_early", f"the signature is more than {SKEW} seconds ahead")
    try:
        return id, body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("no_text", "the body is not UTF-8") from None


def key_of(secret: str) -> bytes:
    """The key that a secret writes.

    Raises:
        ValueError: it is no secret of that form; the secret itself is not repeated.
    """
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        raise ValueError("is no signing secret; it begins with whsec_, and the provider shows it") from None
    if len(key) < 16:
        raise ValueError("is too short for a signing secret; the provider shows it, behind whsec_")
    return key


def read(id: str, text: str) -> Told:
    """What an event tells (resend.com/docs/dashboard/webhooks/event-types).

    Raises:
        Refused: it is no event.
    """
    if too_deep(text):
        raise Refused("no_event", "the body is no event: nested too deeply")
    try:
        found: Any = json.loads(text)
    except ValueError:
        raise Refused("no_event", "the body is no event: not JSON") from None
    said = _object(found)
    kind = said.get("type")
    if not isinstance(kind, str) or not kind:
        raise Refused("no_event", "the body is no event: it has no type")
    data = _object(said.get("data"))
    reason = _reason(kind, data)
    named: Any = data.get("to")
    listed = cast("list[Any]", named) if isinstance(named, list) else [named]
    return Told(id, kind[:200], reason, tuple(_addresses(listed)) if reason else ())


def _reason(kind: str, data: Mapping[str, Any]) -> Reason | None:
    if kind == "email.complained":
        return "complained"
    # A bounce that may pass (a full mailbox) is told with its type; without one it is permanent.
    if kind == "email.bounced" and _object(data.get("bounce")).get("type", "Permanent") == "Permanent":
        return "bounced"
    return None


def _addresses(named: Sequence[Any]) -> list[str]:
    """What is no address that we could have written to is left out."""
    found: list[str] = []
    for each in named[:50]:
        try:
            found.append(checked(str(each)))
        except ValueError:
            continue
    return found


def _header(headers: Mapping[str, str], name: str) -> str:
    return headers.get(f"webhook-{name}") or headers.get(f"svix-{name}") or ""


def _same(signed: bytes, signature: str, secret: str) -> bool:
    made = base64.b64encode(hmac.digest(key_of(secret), signed, "sha256"))
    return hmac.compare_digest(made, signature.encode("utf-8", "replace"))


def _object(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
