"""Notices: what readers of a page have to be told, one row for each study and kind; and pages taken back.

A notice is `judging` until the page without the study is published, or the page itself is withdrawn; `held` says that
neither happened and a person has to look. A notice about a version that has a successor already is `published` at once.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from queues.messages import NoticeIssued
from shared.domain.canonical import fingerprint, trace_of
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.domain.publishing.notices import Finding, NoticeKind
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.publishing", "notices.sql")

State = Literal["judging", "published", "withdrawn", "held"]


class Notice(Frozen):
    """One notice. `version` rested on the study, `outcome` is the version without it, None where `version` had a
    successor before anything was known; `sent_at` waits for the mail."""

    id: str
    slug: str
    name: str
    version: int
    kind: NoticeKind
    pmid: str
    state: State
    outcome: int | None
    reason: str
    run_id: str | None
    issued_at: str
    settled_at: str | None
    sent_at: str | None


class Shown(Frozen):
    """A notice as a page shows it: the `versions` of the page that rested on the study, in order, and the study's title
    as its record has it (empty where there is none any more). `state` is None where it is about several versions."""

    kind: NoticeKind
    pmid: str
    state: State | None = None
    issued_at: str
    title: str
    versions: tuple[int, ...]

    @property
    def said(self) -> str:
        """What became known, in words, as part of a sentence."""
        return Finding(kind=self.kind, pmid=self.pmid).said


class Judging(Frozen):
    """A notice whose page is being judged anew. `item_state` is how its run item stands, None where there is none."""

    id: str
    slug: str
    name: str
    version: int
    kind: NoticeKind
    pmid: str
    reason: str
    issued_at: str
    current_version: int
    item_state: str | None
    item_reason: str | None


def id_of(slug: str, version: int, found: Finding) -> str:
    """The id of the notice of this finding on this version."""
    return "n" + fingerprint({"slug": slug, "version": version, "kind": found.kind, "pmid": found.pmid})[:15]


def message_of(id: str) -> NoticeIssued:
    """The message that has the readers told who follow the page; for the batch that settles the notice."""
    return NoticeIssued(notice=id, trace_id=trace_of("notice", id))


def issue(
    slug: str,
    version: int,
    found: Sequence[Finding],
    *,
    state: Literal["judging", "withdrawn", "published"],
    run_id: str | None,
    now: datetime,
) -> Statement:
    """The statement that issues a notice for each finding on this version; one issued before stays as it is."""
    rows = [
        {
            "id": id_of(slug, version, each),
            "kind": each.kind,
            "pmid": each.pmid,
            "reason": each.said,
        }
        for each in found
    ]
    return SQL(
        "issue",
        slug=slug,
        version=version,
        run_id=run_id,
        state=state,
        rows=json.dumps(rows),
        now=stamp(now),
        settled_at=None if state == "judging" else stamp(now),
    )


async def of_version(db: Database, slug: str, version: int) -> list[Finding]:
    """What this version was told of already."""
    rows = await db.all(SQL("of_version", slug=slug, version=version))
    return [Finding(kind=NoticeKind(row["kind"]), pmid=row["pmid"]) for row in rows]


async def of_versions(db: Database, slug: str) -> set[tuple[int, Finding]]:
    """What any version of this page was told of already."""
    rows = await db.all(SQL("of_versions", slug=slug))
    return {(row["version"], Finding(kind=NoticeKind(row["kind"]), pmid=row["pmid"])) for row in rows}


def told(found: str) -> tuple[Shown, ...]:
    """Notices as the JSON of a row tells them, in its order."""
    return tuple(Shown.model_validate({**each, "versions": sorted(each["versions"])}) for each in json.loads(found))


async def judging(db: Database, count: int) -> list[Judging]:
    """The oldest notices that wait for their page."""
    return [Judging.model_validate(row) for row in await db.all(SQL("judging", count=count))]


def settle(id: str, state: Literal["published", "withdrawn", "held"], outcome: int | None, now: datetime) -> Statement:
    """The statement that ends a notice's waiting."""
    return SQL("settle", id=id, state=state, outcome=outcome, now=stamp(now))


async def latest(db: Database, count: int) -> list[Notice]:
    """The newest notices, newest first."""
    return [Notice.model_validate(row) for row in await db.all(SQL("latest", count=count))]


def withdraw(slug: str, version: int, reason: str, now: datetime) -> list[Statement]:
    """The statements that take this version from readers, as long as it is the one they are given."""
    return [
        SQL("withdraw", slug=slug, version=version, reason=reason, now=stamp(now)),
        SQL("decide_anew", slug=slug, version=version, now=stamp(now)),
    ]
