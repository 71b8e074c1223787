"""A model's vendor is away for six hours: nobody hammers it, nothing dies, and after it everything is published."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from fastapi import Response
from fastapi.responses import JSONResponse

from chaos.amounts import FULL, seed
from chaos.leaping import Every, LeapingClock, leaping
from functions.watch import handler as watch
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import Embedded, open_embedded
from infra.sandbox import samples
from infra.sandbox.bookings import Booking, Spoil
from infra.sandbox.faults import line
from infra.sandbox.server import serve
from shared.domain.instants import moment
from shared.platform.outages import alerts, breakers
from shared.platform.outages.turns import VENDOR_FAILURES
from shared.platform.pace import STEPS
from shared.platform.ports import Statement, Tick

OUTAGE = timedelta(hours=6)
PER_MINUTE = 6


class Vendor:
    """Anthropic as it might be: away until an hour, then back with a limit a minute that it enforces."""

    def __init__(self, clock: LeapingClock, away: Response | Spoil) -> None:
        self.clock, self.away = clock, away
        self.back_at = clock.now() + OUTAGE
        self.during: list[datetime] = []
        self.after: list[datetime] = []
        self.throttled = 0

    async def __call__(self, booking: Booking, headers: Mapping[str, str]) -> Response | Spoil | None:
        del headers
        if booking.vendor != "anthropic":
            return None
        now = self.clock.now()
        if now < self.back_at:
            self.during.append(now)
            return self.away
        if sum(each > now - timedelta(minutes=1) for each in self.after) >= PER_MINUTE:
            self.throttled += 1
            return JSONResponse({"type": "error", "error": {"type": "rate_limit_error", "message": "slow"}}, 429)
        self.after.append(now)
        return None


async def tick(embedded: Embedded, at: datetime) -> None:
    await watch.scheduled(Tick("*/5 * * * *", at), embedded.platform("watch"))


async def count(embedded: Embedded, sql: str) -> int:
    (row,) = await embedded.db.all(Statement(f"SELECT count(*) AS n FROM {sql}"))
    return row["n"]


DOWN = JSONResponse({"type": "error", "error": {"type": "api_error", "message": "down"}}, 500)


AWAY = {"500": (DOWN, False), "reset": (line.reset, True)}
"""How it is away, and whether what is asked meanwhile may be paid: no answer comes where the line breaks before it."""


@pytest.mark.parametrize("how", AWAY if FULL else ["drawn"])
async def test_an_outage_of_six_hours_costs_no_peptide_and_ends_at_the_vendor_s_pace(tmp_path, how):
    given = seed()
    print(f"seed {given}")
    away, paid = AWAY.get(how) or random.Random(given).choice(list(AWAY.values()))
    clock = LeapingClock()
    vendor = Vendor(clock, away)
    catalog = load(samples.CATALOG, sample=True)
    meanwhile: list[tuple[str, ...]] = []

    async with serve(samples.CORPUS, intervene=vendor) as sandbox:
        env = {**sandbox.env(keys=True), "PEPTALK_MODEL_CALLS_PER_MINUTE": str(PER_MINUTE)}
        async with open_embedded(Home(tmp_path / "home"), env, sink=lambda _: None, clock=clock) as embedded:
            await sync_models(embedded.platform(pipeline.COMMAND))
            await pipeline.sync_catalog(embedded, catalog)
            slugs = [each.slug for each in catalog.peptides]
            begun = await pipeline.begin_batch(embedded, slugs, "outage", fresh=True)

            async def look(at: datetime) -> None:
                await tick(embedded, at)
                if at < vendor.back_at - timedelta(minutes=5):
                    opened = [each.name for each in await breakers.all_open(embedded.db)]
                    raised = [each.subject for each in await alerts.listed(embedded.db)]
                    meanwhile.append((*opened, *(f"alert {each}" for each in raised)))

            async with leaping(embedded, clock, Every(300, look)):
                await pipeline.settle(embedded, begun.run_id, lambda counts: None, lambda trouble: None)

            published = await count(embedded, "page_versions")
            last = await embedded.db.first(Statement("SELECT max(published_at) AS at FROM page_versions"))
            letters = await count(embedded, "dead_letters")
            lost = await count(embedded, "model_calls WHERE state = 'lost'")
            open_after = await breakers.all_open(embedded.db)
            alerts_after = await alerts.listed(embedded.db)

    assert last is not None
    took = moment(last["at"]) - vendor.back_at
    print(
        f"\nA vendor away for {OUTAGE}: asked {len(vendor.during)} times meanwhile, {len(vendor.after)} times after; "
        f"all {published} published {took} after its return, {vendor.throttled} requests throttled"
    )
    assert (published, letters, lost) == (len(slugs), 0, len(vendor.during) if paid else 0)
    # Left alone: the first failures, one probe an opening, and what was under way.
    probes = len(STEPS) + OUTAGE / timedelta(seconds=STEPS[-1])
    assert len(vendor.during) <= VENDOR_FAILURES + 4 + probes
    # From soon after the first failures to the end its breaker is open, and after an hour an operator knows.
    assert all("vendor/anthropic" in each for each in meanwhile)
    assert all("alert vendor/anthropic" in each for each in meanwhile[13:])
    assert meanwhile[13:]
    # Afterwards: not faster than it allows, and no slower than that by more than one last opening.
    assert vendor.throttled == 0
    busiest = max(sum(a <= b < a + timedelta(minutes=1) for b in vendor.after) for a in vendor.after)
    assert busiest <= PER_MINUTE
    assert took <= timedelta(seconds=STEPS[-1] * 1.1) + timedelta(minutes=len(vendor.after) / PER_MINUTE + 2)
    assert (open_after, alerts_after) == ([], [])
