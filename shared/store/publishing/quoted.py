"""Drafts of quotes that took a model's place: whose they are, so that a model is asked again when it can be.

A digest that was written because nobody is to be asked (there is no key) is no such draft.
"""

import json
from collections.abc import Sequence

from shared.domain.publishing.draft import Draft
from shared.platform.ports import Database, Platform, Statement
from shared.platform.sql import Queries
from shared.store import objects
from shared.store.publishing import versions

SQL = Queries("shared.store.publishing", "quoted.sql")


def mark(slug: str, draft: str, reason: str) -> Statement:
    """Note that this draft (a bucket key) quotes because no model could be asked, or none gave a usable answer; the
    reason says which. Of the same draft the newest reason stands."""
    return SQL("mark", slug=slug, draft=draft, reason=reason)


async def may_stand(platform: Platform, slug: str) -> bool:
    """Whether quotes may take a model's place: they never do where readers are given a page that a model wrote."""
    current = await versions.current(platform.db, slug)
    if current is None or current.withdrawn is not None:
        return True
    return (await objects.read(platform.files, Draft, current.draft)).writer.kind != "model"


async def owed(db: Database, slugs: Sequence[str]) -> set[str]:
    """The peptides among these for which such a draft was decided on last: a model's would take its place."""
    return set(await why(db, slugs))


async def why(db: Database, slugs: Sequence[str]) -> dict[str, str]:
    """The same peptides, each with why its page quotes; "" where that was not kept (before migration 0042)."""
    rows = await db.all(SQL("owed", slugs=json.dumps(list(slugs))))
    return {row["slug"]: row["reason"] or "" for row in rows}
