"""Where an account is signed in and what its address is, as a page, with the buttons that change it."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from functions.api.account.address_change import send_both
from functions.api.http import cookies, forms
from functions.api.http.context import Configured, Held, Here
from functions.api.http.problems import Problem
from functions.api.pages.account_pages import to_sign_in
from functions.api.pages.html import onward, page
from shared.domain.publishing.words import day
from shared.platform.ports import Platform
from shared.store.accounts import sessions
from shared.store.accounts.sessions import Holder

router = APIRouter(include_in_schema=False)

SESSIONS = "/account/sessions"


@router.get(SESSIONS)
async def my_sessions(held: Held, platform: Here, settings: Configured) -> Response:
    """For whoever is signed in; others sign in first."""
    if held is None:
        return to_sign_in(SESSIONS)
    return await _page(held, platform, settings)


@router.post("/account/sign-out")
async def sign_out(held: Held, platform: Here, settings: Configured) -> Response:
    """Here alone."""
    response = onward("/")
    if held is not None:
        await platform.db.run(sessions.ended(held.id, held.user_id, "signed_out", platform.clock.now()))
        platform.log.info("session_ended", session=held.id, by="signed_out")
    cookies.take_away(response, "session", settings)
    return response


@router.post("/account/sessions/end")
async def end(request: Request, held: Held, platform: Here) -> Response:
    """One of the account's sessions, or with `id=all` every one."""
    if held is None:
        return to_sign_in(SESSIONS)
    id, now = (await forms.fields(request)).get("id", ""), platform.clock.now()
    one = sessions.ended(id, held.user_id, "reader", now)
    ended = await platform.db.run(sessions.all_ended(held.user_id, "reader", now) if id == "all" else one)
    platform.log.info("sessions_ended", session=held.id, count=len(ended.rows), by="reader")
    return onward(SESSIONS)


@router.post("/account/address")
async def change_address(request: Request, held: Held, platform: Here, settings: Configured) -> Response:
    """Ask for another address."""
    if held is None:
        return to_sign_in(SESSIONS)
    address = (await forms.fields(request)).get("email", "")[:400]
    response = onward("/sign-in/code")
    try:
        await send_both(request, response, held, platform, settings, address)
    except Problem as exc:
        return await _page(held, platform, settings, exc)
    return response


async def _page(held: Holder, platform: Platform, settings: Configured, problem: Problem | None = None) -> Response:
    now = platform.clock.now()
    found = await sessions.of_user(platform.db, held.user_id, settings.lifetimes, now, ended=False)
    rows = [
        {"id": each.id, "browser": each.user_agent, "seen": day(each.last_seen_at), "this": each.id == held.id}
        for each in found
    ]
    said, status = (problem.detail, problem.status) if problem else (None, 200)
    return page("sessions.html", status, email=held.email, sessions=rows, said=said)
