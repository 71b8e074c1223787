"""Invitations: who reads where PEPTALK_ACCESS is `invited`, without a subscription."""

from pydantic import Field

from functions.operate.readers.subscribing import Email
from functions.operate.usecase import Answer, UseCase, Write
from shared.domain.mailing.mail_address import checked
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store import audit
from shared.store.accounts import users


class Invite(Write):
    """Invite an address, which need not have an account yet, or take its invitation back."""

    email: Email = Field(min_length=3, max_length=254)
    revoke: bool = False


class Invitation(Answer):
    """Whether this changed anything. What a write answers is kept for a while, so it names nobody."""

    changed: bool


async def _invite(platform: Platform, request: Invite) -> Invitation:
    email, now = _kept(request), platform.clock.now()
    found = await users.by_address(platform.db, email)
    if request.revoke:
        if found is None or found.invited_at is None:
            raise PermanentError(f"{email} is not invited; `peptalk subscribers show {email}` shows what it has")
        said = audit.record(
            request.act, "uninvite", f"subscriber/{found.id}", {"invited": found.invited_at}, {"invited": None}, now
        )
        await platform.db.batch([users.uninvited(found.id), said])
        return Invitation(changed=True)
    if found is not None and found.invited_at is not None:
        return Invitation(changed=False)
    id = found.id if found else platform.entropy.token()
    said = audit.record(request.act, "invite", f"subscriber/{id}", {"invited": None}, {"invited": True}, now)
    await platform.db.batch([users.invited(id, email, request.act, now), said])
    return Invitation(changed=True)


def _kept(request: Invite) -> str:
    """The address as a sign-in with it would keep it. One that is taken back may be from before there was this rule."""
    try:
        return checked(request.email)
    except ValueError as exc:
        if request.revoke:
            return request.email.strip()
        raise PermanentError(f"{request.email!r} is no address that mail can be sent to: {exc}") from exc


INVITE = UseCase("subscribers.invite", Invite, Invitation, _invite)

CASES = (INVITE,)
