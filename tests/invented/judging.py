"""A draft before the second model: the claim that it judges, what it says of it, and what becomes of the draft."""

from typing import Any

from rigs.fakes import HandDelivery

from functions.comply import handler
from invented.factories import claim
from queues.messages import ReviewDraft, decode
from shared.platform.ports import Batch, Platform

PARAPHRASE = "Grip strength was up by 2.4 kg."


async def judged(job: ReviewDraft, platform: Platform) -> tuple[HandDelivery, list[Any]]:
    """Deliver the work; returns how the delivery was settled and what was sent on."""
    delivery = HandDelivery(job.encode())
    await handler.queue(Batch("peptalk-comply", [delivery]), platform)
    queues: Any = platform.queues
    sent = [decode(body) for name in ("peptalk-render", "peptalk-synthesize") for body in queues[name].bodies]
    return delivery, sent


def verdict(word: str, reason: str = "") -> dict[str, Any]:
    return {"claim": claim(PARAPHRASE).id, "verdict": word, "reason": reason}
