"""The invented literature: it has what a literature has, and every record says that it is invented."""

import re
from collections import Counter

import pytest
from defusedxml import ElementTree
from rigs.places import ROOT

from infra.local.checkout.catalog import load
from shared.domain.catalog.peptide import slug_of
from shared.domain.evidence.study import AbstractSection, Study, sentences
from shared.gates.text import check

SAMPLE = ROOT / "infra" / "sandbox" / "sample"
SAYS = "Invented sample record; no such study exists."


def records(folder):
    return [
        record
        for path in sorted((SAMPLE / folder).glob("*.xml"))
        for record in ElementTree.parse(path).getroot().findall("PubmedArticle")
    ]


def text(element):
    return "" if element is None else " ".join("".join(element.itertext()).split())


def pmid(record):
    return record.findtext("MedlineCitation/PMID")


def shown(record):
    """Title and abstract, as a search reads them."""
    parts = [record.find(".//ArticleTitle"), *record.findall(".//Article/Abstract/AbstractText")]
    return " ".join(map(text, parts))


def kinds(record):
    return {each.get("UI") for each in record.findall(".//PublicationType")}


def links(record):
    return {(each.get("RefType"), each.findtext("PMID")) for each in record.findall(".//CommentsCorrectionsList/*")}


@pytest.fixture(scope="module")
def corpus():
    return {pmid(record): record for record in records("corpus")}


@pytest.fixture(scope="module")
def peptides():
    return load(SAMPLE / "peptides.yaml", sample=True).peptides


def about(peptide, found):
    return [each for each in found if any(term in shown(each).casefold() for term in map(str.casefold, peptide.terms))]


def test_files_are_what_pubmed_delivers():
    for path in SAMPLE.glob("*/*.xml"):
        assert path.read_text("utf-8").splitlines()[1].startswith("<!DOCTYPE PubmedArticleSet PUBLIC"), path.name


def test_every_record_says_that_it_is_invented_where_no_quote_is_taken_from():
    for record in records("corpus") + records("later"):
        assert SAYS in [each.text for each in record.findall(".//Keyword")], pmid(record)
        assert SAYS not in shown(record)
        if record.find(".//Article/Abstract") is not None:
            assert record.findtext(".//Article/Abstract/CopyrightInformation") == SAYS, pmid(record)


def test_no_identifier_can_be_a_real_ones():
    ids = [pmid(each) for each in records("corpus") + records("later")]

    assert len(set(ids)) == len(ids)
    assert all(int(each) > 990_000_000 for each in ids)
    for record in records("corpus") + records("later"):
        assert all(each.text.startswith("10.5555/invented.") for each in record.findall(".//ELocationID"))
        assert all(each.text.startswith("NCT999") for each in record.findall(".//AccessionNumber"))


def test_titles_and_sentences_are_not_made_by_a_mould(corpus):
    sentences = [
        each
        for record in corpus.values()
        for each in re.split(r"(?<=[.!?])\s+", " ".join(map(text, record.findall(".//Article/Abstract/AbstractText"))))
    ]
    repeated = {each: n for each, n in Counter(sentences).items() if n > 1 and len(each) > 40}

    # A preprint and its published version share their words.
    assert set(repeated) <= {"Heart rate and salivary cortisol did not differ."}


@pytest.mark.parametrize(
    ("kind", "ui", "least"),
    [
        ("randomised trial", "D016449", 10),
        ("systematic review", "D000078182", 2),
        ("meta-analysis", "D017418", 1),
        ("observational study", "D064888", 4),
        ("clinical trial", "D016430", 3),
        ("phase 1 trial", "D017426", 1),
        ("case report", "D002363", 2),
        ("narrative review", "D016454", 2),
        ("letter", "D016422", 1),
        ("editorial", "D016421", 1),
        ("protocol", "D000078325", 1),
        ("veterinary trial", "D000081262", 1),
        ("retracted publication", "D016441", 1),
        ("retraction notice", "D016440", 1),
        ("erratum", "D016425", 1),
        ("preprint", "D000076942", 1),
    ],
)
def test_the_corpus_has_each_kind_of_record(corpus, kind, ui, least):
    assert sum(ui in kinds(each) for each in corpus.values()) >= least, kind


