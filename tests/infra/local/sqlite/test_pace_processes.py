"""Processes of their own that ask one vendor over one database file: when each request really started."""

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from rigs.places import ROOT

from infra.local.machine.clock import SystemClock
from infra.local.machine.entropy import SystemEntropy
from infra.local.sqlite.database import SQLiteDatabase
from infra.local.sqlite.migrate import apply
from shared.platform.errors import Closed, UpstreamThrottled
from shared.platform.log import Log
from shared.platform.outages.breakers import SQL
from shared.platform.outages.turns import Turns
from shared.platform.pace import Pace
from shared.platform.ports import Platform

PACE = Pace(0.02)
REQUESTS = 8
LOOKED = timedelta(seconds=0.2)
"""How long before a start the row was read at most."""


@dataclass
class Watched:
    """The machine's clock; `told` is what it said last, by which a start was decided."""

    clock: SystemClock
    told: datetime | None = None

    def now(self) -> datetime:
        self.told = self.clock.now()
        return self.told

    async def sleep(self, seconds: float) -> None:
        await self.clock.sleep(seconds)


async def child(path: str, holder: str, expected: int, throttled_at: int, requests: int) -> None:
    """Ask `requests` times and print the starts, and when a throttling was written."""
    clock, said = Watched(SystemClock()), {"starts": [], "throttled": None, "closed": False}
    db = SQLiteDatabase(Path(path))
    platform = Platform("test", holder, db, None, {}, None, clock, SystemEntropy(), Log(lambda _: None, clock.now), {})
    turns = Turns(platform, "ncbi", PACE)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(requests):
        if number % expected == 0:
            turns.expect(expected)
        try:
            async with turns():
                said["starts"].append(clock.told.isoformat())
                if number == throttled_at:
                    raise UpstreamThrottled("slow", retry_in=60, vendor="ncbi")
        except UpstreamThrottled:
            said["throttled"] = clock.now().isoformat()
            break
        except Closed:
            said["closed"] = True
            break
    await db.close()
    print(json.dumps(said))


def together(path: Path, *asking: tuple[int, int], requests: int = REQUESTS) -> list[dict]:
    """What the children said, one for each pair of requests expected at once and the number of the one throttled."""
    begun = [
        subprocess.Popen(
            [sys.executable, __file__, str(path), f"holder-{number}", *map(str, each), str(requests)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": f"{ROOT / 'tests'}:{ROOT}"},
        )
        for number, each in enumerate(asking)
    ]
    for each in begun:
        assert each.stdout.readline() == "ready\n"
    for each in begun:
        each.stdin.write("go\n")
        each.stdin.flush()
    answers = [each.communicate(timeout=30)[0] for each in begun]
    assert [each.returncode for each in begun] == [0] * len(begun)
    return [json.loads(each) for each in answers]


def starts_of(said: list[dict]) -> list[datetime]:
    return sorted(datetime.fromisoformat(start) for each in said for start in each["starts"])


def test_no_two_starts_of_three_processes_are_closer_than_the_gap(tmp_path):
    apply(tmp_path / "app.db")

    said = together(tmp_path / "app.db", (1, -1), (4, -1), (8, -1))

    starts = starts_of(said)
    apart = [(b - a).total_seconds() for a, b in pairwise(starts)]
    assert len(starts) == 3 * REQUESTS
    # Rows hold milliseconds.
    assert min(apart) >= PACE.gap - 0.001


async def test_a_throttling_met_by_one_process_stops_the_blocks_of_the_others(tmp_path):
    apply(tmp_path / "app.db")

    said = together(tmp_path / "app.db", (4, 2), (8, -1), (8, -1), requests=1_000)

    throttled = datetime.fromisoformat(said[0]["throttled"])
    # Whoever read the row just before may yet start, and late within its block.
    assert starts_of(said)[-1] <= throttled + LOOKED + timedelta(seconds=PACE.span(8))
    assert [each["closed"] for each in said] == [False, True, True]
    db = SQLiteDatabase(tmp_path / "app.db")
    row = await db.first(SQL("standing", name="vendor/ncbi"))
    await db.close()
    assert row["reason"] == "slow"


if __name__ == "__main__":
    asyncio.run(child(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
