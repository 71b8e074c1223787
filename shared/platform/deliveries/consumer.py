"""The consumer loop: every queue function's deliveries pass through here, and nothing escapes it.

For each delivery: decode, claim, work, commit (result, next messages and the work's end in one batch), send,
ack. Finished work that is delivered again sends its messages again. Each delivery settles alone, by the kind
of its error (`shared.platform.deliveries.verdict`).
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from queues.messages import Message, NewerMessage, UndecodableMessage, decode
from queues.topology import QUEUES, queue_for
from shared.domain.instants import later
from shared.platform.deliveries import work
from shared.platform.deliveries.verdict import DEATHS_AT_MOST, PAUSE, Verdict, judge
from shared.platform.deliveries.work import Claim, Outcome, Settled, Standing
from shared.platform.errors import ConfigurationError, ConstraintViolated, Fenced, NotYet, Parked
from shared.platform.log import Log
from shared.platform.outages import breakers
from shared.platform.outages.breakers import Entry
from shared.platform.ports import Batch, Delivery, Platform

M = TypeVar("M", bound=Message)

Handler = Callable[[M, Platform], Awaitable[Outcome]]
"""Message and platform in (the platform's log names the item), outcome out."""

CRASHED = "the process died at work each time"

FRESH_AFTER = 50
"""Deliveries after which a message that must wait is sent anew: a queue gives one up after a hundred, whatever the
reason, and an outage or a pause may outlast that."""


async def consume(batch: Batch, accepts: type[M], handler: Handler[M], platform: Platform) -> None:
    """Settle every delivery of the batch; never raises an `Exception`.

    `handler` is given messages of the kind `accepts` and nothing else.
    """
    for delivery in batch.deliveries:
        try:
            await _settle(batch.queue, delivery, accepts, handler, platform)
        except Exception as exc:
            # The loop itself could not go on (no database, no queue): the message must not be lost.
            platform.log.error("delivery_unsettled", queue=batch.queue, error=work.said(exc))
            verdict = judge(exc, tries=delivery.attempts, deaths=0, jitter=platform.entropy.fraction())
            delivery.retry(delay_seconds=verdict.delay or PAUSE)


async def _settle(queue: str, delivery: Delivery, accepts: type[M], handler: Handler[M], platform: Platform) -> None:
    message = await _read(queue, delivery, accepts, platform)
    if message is None:
        return
    entered = await breakers.entry(platform)
    if entered.wait > 0:
        await _again(queue, delivery, _spread(entered.wait, platform), platform)
        return
    try:
        claim = await work.claim(platform, message)
        if isinstance(claim, Standing):
            await _answer_for(claim, queue, message, delivery, platform)
            await breakers.told_nothing(platform, entered)
            return
        one = replace(platform, log=_log(platform, message, claim.peptide))
        if claim.deaths >= DEATHS_AT_MOST:
            await _die(queue, claim, RuntimeError(CRASHED), Verdict("crash", "die"), delivery, one)
            await breakers.told_nothing(platform, entered)
            return
        await _work(queue, claim, handler, delivery, entered, one)
    except BaseException:
        await breakers.told_nothing(platform, entered)
        raise


async def _work(
    queue: str, claim: Claim[M], handler: Handler[M], delivery: Delivery, entered: Entry, platform: Platform
) -> None:
    log = platform.log
    started = platform.clock.now()
    log.info("stage_started", attempt=claim.tries)
    try:
        outcome = await _finished(claim, handler, platform)
    except Fenced:
        log.warning("stage_fenced")
        delivery.ack()
        await breakers.told_nothing(platform, entered)
        return
    except Parked as exc:
        await work.give_back(platform, claim, due_at=exc.until)
        log.info("stage_parked", until=exc.until, error=work.said(exc))
        delivery.ack()
        await breakers.told_nothing(platform, entered)
        return
    except NotYet as exc:
        await _wait(queue, claim, exc, delivery, platform)
        await breakers.told_nothing(platform, entered)
        return
    except Exception as exc:
        await _fail(queue, claim, exc, delivery, entered, platform)
        return
    await breakers.worked(platform, entered)
    await work.send(platform, [(queue_for(each), each.encode()) for each in outcome.messages])
    delivery.ack()
    if outcome.settled is None:
        log.info("stage_done", duration_ms=_since(started, platform))
    else:
        _say_settled(platform, outcome.settled, _since(started, platform))


async def _finished(claim: Claim[M], handler: Handler[M], platform: Platform) -> Outcome:
    """Work and commit; who lost the race that a guard decides looks once more at what stands."""
    outcome = await handler(claim.message, platform)
    try:
        await work.finish(platform, claim, outcome)
    except ConstraintViolated:
        if not outcome.guarded:
            raise
        outcome = await handler(claim.message, platform)
        await work.finish(platform, claim, outcome)
    return outcome


async def _wait(queue: str, claim: Claim[M], exc: NotYet, delivery: Delivery, platform: Platform) -> None:
    """Nothing was attempted: the work goes back as it was, and comes again."""
    verdict = judge(exc, tries=claim.tries, deaths=claim.deaths, jitter=platform.entropy.fraction())
    await work.give_back(platform, claim, due_at=_due(verdict, platform))
    platform.log.info("stage_waits", delay=verdict.delay, error=work.said(exc))
    await _again(queue, delivery, verdict.delay, platform)


async def _fail(
    queue: str, claim: Claim[M], exc: Exception, delivery: Delivery, entered: Entry, platform: Platform
) -> None:
    verdict = judge(exc, tries=claim.tries, deaths=claim.deaths, jitter=platform.entropy.fraction())
    if verdict.kind == "crash":
        await breakers.crashed(platform, claim.message.identity, work.said(exc), entered)
        if entered.probing:
            # The function is what is broken, so its crash costs the work no life.
            verdict = replace(verdict, action="retry", delay=verdict.delay or PAUSE, deaths=0)
    elif verdict.pause:
        await breakers.pause(platform, work.said(exc), verdict.delay)
    else:
        await breakers.told_nothing(platform, entered)
    if verdict.action == "die":
        await _die(queue, claim, exc, verdict, delivery, platform)
        return
    tried = work.attempt(claim, verdict.kind, exc, platform.clock.now())
    await work.give_back(platform, claim, tried, deaths=verdict.deaths, due_at=_due(verdict, platform))
    platform.log.warning(
        "stage_retried", attempt=claim.tries, kind=verdict.kind, delay=verdict.delay, error=work.said(exc)
    )
    await _again(queue, delivery, verdict.delay, platform)


def _due(verdict: Verdict, platform: Platform) -> str:
    """A little after the queue's own redelivery, so that only a lost message is asked for again."""
    return later(platform.clock.now(), verdict.delay + work.RESEND_AFTER)


def _spread(wait: float, platform: Platform) -> int:
    """What waited together does not come back together."""
    return max(1, round(wait * (1 + platform.entropy.fraction() * 0.1)))


async def _die(
    queue: str, claim: Claim[M], exc: BaseException, verdict: Verdict, delivery: Delivery, platform: Platform
) -> None:
    now = platform.clock.now()
    reason = work.said(exc)
    dead = Outcome(
        writes=[work.attempt(claim, verdict.kind, exc, now)],
        settled=Settled("failed", f"{claim.message.stage}: {reason}"),
    )
    try:
        await work.finish(platform, claim, dead, "dead")
    except Fenced:
        platform.log.warning("stage_fenced")
        delivery.ack()
        return
    platform.log.error("pipeline_failed", kind=verdict.kind, error=reason)
    await _bury(queue, claim.message.encode(), delivery, platform)


async def _again(queue: str, delivery: Delivery, delay: int, platform: Platform) -> None:
    if delivery.attempts < FRESH_AFTER:
        delivery.retry(delay_seconds=delay)
        return
    await platform.queues[queue].send(delivery.body, delay_seconds=delay)
    delivery.ack()


async def _bury(queue: str, body: str, delivery: Delivery, platform: Platform) -> None:
    dead_letters = QUEUES[queue].dead_letter_queue
    if dead_letters is None:
        raise ConfigurationError(f"{queue} has no dead-letter queue in queues.topology")
    await platform.queues[dead_letters].send(body)
    delivery.ack()


async def _answer_for(standing: Standing, queue: str, message: Message, delivery: Delivery, platform: Platform) -> None:
    """A delivery whose work is not to be had: finished work speaks again, held work waits."""
    log = _log(platform, message, standing.peptide)
    if standing.state == "done":
        found = await platform.db.all(work.SQL("children", identity=message.identity))
        await work.send(platform, [(row["queue"], row["body"]) for row in found])
        log.info("stage_resent", count=len(found))
        delivery.ack()
    elif standing.state == "dead":
        body = message.model_copy(update={"generation": standing.generation}).encode()
        await _bury(queue, body, delivery, platform)
    elif standing.state == "discarded":
        delivery.ack()
    else:
        log.info("stage_held_elsewhere")
        await _again(queue, delivery, min(PAUSE, max(1, round(standing.wait))), platform)


async def _read(queue: str, delivery: Delivery, accepts: type[M], platform: Platform) -> M | None:
    """The message, or None where the delivery is settled already because it cannot be read."""
    try:
        message = decode(delivery.body)
    except NewerMessage as exc:
        platform.log.warning("message_undecodable", queue=queue, error=str(exc))
        await _again(queue, delivery, PAUSE, platform)
        return None
    except UndecodableMessage as exc:
        platform.log.error("message_undecodable", queue=queue, error=str(exc))
        await _bury(queue, delivery.body, delivery, platform)
        return None
    if not isinstance(message, accepts):
        platform.log.error("message_undecodable", queue=queue, error=f"{message.kind} does not belong here")
        await _bury(queue, delivery.body, delivery, platform)
        return None
    return message


def _log(platform: Platform, message: Message, peptide: str) -> Log:
    item = dict(zip(("run_id", "slug"), message.item, strict=True)) if message.item else {}
    return platform.log.bind(stage=message.stage, peptide=peptide, **item, trace_id=message.trace_id)


def _since(started: datetime, platform: Platform) -> int:
    return round((platform.clock.now() - started).total_seconds() * 1000)


def _say_settled(platform: Platform, settled: Settled, duration: int) -> None:
    if settled.state == "published":
        platform.log.info("published", version=settled.version)
    if settled.state == "failed":
        platform.log.error("pipeline_failed", error=settled.reason, duration_ms=duration)
    else:
        platform.log.info(
            "stage_settled", state=settled.state, version=settled.version, reason=settled.reason, duration_ms=duration
        )
