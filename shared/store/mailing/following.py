"""Who follows what: pages of readers with all that is needed to tell them, and what there is to tell."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.accounts.saved import Alert, Found, SavedQuery
from shared.domain.accounts.subscription import Subscription
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.domain.publishing.changes import Changes
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.mailing", "following.sql")

WEEK = timedelta(days=7)


class Follower(Frozen):
    """A reader with what he keeps: followed peptides by slug, and searches, each with its alert."""

    id: str
    email: str
    invited_at: str | None
    subscriptions: tuple[Subscription, ...]
    peptides: dict[str, Alert]
    searches: tuple[tuple[SavedQuery, Alert], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Followers in the order of their ids; `next` is the boundary behind which the next page begins, None on the
    last."""

    followers: Sequence[Follower]
    next: str | None


class Published(Frozen):
    """A version that readers are given, with what a search looks at."""

    slug: str
    version: int
    found: Found


class IssuedNotice(Frozen):
    """A notice: which version of which page it is about."""

    slug: str
    version: int
    state: str


async def of_peptide(db: Database, slug: str, alert: Alert, cursor: str, count: int) -> Page:
    """Readers who follow a peptide with this alert, or keep any search with it, from the boundary `cursor` on."""
    return await _page(db, SQL("of_peptide", slug=slug, alert=alert.value, cursor=cursor, count=count + 1), count)


async def of_page(db: Database, slug: str, cursor: str, count: int) -> Page:
    """Readers who follow a peptide and want to be told of it, at once or weekly."""
    return await _page(db, SQL("of_page", slug=slug, cursor=cursor, count=count + 1), count)


async def of_alert(db: Database, alert: Alert, cursor: str, count: int) -> Page:
    """Readers who keep anything with this alert."""
    return await _page(db, SQL("of_alert", alert=alert.value, cursor=cursor, count=count + 1), count)


async def version(db: Database, slug: str, version: int) -> Published | None:
    """The version, or None where there is nothing to tell of it: readers are not given it any more, it only shows anew
    what stood, or a later one has news of its own."""
    row = await db.first(SQL("version", slug=slug, version=version))
    return _published(row) if row and _is_news(row) else None


async def of_week(db: Database, begun: datetime) -> list[Published]:
    """Of each page the version of the week that began then which has news and is the last to have any, by slug."""
    rows = await db.all(SQL("published_between", since=stamp(begun), until=stamp(begun + WEEK)))
    return [_published(row) for row in rows if _is_news(row)]


async def notice(db: Database, id: str) -> IssuedNotice | None:
    """The notice, or None."""
    row = await db.first(SQL("notice", id=id))
    return IssuedNotice.model_validate(row) if row else None


def notice_sent(id: str, now: datetime) -> Statement:
    """The statement that says that a notice's readers have been told."""
    return SQL("notice_sent", id=id, now=stamp(now))


def boundary(last: str, following: str) -> str:
    """What lies between two ids, `last` below `following`: the shortest beginning of the latter that is above the
    former. Behind it the next page begins, and it names neither."""
    for length in range(1, len(following) + 1):
        if following[:length] > last:
            return following[:length]
    raise ValueError("the ids are not in order")


async def _page(db: Database, asked: Statement, count: int) -> Page:
    ids = [row["id"] for row in await db.all(asked)]
    shown = ids[:count]
    rows = await db.all(SQL("readers", ids=json.dumps(shown))) if shown else []
    following = boundary(shown[-1], ids[count]) if len(ids) > count else None
    return Page([_follower(row) for row in rows], following)


def _follower(row: Row) -> Follower:
    kept = {name: json.loads(row[name]) for name in ("subscriptions", "peptides", "searches")}
    return Follower.model_validate({**row, **kept})


def _is_news(row: Row) -> bool:
    later = [Changes.model_validate(each) for each in json.loads(row["later"])]
    return Changes.model_validate_json(row["changed"]).news and not any(each.news for each in later)


def _published(row: Row) -> Published:
    texts = (row["name"], *json.loads(row["aliases"]), *json.loads(row["conditions"] or "[]"))
    found = Found.model_validate({**row, "texts": texts, "human": bool(row["human"])})
    return Published(slug=row["slug"], version=row["version"], found=found)
