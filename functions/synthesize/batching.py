"""A night's requests by the vendor's batches: sent together, looked at every ten minutes, taken to their end.

Nothing here is done once for all: whoever looks next goes on from the batch's row, however the one before ended.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from functions.synthesize.settings import SynthesizeSettings
from shared.domain.instants import moment, stamp
from shared.platform.deliveries.verdict import PAUSE
from shared.platform.errors import (
    ConfigurationError,
    NotYet,
    PepTalkError,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.platform.outages import breakers
from shared.platform.outages.turns import asking
from shared.platform.pace import Pace
from shared.platform.ports import Platform
from shared.store.spending import batches, models
from shared.store.spending.batches import Ended, ModelBatch
from shared.store.spending.ledger import Unpaid
from shared.store.spending.model_calls import Gathering

if TYPE_CHECKING:
    from functions.synthesize.anthropic.batches import AnthropicBatches

AT_ONCE = 40
"""Batches that one tick looks at."""

EXCHANGE = 120.0
"""Seconds that a request about a batch may take. The ordinary limit is one of a model's thinking."""

MADE_WITHIN = timedelta(seconds=300)
"""How long after it was asked for the vendor may still come to show a batch: more than EXCHANGE."""

CLOCKS = timedelta(seconds=300)
"""How far the vendor's clock may be behind ours."""


async def send(platform: Platform, gathering: Gathering, settings: SynthesizeSettings) -> None:
    """Make one batch of what was gathered. What fails is left to whoever looks next."""
    if gathering.requests:
        try:
            await _make(platform, gathering, settings)
        except PepTalkError as exc:
            platform.log.warning("batch_left", stage="synthesize", batch=gathering.id, error=str(exc))


async def _make(platform: Platform, gathering: Gathering, settings: SynthesizeSettings) -> None:
    # The SDK is 75 MiB and seconds to load: who gathers nothing does without.
    from functions.synthesize.anthropic.batches import VENDOR  # noqa: PLC0415

    id, log = gathering.id, platform.log
    try:
        vendor, pace = await vendor_of(platform, settings)
        async with asking(platform, VENDOR, pace):
            if not await batches.creating(platform, gathering):
                return
            vendor_id = await vendor.create([(batches.custom_id(call), asked) for call, asked in gathering.requests])
            kept = await batches.sent(platform.db, id, vendor_id)
    except (Unpaid, UpstreamThrottled, UpstreamRefused, ConfigurationError) as exc:
        # Surely not made: what the vendor refuses goes the ordinary way, which says why; the rest is gathered again.
        await batches.not_made(platform, id, "creating", str(exc), tried=isinstance(exc, UpstreamRefused))
        if isinstance(exc, ConfigurationError):
            await breakers.pause(platform, str(exc), PAUSE)
        log.warning("batch_left", stage="synthesize", batch=id, error=str(exc))
        return
    except UpstreamUnavailable as exc:
        await batches.let_go(platform, id, str(exc))
        log.warning("batch_left", stage="synthesize", batch=id, error=str(exc))
        return
    except NotYet as exc:
        await batches.not_made(platform, id, "gathering", str(exc), tried=False)
        log.info("batch_left", stage="synthesize", batch=id, error=str(exc))
        return
    if not kept:
        # Given up while it was being made, which takes longer than any exchange may: nobody waits for it.
        await vendor.cancel(vendor_id)
        return
    log.info("batch_sent", stage="synthesize", batch=id, count=len(gathering.requests), vendor=VENDOR)


async def look(platform: Platform, settings: SynthesizeSettings) -> None:
    """Take every open batch as far as it goes now."""
    for each in await batches.open_ones(platform.db, AT_ONCE):
        await batches.looked(platform, each)
        try:
            await _look_at(platform, each, settings)
        except PepTalkError as exc:
            platform.log.warning("batch_left", stage="synthesize", batch=each.id, error=str(exc))
    await batches.prune(platform.db, platform.clock.now())


