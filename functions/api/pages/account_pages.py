"""The account as a page: how its access stands, and the way to everything else that is its own."""

from fastapi import APIRouter
from starlette.responses import Response

from functions.api.http.context import Asking, Held
from functions.api.pages.html import onward, page

router = APIRouter(include_in_schema=False)

ACCOUNT = "/account"


@router.get(ACCOUNT)
async def account(held: Held, asking: Asking) -> Response:
    """For whoever is signed in; others sign in first."""
    if held is None:
        return to_sign_in(ACCOUNT)
    access = asking.access
    return page("account.html", email=held.email, words=access.words, until=access.until)


def to_sign_in(next: str) -> Response:
    """Sign in first, and then go on at this path."""
    return onward(f"/sign-in?next={next}")
