"""A table's rows as lines of JSON: read page by page, and hashed together."""

import hashlib
import json
from collections.abc import AsyncIterator

from shared.platform.ports import Database, Row
from shared.store.backup.backup_tables import Table, value_of

_PAGE_BYTES, _FIRST, _MOST = 1_000_000, 50, 1_000
"""Bytes of a page; rows that the first one looks at, and any one at most."""


async def pages(db: Database, table: Table) -> AsyncIterator[list[Row]]:
    """All rows of a table, in the order of its rowids or of its key."""
    limit, after = _FIRST, None
    while rows := await db.all(table.page(after, limit, _PAGE_BYTES)):
        yield rows
        after = rows[-1]
        # The database measures what it looks at, so not much more than what fits.
        limit = min(_MOST, 2 * len(rows))


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
