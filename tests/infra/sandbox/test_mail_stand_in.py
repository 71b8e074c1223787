"""The mail stand-in, asked by mail's own client over HTTP, and the webhook that it tells of bounces."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from rigs.fakes import HandDelivery

from functions.mail.handler import queue
from functions.mail.resend import Resend
from functions.mail.settings import MailSettings
from functions.webhook.handler import app as webhook_app
from infra.local.network.http import HttpxHttp
from infra.sandbox import samples, server
from infra.sandbox.faults import rules
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.mail.box import SECRET, Box, Refusal
from infra.sandbox.serving import served
from shared.domain.mailing.mail import MailKind, new_mail
from shared.domain.mailing.unsubscribing import address_mark
from shared.platform.errors import ConfigurationError, UpstreamThrottled, UpstreamUnavailable
from shared.platform.ports import Batch, OutgoingMail
from shared.store.mailing import mails, suppressions

KEY = "ab" * 32
MAIL = OutgoingMail(
    id="mail_" + "a" * 32,
    sender="PepTalk <mail@peptalk.example>",
    to="reader@example.com",
    subject="said",
    text="said",
    html="<p>said</p>",
)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
async def sandbox(faults) -> AsyncIterator[server.Sandbox]:
    async with server.serve(samples.CORPUS, faults=faults) as running:
        yield running


@pytest.fixture
def env(sandbox) -> dict[str, str]:
    return {
        "PEPTALK_ORIGIN": "https://peptalk.example",
        "PEPTALK_SIGNING_KEY": KEY,
        "PEPTALK_MAIL_TIMEOUT": "5",
        **sandbox.env(keys=True),
    }


@pytest.fixture
def resend(env, http: HttpxHttp) -> Resend:
    return Resend(http, MailSettings.read(env))


async def test_a_mail_is_taken_once_under_its_id(resend, sandbox):
    first, again = await resend.send(MAIL), await resend.send(MAIL)

    assert first == again
    (taken,) = sandbox.mails.taken.values()
    assert (taken.id, taken.key, taken.said["to"]) == (first, MAIL.id, ["reader@example.com"])
    assert await resend.send(replace(MAIL, subject="other")) is None
    assert len(sandbox.mails.taken) == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("mail:throttled=7", UpstreamThrottled),
        ("mail:500", UpstreamUnavailable),
        ("mail:401", ConfigurationError),
        ("mail:reset", UpstreamUnavailable),
        ("mail:cut-off", UpstreamUnavailable),
        ("mail:truncated", UpstreamUnavailable),
        ("mail:empty", UpstreamUnavailable),
        ("mail:html", UpstreamUnavailable),
        ("mail:wrong-schema", UpstreamUnavailable),
    ],
)
async def test_whatever_goes_wrong_one_mail_is_out_in_the_end(fault, error, resend, sandbox, faults):
    faults.replace([rules.of_spec(f"{fault}*1")])

    with pytest.raises(error):
        await resend.send(MAIL)
    id = await resend.send(MAIL)

    assert list(sandbox.mails.taken) == [id]


def test_a_key_holds_for_a_day_and_for_one_mail(clock):
    box = Box()
    said = {"from": "a@b.example", "to": "c@d.example", "subject": "s", "text": "t"}

    first = box.take(said, "k", clock.now())
    with pytest.raises(Refusal, match="another request body"):
        box.take({**said, "subject": "u"}, "k", clock.now())
    later = box.take(said, "k", clock.now() + timedelta(hours=24))

    assert first.id != later.id


@pytest.mark.parametrize(
    ("told", "reason"), [("bounced", "bounced"), ("complained", "complained"), ("delivered", None)]
)
async def test_from_the_queue_to_the_bounce(told, reason, env, sandbox, http, as_function):
    platform = replace(as_function("mail", **env), http=http)
    one = new_mail(
        MailKind.WELCOME,
        "reader@example.com",
        user_id=None,
        about={"subscription": "sub_1"},
        not_after=platform.clock.now() + timedelta(hours=1),
        once=("1",),
    )
    await platform.db.batch(mails.request([one], platform.clock.now()))
    await queue(Batch("peptalk-mail", [HandDelivery(mails.message_of(one).encode())]), platform)
    hooks = FastAPI()
    hooks.mount("/", webhook_app(lambda scope: replace(as_function("webhook", **env), clock=_Now())))

    async with served(hooks, 0, None) as port, httpx.AsyncClient(base_url=sandbox.url) as web:
        asked = {"id": one.id, "told": told, "url": f"http://127.0.0.1:{port}/webhooks/mail", "times": 2}
        answer = await web.post("/sandbox/mail/tell", json=asked)
        refused = await web.post("/sandbox/mail/tell", json={**asked, "url": "https://example.com/"})

    assert answer.json()["answers"] == [200, 200], answer.text
    assert refused.status_code == 400
    found = await suppressions.of(platform.db, address_mark(bytes.fromhex(KEY), "reader@example.com"))
    assert (found.reason if found else None) == reason
    assert env["RESEND_WEBHOOK_SECRET"] == SECRET


class _Now:
    """The machine's own time: the stand-in signs by it."""

    def now(self):
        from datetime import UTC, datetime

        return datetime.now(UTC)

    async def sleep(self, seconds):
        await asyncio.sleep(seconds)