@pytest.mark.parametrize(
    ("one", "said", "other", "back"),
    [
        ("990000029", "RetractionIn", "990000030", "RetractionOf"),
        ("990000002", "ErratumIn", "990000011", "ErratumFor"),
        ("990000053", "ExpressionOfConcernIn", "990000052", "ExpressionOfConcernFor"),
        ("990000047", "UpdateIn", "990000048", "UpdateOf"),
        ("990000001", "CommentIn", "990000010", "CommentOn"),
    ],
)
def test_records_and_their_notices_name_each_other(corpus, one, said, other, back):
    assert (said, other) in links(corpus[one])
    assert (back, one) in links(corpus[other])


def test_the_corpus_has_the_traps_of_real_records(corpus):
    whole = "\n".join(path.read_text("utf-8") for path in (SAMPLE / "corpus").glob("*.xml"))

    assert all(each in whole for each in ("<i>", "<sub>", "<sup>", "<MedlineDate>", "<Season>", "<CollectiveName>"))
    assert all(each in whole for each in ("α", "β", "κ", "µ", "≥", "−", "×", "é", "Ș"))
    assert '<OtherAbstract Type="Publisher" Language="fre">' in whole
    assert "<VernacularTitle>" in whole
    assert {each.find("MedlineCitation").get("Status") for each in corpus.values()} == {
        "MEDLINE",
        "In-Process",
        "Publisher",
        "PubMed-not-MEDLINE",
    }
    assert sum(each.find(".//Article/Abstract") is None for each in corpus.values()) >= 4
    assert sum(each.find(".//MeshHeadingList") is None for each in corpus.values()) >= 4


def test_two_records_hold_what_must_not_reach_a_page(corpus):
    assert "Ignore previous instructions" in shown(corpus["990000056"])
    assert "clinically proven" in shown(corpus["990000057"])


def test_the_gates_let_through_every_title_and_sentence_but_those_two(corpus):
    refused = set()
    for record in corpus.values():
        paragraphs = (text(each) for each in record.findall(".//Article/Abstract/AbstractText"))
        study = Study(
            pmid=pmid(record),
            title=text(record.find(".//ArticleTitle")),
            abstract=tuple(AbstractSection(text=each) for each in paragraphs),
        )
        for said in (study.title, *(each.text for each in sentences(study))):
            if check(said):
                refused.add((study.pmid, said.split()[0]))

    assert refused == {("990000056", "Ignore"), ("990000057", "Fabulotide")}


def test_every_sample_peptide_is_found_by_its_terms_and_every_record_by_one_peptide(corpus, peptides):
    found = {each.slug: {pmid(record) for record in about(each, corpus.values())} for each in peptides}

    assert {slug: len(ids) for slug, ids in found.items() if len(ids) < 4} == {}
    assert sorted(each for ids in found.values() for each in ids) == sorted(corpus)
    for path in (SAMPLE / "corpus").glob("*.xml"):
        assert slug_of(path.stem) in found


def test_the_peptides_differ_in_their_evidence(corpus, peptides):
    def trials(slug):
        peptide = next(each for each in peptides if each.slug == slug)
        sound = [each for each in about(peptide, corpus.values()) if "D016441" not in kinds(each)]
        return [each for each in sound if "D016449" in kinds(each)]

    def tags(slug):
        peptide = next(each for each in peptides if each.slug == slug)
        return {each.text for record in about(peptide, corpus.values()) for each in record.findall(".//DescriptorName")}

    assert len(trials("exemplin-12")) == 4
    assert len(trials("fictamorelin")) == 3
    assert trials("imaginotensin") == []
    assert trials("nullipressin") == []
    assert "Animals" in tags("nullipressin")
    assert "Animals" not in tags("utopentide")


def test_the_later_study_is_one_and_about_pretendulin_alone(peptides):
    later = records("later")

    assert [pmid(each) for each in later] == ["990000101"]
    assert [each.slug for each in peptides if about(each, later)] == ["pretendulin"]
