"""A table's rows as lines of JSON: read page by page, and hashed together."""

import hashlib
import json
from collections.abc import AsyncIterator

from shared.platform.ports import Database, Row
from shared.store.backup_tables import Table, value_of

_PAGE_BYTES, _FEWEST, _MOST = 1_000_000, 5, 1_000
"""A page has about so many bytes, and so many rows at least and at most: a row can have 2 MB."""


async def pages(db: Database, table: Table) -> AsyncIterator[list[Row]]:
    """All rows of a table, in the order of its rowids or of its key."""
    limit, after = _FEWEST, None
    while rows := await db.all(table.page(after, limit)):
        yield rows
        if len(rows) < limit:
            return
        after = rows[-1]
        largest = max(len(line_of(table, row)) for row in rows)
        limit = max(_FEWEST, min(_MOST, 4 * limit, _PAGE_BYTES // largest))


def line_of(table: Table, row: Row) -> bytes:
    """A row as one line of JSON, its columns in the table's order."""
    values = {name: value_of(row[name]) for name in table.columns}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


async def fingerprint(db: Database, table: Table) -> tuple[int, str]:
    """How many rows a table has, and the SHA-256 of all its lines."""
    whole, count = hashlib.sha256(), 0
    async for rows in pages(db, table):
        for row in rows:
            whole.update(line_of(table, row) + b"\n")
        count += len(rows)
    return count, whole.hexdigest()
