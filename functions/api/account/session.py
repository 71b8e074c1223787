"""Who is signed in here, and where else: shown, and ended."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, Field

from functions.api.http import cookies
from functions.api.http.context import Asking, Configured, Held, Here
from functions.api.http.owner import Mine
from functions.api.http.problems import Problem, documented
from shared.store.accounts import sessions

router = APIRouter(tags=["account"])

SessionId = Annotated[str, Path(pattern=r"^[0-9a-f]{1,64}$", description="As the list of sessions has it.")]


class WhoIsIn(BaseModel):
    """The account that is signed in here."""

    id: str
    email: str


class MyAccess(BaseModel):
    """Whether what is not free may be read here, until when and why."""

    granted: bool
    why: str
    words: str
    until: str | None


class MySession(BaseModel):
    """A session: `this` is the one that asks."""

    id: str
    browser: str
    created_at: str
    last_seen_at: str = Field(description="To the hour.")
    expires_at: str
    this: bool


class Standing(BaseModel):
    """Who reads here. `user` is null where nobody is signed in."""

    signed_in: bool
    user: WhoIsIn | None
    access: MyAccess
    expires_at: str | None


class MySessions(BaseModel):
    """The newest first."""

    sessions: list[MySession]


@router.get("/api/session", operation_id="getSession", responses=documented(503), summary="Who is signed in here")
async def session(asking: Asking, held: Held, response: Response) -> Standing:
    """Nobody being signed in is an answer, not an error."""
    response.headers["cache-control"] = "no-store"
    given = asking.access
    return Standing(
        signed_in=held is not None,
        user=WhoIsIn(id=held.user_id, email=held.email) if held else None,
        access=MyAccess(granted=given.granted, why=given.why, words=given.words, until=given.until),
        expires_at=held.expires_at if held else None,
    )


@router.delete(
    "/api/session", operation_id="signOut", status_code=204, responses=documented(403, 503), summary="Sign out here"
)
async def sign_out(held: Held, platform: Here, settings: Configured) -> Response:
    """Done again, it changes nothing."""
    if held is not None:
        await platform.db.run(sessions.ended(held.id, held.user_id, "signed_out", platform.clock.now()))
        platform.log.info("session_ended", session=held.id, by="signed_out")
    response = Response(status_code=204)
    cookies.take_away(response, "session", settings)
    return response


@router.get(
    "/api/sessions",
    operation_id="listSessions",
    responses=documented(401, 503),
    summary="Where this account is signed in",
)
async def my_sessions(mine: Mine, platform: Here, settings: Configured, response: Response) -> MySessions:
    """At most 200."""
    response.headers["cache-control"] = "no-store"
    now = platform.clock.now()
    found = await sessions.of_user(platform.db, mine.user_id, settings.lifetimes, now, ended=False)
    return MySessions(
        sessions=[
            MySession(
                id=each.id,
                browser=each.user_agent,
                created_at=each.created_at,
                last_seen_at=each.last_seen_at,
                expires_at=each.expires_at,
                this=each.id == mine.id,
            )
            for each in found
        ]
    )


@router.delete(
    "/api/sessions/{id}",
    operation_id="endSession",
    status_code=204,
    responses=documented(401, 403, 404, 422, 503),
    summary="End one",
)
async def end(id: SessionId, mine: Mine, platform: Here, settings: Configured) -> Response:
    """Of this account's own sessions alone."""
    gone = await platform.db.run(sessions.ended(id, mine.user_id, "reader", platform.clock.now()))
    if not gone.rows:
        raise Problem(404, "This account has no such session, or it is over.", why="no_session")
    platform.log.info("session_ended", session=id, by="reader")
    response = Response(status_code=204)
    if id == mine.id:
        cookies.take_away(response, "session", settings)
    return response


@router.delete(
    "/api/sessions",
    operation_id="endAllSessions",
    status_code=204,
    responses=documented(401, 403, 503),
    summary="Sign out everywhere",
)
async def end_all(mine: Mine, platform: Here, settings: Configured) -> Response:
    """This session too."""
    ended = await platform.db.run(sessions.all_ended(mine.user_id, "reader", platform.clock.now()))
    platform.log.info("sessions_ended", session=mine.id, count=len(ended.rows), by="reader")
    response = Response(status_code=204)
    cookies.take_away(response, "session", settings)
    return response
