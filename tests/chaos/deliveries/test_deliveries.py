"""Deliveries that come twice, at once, late and in any order change nothing in database and bucket.

The whole sample pipeline runs over two states of the evidence. The queues' clock leaps; the functions' clock stands
still at the hour of their run, so that even a hash over a time, and the count of requests in a vendor's pace, must
come out the same. All that may differ is who did the work (`MAY_DIFFER`).
"""

import asyncio
import json
import shutil
import sqlite3
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chaos.amounts import FULL, amount, seed
from chaos.leaping import LeapingClock, leaping
from infra.local.buckets.bucket import FolderBucket
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import open_embedded
from infra.local.queues.chaos import VARIABLE
from infra.sandbox import samples
from infra.sandbox.server import serve
from shared.platform.ports import Platform
from shared.store.operations import runs
from shared.store.operations.run_start import begin

SEEDS = amount(20)
FIRST_SEED = seed()

SWITCHES = {
    "duplicates": "duplicate=0.5:600",
    "any order": "reorder",
    "two at once": "twice=0.5",
    "delays": "delay=0.5:60",
    "all of them": "duplicate=0.4:600,reorder,twice=0.4,delay=0.4:60",
}

NIGHTS = (datetime(2026, 11, 24, 2, tzinfo=UTC), datetime(2026, 11, 25, 2, tzinfo=UTC))
"""One run each; before the second a study appears."""

MAY_DIFFER = {
    # Which claim of which process made the call: random, and gone with the process.
    "model_calls": {"holder", "token"},
    # Drawn by whoever acts.
    "audit": {"act"},
    # When this home was made, by the database's own clock.
    "d1_migrations": {"applied_at"},
}
"""Columns that are left out of the comparison. Nothing else is: times are equal because the functions' clock stands
still, runs have the same ids, tries and failed attempts count as in the clean run."""


