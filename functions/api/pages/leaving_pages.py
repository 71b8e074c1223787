"""Leaving as a page: what will go, what stays and where, and a button that asks for the address first."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from functions.api.account.account import erased
from functions.api.http import cookies, forms
from functions.api.http.context import Configured, Held, Here
from functions.api.http.problems import Problem
from functions.api.pages.account_pages import to_sign_in
from functions.api.pages.html import page
from shared.domain.accounts.erasure import KEPT_BY_LAW

router = APIRouter(include_in_schema=False)

LEAVE = "/account/leave"


@router.get(LEAVE)
async def leave(held: Held) -> Response:
    """Changes nothing."""
    if held is None:
        return to_sign_in(LEAVE)
    return page("leave.html", email=held.email, kept=KEPT_BY_LAW, said=None, again=False)


@router.post(LEAVE)
async def erase(request: Request, held: Held, platform: Here, settings: Configured) -> Response:
    """Erase the account, where its address was typed in a session that is fresh."""
    if held is None:
        return to_sign_in(LEAVE)
    address = (await forms.fields(request)).get("address", "")
    try:
        await erased(held, address[:320], platform)
    except Problem as exc:
        again = exc.why == "sign_in_again"
        return page("leave.html", exc.status, email=held.email, kept=KEPT_BY_LAW, said=exc.detail, again=again)
    response = page("left.html", kept=KEPT_BY_LAW)
    cookies.take_away(response, "session", settings)
    cookies.take_away(response, "known", settings)
    return response
