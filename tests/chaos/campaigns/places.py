"""What the campaigns work on: catalogs of some sample peptides, stand-ins of two states of the evidence, homes."""

import asyncio
import gc
import shutil
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import yaml

from chaos.amounts import FULL
from chaos.campaigns.children import Child, History, Vendors, fork, peptalk, rows, warmed
from functions.fetch.handler import RECORDS_A_DELIVERY
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import Embedded, open_embedded
from infra.local.triggers import cron
from infra.local.triggers.cron import Trigger
from infra.sandbox import samples
from queues.messages import FetchStudies
from queues.topology import queue_for
from shared.domain.catalog.peptide import Peptide
from shared.platform.deliveries import work
from shared.platform.ports import Statement
from shared.store.evidence import peptides
from shared.store.operations import runs

CHANGED = "pretendulin"
"""The peptide of which the later evidence has one study more."""

FORGOTTEN = "utopentide"
"""The sample peptide whose message was lost."""

LATENCY = 0.2
IDLE_EVERY = 0.05 if FULL else 0.2
_LOOKED: dict[tuple[Path, int], tuple[float, bool]] = {}
"""When a home was last looked at, and what was found."""

PAGED: dict[str, object] = {
    "slug": "paginulin",
    "name": "Paginulin",
    "terms": ["paginulin"],
    "category": "wound healing (invented)",
    "conditions": ["venous leg ulcer"],
}
"""An invented peptide with more records than one delivery of fetch handles."""

_FILLER = """<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>
<DateRevised><Year>2025</Year><Month>1</Month><Day>2</Day></DateRevised>
<Article PubModel="Print"><Journal><JournalIssue><PubDate><Year>2025</Year></PubDate></JournalIssue>
<Title>Imaginary Archives of Medicine</Title></Journal><ArticleTitle>Paginulin, invented note {pmid}.</ArticleTitle>
<Language>eng</Language><PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
</PublicationTypeList></Article></MedlineCitation><PubmedData><History><PubMedPubDate PubStatus="entrez">
<Year>2025</Year><Month>1</Month><Day>1</Day></PubMedPubDate></History></PubmedData></PubmedArticle>"""


@dataclass(frozen=True)
class World:
    """The stand-ins of both states, which are the same where nothing changes, and a folder to work in."""

    folder: Path
    early: Vendors
    later: Vendors

    def stop(self) -> None:
        self.early.child.kill()
        self.later.child.kill()

    def booked(self, key: str) -> list[dict[str, object]]:
        """The model calls booked under a key."""
        both = [*self.early.booked(), *(self.later.booked() if self.later is not self.early else ())]
        return [each for each in both if each["vendor"] != "ncbi" and each["key"] == key]


def world(folder: Path, extra: Path | None = None, *, changes: bool = False) -> World:
    """Start the stand-ins, of a later state too where the evidence `changes`; `extra` is one more file of records."""
    corpus = folder / "corpus-1"
    shutil.copytree(samples.CORPUS, corpus)
    if extra is not None:
        shutil.copy(extra, corpus)
    early = Vendors.start(corpus, folder / "vendors-1", LATENCY)
    if not changes:
        return World(folder, early, early)
    shutil.copytree(corpus, folder / "corpus-2")
    for each in samples.LATER.glob("*.xml"):
        shutil.copy(each, folder / "corpus-2")
    return World(folder, early, Vendors.start(folder / "corpus-2", folder / "vendors-2", LATENCY))


def warm(place: World) -> None:
    """Do a batch of two peptides here before any child is forked, which halves what each of them takes.

    Under `make chaos` every child is as cold as a process that somebody starts.
    """
    if FULL:
        return
    file, home = place.folder / "warm.yaml", place.folder / "warm"
    catalog(file, every_slug()[:2])
    env = {**place.early.env("warm"), "PEPTALK_HOME": str(home)}
    warmed(peptalk("run-batch", str(file)), env, place.folder / "warm.said")
    shutil.rmtree(home)
    gc.collect()
    gc.freeze()


def catalog(path: Path, slugs: Sequence[str], more: Sequence[dict[str, object]] = ()) -> list[str]:
    """Write a catalog of these sample peptides and `more`; returns its slugs."""
    every: list[dict[str, object]] = yaml.safe_load(samples.CATALOG.read_text("utf-8"))
    for each in every:
        each.pop("relations", None)  # to one that may have been left out
    chosen = [*(each for each in every if each["slug"] in slugs), *more]
    path.write_text(yaml.safe_dump(chosen, allow_unicode=True, sort_keys=False), "utf-8")
    return [str(each["slug"]) for each in chosen]


