"""The client of Crossref over loopback: what it asks, what a filter can carry, and which failures are whose."""

import json
import shutil
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from functions.verify.crossref import Crossref
from functions.verify.patience import Patience
from functions.verify.settings import VerifySettings
from infra.sandbox import samples
from infra.sandbox.literature import crossref
from infra.sandbox.server import serve
from shared.domain.vocabulary import Flag
from shared.platform.errors import RetryableError, UpstreamRefused, UpstreamUnavailable
from shared.platform.ports import HttpAnswer, Platform
from shared.store.evidence import study_flags

NOTICE = "10.5555/invented.notice.1"
SAID = {"type": "retraction", "source": "retraction-watch", "updated": {"date-time": "2026-11-20T00:00:00Z"}}
COMMAS = "10.1001/jama.251.19.2504,2509"


@dataclass
class Vendor:
    """Crossref's stand-in, and a platform that asks it."""

    platform: Platform
    folder: Path

    def knows(self, *works):
        (self.folder / crossref.FILE).write_text(json.dumps(works), "utf-8")

    def client(self, http=None) -> Crossref:
        platform = replace(self.platform, http=http or self.platform.http)
        patience = Patience(platform, platform.clock.now() + timedelta(seconds=60))
        return Crossref(platform, VerifySettings.read(platform.env), patience)


@pytest.fixture
async def vendor(as_function, tmp_path):
    shutil.copy(samples.CORPUS / "pretendulin.xml", tmp_path)
    async with serve(tmp_path) as sandbox:
        yield Vendor(as_function("verify", **sandbox.env()), tmp_path)


def watched(*dois):
    return [study_flags.Watched(f"PMID:{number}", doi, frozenset()) for number, doi in enumerate(dois)]


@pytest.mark.parametrize("field", ["updated-by", "update-to"])
@pytest.mark.parametrize("doi", ["10.5555/x", COMMAS, "10.5555/a,b,c"])
async def test_works_and_notices_are_both_asked_for_and_both_read(vendor, field, doi):
    other = {"DOI": doi.partition(",")[0], "updated-by": [{**SAID, "DOI": "10.5555/not.ours"}]}
    work = {"DOI": doi.upper(), **({"updated-by": [{**SAID, "DOI": NOTICE}]} if field == "updated-by" else {})}
    notice = {"DOI": NOTICE, **({"update-to": [{**SAID, "DOI": doi.upper()}]} if field == "update-to" else {})}
    vendor.knows(*([other] if "," in doi else []), work, notice)
    client = vendor.client()

    (told,) = await client.told(watched(doi))

    assert (told.study_id, told.flag, told.notice) == ("PMID:0", Flag.RETRACTION_SUSPECTED, NOTICE)
    assert (client.refused, client.requests) == ([], 2)


@pytest.mark.parametrize(("doi", "looked_up"), [("10.1000/a,b:c", False), ("10.1000/a,", False), (COMMAS, True)])
async def test_of_a_doi_that_no_filter_can_carry_the_work_is_read_and_it_is_told(vendor, doi, looked_up):
    vendor.knows({"DOI": doi, "updated-by": [{**SAID, "DOI": NOTICE}]})
    client = vendor.client()

    (told,) = await client.told(watched(doi))

    assert told.notice == NOTICE
    assert client.refused == ([] if looked_up else [doi])


async def test_a_doi_with_a_comma_that_crossref_does_not_know_is_no_fault(vendor):
    client = vendor.client()

    assert await client.told(watched(COMMAS)) == []
    assert client.refused == []


@dataclass
class Failing:
    """The Http port in front of Crossref's stand-in, of whose requests one is answered otherwise."""

    inner: object
    at: int
    answer: HttpAnswer | Exception
    asked: int = 0

    async def request(self, method, url, **more):
        self.asked += 1
        if self.asked != self.at:
            return await self.inner.request(method, url, **more)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize(("doi", "at"), [("10.5555/x", 1), ("10.5555/x", 2), *((COMMAS, at) for at in (1, 2, 3))])
@pytest.mark.parametrize(
    "answer",
    [
        HttpAnswer(429, {}, b"Too Many Requests"),
        HttpAnswer(502, {}, b""),
        HttpAnswer(403, {}, b"Forbidden"),
        HttpAnswer(404, {}, b"<html>no route</html>"),
        UpstreamUnavailable("no answer within 2 s"),
    ],
)
async def test_a_failure_of_any_one_request_is_a_failure_of_all(vendor, doi, at, answer):
    vendor.knows({"DOI": NOTICE, "update-to": [{**SAID, "DOI": doi}]})
    http = Failing(vendor.platform.http, at, answer)

    with pytest.raises(RetryableError):
        await vendor.client(http).told(watched(doi))

    assert http.asked == at


@pytest.mark.parametrize(
    "body",
    [b"Bad Request", b'{"status":"failed","message":[{"type":"filter-not-available","message":"no such filter"}]}'],
)
async def test_a_crossref_that_refuses_every_doi_alike_has_looked_up_none(vendor, body):
    @dataclass
    class Refusing:
        asked: int = 0

        async def request(self, *_, **__):
            self.asked += 1
            return HttpAnswer(400, {}, body)

    http = Refusing()
    client = vendor.client(http)

    with pytest.raises(UpstreamRefused, match=r"no such filter|no reason given"):
        await client.told(watched("10.5555/a", "10.5555/b", "10.5555/c", "10.5555/d"))

    assert client.refused == []
    assert http.asked == (1 if body.startswith(b"{") else 7)


async def test_what_is_refused_without_a_reason_is_left_out_where_crossref_answers_for_others(vendor):
    @dataclass
    class Picky:
        inner: object

        async def request(self, method, url, *, params, **more):
            if "10.5555/odd" in params.get("filter", ""):
                return HttpAnswer(400, {}, b"Bad Request")
            return await self.inner.request(method, url, params=params, **more)

    vendor.knows({"DOI": "10.5555/b", "updated-by": [{**SAID, "DOI": NOTICE}]})
    client = vendor.client(Picky(vendor.platform.http))

    (told,) = await client.told(watched("10.5555/odd", "10.5555/b"))

    assert (told.study_id, client.refused) == ("PMID:1", ["10.5555/odd"])
