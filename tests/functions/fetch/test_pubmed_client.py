"""The client of PubMed: what it says of itself, what it refuses, and what it never says."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import factories
import pytest

from functions.fetch import handler
from functions.fetch.pubmed import REACHABLE, PubMed
from functions.fetch.query import query_of
from functions.fetch.settings import FetchSettings
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import serve
from shared.domain.pack import EvidencePack
from shared.platform.errors import ConfigurationError, PepTalkError, PermanentError, UpstreamUnavailable
from shared.platform.ports import HttpAnswer
from shared.store import objects, peptides

CORPUS = Path(__file__).parents[3] / "infra" / "sandbox" / "sample" / "corpus"
KEY = "a-secret-key-of-ours"
QUERY = query_of(factories.peptide())


def found(count: int, ids: tuple[str, ...] = ()) -> bytes:
    named = "".join(f"<Id>{each}</Id>" for each in ids)
    return (
        f'<?xml version="1.0"?><eSearchResult><Count>{count}</Count><RetMax>{len(ids)}</RetMax><RetStart>0</RetStart>'
        f"<IdList>{named}</IdList><QueryTranslation>exemplin[tiab]</QueryTranslation></eSearchResult>"
    ).encode()


def records(*pmids: str) -> bytes:
    each = "".join(
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID><Article>'
        f"<ArticleTitle>T.</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
        for pmid in pmids
    )
    return f'<?xml version="1.0"?><PubmedArticleSet>{each}</PubmedArticleSet>'.encode()


@dataclass
class Recorded:
    """Answers from a list; it keeps how it was asked."""

    answers: list[tuple[int, bytes]]
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    async def request(self, method, url, *, params=None, form=None, headers=None, timeout=60.0, max_bytes=64_000_000):
        del headers, timeout, max_bytes
        assert params is None
        self.asked.append((method, url, dict(form or {})))
        status, body = self.answers.pop(0)
        return HttpAnswer(status=status, headers={"content-type": "text/xml"}, body=body)


def client(*bodies, status=200, **env):
    http = Recorded([(status, body) for body in bodies])
    return PubMed(http, FetchSettings.read(env)), http


@pytest.mark.parametrize(
    ("env", "apart"),
    [({}, 0.4), ({"NCBI_API_KEY": KEY}, 0.1), ({"PEPTALK_NCBI_URL": "http://127.0.0.1:8788/entrez/eutils"}, 0.0)],
)
def test_ncbi_is_asked_as_fast_as_it_allows_and_a_stand_in_as_fast_as_it_can(env, apart):
    assert FetchSettings.read(env).pace.gap == apart


async def test_every_request_is_a_post_that_says_who_asks_and_keeps_the_key_out_of_the_address():
    pubmed, http = client(found(1, ("1",)), records("1"), NCBI_API_KEY=KEY, NCBI_EMAIL="someone@example.org")

    await pubmed.search(QUERY)
    await pubmed.fetch(["1"])

    for method, url, form in http.asked:
        assert method == "POST"
        assert KEY not in url
        assert (form["tool"], form["email"], form["api_key"]) == ("peptalk", "someone@example.org", KEY)


async def test_without_key_and_email_none_is_sent():
    pubmed, http = client(records("1"))

    await pubmed.fetch(["1"])

    assert set(http.asked[0][2]) == {"db", "id", "retmode", "tool"}


async def test_more_matches_than_pubmed_names_is_permanent_and_says_what_to_do():
    pubmed, _ = client(found(REACHABLE + 1, ("1",)))

    with pytest.raises(PermanentError, match=r"10,000 records.*9,999.*narrower terms.*exemplin\[tiab\]"):
        await pubmed.search(QUERY)


async def test_fewer_ids_than_counted_is_an_outage():
    pubmed, _ = client(found(3, ("1", "1", "2")))

    with pytest.raises(UpstreamUnavailable, match="counts 3 records and named 2"):
        await pubmed.search(QUERY)


@pytest.mark.parametrize(("came", "missing"), [(("1", "2"), ("3", "4")), (("1", "2", "3", "4"), ())])
async def test_up_to_half_may_be_missing_and_is_named(came, missing):
    pubmed, _ = client(records(*came))

    assert (await pubmed.fetch(["1", "2", "3", "4"])).missing == missing


async def test_more_than_half_missing_is_an_outage():
    pubmed, _ = client(records("1", "99"))

    with pytest.raises(UpstreamUnavailable, match="1 of 4"):
        await pubmed.fetch(["1", "2", "3", "4"])


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, f'{{"error":"API key invalid","api-key":"{KEY}"}}'.encode()),
        (429, f'{{"error":"API rate limit exceeded","api-key":"{KEY}"}}'.encode()),
        (500, b"oops"),
        (403, f"<html>{KEY}</html>".encode()),
        (200, f"<html>{KEY}</html>".encode()),
        (200, f"<eSearchResult><ERROR>{KEY}</ERROR></eSearchResult>".encode()),
        (200, f"<eFetchResult><ERROR>{KEY}</ERROR></eFetchResult>".encode()),
    ],
)
@pytest.mark.parametrize("ask", ["search", "fetch"])
async def test_no_error_repeats_the_key_that_ncbi_echoes(ask, status, body):
    pubmed, _ = client(body, status=status, NCBI_API_KEY=KEY)

    with pytest.raises(PepTalkError) as raised:
        await (pubmed.search(QUERY) if ask == "search" else pubmed.fetch(["1"]))

    seen: BaseException | None = raised.value
    while seen is not None:
        assert KEY not in f"{seen} {seen!r}"
        seen = seen.__cause__


async def test_the_key_stays_out_of_settings_as_text_and_of_a_broken_connection(http):
    settings = FetchSettings.read({"NCBI_API_KEY": KEY})
    gone = FetchSettings.read({"NCBI_API_KEY": KEY, "PEPTALK_NCBI_URL": "http://127.0.0.1:9/entrez/eutils"})

    with pytest.raises(UpstreamUnavailable) as raised:
        await PubMed(http, gone).fetch(["1"])

    assert KEY not in f"{settings} {settings!r} {raised.value} {raised.value.__cause__!r}"


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Mortal:
    """A database whose process dies at its call number `at`, before or after the call took effect."""

    inner: object
    at: int
    after: bool
    calls: int = 0

    def __getattr__(self, name: str):
        method = getattr(self.inner, name)

        async def call(*args):
            self.calls += 1
            mine = self.calls
            if mine == self.at and not self.after:
                raise Killed
            result = await method(*args)
            if mine == self.at:
                raise Killed
            return result

        return call


@pytest.mark.parametrize("after", [False, True])
async def test_a_death_at_any_call_and_a_replay_come_to_the_same_pack(after, as_function, clock, lines):
    entry = factories.peptide(slug="pretendulin", name="Pretendulin", aliases=[], terms=["pretendulin"])
    async with serve(CORPUS) as sandbox:
        platform = as_function("fetch", PEPTALK_NCBI_URL=f"{sandbox.url}/entrez/eutils", NCBI_API_KEY=KEY)
        await platform.db.batch(peptides.sync([entry], "sample", clock.now()))
        whole = await handler.handle(factories.fetch(slug="pretendulin", run_id="whole"), platform)
        deaths = 0
        while True:
            job = factories.fetch(slug="pretendulin", run_id=f"run-{deaths}")
            mortal = Mortal(platform.db, at=deaths + 1, after=after)
            try:
                await handler.handle(job, replace(platform, db=mortal))
            except Killed:
                deaths += 1
            else:
                break
            clock.advance(600)
            again = await handler.handle(job, platform)
            assert again.messages[0].pack == whole.messages[0].pack

    pack = EvidencePack.model_validate_json(await objects.load(platform.files, whole.messages[0].pack))
    assert deaths >= 5
    assert pack.studies
    assert not any(KEY in line for line in lines)


@pytest.mark.parametrize("fault", ["slow-drip=30", "latency=30"])
async def test_an_answer_must_have_come_whole_within_the_time_set(http, fault):
    async with serve(CORPUS, faults=Faults([of_spec(f"ncbi/efetch:{fault}")])) as sandbox:
        settings = FetchSettings.read({**sandbox.env(), "PEPTALK_NCBI_TIMEOUT": "0.4"})

        with pytest.raises(UpstreamUnavailable, match=r"within 0\.4 s"):
            await PubMed(http, settings).fetch(["99000101"])


@pytest.mark.parametrize("value", ["0", "-1", "601", "nan", "soon"])
def test_a_time_that_cannot_be_is_refused_by_name(value):
    with pytest.raises(ConfigurationError, match="PEPTALK_NCBI_TIMEOUT"):
        FetchSettings.read({"PEPTALK_NCBI_TIMEOUT": value})
