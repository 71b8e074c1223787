"""Writing to a database from outside in an emergency: one statement that may be executed twice, counted and audited.

Over REST no answer says whether a lost request was executed, so what is written must bear being sent again. That is
decided twice: the person says so, and the statement's own words must not deny it.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from infra.cloudflare.stores.sql_shape import Shape, Token, shape
from shared.platform.errors import PepTalkError, PermanentError
from shared.platform.ports import Clock, Result, Row, Statement
from shared.store import audit
from shared.store.audit import Act

_VOLATILE = frozenset(
    {
        "CHANGES",
        "CURRENT_DATE",
        "CURRENT_TIME",
        "CURRENT_TIMESTAMP",
        "LAST_INSERT_ROWID",
        "RANDOM",
        "RANDOMBLOB",
        "TOTAL_CHANGES",
    }
)
_DATES = frozenset({"DATE", "DATETIME", "JULIANDAY", "STRFTIME", "TIME", "UNIXEPOCH"})
_SIGNS = frozenset({",", "(", ")"})
_NOT_THESE = ("audit", "d1_migrations")


class Refused(PermanentError):
    """The statement is none for breaking the glass; nothing was sent."""


class Writable(Protocol):
    """A database that executes such a statement."""

    async def all(self, statement: Statement) -> list[Row]: ...

    async def write(self, statement: Statement, *, idempotent: bool) -> Result: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement that may be executed, and the one that counts the rows it is about, as `n`."""

    sql: str
    counting: Statement


def planned(sql: str) -> Plan:
    """The plan of one INSERT, UPDATE or DELETE.

    Raises:
        Refused: it is something else, or twice would be another thing than once.
        DatabaseError: it is no single statement.
    """
    found = shape(sql)
    if not found.writes_rows or found.tokens[0].text == "WITH":
        raise Refused("only a single INSERT, UPDATE or DELETE, without WITH, is executed so; migrations change tables")
    _check_repeatable(found)
    table, rows = _inserted(found) if found.verb in ("INSERT", "REPLACE") else _changed(found)
    if table in _NOT_THESE or table.startswith(("sqlite_", "_cf_")):
        raise Refused(f"{table} is not written by hand")
    # Of the operator's own words, in their order: nothing is executed here that is not in the statement.
    return Plan(found.sql, Statement(" ".join(["SELECT count(*) AS n FROM", *rows])))


async def touched(db: Writable, plan: Plan) -> int:
    """How many rows the statement is about now."""
    rows = await db.all(plan.counting)
    return int(rows[0]["n"])


async def execute(db: Writable, plan: Plan, act: Act, rows: int, clock: Clock) -> int:
    """Execute the statement between two rows of the audit; the rows changed, as the last answer tells.

    Raises:
        PepTalkError: as the database does; the audit says what is known.
    """
    before = {"sql": plan.sql, "rows": rows}

    async def noted(state: str, **after: object) -> None:
        # An act leaves one row a subject, so that a second sending adds none.
        subject = f"statement/{act.id}" + ("" if state == "begun" else "/end")
        said = {"state": state, **after}
        await db.write(audit.record(act, "break-glass", subject, before, said, clock.now()), idempotent=True)

    await noted("begun")
    try:
        result = await db.write(Statement(plan.sql), idempotent=True)
    except PepTalkError as exc:
        await noted("failed", error=str(exc))
        raise
    await noted("done", changes=result.changes)
    return result.changes


def _check_repeatable(found: Shape) -> None:
    texts = [each.text for each in found.tokens]
    for number, token in enumerate(found.tokens):
        follows = texts[number + 1 : number + 3]
        if token.is_word and (token.text in _VOLATILE or (token.text in _DATES and follows == ["(", ")"])):
            raise Refused(f"{token.text} gives another value the second time; write the value itself")
        if token.text.lower() in ("'now'", '"now"'):
            raise Refused("'now' is another instant the second time; write the instant itself")
        if not token.is_word and token.text in ("?", ":", "@", "$"):
            raise Refused("values cannot be bound here; write them into the statement")
    if found.at("RETURNING"):
        raise Refused("RETURNING is not for this; look with `peptalk db query` afterwards")


