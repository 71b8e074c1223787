"""Articles of PMC: what may be quoted is read whole, what others said or found is left out."""

from datetime import date
from time import process_time
from xml.etree.ElementTree import fromstring

import pytest

from functions.fetch.reading import jats
from functions.fetch.reading.elements import Unreadable
from functions.fetch.reading.jats import NoText, Unread, full_text_of, pmcid_of
from functions.fetch.sources.pmc import read
from shared.domain.evidence.full_text import FullText
from shared.domain.evidence.study import sentences_in

TODAY = date(2026, 11, 26)
BY = "https://creativecommons.org/licenses/by/4.0/"


def article(body: str, number: str = "PMC990000001", address: str = BY, kind: str = "pmcid") -> str:
    return (
        '<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML">'
        f'<front><article-meta><article-id pub-id-type="{kind}">{number}</article-id>'
        f'<article-id pub-id-type="pmcaid">77</article-id><permissions><license xlink:href="{address}"/></permissions>'
        f"</article-meta></front>{body}<back><ref-list><ref><article-id pub-id-type='pmcid'>PMC5</article-id>"
        f"<p>A reference.</p></ref></ref-list></back></article>"
    )


def text(inside: str, sec: str = '<sec sec-type="results"><title>Results</title>') -> FullText:
    return full_text_of(fromstring(article(f"<body>{sec}{inside}</sec></body>")), "PMC990000001", TODAY)


def said(inside: str) -> str:
    return text(inside).text


@pytest.mark.parametrize(
    ("inside", "read_"),
    [
        ("<p>Mass <bold>fell</bold> to 1.73 m<sup>2</sup>.</p>", "Mass fell to 1.73 m²."),
        # marks that point to references are no words, and their numbers no findings
        ('<p>It rose [<xref ref-type="bibr">12</xref>, <xref ref-type="bibr">13</xref>].</p>', "It rose."),
        ('<p>It rose<sup><xref ref-type="bibr">4</xref>,<xref ref-type="fn">a</xref></sup> late.</p>', "It rose late."),
        ('<p>It rose<xref ref-type="bibr">(4)</xref>.</p>', "It rose."),
        # a name is part of the sentence
        ('<p><xref ref-type="bibr">Li et al. (2019)</xref> saw it.</p>', "Li et al. (2019) saw it."),
        ('<p>As <xref ref-type="fig">Figure 1</xref> shows.</p>', "As Figure 1 shows."),
        # what stands within a paragraph and is none of its words
        ("<p>Before<fig><caption><p>no</p></caption></fig> after.</p>", "Before after."),
        ("<p>Before <table-wrap><table><tr><td>9</td></tr></table></table-wrap>after.</p>", "Before after."),
        (
            "<p>At <mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math> it fell.</p>",
            "At x² it fell.",
        ),
        ("<p>At <inline-formula><tex-math>x^2</tex-math></inline-formula> it fell.</p>", "At it fell."),
        ("<p>First:<list><list-item><p>one;</p></list-item><list-item><p>two.</p></list-item></list></p><p>Then.</p>",
         "First:\none;\ntwo.\nThen."),
        ("<sec><title>Body mass</title><p>It fell.</p></sec><p>Late.</p>", "It fell.\nLate."),
        ("<sec><title>Acknowledgments</title><p>No.</p></sec><p>Yes.</p>", "Yes."),
        ('<sec sec-type="supplementary-material"><title>More</title><p>No.</p></sec><p>Yes.</p>', "Yes."),
        ("<fig><caption><p>No.</p></caption></fig><p>Yes.</p><supplementary-material><p>No.</p></supplementary-material>",
         "Yes."),
    ],
)  # fmt: skip
def test_paragraphs_are_read_without_what_is_not_theirs(inside, read_):
    assert said(inside) == read_


@pytest.mark.parametrize(
    ("sec", "category"),
    [
        ('<sec sec-type="methods"><title>What we did</title>', "METHODS"),
        ('<sec sec-type="materials|methods"><title>x</title>', "METHODS"),
        ('<sec sec-type="results|discussion"><title>x</title>', "RESULTS"),
        ('<sec sec-type="conclusions"><title>x</title>', "CONCLUSIONS"),
        ("<sec><title>2. Materials and Methods</title>", "METHODS"),
        ("<sec><title>Results and Discussion</title>", "RESULTS"),
        ("<sec><title>Case presentation</title>", "RESULTS"),
        ("<sec><title>5 <italic>Conclusions</italic></title>", "CONCLUSIONS"),
    ],
)
def test_a_section_is_known_by_its_type_then_by_its_title(sec, category):
    (paragraph,) = text("<p>It is so.</p>", sec).sections

    assert paragraph.category == category


