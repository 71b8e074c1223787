"""What readers keep as rows: followed peptides and searches, each of one account."""

import json
from datetime import datetime

from shared.domain.accounts.saved import PEPTIDES_AT_MOST, SEARCHES_AT_MOST, Alert, SavedQuery
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.domain.vocabulary import Level
from shared.platform.errors import ConstraintViolated
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.accounts", "saved.sql")


class NotThere(Exception):
    """There is no such peptide for readers, or no such search of this account."""


class TooMany(Exception):
    """The account keeps as many as it may."""


class NameTaken(Exception):
    """Another search of the account has the name."""


class SavedPeptide(Frozen):
    """A followed peptide, with what stands of it: `version` and what follows are None where readers are given none."""

    slug: str
    name: str
    alert: Alert
    saved_at: str
    version: int | None
    evidence_grade: Level | None
    published_at: str | None


class SavedSearch(Frozen):
    """A search under its name."""

    id: str
    name: str
    query: SavedQuery
    alert: Alert
    saved_at: str


async def peptides(db: Database, user_id: str, after: str, count: int) -> list[SavedPeptide]:
    """At most `count` of an account's peptides by slug, from behind `after`."""
    found: list[SavedPeptide] = []
    for row in await db.all(SQL("peptides", user=user_id, after=after, count=count)):
        gone = row["withdrawn"] or row["retired"]
        stands = {"version": None, "evidence_grade": None, "published_at": None} if gone else {}
        found.append(SavedPeptide.model_validate({**row, **stands}))
    return found


async def save_peptide(db: Database, user_id: str, slug: str, alert: Alert, now: datetime) -> str:
    """Follow a peptide, or change its alert; since when it is followed.

    Raises:
        NotThere: readers have no such peptide.
        TooMany: the account follows PEPTIDES_AT_MOST others.
    """
    what = {"user": user_id, "slug": slug, "alert": alert.value, "most": PEPTIDES_AT_MOST}
    found = (await db.run(SQL("save_peptide", **what, now=stamp(now)))).rows
    if found:
        return found[0]["saved_at"]
    if await db.first(SQL("is_published", slug=slug)) is None:
        raise NotThere(slug)
    raise TooMany(user_id)


async def drop_peptide(db: Database, user_id: str, slug: str) -> bool:
    """Follow it no more; whether it was followed."""
    return bool((await db.run(SQL("drop_peptide", user=user_id, slug=slug))).rows)


async def searches(db: Database, user_id: str, after: str, count: int) -> list[SavedSearch]:
    """At most `count` of an account's searches by id, from behind `after`."""
    rows = await db.all(SQL("searches", user=user_id, after=after, count=count))
    return [SavedSearch.model_validate({**row, "query": json.loads(row["query"])}) for row in rows]


async def save_search(
    db: Database, user_id: str, id: str, name: str, query: SavedQuery, alert: Alert, now: datetime
) -> SavedSearch:
    """Keep a search under a name that the account has for no other.

    Raises:
        NameTaken: it has.
        TooMany: the account keeps SEARCHES_AT_MOST.
    """
    kept = SavedSearch(id=id, name=name, query=query, alert=alert, saved_at=stamp(now))
    what = {**_what(user_id, kept), "most": SEARCHES_AT_MOST, "now": kept.saved_at}
    if (await db.run(SQL("save_search", **what))).rows:
        return kept
    if await db.first(SQL("is_named", user=user_id, name=name)) is not None:
        raise NameTaken(name)
    raise TooMany(user_id)


async def change_search(db: Database, user_id: str, id: str, name: str, query: SavedQuery, alert: Alert) -> SavedSearch:
    """Give a search these values in place of its own.

    Raises:
        NotThere: the account has no search of this id.
        NameTaken: another search of the account has the name.
    """
    changed = SavedSearch(id=id, name=name, query=query, alert=alert, saved_at="")
    try:
        rows = (await db.run(SQL("change_search", **_what(user_id, changed)))).rows
    except ConstraintViolated as exc:
        raise NameTaken(name) from exc
    if not rows:
        raise NotThere(id)
    return changed.model_copy(update={"saved_at": rows[0]["saved_at"]})


async def drop_search(db: Database, user_id: str, id: str) -> bool:
    """Keep it no more; whether it was there."""
    return bool((await db.run(SQL("drop_search", user=user_id, id=id))).rows)


def _what(user_id: str, search: SavedSearch) -> dict[str, str]:
    query = search.query.model_dump_json(exclude_defaults=True)
    return {"user": user_id, "id": search.id, "name": search.name, "query": query, "alert": search.alert.value}
