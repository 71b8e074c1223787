"""The pipeline around its pure functions: a batch of sample peptides whose vendor answers at once, against their sum.

Pure is what makes a page out of answers: reading, appraising, packing, writing, judging, composing, typesetting and
inspecting, with the bytes of each result made once. All else is overhead: queues, claims, outbox, rows, objects.
"""

import asyncio
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from functions.comply.compose import compose as composed
from functions.fetch.appraisal.appraise import appraise
from functions.fetch.packs.pack import build_pack
from functions.fetch.reading.parse import parse
from functions.render import inspect
from functions.render.compose import compose
from functions.render.status import regulatory
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page, places, texts
from functions.synthesize.digest import extractive
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import open_embedded
from shared.domain.catalog.catalog import Catalog
from shared.domain.publishing.changes import changes
from shared.domain.publishing.manifest import SearchMade
from shared.domain.publishing.monograph import Reviewer
from shared.gates.context import Place
from shared.gates.draft import judge
from shared.platform.ports import HttpAnswer, Platform, Statement
from shared.platform.vendors.ncbi import found_in
from shared.store.operations import runs
from shared.store.operations.runs import FailedAttempt

from .crowd import Told, crowd
from .rows import Row, Scale
from .vendor import answer

PEPTIDES = 1_000


def measure(scale: Scale) -> list[Row]:
    """Milliseconds a peptide, of the whole and of its pure functions."""
    people = list(crowd(scale.of(PEPTIDES)))
    # Modules, fonts, templates and patterns are made once a process, for both.
    _timed(people[:1])
    begun, busy = time.perf_counter(), time.process_time()
    for each in people:
        made(each)
    pure, pure_cpu = time.perf_counter() - begun, time.process_time() - busy
    whole, whole_cpu = _timed(people)
    note = f"{len(people)} peptides; baseline: the sum of its pure functions; the goal is at most 1.3 of it"
    return [
        _row("a peptide through the pipeline, wall clock", whole, pure, len(people), note),
        _row("a peptide through the pipeline, CPU of all threads", whole_cpu, pure_cpu, len(people), note),
    ]


def _timed(people: Sequence[Told]) -> tuple[float, float]:
    """The seconds of a run over them in a home of its own, and its seconds of CPU."""
    with tempfile.TemporaryDirectory(prefix="peptalk-bench-") as name:
        begun, busy = time.perf_counter(), time.process_time()
        asyncio.run(_run(people, Path(name)))
        return time.perf_counter() - begun, time.process_time() - busy


def made(one: Told) -> bytes:
    """All the pure work that a published page takes; returns the PDF."""
    found_in(one.searched)
    parsed = parse(one.fetched)
    pack = build_pack(one.peptide, [(study, appraise(study, one.peptide)) for study in parsed.studies])
    pack.encode()
    draft = extractive.write(pack)
    draft.encode()
    monograph = composed(pack, draft, judge(pack, draft), Reviewer(kind="none"))
    monograph.encode()
    difference = changes(None, (monograph, pack))
    count = len(parsed.studies)
    asked = SearchMade(
        source="pubmed", query=one.peptide.name, translation="", total=count, found=count, searched_at=_AT
    )
    sheet = compose(one.peptide, pack, monograph, difference, (asked,), version=1, published_at=_AT, approved_by=None)
    html = page(sheet, one.peptide.slug)
    pdf = document(sheet)
    beside: list[tuple[Place, str]] = [
        ("slug", one.peptide.slug),
        *places(html),
        *(("pdf_metadata", each) for each in pdf.metadata),
    ]
    if faults := inspect.faults(sheet, texts(html), pdf.texts, beside, regulatory.known(one.peptide.regulatory)):
        raise AssertionError(f"{one.peptide.name} would be held: {faults}")
    return pdf.data


class Instant:
    """The Http port of an NCBI that has its answers ready."""

    def __init__(self, people: Sequence[Told]) -> None:
        self._people = people

    async def request(self, method: str, url: str, *, form: Mapping[str, str] | None = None, **_: object) -> HttpAnswer:
        """What NCBI answers to a search for one peptide, or to a fetch of its records; no trial is registered."""
        del method
        if form is None:
            return HttpAnswer(200, {"content-type": "application/json"}, b'{"studies": [], "totalCount": 0}')
        return HttpAnswer(200, _XML, answer(url.rsplit("/", 1)[-1], form, self._people.__getitem__))


async def _run(people: Sequence[Told], folder: Path) -> None:
    http = Instant(people)

    def around(platform: Platform) -> Platform:
        return replace(platform, http=http)

    catalog = Catalog.of([each.peptide for each in people])
    with (folder / "log").open("a") as log:
        async with open_embedded(
            Home(folder / "home"), _ENV, sink=lambda line: print(line, file=log), around=around
        ) as embedded:
            await pipeline.sync_catalog(embedded, catalog)
            slugs = [each.slug for each in catalog.peptides]
            begun = await pipeline.begin_batch(embedded, slugs, "bench", fresh=True)
            await pipeline.settle(embedded, begun.run_id, lambda counts: None, _stop)
            ended = await runs.progress(embedded.db, begun.run_id)
            if ended != {"published": len(people)}:
                reasons = await embedded.db.all(Statement("SELECT DISTINCT state, reason FROM run_items LIMIT 5"))
                raise AssertionError(f"not all were published: {ended}; {reasons}")


def _stop(attempt: FailedAttempt) -> None:
    raise AssertionError(f"{attempt.name}: {attempt.message}")


def _row(what: str, ours: float, pure: float, count: int, note: str) -> Row:
    return Row(what, ours / count * 1_000, None, pure / count * 1_000, "ms", note, better="less")


_XML = {"content-type": "text/xml; charset=UTF-8"}
_AT = "2026-01-01T00:00:00.000Z"
_ENV = {"PEPTALK_NCBI_URL": "http://127.0.0.1:9/eutils"}
