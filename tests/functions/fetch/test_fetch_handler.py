"""Fetch against the sandbox's NCBI over the invented corpus, delivery by delivery."""

from dataclasses import replace

import pytest
from invented import factories

from functions.fetch import handler
from functions.fetch.sources.literature import Literature
from functions.fetch.sources.pubmed import PubMed
from functions.fetch.sources.query import query_of
from infra.sandbox import samples
from infra.sandbox.server import serve
from queues.messages import RenderMonograph, ReviewDraft, SynthesizeMonograph
from shared.domain.evidence.pack import EvidencePack
from shared.domain.fingerprints import Fingerprints, present
from shared.platform.errors import PermanentError, UpstreamUnavailable
from shared.platform.ports import HttpAnswer
from shared.store import objects
from shared.store.evidence import peptides, searches, studies
from shared.store.publishing import holds

PRETENDULIN = {"slug": "pretendulin", "name": "Pretendulin", "aliases": [], "terms": ["pretendulin"]}


@pytest.fixture
async def ready(as_function, clock):
    """A platform with two peptides in the catalog and the sandbox as NCBI."""
    async with serve(samples.CORPUS) as sandbox:
        platform = as_function("fetch", PEPTALK_NCBI_URL=f"{sandbox.url}/entrez/eutils")
        known = [factories.peptide(**PRETENDULIN), factories.peptide(slug="nothing", name="Zzqx", terms=["zzqx"])]
        await platform.db.batch(peptides.sync(known, "sample", clock.now()))
        yield platform


def job(slug="pretendulin", run="run-1", cursor=0):
    return factories.fetch(slug=slug, run_id=run, cursor=cursor)


async def pack_of(platform, outcome) -> EvidencePack:
    (message,) = outcome.messages
    return EvidencePack.model_validate_json(await objects.load(platform.files, message.pack))


async def test_a_peptides_literature_becomes_a_pack_for_synthesis(ready):
    outcome = await handler.handle(job(), ready)

    pack = await pack_of(ready, outcome)
    (_, search) = await searches.of_run(ready.db, "run-1", "pretendulin")
    assert isinstance(outcome.messages[0], SynthesizeMonograph)
    assert [each.pmid for each in pack.studies] == sorted(search.ids, key=int)
    assert pack.sentences
    assert {each.pmid for each in pack.sentences} <= {each.pmid for each in pack.studies if each.selected}


