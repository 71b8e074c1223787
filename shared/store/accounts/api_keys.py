"""API keys as rows: the key itself is shown once and kept nowhere; what it opens is its owner's access."""

import json
from collections.abc import Iterable
from datetime import datetime

from shared.domain.accounts.gate import Scope
from shared.domain.accounts.sign_in import SEEN_EVERY
from shared.domain.accounts.signing import hashed
from shared.domain.accounts.subscription import Subscription
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.accounts", "api_keys.sql")

MARK = "ptk_"
"""How every key begins, so that people and scanners of secrets know one."""

MOST, LISTED_AT_MOST = 20, 200
"""Keys of an account that can be used at once; and of all, how many are listed."""

_SHOWN = len(MARK) + 8


class ApiKey(Frozen):
    """A key as its owner sees it."""

    id: str
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    created_at: str
    last_used_at: str | None
    expires_at: str | None
    revoked_at: str | None


class KeyHolder(Frozen):
    """Whose key it is, what it was made for, and what his access depends on."""

    id: str
    user_id: str
    scopes: frozenset[Scope]
    last_used_at: str | None
    invited_at: str | None
    subscriptions: tuple[Subscription, ...]


async def make(
    db: Database,
    id: str,
    user_id: str,
    token: str,
    name: str,
    scopes: Iterable[Scope],
    expires_at: str | None,
    now: datetime,
) -> bool:
    """Keep a new key; False where the account has `MOST` already."""
    made = await db.run(
        SQL(
            "make",
            id=id,
            user=user_id,
            name=name,
            token=hashed(token),
            prefix=token[:_SHOWN],
            scopes=json.dumps(sorted(scopes)),
            expires_at=expires_at,
            most=MOST,
            now=stamp(now),
        )
    )
    return bool(made.rows)


async def of_user(db: Database, user_id: str) -> list[ApiKey]:
    """An account's keys, newest first, those that are over too."""
    rows = await db.all(SQL("of_user", user=user_id, count=LISTED_AT_MOST))
    return [ApiKey.model_validate({**row, "scopes": json.loads(row["scopes"])}) for row in rows]


async def revoke(db: Database, id: str, user_id: str, now: datetime) -> bool:
    """End a key of this account; False where it has no such key that could be used."""
    return bool((await db.run(SQL("revoke", id=id, user=user_id, now=stamp(now)))).rows)


async def holder(db: Database, token: str, now: datetime) -> KeyHolder | None:
    """Whose key this is now, or None where it is none, revoked, too old, or its account disabled."""
    row = await db.first(SQL("holder", token=hashed(token), now=stamp(now)))
    if row is None:
        return None
    read = {name: json.loads(row[name]) for name in ("scopes", "subscriptions")}
    return KeyHolder.model_validate({**row, **read})


async def see(db: Database, held: KeyHolder, now: datetime) -> None:
    """Keep that a key was used, where that was last kept an hour ago or longer."""
    if held.last_used_at is None or held.last_used_at <= stamp(now - SEEN_EVERY):
        await db.run(SQL("used", id=held.id, now=stamp(now)))
