"""A database written anew after readers were erased, because SQLite leaves copies of rows in its pages.

`secure_delete` overwrites a row where it is deleted. A row that was moved to another page when its own became full is
left as it was in the room that it had; the id of an erased reader's event can stand there until the page is full again.
"""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from shared.domain.instants import stamp

AFTER = timedelta(days=40)
"""So long after an erasure something of the reader may still come: Stripe sends an event again for thirty days."""

_ERASED = "SELECT 1 FROM erasures WHERE erased_at > ?1 LIMIT 1"


def rebuilt(path: Path, now: datetime) -> bool:
    """Write the file anew where somebody was erased of late; returns whether that was done.

    It takes as long as copying the file, and room for another. Where another process has the database, or there is no
    room, it is left for the next time.
    """
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as database:
            if database.execute(_ERASED, (stamp(now - AFTER),)).fetchone() is None:
                return False
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError:
        return False
    return True
