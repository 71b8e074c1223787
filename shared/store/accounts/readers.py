"""Who reads, found by what a request shows: the session of its cookie, or a key. The API and the site ask it alike."""

from datetime import datetime

from shared.domain.accounts.reader import Reader, entitled
from shared.domain.accounts.sign_in import Lifetimes
from shared.domain.accounts.subscription import Access
from shared.platform.configuration.access_settings import ReaderSettings
from shared.platform.ports import Database
from shared.store.accounts import api_keys, sessions
from shared.store.accounts.sessions import Holder

_NO_KEY = Access(False, "key_invalid")


async def by_session(
    db: Database, token: str | None, settings: ReaderSettings, lifetimes: Lifetimes, now: datetime
) -> Reader:
    """The reader who shows the token of a session, or none."""
    held = await sessions.holder(db, token, lifetimes, now) if token else None
    return of_session(held, settings, now, shown=token is not None)


def of_session(held: Holder | None, settings: ReaderSettings, now: datetime, *, shown: bool) -> Reader:
    """The reader who holds a session; where he holds none, `shown` says whether he showed what once was one."""
    mode, policy = settings.PEPTALK_ACCESS, settings.policy
    if held is None:
        return Reader(entitled(mode, now, stale=shown, policy=policy))
    access = entitled(
        mode,
        now,
        user=held.user_id,
        invited=held.invited_at is not None,
        subscriptions=held.subscriptions,
        policy=policy,
    )
    return Reader(access, held.user_id, "session", held.id)


async def by_key(db: Database, key: str, settings: ReaderSettings, now: datetime) -> Reader:
    """The reader who shows a key. One that is none opens only what is free."""
    held = await api_keys.holder(db, key, now) if key.startswith(api_keys.MARK) else None
    if held is None:
        return Reader(entitled("open", now) if settings.PEPTALK_ACCESS == "open" else _NO_KEY)
    await api_keys.see(db, held, now)
    access = entitled(
        settings.PEPTALK_ACCESS,
        now,
        user=held.user_id,
        invited=held.invited_at is not None,
        subscriptions=held.subscriptions,
        policy=settings.policy,
    )
    return Reader(access, held.user_id, "key", scopes=frozenset(held.scopes))
