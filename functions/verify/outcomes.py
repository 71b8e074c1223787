"""What became of pages that were judged anew: a successor, or the page is withdrawn, or a person has to look."""

from collections.abc import Sequence
from datetime import timedelta

from functions.verify.pages import unpublished
from queues.topology import queue_for
from shared.domain.instants import moment, stamp
from shared.domain.publishing.notices import UNPUBLISHING, Finding
from shared.platform.deliveries import work
from shared.platform.outages import alerts
from shared.platform.ports import Platform, Statement
from shared.store.publishing import notices
from shared.store.publishing.notices import Judging

AT_ONCE = 500
"""Notices of one tick; the others are the next one's."""

LONGEST = timedelta(hours=4)
"""How long a page that rests on a retracted study may wait for its successor before it is withdrawn without one."""

_OPEN = (None, "queued", "working")


async def settle(platform: Platform) -> int:
    """End the waiting of notices whose page has been decided on, or has waited for too long; returns how many."""
    now = platform.clock.now()
    settled = 0
    for each in await notices.judging(platform.db, AT_ONCE):
        if each.current_version > each.version:
            await _settled(platform, each, [notices.settle(each.id, "published", each.current_version, now)])
        elif each.item_state in _OPEN and now - moment(each.issued_at) < LONGEST:
            continue
        elif each.kind in UNPUBLISHING:
            reason = unpublished([Finding(kind=each.kind, pmid=each.pmid)], stamp(now)[:10])
            withdrawn = notices.withdraw(each.slug, each.version, reason, now)
            await _settled(platform, each, [*withdrawn, notices.settle(each.id, "withdrawn", None, now)])
            await alerts.alert(platform, f"page/{each.slug}", f"withdrawn: {each.reason}; {_ended(each)}")
        else:
            await _settled(platform, each, [notices.settle(each.id, "held", None, now)])
            await alerts.alert(platform, f"page/{each.slug}", f"{each.reason}, and the page stands; {_ended(each)}")
        settled += 1
    return settled


async def _settled(platform: Platform, notice: Judging, writes: Sequence[Statement]) -> None:
    """The readers who follow the page are told once it is known what became of it."""
    message = notices.message_of(notice.id)
    await platform.db.batch([*writes, work.enqueue([message], platform.clock.now())])
    await work.send(platform, [(queue_for(message), message.encode())])


def _ended(notice: Judging) -> str:
    if notice.item_state in _OPEN:
        return f"it was not judged anew within {LONGEST.total_seconds() / 3600:g} hours"
    return f"judged anew it ended as {notice.item_state}: {notice.item_reason or 'without a reason'}"
