"""Any table of the schema, read page by page and filled again: the one place where SQL is made from names.

The names are the schema's own, quoted; every value is bound. Rows travel as JSON (`json_each`), 2 MB at most, because
D1 binds 100 values a statement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shared.platform.errors import PermanentError
from shared.platform.ports import Database, Row, Statement, Value
from shared.platform.sql import Queries

SQL = Queries("shared.store.backup", "backups.sql")

PLACE = "0"
"""The column of a page that says where the next one begins, in a table that has rowids."""
_SIZE, _BEFORE = '"#size"', '"#before"'
_NOT_OURS = ("sqlite_", "_cf_", "d1_migrations")
_NOT_KEPT = frozenset({"sessions", "sign_ins"})
"""What opens doors is in no backup: a session that was ended since would be open again after it is restored."""
_BLOB = "$blob"
_MAY_HOLD_BLOBS = frozenset({"", "ANY", "BLOB"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, its primary key, and what it refers to.

    `itself` are columns that refer to this table. `rowids`: it is paged by them, else by its key. `one_by_one`: rows
    may hold blobs, which JSON cannot.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rowids: bool
    refers: frozenset[str]
    itself: tuple[str, ...]
    one_by_one: bool

    def page(self, after: Row | None, limit: int, size: int) -> Statement:
        """The rows behind the row `after`, or from the first on: at most `limit`, and no more begun once they have
        `size` bytes. A row alone can have 2 MB."""
        place = [PLACE] if self.rowids else list(self.key)
        order = ", ".join(map(_quoted, place))
        columns = ", ".join(map(_quoted, self.columns))
        source = f"rowid AS {_quoted(PLACE)}, {columns}" if self.rowids else columns
        begin, values = "", tuple[Value, ...]()
        if after is not None:
            values = tuple(after[each] for each in place)
            begin = f"WHERE ({'rowid' if self.rowids else order}) > ({', '.join(map(_bound, range(len(values))))})"
        each = " + ".join(f"coalesce(length(CAST({_quoted(name)} AS BLOB)), 0)" for name in self.columns)
        found = f"SELECT {source}, {each} AS {_SIZE} FROM {_quoted(self.name)} {begin} ORDER BY {order}"
        summed = f"sum({_SIZE}) OVER (ORDER BY {order} ROWS UNBOUNDED PRECEDING) - {_SIZE} AS {_BEFORE}"
        named = ", ".join(map(_quoted, dict.fromkeys([*place, *self.columns])))
        limited, within = _bound(len(values)), _bound(len(values) + 1)
        return Statement(
            f"SELECT {named} FROM (SELECT *, {summed} FROM ({found} LIMIT {limited})) "
            f"WHERE {_BEFORE} < {within} ORDER BY {order}",
            (*values, limit, size),
        )

    def count(self) -> Statement:
        """How many rows it has, as `n`."""
        return Statement(f"SELECT count(*) AS n FROM {_quoted(self.name)}")

    def insert(self, rows: str) -> Statement:
        """Add the rows of a JSON array; those whose key is there stay as they are. What refers to itself stays NULL."""
        columns = [each for each in self.columns if each not in self.itself]
        names, values = ", ".join(map(_quoted, columns)), ", ".join(map(self._value, columns))
        # `WHERE true` keeps ON CONFLICT from being read as a join's ON (sqlite.org/lang_upsert.html).
        source = "FROM json_each(?1) AS row WHERE true ORDER BY row.key ON CONFLICT DO NOTHING"
        return Statement(f"INSERT INTO {_quoted(self.name)} ({names}) SELECT {values} {source}", (rows,))

    def insert_one(self, row: Row) -> Statement:
        """Add one row, as `insert` does; for one that as JSON is larger than a value may be, or that holds a blob."""
        columns = [each for each in self.columns if each not in self.itself]
        numbers = ", ".join(f"?{number}" for number in range(1, len(columns) + 1))
        values = tuple(_read(row[each]) for each in columns)
        names = ", ".join(map(_quoted, columns))
        return Statement(
            f"INSERT INTO {_quoted(self.name)} ({names}) VALUES ({numbers}) ON CONFLICT DO NOTHING", values
        )

    def relate(self, column: str, rows: str) -> Statement:
        """Set a column that refers to this table itself, once all its rows are there."""
        sets, still = f"{_quoted(column)} = {self._value(column)}", f"{_quoted(self.name)}.{_quoted(column)} IS NULL"
        meant = f"{self._same_key()} AND {still}"
        return Statement(f"UPDATE {_quoted(self.name)} SET {sets} FROM json_each(?1) AS row WHERE {meant}", (rows,))

    def present(self, rows: str) -> Statement:
        """How many rows of a JSON array are there by their key, as `n`."""
        there = f"SELECT 1 FROM {_quoted(self.name)} WHERE {self._same_key()}"
        return Statement(f"SELECT count(*) AS n FROM json_each(?1) AS row WHERE EXISTS ({there})", (rows,))

    def _same_key(self) -> str:
        return " AND ".join(f"{_quoted(self.name)}.{_quoted(each)} IS {self._value(each)}" for each in self.key)

    def _value(self, column: str) -> str:
        path = "'$." + _quoted(column).replace("'", "''") + "'"
        return f"row.value ->> {path}"


def mark(tables: Sequence[Table]) -> Statement:
    """One row that differs where rows came, went, or were touched: counts and the newest of what is named `..._at`."""
    parts: list[str] = []
    for table in tables:
        newest = [each for each in table.columns if each == "at" or each.endswith("_at")]
        seen = " || '/' || ".join(["count(*)", *(f"coalesce(max({_quoted(each)}), '')" for each in newest)])
        parts.append(f"(SELECT {seen} FROM {_quoted(table.name)}) AS {_quoted(table.name)}")
    return Statement(f"SELECT {', '.join(parts)}")


async def tables_of(db: Database) -> list[Table]:
    """Every table of ours, those that are referred to before those that refer to them.

    Raises:
        PermanentError: one has no primary key, or tables refer to each other in a circle.
    """
    listed = await db.all(SQL("tables"))
    ours = sorted(
        (row for row in listed if row["schema"] == "main" and row["type"] == "table" and not _apart(row["name"])),
        key=lambda row: row["name"],
    )
    return _ordered([await _table(db, row["name"], rowids=not row["wr"]) for row in ours])


def value_of(value: Any) -> Any:
    """A row's value as JSON has it: blobs as hexadecimal, whole numbers without a fraction, as D1 gives them."""
    if isinstance(value, bytes):
        return {_BLOB: value.hex()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _read(value: Any) -> Value:
    return bytes.fromhex(str(value[_BLOB])) if isinstance(value, dict) else value  # pyright: ignore[reportUnknownArgumentType]


async def _table(db: Database, name: str, *, rowids: bool) -> Table:
    columns = await db.all(Statement(f"PRAGMA table_info({_quoted(name)})"))
    references = await db.all(Statement(f"PRAGMA foreign_key_list({_quoted(name)})"))
    key = tuple(row["name"] for row in sorted(columns, key=lambda row: row["pk"]) if row["pk"])
    if not key:
        raise PermanentError(f"the table {name} has no primary key, so its rows cannot be told apart in a backup")
    return Table(
        name=name,
        columns=tuple(row["name"] for row in columns),
        key=key,
        rowids=rowids,
        refers=frozenset(row["table"] for row in references) - {name},
        itself=tuple(row["from"] for row in references if row["table"] == name),
        one_by_one=any(row["type"].upper() in _MAY_HOLD_BLOBS for row in columns),
    )


def _ordered(tables: list[Table]) -> list[Table]:
    done: dict[str, Table] = {}
    while waiting := [each for each in tables if each.name not in done]:
        ready = [each for each in waiting if each.refers <= done.keys()]
        if not ready:
            raise PermanentError(f"tables refer to each other in a circle: {_names(waiting)}")
        done |= {each.name: each for each in ready}
    return list(done.values())


def _names(tables: Iterable[Table]) -> str:
    return ", ".join(each.name for each in tables)


def _apart(name: str) -> bool:
    return name.startswith(_NOT_OURS) or name in _NOT_KEPT


def _bound(position: int) -> str:
    return f"?{position + 1}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
