"""Announcements: what an operator tells all readers, kept once, named by what it says."""

from datetime import datetime
from typing import Literal

from shared.domain.canonical import fingerprint
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.ports import Statement
from shared.platform.sql import Queries
from shared.store.audit import Act

SQL = Queries("shared.store.mailing", "announcements.sql")


class NewAnnouncement(Frozen):
    """What is to be told, up to `not_after` (a stamp). The same words are the same announcement."""

    kind: Literal["maintenance", "incident"]
    subject: str
    body: str
    not_after: str

    @property
    def id(self) -> str:
        """`a` and 15 hex characters."""
        said = {"kind": self.kind, "subject": self.subject, "body": self.body, "not_after": self.not_after}
        return "a" + fingerprint(said)[:15]


def make(told: NewAnnouncement, act: Act, now: datetime) -> Statement:
    """The statement that keeps an announcement; one made before stays as it is."""
    return SQL(
        "make",
        id=told.id,
        kind=told.kind,
        subject=told.subject,
        body=told.body,
        not_after=told.not_after,
        now=stamp(now),
        actor=act.actor,
        act=act.id,
    )
