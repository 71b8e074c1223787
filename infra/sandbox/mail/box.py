"""The mails that were taken, once for each idempotency key, and what is told of them.

Written from resend.com/docs: api-reference/emails/send-email, api-reference/errors, dashboard/emails/idempotency-keys
(a key holds for 24 hours; the same key with another body is a 409) and webhooks/emails; signatures as Standard Webhooks
says.
"""

import base64
import hashlib
import hmac
import json
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

SECRET = "whsec_" + base64.b64encode(b"peptalk sandbox mail").decode()
"""What its webhooks are signed with."""

KEPT = 10_000
"""Mails; of more, the oldest are forgotten."""

_KEY_HOLDS = timedelta(hours=24)
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_SENDER = re.compile(r"(?:[^<>]+ <)?[^@\s<>]+@[^@\s<>]+>?")

Told = Literal["email.bounced", "email.complained", "email.delivered"]


class Refusal(Exception):
    """An answer other than 200: status, the error's name, what it says."""

    def __init__(self, status: int, name: str, message: str) -> None:
        super().__init__(message)
        self.status, self.name, self.message = status, name, message

    def body(self) -> dict[str, Any]:
        return {"statusCode": self.status, "name": self.name, "message": self.message}


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail that was taken. `said` is what was sent; `key` its idempotency key."""

    id: str
    key: str | None
    at: str
    said: dict[str, Any]


@dataclass
class Box:
    """All mails since the sandbox started."""

    taken: dict[str, Taken] = field(default_factory=dict[str, Taken])
    _keys: dict[str, tuple[str, str, datetime]] = field(default_factory=dict[str, tuple[str, str, datetime]])

    def take(self, said: Any, key: str | None, now: datetime) -> Taken:
        """Take a mail, or give the one that was taken under this key before.

        Raises:
            Refusal: something of it is missing or wrong, or the key was used for another mail.
        """
        read = _read(said)
        written = hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()
        if key is not None and len(key) > 256:
            raise Refusal(400, "invalid_idempotency_key", "The key must be between 1-256 chars.")
        if key in self._keys and now - self._keys[key][2] < _KEY_HOLDS:
            id, before, _ = self._keys[key]
            if before != written:
                raise Refusal(409, "invalid_idempotent_request", "This key was used for another request body.")
            return self.taken[id]
        number = len(self.taken) + 1
        id = hashlib.sha256(f"{number}/{key}/{now.isoformat()}".encode()).hexdigest()[:32]
        taken = self.taken[id] = Taken(id, key, now.astimezone(UTC).isoformat(), read)
        if key is not None:
            self._keys[key] = id, written, now
        while len(self.taken) > KEPT:
            gone = self.taken.pop(next(iter(self.taken)))
            self._keys.pop(gone.key or "", None)
        return taken

    def find(self, id: str) -> Taken:
        """A mail by its id here, the beginning of one, or its idempotency key.

        Raises:
            Refusal: there is none, or several.
        """
        found = [each for each in self.taken.values() if each.id.startswith(id) or each.key == id]
        if len(found) != 1:
            said = "several mails" if found else "no mail"
            raise Refusal(404, "not_found", f"There is {said} of that id; `peptalk sandbox mail list` shows them.")
        return found[0]

    def describe(self) -> list[dict[str, Any]]:
        """All mails, the newest first."""
        return [asdict(each) for each in reversed(self.taken.values())]


def event(taken: Taken, told: Told, now: datetime) -> bytes:
    """What the webhook is sent of a mail."""
    data: dict[str, Any] = {
        "email_id": taken.id,
        "created_at": taken.at,
        "from": taken.said["from"],
        "to": taken.said["to"],
        "subject": taken.said["subject"],
    }
    if told == "email.bounced":
        data["bounce"] = {"type": "Permanent", "subType": "General", "message": "The address does not exist."}
    return json.dumps({"type": told, "created_at": now.astimezone(UTC).isoformat(), "data": data}).encode()


def signed(body: bytes, id: str, now: datetime, secret: str = SECRET) -> dict[str, str]:
    """The headers that go with a body."""
    at = str(int(now.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    made = base64.b64encode(hmac.digest(key, f"{id}.{at}.".encode() + body, "sha256")).decode()
    return {
        "svix-id": id,
        "svix-timestamp": at,
        "svix-signature": f"v1,{made}",
        "content-type": "application/json",
    }


def _read(said: Any) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise Refusal(422, "validation_error", "The body must be an object.")
    read: dict[str, Any] = dict(said)  # pyright: ignore[reportUnknownArgumentType]  (JSON of a client)
    for name in ("from", "to", "subject"):
        if not read.get(name):
            raise Refusal(422, "missing_required_field", f"Missing `{name}` field.")
    if not (read.get("html") or read.get("text")):
        raise Refusal(422, "missing_required_field", "Missing `html` or `text` field.")
    if not _SENDER.fullmatch(str(read["from"])):
        raise Refusal(422, "invalid_from_address", "Invalid `from` field.")
    read["to"] = [read["to"]] if isinstance(read["to"], str) else read["to"]
    if not isinstance(read["to"], list) or not all(_ADDRESS.fullmatch(str(each)) for each in read["to"]):  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        raise Refusal(422, "validation_error", "Invalid `to` field. The email address needs to be valid.")
    return read
