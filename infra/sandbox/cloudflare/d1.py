"""D1 databases: `/accounts/{account}/d1/database`."""

from typing import Any

from fastapi import APIRouter, Request, Response

from infra.sandbox.cloudflare.account import Account, Database
from infra.sandbox.cloudflare.envelope import Refusal, answer, body, page

_MODES = ("auto", "disabled")


def router(account: Account) -> APIRouter:
    """List, create, read, change and delete databases. A database answers to its id and to its name."""
    routes = APIRouter(prefix="/d1/database")

    @routes.get("")
    async def listed(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        part = request.query_params.get("name", "")
        return page(request, [_shown(each) for each in account.databases.values() if part in each.name])

    @routes.post("")
    async def create(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        asked = await body(request)
        name = asked.get("name")
        if not isinstance(name, str) or not name:
            raise Refusal(400, 7400, "The request is malformed: name is required")
        if any(each.name == name for each in account.databases.values()):
            raise Refusal(400, 7502, f"A database with the name '{name}' already exists")
        database = Database(account.new_uuid(), name, account.now())
        _replicate(database, asked)
        account.databases[database.id] = database
        return answer(_shown(database))

    @routes.get("/{database}")
    async def read(database: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer(_shown(found(account, database)))

    @routes.api_route("/{database}", methods=["PATCH", "PUT"])
    async def change(database: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        meant = found(account, database)
        _replicate(meant, await body(request))
        return answer(_shown(meant))

    @routes.delete("/{database}")
    async def delete(database: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        meant = account.databases.pop(found(account, database).id)
        meant.sqlite.close()
        return answer(None)

    return routes


def found(account: Account, database: str) -> Database:
    """The database of that id or name. Raises `Refusal`."""
    for each in account.databases.values():
        if database in (each.id, each.name):
            return each
    raise Refusal(404, 7404, f"The database {database} could not be found")


def _shown(database: Database) -> dict[str, Any]:
    return {
        "uuid": database.id,
        "name": database.name,
        "created_at": database.created,
        "version": "production",
        "num_tables": 0,
        "file_size": 12_288,
        "read_replication": {"mode": database.replication},
    }


def _replicate(database: Database, asked: dict[str, Any]) -> None:
    wanted: Any = asked.get("read_replication")
    if wanted is None:
        return
    if wanted.get("mode") not in _MODES:
        raise Refusal(400, 7400, f"read_replication.mode must be one of {', '.join(_MODES)}")
    database.replication = wanted["mode"]
