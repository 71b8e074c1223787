"""What models have cost, by day, run, peptide, model or stage: read from the ledger, added up by the database."""

from typing import Literal, get_args

from shared.domain.frozen import Frozen
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.spending", "costs.sql")

By = Literal["day", "run", "peptide", "model", "stage"]
WAYS: tuple[By, ...] = get_args(By)


class Costs(Frozen):
    """Calls that belong together, and what they took. `key` is the day (UTC), run id, slug, model or stage.

    `cost_microusd` is what is known. `unpriced` calls were answered and have no price; `lost` ones have no answer and
    may have been paid: `possible_microusd` is what these two and those under way come to at most, as far as is known.
    `batched` went by a batch, at its price.
    """

    key: str
    calls: int
    input_tokens: int
    cached_input_tokens: int
    cache_write_tokens: int
    output_tokens: int
    reasoning_tokens: int
    cost_microusd: int
    unpriced: int
    lost: int
    batched: int = 0
    possible_microusd: int


async def by(db: Database, way: By, since: str, limit: int) -> list[Costs]:
    """The dearest `limit` groups of the calls asked since that day; of days the newest."""
    rows = await db.all(SQL("by", way=way, since=since, limit=limit))
    return [Costs.model_validate(row) for row in rows]


async def total(db: Database, since: str) -> Costs:
    """All calls asked since that day as one; its key is empty."""
    row = await db.first(SQL("total", since=since))
    return Costs.model_validate(row)
