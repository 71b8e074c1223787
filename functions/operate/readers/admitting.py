"""Who is let in at all: sessions looked at and ended, accounts disabled and enabled, addresses blocked."""

from pydantic import Field

from functions.operate.readers.subscribing import Email
from functions.operate.usecase import Answer, Request, UseCase, Write
from shared.domain.accounts.sign_in import Lifetimes
from shared.platform.configuration.session_settings import SessionSettings
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store import audit
from shared.store.accounts import sessions, users
from shared.store.accounts.sessions import Session
from shared.store.accounts.users import Account, Blocked

SessionId = str


class ListSessions(Request):
    """An account's sessions; with `ended` those that are over too."""

    email: Email = Field(min_length=3, max_length=320)
    ended: bool = False


class Sessions(Answer):
    """Newest first."""

    sessions: tuple[Session, ...]


class RevokeSessions(Write):
    """End all sessions of an account (`email`), one session by its id, or every session that there is."""

    email: Email | None = Field(default=None, min_length=3, max_length=320)
    session: SessionId | None = Field(default=None, min_length=8, max_length=64)
    everybody: bool = False


class Revoked(Answer):
    """How many sessions ended."""

    ended: int


class DisableAccount(Write):
    """Let nobody sign in as this account any more, and end its sessions. The act's reason is the decision's."""

    email: Email = Field(min_length=3, max_length=320)


class EnableAccount(Write):
    """Let the account sign in again."""

    email: Email = Field(min_length=3, max_length=320)


class BlockAddress(Write):
    """Send no sign-in to an address, or to a whole domain written as @example.com; or end a block."""

    address: str = Field(min_length=3, max_length=320, pattern=r"^[^\s@]*@[^\s@]+$")
    lift: bool = False


class Changed(Answer):
    """Whether this changed anything, and how many sessions it ended."""

    changed: bool
    ended: int = 0


class ListBlocked(Request):
    """Blocks by address, from behind `after`."""

    after: str = Field(default="", max_length=320)
    limit: int = Field(default=100, ge=1, le=1_000)


class Blocks(Answer):
    """What is blocked, by whom and why."""

    blocked: tuple[Blocked, ...]


async def _list(platform: Platform, request: ListSessions) -> Sessions:
    account = await _account(platform, request.email)
    lifetimes: Lifetimes = SessionSettings.read(platform.env).lifetimes
    now = platform.clock.now()
    found = await sessions.of_user(platform.db, account.id, lifetimes, now, ended=request.ended)
    return Sessions(sessions=tuple(found))


async def _revoke(platform: Platform, request: RevokeSessions) -> Revoked:
    given = [request.email is not None, request.session is not None, request.everybody]
    if sum(given) != 1:
        raise PermanentError("say whose sessions end: an address, one session's id, or everybody's")
    now = platform.clock.now()
    if request.everybody:
        ended, subject = sessions.everybody_ended(now), "sessions/all"
    elif request.session is not None:
        ended, subject = sessions.any_ended(request.session, "operator", now), f"session/{request.session}"
    else:
        account = await _account(platform, request.email or "")
        ended, subject = sessions.all_ended(account.id, "operator", now), f"subscriber/{account.id}"
    said = audit.record(request.act, "revoke-sessions", subject, {}, {"ended": True}, now)
    result, _ = await platform.db.batch([ended, said])
    if request.session is not None and not result.changes:
        raise PermanentError(
            f"no running session has the id {request.session}; `peptalk sessions list EMAIL` shows an account's"
        )
    return Revoked(ended=result.changes)


async def _disable(platform: Platform, request: DisableAccount) -> Changed:
    account = await _account(platform, request.email)
    if not request.act.reason:
        raise PermanentError("an account is disabled for a reason; give it with --reason")
    if account.disabled_at is not None:
        return Changed(changed=False)
    now = platform.clock.now()
    said = audit.record(request.act, "disable", f"subscriber/{account.id}", {"disabled": None}, {"disabled": True}, now)
    results = await platform.db.batch(
        [
            users.disabled(account.id, request.act, request.act.reason, now),
            sessions.all_ended(account.id, "disabled", now),
            said,
        ]
    )
    return Changed(changed=True, ended=results[1].changes)


async def _enable(platform: Platform, request: EnableAccount) -> Changed:
    account = await _account(platform, request.email)
    if account.disabled_at is None:
        return Changed(changed=False)
    before = {"disabled": account.disabled_at}
    said = audit.record(
        request.act, "enable", f"subscriber/{account.id}", before, {"disabled": None}, platform.clock.now()
    )
    await platform.db.batch([users.enabled(account.id), said])
    return Changed(changed=True)


async def _block(platform: Platform, request: BlockAddress) -> Changed:
    address, now = request.address.lower(), platform.clock.now()
    if request.lift:
        statement = users.unblock(address)
    else:
        if not request.act.reason:
            raise PermanentError("an address is blocked for a reason; give it with --reason")
        statement = users.block(address, request.act, request.act.reason, now)
    # The audit names no address: what concerns a person lies where an erasure finds it.
    action = "unblock" if request.lift else "block"
    said = audit.record(request.act, action, "address", {"blocked": request.lift}, {"blocked": not request.lift}, now)
    result, _ = await platform.db.batch([statement, said])
    return Changed(changed=result.changes > 0)


async def _blocked(platform: Platform, request: ListBlocked) -> Blocks:
    return Blocks(blocked=tuple(await users.blocked(platform.db, request.after, request.limit)))


async def _account(platform: Platform, email: str) -> Account:
    found = await users.by_address(platform.db, email.strip())
    if found is None:
        raise PermanentError(f"no account has the address {email}; `peptalk subscribers list` shows those that pay")
    return found


LIST = UseCase("sessions.list", ListSessions, Sessions, _list)
REVOKE = UseCase("sessions.revoke", RevokeSessions, Revoked, _revoke)
DISABLE = UseCase("subscribers.disable", DisableAccount, Changed, _disable)
ENABLE = UseCase("subscribers.enable", EnableAccount, Changed, _enable)
BLOCK = UseCase("addresses.block", BlockAddress, Changed, _block)
BLOCKED = UseCase("addresses.blocked", ListBlocked, Blocks, _blocked)

CASES = (LIST, REVOKE, DISABLE, ENABLE, BLOCK, BLOCKED)
