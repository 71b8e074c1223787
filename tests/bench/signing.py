"""Asking for a sign-in: how long the answer takes for an address that is known, disabled or blocked, beside one that is
unknown, in one run; the difference is what somebody who times answers could learn.

The API's own application on the embedded platform's files, without a network in between, which would hide more. Each
request comes from another network, in an order drawn anew for each round.
"""

import asyncio
import random
import tempfile
import time
from pathlib import Path

import httpx

from functions.api.handler import app
from infra.local.machine.home import Home
from infra.local.platform.embedded import Embedded, open_embedded
from shared.platform.ports import Statement

from .rows import Row, Scale

ROUNDS = 1_000
KINDS = ("unknown", "known", "disabled", "blocked")
Spent = tuple[float, float]
"""Milliseconds, and of CPU."""

ORIGIN = "http://127.0.0.1:8787"


def measure(scale: Scale) -> list[Row]:
    """Median and 95th percentile of each kind, with those of an unknown address as the peer; and the 95th of CPU time,
    which other work of the machine disturbs less."""
    rounds = scale.of(ROUNDS, 5)
    with tempfile.TemporaryDirectory() as folder:
        taken = asyncio.run(_timed(Home(Path(folder) / "home"), rounds))
    rows: list[Row] = []
    for kind in KINDS[1:]:
        for name, which, share in (("median", 0, 0.5), ("p95", 0, 0.95), ("p95 of CPU", 1, 0.95)):
            both = (sorted(spent[which] for spent in taken[each]) for each in (kind, "unknown"))
            ours, peer = (each[int(rounds * share)] for each in both)
            note = f"the peer is an unknown address; they differ by {abs(ours - peer):.3f} ms, of {rounds} each"
            rows.append(Row(f"asking to sign in, {kind} address: {name}", ours, peer, None, "ms", note, better="less"))
    return rows


async def _timed(home: Home, rounds: int) -> dict[str, list[Spent]]:
    """What each request took, by kind."""
    async with open_embedded(home, {"PEPTALK_ORIGIN": ORIGIN}, sink=lambda line: None) as embedded:
        await _peopled(embedded, rounds)
        platform = embedded.platform("api")
        application = app(lambda scope: platform)
        taken: dict[str, list[Spent]] = {kind: [] for kind in KINDS}
        number = 0
        for round in range(-5, rounds):
            for kind in random.sample(KINDS, len(KINDS)):
                number += 1
                spent = await _asked(
                    application, f"10.{number // 256}.{number % 256}.1", f"{kind}{max(0, round)}@{kind}.example"
                )
                # The first rounds fill caches.
                taken[kind] += [spent] if round >= 0 else []
    return taken


async def _asked(application: object, network: str, address: str) -> Spent:
    transport = httpx.ASGITransport(application, client=(network, 1))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"origin": ORIGIN}) as client:
        begun, cpu = time.perf_counter(), time.process_time()
        answer = await client.post("/api/sign-in", json={"email": address})
        spent = (time.perf_counter() - begun) * 1_000, (time.process_time() - cpu) * 1_000
    if answer.status_code != 202:
        raise AssertionError(f"{answer.status_code}: {answer.text[:300]}")
    return spent


async def _peopled(embedded: Embedded, rounds: int) -> None:
    """Accounts of the known and of the disabled, and a domain that is blocked."""
    made: list[Statement] = []
    for number in range(rounds):
        for kind in ("known", "disabled"):
            row = (f"{kind}-{number}", f"{kind}{number}@{kind}.example")
            made.append(Statement("INSERT INTO users (id, email) VALUES (?1, ?2)", row))
    await embedded.db.batch(made)
    disabled = "UPDATE users SET disabled_at = 'x', disabled_by = 'x', disabled_reason = 'x' WHERE id LIKE 'disabled-%'"
    await embedded.db.run(Statement(disabled))
    await embedded.db.run(Statement("INSERT INTO blocked_addresses VALUES ('@blocked.example', 'x', 'x', 'x', 'x')"))
