"""Items that ended as held before there was a draft to decide on: nothing could be quoted, or no model could be asked.

A hold is a draft before a person (`shared.store.publishing.holds`). Such an item waits for something else, which its
reason names: the next run looks again.
"""

from shared.domain.frozen import Frozen
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.publishing", "held_items.sql")


class HeldItem(Frozen):
    """A peptide whose last run ended so, at `held_at`. `since` is when it did for the first time in a row, as far as
    items are kept; `current_version` is the page that stays meanwhile, 0 where there is none."""

    slug: str
    name: str
    run_id: str
    trace_id: str
    stage: str
    reason: str
    since: str
    held_at: str
    current_version: int


async def without_draft(db: Database, slug: str | None = None) -> list[HeldItem]:
    """All of them, or that of one peptide; those that wait longest first, at most 1,000."""
    return [HeldItem.model_validate(row) for row in await db.all(SQL("without_draft", slug=slug))]
