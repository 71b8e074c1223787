"""Answers that the sandbox never gives by itself: whole ones, spoilt in a way that NCBI or the registry is known for.

Each is a change to the right answer, by name; one that changes nothing in an answer cannot occur there. The shapes are
those of NBK25499 ("ErrorList", "Count"), of rentrez #127 and biopython #4189 (`<ERROR>` with 200), and of what a mature
client takes for passing (cyanheads/pubmed-mcp-server, response-handler.ts).
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from infra.sandbox.faults.vocabulary import RECORDS, REGISTRY, SEARCH
from shared.platform.ports import HttpAnswer

ARTICLES = "ncbi/efetch of PMC"
"""The same endpoint as RECORDS, asked for full texts."""

UNTOLD = frozenset({"terms-dropped"})
"""Answers that nobody could tell from a right one, so that the next look has to bring what they hid."""

Change = Callable[[HttpAnswer], HttpAnswer]
_ID = re.compile(rb"<Id>\d+</Id>")
_COUNT = re.compile(rb"<Count>\d+</Count>")
_PHRASE = re.compile(rb'"[^"]+"\[Title/Abstract\]')
_RECORD = re.compile(rb"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
_ARTICLE = re.compile(rb"<article\s.*?</article>", re.DOTALL)
_PMID = re.compile(rb'(<PMID Version="1">|<ArticleId IdType="pubmed">)9(\d+)')
_PMCID = re.compile(rb"(>PMC)99(\d+)")


def _bodied(change: Callable[[bytes], bytes]) -> Change:
    return lambda answer: replace(answer, body=change(answer.body))


def _instead(body: str, status: int = 200) -> Change:
    return lambda answer: HttpAnswer(status, {}, body.encode())


def _first_dropped(pattern: re.Pattern[bytes]) -> Change:
    return _bodied(lambda body: pattern.sub(b"", body, count=1))


def _all_dropped(pattern: re.Pattern[bytes]) -> Change:
    return _bodied(lambda body: pattern.sub(b"", body))


def _doubled(pattern: re.Pattern[bytes]) -> Change:
    return _bodied(lambda body: pattern.sub(lambda found: found[0] * 2, body))


def _one_of_another(record: re.Pattern[bytes], number: re.Pattern[bytes]) -> Change:
    """The first record with another's number, as if it were an answer to someone else."""
    return _bodied(lambda body: record.sub(lambda found: _renumbered(number, found[0]), body, count=1))


def _one_too_many(record: re.Pattern[bytes], number: re.Pattern[bytes]) -> Change:
    return _bodied(lambda body: record.sub(lambda found: found[0] + _renumbered(number, found[0]), body, count=1))


def _renumbered(number: re.Pattern[bytes], record: bytes) -> bytes:
    return number.sub(rb"\g<1>8\g<2>", record)


def _nameless(body: bytes) -> bytes:
    def unnamed(found: re.Match[bytes]) -> bytes:
        return re.sub(rb'<PMID Version="1">\d+</PMID>', b"", found[0])

    return _RECORD.sub(unnamed, body, count=1)


def _none_beside_an_error(body: bytes) -> bytes:
    said = b"<ERROR>The service did not answer in time</ERROR></eSearchResult>"
    return _ID.sub(b"", _COUNT.sub(b"<Count>0</Count>", body)).replace(b"</eSearchResult>", said)


def _terms_dropped(body: bytes) -> bytes:
    """No phrase was known, as PubMed says it; what it found by other words, nothing, is in its place."""
    phrases = b"".join(
        b"<QuotedPhraseNotFound>%s</QuotedPhraseNotFound>" % each for each in dict.fromkeys(_PHRASE.findall(body))
    )
    if not phrases:
        return body
    said = b"<WarningList>%s</WarningList></eSearchResult>" % phrases
    body = re.sub(rb"<WarningList>.*?</WarningList>", b"", body)
    return _ID.sub(b"", _COUNT.sub(b"<Count>0</Count>", body)).replace(b"</eSearchResult>", said)


def _studies(change: Callable[[list[Any]], list[Any]]) -> Change:
    def spoilt(body: bytes) -> bytes:
        told = json.loads(body)
        changed = {**told, "studies": change(told["studies"])}
        return body if changed == told else json.dumps(changed).encode()

    return _bodied(spoilt)


def _another_trial(studies: list[Any]) -> list[Any]:
    """In a list of records: a list of numbers alone would name another trial, which is no spoilt answer but a lie."""
    if not studies or len(studies[0]["protocolSection"]) == 1:
        return studies
    return [json.loads(json.dumps(studies[0]).replace('"NCT99', '"NCT89')), *studies[1:]]


def _uncounted(body: bytes) -> bytes:
    told = json.loads(body)
    if "totalCount" not in told:
        return body
    return json.dumps({name: each for name, each in told.items() if name != "totalCount"}).encode()


_PASSING: dict[str, Change] = {
    "exception-in-200": _instead("<r><ERROR>NCBI C++ Exception: TXCLIENT::readAll EOF, not found</ERROR></r>"),
    "unroutable": _instead("Unable to route request! service name: /http/service/ratecontrol"),
    "502": _instead("<html><body><h1>502 Bad Gateway</h1></body></html>", 502),
    "503": _instead("Service Unavailable", 503),
    "of-many-levels": _instead('{"error":' * 100_000),
}
ODD: dict[str, dict[str, Change]] = {
    SEARCH: {
        "fewer": _first_dropped(_ID),
        "none-beside-an-error": _bodied(_none_beside_an_error),
        "terms-dropped": _bodied(_terms_dropped),
        **_PASSING,
    },
    RECORDS: {
        "fewer": _first_dropped(_RECORD),
        "none": _all_dropped(_RECORD),
        "doubled": _doubled(_RECORD),
        "of-others": _bodied(lambda body: _renumbered(_PMID, body)),
        "one-of-another": _one_of_another(_RECORD, _PMID),
        "one-too-many": _one_too_many(_RECORD, _PMID),
        "one-nameless": _bodied(_nameless),
        **_PASSING,
    },
    ARTICLES: {
        "fewer": _first_dropped(_ARTICLE),
        "none": _all_dropped(_ARTICLE),
        "doubled": _doubled(_ARTICLE),
        "one-of-another": _one_of_another(_ARTICLE, _PMCID),
        "one-too-many": _one_too_many(_ARTICLE, _PMCID),
        **_PASSING,
    },
    REGISTRY: {
        "fewer": _studies(lambda studies: studies[1:]),
        "none": _studies(lambda _: []),
        "doubled": _studies(lambda studies: [each for each in studies for _ in range(2)]),
        "one-of-another": _studies(_another_trial),
        "uncounted": _bodied(_uncounted),
        "502": _PASSING["502"],
        "503": _PASSING["503"],
        "of-many-levels": _PASSING["of-many-levels"],
    },
}
