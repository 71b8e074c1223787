"""API keys as pages: which there are, a new one, the end of one."""

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from functions.api.account.keys import NewKey, made, revoked
from functions.api.http import forms
from functions.api.http.context import Asking, Held, Here
from functions.api.http.problems import Problem
from functions.api.pages.account_pages import to_sign_in
from functions.api.pages.html import onward, page
from shared.domain.accounts.gate import SCOPES
from shared.domain.publishing.words import day
from shared.platform.ports import Platform
from shared.store.accounts import api_keys

router = APIRouter(include_in_schema=False)

KEYS = "/account/keys"

SCOPE_WORDS = {"read": "reading", "export": "exports", "mcp": "MCP"}


@router.get(KEYS)
async def keys(held: Held, platform: Here) -> Response:
    """Those that can be used, newest first."""
    if held is None:
        return to_sign_in(KEYS)
    return await _page(held.user_id, platform)


@router.post(KEYS)
async def make(request: Request, held: Held, asking: Asking, platform: Here) -> Response:
    """A new key, shown on the page that answers and never again."""
    if held is None:
        return to_sign_in(KEYS)
    given = await forms.fields(request)
    days = given.get("days", "")
    wanted = {
        "name": " ".join(given.get("name", "").split()),
        "scopes": [each for each in SCOPES if each in given],
        "days": int(days) if days.isascii() and days.isdecimal() and len(days) < 5 else None,
    }
    try:
        new = NewKey.model_validate(wanted)
    except ValidationError:
        said = "Give the key a name of at most 80 letters, one use at least, and at most 366 days."
        return await _page(held.user_id, platform, said, 422)
    try:
        key = await made(new, held.user_id, asking, platform)
    except Problem as exc:
        return await _page(held.user_id, platform, exc.detail, exc.status)
    return page("key.html", 201, name=new.name, key=key.key, until=day(key.expires_at) if key.expires_at else None)


@router.post(f"{KEYS}/revoke")
async def revoke(request: Request, held: Held, platform: Here) -> Response:
    """At once and for good; what is over stays so."""
    if held is None:
        return to_sign_in(KEYS)
    await revoked((await forms.fields(request)).get("id", ""), held.user_id, platform)
    return onward(KEYS)


async def _page(user: str, platform: Platform, said: str | None = None, status: int = 200) -> Response:
    rows = [
        {
            "id": each.id,
            "name": each.name,
            "prefix": each.prefix,
            "scopes": ", ".join(SCOPE_WORDS[scope] for scope in each.scopes),
            "made": day(each.created_at),
            "used": day(each.last_used_at) if each.last_used_at else None,
            "until": day(each.expires_at) if each.expires_at else None,
        }
        for each in await api_keys.of_user(platform.db, user)
        if each.revoked_at is None
    ]
    return page("keys.html", status, keys=rows, scopes=SCOPE_WORDS, said=said)
