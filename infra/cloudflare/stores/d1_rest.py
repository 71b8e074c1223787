"""The Database port over D1's REST API, for reads.

REST has no atomic batch with parameters as the binding does, and a lost answer does not say whether anything was done.
So it reads; writes belong to `operate`, in an emergency to `peptalk db break-glass`, the one caller of `write`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import cloudflare
from cloudflare import AsyncCloudflare

from infra.cloudflare.account.access import Rest, Target
from infra.cloudflare.account.rest import retry_after, said
from infra.cloudflare.stores.sql_shape import shape
from infra.local.machine.entropy import SystemEntropy
from shared.platform.cloudflare import d1_errors
from shared.platform.cloudflare.d1_values import bound, read
from shared.platform.errors import ConfigurationError, DatabaseError, DatabaseUnavailable, PepTalkError
from shared.platform.ports import Entropy, Result, Row, Statement

TRIES = 6
_FIRST, _LONGEST, _LONGEST_ASKED = 0.5, 15.0, 300.0
"""Seconds; the last bounds what Retry-After may ask for (Cloudflare counts 1,200 requests in 5 minutes)."""
_D1_ERROR = 7500


@dataclass
class RestDatabase:
    """One D1 database. Reads are asked again after D1's transient errors (`d1_errors.TRANSIENT`), 429, a lost line."""

    client: AsyncCloudflare
    rest: Rest
    target: Target
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    entropy: Entropy = field(default_factory=SystemEntropy)
    _id: str | None = None

    async def all(self, statement: Statement) -> list[Row]:
        """All rows of a statement that only reads."""
        return (await self.run(statement)).rows

    async def first(self, statement: Statement) -> Row | None:
        """The first row, or None where there is none."""
        rows = await self.all(statement)
        return rows[0] if rows else None

    async def run(self, statement: Statement) -> Result:
        """Execute one statement that only reads.

        Raises:
            DatabaseError: it may write; nothing was sent.
        """
        if not shape(statement.sql).reads:
            raise DatabaseError(
                "D1's REST API is for reads here; write through the command for it (it goes to operate), "
                "or, in an emergency, by `peptalk db break-glass`"
            )
        return await self._ask(statement, tries=TRIES)

    async def batch(self, statements: Sequence[Statement]) -> list[Result]:
        """Reads, one after the other: each sees the database as it is then, they do not share a transaction."""
        return [await self.run(each) for each in statements]

    async def write(self, statement: Statement, *, idempotent: bool) -> Result:
        """Execute one INSERT, UPDATE or DELETE; asked again only where its author says that twice is as good as once.

        Raises:
            DatabaseUnavailable: it may have been executed, or not.
        """
        if not shape(statement.sql).writes_rows:
            raise DatabaseError("only one INSERT, UPDATE or DELETE can be written over REST; migrations change tables")
        return await self._ask(statement, tries=TRIES if idempotent else 1)

    async def _ask(self, statement: Statement, tries: int) -> Result:
        for tried in range(1, tries + 1):
            try:
                return await self._once(statement)
            except DatabaseUnavailable as exc:
                if tried == tries:
                    raise
                await self.sleep(self._wait(exc.retry_in, tried))
        raise AssertionError("the loop ends by returning or raising")

    def _wait(self, asked: float | None, tried: int) -> float:
        if asked is not None:
            return min(asked, _LONGEST_ASKED)
        return min(_FIRST * 2 ** (tried - 1), _LONGEST) * (0.5 + self.entropy.fraction() / 2)

    async def _once(self, statement: Statement) -> Result:
        values: Any = [list(each) if isinstance(each, bytes) else each for each in bound(statement.params)]
        try:
            database = self._id or await self._find()
            page = await self.client.d1.database.query(
                database, account_id=self.rest.account, sql=statement.sql, params=values
            )
        except cloudflare.APIError as exc:
            raise _translated(exc, self.target) from exc
        except ValueError as exc:
            raise DatabaseUnavailable("Cloudflare's answer is no JSON", vendor="d1") from exc
        answers = cast("list[Any] | None", page.result)
        if not answers or answers[0].results is None:
            raise DatabaseUnavailable("Cloudflare's answer holds no result", vendor="d1")
        found = cast("list[Row]", answers[0].results)
        rows = [{name: read(value) for name, value in row.items()} for row in found]
        meta = answers[0].meta
        return Result(rows, int((meta and meta.changes) or 0))

    async def _find(self) -> str:
        name = self.target.database
        async for each in self.client.d1.database.list(account_id=self.rest.account, name=name):
            # The API finds names that begin with this one, too.
            if each.name == name and each.uuid:
                self._id = each.uuid
                return each.uuid
        raise ConfigurationError(f"the account has no database {name}; `peptalk infra apply --target {self.target}`")


def _translated(exc: cloudflare.APIError, target: Target) -> PepTalkError:
    text = said(exc)
    if not isinstance(exc, cloudflare.APIStatusError):
        return DatabaseUnavailable(f"Cloudflare did not answer: {text}", vendor="d1")
    if exc.status_code in (401, 403):
        return ConfigurationError(
            f"Cloudflare does not let this token read {target.database} ({text}); check CLOUDFLARE_API_TOKEN "
            "(it needs D1 Read, for break-glass D1 Edit) and CLOUDFLARE_ACCOUNT_ID"
        )
    if exc.status_code == 429:
        return DatabaseUnavailable(text, retry_in=retry_after(exc), vendor="d1")
    known = d1_errors.translated(text)
    if exc.status_code >= 500 and not any(each.code == _D1_ERROR for each in exc.errors):
        # Not D1's own words but those of what stands before it.
        return DatabaseUnavailable(text, vendor="d1")
    return known
