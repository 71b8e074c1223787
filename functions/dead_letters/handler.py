"""Stores what arrives on any dead-letter queue; what the database refuses goes to the bucket."""

from queues.messages import NewerMessage, UndecodableMessage, decode
from shared.platform.deliveries.work import said
from shared.platform.errors import RetryableError
from shared.platform.ports import Batch, Delivery, Platform
from shared.store.accounts import personal
from shared.store.operations import dead_letters, stranded_letters
from shared.store.operations.erased_work import is_about_nobody


async def queue(batch: Batch, platform: Platform) -> None:
    """Store and settle every delivery; what can be stored nowhere goes back to the queue."""
    for delivery in batch.deliveries:
        try:
            await _store(batch.queue, delivery, platform)
        except Exception as exc:
            platform.log.error("delivery_unsettled", queue=batch.queue, error=said(exc))
            delivery.retry(delay_seconds=min(3_600, 30 * 2 ** min(delivery.attempts - 1, 6)))
        else:
            delivery.ack()


async def _store(queue: str, delivery: Delivery, platform: Platform) -> None:
    now = platform.clock.now()
    if await _is_nobodys(delivery.body, platform):
        return
    try:
        await platform.db.batch(dead_letters.record(queue, delivery.body, now))
    except RetryableError:
        raise
    except Exception as exc:
        # A letter that the database will never take must not circle for fourteen days and vanish.
        key = await stranded_letters.keep(platform, queue, delivery.body, exc, now)
        platform.log.error("dead_letter_stored", id=key, peptide="unknown", error=said(exc))
        return
    stored = await dead_letters.stored(platform.db, queue, delivery.body)
    platform.log.error(
        "dead_letter_stored",
        id=stored.id,
        peptide=stored.name or "unknown",
        error=f"{stored.error}: {stored.reason}",
        slug=stored.slug,
        run_id=stored.run_id,
        trace_id=stored.trace_id,
    )


async def _is_nobodys(body: str, platform: Platform) -> bool:
    """Whoever was erased while a letter was on its way is not told of by it: then nothing of it is kept."""
    try:
        message = decode(body)
    except (UndecodableMessage, NewerMessage):
        return False
    if not await is_about_nobody(platform.db, message):
        return False
    await platform.db.batch(personal.forgotten(message.identity))
    platform.log.info("dead_letter_dropped", stage=message.stage, reason="it is about an account that was erased")
    return True
