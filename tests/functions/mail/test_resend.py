"""Mail by Resend's HTTP API: what is sent, and what each answer means."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from functions.mail.resend import Resend
from functions.mail.settings import MailSettings
from shared.platform.errors import (
    AddressRefused,
    ConfigurationError,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.platform.ports import HttpAnswer, OutgoingMail

GIVEN = {"PEPTALK_ORIGIN": "https://peptalk.example", "PEPTALK_SIGNING_KEY": "ab" * 32}
SETTINGS = MailSettings.read({**GIVEN, "PEPTALK_MAIL_URL": "http://127.0.0.1:9", "RESEND_API_KEY": "key-1"})
MAIL = OutgoingMail(
    id="mail_" + "a" * 32,
    sender="PepTalk <mail@peptalk.example>",
    to="reader@example.com",
    subject="Größe",
    text="said",
    html="<p>said</p>",
    headers={"Auto-Submitted": "auto-generated"},
    reply_to="help@peptalk.example",
)


@dataclass
class Said:
    """An Http port with one answer, which keeps what it was asked."""

    status: int = 200
    body: Any = field(default_factory=lambda: {"id": "49a3999c"})
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def request(self, method, url, **rest):
        self.asked.append({"method": method, "url": url, **rest})
        body = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        return HttpAnswer(self.status, self.headers, body)


async def test_a_mail_is_sent_under_its_own_id():
    http = Said()

    id = await Resend(http, SETTINGS).send(MAIL)

    (asked,) = http.asked
    assert id == "49a3999c"
    assert (asked["method"], asked["url"]) == ("POST", "http://127.0.0.1:9/emails")
    assert asked["headers"] == {
        "authorization": "Bearer key-1",
        "content-type": "application/json",
        "idempotency-key": MAIL.id,
    }
    assert json.loads(asked["content"]) == {
        "from": "PepTalk <mail@peptalk.example>",
        "to": ["reader@example.com"],
        "reply_to": "help@peptalk.example",
        "subject": "Größe",
        "text": "said",
        "html": "<p>said</p>",
        "headers": {"Auto-Submitted": "auto-generated"},
    }


async def test_a_mail_that_was_taken_when_it_read_otherwise_is_out():
    http = Said(409, {"name": "invalid_idempotent_request", "message": "used for another request"})

    assert await Resend(http, SETTINGS).send(MAIL) is None


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (429, {"name": "rate_limit_exceeded"}, UpstreamThrottled),
        (429, {"name": "daily_quota_exceeded"}, UpstreamThrottled),
        (409, {"name": "concurrent_idempotent_requests"}, UpstreamUnavailable),
        (500, {"name": "application_error"}, UpstreamUnavailable),
        (503, b"<html>", UpstreamUnavailable),
        (200, b"<html>", UpstreamUnavailable),
        (200, {"id": ""}, UpstreamUnavailable),
        (200, b"[" * 90_000, UpstreamUnavailable),
        (401, {"name": "missing_api_key"}, ConfigurationError),
        (403, {"name": "validation_error", "message": "The domain is not verified"}, ConfigurationError),
        (422, {"name": "invalid_from_address"}, ConfigurationError),
        (422, {"name": "validation_error", "message": "Invalid `to` field."}, AddressRefused),
        (422, {"name": "missing_required_field", "message": "Missing `html`."}, UpstreamRefused),
        (404, [], UpstreamRefused),
    ],
)
async def test_each_answer_has_its_own_meaning_and_shows_no_address(status, body, error):
    http = Said(status, body)

    with pytest.raises(error) as raised:
        await Resend(http, SETTINGS).send(MAIL)

    assert type(raised.value) is error
    assert "reader@example.com" not in str(raised.value)


async def test_the_carriers_own_patience_is_kept():
    with pytest.raises(UpstreamThrottled) as raised:
        await Resend(Said(429, {}, {"retry-after": "17"}), SETTINGS).send(MAIL)

    assert raised.value.retry_in == 17


async def test_without_a_key_nothing_is_asked():
    http = Said()

    with pytest.raises(ConfigurationError, match="RESEND_API_KEY is missing"):
        await Resend(http, MailSettings.read(GIVEN)).send(MAIL)
    assert http.asked == []
