"""Mail's platform, with a carrier that keeps what it was handed, and mails that were asked for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from rigs.fakes import HandDelivery

from functions.mail.handler import queue
from shared.domain.mailing.mail import MailKind, NewMail, new_mail
from shared.platform.pace import UNPACED, Pace
from shared.platform.ports import Batch, OutgoingMail, Platform, Statement
from shared.store.mailing import mails

ORIGIN = "https://peptalk.example"
KEY = "ab" * 32


@dataclass
class Carrier:
    """Takes each mail once, by its id, as Resend does; what is in `failing` is raised first, after it took the mail
    where it says so."""

    name: str = "carrier"
    keeps: bool = False
    pace: Pace = UNPACED
    taken: dict[str, OutgoingMail] = field(default_factory=dict[str, OutgoingMail])
    handed: list[str] = field(default_factory=list[str])
    failing: list[tuple[Exception, bool]] = field(default_factory=list[tuple[Exception, bool]])

    async def send(self, mail: OutgoingMail) -> str | None:
        self.handed.append(mail.id)
        error, took = self.failing.pop(0) if self.failing else (None, True)
        if took:
            self.taken.setdefault(mail.id, mail)
        if error is not None:
            raise error
        return f"by-carrier-{len(self.taken)}"

    @property
    def only(self) -> OutgoingMail:
        (one,) = self.taken.values()
        return one


@pytest.fixture
def carrier() -> Carrier:
    return Carrier()


@pytest.fixture
def mail(as_function: Callable[..., Platform], carrier: Carrier) -> Platform:
    return replace(as_function("mail", PEPTALK_ORIGIN=ORIGIN, PEPTALK_SIGNING_KEY=KEY), mailer=carrier)


@pytest.fixture
async def account(mail: Platform) -> str:
    await mail.db.run(Statement("INSERT INTO users (id, email) VALUES ('u1', 'reader@example.com')"))
    return "u1"


Asked = Callable[..., Awaitable[NewMail]]
"""Asks for a mail of this kind."""


@pytest.fixture
def asked(mail: Platform) -> Asked:
    async def one(kind: MailKind, about: dict[str, Any] | None = None, **fields: Any) -> NewMail:
        made = new_mail(
            kind,
            fields.get("address", "reader@example.com"),
            user_id=fields.get("user_id"),
            about=about or {},
            not_after=mail.clock.now() + timedelta(seconds=fields.get("seconds", 3_600)),
            once=fields.get("once", ("1",)),
        )
        await mail.db.batch(mails.request([made], mail.clock.now()))
        return made

    return one


Delivered = Callable[..., Awaitable[HandDelivery]]
"""Gives the message of a mail to the function; how it was settled."""


@pytest.fixture
def delivered(mail: Platform) -> Delivered:
    async def one(asked: NewMail, platform: Platform | None = None, **changes: Any) -> HandDelivery:
        delivery = HandDelivery(mails.message_of(asked).model_copy(update=changes).encode())
        await queue(Batch("peptalk-mail", [delivery]), platform or mail)
        return delivery

    return one