async def _look_at(platform: Platform, batch: ModelBatch, settings: SynthesizeSettings) -> None:
    now = platform.clock.now()
    if batch.state in ("gathering", "creating") and batch.lease_until > stamp(now):
        return
    if batch.state == "gathering":
        await batches.not_made(platform, batch.id, "gathering", "its gatherer died before it was sent", tried=False)
    elif batch.state == "creating":
        await _find(platform, batch, settings)
    elif batch.state in ("sent", "canceling"):
        await _go_on(platform, batch, settings)
    standing = await batches.by_id(platform.db, batch.id)
    if standing is not None and standing.state == "collected":
        await batches.close(platform, standing)


async def _find(platform: Platform, batch: ModelBatch, settings: SynthesizeSettings) -> None:
    """A batch whose id was never stored: adopt it if the vendor has it, give it up if it surely has not.

    The vendor's list shows no `custom_id`: a batch of as many requests made since can be ours as long as it goes on,
    and its results tell when it has ended, after a day at most.
    """
    from functions.synthesize.anthropic.batches import VENDOR  # noqa: PLC0415

    asked = moment(batch.asked_at or batch.created_at)
    if platform.clock.now() < asked + MADE_WITHIN:
        return
    vendor, pace = await vendor_of(platform, settings)
    async with asking(platform, VENDOR, pace):
        listed = await vendor.since(asked - CLOCKS)
    unknown = await batches.unknown(platform.db, [each.id for each in listed])
    possible = [each for each in listed if each.id in unknown and each.requests == batch.requests]
    wanted = {batches.custom_id(each) for each in await batches.open_calls(platform.db, batch)}
    for each in possible:
        if each.ended:
            async with asking(platform, VENDOR, pace):
                results = await vendor.results(each)
            if wanted & {result.custom_id for result in results}:
                await batches.sent(platform.db, batch.id, each.id)
                platform.log.warning("batch_adopted", stage="synthesize", batch=batch.id, vendor=VENDOR)
                await _collect(platform, batch, results)
                return
    if all(each.ended for each in possible):
        await batches.not_made(platform, batch.id, "creating", "the vendor has no such batch", tried=False)


async def _go_on(platform: Platform, batch: ModelBatch, settings: SynthesizeSettings) -> None:
    from functions.synthesize.anthropic.batches import VENDOR, NoBatch  # noqa: PLC0415

    vendor, pace = await vendor_of(platform, settings)
    id = batch.vendor_id or ""
    try:
        async with asking(platform, VENDOR, pace):
            seen = await vendor.look(id)
        if seen.ended:
            async with asking(platform, VENDOR, pace):
                results = await vendor.results(seen)
            await _collect(platform, batch, results)
        elif batch.state == "sent" and stamp(platform.clock.now()) >= batch.deadline:
            async with asking(platform, VENDOR, pace):
                await vendor.cancel(id)
            await batches.canceling(platform.db, batch)
            platform.log.warning("batch_cancelled", stage="synthesize", batch=batch.id)
    except NoBatch as exc:
        # Whatever it came to may have been paid.
        await _collect(platform, batch.model_copy(update={"reason": str(exc)}), [])


async def _collect(platform: Platform, batch: ModelBatch, results: list[Ended]) -> None:
    answered = await batches.collect(platform, batch, results)
    platform.log.info("batch_collected", stage="synthesize", batch=batch.id, answered=answered, count=batch.requests)


async def vendor_of(platform: Platform, settings: SynthesizeSettings) -> "tuple[AnthropicBatches, Pace]":
    """The vendor of the writer, and how fast it may be asked."""
    from functions.synthesize.anthropic.batches import AnthropicBatches  # noqa: PLC0415

    key = settings.ANTHROPIC_API_KEY
    if key is None:
        raise ConfigurationError(
            "batches are under way and ANTHROPIC_API_KEY is not set: set the key, so that they can be collected"
        )
    url = settings.PEPTALK_ANTHROPIC_URL
    model = await models.for_role(platform.db, "writer", platform.clock.now())
    pace = model.pace(url, settings.PEPTALK_MODEL_CALLS_PER_MINUTE)
    return AnthropicBatches(key.get_secret_value(), url, EXCHANGE), Pace(pace.gap, EXCHANGE, pace.throttled)
