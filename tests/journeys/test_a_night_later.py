"""A page that a model wrote, and the night after: the whole pipeline, real SDKs, stand-ins on loopback."""

import shutil
from pathlib import Path

from pubmed_xml import article, records

from infra.local import pipeline
from infra.local.catalog import load
from infra.local.embedded import Embedded, open_embedded
from infra.local.home import Home
from infra.local.models import sync_models
from infra.sandbox import samples
from infra.sandbox.server import serve
from shared.domain.draft import Draft
from shared.domain.monograph import Monograph
from shared.store import ledger, objects, versions
from shared.store.versions import PageVersion

SLUG = "pretendulin"
NEW = "990099999"


async def run(embedded: Embedded) -> tuple[str, PageVersion]:
    """Run the peptide now; returns the run and the version that stands then."""
    begun = await pipeline.begin_single(embedded, "Pretendulin", ())
    await pipeline.settle(embedded, begun.run_id, lambda counts: None, lambda trouble: None)
    version = await versions.current(embedded.db, SLUG)
    assert version is not None
    return begun.run_id, version


RECORD = article(
    NEW,
    title="Pretendulin and pinch strength",
    inside="<Abstract><AbstractText>In 80 adults, pinch strength was higher with pretendulin than with placebo after "
    "12 weeks.</AbstractText></Abstract><PublicationTypeList><PublicationType UI='D016449'>Randomized Controlled Trial"
    "</PublicationType></PublicationTypeList>",
    after="<MeshHeadingList><MeshHeading><DescriptorName UI='D006801'>Humans</DescriptorName></MeshHeading>"
    "</MeshHeadingList>",
)


async def test_the_night_after_keeps_what_stands_and_pays_for_what_is_new(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(samples.CORPUS, corpus)
    async with serve(corpus) as sandbox:
        env = {**sandbox.env(keys=True), "PEPTALK_FIRST_PUBLICATION": "automatic"}
        async with open_embedded(Home(tmp_path / "home"), env, sink=lambda _: None) as embedded:
            await sync_models(embedded.platform(pipeline.COMMAND))
            await pipeline.sync_catalog(embedded, load(samples.CATALOG, sample=True))
            first_run, first = await run(embedded)
            (corpus / "another.xml").write_bytes(records(RECORD))
            second_run, second = await run(embedded)

            files = embedded.files
            before, after = [await objects.read(files, Monograph, each.monograph) for each in (first, second)]
            drafts = [await objects.read(files, Draft, each.draft) for each in (first, second)]
            spent = [await ledger.of_run(embedded.db, each) for each in (first_run, second_run)]
            page = (await objects.load(files, second.page)).decode()

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
