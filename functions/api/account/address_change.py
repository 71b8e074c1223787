"""An account's change of address, for programs that run in its reader's browser."""

from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from functions.api.account import changing_address, signing_in
from functions.api.account.sign_in import Address, give_nonce, nonce_of, too_many
from functions.api.http import asker
from functions.api.http.context import Configured, Here
from functions.api.http.owner import Mine
from functions.api.http.problems import Problem, documented
from functions.api.settings import ApiSettings
from shared.domain.accounts.sign_in import SIGN_IN_SECONDS
from shared.platform.ports import Platform
from shared.store.accounts.sessions import Holder

router = APIRouter(tags=["account"])


class ChangeAddress(BaseModel):
    """The address that the account shall have."""

    model_config = ConfigDict(extra="forbid")

    email: Address


class ChangeAsked(BaseModel):
    """Mails went to both addresses, if they may; each holds a link and a code, and both must be confirmed here."""

    state: Literal["asked"] = "asked"
    expires_in: int = Field(default=SIGN_IN_SECONDS, description="Seconds within which both must be confirmed.")


@router.post(
    "/api/account/address",
    operation_id="changeAddress",
    status_code=202,
    responses=documented(400, 401, 403, 409, 413, 422, 429, 503),
    summary="Ask for another address",
)
async def change(
    body: ChangeAddress, request: Request, response: Response, mine: Mine, platform: Here, settings: Configured
) -> ChangeAsked:
    """The answer is the same whether or not somebody has the new address. Until both mails are confirmed, by their
    links or codes (`/api/sign-in/code`) in this browser, the account has the old one."""
    await send_both(request, response, mine, platform, settings, body.email)
    return ChangeAsked()


async def send_both(
    request: Request, response: Response, held: Holder, platform: Platform, settings: ApiSettings, email: str
) -> None:
    """Ask for both mails and give the browser its nonce.

    Raises:
        Problem: the text is no address or the account's own, or the network has asked for too many.
    """
    nonce = nonce_of(request, platform, settings)
    try:
        await changing_address.ask(platform, held, email, nonce, asker.network(request))
    except ValueError as exc:
        raise Problem(400, f"This is no address that mail can be sent to: {exc}.", why="no_address") from None
    except changing_address.SameAddress:
        raise Problem(409, "This is the address that the account has.", why="same_address") from None
    except signing_in.TooMany:
        raise too_many() from None
    give_nonce(response, nonce, settings)
