"""The stand-in for NCBI's E-utilities: esearch and efetch of db=pubmed, and efetch of db=pmc, over a corpus."""

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response

from infra.sandbox.literature.corpus import Corpus
from infra.sandbox.literature.fields import DATES
from infra.sandbox.literature.full_texts import articles
from infra.sandbox.literature.search import Found, search
from infra.sandbox.literature.search_answers import Answer, search_error, search_json, search_xml
from infra.sandbox.literature.terms import QueryError, Range, day_range, parse

PATH = "/entrez/eutils"
REACHABLE = 9_999
"""PubMed lets only the first 9,999 records of a search be listed (NLM Technical Bulletin, new E-utilities, 2022)."""
RETMAX_AT_MOST = 10_000
_HISTORIES_AT_MOST = 1_000
_FETCH_PROLOG = (
    b'<?xml version="1.0" ?>\n'
    b'<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
_SORTS = frozenset({"", "most recent", "pub_date", "relevance"})


class _Refusal(Exception):
    """An answer that NCBI gives instead of a result: its text and HTTP status."""

    def __init__(self, text: str, status: int = 200) -> None:
        super().__init__(text)
        self.status = status


@dataclass
class _Histories:
    """Searches kept for usehistory=y: ids per query key (from 1), per WebEnv. The oldest are forgotten."""

    kept: OrderedDict[str, list[list[str]]] = field(default_factory=OrderedDict[str, list[list[str]]])
    count: int = 0

    def keep(self, env: str, ids: list[str]) -> tuple[str, int]:
        if env not in self.kept:
            self.count += 1
            env = "MCID_" + hashlib.sha256(f"history {self.count}".encode()).hexdigest()[:24]
            self.kept[env] = []
            while len(self.kept) > _HISTORIES_AT_MOST:
                self.kept.popitem(last=False)
        self.kept[env].append(ids)
        return env, len(self.kept[env])

    def ids(self, env: str, key: str) -> list[str]:
        searches = self.kept.get(env, [])
        if not key.isdecimal() or not 1 <= int(key) <= len(searches):
            raise _Refusal(f"Unable to obtain query #{key}", 400)
        return searches[int(key) - 1]


def router(corpus: Corpus) -> APIRouter:
    """The E-utilities below PATH; every search looks at the folder first."""
    routes = APIRouter(prefix=PATH)
    histories = _Histories()
    reading = asyncio.Lock()

    async def follow() -> None:
        async with reading:
            await asyncio.to_thread(corpus.refresh)

    @routes.api_route("/esearch.fcgi", methods=["GET", "POST"])
    async def esearch(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        parameters = await _parameters(request)
        as_json = parameters.get("retmode", "xml").lower() == "json"
        try:
            await follow()
            answer = await asyncio.to_thread(_search, corpus, histories, parameters)
        except _Refusal as exc:
            return search_error(str(exc), as_json=as_json)
        return search_json(answer) if as_json else search_xml(answer)

    @routes.api_route("/efetch.fcgi", methods=["GET", "POST"])
    async def efetch(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        parameters = await _parameters(request)
        try:
            await follow()
            return _fetch(corpus, histories, parameters)
        except _Refusal as exc:
            error = f"<eFetchResult>\n\t<ERROR>{escape(str(exc))}</ERROR>\n</eFetchResult>\n"
            body = f'<?xml version="1.0" encoding="UTF-8" ?>\n{error}'
            return Response(body, exc.status, media_type="text/xml; charset=UTF-8")

    @routes.api_route("/{path:path}", methods=["GET", "POST"])
    async def unknown(path: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return Response(
            f"<html><body><h1>Not Found</h1><p>{escape(path)}</p></body></html>", 404, media_type="text/html"
        )

    return routes


async def _parameters(request: Request) -> dict[str, str]:
    """Of the query string and, for POST, of the form body."""
    given = dict(request.query_params)
    if request.method == "POST":
        given |= parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
    return given


def _number(parameters: dict[str, str], name: str, default: int) -> int:
    text = parameters.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default


def _numbers(parameters: dict[str, str]) -> list[str]:
    return [each for each in parameters.get("id", "").split(",") if each.isascii() and each.isdecimal()]


def _search(corpus: Corpus, histories: _Histories, parameters: dict[str, str]) -> Answer:
    database = parameters.get("db", "pubmed")
    if database != "pubmed":
        raise _Refusal(f"Invalid db name specified: {database}")
    retstart = _number(parameters, "retstart", 0)
    retmax = min(_number(parameters, "retmax", 20), RETMAX_AT_MOST)
    if retstart >= REACHABLE:
        raise _Refusal(f"Search Backend failed: Exception: 'retstart' cannot be larger than {REACHABLE - 1}.")
    env = parameters.get("WebEnv", "")
    try:
        query = parse(parameters.get("term", ""))
    except QueryError as exc:
        raise _Refusal(f"Invalid query: {exc}") from exc
    if query is not None:
        found = search(corpus, query)
    elif parameters.get("query_key"):
        found = Found(pmids=histories.ids(env, parameters["query_key"]), translation=f"#{parameters['query_key']}")
    else:
        raise _Refusal("Empty term and query_key - nothing todo")
    if span := _span(parameters):
        dated = set(search(corpus, span).pmids)
        found.pmids = [each for each in found.pmids if each in dated]
        found.translation = f"({found.translation}) AND {search(corpus, span).translation}"
    sort = parameters.get("sort", "").replace("+", " ").lower()
    output = [] if sort in _SORTS else [f"Unknown sort schema '{parameters['sort']}' ignored"]
    if not found.pmids:
        output.append("No items found.")
    kept = histories.keep(env, found.pmids) if parameters.get("usehistory", "").lower() == "y" else None
    return Answer(found, found.pmids[:REACHABLE][retstart : retstart + retmax], retstart, kept, output)


def _span(parameters: dict[str, str]) -> Range | None:
    """The span of datetype with mindate and maxdate, which must come together, or with reldate (days back from now)."""
    name = parameters.get("datetype", "pdat").lower()
    name = name if name in DATES else "pdat"
    if days := _number(parameters, "reldate", 0):
        today = datetime.now(UTC).date()
        return Range(name, (today - timedelta(days=min(days, 700_000))).isoformat(), today.isoformat())
    first, last = (day_range(parameters.get(each, "")) for each in ("mindate", "maxdate"))
    if first is None and last is None and not (parameters.get("mindate") or parameters.get("maxdate")):
        return None
    if first is None or last is None:
        raise _Refusal("mindate and maxdate must be given together, as YYYY, YYYY/MM or YYYY/MM/DD")
    return Range(name, first[0], last[1])


def _fetch(corpus: Corpus, histories: _Histories, parameters: dict[str, str]) -> Response:
    database = parameters.get("db", "")
    if not database:
        return Response("Bad Request (400): Mandatory parameter: db - is omitted", 400, media_type="text/plain")
    if database == "pmc":
        if not (numbers := _numbers(parameters)):
            raise _Refusal("ID list is empty! Possibly it has no correct IDs.", 400)
        return Response(articles(corpus.folder, numbers), media_type="text/xml; charset=UTF-8")
    if database != "pubmed":
        raise _Refusal(f"Invalid db name specified: {database}", 400)
    if parameters.get("retmode", "").lower() != "xml" or parameters.get("rettype", "").lower() not in {
        "",
        "xml",
        "full",
    }:
        raise _Refusal("This stand-in answers efetch of pubmed with retmode=xml and no rettype only", 400)
    if parameters.get("id"):
        ids = [each.strip() for each in parameters["id"].split(",")]
    elif parameters.get("WebEnv"):
        ids = histories.ids(parameters["WebEnv"], parameters.get("query_key", ""))
    else:
        ids = []
    ids = list(dict.fromkeys(each for each in ids if each.isascii() and each.isdecimal()))
    if not ids:
        raise _Refusal("ID list is empty! Possibly it has no correct IDs.", 400)
    retstart = _number(parameters, "retstart", 0)
    retmax = min(_number(parameters, "retmax", RETMAX_AT_MOST), RETMAX_AT_MOST)
    records = corpus.records
    found = [records[each].xml for each in ids[retstart : retstart + retmax] if each in records]
    body = b"".join((_FETCH_PROLOG, b"<PubmedArticleSet>\n", *(xml + b"\n" for xml in found), b"</PubmedArticleSet>\n"))
    return Response(body, media_type="text/xml; charset=UTF-8")
