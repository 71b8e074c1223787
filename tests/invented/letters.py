"""Open dead letters for the tests of their stores, made by the loop and the dead-letter function themselves."""

from dataclasses import replace

from rigs.fakes import HandDelivery

from functions.dead_letters import handler
from invented.factories import RUN, SLUG, fetch, peptide
from queues.messages import FetchStudies
from shared.domain.canonical import trace_of
from shared.platform.deliveries import work
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.errors import PermanentError
from shared.platform.ports import Batch
from shared.store.audit import Act
from shared.store.evidence import peptides
from shared.store.operations import dead_letters, runs
from shared.store.operations.dead_letters import ALL, Filter

ACT = Act("0000000000a1", "operator", "cured")


async def fail(platform, slugs=(SLUG,), run=RUN, error=None):
    """A run over these peptides, each of which failed for good; returns its letters, newest first."""
    now = platform.clock.now()
    jobs = [fetch(run_id=run, slug=slug, trace_id=trace_of(run, slug)) for slug in slugs]
    await platform.db.batch(
        [
            *(peptides.add_ad_hoc(peptide(slug=each, category="ad hoc"), now) for each in slugs),
            *runs.start(run, "batch", "test", slugs, now),
            work.enqueue(jobs, now),
        ]
    )

    async def refuse(job, platform):
        raise error or PermanentError("PubMed knows 12,000 records")

    for job in jobs:
        await deliver(platform, refuse, job)
    await bury(platform)
    return await listed(platform.db, run_id=run)


async def deliver(platform, handler, message):
    """One delivery of fetch, as the consumer loop settles it."""
    delivery = HandDelivery(message.encode())
    await consume(Batch("peptalk-fetch", [delivery]), FetchStudies, handler, platform)
    return delivery


async def cured(job, platform):
    return Outcome(settled=Settled("unchanged"))


async def bury(platform, name="peptalk-fetch-dlq"):
    """Let the dead-letter function store what lies on its queue."""
    waiting = platform.queues[name].bodies
    deliveries = [HandDelivery(body) for body in waiting]
    waiting.clear()
    await handler.queue(Batch(name, deliveries), replace(platform, function="dead_letters"))


async def listed(db, **chosen):
    letters, _ = await dead_letters.matching(db, Filter(**{"state": "all", **chosen}), ALL)
    return letters
