"""Looks after what has been waiting: asks again for work that is past due, raises alerts, prunes what is long over,
brings what changed into the search index.

Every unfinished row of work has an instant at which it is due, set by whoever touched it last. Past it, its message
is thought to be lost and sent again; each time the wait doubles, and the third time an operator is told. Sending what
was not lost after all changes nothing: the work is claimed once.
"""

from collections import Counter
from datetime import datetime, timedelta

from functions.watch.settings import WatchSettings
from queues.topology import QUEUES
from shared.domain.instants import later, stamp
from shared.platform.deliveries import overdue, work
from shared.platform.deliveries.overdue import Due
from shared.platform.errors import PepTalkError
from shared.platform.outages import alerts, breakers
from shared.platform.outages.breakers import Opened
from shared.platform.ports import Platform, Tick
from shared.store.accounts import rate_counts, sessions, sign_ins
from shared.store.mailing import mails
from shared.store.operations import pruning
from shared.store.reading import search_index

AT_ONCE = 1_000
"""Pieces of work that one tick asks for again; what is left is as due five minutes later."""

ALERT_AT = 3
"""The time of asking again at which an operator is told."""

LEFT_ALONE_FOR = timedelta(hours=1)
"""How long a vendor may stay away before an operator is told."""


PRUNING = "50 * * * *"
"""The cron that prunes; every other one looks after what waits."""

PORTIONS_AT_MOST = 60
"""Portions of detail that one tick prunes, two requests and at most four statements each."""

INDEX_PAGES = 5
"""Pages that one tick brings into the search index: 1,000 studies and the claims of 50 versions, 180 requests."""


async def scheduled(tick: Tick, platform: Platform) -> None:
    """Every five minutes what waits; once an hour what is long over."""
    await (_prune(platform) if tick.cron == PRUNING else _look_after(platform))


async def _prune(platform: Platform) -> None:
    settings = WatchSettings.read(platform.env)
    now = platform.clock.now()
    before = now - timedelta(days=settings.PEPTALK_DETAIL_DAYS)
    pruned = await pruning.prune(platform.db, before, now, portions=PORTIONS_AT_MOST)
    if pruned.rows:
        platform.log.info("detail_pruned", count=pruned.rows, runs=pruned.runs, more=pruned.more)
    for forget in (sign_ins.forget, sessions.forget, mails.forget):
        await forget(platform.db, now, pruning.PORTION)


async def _look_after(platform: Platform) -> None:
    now = platform.clock.now()
    await rate_counts.forget(platform.db, now)
    opened = await breakers.all_open(platform.db)
    paused = {each.name: each.open_until for each in opened}
    found = await overdue.due(platform.db, now, AT_ONCE)
    waiting = [each for each in found if _function(each) in paused]
    again = [each for each in found if _function(each) not in paused]
    # Sent first: a death between the two asks once more than needed, never once less.
    await work.send(platform, [(_to(each), each.body) for each in again])
    await overdue.postpone(
        platform.db,
        [
            # What waits for its function is not lost, so that does not count; it is looked at again once that works.
            *((each, max(paused[_function(each)], later(now, work.RESEND_AFTER)), False) for each in waiting),
            *((each, later(now, work.RESEND_AFTER * 2 ** min(each.resends, 10)), True) for each in again),
        ],
    )
    for queue, count in sorted(Counter(map(_to, again)).items()):
        platform.log.warning("work_asked_again", queue=queue, count=count)
    await _tell_of_work(platform)
    await _tell_of_vendors(platform, opened, now)
    await _bring_in(platform, now)


async def _bring_in(platform: Platform, now: datetime) -> None:
    """What changed, into the search index. A search database that fails stops nothing else."""
    if platform.search is None:
        return
    try:
        for _ in range(INDEX_PAGES):
            if not (await search_index.update(platform.db, platform.files, platform.search, now)).more:
                return
    except PepTalkError as exc:
        platform.log.warning("search_not_updated", error=repr(exc)[:1_000])


def _function(due: Due) -> str:
    """The breaker of the function that does this work; what is dead waits for none."""
    return "" if due.state == "dead" else f"function/{QUEUES[due.queue].consumer}"


def _to(due: Due) -> str:
    """Where its message belongs: that of dead work has been lost on its way to the dead letters."""
    return (QUEUES[due.queue].dead_letter_queue if due.state == "dead" else None) or due.queue


async def _tell_of_work(platform: Platform) -> None:
    found = {f"queue/{each.queue}": each for each in await overdue.overdue(platform.db, ALERT_AT)}
    for subject, each in found.items():
        such = f", such as {each.example}" if each.example else ""
        said = f"{each.count} pieces of work were asked for {ALERT_AT} times or more in vain{such}"
        await alerts.alert(platform, subject, said)
    for each in await alerts.listed(platform.db):
        if each.subject.startswith("queue/") and each.subject not in found:
            await alerts.settle(platform, each.subject)


async def _tell_of_vendors(platform: Platform, opened: list[Opened], now: datetime) -> None:
    for each in opened:
        if each.name.startswith("vendor/") and each.opened_at <= stamp(now - LEFT_ALONE_FOR):
            await alerts.alert(platform, each.name, f"has not answered since {each.opened_at}: {each.reason}")
