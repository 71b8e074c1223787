"""The client of PubMed: what it says of itself, what it refuses, and what it never says."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from invented import factories
from vendors.ncbi_answers import found, records

from functions.fetch import handler
from functions.fetch.settings import FetchSettings
from functions.fetch.sources.pubmed import PubMed
from functions.fetch.sources.query import query_of
from functions.fetch.sources.slices import AT_MOST
from infra.sandbox import samples
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import serve
from shared.domain.evidence.pack import EvidencePack
from shared.platform.errors import (
    ConfigurationError,
    PepTalkError,
    PermanentError,
    UpstreamRefused,
    UpstreamUnavailable,
)
from shared.platform.ports import HttpAnswer
from shared.store import objects
from shared.store.evidence import peptides

KEY = "a-secret-key-of-ours"
QUERY = query_of(factories.peptide())
TODAY = date(2026, 11, 23)


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

    await pubmed.search(QUERY, TODAY)
    await pubmed.fetch(["1"])

    for method, url, form in http.asked:
        assert method == "POST"
        assert KEY not in url
        assert (form["tool"], form["email"], form["api_key"]) == ("peptalk", "someone@example.org", KEY)


async def test_without_key_and_email_none_is_sent():
    pubmed, http = client(records("1"))

    await pubmed.fetch(["1"])

    assert set(http.asked[0][2]) == {"db", "id", "retmode", "tool"}


async def test_more_matches_than_a_peptide_may_have_is_permanent_and_says_what_to_do():
    pubmed, _ = client(found(AT_MOST + 1, ("1",)))

    with pytest.raises(PermanentError, match=r"150,001 records.*150,000.*narrower terms.*exemplin\[tiab\]"):
        await pubmed.search(QUERY, TODAY)


async def test_fewer_ids_than_counted_is_an_outage():
    pubmed, _ = client(found(3, ("1", "1", "2")))

    with pytest.raises(UpstreamUnavailable, match="counts 3 records and named 2"):
        await pubmed.search(QUERY, TODAY)


async def test_what_did_not_come_and_pubmed_does_not_know_is_missing_and_not_owed():
    pubmed, http = client(records("1", "2"), found(0))

    batch = await pubmed.fetch(["1", "2", "3", "4"])

    assert (batch.missing, batch.owed) == (("3", "4"), ())
    assert http.asked[1][2]["term"] == "3[uid] OR 4[uid]"


async def test_what_pubmed_knows_no_more_is_told_only_where_it_knows_what_it_has_just_named():
    pubmed, http = client(found(2, ("1", "9")), found(0))

    assert await pubmed.forgotten(["1", "2"], "9") == ("2",)
    assert http.asked[0][2]["term"] == "1[uid] OR 2[uid] OR 9[uid]"
    with pytest.raises(UpstreamUnavailable, match="PubMed named PMID 9 and does not know it"):
        await pubmed.forgotten(["1", "2"], "9")


@pytest.mark.parametrize(("again", "missing"), [(("3",), ()), ((), ("3",))])
async def test_what_did_not_come_and_pubmed_knows_is_asked_for_again_and_then_owed(again, missing):
    pubmed, http = client(records("1", "2"), found(1, ("3",)), records(*again))

    batch = await pubmed.fetch(["1", "2", "3"])

    assert (batch.missing, batch.owed) == (missing, missing)
    assert http.asked[2][2]["id"] == "3"


async def test_a_record_that_comes_in_place_of_another_is_what_it_was_merged_into():
    pubmed, _ = client(records("1", "77"), found(0))

    batch = await pubmed.fetch(["1", "2"])

    assert [each.pmid for each in batch.studies] == ["1", "77"]


async def test_another_record_in_place_of_one_that_pubmed_still_knows_is_left_out():
    pubmed, _ = client(records("1", "77"), found(1, ("2",)), records("2"))

    assert [each.pmid for each in (await pubmed.fetch(["1", "2"])).studies] == ["1", "2"]


async def test_a_record_that_was_not_asked_for_is_left_out():
    pubmed, _ = client(records("1", "2", "77"))

    assert [each.pmid for each in (await pubmed.fetch(["1", "2"])).studies] == ["1", "2"]


async def test_a_record_that_cannot_be_read_is_refused_and_named():
    bad = b"<PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    pubmed, _ = client(records("1").replace(b"</PubmedArticleSet>", bad), found(0))

    assert (await pubmed.fetch(["1", "2"])).refused == ("2",)


async def test_a_record_that_can_be_read_when_it_is_asked_for_again_is_not_refused():
    bad = b"<PubmedArticle><MedlineCitation></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    pubmed, _ = client(records("1").replace(b"</PubmedArticleSet>", bad), found(1, ("2",)), records("2"))

    batch = await pubmed.fetch(["1", "2"])

    assert ([each.pmid for each in batch.studies], batch.refused) == (["1", "2"], ())


def rewritten(count: int, said: str, translation: str = "x[Title/Abstract]") -> bytes:
    body = found(count, tuple(map(str, range(1, count + 1))))
    return body.replace(b"exemplin[tiab]", translation.encode()).replace(
        b"</eSearchResult>", f"{said}</eSearchResult>".encode()
    )


TWO = query_of(factories.peptide(terms=["aa", "bb cc"], exclude=["dd ee"]))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ('<QuotedPhraseNotFound>"bb cc"[Title/Abstract]</QuotedPhraseNotFound>', '(("aa"[tiab]) NOT ("dd ee"[tiab]))'),
        ('<QuotedPhraseNotFound>"dd ee"</QuotedPhraseNotFound>', '("aa"[tiab] OR "bb cc"[tiab])'),
    ],
)
async def test_a_phrase_that_pubmed_would_take_apart_is_left_out_and_the_rest_is_asked_again(said, asked):
    pubmed, http = client(rewritten(40, f"<WarningList>{said}</WarningList>"), found(1, ("1",)))

    answer, known = await pubmed.search(TWO, TODAY)

    assert (answer.count, http.asked[1][2]["term"]) == (1, asked)
    assert known.hash == TWO.hash
    assert any("QuotedPhraseNotFound" in each for each in answer.warnings)


async def test_a_single_word_that_pubmed_does_not_know_finds_nothing_and_broadens_nothing():
    pubmed, http = client(rewritten(2, "<ErrorList><PhraseNotFound>aa[Title/Abstract]</PhraseNotFound></ErrorList>"))

    answer, _ = await pubmed.search(TWO, TODAY)

    assert (answer.count, len(http.asked)) == (2, 1)


async def test_a_query_of_which_nothing_is_known_finds_nothing():
    said = '<ErrorList><PhraseNotFound>aa</PhraseNotFound><PhraseNotFound>"bb cc"</PhraseNotFound></ErrorList>'
    pubmed, _ = client(rewritten(40, said))

    answer, known = await pubmed.search(TWO, TODAY)

    assert (answer.count, answer.ids) == (0, ())
    assert known.left_out == ('"aa"[tiab]', '"bb cc"[tiab]')
    assert "40 matches of a broader search were left out" in answer.warnings[-1]


@pytest.mark.parametrize(
    ("said", "translation"),
    [
        ("", '"aa"[Title/Abstract] OR ("bb"[All Fields] AND "cc"[All Fields])'),
        ("<ErrorList><PhraseNotFound>who knows</PhraseNotFound></ErrorList>", '"aa"[Title/Abstract]'),
        ("<ErrorList><FieldNotFound>tiabx</FieldNotFound></ErrorList>", '"aa"[Title/Abstract]'),
    ],
)
async def test_a_query_that_pubmed_rewrote_in_ways_unknown_is_refused(said, translation):
    pubmed, _ = client(rewritten(2, said, translation))

    with pytest.raises(UpstreamRefused, match="rewrote the query"):
        await pubmed.search(TWO, TODAY)


async def test_a_phrase_that_was_mapped_to_something_else_is_left_out():
    said = "<TranslationSet><Translation><From>aa</From><To>aa aa[Journal]</To></Translation></TranslationSet>"
    pubmed, http = client(rewritten(2, said), found(1, ("1",)))

    await pubmed.search(TWO, TODAY)

    assert http.asked[1][2]["term"] == '(("bb cc"[tiab]) NOT ("dd ee"[tiab]))'


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
        await (pubmed.search(QUERY, TODAY) if ask == "search" else pubmed.fetch(["1"]))

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
    async with serve(samples.CORPUS) as sandbox:
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
    async with serve(samples.CORPUS, faults=Faults([of_spec(f"ncbi/efetch:{fault}")])) as sandbox:
        settings = FetchSettings.read({**sandbox.env(), "PEPTALK_NCBI_TIMEOUT": "0.4"})

        with pytest.raises(UpstreamUnavailable, match=r"within 0\.4 s"):
            await PubMed(http, settings).fetch(["99000101"])


@pytest.mark.parametrize("value", ["0", "-1", "601", "nan", "soon"])
def test_a_time_that_cannot_be_is_refused_by_name(value):
    with pytest.raises(ConfigurationError, match="PEPTALK_NCBI_TIMEOUT"):
        FetchSettings.read({"PEPTALK_NCBI_TIMEOUT": value})
