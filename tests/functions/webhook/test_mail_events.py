"""What the mail provider signed takes addresses off; everything else is refused with its reason."""

import base64
import json
from dataclasses import replace

import httpx
import pytest
from vendors.mail_said import SECRET, event, signature

from functions.webhook.handler import LARGEST, MAIL_PATH, app
from functions.webhook.mail_events import SKEW
from shared.domain.mailing.mail import MailKind
from shared.domain.mailing.unsubscribing import address_mark
from shared.platform.ports import Statement
from shared.store.accounts import erasures, personal
from shared.store.mailing import suppressions

KEY = "ab" * 32
OTHER = "whsec_" + base64.b64encode(b"another secret of nobody").decode()
MARK = address_mark(bytes.fromhex(KEY), "reader@example.com")


@pytest.fixture
def webhook(as_function):
    return as_function("webhook", RESEND_WEBHOOK_SECRET=SECRET, PEPTALK_SIGNING_KEY=KEY)


@pytest.fixture
def told(webhook, clock):
    """Posts a body, signed now, or so many seconds from now."""

    async def post(body, *secrets, ahead=0, headers=None, platform=None, **how):
        signed = signature(body, int(clock.now().timestamp()) + ahead, *secrets, **how)
        transport = httpx.ASGITransport(app(lambda scope: platform or webhook))
        async with httpx.AsyncClient(transport=transport, base_url="http://hooks.test") as client:
            return await client.post(MAIL_PATH, content=body, headers=signed if headers is None else headers)

    return post


@pytest.mark.parametrize("prefix", ["svix", "webhook"])
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (event("email.bounced", bounce={"type": "Permanent", "subType": "General"}), "bounced"),
        (event("email.bounced"), "bounced"),
        (event("email.bounced", to="Reader@Example.com"), "bounced"),
        (event("email.complained"), "complained"),
    ],
)
async def test_a_bounce_and_a_complaint_take_the_address_off(body, reason, prefix, told, webhook):
    await webhook.db.run(Statement("INSERT INTO users (id, email) VALUES ('u1', 'reader@example.com')"))

    answer = await told(body, prefix=prefix)
    again = await told(body, prefix=prefix)

    assert (answer.status_code, answer.json()) == (200, {"received": True, "id": "msg_1"})
    assert again.status_code == 200
    found = await suppressions.of(webhook.db, MARK)
    assert found is not None
    assert (found.address, found.reason, found.cause) == ("reader@example.com", reason, "msg_1")


async def test_of_an_address_without_account_the_mark_alone_is_kept(told, webhook):
    await told(event())

    found = await suppressions.of(webhook.db, MARK)
    assert found is not None
    assert found.address is None
    assert "reader" not in str(await webhook.db.all(Statement("SELECT * FROM suppressions")))


async def test_an_erased_account_leaves_the_mark_and_no_address(told, webhook):
    await webhook.db.run(Statement("INSERT INTO users (id, email) VALUES ('u1', 'reader@example.com')"))
    await told(event())

    person = await erasures.whom(webhook.db, "u1")
    assert person is not None
    await webhook.db.batch(personal.erased(person, webhook.clock.now()))

    found = await suppressions.of(webhook.db, MARK)
    assert found is not None
    assert found.address is None


@pytest.mark.parametrize(
    "body",
    [
        event("email.delivered"),
        event("email.bounced", bounce={"type": "Transient"}),
        event("email.bounced", to="no address"),
        json.dumps({"type": "email.bounced", "data": {"to": None}}),
        json.dumps({"type": "email.complained", "data": []}),
    ],
)
async def test_what_tells_of_no_address_is_acknowledged_and_changes_nothing(body, told, webhook):
    assert (await told(body)).status_code == 200
    assert await webhook.db.all(Statement("SELECT * FROM suppressions")) == []


