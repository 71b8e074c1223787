"""The ledger of model calls: paid once, as far as vendors allow.

A request is known by its hash, each asking of it by a sample's number. A row is committed before the call
(`intent`), the raw answer is stored before anything reads it (`answered`), then it is judged: `accepted` is reused
for ever, `refused` is kept and asked again. `rejected` was turned away by the vendor and cost nothing; `lost` has no
answer, because the process died or the line broke, and may have been paid.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from shared.domain.canonical import canonical
from shared.domain.instants import later, moment, stamp
from shared.domain.nesting import whole
from shared.platform.errors import Fenced, NotYet, Parked, PepTalkError, PermanentError, UpstreamUnavailable
from shared.platform.outages.turns import asking
from shared.platform.pace import UNPACED, Pace
from shared.platform.ports import Database, Platform
from shared.platform.sql import Queries
from shared.store import objects
from shared.store.spending.budgets import FREE, Limit
from shared.store.spending.model_calls import Call, Gathering, ModelAnswer, ModelCall, ModelRequest, State
from shared.store.spending.models import Price

SQL = Queries("shared.store.spending", "ledger.sql")

REFUSED_AT_MOST = 3
"""Answers to one request that we refuse in one run before we give up; each replay allows as many again."""
LOST_AT_MOST = 10
"""Calls of one request that a vendor may leave without an answer, in one run, before we give up: each may be paid."""
PROBES_AT_MOST = 50
"""As LOST_AT_MOST, of probes: nobody has had an answer of the vendor since it was left alone. Half a day of them."""
DIED = "the process died before the answer came"
BROKEN_OFF = "the process was stopped in good order before the answer came"
_WAIT = 30
_AFTER_DEADLINE = 7_200
"""Seconds after a batch's deadline at which work that waits for it is thought to be forgotten."""

T = TypeVar("T")


