"""A record that is not well-formed, and what came with it."""

import re
from dataclasses import dataclass, field

import pytest
from vendors.ncbi_answers import found, records

from functions.fetch.settings import FetchSettings
from functions.fetch.sources.pubmed import PubMed
from shared.platform.errors import UpstreamUnavailable
from shared.platform.ports import HttpAnswer


@dataclass
class Spoiling:
    """PubMed, of whose records some are not well-formed: an answer with one of them breaks there."""

    spoilt: set[str]
    asked: list[list[str]] = field(default_factory=list)

    async def request(self, method, url, *, params=None, form=None, headers=None, timeout=60.0, max_bytes=64_000_000):
        del method, params, headers, timeout, max_bytes
        if url.endswith("esearch.fcgi"):
            known = tuple(re.findall(r"\d+", form["term"]))
            return HttpAnswer(status=200, headers={"content-type": "text/xml"}, body=found(len(known), known))
        ids = form["id"].split(",")
        self.asked.append(ids)
        body = records(*ids)
        for each in self.spoilt.intersection(ids):
            body = body.replace(f'Version="1">{each}<'.encode(), f'Version="1">{each}</Wrong><'.encode())
        return HttpAnswer(status=200, headers={"content-type": "text/xml"}, body=body)


@pytest.mark.parametrize("spoilt", [{"100"}, {"100", "299"}, {"101", "102", "103"}])
async def test_a_record_that_is_not_well_formed_spoils_none_that_came_with_it(spoilt):
    pmids = [str(number) for number in range(100, 300)]
    http = Spoiling(spoilt)

    batch = await PubMed(http, FetchSettings.read({})).fetch(pmids)

    assert {each.pmid for each in batch.studies} == set(pmids) - spoilt
    assert (set(batch.refused), set(batch.owed), set(batch.missing)) == (spoilt, spoilt, spoilt)
    assert len(http.asked) < 40


async def test_a_lone_record_that_cannot_be_read_is_refused_and_is_no_outage():
    http = Spoiling({"7"})

    batch = await PubMed(http, FetchSettings.read({})).fetch(["7"])

    assert (batch.studies, batch.refused, batch.owed) == ((), ("7",), ("7",))
    assert http.asked == [["7"], ["7"]]


async def test_an_answer_that_is_spoilt_throughout_is_an_outage_and_not_asked_for_record_by_record():
    pmids = [str(number) for number in range(100, 300)]
    http = Spoiling(set(pmids))

    with pytest.raises(UpstreamUnavailable, match="not well-formed"):
        await PubMed(http, FetchSettings.read({})).fetch(pmids)

    assert len(http.asked) < 40
