"""What each Worker takes in the Python of Workers, at its heaviest work: under the memory and the CPU it may have."""

import asyncio
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from invented import literature
from pypdf import PdfReader
from rigs.isolates import CHECKOUT, WHOLE_PIPELINE, WORK, Start
from rigs.loads import FULL
from rigs.manifests import HEAP, cpu_limit
from rigs.pipelines import SLOT, plan, read_night, seeded, workers_night
from rigs.tables_told import Told

from infra.sandbox import samples
from infra.sandbox.server import serve

SECONDS = 280
RETRACTED = "imaginotensin.xml"
"""Another peptide's records, one of them retracted: PubMed knows a publication type because some record has it."""
STAGES = ("nightly_ingest", "fetch", "synthesize", "comply", "render", "dead_letters", "verify")
SWEEP = {"worker": "verify", "cron": "0 4-10 * * *", "at": (SLOT + timedelta(days=1, hours=2)).timestamp() * 1000}
"""Every record of the night asked about at PubMed and Crossref, and its page looked at, in one tick; on a day on which
the page's records are not fetched anew."""


@dataclass(frozen=True, slots=True)
class Load:
    """So many records, each with the abstracts of so many of the sample's; of so many of them a page is written."""

    records: int
    abstracts: int
    selected: int


LOADS = {
    "20 studies": Load(20, 4, 19),
    "300 selected from 2,000": Load(2_000, 1, 300),
    "2,000, a pack of 2 MB": Load(2_000, 2, 270),
}


@pytest.mark.parametrize("load", list(LOADS) if FULL else list(LOADS)[:1])
def test_the_heaviest_work_stays_under_memory_and_half_the_cpu(
    load: str, node_modules: Path, vendored: Callable[[str], Path], tmp_path: Path, told: Told
):
    meant = LOADS[load]
    literature.write(tmp_path / "corpus", "Exemplin-12", meant.records, meant.abstracts)
    shutil.copy(samples.CORPUS / RETRACTED, tmp_path / "corpus")

    async def night() -> None:
        await seeded(tmp_path, literature.catalog("Exemplin-12", "exemplin-12"))
        async with serve(tmp_path / "corpus") as sandbox:
            env, once = sandbox.env(keys=True), not FULL
            planned = plan(tmp_path, env, vendored, functions=STAGES, afterwards=[SWEEP], compiled_once=once)
            await asyncio.to_thread(workers_night(planned, WHOLE_PIPELINE).answer, SECONDS)

    asyncio.run(night())
    found = read_night(tmp_path)

    ((_, row),) = found.versions().items()
    pack = json.loads(found.objects[row["pack"]])
    assert len(pack["studies"]) == meant.records
    assert sum(each["selected"] for each in pack["studies"]) == meant.selected
    swept = {each["part"]: each for each in found.tables["sweeps"]}
    assert {part: each["looked_at"] for part, each in swept.items() if each["finished_at"]} == {
        "pubmed": meant.records, "crossref": meant.records, "pages": 1,
    }  # fmt: skip
    for name, measured in found.measured.items():
        told.measured(load, name, measured, limit=cpu_limit(name))
    assert {name: each["heap"] for name, each in found.measured.items() if each["heap"] >= HEAP} == {}
    assert {
        name: each["longest_cpu_ms"]
        for name, each in found.measured.items()
        if each["longest_cpu_ms"] >= cpu_limit(name) / 2
    } == {}


def test_a_pdf_of_five_hundred_studies_stays_under_them_too(
    start: Start, packages: Callable[[str], str], tools: str, tmp_path: Path, told: Told
):
    path = [f"{CHECKOUT}/tests", CHECKOUT, packages("render"), tools]
    environ = {"COUNT": "500", "PDF": f"{WORK}/long.pdf"}
    measured = json.loads(start("typesetting.py", path, tmp_path, environ=environ).answer(SECONDS))

    pages = PdfReader(tmp_path / "long.pdf").pages
    assert any("[500] " in page.extract_text() for page in pages[-5:])
    assert len(pages) > 30
    told.measured(f"a PDF of {len(pages)} pages", "render", measured, limit=cpu_limit("render"))
    assert measured["heap"] < HEAP
    assert measured["longest_cpu_ms"] < cpu_limit("render") / 2
