"""Where anything that tells of somebody is: in the bytes of every file of a home, and in its databases' values."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

ALSO = ("queue.db", "search.db")
"""Databases that a home has once PepTalk ran in it."""


def traces(home: Path, telling: Iterable[str], *also: Path) -> set[tuple[str, str]]:
    """(place, what tells) for everything found in a home and in the files of other folders; letters' case is nothing.

    Places are tables with their column, or files. A database's file is looked through too, with its log of writes: what
    is deleted there is gone from the rows first, and from the bytes only where it is overwritten.
    """
    known = {each.encode().lower(): each for each in telling}
    pattern = re.compile(b"|".join(re.escape(each) for each in sorted(known, key=len, reverse=True)))

    def told(place: str, data: bytes) -> set[tuple[str, str]]:
        return {(place, known[found]) for found in pattern.findall(data.lower())}

    found: set[tuple[str, str]] = set()
    for name in ("app.db", *(each for each in ALSO if (home / each).exists())):
        with closing(sqlite3.connect(f"{(home / name).as_uri()}?mode=ro", uri=True)) as database:
            for table, column, value in _values(database):
                found |= told(f"{name} {table}.{column}", value)
    for folder in (home, *also):
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            place = str(path.relative_to(folder))
            found |= told(place, path.read_bytes()) | told(place, place.encode())
    return found


def _values(database: sqlite3.Connection) -> Iterable[tuple[str, str, bytes]]:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        rows = database.execute(f'SELECT * FROM "{table}"')
        columns = [each[0] for each in rows.description]
        for row in rows:
            for column, value in zip(columns, row, strict=True):
                yield table, column, value if isinstance(value, bytes) else str(value).encode()


def by_place(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What was found, for a person to read: by place, and how much of each there is."""
    places: dict[str, list[str]] = {}
    for place, what in sorted(found):
        places.setdefault(place, []).append(what)
    return {place: f"{len(each)}, such as {', '.join(each[:4])}" for place, each in places.items()}
