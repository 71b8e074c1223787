"""Mail by the HTTP API of Resend, or of whoever speaks it (resend.com/docs/api-reference/emails/send-email)."""

import json
from typing import Any, cast

from functions.mail.settings import MailSettings
from shared.platform.errors import (
    AddressRefused,
    ConfigurationError,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.platform.pace import Pace
from shared.platform.ports import Http, HttpAnswer, OutgoingMail

VENDOR = "mail"
_LONGEST_ANSWER = 100_000
_TO = ("`to`", "to field", "recipient")
"""What a refusal names that is about the address."""


class Resend:
    """Carries mail by POST. Two requests a second are allowed by default (resend.com/docs/api-reference/rate-limit)."""

    name = "resend"
    pace = Pace(gap=0.5, timeout=30.0)

    def __init__(self, http: Http, settings: MailSettings) -> None:
        self._http, self._settings = http, settings

    async def send(self, mail: OutgoingMail) -> str | None:
        """As the port says. The mail's id is its idempotency key, which Resend keeps for 24 hours
        (resend.com/docs/dashboard/emails/idempotency-keys)."""
        if self._settings.RESEND_API_KEY is None:
            raise ConfigurationError("RESEND_API_KEY is missing; give mail a key that may send")
        said = {
            "from": mail.sender,
            "to": [mail.to],
            "subject": mail.subject,
            "text": mail.text,
            "html": mail.html,
            "headers": dict(mail.headers),
            **({"reply_to": mail.reply_to} if mail.reply_to else {}),
        }
        answer = await self._http.request(
            "POST",
            f"{self._settings.PEPTALK_MAIL_URL}/emails",
            content=json.dumps(said).encode(),
            headers={
                "authorization": f"Bearer {self._settings.RESEND_API_KEY.get_secret_value()}",
                "content-type": "application/json",
                "idempotency-key": mail.id,
            },
            timeout=self._settings.PEPTALK_MAIL_TIMEOUT,
            max_bytes=_LONGEST_ANSWER,
        )
        return _taken(answer)


def _taken(answer: HttpAnswer) -> str | None:
    said = _object(answer)
    name = str(said.get("name", ""))
    if answer.status == 409 and name == "invalid_idempotent_request":
        # A mail was taken under this id, when it read otherwise than it does now: it is out.
        return None
    if 200 <= answer.status < 300:
        id = said.get("id")
        if not isinstance(id, str) or not id:
            raise UpstreamUnavailable(f"the mail provider answered {answer.status} without an id", vendor=VENDOR)
        return id[:200]
    raise _error(answer, name, str(said.get("message", "")))


def _error(answer: HttpAnswer, name: str, message: str) -> Exception:
    """Our error for an answer. What it says is left out: it may hold the address."""
    told = f"{answer.status} {name or 'without a name'}"[:100]
    if answer.status == 429:
        retry_in = answer.headers.get("retry-after", "")
        wait = float(retry_in) if retry_in.isdecimal() else None
        return UpstreamThrottled(f"the mail provider asks for patience ({told})", retry_in=wait, vendor=VENDOR)
    if answer.status >= 500 or answer.status in (408, 409):
        return UpstreamUnavailable(f"the mail provider answered {told}", vendor=VENDOR)
    if answer.status in (401, 403):
        return ConfigurationError(
            f"the mail provider does not let us send ({told}); see that RESEND_API_KEY may send and that the domain of "
            "PEPTALK_MAIL_FROM is verified there"
        )
    if name == "invalid_from_address":
        return ConfigurationError(f"the mail provider does not take PEPTALK_MAIL_FROM ({told}); correct it")
    if answer.status in (400, 422) and any(each in message.lower() for each in _TO):
        return AddressRefused(f"the mail provider refuses the address ({told})")
    return UpstreamRefused(f"the mail provider refuses the mail ({told})")


def _object(answer: HttpAnswer) -> dict[str, Any]:
    try:
        found: Any = answer.json()
    except ValueError:
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