async def test_pages_hand_on_and_come_to_the_same_pack(ready):
    whole = await pack_of(ready, await handler.handle(job(), ready))
    total = sum(len(each.ids) for each in await searches.of_run(ready.db, "run-1", "pretendulin"))

    next_ = job(run="run-2")
    pages = 0
    while True:
        outcome = await handler.handle(next_, ready, records=3)
        pages += 1
        if not outcome.messages or isinstance(outcome.messages[0], SynthesizeMonograph):
            break
        await ready.db.batch(outcome.writes)
        (next_,) = outcome.messages

    assert pages == -(-total // 3)
    assert (await pack_of(ready, outcome)).hash == whole.hash


async def test_a_replay_gives_the_same_and_writes_no_second_search(ready, clock):
    first = await handler.handle(job(), ready)
    clock.advance(1_000)
    again = await handler.handle(job(), ready)

    assert again.messages == first.messages
    assert len(await searches.of_run(ready.db, "run-1", "pretendulin")) == 2


@pytest.mark.parametrize(
    ("changed", "leads_to"),
    [
        ({}, "unchanged"),
        ({"judging": "old"}, ReviewDraft),
        ({"showing": "old"}, RenderMonograph),
        ({"evidence": "old"}, SynthesizeMonograph),
    ],
)
async def test_what_changed_decides_the_door(changed, leads_to, ready, clock):
    pack = await pack_of(ready, await handler.handle(job(), ready))
    stored = await peptides.by_slug(ready.db, "pretendulin")
    now = present(pack.hash, stored.peptide.shown(clock.now().date()))
    decided = Fingerprints(**{**now.model_dump(), **changed})
    await ready.db.run(
        peptides.decided(
            "pretendulin",
            decided,
            draft=f"drafts/{factories.HASH}.json",
            monograph=f"monographs/{factories.HASH}.json",
            run_id="run-1",
            now=clock.now(),
        )
    )

    outcome = await handler.handle(job(run="run-2"), ready)

    if leads_to == "unchanged":
        assert (outcome.settled.state, list(outcome.messages)) == ("unchanged", [])
    else:
        assert [type(each) for each in outcome.messages] == [leads_to]
    # On command a draft is written anew whatever changed.
    anew = await handler.handle(job(run="run-3").model_copy(update={"full": True}), ready)
    assert [(type(each), each.full) for each in anew.messages] == [(SynthesizeMonograph, True)]


async def test_nothing_found_is_said_with_the_query(ready):
    outcome = await handler.handle(job("nothing"), ready)

    assert outcome.settled.state == "failed"
    assert 'nothing found: PubMed knows no record for ("zzqx"[tiab])' in outcome.settled.reason


async def test_once_pubmed_knows_a_phrase_of_which_it_knew_none_all_is_read_and_not_the_news_alone(ready, clock):
    class Forgetful:
        """PubMed, which for once says that it does not know a phrase."""

        def __init__(self, http) -> None:
            self.http, self.knows = http, False

        async def request(self, *asked, **rest):
            answer = await self.http.request(*asked, **rest)
            said = b'<WarningList><QuotedPhraseNotFound>"pretendulin"</QuotedPhraseNotFound></WarningList></eSearchR'
            return answer if self.knows else replace(answer, body=answer.body.replace(b"</eSearchR", said))

    pubmed = Forgetful(ready.http)
    forgetful = replace(ready, http=pubmed)
    first = await handler.handle(job(), forgetful)
    await ready.db.batch(first.writes)
    assert 'no record for ("pretendulin"[tiab])' in first.settled.reason

    pubmed.knows = True
    clock.advance(86_400)
    pack = await pack_of(ready, await handler.handle(job(run="run-2"), forgetful))

    assert (await pack_of(ready, await handler.handle(job(run="run-3"), ready))).hash == pack.hash
    assert len(pack.studies) > 1


async def test_a_search_that_found_nothing_at_all_moves_no_watermark_and_the_next_asks_for_everything(ready, clock):
    class Empty:
        """PubMed, which for once answers in good form that it has no record."""

        def __init__(self, http) -> None:
            self.http, self.empty = http, True

        async def request(self, method, url, **rest):
            if self.empty and url.endswith("esearch.fcgi"):
                return HttpAnswer(200, {}, b"<eSearchResult><Count>0</Count><IdList/></eSearchResult>")
            return await self.http.request(method, url, **rest)

    pubmed = Empty(ready.http)
    odd = replace(ready, http=pubmed)
    first = await handler.handle(job(), odd)
    await ready.db.batch(first.writes)
    first_marks = await searches.watermarks(ready.db, ["pretendulin"])
    pubmed.empty = False
    clock.advance(86_400)
    await handler.handle(job(run="run-2"), odd)

    assert first.settled.state == "failed"
    assert not first_marks
    assert {each.since for each in await searches.of_run(ready.db, "run-2", "pretendulin")} == {""}


async def test_a_peptide_that_nobody_knows_is_a_permanent_error(ready):
    with pytest.raises(PermanentError, match="no peptide"):
        await handler.handle(job("unheard-of"), ready)


async def test_a_search_that_finds_fewer_shrinks_no_set_and_says_so(ready, clock):
    await handler.handle(job(), ready)
    stored = await peptides.by_slug(ready.db, "pretendulin")
    invented = [(factories.study(str(980000000 + n)), factories.appraisal()) for n in range(60)]
    hash_ = query_of(stored.peptide).hash
    await ready.db.batch(studies.record(invented, slug="pretendulin", query_hash=hash_, now=clock.now()))

    outcome = await handler.handle(job(run="run-2"), ready)

    pack = EvidencePack.model_validate_json(await objects.load(ready.files, outcome.messages[0].pack))
    (_, search) = await searches.of_run(ready.db, "run-2", "pretendulin")
    assert {study.pmid for study, _ in invented} < {study.pmid for study in pack.studies}
    assert any("all are kept" in warning for warning in search.warnings)


async def test_a_record_that_pubmed_knows_no_more_stays_listed_and_nothing_rests_on_it(ready, clock):
    await handler.handle(job(), ready)
    stored = await peptides.by_slug(ready.db, "pretendulin")
    hash_ = query_of(stored.peptide).hash
    # One that NLM has deleted, and one that this query finds no more although PubMed knows it.
    elsewhere = (await PubMed(ready.http, Literature.of(ready).client.settings).named("98[uid] OR nullipressin")).ids[0]
    invented = [(factories.study(each), factories.appraisal()) for each in ("980000001", elsewhere)]
    await ready.db.batch(studies.record(invented, slug="pretendulin", query_hash=hash_, now=clock.now()))

    outcome = await handler.handle(job(run="run-2"), ready)

    pack = await pack_of(ready, outcome)
    listed = {each.pmid: each for each in pack.studies}
    (_, search) = await searches.of_run(ready.db, "run-2", "pretendulin")
    assert (listed["980000001"].selected, listed["980000001"].reason) == (False, "deleted from PubMed")
    assert listed[elsewhere].reason != "deleted from PubMed"
    assert "Deleted: PubMed does not know any more 980000001" in search.warnings


async def test_a_retired_peptide_ends_without_a_dead_letter(ready, clock):
    await ready.db.batch(peptides.sync([factories.peptide(sample=True)], "sample", clock.now()))

    outcome = await handler.handle(job(), ready)

    assert (outcome.settled.state, outcome.settled.reason) == ("superseded", "Pretendulin was retired")


async def test_a_page_that_is_held_is_judged_again_and_never_called_unchanged(ready, clock):
    first = await handler.handle(job(), ready)
    stored = await peptides.by_slug(ready.db, "pretendulin")
    pack = first.messages[0].pack
    review = factories.review(run_id="run-1", slug="pretendulin", pack=pack, draft="drafts/" + "a" * 64 + ".json")
    shown = present(objects.hash_in(pack), stored.peptide.shown(clock.now().date()))
    decided = peptides.decided(
        "pretendulin", shown, draft=review.draft, monograph=None, run_id="run-1", now=clock.now()
    )
    await ready.db.batch([*holds.hold(review, [], monograph=None, now=clock.now()), decided])

    again = await handler.handle(job(run="run-2"), ready)
    await ready.db.run(holds.settle("pretendulin", review.draft, "rejected", "Ada", "too thin", clock.now()))
    rejected = await handler.handle(job(run="run-3"), ready)

    assert [(type(each).__name__, each.draft) for each in again.messages] == [("ReviewDraft", review.draft)]
    assert rejected.settled.state == "unchanged"


async def test_an_upstream_that_is_gone_is_an_outage_and_no_result(ready):
    gone = replace(ready, env={"PEPTALK_NCBI_URL": "http://127.0.0.1:9/entrez/eutils"})

    with pytest.raises(UpstreamUnavailable):
        await handler.handle(job(), gone)


@pytest.mark.parametrize("death", [2, 3, 4])
async def test_what_a_delivery_that_died_has_read_is_not_asked_for_again(death, ready, monkeypatch):
    small = Literature.of(ready)
    monkeypatch.setattr(
        Literature, "of", lambda platform: replace(small, client=PubMed(platform.http, settings), at_once=2)
    )
    settings = small.client.settings
    asked = []

    class Killed(BaseException):
        """The process ends here."""

    class Dying:
        async def request(self, method, url, *, form=None, **rest):
            if url.endswith("efetch.fcgi"):
                if len(asked) + 1 == death and not died:
                    died.append(death)
                    raise Killed
                asked.append(form["id"].split(","))
            return await ready.http.request(method, url, form=form, **rest)

    died = []
    with pytest.raises(Killed):
        await handler.handle(job(), replace(ready, http=Dying()))
    first = len(asked)
    outcome = await handler.handle(job(), replace(ready, http=Dying()))

    (_, search) = await searches.of_run(ready.db, "run-1", "pretendulin")
    assert first == death - 1
    assert sorted(pmid for page in asked for pmid in page) == sorted(search.ids)
    assert {each.pmid for each in (await pack_of(ready, outcome)).studies} == set(search.ids)
