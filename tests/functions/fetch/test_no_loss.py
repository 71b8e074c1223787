"""Whatever fails at whichever request: the set that stands in the end is the one of a run that met no fault."""

import random
from dataclasses import replace

import pytest
from invented import factories

from functions.fetch import handler
from functions.fetch.sources.query import query_of
from infra.sandbox import samples
from infra.sandbox.server import serve
from queues.messages import FetchStudies
from shared.domain.canonical import digest
from shared.platform.errors import RetryableError, UpstreamUnavailable
from shared.platform.ports import HttpAnswer, Statement
from shared.store.evidence import peptides, studies

SEED = 20_261_123
PAGE = 12

ANSWERS = {
    "throttled": HttpAnswer(429, {}, b'{"error":"API rate limit exceeded","count":"11"}'),
    "rate limit with 200": HttpAnswer(200, {}, b'{"error":"API rate limit exceeded","count":"11"}'),
    "html": HttpAnswer(200, {}, b"<html><body>Interrupted</body></html>"),
    "empty": HttpAnswer(200, {}, b""),
    "prolog": HttpAnswer(200, {}, b'<?xml version="1.0" ?>\n'),
    "failed": HttpAnswer(502, {}, b"Bad gateway"),
    "exception": HttpAnswer(200, {}, b"<r><ERROR>NCBI C++ Exception: TXCLIENT::readAll EOF</ERROR></r>"),
    "backend": HttpAnswer(200, {}, b"<eSearchResult><ERROR>Search Backend failed: busy</ERROR></eSearchResult>"),
}
FAULTS = (*ANSWERS, "cut off", "reset", "fewer")


class Failing:
    """The Http port of an NCBI that fails once, at its request number `at`; `None` never fails."""

    def __init__(self, http, fault: str, at: int | None) -> None:
        self.http, self.fault, self.at, self.asked = http, fault, at, 0

    async def request(self, method, url, **rest):
        if "eutils" not in url:
            return await self.http.request(method, url, **rest)
        self.asked += 1
        if self.asked != self.at:
            return await self.http.request(method, url, **rest)
        if self.fault == "reset":
            raise UpstreamUnavailable("connection reset", vendor="ncbi")
        if self.fault in ANSWERS:
            return ANSWERS[self.fault]
        answer = await self.http.request(method, url, **rest)
        if self.fault == "cut off":
            return replace(answer, body=answer.body[: len(answer.body) // 2])
        lost = b"</Id>" if b"<Id>" in answer.body else b"</PubmedArticle>"
        first = b"<Id>" if b"<Id>" in answer.body else b"<PubmedArticle>"
        begin, end = answer.body.find(first), answer.body.find(lost)
        return answer if end < 0 else replace(answer, body=answer.body[:begin] + answer.body[end + len(lost) :])


async def run(platform, run_id: str, clock) -> int:
    """A whole run, tried again after whatever may pass; returns how often."""
    job, again = factories.fetch(slug="pretendulin", run_id=run_id), 0
    while True:
        try:
            outcome = await handler.handle(job, platform, records=PAGE)
        except RetryableError:
            again += 1
            assert again < 10
            clock.advance(1_000)
            continue
        await platform.db.batch(outcome.writes)
        if not outcome.messages or not isinstance(outcome.messages[0], FetchStudies):
            return again
        (job,) = outcome.messages


async def held(platform) -> str:
    """What the peptide's set holds, in one hash."""
    peptide = (await peptides.by_slug(platform.db, "pretendulin")).peptide
    found = await studies.of(platform.db, "pretendulin", query_of(peptide).hash)
    return digest("\n".join(f"{study.pmid} {study.revision}" for study, _ in found).encode())


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_at_any_request_loses_no_record(fault, as_function, clock):
    entry = factories.peptide(slug="pretendulin", name="Pretendulin", aliases=[], terms=["pretendulin"])
    async with serve(samples.CORPUS) as sandbox:
        platform = as_function("fetch", **sandbox.env())
        await platform.db.batch(peptides.sync([entry], "sample", clock.now()))
        clean = Failing(platform.http, fault, None)
        await run(replace(platform, http=clean), "clean", clock)
        whole = await held(platform)
        at = (
            random.Random(f"{SEED} {fault}").sample(range(1, clean.asked + 1), min(3, clean.asked))
            if fault != "fewer"
            else range(1, clean.asked + 1)
        )
        print(f"seed {SEED}, {fault}: requests {sorted(at)} of {clean.asked}")

        for number in at:
            for table in ("peptide_studies", "study_revisions", "studies", "watermarks"):
                await platform.db.run(Statement(f"DELETE FROM {table}"))
            failing = Failing(platform.http, fault, number)
            await run(replace(platform, http=failing), f"run-{number}", clock)

            assert await held(platform) == whole
