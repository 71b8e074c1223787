"""esearch and efetch over HTTP, in NCBI's shapes."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from defusedxml.ElementTree import fromstring
from rigs.places import REAL_DATA

from infra.sandbox.server import serve

Record = Callable[..., str]
Save = Callable[..., Path]


async def _search(web: httpx.AsyncClient, **parameters: Any) -> Any:
    answer = await web.get("esearch.fcgi", params={"db": "pubmed", **parameters})
    assert answer.status_code == 200
    return fromstring(answer.content)


async def test_a_search_answers_in_xml(web: httpx.AsyncClient):
    answer = await web.get("esearch.fcgi", params={"term": '"exemplin 12"[tiab]'})

    assert answer.headers["content-type"] == "text/xml; charset=UTF-8"
    assert answer.text == (
        '<?xml version="1.0" encoding="UTF-8" ?>\n'
        '<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" '
        '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
        "<eSearchResult><Count>2</Count><RetMax>2</RetMax><RetStart>0</RetStart><IdList>\n"
        "<Id>1002</Id>\n<Id>1001</Id>\n</IdList><TranslationSet/>"
        '<QueryTranslation>"exemplin 12"[Title/Abstract]</QueryTranslation></eSearchResult>\n'
    )


async def test_a_search_answers_in_json(web: httpx.AsyncClient):
    answer = await web.post(
        "esearch.fcgi",
        data={"db": "pubmed", "term": '"insulin trial"[ti] OR zzz', "retmode": "json", "usehistory": "y"},
    )

    result = answer.json()["esearchresult"]
    assert answer.json()["header"] == {"type": "esearch", "version": "0.3"}
    assert (result["count"], result["idlist"], result["querykey"]) == ("1", ["1002"], "1")
    assert result["errorlist"] == {"phrasesnotfound": ["zzz"], "fieldsnotfound": []}
    assert result["warninglist"]["quotedphrasesnotfound"] == ['"insulin trial"[Title]']
    assert result["webenv"].startswith("MCID_")


async def test_a_phrase_not_found_is_reported(web: httpx.AsyncClient):
    found = await _search(web, term="abcXYZ")

    assert found.findtext("Count") == "0"
    assert found.findtext("ErrorList/PhraseNotFound") == "abcXYZ"
    assert found.findtext("WarningList/OutputMessage") == "No items found."


async def test_a_page_is_cut_from_the_ids(web: httpx.AsyncClient):
    found = await _search(web, term="journal of invented results[ta]", retstart=1, retmax=2)

    assert [each.text for each in found.iter("Id")] == ["1005", "1003"]
    assert (found.findtext("Count"), found.findtext("RetMax"), found.findtext("RetStart")) == ("6", "2", "1")


@pytest.mark.parametrize(
    ("parameters", "pmids"),
    [
        ({"datetype": "pdat", "mindate": "2022", "maxdate": "2023/01/01"}, ["1005", "1006", "1003", "1002"]),
        ({"datetype": "crdt", "mindate": "2024/01/01", "maxdate": "3000"}, ["1006", "1003"]),
        ({"datetype": "crdt", "reldate": "1"}, []),
    ],
)
async def test_dates_narrow_a_search(web: httpx.AsyncClient, parameters: dict[str, str], pmids: list[str]):
    found = await _search(web, term="journal of invented results[ta]", **parameters)

    assert sorted(each.text for each in found.iter("Id")) == sorted(pmids)


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ({"db": "fleegle", "term": "a"}, "Invalid db name specified: fleegle"),
        ({}, "Empty term and query_key - nothing todo"),
        (
            {"term": "rats", "retstart": "9999"},
            "Search Backend failed: Exception: 'retstart' cannot be larger than 9998.",
        ),
        ({"term": "(rats"}, "Invalid query: an opening parenthesis without a closing one"),
        (
            {"term": "rats", "mindate": "2020"},
            "mindate and maxdate must be given together, as YYYY, YYYY/MM or YYYY/MM/DD",
        ),
    ],
)
async def test_a_search_that_cannot_be_done_is_an_error_inside_200(
    web: httpx.AsyncClient, parameters: dict[str, str], error: str
):
    in_xml = await web.get("esearch.fcgi", params=parameters)
    in_json = await web.get("esearch.fcgi", params=parameters | {"retmode": "json"})

    assert (in_xml.status_code, in_json.status_code) == (200, 200)
    assert fromstring(in_xml.content).findtext("ERROR") == error
    assert in_json.json()["esearchresult"] == {"ERROR": error}


@pytest.mark.skipif(not REAL_DATA.is_dir(), reason="the folder of real error bodies is absent")
async def test_errors_say_what_ncbi_says(web: httpx.AsyncClient):
    errors = REAL_DATA / "eutils_errors"
    quoted = errors / "quoted_from_threads"

    no_database = await web.get("esearch.fcgi", params={"db": "fleegle", "term": "x", "retmode": "json"})
    too_far = await web.get("esearch.fcgi", params={"term": "x", "retstart": 10_000})
    no_ids = await web.get("efetch.fcgi", params={"db": "pubmed", "id": "x", "retmode": "xml"})
    db_omitted = await web.get("efetch.fcgi", params={"id": "1"})

    assert no_database.json() == json.loads((errors / "klortho_eutils_json/esearch.baderror.json").read_text())
    assert _error(too_far.content) == _error((quoted / "esearch_retstart_over_9998.xml").read_bytes())
    assert no_ids.text.split() == (quoted / "efetch_400_id_list_empty.xml").read_text().split()
    assert db_omitted.text == (quoted / "efetch_400_db_omitted.txt").read_text().strip()
    assert (no_ids.status_code, db_omitted.status_code) == (400, 400)


def _error(body: bytes) -> str:
    return fromstring(body).findtext("ERROR")


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_fetching_gives_the_records_asked_for_and_leaves_out_the_unknown(
    web: httpx.AsyncClient, folder: Path, method: str
):
    asked = {"db": "pubmed", "id": "1004, 99,1001,x,1004", "retmode": "xml"}

    answer = await web.request(method, "efetch.fcgi", **{"params" if method == "GET" else "data": asked})  # type: ignore[arg-type]

    articles = fromstring(answer.content).findall("PubmedArticle")
    assert [each.findtext("MedlineCitation/PMID") for each in articles] == ["1004", "1001"]
    assert answer.text.startswith(
        '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle'
    )


async def test_a_history_is_fetched_in_pages(web: httpx.AsyncClient):
    first = await _search(web, term="rats", usehistory="y", retmax=0)
    env = first.findtext("WebEnv")
    second = await _search(web, term="journal of invented results[ta]", usehistory="y", WebEnv=env)

    asked = {"db": "pubmed", "WebEnv": env, "query_key": "2", "retmode": "xml", "retstart": 4, "retmax": 10}
    answer = await web.get("efetch.fcgi", params=asked)

    assert (first.findtext("QueryKey"), second.findtext("QueryKey"), second.findtext("WebEnv")) == ("1", "2", env)
    assert [each.findtext("MedlineCitation/PMID") for each in fromstring(answer.content)] == ["1001", "1004"]


async def test_an_unknown_history_is_refused(web: httpx.AsyncClient):
    answer = await web.get(
        "efetch.fcgi", params={"db": "pubmed", "WebEnv": "MCID_x", "query_key": "1", "retmode": "xml"}
    )

    assert (answer.status_code, _error(answer.content)) == (400, "Unable to obtain query #1")


async def test_a_study_added_to_the_folder_is_found_by_the_next_search(
    web: httpx.AsyncClient, folder: Path, save: Save, record: Record
):
    before = await _search(web, term="quixotide[ti]")

    save(folder, "new.xml", record(2001, "Quixotide"))
    after = await _search(web, term="quixotide[ti]")
    fetched = await web.get("efetch.fcgi", params={"db": "pubmed", "id": "2001", "retmode": "xml"})

    assert (before.findtext("Count"), after.findtext("Count")) == ("0", "1")
    assert record(2001, "Quixotide") in fetched.text


async def test_no_more_than_9999_ids_can_be_listed(tmp_path: Path, save: Save, record: Record):
    one = record(1).replace(">1<", ">{}<", 1)
    save(tmp_path, "many.xml", *(one.replace("{}", str(pmid)) for pmid in range(1, 10_051)))

    async with (
        serve(tmp_path) as sandbox,
        httpx.AsyncClient(base_url=f"{sandbox.url}/entrez/eutils/", timeout=30) as web,
    ):
        found = await _search(web, term="invented", retmax=20_000)
        last = await _search(web, term="invented", retstart=9_998)

    assert (found.findtext("Count"), len(found.findall("IdList/Id"))) == ("10050", 9_999)
    assert len(last.findall("IdList/Id")) == 1


async def test_many_may_ask_at_once(web: httpx.AsyncClient):
    answers = await asyncio.gather(*(_search(web, term=f"{pmid}[uid]") for pmid in range(1001, 1007) for _ in range(5)))

    assert [each.findtext("IdList/Id") for each in answers] == [
        str(pmid) for pmid in range(1001, 1007) for _ in range(5)
    ]


async def test_the_real_records_are_found(real_data: Path):
    async with (
        serve(real_data / "pubmed") as sandbox,
        httpx.AsyncClient(base_url=f"{sandbox.url}/entrez/eutils/", timeout=30) as web,
    ):
        insulin = await _search(web, term="insulin")
        everything = await _search(web, term="1:99999999[uid]", retmax=1_000, usehistory="y")
        asked = {"db": "pubmed", "id": ",".join(each.text for each in everything.iter("Id")), "retmode": "xml"}
        fetched = fromstring((await web.post("efetch.fcgi", data=asked)).content)

    assert insulin.findtext("Count") == "7"
    assert everything.findtext("Count") == "639"
    assert len(fetched) == 639
