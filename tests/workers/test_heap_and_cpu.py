"""What each Worker takes in the Python of Workers, at its heaviest work: under the memory and the CPU it may have."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import literature
import pytest
from isolates import WHOLE_PIPELINE
from manifests import HEAP, cpu_limit
from pipelines import plan, read_night, seeded, workers_night
from tables_told import Told

from infra.sandbox.server import serve

SECONDS = 280
STAGES = ("nightly_ingest", "fetch", "synthesize", "comply", "render", "dead_letters")

LOADS = {"20 studies": 20, "500 studies": 500, "300 selected from 2,000": 2_000}


@pytest.mark.parametrize("load", LOADS)
def test_the_heaviest_work_stays_under_memory_and_half_the_cpu(
    load: str, node_modules: Path, vendored: Callable[[str], Path], tmp_path: Path, told: Told
):
    count = LOADS[load]
    literature.write(tmp_path / "corpus", "Exemplin-12", count)

    async def night() -> None:
        await seeded(tmp_path, literature.catalog("Exemplin-12", "exemplin-12"))
        async with serve(tmp_path / "corpus") as sandbox:
            running = workers_night(plan(tmp_path, sandbox.env(keys=True), vendored, functions=STAGES), WHOLE_PIPELINE)
            await asyncio.to_thread(running.answer, SECONDS)

    asyncio.run(night())
    found = read_night(tmp_path)

    ((_, row),) = found.versions().items()
    pack = json.loads(found.objects[row["pack"]])
    assert len(pack["studies"]) == count
    for name, measured in found.measured.items():
        told.measured(load, name, measured, limit=cpu_limit(name))
    assert {name: each["heap"] for name, each in found.measured.items() if each["heap"] >= HEAP} == {}
    assert {
        name: each["longest_cpu_ms"]
        for name, each in found.measured.items()
        if each["longest_cpu_ms"] >= cpu_limit(name) / 2
    } == {}
