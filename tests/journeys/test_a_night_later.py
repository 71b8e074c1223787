"""A page that a model wrote, and the night after: the whole pipeline, real SDKs, stand-ins on loopback."""

import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import httpx
from rigs.shell import Shell
from vendors.pubmed_xml import article, records

from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import Embedded, open_embedded
from infra.sandbox import samples
from infra.sandbox.server import serve
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.monograph import Monograph
from shared.store import objects
from shared.store.operations import runs
from shared.store.publishing import versions
from shared.store.publishing.versions import PageVersion
from shared.store.spending import ledger

SLUG = "pretendulin"
NEW, RETRACTED, EDITORIAL = "990099999", "990099998", "990099997"
SPENT = {"PEPTALK_BUDGET_DAY_USD": "0.000001"}


async def run(embedded: Embedded) -> tuple[str, PageVersion]:
    """Run the peptide now; returns the run and the version that stands then."""
    begun = await pipeline.begin_single(embedded, "Pretendulin", ())
    await pipeline.settle(embedded, begun.run_id, lambda counts: None, lambda trouble: None)
    version = await versions.current(embedded.db, SLUG)
    assert version is not None
    return begun.run_id, version


def record(pmid: str, what: str, kind: str, more: str = "") -> str:
    return article(
        pmid,
        title=f"Pretendulin and {what}",
        inside=f"<Abstract><AbstractText>In 80 adults, {what} was higher with pretendulin than with placebo after "
        "12 weeks.</AbstractText></Abstract><PublicationTypeList>"
        f"<PublicationType UI='{kind}'>x</PublicationType>{more}</PublicationTypeList>",
        after="<MeshHeadingList><MeshHeading><DescriptorName UI='D006801'>Humans</DescriptorName></MeshHeading>"
        "</MeshHeadingList>",
    ).replace("10.5555/own", f"10.5555/{pmid}")


TRIAL = record(NEW, "pinch strength", "D016449")


async def words(embedded: Embedded) -> str:
    """The page as readers are given it."""
    async with embedded.web("127.0.0.1", 0) as url, httpx.AsyncClient() as client:
        answer = await client.get(f"{url}/peptides/{SLUG}")
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"</?time[^>]*>", "", answer.text)).split())


async def test_the_night_after_keeps_what_stands_waits_for_money_and_pays_for_what_is_new(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(samples.CORPUS, corpus)
    async with serve(corpus) as sandbox:
        env = {**sandbox.env(keys=True), "PEPTALK_FIRST_PUBLICATION": "automatic"}
        home = Home(tmp_path / "home")
        async with open_embedded(home, env, sink=lambda _: None) as embedded:
            await sync_models(embedded.platform(pipeline.COMMAND))
            await pipeline.sync_catalog(embedded, load(samples.CATALOG, sample=True))
            first_run, first = await run(embedded)
            whole = await words(embedded)
            retracted = "<PublicationType UI='D016441'>x</PublicationType>"
            others = [record(RETRACTED, "step length", "D016449", retracted), record(EDITORIAL, "gait", "D016421")]
            (corpus / "another.xml").write_bytes(records(TRIAL, *others))
            waiting_run, still = await run(replace(embedded, env={**embedded.env, **SPENT}))
            lacking, shown = await words(embedded), Shell(home.path)("peptides", "show", SLUG).out
            second_run, second = await run(embedded)

            files = embedded.files
            before, after = [await objects.read(files, Monograph, each.monograph) for each in (first, second)]
            drafts = [await objects.read(files, Draft, each.draft) for each in (first, second)]
            spent = [await ledger.of_run(embedded.db, each) for each in (first_run, second_run)]
            [waited] = await runs.items(embedded.db, waiting_run)
            unpaid = await ledger.of_run(embedded.db, waiting_run)
            page = await words(embedded)

    assert (waited.state, unpaid, still) == ("held", [], first)
    assert "PEPTALK_BUDGET_DAY_USD" in (waited.reason or "")
    assert "1 newer study is known and not yet summarised on this page. Its last summary is of" in lacking
    assert "1 newer study; the last summary is of" in " ".join(shown.split())
    assert "not yet summarised" not in whole
    assert "not yet summarised" not in page
    assert (first.version, second.version) == (1, 2)
    old = {each.id: (each.text, [(one.pmid, one.text) for one in each.quotes]) for each in before.claims}
    new = {each.id: (each.text, [(one.pmid, one.text) for one in each.quotes]) for each in after.claims}
    assert len(old) > 2
    assert {id: new.get(id) for id in old} == old
    [added] = [each for each in after.claims if each.id not in old]
    assert [each.pmid for each in added.quotes] == [NEW]
    assert second.changed.claims_added == (added.id,)
    assert "1 statement was added" in page
    assert (drafts[0].before, drafts[1].before) == ("", before.hash)
    by_stage = [{each.stage: each.input_tokens + each.cached_input_tokens for each in calls} for calls in spent]
    print(f"\ntokens in, by the stand-ins' rule: {by_stage}")
    assert by_stage[1]["synthesize"] < by_stage[0]["synthesize"]
    assert by_stage[1]["comply"] < by_stage[0]["comply"]
