"""From the row to the mailbox, on the embedded platform: the home's folder, or a server that takes mail."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from vendors.smtp_server import Server

from infra.local.machine.home import Home
from infra.local.platform.embedded import Embedded, open_embedded
from shared.domain.mailing.mail import MailKind, new_mail
from shared.platform.ports import Statement
from shared.store.mailing import mails


async def sent(embedded: Embedded) -> str:
    """A welcome is asked for as billing does, and consumed until its row says what became of it."""
    now = embedded.clock.now()
    await embedded.db.run(Statement("INSERT INTO users (id, email) VALUES ('u1', 'reader@example.com')"))
    one = new_mail(
        MailKind.WELCOME,
        "reader@example.com",
        user_id="u1",
        about={"subscription": "sub_1"},
        not_after=now + timedelta(hours=1),
        once=("sub_1",),
    )
    await embedded.db.batch(mails.request([one], now))
    await mails.send(embedded.platform("billing"), [one])

    async def ended() -> bool:
        found = await mails.by_id(embedded.db, one.id)
        return found is not None and found.state == "sent"

    await asyncio.wait_for(embedded.consume(ended), 20)
    return one.id


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    listening = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = listening.sockets[0].getsockname()[1]
    yield made
    listening.close()


async def test_without_a_setting_a_mail_lies_in_the_home(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    async with open_embedded(home, {}, sink=lambda line: None) as embedded:
        id = await sent(embedded)

    (file,) = home.mail.iterdir()
    read = message_from_bytes(file.read_bytes(), policy=default)
    assert file.name == f"{id}.eml"
    assert (read["to"], read["subject"]) == ("reader@example.com", "Your PepTalk subscription has begun")
    assert read["from"] == "PepTalk <mail@peptalk.localhost>"


async def test_with_a_server_it_is_handed_over(tmp_path: Path, server: Server) -> None:
    env = {
        "PEPTALK_MAIL": "smtp",
        "PEPTALK_SMTP_HOST": "127.0.0.1",
        "PEPTALK_SMTP_PORT": str(server.port),
        "PEPTALK_SMTP_SECURITY": "none",
    }

    async with open_embedded(Home(tmp_path / "home"), env, sink=lambda line: None) as embedded:
        await sent(embedded)

    ((_, to, body),) = server.taken
    assert to == ["rcpt TO:<reader@example.com>"]
    assert message_from_bytes(body, policy=default)["subject"] == "Your PepTalk subscription has begun"
    assert not (tmp_path / "home" / "mail").exists()
