"""Signing in, for programs that run in a reader's browser: a mail is asked for, its code typed."""

from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from functions.api.account import signing_in
from functions.api.account.signing_in import Came, Confirmed, Elsewhere, Gone, SignedIn, WrongCode
from functions.api.http import asker, cookies
from functions.api.http.context import Configured, Here
from functions.api.http.problems import Problem, documented
from functions.api.settings import ApiSettings
from shared.domain.accounts.sign_in import KNOWN_FOR, SIGN_IN_SECONDS, local_path
from shared.platform.ports import Platform

router = APIRouter(tags=["account"])

ANOTHER_HOUR = {"retry-after": "3600"}

Address = Annotated[str, Field(min_length=3, max_length=320, description="An address of mail.")]


class AskSignIn(BaseModel):
    """Who wants to sign in, and the path of this site to go on at afterwards."""

    model_config = ConfigDict(extra="forbid")

    email: Address
    next: str | None = Field(None, max_length=500)


class Asked(BaseModel):
    """What is answered whatever the address: a mail was sent there, if one may be."""

    state: Literal["asked"] = "asked"
    expires_in: int = Field(default=SIGN_IN_SECONDS, description="Seconds within which its link or code must be used.")


class TypedCode(BaseModel):
    """The code of a mail."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^ ?[0-9]{4} ?[0-9]{4} ?$", description="Eight digits, as the mail shows them.")


class Entered(BaseModel):
    """What the code came to. `next` is the path to go on at."""

    state: Literal["signed_in", "address_confirmed", "address_changed"]
    next: str


@router.post(
    "/api/sign-in",
    operation_id="askSignIn",
    status_code=202,
    responses=documented(400, 403, 413, 422, 429, 503),
    summary="Ask for a mail that signs this browser in",
)
async def ask(body: AskSignIn, request: Request, response: Response, platform: Here, settings: Configured) -> Asked:
    """The answer is the same for every address. The cookie that comes with it is what the mail's link and code are good
    with; in another browser they do nothing."""
    await send_mail(request, response, platform, settings, body.email, body.next)
    return Asked()


@router.post(
    "/api/sign-in/code",
    operation_id="typeSignInCode",
    responses=documented(400, 403, 409, 410, 413, 422, 503),
    summary="Type the code of a mail, in the browser that asked for it",
)
async def code(body: TypedCode, request: Request, response: Response, platform: Here, settings: Configured) -> Entered:
    """Signs in, or confirms an address of a change. Five attempts for each mail; then its link alone is left."""
    came = await signing_in.by_code(platform, body.code.replace(" ", ""), browser_of(request, settings))
    match came:
        case SignedIn():
            signed_in(response, came, settings)
            return Entered(state="signed_in", next=came.next)
        case Confirmed():
            changed = came.change.changed
            return Entered(state="address_changed" if changed else "address_confirmed", next="/account")
        case _:
            raise _refusal(came)


async def send_mail(
    request: Request, response: Response, platform: Platform, settings: ApiSettings, email: str, next: str | None
) -> None:
    """Ask for the mail and give the browser its nonce.

    Raises:
        Problem: the text is no address, or the network has asked for too many.
    """
    nonce = nonce_of(request, platform, settings)
    try:
        shown = cookies.read(request, "known", settings)
        await signing_in.ask(platform, email, nonce, asker.network(request), local_path(next), shown=shown)
    except ValueError as exc:
        raise Problem(400, f"This is no address that mail can be sent to: {exc}.", why="no_address") from None
    except signing_in.TooMany:
        raise too_many() from None
    give_nonce(response, nonce, settings)


def too_many() -> Problem:
    """The refusal of a network that has asked for too many mails."""
    said = "Too many mails were asked for from this network. Try again in an hour."
    return Problem(429, said, why="too_many", headers=ANOTHER_HOUR)


def nonce_of(request: Request, platform: Platform, settings: ApiSettings) -> str:
    """The browser's nonce: the one that it has, so that an earlier mail stays good, or a new one."""
    held = cookies.read(request, "asked", settings)
    return held if held is not None and signing_in.is_nonce(held) else signing_in.nonce(platform)


def give_nonce(response: Response, nonce: str, settings: ApiSettings) -> None:
    """Have the browser keep its nonce for as long as the mail is good, and a minute to be told that it is not."""
    cookies.give(response, "asked", nonce, SIGN_IN_SECONDS + 60, settings)


def browser_of(request: Request, settings: ApiSettings) -> signing_in.Browser:
    """The browser that asks."""
    nonce, session = (cookies.read(request, which, settings) for which in ("asked", "session"))
    return signing_in.Browser(nonce, session, asker.browser(request))


def signed_in(response: Response, came: SignedIn, settings: ApiSettings) -> None:
    """Give the browser its session and what it is known by, and take the nonce away: it has served."""
    cookies.give(response, "session", came.token, settings.lifetimes.absolute.total_seconds(), settings)
    cookies.give(response, "known", came.known, KNOWN_FOR.total_seconds(), settings)
    cookies.take_away(response, "asked", settings)


def _refusal(came: Came) -> Problem:
    match came:
        case WrongCode():
            return Problem(400, SAID[WrongCode], why="code_wrong", next="/sign-in/code")
        case Elsewhere():
            return Problem(409, SAID[Elsewhere], why="other_browser", next="/sign-in")
        case _:
            return Problem(410, SAID[Gone], why="gone", next="/sign-in")


SAID: dict[type, str] = {
    WrongCode: "This is not the code of the message that was asked for here.",
    Elsewhere: "The message was asked for in another browser. Type its code there.",
    Gone: "This link and its code do not work any more. Ask for a new message.",
}
