"""Two invented peptides published on the embedded platform, once; every test works on a copy of that home.

The vendors are the sandbox's, over a copy of the sample's corpus that tests may change.
"""

import asyncio
import json
import re
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from functions.verify.handler import scheduled
from infra.local.checkout.catalog import load
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import Embedded, open_embedded
from infra.sandbox import samples
from infra.sandbox.faults import rules
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.literature import crossref
from infra.sandbox.server import Sandbox, serve
from shared.domain.catalog.catalog import Catalog
from shared.domain.publishing.monograph import Monograph
from shared.platform.ports import Statement, Tick
from shared.store import objects
from shared.store.evidence import sweeps
from shared.store.evidence.sweeps import Sweep
from shared.store.publishing import notices, versions
from shared.store.publishing.versions import PageVersion

SLUGS = ("pretendulin", "utopentide")
NIGHT = datetime(2026, 11, 26, 4, tzinfo=UTC)
ENV = {"PEPTALK_CATALOG": "sample", "PEPTALK_FIRST_PUBLICATION": "automatic", "NCBI_EMAIL": "eng@example.test"}


@dataclass
class Shifted:
    """Real time from another moment on, which can be moved ahead. A `leaping` one moves ahead instead of sleeping."""

    begins: datetime
    began: float = field(default_factory=time.monotonic)
    leaping: bool = False

    def now(self) -> datetime:
        return self.begins + timedelta(seconds=time.monotonic() - self.began)

    async def sleep(self, seconds: float) -> None:
        if self.leaping:
            self.begins += timedelta(seconds=seconds)
        else:
            await asyncio.sleep(seconds)

    def reach(self, moment: datetime) -> None:
        self.begins += max(timedelta(), moment - self.now())


@dataclass
class Published:
    """The copy: its platform, its vendors, and what a test does with them."""

    embedded: Embedded
    sandbox: Sandbox
    faults: Faults
    clock: Shifted
    corpus: Path

    async def tick(self, hour: int = 4, night: int = 0) -> None:
        """One firing of the cron, in its hour; time moves there."""
        slot = NIGHT.replace(hour=hour) + timedelta(days=night)
        self.clock.reach(slot)
        leaping = replace(self.clock, leaping=True)
        platform = replace(self.embedded.platform("verify"), clock=leaping)
        await scheduled(Tick("0 4-10 * * *", slot), platform)
        self.clock.reach(leaping.now())

    async def night(self, night: int) -> None:
        """The ingest of that night, from search to page."""
        self.clock.reach(NIGHT + timedelta(days=night, hours=-2))
        begun = await pipeline.begin_nightly(self.embedded)
        await pipeline.settle(self.embedded, begun.run_id, lambda _: None, lambda _: None)

    async def judged(self) -> None:
        """Let the pipeline end what the sweep asked for."""
        for each in await self.rows("SELECT id FROM runs WHERE finished_at IS NULL"):
            await pipeline.settle(self.embedded, each["id"], lambda _: None, lambda _: None)

    async def rows(self, sql: str, *params: Any) -> list[dict[str, Any]]:
        return await self.embedded.db.all(Statement(sql, params))

    async def current(self, slug: str) -> PageVersion:
        found = await versions.current(self.embedded.db, slug)
        assert found is not None
        return found

    async def monograph(self, slug: str) -> Monograph:
        return await objects.read(self.embedded.files, Monograph, (await self.current(slug)).monograph)

    async def sweep(self) -> dict[str, Sweep]:
        return {each.part: each for each in await sweeps.latest(self.embedded.db, 1)}

    async def notices(self) -> list[notices.Notice]:
        return await notices.latest(self.embedded.db, 50)

    async def alerts(self) -> list[str]:
        rows = await self.rows("SELECT subject FROM alerts WHERE settled_at IS NULL ORDER BY subject")
        return [each["subject"] for each in rows]

    def told(self, pmid: str, ref_type: str) -> None:
        """Have NLM link the record to a notice about it."""
        notice = (
            f'<CommentsCorrectionsList><CommentsCorrections RefType="{ref_type}"><RefSource>Nowhere J. 2026</RefSource>'
            f'<PMID Version="1">990009999</PMID></CommentsCorrections></CommentsCorrectionsList>'
        )
        before = re.compile(
            r"(</Article>.*?)(<(?:KeywordList|MeshHeadingList|CoiStatement)|</MedlineCitation>)", re.DOTALL
        )
        self.change(pmid, lambda record: before.sub(lambda at: at[1] + notice + at[2], record, count=1))

    def change(self, pmid: str, how: Callable[[str], str]) -> None:
        """Change the one record of the corpus with this PMID."""
        for path in self.corpus.glob("*.xml"):
            text = path.read_text("utf-8")
            for record in re.findall(r"<PubmedArticle>.*?</PubmedArticle>", text, re.DOTALL):
                if re.search(rf"<PMID[^>]*>{pmid}</PMID>", record.split("<Article ")[0]):
                    changed = how(record)
                    assert changed != record
                    path.write_text(text.replace(record, changed), "utf-8")
                    return
        raise AssertionError(f"the corpus has no record {pmid}")

    def crossref(self, *works: dict[str, Any]) -> None:
        """What Crossref knows."""
        (self.corpus / crossref.FILE).write_text(json.dumps(works), "utf-8")

    def fail(self, *specs: str) -> None:
        """Let these faults occur from now on, and no others."""
        self.faults.replace([rules.of_spec(each) for each in specs])


def catalog() -> Catalog:
    whole = load(samples.CATALOG, sample=True)
    return Catalog(peptides=tuple(each for each in whole.peptides if each.slug in SLUGS))


async def _publish(folder: Path) -> None:
    clock = Shifted(NIGHT - timedelta(hours=2))
    async with (
        serve(samples.CORPUS) as sandbox,
        open_embedded(Home(folder), {**sandbox.env(), **ENV}, sink=lambda _: None, clock=clock) as embedded,
    ):
        await pipeline.sync_catalog(embedded, catalog())
        begun = await pipeline.begin_nightly(embedded)
        await pipeline.settle(embedded, begun.run_id, lambda _: None, lambda _: None)


@pytest.fixture(scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published-for-verify") / "home"
    asyncio.run(_publish(folder))
    return folder


@asynccontextmanager
async def _copied(home: Path, folder: Path) -> AsyncIterator[Published]:
    shutil.copytree(home, folder / "home")
    corpus = folder / "corpus"
    shutil.copytree(samples.CORPUS, corpus)
    clock, faults = Shifted(NIGHT), Faults()
    async with serve(corpus, faults=faults) as sandbox:
        env = {**sandbox.env(), **ENV, "PEPTALK_NCBI_TIMEOUT": "2", "PEPTALK_CROSSREF_TIMEOUT": "2"}
        async with open_embedded(Home(folder / "home"), env, sink=lambda _: None, clock=clock) as embedded:
            yield Published(embedded, sandbox, faults, clock, corpus)


@pytest.fixture
async def published(_home: Path, tmp_path: Path) -> AsyncIterator[Published]:
    """Pretendulin and Utopentide in version 1, and a night that begins."""
    async with _copied(_home, tmp_path) as copied:
        yield copied