async def test_while_secrets_rotate_either_is_taken(told, webhook):
    both = replace(webhook, env={**webhook.env, "RESEND_WEBHOOK_SECRET": f"{OTHER}, {SECRET}"})

    answers = [await told(event(), *secrets, platform=both) for secrets in ((SECRET,), (OTHER,), (OTHER, SECRET))]

    assert [each.status_code for each in answers] == [200, 200, 200]


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"secrets": (OTHER,)}, "wrong_signature"),
        ({"ahead": -SKEW - 1}, "too_old"),
        ({"ahead": SKEW + 1}, "too_early"),
        ({"headers": {}}, "no_signature"),
        ({"headers": {"svix-id": "a b", "svix-timestamp": "1", "svix-signature": "v1,x"}}, "malformed_signature"),
        ({"headers": {"svix-id": "a", "svix-timestamp": " +1", "svix-signature": "v1,x"}}, "malformed_signature"),
        ({"body": "no json"}, "no_event"),
        ({"body": "[]"}, "no_event"),
        ({"body": '{"type": 5}'}, "no_event"),
        ({"body": "[" * 100_000}, "no_event"),
        ({"body": "x" * (LARGEST + 1)}, "too_large"),
    ],
)
async def test_what_is_not_theirs_is_refused_and_counted(how, reason, told, webhook):
    answer = await told(how.pop("body", event()), *how.pop("secrets", ()), **how)

    assert (answer.status_code, answer.json()["error"]) == (400, reason)
    assert await webhook.db.all(Statement("SELECT * FROM suppressions")) == []
    (counted,) = await webhook.db.all(Statement("SELECT reason, count FROM webhook_refusals"))
    assert counted == {"reason": reason, "count": 1}


async def test_no_changed_byte_is_taken(told, clock, webhook):
    body = event()
    signed = signature(body, int(clock.now().timestamp()))
    for at in range(0, len(body), 7):
        changed = body[:at] + ("x" if body[at] != "x" else "y") + body[at + 1 :]
        answer = await told(changed, headers=signed)
        assert answer.json()["error"] == "wrong_signature"
    for name in signed:
        answer = await told(body, headers={**signed, name: signed[name][:-3] + "0" + signed[name][-2:]})
        assert answer.status_code == 400


@pytest.mark.parametrize("given", [{}, {"RESEND_WEBHOOK_SECRET": "whsec_??"}, {"RESEND_WEBHOOK_SECRET": "whsec_YQ=="}])
async def test_without_a_secret_of_use_it_is_sent_again_later(given, told, as_function, lines):
    answer = await told(event(), platform=as_function("webhook", PEPTALK_SIGNING_KEY=KEY, **given))

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert any("RESEND_WEBHOOK_SECRET" in line and "??" not in line for line in lines)


async def test_no_line_of_the_log_names_the_address(told, lines):
    await told(event())
    await told(event(), OTHER)

    assert lines
    assert not any("reader" in line or "example.com" in line for line in lines)


@pytest.mark.parametrize(
    ("reason", "kind", "sent"),
    [
        ("bounced", MailKind.SIGN_IN, False),
        ("bounced", MailKind.INCIDENT, False),
        ("complained", MailKind.SIGN_IN, True),
        ("complained", MailKind.ACCOUNT_ERASED, True),
        ("complained", MailKind.INCIDENT, False),
        ("complained", MailKind.WEEKLY_DIGEST, False),
    ],
)
async def test_after_a_complaint_only_what_was_asked_for_is_sent(reason, kind, sent, webhook, clock):
    await webhook.db.run(suppressions.suppress(MARK, "reader@example.com", reason, "msg_1", clock.now()))

    assert (await suppressions.why_not(webhook.db, MARK, kind) is None) == sent


async def test_a_bounce_is_the_stronger_word(webhook, clock):
    for reason in ("complained", "bounced", "complained"):
        await webhook.db.run(suppressions.suppress(MARK, "reader@example.com", reason, reason, clock.now()))

    found = await suppressions.of(webhook.db, MARK)
    assert found is not None
    assert found.reason == "bounced"
