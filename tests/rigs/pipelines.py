"""The whole pipeline over the sample catalog, once on the embedded platform and once in the Python of Workers.

Both live through the same moments (a clock that begins at NOON), ask the same sandbox and run the same night.
"""

import base64
import json
import sqlite3
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from functions.nightly_ingest.handler import run_id_of, scheduled
from infra.cloudflare.packages.closure import workers
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.home import Home
from infra.local.machine.project import MIGRATIONS
from infra.local.platform import pipeline
from infra.local.platform.embedded import open_embedded
from infra.local.sqlite.migrate import statements
from infra.sandbox import samples
from queues.topology import QUEUES
from rigs.isolates import COMPATIBILITY_DATE, PROGRAMS, Isolate, Simulated, node
from rigs.places import ROOT
from shared.domain.catalog.catalog import Catalog
from shared.platform.ports import Tick

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SLOT = datetime(2026, 11, 23, 2, tzinfo=UTC)
CRON = "0 2 * * *"
OURS = ("PEPTALK_", "ANTHROPIC_", "OPENAI_", "STRIPE_")
TOKEN = "invented-token-of-the-invented-operator-0001"
OPEN = (
    "SELECT slug, state, stage FROM run_items WHERE state IN ('queued', 'working') "
    "UNION ALL SELECT id, type, 'billing' FROM stripe_events WHERE processed_at IS NULL"
)
SEEDED = ("peptides", "models", "model_prices")
"""What an operator brings into a database before the first night."""


@dataclass(frozen=True, slots=True)
class FromNoon:
    """A clock that began at NOON when it was made."""

    began: float

    def now(self) -> datetime:
        return NOON + timedelta(seconds=time.monotonic() - self.began)

    async def sleep(self, seconds: float) -> None:
        import asyncio

        await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Night:
    """What a night left behind: every table's rows, every object's bytes, what was measured, what the site answered."""

    tables: Mapping[str, list[dict[str, Any]]]
    objects: Mapping[str, bytes]
    measured: Mapping[str, Mapping[str, int]]
    answers: Mapping[str, tuple[int, bytes]]

    def versions(self) -> dict[tuple[str, int], dict[str, Any]]:
        """Each published version by peptide and number."""
        return {(row["slug"], row["version"]): row for row in self.tables["page_versions"]}


async def seeded(folder: Path, catalog: Catalog) -> None:
    """Keep in `folder` what an operator brings into a database for this catalog, for `plan`."""
    home = Home(folder / "home")
    async with open_embedded(home, {}, sink=lambda _: None) as embedded:
        await sync_models(embedded.platform(pipeline.COMMAND))
        await pipeline.sync_catalog(embedded, catalog)
        (folder / "seed.json").write_text(json.dumps(_rows(home.app_db, SEEDED)), "utf-8")


async def embedded_night(folder: Path, env: Mapping[str, str], catalog: Catalog) -> Night:
    """The night on the embedded platform, over what `seeded` keeps for the other."""
    await seeded(folder, catalog)
    home, lines = Home(folder / "home"), []
    env = {**env, "PEPTALK_CATALOG": "sample"}
    async with open_embedded(home, env, sink=lines.append, clock=FromNoon(time.monotonic())) as embedded:
        await scheduled(Tick(CRON, SLOT), embedded.platform(pipeline.PRODUCER))
        await pipeline.settle(embedded, run_id_of(SLOT), lambda _: None, lambda each: lines.append(str(each)))
        listed = (await embedded.files.list()).objects
        objects = {each.key: await embedded.files.get(each.key) or b"" for each in listed}
    return Night(_rows(home.app_db), objects, {}, {})


def plan(
    folder: Path,
    env: Mapping[str, str],
    vendored: Callable[[str], Path],
    *,
    functions: Sequence[str] = workers(),
    first: Sequence[Mapping[str, Any]] = (),
    ask: Sequence[Mapping[str, Any]] = (),
    afterwards: Sequence[Mapping[str, Any]] = (),
    compiled_once: bool = False,
) -> Path:
    """What pipeline.mjs is to do in `folder`: the same night, over what was seeded there, what is asked before it, and
    what fires afterwards. `compiled_once` spares each Worker from compiling what another has, and the memory of it."""
    seed: Mapping[str, list[dict[str, Any]]] = json.loads((folder / "seed.json").read_text("utf-8"))
    spec = {
        "workers": [_worker(function, env, vendored) for function in functions],
        "consumes": {queue.name: queue.consumer for queue in QUEUES.values()},
        "compatibilityDate": COMPATIBILITY_DATE,
        "statements": [*_migrations(), *(_insert(table, row) for table in SEEDED for row in seed[table])],
        "fire": {"worker": "nightly_ingest", "cron": CRON, "at": SLOT.timestamp() * 1000},
        "afterwards": list(afterwards),
        "wanted": OPEN,
        "seconds": 300,
        "now": NOON.timestamp() * 1000,
        "first": list(first),
        "ask": list(ask),
        "work": str(folder),
        "trusted": env.get("NODE_EXTRA_CA_CERTS"),
    }
    if compiled_once:
        (folder / "bytecode").mkdir()
        spec["bytecode"] = str(folder / "bytecode")
    place = folder / "plan.json"
    place.write_text(json.dumps(spec), "utf-8")
    return place


def workers_night(planned: Path, simulated: Simulated) -> Isolate:
    """The same night in the Python of Workers, begun; `read_night` gives what it left."""
    spec = json.loads(planned.read_text("utf-8"))
    spec["bindings"] = {name: {"kind": kind, "name": of} for name, (kind, of) in simulated.bindings.items()}
    spec["consumers"] = simulated.consumers
    (planned.parent / "spec.json").write_text(json.dumps(spec), "utf-8")
    return node(PROGRAMS / "pipeline.mjs", planned.parent, authority=spec["trusted"])


def read_night(folder: Path) -> Night:
    """What pipeline.mjs wrote."""
    found = json.loads((folder / "found.json").read_text("utf-8"))
    objects = {key: (folder / "objects" / name).read_bytes() for key, name in found["objects"].items()}
    answers = {path: (each["status"], base64.b64decode(each["body"])) for path, each in found["answers"].items()}
    return Night(found["tables"], objects, found["measured"], answers)


def sample_catalog() -> Catalog:
    """The invented catalog."""
    return load(samples.CATALOG, sample=True)


def _worker(function: str, env: Mapping[str, str], vendored: Callable[[str], Path]) -> dict[str, Any]:
    manifest = tomllib.loads((ROOT / "functions" / function / "wrangler.toml").read_text("utf-8"))
    ours = {name: value for name, value in env.items() if name.startswith(OURS)}
    return {
        "name": function,
        "entry": str(ROOT / "functions" / function / "src"),
        "vendored": str(vendored(function)),
        "vars": {**manifest["vars"], "PEPTALK_CATALOG": "sample", "PEPTALK_OPERATE_TOKEN": TOKEN, **ours},
    }


def _migrations() -> list[dict[str, Any]]:
    files = sorted(MIGRATIONS.glob("*.sql"))
    return [{"sql": each.removesuffix(";"), "params": []} for file in files for each in statements(file)]


def _insert(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    named, places = ", ".join(f'"{name}"' for name in row), ", ".join(f"?{at}" for at in range(1, len(row) + 1))
    return {"sql": f'INSERT INTO "{table}" ({named}) VALUES ({places})', "params": list(row.values())}


def _rows(path: Path, tables: tuple[str, ...] | None = None) -> dict[str, list[dict[str, Any]]]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        names = tables or [
            row[0]
            for row in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
            )
        ]
        return {name: [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')] for name in names}
