"""Carriers on one machine: the folder of .eml files, and the settings that choose one."""

import stat
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from infra.local.network.mailing import FolderMailer, SmtpMailer, mailer_of
from shared.platform.errors import ConfigurationError, UpstreamUnavailable
from shared.platform.ports import OutgoingMail

MAIL = OutgoingMail(
    id="mail_" + "a" * 32,
    sender="PepTalk <mail@peptalk.example>",
    to="leser@xn--bcher-kva.example",
    subject="Evidence on Größe " + "x" * 100,
    text="said\n" + "ü" * 1_200 + "\n",
    html="<p>gesagt: ü</p>",
    headers={"List-Unsubscribe": "<https://peptalk.example/unsubscribe?a=" + "b" * 120 + ">"},
    reply_to="help@peptalk.example",
)


async def test_a_mail_lies_in_the_folder_for_its_owner_alone(tmp_path, clock):
    mailer = FolderMailer(tmp_path / "mail", clock)

    names = [await mailer.send(MAIL), await mailer.send(replace(MAIL, subject="again"))]

    assert names == [f"{MAIL.id}.eml"] * 2
    (file,) = (tmp_path / "mail").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert message_from_bytes(file.read_bytes(), policy=default)["subject"] == "again"


async def test_it_reads_back_as_it_was_written(tmp_path, clock):
    await FolderMailer(tmp_path, clock).send(MAIL)

    written = (tmp_path / f"{MAIL.id}.eml").read_bytes()
    read = message_from_bytes(written, policy=default)
    assert (read["from"], read["to"], read["reply-to"]) == (MAIL.sender, MAIL.to, MAIL.reply_to)
    assert read["subject"] == MAIL.subject
    assert read["message-id"] == f"<{MAIL.id}@peptalk.example>"
    assert read["list-unsubscribe"] == MAIL.headers["List-Unsubscribe"]
    assert read["date"].datetime == clock.now()
    assert read.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert read.get_body(("plain",)).get_content() == MAIL.text
    assert read.get_body(("html",)).get_content().strip() == MAIL.html
    # RFC 5322 section 2.1.1; every byte is ASCII, so that any server carries it.
    assert max(map(len, written.splitlines())) <= 998
    assert written.isascii()


@pytest.mark.parametrize("field", ["subject", "to", "sender", "reply_to"])
async def test_a_line_break_in_a_header_is_never_written(field, tmp_path, clock):
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        await FolderMailer(tmp_path, clock).send(replace(MAIL, **{field: "x@example.com\r\nBcc: all@example.com"}))

    assert list(tmp_path.iterdir()) == []


async def test_a_folder_that_takes_nothing_is_tried_again(tmp_path, clock):
    (tmp_path / "mail").write_text("a file lies there")

    with pytest.raises(UpstreamUnavailable, match="takes no mail"):
        await FolderMailer(tmp_path / "mail", clock).send(MAIL)


def test_the_settings_choose_the_carrier(tmp_path, clock):
    smtp = {"PEPTALK_MAIL": "smtp", "PEPTALK_SMTP_HOST": "mail.example.com"}

    assert isinstance(mailer_of({}, tmp_path, clock), FolderMailer)
    assert isinstance(mailer_of(smtp, tmp_path, clock), SmtpMailer)
    assert mailer_of({"PEPTALK_MAIL": "http"}, tmp_path, clock) is None


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"PEPTALK_MAIL": "pigeon"}, "PEPTALK_MAIL: Input should be 'folder', 'smtp' or 'http'"),
        ({"PEPTALK_MAIL": "smtp"}, "PEPTALK_SMTP_HOST is missing"),
        (
            {"PEPTALK_MAIL": "smtp", "PEPTALK_SMTP_HOST": "mail.example.com", "PEPTALK_SMTP_SECURITY": "none"},
            "only for a server on this machine",
        ),
    ],
)
def test_what_cannot_carry_mail_is_said(env, said, tmp_path, clock):
    with pytest.raises(ConfigurationError, match=said):
        mailer_of(env, tmp_path, clock)
