"""A write is done once, however often its request arrives.

Who asks draws the act's id once and sends it with every try. The first try leaves a row, then does the work, then keeps
its answer in the row; a later try gets that answer. A try that finds the work going on is told to come back. One that
finds it stopped half-way does it again, which use cases allow: what they write bears the act's id, and what bears it
already is not written again (`shared.store.audit`).
"""

import json
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel

from functions.operate.usecase import UseCase, Write
from shared.domain.canonical import digest
from shared.domain.instants import later, moment, stamp
from shared.platform.errors import NotYet, PepTalkError, PermanentError
from shared.platform.ports import Platform
from shared.platform.sql import Queries

SQL = Queries("functions.operate", "once.sql")

LEASE_SECONDS = 120
"""Longer than any use case takes: after that its invocation is thought to be dead."""
KEPT = timedelta(days=30)
"""How long an answer is kept; nobody repeats a request after that."""


async def once(platform: Platform, case: UseCase[Any, Any], request: Write) -> dict[str, Any]:
    """The answer, as JSON: of the work done now, or when the request came before.

    Raises:
        NotYet: another try of this request is at work; `retry_in` says when to come back.
        PermanentError: the act's id was that of another request.
    """
    now = platform.clock.now()
    token = platform.entropy.token()
    said = digest(f"{case.name} {request.model_dump_json()}".encode())
    taken = await platform.db.run(
        SQL(
            "take",
            id=request.act.id,
            use_case=case.name,
            request_sha256=said,
            actor=request.act.actor,
            token=token,
            lease_until=later(now, LEASE_SECONDS),
            now=stamp(now),
        )
    )
    if not taken.rows:
        return await _earlier(platform, request, said, now)
    try:
        answer: BaseModel = await case.run(platform, request)
        told = answer.model_dump(mode="json")
        ended = stamp(platform.clock.now())
        done = SQL("answer", id=request.act.id, token=token, answer=json.dumps(told), now=ended)
        await platform.db.batch([done, SQL("forget", before=stamp(now - KEPT))])
    except BaseException:
        with suppress(PepTalkError):
            await platform.db.run(SQL("let_go", id=request.act.id, token=token, now=stamp(platform.clock.now())))
        raise
    return told


async def _earlier(platform: Platform, request: Write, said: str, now: datetime) -> dict[str, Any]:
    row = await platform.db.first(SQL("standing", id=request.act.id))
    if row is None:
        raise NotYet("the request was forgotten this very moment; send it again", retry_in=1)
    if row["request_sha256"] != said:
        raise PermanentError(f"the act {request.act.id} was {row['use_case']} with other fields; draw an id of its own")
    if row["answer"] is None:
        wait = max(1.0, min(2.0, (moment(row["lease_until"]) - now).total_seconds()))
        raise NotYet("this very request is being worked on", retry_in=wait)
    return json.loads(row["answer"])
