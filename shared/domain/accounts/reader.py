"""Who reads, and what he may read: by subscription, by invitation, or because everything is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.domain.accounts.subscription import USUAL, Access, Policy, Subscription, access

Mode = Literal["paid", "invited", "open"]
"""How an installation lets readers in."""

Via = Literal["nobody", "session", "key"]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: `user` is the account, by whatever he showed `via`; `session` the session's id, which opens
    nothing; `scopes` what a key may be used for. `access` says whether he may read what is not free."""

    access: Access
    user: str | None = None
    via: Via = "nobody"
    session: str | None = None
    scopes: frozenset[str] = frozenset()


def entitled(
    mode: Mode,
    now: datetime,
    *,
    user: str | None = None,
    invited: bool = False,
    stale: bool = False,
    subscriptions: Iterable[Subscription] = (),
    policy: Policy = USUAL,
) -> Access:
    """The access of a reader: `user` is None where nobody is signed in; `stale` says that a session was shown which
    is none any more.

    Who has a subscription that gives access has it in every mode.
    """
    if mode == "open":
        return Access(True, "open")
    if user is None:
        return Access(False, "session_invalid" if stale else "sign_in_required")
    found = access(subscriptions, now, policy)
    if found.granted or mode == "paid":
        return found
    return Access(True, "invited") if invited else Access(False, "invitation_required")
