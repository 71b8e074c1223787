"""Drafts of quotes that took a model's place: whose they are, so that a model is asked again when it can be.

A digest that was written because nobody is to be asked (there is no key) is no such draft.
"""

import json
from collections.abc import Sequence

from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.publishing", "quoted.sql")


def mark(slug: str, draft: str) -> Statement:
    """Note that this draft (a bucket key) quotes because no model could be asked, or none gave a usable answer."""
    return SQL("mark", slug=slug, draft=draft)


async def owed(db: Database, slugs: Sequence[str]) -> set[str]:
    """The peptides among these for which such a draft was decided on last: a model's would take its place."""
    return {row["slug"] for row in await db.all(SQL("owed", slugs=json.dumps(list(slugs))))}