class StandingClock:
    """The Clock port at one hour; whoever waits, for a vendor's pace alone, has waited."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        del seconds


@dataclass(frozen=True)
class End:
    """What two nights left: rows by table, objects by key, requests by path and body, log events by name."""

    tables: dict[str, list[str]]
    objects: dict[str, str]
    asked: Counter[tuple[str, str]]
    events: Counter[str]

    def differences(self, clean: "End") -> list[str]:
        """Everything that is not as after the clean run, line by line."""
        found = [
            f"{table}: {sign} {row}"
            for table in sorted(self.tables.keys() | clean.tables.keys())
            for sign, row in _changes(clean.tables.get(table, []), self.tables.get(table, []))
        ]
        found += [f"bucket: {sign} {each}" for sign, each in _changes(_pairs(clean.objects), _pairs(self.objects))]
        found += [
            f"asked: {sign} {each}" for sign, each in _changes([*clean.asked.elements()], [*self.asked.elements()])
        ]
        return found


async def two_nights(folder: Path, chaos: str | None) -> End:
    """The sample pipeline over two states of the evidence, until no queue holds anything."""
    corpus = folder / "corpus"
    shutil.copytree(samples.CORPUS, corpus)
    home = Home(folder / "home")
    catalog = load(samples.CATALOG, sample=True)
    lines: list[str] = []
    clock = LeapingClock()
    standing = StandingClock(NIGHTS[0])

    def at_that_hour(platform: Platform) -> Platform:
        return replace(platform, clock=standing)

    async with serve(corpus) as sandbox:
        env = {**sandbox.env(keys=True), **({VARIABLE: chaos} if chaos else {})}
        async with open_embedded(home, env, sink=lines.append, clock=clock, around=at_that_hour) as embedded:

            async def all_quiet() -> bool:
                counts = await runs.progress(embedded.db, run_id)
                if any(counts.get(state) for state in runs.OPEN_STATES):
                    return False
                return not any(each.ready + each.delayed + each.leased for each in await embedded.broker.metrics())

            await sync_models(embedded.platform(pipeline.COMMAND))
            await pipeline.sync_catalog(embedded, catalog)
            for standing.moment in NIGHTS:
                run_id = f"batch-{standing.moment:%Y%m%d}"
                slugs = [each.slug for each in catalog.peptides]
                await begin(embedded.platform(pipeline.COMMAND), run_id, "batch", run_id, slugs)
                async with leaping(embedded, clock):
                    await embedded.consume(all_quiet)
                for each in samples.LATER.glob("*.xml"):
                    shutil.copy(each, corpus)
            objects = await _objects(embedded.files)
        asked = Counter((each.path, each.body) for each in sandbox.bookings())
    events = Counter(json.loads(line)["event"] for line in lines)
    return End(_tables(home.app_db), objects, asked, events)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> End:
    return asyncio.run(two_nights(tmp_path_factory.mktemp("clean"), None))


@pytest.mark.parametrize("name", SWITCHES if FULL else ["all of them"])
async def test_deliveries_that_misbehave_change_nothing(name: str, clean: End, tmp_path: Path) -> None:
    done = Counter[str]()
    for number in range(FIRST_SEED, FIRST_SEED + SEEDS):
        spec = f"{SWITCHES[name]},seed={number}"

        end = await two_nights(tmp_path / str(number), spec)

        assert end.differences(clean) == [], f"{VARIABLE}={spec}"
        done.update(end.events)
        shutil.rmtree(tmp_path / str(number))

    again, elsewhere = done["stage_resent"], done["stage_held_elsewhere"]
    if FULL:
        print(
            f"\n{name}: {SEEDS} times two nights as the clean ones, seeds from {FIRST_SEED}; "
            f"{done['stage_started']} pieces of work, {again} deliveries of finished work, {elsewhere} of work in hand"
        )
    if name in ("duplicates", "two at once", "all of them"):
        assert again + elsewhere >= SEEDS, "nothing was delivered twice, which shows nothing"


async def test_two_clean_runs_are_the_same_and_something_was_published_in_both_nights(
    clean: End, tmp_path: Path
) -> None:
    again = await two_nights(tmp_path, None)

    versions = [json.loads(row) for row in clean.tables["page_versions"]]
    assert again.differences(clean) == []
    assert {each["run_id"] for each in versions} == {f"batch-{each:%Y%m%d}" for each in NIGHTS}
    assert len(clean.objects) > len(versions) * 3
    assert clean.events["stage_resent"] == 0


def test_a_difference_of_one_letter_would_be_found(tmp_path: Path) -> None:
    mine = End({"peptides": ['{"slug": "a"}']}, {"k": "1"}, Counter({("/x", "1"): 1}), Counter())
    other = End({"peptides": ['{"slug": "b"}']}, {"k": "2"}, Counter({("/x", "1"): 2}), Counter())

    found = mine.differences(other)

    assert found == [
        'peptides: missing {"slug": "b"}',
        'peptides: new {"slug": "a"}',
        "bucket: missing k 2",
        "bucket: new k 1",
        "asked: missing ('/x', '1')",
    ]


def _tables(database: Path) -> dict[str, list[str]]:
    """Every row of every table as JSON with its columns' names, sorted."""
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    try:
        names: list[str] = [
            row["name"]
            for row in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            )
        ]
        return {name: _rows(connection, name) for name in names}
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, table: str) -> list[str]:
    left_out = MAY_DIFFER.get(table, set[str]())
    found: list[dict[str, Any]] = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
    assert all(left_out <= row.keys() for row in found), f"{table} has no column of {left_out}"
    return sorted(json.dumps({name: row[name] for name in row if name not in left_out}) for row in found)


async def _objects(bucket: FolderBucket) -> dict[str, str]:
    """Of every object its hash, type and metadata, by key; not when it was put, which is the bucket's own clock's."""
    listing = await bucket.list()
    assert listing.cursor is None, "more objects than one page lists"
    return {each.key: f"{each.sha256} {each.content_type} {dict(each.metadata)}" for each in listing.objects}


def _pairs(objects: dict[str, str]) -> list[str]:
    return [f"{key} {value}" for key, value in objects.items()]


def _changes(old: list[Any], new: list[Any]) -> list[tuple[str, Any]]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return [("missing", each) for each in sorted(gone.elements())] + [("new", each) for each in sorted(come.elements())]