@pytest.mark.parametrize(
    "sec",
    [
        '<sec sec-type="intro"><title>Results of others</title>',
        "<sec><title>Introduction</title>",
        "<sec><title>Supplementary results</title>",
        "<sec><title>Conflicts of interest and results</title>",
        "<sec><title>A history of peptides</title>",
        "<sec>",
    ],
)
def test_what_is_no_known_section_is_left_out(sec):
    with pytest.raises(ValueError, match="no section"):
        text("<p>It is so.</p>", sec)


def test_an_article_has_its_own_number_whatever_its_references_have():
    assert pmcid_of(fromstring(article(""))) == "PMC990000001"
    assert pmcid_of(fromstring(article("", number="990000002", kind="pmc"))) == "PMC990000002"
    assert (
        pmcid_of(fromstring("<article><back><article-id pub-id-type='pmcid'>PMC5</article-id></back></article>"))
        is None
    )


def test_the_answer_is_read_article_by_article_each_with_its_text_or_its_reason():
    good = article('<body><sec sec-type="results"><p>It is so.</p></sec></body>')
    bodyless = article("", "PMC990000002")
    sold = article("<body/>", "PMC990000003", BY.replace("/by/", "/by-nc/"))
    foreign = article("<body/>", "PMC990000009")
    deep = "<sec>" * 300 + "<p>x</p>" + "</sec>" * 300
    aside = "<i>" * 3_000 + "x" + "</i>" * 3_000
    good = good.replace("It is so.", f"It is so.<fig>{aside}</fig>")
    endless = article(f'<body><sec sec-type="results">{deep}</sec></body>', "PMC990000004")
    xml = f"<pmc-articleset>{good}{bodyless}{sold}{foreign}{endless}</pmc-articleset>".encode()

    found = {each.pmcid: each for each in read(xml, [f"PMC99000000{each}" for each in range(1, 6)], TODAY)}

    assert isinstance(found["PMC990000001"], FullText)
    assert [each.reason for each in found.values() if isinstance(each, NoText)] == [
        "PMC has its front matter alone, no text",
        "the licence at creativecommons.org/licenses/by-nc/4.0/ does not allow commercial use, or is not known",
        "the article has more than 100 sections within one another",
    ]
    assert list(found) == [f"PMC99000000{each}" for each in range(1, 5)]


@pytest.mark.parametrize(
    "xml",
    [
        b"<eFetchResult><ERROR>x</ERROR></eFetchResult>",
        b"<pmc-articleset><article>",
        b'<!DOCTYPE pmc-articleset [<!ENTITY a "b">]><pmc-articleset>&a;</pmc-articleset>',
    ],
)
def test_what_is_no_set_of_articles_is_refused(xml):
    with pytest.raises(Unreadable):
        list(read(xml, ["PMC1"], TODAY))


@pytest.mark.parametrize(
    "told",
    [
        '<Reply Id="1" error="The following PMCID is not available: 1"/>',
        '<error id="1">The following PMCID is not available: 1</error>',
    ],
)
def test_what_pmc_says_in_place_of_an_article_is_no_word_about_its_text(told):
    xml = f'<pmc-articleset>{told}<Reply Id="2" error="x"/><Reply error="y"/></pmc-articleset>'.encode()

    assert list(read(xml, ["PMC1"], TODAY)) == [Unread("PMC1", "PMC says: The following PMCID is not available: 1")]


def test_an_article_whose_number_is_markup_without_end_stops_none_of_the_others():
    good = article('<body><sec sec-type="results"><p>It is so.</p></sec></body>')
    deep = article("<body/>", "<b>" * 200 + "2" + "</b>" * 200)

    (found,) = read(f"<pmc-articleset>{deep}{good}</pmc-articleset>".encode(), ["PMC990000001"], TODAY)

    assert isinstance(found, FullText)


def test_a_text_that_is_too_long_keeps_its_results_before_its_methods(monkeypatch):
    monkeypatch.setattr(jats, "BYTES_AT_MOST", 400)
    body = "".join(
        f'<sec sec-type="{kind}"><title>{kind}</title><p>{kind} {"x" * 100}</p><p>more {"y" * 60}</p></sec>'
        for kind in ("methods", "results")
    )

    kept = full_text_of(fromstring(article(f"<body>{body}</body>")), "PMC990000001", TODAY)

    assert [each.text.split()[0] for each in kept.sections] == ["results", "more"]


def test_every_sentence_stands_in_the_text_where_it_says():
    full = text("<p>It rose. It fell.</p><p>All (12) lived</p>")

    found = sentences_in(full.sections, first=14)

    assert [each.number for each in found] == [14, 15, 16]
    assert all(full.text[each.start : each.end] == each.text for each in found)


def test_a_paragraph_of_a_hundred_thousand_marks_is_read_at_once():
    """In one pass: taken out one by one, as many hold a Worker up for half a minute."""
    begun = process_time()

    found = said("<p>Weight fell" + ',<xref ref-type="bibr">1</xref>' * 100_000 + " by 2 kg.</p>")

    assert found.startswith("Weight fell,")
    assert found.endswith(", by 2 kg.")
    assert process_time() - begun < 10