def _changed(found: Shape) -> tuple[str, list[str]]:
    """The table and `<table> WHERE <condition>` of an UPDATE or DELETE."""
    where = found.at("WHERE")
    if where is None:
        raise Refused(f"{found.verb} without WHERE is about every row; say which (WHERE true, if all are meant)")
    if found.verb == "DELETE":
        begin, end = found.at("FROM"), where
        if begin is None:
            raise Refused("a DELETE has FROM and a table")
        named = _between(found, begin.end, end.start)
        assigned = None
    else:
        end = found.at("SET")
        if end is None or found.at("FROM"):
            raise Refused(
                "only UPDATE table SET ... WHERE ... is executed so, without FROM: its rows are counted first"
            )
        named = _between(found, found.tokens[0].end, end.start)
        if named and named[0].text == "OR":
            named = named[2:]
        assigned = _check_assignments(found, end, where)
    if not named:
        raise Refused(f"{found.verb} names no table")
    table, condition = _table(named), _between(found, where.end, len(found.sql))
    # What is deleted or set would lead a second time to other rows: `WHERE id = (SELECT min(id) FROM t)`.
    if _reads(condition, table) and (assigned is None or assigned & set(map(_plain, condition))):
        raise Refused(f"its WHERE reads {table} itself and may mean other rows the second time; write which rows")
    return table, [found.sql[named[0].start : end.start], found.sql[where.start :]]


def _check_assignments(found: Shape, begin: Token, end: Token | None) -> set[str]:
    """The columns that are set. None may be computed from one of them: `SET n = n + 1` twice is not once."""
    assigned: set[str] = set()
    read: set[str] = set()
    target = True
    for token in _between(found, begin.end, end.start if end else len(found.sql)):
        if token.text == "," and not token.depth:
            target = True
        elif target and token.text == "=" and not token.depth:
            target = False
        else:
            (assigned if target else read).add(_plain(token))
    if both := sorted((assigned & read) - _SIGNS):
        raise Refused(f"{', '.join(both)} is computed from what is set: twice would be another thing than once")
    return assigned - _SIGNS


def _inserted(found: Shape) -> tuple[str, list[str]]:
    """The table, and the rows of an INSERT as a table of their own."""
    into, rows = found.at("INTO"), found.at("VALUES", "SELECT")
    named = _between(found, into.end, rows.start) if into and rows else []
    if not named or rows is None:
        raise Refused("only INSERT INTO table ... VALUES or SELECT is executed so")
    tops = [each for each in found.tokens if not each.depth and each.start > rows.start]
    conflict = next((each for each, after in pairwise(tops) if (each.text, after.text) == ("ON", "CONFLICT")), None)
    words = [each.text for each in found.tokens[1:3]]
    if not (found.verb == "REPLACE" or conflict or words in (["OR", "IGNORE"], ["OR", "REPLACE"])):
        raise Refused("a plain INSERT fails the second time; write INSERT OR IGNORE, or ON CONFLICT ... DO ...")
    if conflict and (upsert := found.at("SET", after=conflict.end)):
        _check_assignments(found, upsert, found.at("WHERE", after=upsert.end))
    table, end = _table(named), conflict.start if conflict else len(found.sql)
    if _reads(_between(found, rows.start, end), table):
        raise Refused(f"its rows are read from {table} itself and may be others the second time; write them out")
    return table, ["(", found.sql[rows.start : end], ")"]


def _between(found: Shape, start: int, end: int) -> list[Token]:
    return [each for each in found.tokens if start <= each.start and each.end <= end]


def _table(named: list[Token]) -> str:
    """The table's own name, without its database's; SQLite takes 'it' in single quotes too."""
    return _plain(named[2] if len(named) > 2 and named[1].text == "." else named[0]).strip("'")


def _reads(tokens: list[Token], table: str) -> bool:
    """Whether a SELECT among these reads the table; a column of its name behind a comma counts too."""
    return any(
        _plain(token).strip("'") == table
        and (before.text in ("FROM", "JOIN", ".") or (before.text == "," and token.text[0] != "'"))
        for before, token in pairwise(tokens)
    )


def _plain(token: Token) -> str:
    """A name without its quotes, in lower case: names have none."""
    return token.text.strip('"`[]').lower()
