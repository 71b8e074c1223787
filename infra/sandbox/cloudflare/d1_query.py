"""Queries on D1 databases: `/accounts/{account}/d1/database/{database}/query`, over SQLite under D1's rules.

Errors of SQL are answered with 400 and code 7500 (D1's changelog of 2024-04-15).
"""

import json
import re
import sqlite3
import time
from typing import Any

from fastapi import APIRouter, Request, Response

from infra.local.sqlite.d1_rules import Guard
from infra.sandbox.cloudflare.account import Account, Database
from infra.sandbox.cloudflare.d1 import found
from infra.sandbox.cloudflare.envelope import Refusal, answer, body

_D1_ERROR, _MALFORMED = 7500, 7400


def router(account: Account) -> APIRouter:
    """One statement with parameters, or several without, all or none of them. `batch` is refused: nothing sends it."""
    routes = APIRouter(prefix="/d1/database")

    @routes.post("/{database}/query")
    async def query(database: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        asked = await body(request)
        sql: Any = asked.get("sql")
        params: list[Any] = asked.get("params") or []
        if not isinstance(sql, str) or not sql.strip() or set(asked) - {"sql", "params"}:
            raise Refusal(
                400, _MALFORMED, "The request is malformed: sql, and params where it has any, is all there is"
            )
        statements = _statements(sql)
        if params and len(statements) > 1:
            raise Refusal(400, _MALFORMED, "The request is malformed: several statements take no params")
        return answer(_executed(found(account, database), statements, [_bound(each) for each in params]))

    return routes


def _executed(database: Database, statements: list[str], params: list[Any]) -> list[dict[str, Any]]:
    connection, guard = database.sqlite, Guard()
    connection.set_authorizer(None)
    connection.execute("PRAGMA foreign_keys = ON")
    guard.install(connection)
    guard.transaction(connection, "BEGIN")
    try:
        results = [_result(connection, each, params) for each in statements]
        guard.transaction(connection, "COMMIT")
    except sqlite3.Error as exc:
        if connection.in_transaction:
            guard.transaction(connection, "ROLLBACK")
        raise Refusal(400, _D1_ERROR, _words(exc, guard)) from exc
    return results


def _result(connection: sqlite3.Connection, sql: str, params: list[Any]) -> dict[str, Any]:
    begun, before = time.monotonic(), connection.total_changes
    cursor = connection.execute(sql, params)
    rows = [_row(cursor, each) for each in cursor.fetchall()]
    changes = connection.total_changes - before
    return {
        "results": rows,
        "success": True,
        "meta": {
            "served_by": "sandbox",
            "duration": (time.monotonic() - begun) * 1000,
            "changes": changes,
            "changed_db": changes > 0,
            "last_row_id": cursor.lastrowid or 0,
            "rows_read": len(rows),
            "rows_written": changes,
            "size_after": 12_288,
        },
    }


def _statements(sql: str) -> list[str]:
    """The statements of a text. A semicolon ends one where SQLite says that it is complete (triggers have many)."""
    found, statement = list[str](), ""
    for part in re.split(r"(?<=;)", sql):
        statement += part
        if sqlite3.complete_statement(statement):
            found.append(statement)
            statement = ""
    rest = re.sub(r"--[^\n]*|/\*.*?\*/", "", statement, flags=re.DOTALL)
    return [*found, statement] if rest.strip() else found


def _row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> dict[str, Any]:
    names = [each[0] for each in cursor.description]
    return {name: list(value) if isinstance(value, bytes) else value for name, value in zip(names, values, strict=True)}


def _bound(value: Any) -> Any:
    """JSON numbers are doubles; a list of numbers is a blob."""
    if isinstance(value, list):
        return bytes(value)  # pyright: ignore[reportUnknownArgumentType]
    return float(value) if isinstance(value, int) else json.loads(json.dumps(value))


def _words(exc: sqlite3.Error, guard: Guard) -> str:
    name = getattr(exc, "sqlite_errorname", None) or "SQLITE_ERROR"
    if guard.refusal:
        return f"not authorized: {guard.refusal}: SQLITE_AUTH"
    if "number of bindings" in str(exc):
        return "Wrong number of parameter bindings for SQL query."
    return f"{exc}: {'SQLITE_CONSTRAINT' if 'CONSTRAINT' in name else name}"
