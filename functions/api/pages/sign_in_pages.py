"""Signing in, as pages: the address, the code, and the page of a mail's link, which asks before it does anything."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from functions.api.account import signing_in
from functions.api.account.sign_in import SAID, browser_of, send_mail, signed_in
from functions.api.account.signing_in import Came, Confirmed, Elsewhere, Gone, SignedIn, WrongCode
from functions.api.http import cookies, forms
from functions.api.http.context import Configured, Held, Here
from functions.api.http.problems import Problem
from functions.api.pages.account_pages import ACCOUNT
from functions.api.pages.html import onward, page
from shared.domain.accounts.sign_in import local_path
from shared.domain.accounts.signing import CONFIRM

router = APIRouter(include_in_schema=False)

STATUS: dict[type, int] = {WrongCode: 400, Elsewhere: 409, Gone: 410}

CODE = "/sign-in/code"

Next = Annotated[str | None, Query(max_length=2_000)]
Token = Annotated[str, Query(max_length=500)]


@router.get("/sign-in")
async def form(held: Held, next: Next = None) -> Response:
    """The form for an address."""
    return page("sign_in.html", email=held.email if held else None, next=local_path(next), said=None, address="")


@router.post("/sign-in")
async def send(request: Request, platform: Here, settings: Configured) -> Response:
    """Send the mail, and ask for its code."""
    given = await forms.fields(request)
    address, next = given.get("email", ""), local_path(given.get("next"))
    response = onward(CODE)
    try:
        await send_mail(request, response, platform, settings, address[:400], next)
    except Problem as exc:
        return page("sign_in.html", exc.status, email=None, next=next, said=exc.detail, address=address[:400])
    return response


@router.get(CODE)
async def code_form(request: Request, settings: Configured) -> Response:
    """The form for a code."""
    asked = cookies.read(request, "asked", settings) is not None
    return page("code.html", 200 if asked else 410, asked=asked, said=None if asked else SAID[Gone])


@router.post(CODE)
async def code(request: Request, platform: Here, settings: Configured) -> Response:
    """Use the code."""
    given = await forms.fields(request)
    typed = "".join(given.get("code", "").split())
    if not (len(typed) == 8 and typed.isascii() and typed.isdecimal()):
        return page("code.html", 400, asked=True, said="A code has eight digits.")
    came = await signing_in.by_code(platform, typed, browser_of(request, settings))
    if isinstance(came, WrongCode):
        return page("code.html", 400, asked=True, said=SAID[WrongCode])
    return _answer(came, settings)


@router.get(CONFIRM)
async def ask_first(token: Token = "") -> Response:
    """The page of a mail's link. Whoever only looks at it uses nothing up, and nothing is looked up."""
    return page("confirm.html", token=token)


@router.post(CONFIRM)
async def confirm(request: Request, platform: Here, settings: Configured) -> Response:
    """The button of that page."""
    given = await forms.fields(request)
    return _answer(await signing_in.by_link(platform, given.get("token", ""), browser_of(request, settings)), settings)


def _answer(came: Came, settings: Configured) -> Response:
    match came:
        case SignedIn():
            response = onward(came.next)
            signed_in(response, came, settings)
            return response
        case Confirmed():
            change = came.change
            if change.changed:
                return page("notice.html", title="Your address is changed", text=CHANGED, link=(ACCOUNT, TO_ACCOUNT))
            if change.old and change.new:
                return page("notice.html", 409, title="Your address stays", text=TAKEN, link=(ACCOUNT, TO_ACCOUNT))
            waits = "new" if change.old else "old"
            text = f"This address is confirmed. The other mail, to your {waits} address, waits to be confirmed too."
            return page("notice.html", title="One of two is confirmed", text=text, link=(CODE, "Type its code"))
        case Elsewhere():
            return page("elsewhere.html", STATUS[Elsewhere])
        case _:
            title, link = "This link does not work any more", ("/sign-in", "Ask for a new message")
            return page("notice.html", STATUS[Gone], title=title, text=SAID[Gone], link=link)


CHANGED = "Mails go to the new address from now on. In all other browsers you are signed out."
TAKEN = "The new address cannot be used for this account. Nothing was changed."
TO_ACCOUNT = "To your account"
