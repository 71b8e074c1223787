"""API keys of an account: made in a browser that is signed in, shown once, revoked at any time."""

from datetime import timedelta
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from functions.api.http.context import Asking, Here
from functions.api.http.gate import refused
from functions.api.http.owner import Owner
from functions.api.http.problems import Problem, documented
from shared.domain.accounts.gate import Scope, refusal
from shared.domain.accounts.reader import Reader
from shared.domain.instants import stamp
from shared.domain.visible import CONTROLS, UNSEEN
from shared.platform.ports import Platform
from shared.store.accounts import api_keys

router = APIRouter(tags=["keys"])

LONGEST_DAYS = 366

KeyId = Annotated[str, Path(pattern=r"^[0-9a-f]{1,64}$", description="As the list of keys has it.")]


def _number(value: Any) -> Any:
    if isinstance(value, str | bool):
        raise ValueError("Input should be a number")
    return value


Days = Annotated[int, Field(ge=1, le=LONGEST_DAYS), BeforeValidator(_number)]
"""A whole number as JSON has it: 30 and 30.0, neither a text nor a truth value."""


class NewKey(BaseModel):
    """What a key is to be for. Without `days` it lasts until it is revoked."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=80, pattern=rf"^[^{CONTROLS}]*[^{UNSEEN}][^{CONTROLS}]*$")
    scopes: list[Scope] = Field(default=["read"], min_length=1, max_length=len(get_args(Scope)))
    days: Days | None = None


class Key(BaseModel):
    """A key as its owner knows it: `prefix` are its first characters. `last_used_at` is to the hour."""

    id: str
    name: str
    prefix: str
    scopes: list[Scope]
    created_at: str
    last_used_at: str | None
    expires_at: str | None
    revoked_at: str | None


class Keys(BaseModel):
    """The newest first, those that are over too."""

    keys: list[Key]


class MadeKey(BaseModel):
    """The key itself, which is told this once."""

    id: str
    key: str
    expires_at: str | None


@router.get(
    "/api/keys", operation_id="listKeys", responses=documented(401, 403, 503), summary="The keys of this account"
)
async def listed(owner: Owner, platform: Here, response: Response) -> Keys:
    """Not what they are, which is kept nowhere."""
    response.headers["cache-control"] = "no-store"
    found = await api_keys.of_user(platform.db, owner)
    return Keys(keys=[Key.model_validate(each.model_dump()) for each in found])


@router.post(
    "/api/keys",
    operation_id="makeKey",
    status_code=201,
    responses=documented(400, 401, 403, 409, 413, 422, 503),
    summary="Make a key",
)
async def make(new: NewKey, owner: Owner, asking: Asking, platform: Here, response: Response) -> MadeKey:
    """For who has access. It works as long as its owner has."""
    response.headers["cache-control"] = "no-store"
    return await made(new, owner, asking, platform)


async def made(new: NewKey, owner: str, asking: Reader, platform: Platform) -> MadeKey:
    """A new key of this account.

    Raises:
        Problem: the account has no access, or as many keys as it may have.
    """
    if not asking.access.granted:
        raise refused(refusal(asking.access))
    id, now = platform.entropy.token(), platform.clock.now()
    key = api_keys.MARK + platform.entropy.token() + platform.entropy.token()
    until = stamp(now + timedelta(days=new.days)) if new.days else None
    if not await api_keys.make(platform.db, id, owner, key, new.name, set(new.scopes), until, now):
        said = f"An account has at most {api_keys.MOST} keys that can be used. Revoke one first."
        raise Problem(409, said, why="too_many_keys")
    platform.log.info("key_made", key=id)
    return MadeKey(id=id, key=key, expires_at=until)


@router.delete(
    "/api/keys/{id}",
    operation_id="revokeKey",
    status_code=204,
    responses=documented(401, 403, 404, 422, 503),
    summary="Revoke a key",
)
async def revoke(id: KeyId, owner: Owner, platform: Here) -> Response:
    """At once and for good."""
    if not await revoked(id, owner, platform):
        raise Problem(404, "This account has no such key, or it was revoked already.", why="no_key")
    return Response(status_code=204)


async def revoked(id: str, owner: str, platform: Platform) -> bool:
    """End a key of this account; whether there was one to end."""
    if not await api_keys.revoke(platform.db, id, owner, platform.clock.now()):
        return False
    platform.log.info("key_revoked", key=id)
    return True
