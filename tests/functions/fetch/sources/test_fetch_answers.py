"""What NCBI answers when it is no result; and the query, whose terms are data."""

import pytest
from invented import factories

from functions.fetch.sources.query import query_of
from shared.platform.errors import UpstreamRefused, UpstreamThrottled, UpstreamUnavailable
from shared.platform.ports import HttpAnswer
from shared.platform.vendors.ncbi import failure, found_in

SEARCH = b"<eSearchResult><Count>2</Count><IdList><Id>1</Id><Id>2</Id></IdList></eSearchResult>"


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, SEARCH, None),
        (429, b'{"error":"API rate limit exceeded","api-key":"secret","count":"26"}', UpstreamThrottled),
        (200, b'{"error":"API rate limit exceeded","count":"11"}', UpstreamThrottled),
        (200, b"", UpstreamUnavailable),
        (502, b"bad gateway", UpstreamUnavailable),
        (200, b"<html><body>Blocked</body></html>", UpstreamUnavailable),
        (400, b"<x><ERROR>proxy_stream(): Failed to connect to PubOne service</ERROR></x>", UpstreamUnavailable),
        (200, b"Unable to route request!\nservice name: /http/service/ratecontrol", UpstreamUnavailable),
        (200, b"<a><ERROR>Search Backend failed: Unable to open connection</ERROR></a>", UpstreamUnavailable),
        (200, b"<a><ERROR>NCBI C++ Exception: Error: not found</ERROR></a>", UpstreamUnavailable),
        (200, b"<a><ERROR>Exception: 'retstart' cannot be larger than 9998.</ERROR></a>", UpstreamRefused),
        (400, b'{"error":"API key invalid","api-key":"secret"}', UpstreamRefused),
        (400, b"<a><ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR></a>", UpstreamRefused),
    ],
)
def test_an_answer_that_is_an_error_is_one_of_the_right_kind(status, body, kind):
    error = failure(HttpAnswer(status, {}, body))

    assert type(error) is (kind or type(None))
    assert "secret" not in str(error)


@pytest.mark.parametrize("body", [SEARCH[:-30], b"<eSearchResult></eSearchResult>", b"<eSearchResult><Count>0</Count>"])
def test_a_search_answer_without_count_or_end_is_no_empty_result(body):
    with pytest.raises(UpstreamUnavailable):
        found_in(body)


def test_every_real_search_answer_is_read(real_data):
    for path in sorted((real_data / "esearch").rglob("*.xml")):
        assert found_in(path.read_bytes()).count >= 0


def test_a_term_cannot_leave_its_quotes():
    query = query_of(factories.peptide(terms=["x[pt] OR all*", "b  c"], exclude=["other"]))

    assert query.text == '(("b c"[tiab] OR "x pt OR all"[tiab]) NOT ("other"[tiab]))'


def test_the_order_of_terms_is_no_other_query():
    one, other = (query_of(factories.peptide(terms=terms)) for terms in (["aa", "bb"], ["bb", "aa"]))

    assert one.hash == other.hash


def test_what_pubmed_says_of_a_phrase_is_brought_back_to_the_phrase():
    query = query_of(factories.peptide(terms=["BPC-157", "aa"], mesh=["aa"]))

    assert query.meant('"bpc 157"[Title/Abstract]') == ('"BPC-157"[tiab]',)
    assert query.meant('"aa"[Supplementary Concept]') == ('"aa"[nm]',)
    assert query.meant("aa") == ('"aa"[tiab]', '"aa"[mh]', '"aa"[nm]')
    assert query.meant("something else") == ()


def test_a_phrase_left_out_changes_the_question_asked_and_not_its_name():
    query = query_of(factories.peptide(terms=["aa", "b c"], exclude=["d e"]))

    asked = query.without(['"b c"[tiab]', '"d e"[tiab]'])

    assert asked.text == '("aa"[tiab])'
    assert asked.hash == query.hash