def paged_corpus(folder: Path) -> Path:
    """Invented records of Paginulin: those of a sample peptide under its name, and so many notes that fetch pages."""
    told = (samples.CORPUS / f"{CHANGED}.xml").read_text("utf-8")
    told = told.replace("Pretendulin", "Paginulin").replace("pretendulin", "paginulin").replace(">9900", ">9911")
    notes = "".join(_FILLER.format(pmid=995_000_000 + number) for number in range(RECORDS_A_DELIVERY))
    path = folder / "paginulin.xml"
    path.write_text(told.replace("</PubmedArticleSet>", notes + "</PubmedArticleSet>"), "utf-8")
    return path


def every_slug() -> list[str]:
    """The sample catalog's peptides."""
    return [each.slug for each in load(samples.CATALOG, sample=True).peptides]


def prepare(home: Home, file: Path, env: dict[str, str], *, troubled: bool = False) -> History:
    """Make a home for `up`: the catalog synced, every cron trigger due.

    `troubled` adds a message that must die, and a run over FORGOTTEN of which the message was lost two hours ago.
    """

    async def made(embedded: Embedded) -> None:
        await sync_models(embedded.platform(pipeline.COMMAND))
        await pipeline.sync_catalog(embedded, load(file))
        for worker in embedded.workers.values():
            for each in worker.crons:
                trigger = Trigger.of(worker.function, each)
                at = trigger.latest(trigger.latest(embedded.clock.now()) - timedelta(seconds=1))
                slot = round(at.timestamp() * 1000)
                key = {"function": trigger.function, "cron": trigger.cron}
                await _execute(embedded, cron.SQL("baseline", **key, slot=slot, now=slot))
        if troubled:
            lost = FetchStudies(run_id="nobody-began-it", slug="unheard-of", trace_id="0" * 16)
            await embedded.broker.send(queue_for(lost), [lost.encode()])
            await _forget(embedded)

    yield from _short(home, env, made)


async def _forget(embedded: Embedded) -> None:
    then = embedded.clock.now() - timedelta(hours=2)
    asked = FetchStudies(run_id="forgotten", slug=FORGOTTEN, trace_id="f" * 16)
    await embedded.db.run(peptides.add_ad_hoc(Peptide.ad_hoc_of(FORGOTTEN.capitalize(), ()), then))
    opened = runs.start(asked.run_id, "single", asked.run_id, [FORGOTTEN], then)
    await embedded.db.batch([*opened, work.enqueue([asked], then)])


def night(home: Home, env: dict[str, str]) -> History:
    """Open a night's run with this second as its slot, and leave it to `up`."""

    async def made(embedded: Embedded) -> None:
        await pipeline.begin_nightly(embedded)

    yield from _short(home, env, made)


def idle(home: Home, begun: int) -> bool:
    """Whether at least so many runs were begun and all have ended, and no work is open.

    A duplicate that met its work in other hands may lie in its queue for minutes yet: the work is done without it.
    However often it is asked, it is looked every `IDLE_EVERY` seconds; the last answer holds meanwhile.
    """
    at, answer = _LOOKED.get((home.path, begun), (0.0, False))
    if time.monotonic() >= at + IDLE_EVERY:
        answer = _idle(home, begun)
        _LOOKED[home.path, begun] = (time.monotonic(), answer)
    return answer


def _idle(home: Home, begun: int) -> bool:
    counts = rows(home.app_db, "SELECT count(*), coalesce(sum(finished_at IS NULL), 0) FROM runs")
    if not counts or counts[0][0] < begun or counts[0][1]:
        return False
    if rows(home.app_db, "SELECT 1 FROM work WHERE state NOT IN ('done', 'dead') LIMIT 1"):
        return False
    now = round(time.time() * 1000)
    return not rows(home.queue_db, "SELECT 1 FROM messages WHERE lease IS NOT NULL OR ready_at <= ? LIMIT 1", now)


def _short(home: Home, env: dict[str, str], do: Callable[[Embedded], Awaitable[None]]) -> History:
    async def opened() -> int:
        with home.path.with_suffix(".lines").open("a", encoding="utf-8") as log:
            async with open_embedded(home, env, sink=lambda line: print(line, file=log)) as embedded:
                await do(embedded)
        return 0

    child: Child = fork(lambda: asyncio.run(opened()), env, home.path.with_suffix(".said"))
    yield from child.until_over()
    if child.code:
        raise AssertionError(f"preparing {home.path} failed: {child.said()}")


async def _execute(embedded: Embedded, statement: Statement) -> None:
    await embedded.broker.call(embedded.broker.file.execute, statement)
