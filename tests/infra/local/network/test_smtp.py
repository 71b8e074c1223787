"""Mail over SMTP, handed to a real server on loopback, and what each of its refusals means."""

import asyncio
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.policy import default

import pytest
from vendors.smtp_server import Server

from infra.local.network.mailing import CarrierSettings, SmtpMailer
from shared.platform.errors import AddressRefused, ConfigurationError, UpstreamRefused, UpstreamUnavailable
from shared.platform.ports import OutgoingMail

MAIL = OutgoingMail(
    id="mail_" + "a" * 32,
    sender="PepTalk <mail@peptalk.example>",
    to="reader@example.com",
    subject="Größe",
    text=".\nsaid\n.more\n",
    html="<p>said</p>",
    headers={"Auto-Submitted": "auto-generated"},
)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    listening = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = listening.sockets[0].getsockname()[1]
    yield made
    listening.close()


def mailer(server: Server, clock, **env) -> SmtpMailer:
    given = {
        "PEPTALK_SMTP_HOST": "127.0.0.1",
        "PEPTALK_SMTP_PORT": str(server.port),
        "PEPTALK_SMTP_SECURITY": "none",
        "PEPTALK_MAIL_TIMEOUT": "5",
    }
    return SmtpMailer(CarrierSettings.read({**given, **env}), clock)


async def test_a_mail_arrives_as_it_was_written(server, clock):
    await mailer(server, clock).send(MAIL)

    ((sender, to, body),) = server.taken
    read = message_from_bytes(body.replace(b"\r\n..", b"\r\n."), policy=default)
    assert sender.startswith("mail FROM:<mail@peptalk.example>")
    assert to == ["rcpt TO:<reader@example.com>"]
    assert (read["subject"], read["message-id"]) == ("Größe", f"<{MAIL.id}@peptalk.example>")
    assert read["auto-submitted"] == "auto-generated"
    assert read.get_body(("plain",)).get_content().replace("\r\n", "\n") == MAIL.text


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"RCPT": "550 no such user reader@example.com"}, AddressRefused),
        ({"RCPT": "450 try later"}, UpstreamUnavailable),
        ({"MAIL": "550 not you"}, ConfigurationError),
        ({"MAIL": "451 later"}, UpstreamUnavailable),
        ({"BODY": "554 spam"}, UpstreamRefused),
        ({"BODY": "451 later"}, UpstreamUnavailable),
        ({"CONNECT": "421 closing"}, UpstreamUnavailable),
    ],
)
async def test_each_refusal_has_its_own_meaning_and_shows_no_address(answers, error, server, clock):
    server.answers = answers

    with pytest.raises(error) as raised:
        await mailer(server, clock).send(MAIL)

    assert type(raised.value) is error
    assert "reader" not in str(raised.value)


async def test_a_server_that_goes_silent_may_have_taken_it_so_it_is_tried_again_under_the_same_id(server, clock):
    server.silent = True

    with pytest.raises(UpstreamUnavailable):
        await mailer(server, clock).send(MAIL)
    server.silent = False
    await mailer(server, clock).send(MAIL)

    ids = [message_from_bytes(body)["message-id"] for *_, body in server.taken]
    assert ids == [f"<{MAIL.id}@peptalk.example>"] * 2


async def test_a_server_that_is_not_there_is_tried_again(clock):
    with pytest.raises(UpstreamUnavailable, match="did not answer: ConnectionRefusedError"):
        await mailer(Server(port=1), clock).send(MAIL)


async def test_without_encryption_where_it_is_asked_for_nothing_is_sent(server, clock):
    with pytest.raises(ConfigurationError, match="PEPTALK_SMTP_SECURITY"):
        await mailer(server, clock, PEPTALK_SMTP_SECURITY="starttls").send(MAIL)
    assert server.taken == []
