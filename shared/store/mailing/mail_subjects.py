"""What mails are about, read when they are sent: versions, notices, sign-ins, announcements."""

import json
from collections.abc import Sequence
from typing import Any, Literal

from shared.domain.accounts.sign_in import Purpose
from shared.domain.frozen import Frozen
from shared.domain.publishing.changes import Changes
from shared.domain.publishing.notices import Finding, NoticeKind
from shared.domain.vocabulary import Level
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.mailing", "mail_subjects.sql")


class ToldVersion(Frozen):
    """A version that readers may open, as a mail tells of it."""

    slug: str
    version: int
    name: str
    sample: bool
    grade: Level
    changes: Changes


class ToldNotice(Frozen):
    """A notice as a mail tells of it. `outcome` is the version without the study, where there is one already."""

    slug: str
    name: str
    sample: bool
    version: int
    kind: NoticeKind
    pmid: str
    state: Literal["judging", "published", "withdrawn", "held"]
    outcome: int | None

    @property
    def said(self) -> str:
        """What became known, in words, as part of a sentence."""
        return Finding(kind=self.kind, pmid=self.pmid).said


class OpenSignIn(Frozen):
    """A request of a reader's that can still be confirmed."""

    id: str
    purpose: Purpose
    expires_at: str


class Announcement(Frozen):
    """What an operator tells all readers: one line, and paragraphs with an empty line between them."""

    id: str
    kind: Literal["maintenance", "incident"]
    subject: str
    body: str
    not_after: str


async def versions(db: Database, named: Sequence[dict[str, Any]]) -> list[ToldVersion]:
    """Those of the named versions (`{"slug": .., "version": ..}`) that are not withdrawn, by name."""
    rows = await db.all(SQL("versions", named=json.dumps(named)))
    return [
        ToldVersion.model_validate({**row, "sample": bool(row["sample"]), "changes": json.loads(row["changes"])})
        for row in rows
    ]


async def notice(db: Database, id: str) -> ToldNotice | None:
    """The notice of this id."""
    row = await db.first(SQL("notice", id=id))
    return ToldNotice.model_validate({**row, "sample": bool(row["sample"])}) if row else None


async def sign_in(db: Database, id: str, now: str) -> OpenSignIn | None:
    """The request of this id, as long as it is open and its mail may go out."""
    row = await db.first(SQL("sign_in", id=id, now=now))
    return OpenSignIn.model_validate(row) if row else None


async def announcement(db: Database, id: str) -> Announcement | None:
    """The announcement of this id."""
    row = await db.first(SQL("announcement", id=id))
    return Announcement.model_validate(row) if row else None
