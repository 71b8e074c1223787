"""Somebody who is signed in: an account with a session, made as a sign-in makes them, and the cookie for it."""

from datetime import timedelta

from shared.domain.accounts.sign_in import Lifetimes
from shared.domain.accounts.signing import hashed
from shared.domain.instants import stamp
from shared.platform.ports import Database, Platform, Statement
from shared.store.accounts import sessions, sign_ins, users
from shared.store.accounts.sign_ins import SignIn

COOKIE = "peptalk"
"""Its name where readers come by plain http."""


async def sign_in(platform: Platform, address: str = "ada@example.com", *, browser: str = "Firefox on Linux") -> str:
    """Sign that address in, in a browser of its own; the value of its cookie."""
    now, id, token = platform.clock.now(), platform.entropy.token(), platform.entropy.token() * 2
    who = {"user_id": None, "browser": id, "token": f"link-{id}", "network": "test", "withheld": None}
    await platform.db.run(sign_ins.asked(id, "sign_in", address, **who, now=now))
    one = await by_token(platform.db, f"link-{id}")
    assert one is not None
    await platform.db.batch(
        [
            sign_ins.used(one, id, now),
            users.opened(f"user-{platform.entropy.token()[-12:]}", id, now),
            *sessions.opened(id, token, id, browser, None, Lifetimes(), now),
        ]
    )
    return token


async def by_token(db: Database, token: str) -> SignIn | None:
    """The request whose link has this token."""
    return next(iter(sign_ins.read(await db.all(sign_ins.with_token(token)))), None)


async def session_of(platform: Platform, user: str, *, age: timedelta = timedelta()) -> str:
    """Have an account be signed in since `age`, in use until now; the value of the cookie."""
    now, id, token = platform.clock.now(), platform.entropy.token(), platform.entropy.token() * 2
    await platform.db.run(
        Statement(
            "INSERT INTO sessions (id, user_id, token, created_at, last_seen_at, expires_at, user_agent) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'Firefox on Linux')",
            (id, user, hashed(token), stamp(now - age), stamp(now), stamp(now + Lifetimes().absolute)),
        )
    )
    return token