class Held(Protocol):
    """Work that this process holds, as far as the ledger reads it: a message about a peptide, or work done by hand."""

    @property
    def identity(self) -> str: ...
    @property
    def run_id(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def generation(self) -> int: ...


class Unacceptable(Exception):
    """The answer cannot be used (cut off, refused by the model, breaks the schema); asking again may give another."""


class Unpaid(UpstreamUnavailable):
    """The vendor could not be reached, or answered with an error of its own: surely nothing was charged."""


class AnswersRefused(PermanentError):
    """No answer to a request could be used, however often it was asked in this run. The text has the last reason."""


async def ask(
    platform: Platform,
    job: Held,
    request: ModelRequest,
    call: Call,
    accept: Callable[[ModelAnswer], T],
    pace: Pace = UNPACED,
    limit: Limit = FREE,
    gathering: Gathering | None = None,
) -> T:
    """What `accept` makes of an answer to the request: a stored one, or one that `call` fetches and pays for.

    `job` is the work that this delivery, or command, holds. `call` raises from our tree: `Unpaid`,
    `UpstreamThrottled`, `ConfigurationError` or a `PermanentError` where surely nothing was charged, a plain
    `UpstreamUnavailable` where an answer may have been paid and not come. With `gathering` the request joins that batch
    in place of being sent, unless the work has waited for a batch before.

    Raises:
        Parked: the request is in a batch, this one or another's; its end asks for the work again.
        AnswersRefused: three answers of this run were refused.
        PermanentError: ten calls or fifty probes got no answer; the text has the last reason.
        BudgetSpent: `limit` does not allow the call.
        NotYet: another delivery is asking the same.
        Closed: the vendor is left alone, or asked as fast as `pace` allows.
        Fenced: this delivery does not hold the work.
    """
    while True:
        found = await _of_request(platform, request)
        judged = next((each for each in found if each.state in ("accepted", "answered")), None)
        if judged is not None:
            answer = await _stored(platform, judged)
        elif (open_call := next((each for each in found if each.state == "intent"), None)) is not None:
            await (_wait_for(platform, job, open_call) if open_call.batch else _clear_up(platform, request, open_call))
            continue
        elif gathering and not await platform.db.first(SQL("tried", identity=job.identity)):
            await _gather(platform, job, request, found, gathering)
            continue
        else:
            judged, answer = await _pay(platform, job, request, found, call, pace, limit)
        try:
            result = accept(answer)
        except Unacceptable as exc:
            await conclude(platform, judged, "refused", str(exc))
            continue
        if judged.state != "accepted":
            await conclude(platform, judged, "accepted", None)
        return result


async def answered(db: Database, request: ModelRequest, since: str = "") -> bool:
    """Whether an answer to the request is in store that may be used, and that came after the instant `since`."""
    return await db.first(SQL("answer_of", request_hash=request.hash, since=since)) is not None


async def of_run(db: Database, run_id: str, slug: str | None = None) -> list[ModelCall]:
    """The calls of a run, or of one peptide in it, oldest first."""
    return [ModelCall.model_validate(row) for row in await db.all(SQL("of_run", run_id=run_id, slug=slug))]


async def of_trace(db: Database, trace_id: str) -> list[ModelCall]:
    """The calls of one item's way through a run, oldest first."""
    return [ModelCall.model_validate(row) for row in await db.all(SQL("of_trace", trace_id=trace_id))]


async def of_requests(db: Database, hashes: Sequence[str]) -> list[ModelCall]:
    """The calls of these requests, whichever runs asked, oldest first."""
    return [ModelCall.model_validate(row) for row in await db.all(SQL("of_requests", hashes=json.dumps(list(hashes))))]


async def _of_request(platform: Platform, request: ModelRequest) -> list[ModelCall]:
    now = stamp(platform.clock.now())
    rows = await platform.db.all(SQL("of_request", request_hash=request.hash, now=now))
    return [ModelCall.model_validate(row) for row in rows]


async def _pay(
    platform: Platform,
    job: Held,
    request: ModelRequest,
    found: list[ModelCall],
    call: Call,
    pace: Pace,
    limit: Limit,
) -> tuple[ModelCall, ModelAnswer]:
    _give_up_after_many(job, request, found)
    async with asking(platform, request.vendor, pace) as probing:
        intent = await _intend(platform, job, request, found, limit, probe=probing)
        try:
            answer = await call(request)
        except asyncio.CancelledError:
            await conclude(platform, intent, "lost", BROKEN_OFF)
            raise
        except PepTalkError as exc:
            lost = isinstance(exc, UpstreamUnavailable) and not isinstance(exc, Unpaid)
            await conclude(platform, intent, "lost" if lost else "rejected", str(exc))
            raise
        # Stored before anything else is done with it: the breaker's own row can wait.
        booked = await take(platform, intent, answer)
    return booked, answer


async def take(platform: Platform, intent: ModelCall, answer: ModelAnswer) -> ModelCall:
    """Store the answer to a call, then book it; twice is once."""
    data = canonical({"v": 1, "vendor": intent.vendor, **answer.model_dump(mode="json")})
    key = await objects.keep(platform.files, _folder(intent), data)
    return await _book(platform, intent, key, answer)


async def _gather(
    platform: Platform, job: Held, request: ModelRequest, found: list[ModelCall], gathering: Gathering
) -> None:
    _give_up_after_many(job, request, found)
    intent = await _intend(platform, job, request, found, gathering.limit, probe=False, gathering=gathering)
    gathering.requests.append((intent, request))
    await _wait_for(platform, job, intent)


async def _wait_for(platform: Platform, job: Held, call: ModelCall) -> None:
    """Let the work wait for the batch of an open call; returns where that is over meanwhile."""
    waits = await platform.db.run(SQL("wait", batch=call.batch, identity=job.identity))
    if waits.rows:
        last = max(moment(waits.rows[0]["deadline"]), platform.clock.now())
        raise Parked(f"its request is in batch {call.batch}", until=later(last, _AFTER_DEADLINE))


def _give_up_after_many(job: Held, request: ModelRequest, found: list[ModelCall]) -> None:
    for state, probe, at_most in (
        ("refused", None, REFUSED_AT_MOST),
        ("lost", False, LOST_AT_MOST),
        ("lost", True, PROBES_AT_MOST),
    ):
        # A new run may ask again; within a run a replay of the dead letter may. Our own end, in good order or not,
        # tells nothing about the request: the consumer loop counts deaths.
        ended = [
            each
            for each in found
            if each.state == state
            and probe in (None, each.probe)
            and each.run_id == job.run_id
            and each.reason not in (BROKEN_OFF, DIED)
        ]
        if len(ended) >= at_most * (job.generation + 1):
            said = f"{request.model} was asked {len(ended)} times, each {state}; the last: {ended[-1].reason}"
            if state == "refused":
                raise AnswersRefused(said)
            raise PermanentError(f"{said}. A replay of the dead letter asks again")


async def _intend(
    platform: Platform,
    job: Held,
    request: ModelRequest,
    found: list[ModelCall],
    limit: Limit,
    *,
    probe: bool,
    gathering: Gathering | None = None,
) -> ModelCall:
    free = [each.sample for each in found if each.state == "rejected"]
    sample = free[0] if free else max((each.sample for each in found), default=0) + 1
    at = platform.clock.now()
    now = stamp(at)
    statements = [
        SQL(
            "intend",
            request_hash=request.hash,
            sample=sample,
            vendor=request.vendor,
            model=request.model,
            identity=job.identity,
            holder=platform.holder,
            probe=probe,
            now=now,
            day=now[:10],
            reserve=limit.reserve,
            day_budget=limit.budgets.day,
            run_budget=limit.budgets.run,
            peptide_budget=limit.budgets.peptide,
            batch=gathering.id if gathering else None,
        )
    ]
    if gathering:
        until = later(at, platform.lease_seconds)
        mine = {"id": gathering.id, "vendor": request.vendor, "holder": platform.holder, "deadline": gathering.deadline}
        statements.append(SQL("open_batch", **mine, lease_until=until, now=now))
        intent = (await platform.db.batch(statements))[0]
    else:
        intent = await platform.db.run(statements[0])
    if not intent.rows:
        if await platform.db.first(SQL("held", identity=job.identity, holder=platform.holder, now=now)) is None:
            raise Fenced(f"{platform.holder} does not hold {job.identity}, so it must not ask a model")
        if refused := await limit.refusal(platform.db, job.run_id, job.slug, now[:10]):
            raise refused
        raise NotYet("another delivery asks the same model the same", retry_in=_WAIT)
    return next(each for each in await _of_request(platform, request) if each.sample == sample)


async def _clear_up(platform: Platform, request: ModelRequest, intent: ModelCall) -> None:
    """An open call found: wait for it, take over the answer that it had stored, or give it up for lost."""
    if intent.alive:
        raise NotYet("another delivery asks the same model the same", retry_in=_WAIT)
    stored = (await platform.files.list(f"{_folder(intent)}/", limit=1)).objects
    if stored:
        await _book(platform, intent, stored[0].key, await _read(platform, stored[0].key))
    else:
        await conclude(platform, intent, "lost", DIED)


async def _book(platform: Platform, intent: ModelCall, key: str, answer: ModelAnswer) -> ModelCall:
    price = await _price(platform, intent, answer)
    tokens = (answer.input_tokens, answer.cached_input_tokens, answer.output_tokens)
    in_batch = intent.batch is not None
    cost = price.cost(*tokens, cache_write_tokens=answer.cache_write_tokens, batch=in_batch) if price else None
    await platform.db.run(
        SQL(
            "answered",
            request_hash=intent.request_hash,
            sample=intent.sample,
            token=intent.token,
            answer_key=key,
            answered_model=answer.model,
            vendor_request_id=answer.request_id,
            input_tokens=answer.input_tokens,
            cached_input_tokens=answer.cached_input_tokens,
            cache_write_tokens=answer.cache_write_tokens,
            output_tokens=answer.output_tokens,
            reasoning_tokens=answer.reasoning_tokens,
            cost_microusd=cost,
            price_as_of=price.as_of if price else None,
            now=stamp(platform.clock.now()),
        )
    )
    platform.log.info(
        "model_called",
        vendor=intent.vendor,
        model=answer.model,
        sample=intent.sample,
        cost_microusd=cost,
        tokens_used=sum(tokens) + answer.cache_write_tokens,
    )
    return intent.model_copy(update={"state": "answered", "answer_key": key})


async def _price(platform: Platform, intent: ModelCall, answer: ModelAnswer) -> Price | None:
    models = [answer.model]
    if answer.model.startswith(f"{intent.model}-"):
        models.append(intent.model)
    row = await platform.db.first(SQL("price", models=json.dumps(models), day=intent.asked_at[:10]))
    return Price.model_validate(row) if row else None


async def conclude(platform: Platform, call: ModelCall, state: State, reason: str | None) -> None:
    """End a call, from the state that it is thought to be in."""
    await platform.db.run(
        SQL(
            "conclude",
            request_hash=call.request_hash,
            sample=call.sample,
            token=call.token,
            was=call.state,
            state=state,
            reason=whole(reason[:1_000]) if reason else None,
        )
    )


async def _stored(platform: Platform, call: ModelCall) -> ModelAnswer:
    if call.answer_key is None:
        raise PermanentError(f"call {call.request_hash[:12]}/{call.sample} is {call.state} and names no answer")
    return await _read(platform, call.answer_key)


async def _read(platform: Platform, key: str) -> ModelAnswer:
    return ModelAnswer.model_validate_json(await objects.load(platform.files, key))


def _folder(call: ModelCall) -> str:
    # The answer can be found again though the row that should name it was never written.
    return f"answers/{call.request_hash}/{call.sample}"
