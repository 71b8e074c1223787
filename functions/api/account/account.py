"""An account as a whole: all that is kept about it, and its erasure."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from functions.api.http import cookies
from functions.api.http.context import Configured, Here
from functions.api.http.owner import Mine, Owner
from functions.api.http.problems import Problem, documented
from shared.domain.accounts.erasure import KEPT_BY_LAW, Person, erasure_of
from shared.domain.accounts.sign_in import FRESH_SECONDS
from shared.domain.instants import later, stamp
from shared.platform.configuration.signing_settings import MarkSettings
from shared.platform.deliveries import work
from shared.platform.ports import Platform, Row
from shared.platform.web.asgi import ALWAYS
from shared.store.accounts import erasures, personal
from shared.store.accounts.sessions import Holder

router = APIRouter(prefix="/api/account", tags=["account"])

PRIVATE = {**ALWAYS, "cache-control": "private, no-store"}


class Farewell(BaseModel):
    """What confirms an erasure: the account's address, typed again."""

    model_config = ConfigDict(extra="forbid")

    address: Annotated[str, Field(min_length=3, max_length=320)]


class Erasing(BaseModel):
    """An erasure that goes on by itself; `kept` is what the law keeps, and where."""

    erasure: str
    kept: list[str]


@router.get(
    "/export",
    operation_id="exportAccount",
    response_class=Response,
    responses={
        **documented(401, 403),
        200: {
            "content": {"application/json": {"schema": {"type": "object"}}},
            "description": "everything that is kept about the account, rows by table, objects by key",
        },
    },
    summary="Everything that is kept about the account",
)
async def export(owner: Owner, platform: Here) -> Response:
    """By table and column, as it is kept."""
    person = await _person(owner, platform)
    tables = await personal.everything(platform.db, person)
    headers = {**PRIVATE, "content-disposition": 'attachment; filename="peptalk-account.json"'}
    return StreamingResponse(_written(person, tables, platform), 200, headers, media_type="application/json")


@router.delete(
    "",
    operation_id="eraseAccount",
    status_code=202,
    response_model=Erasing,
    responses=documented(400, 401, 403, 413, 422),
    summary="Erase the account",
)
async def erase(owner: Owner, mine: Mine, platform: Here, settings: Configured, body: Farewell) -> Response:
    """For a session that a mail opened within the last ten minutes. At once the account is closed and signed out
    everywhere; the subscription ends without a refund, what is kept is taken away within minutes, and the last mail
    says so. It cannot be undone."""
    id = await erased(mine, body.address, platform)
    answer = Erasing(erasure=id, kept=list(KEPT_BY_LAW))
    response = JSONResponse(answer.model_dump(), 202, PRIVATE)
    cookies.take_away(response, "session", settings)
    cookies.take_away(response, "known", settings)
    return response


async def erased(held: Holder, address: str, platform: Platform) -> str:
    """Begin the erasure of the account that is signed in; its id.

    Raises:
        Problem: the session is not fresh, or the address that was typed is not the account's.
    """
    now = platform.clock.now()
    if held.created_at <= later(now, -FRESH_SECONDS):
        said = "Sign in again first: an account is erased within ten minutes of signing in, since it cannot be undone."
        raise Problem(403, said, why="sign_in_again", next="/sign-in")
    person = await _person(held.user_id, platform)
    if address.strip().casefold() != person.address.casefold():
        raise Problem(403, "That is not the account's address. Type it as it is, to confirm.", why="not_confirmed")
    id = erasure_of(person.user)
    await platform.db.batch(erasures.asked(person, "reader", MarkSettings.read(platform.env).key, now))
    await _send(id, platform)
    return id


async def _send(id: str, platform: Platform) -> None:
    """What the queue does not take now, watch sends."""
    try:
        await work.send(platform, [("peptalk-stripe-events", erasures.message_of(id).encode())])
    except Exception as exc:
        platform.log.warning("erasure_unqueued", id=id, error=work.said(exc))


async def _person(owner: str, platform: Platform) -> Person:
    person = await erasures.whom(platform.db, owner)
    if person is None:
        raise Problem(401, "Sign in first.", why="sign_in_required", next="/sign-in")
    return person


async def _written(person: Person, tables: dict[str, list[Row]], platform: Platform) -> AsyncIterator[bytes]:
    """One JSON object, row by row, so that no more than a row of it is in memory twice."""
    yield f'{{"exported_at": {json.dumps(stamp(platform.clock.now()))}, "tables": {{'.encode()
    for number, (table, rows) in enumerate(tables.items()):
        yield f"{', ' if number else ''}{json.dumps(table)}: [".encode()
        for at, row in enumerate(rows):
            yield (f"{', ' if at else ''}{json.dumps(row, ensure_ascii=False, default=str)}").encode()
        yield b"]"
    yield b'}, "objects": ['
    async for number, key in _objects(person, platform):
        yield f"{', ' if number else ''}{json.dumps(key)}".encode()
    yield f'], "kept_by_law": {json.dumps(KEPT_BY_LAW)}}}\n'.encode()


async def _objects(person: Person, platform: Platform) -> AsyncIterator[tuple[int, str]]:
    cursor, number = None, 0
    while True:
        page = await platform.files.list(f"{personal.FOLDER}/{person.user}/", cursor=cursor)
        for info in page.objects:
            yield number, info.key
            number += 1
        cursor = page.cursor
        if cursor is None:
            return
