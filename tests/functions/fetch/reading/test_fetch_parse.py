"""Parsing: made-up records for every shape, and every real file where it is at hand."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vendors.pubmed_xml import article, records

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.reading.parse import Parsed, Unreadable, parse
from functions.fetch.reading.record import NO_TITLE
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.study import sentences

PEPTIDE = Peptide.ad_hoc_of("Exemplin-12", ())


def only(xml: bytes):
    (study,) = parse(xml).studies
    return study


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("1.73 m<sup>2</sup> and CO<sub>2</sub>", "1.73 m² and CO₂"),
        ("10<sup>-3</sup> mol", "10⁻³ mol"),
        ("10<sup>-1.5</sup>", "10^-1.5"),
        ("V<sub>max</sub>", "Vmax"),
        ("<i>in vivo</i> <b>bold <u>deep</u></b> end", "in vivo bold deep end"),
        ("p &amp;lt; 0.05 &amp;amp; more", "p < 0.05 & more"),
        ("m&lt;sup&gt;2&lt;/sup&gt;", "m²"),
        ("a\n   b\u00a0c\u2009d", "a b c d"),
        ("(p&lt;0.05 vs q&gt;1)", "(p<0.05 vs q>1)"),
        (
            '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math> rose',
            "x² rose",
        ),
    ],
)
def test_inline_markup_becomes_text_that_can_be_read(markup, text):
    study = only(records(article(inside=f"<Abstract><AbstractText>{markup}</AbstractText></Abstract>", title=markup)))

    assert study.abstract_text == text
    assert study.title == text


def test_an_abstract_keeps_its_sections_and_leaves_other_abstracts_out():
    inside = (
        '<Abstract><AbstractText Label="METHODS" NlmCategory="METHODS">We did.</AbstractText>'
        '<AbstractText Label="RESULTS">It was.</AbstractText>'
        "<CopyrightInformation>(c)</CopyrightInformation></Abstract>"
    )
    other = '<OtherAbstract Type="plain-language-summary"><AbstractText>In other words.</AbstractText></OtherAbstract>'

    study = only(records(article(inside=inside, after=other)))

    assert [(each.label, each.category, each.text) for each in study.abstract] == [
        ("METHODS", "METHODS", "We did."),
        ("RESULTS", "", "It was."),
    ]


def test_ids_in_a_reference_list_are_not_the_records_own():
    study = only(records(article()))

    assert (study.pmid, study.doi) == ("990000001", "10.5555/own")


def test_a_date_that_is_a_range_gives_its_first_year_and_stays_as_printed():
    study = only(records(article()))

    assert (study.published, study.year) == ("1998 Dec-1999 Jan", 1998)


def test_collective_authors_stand_beside_people():
    inside = (
        "<AuthorList><Author><LastName>Núñez</LastName><Initials>A</Initials></Author>"
        "<Author><CollectiveName>The Invented Group</CollectiveName></Author>"
        '<Author ValidYN="N"><LastName>Wrong</LastName></Author></AuthorList>'
    )

    assert only(records(article(inside=inside))).authors == ("Núñez A", "The Invented Group")


def test_of_two_versions_of_a_record_the_higher_one_holds():
    parsed = parse(records(article(title="Second.", version="2"), article(title="First.")))

    assert [each.title for each in parsed.studies] == ["Second."]


def test_a_record_without_a_title_says_so_and_one_without_a_pmid_is_refused():
    parsed = parse(records(article(title=""), article(pmid="")))

    assert [each.title for each in parsed.studies] == [NO_TITLE]
    assert [(each.pmid, "no PMID" in each.reason) for each in parsed.refused] == [(None, True)]


def test_deleted_records_are_named():
    assert parse(records("<DeleteCitation><PMID>5</PMID><PMID>6</PMID></DeleteCitation>")).deleted == ("5", "6")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"<html><body>busy</body></html>", "HTML"),
        (b'{"error": "API rate limit exceeded"}', "JSON"),
        (b"Unable to route request!", "plain text"),
        (b'<?xml version="1.0"?><!DOCTYPE PubmedArticleSet PUBLIC "a" "b">', "prolog"),
        (b"<eFetchResult><ERROR>ID list is empty</ERROR></eFetchResult>", "ID list is empty"),
        (records(article())[:-40], "cut off"),
        (b"<PubmedArticleSet></wrong>", "not well-formed"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><PubmedArticleSet>&a;</PubmedArticleSet>', "entities"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><PubmedArticleSet>&a;</PubmedArticleSet>', "entities"),
        (b'<?xml version="1.0" encoding="martian"?><PubmedArticleSet/>', "encoding|not well-formed"),
        (b"<PubmedArticleSet><ERROR>Reader: unexpected EOF</ERROR></PubmedArticleSet>", "says: Reader: unexpected EOF"),
        (records(article(), "<ERROR>The rest is missing</ERROR>"), "says: The rest is missing"),
        (b'<PubmedArticleSet xmlns="urn:x"><PubmedArticle/></PubmedArticleSet>', "is <{urn:x}PubmedArticle>"),
        (b"<PubmedArticleSet><DocumentSummary/></PubmedArticleSet>", "first element is <DocumentSummary>"),
    ],
)
def test_what_is_no_pubmed_xml_is_refused_and_named(data, what):
    with pytest.raises(Unreadable) as refused:
        parse(data)

    assert re.search(what, str(refused.value))


@pytest.mark.parametrize("data", [b"<PubmedArticleSet/>", b"<PubmedArticleSet><!-- none --></PubmedArticleSet>"])
def test_a_set_without_anything_in_it_holds_no_study(data):
    assert parse(data) == Parsed(())


def test_what_is_no_record_is_passed_by_beside_one():
    assert [each.pmid for each in parse(records("<Other/>", article("5"))).studies] == ["5"]


@given(st.binary(max_size=200))
def test_any_bytes_are_parsed_or_refused(data):
    with suppress(Unreadable):
        assert parse(data).studies == ()


def test_every_real_file_is_read_whole(real_data):
    counts: dict[str, int] = {}
    refused = []
    for path in sorted((real_data / "pubmed").rglob("*.xml")):
        parsed = parse(path.read_bytes())
        counts[path.parent.name] = counts.get(path.parent.name, 0) + len(parsed.studies)
        refused += [(path.name, each.pmid) for each in parsed.refused]

    assert counts == {"biopython": 9, "fatcat": 178, "hawc_cassettes": 322, "metapub": 166}
    assert refused == [("pubmedsample_no_pmid_2019.xml", None)]


def test_every_real_record_keeps_what_must_hold(real_data):
    tag = re.compile(r"</?(?:i|b|u|sup|sub|em|strong|pre|p|AbstractText|mml:\w+)\b[^<>]*>", re.IGNORECASE)
    for path in sorted((real_data / "pubmed").rglob("*.xml")):
        for study in parse(path.read_bytes()).studies:
            text = study.abstract_text
            assert study.title.strip(), study.pmid
            assert not tag.search(text + study.title), study.pmid
            assert "  " not in text, study.pmid
            assert all(text[each.start : each.end] == each.text for each in sentences(study)), study.pmid
            appraisal = appraise(study, PEPTIDE)
            assert appraisal.n_quote is None or appraisal.n_quote in text, study.pmid
            assert appraisal.rules, study.pmid
