"""A folder of PubMed XML, as it is and as it changes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from infra.sandbox.literature import files
from infra.sandbox.literature.corpus import Corpus, CorpusError

Record = Callable[..., str]
Save = Callable[..., Path]


def test_a_record_is_served_byte_for_byte(tmp_path: Path, save: Save, record: Record):
    element = record(7, "A β-sheet &amp; an <i>italic</i> <![CDATA[<word>]]> &#945;", abstract="x\n\t  y").replace(
        "<Article>", "<Article\n  PubModel='Print' >"
    )
    save(tmp_path, "a.xml", record(6), "\n<!-- between -->\n", element, record(8))

    corpus = Corpus.open(tmp_path)

    assert corpus.records["7"].xml == element.encode()
    assert set(corpus.records) == {"6", "7", "8"}


def test_a_record_longer_than_a_chunk_is_whole(tmp_path: Path, save: Save, record: Record):
    elements = [record(pmid, abstract=f"word{pmid} " * 150_000) for pmid in range(1, 5)]
    save(tmp_path, "a.xml", *elements)

    corpus = Corpus.open(tmp_path)

    assert [corpus.records[str(pmid)].xml for pmid in range(1, 5)] == [each.encode() for each in elements]


def test_a_record_is_whole_wherever_the_file_is_cut_in_two(
    tmp_path: Path, save: Save, record: Record, monkeypatch: pytest.MonkeyPatch
):
    elements = [record(pmid, "Alone") for pmid in range(1, 4)]
    size = save(tmp_path, "a.xml", *elements).stat().st_size

    for chunk in range(1, size, 31):
        monkeypatch.setattr(files, "_CHUNK", chunk)
        records = Corpus.open(tmp_path).records
        assert [records[str(pmid)].xml for pmid in range(1, 4)] == [each.encode() for each in elements], chunk


def test_a_file_may_be_one_article_or_a_book_or_in_another_encoding(tmp_path: Path, record: Record):
    (tmp_path / "one.xml").write_text(record(1, "Alone"), "utf-8")
    (tmp_path / "latin.xml").write_bytes(
        f'<?xml version="1.0" encoding="ISO-8859-1"?>{record(2, "Señal")}'.encode("latin-1")
    )
    (tmp_path / "wide.xml").write_text(f'<?xml version="1.0" encoding="utf-16"?>{record(3, "Señal")}', "utf-16")
    (tmp_path / "book.xml").write_text(
        "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>4</PMID><Book><BookTitle>Peptides</BookTitle>"
        "<PubDate><Year>2011</Year></PubDate></Book><Abstract><AbstractText>Words.</AbstractText></Abstract>"
        "</BookDocument></PubmedBookArticle></PubmedArticleSet>"
    )

    corpus = Corpus.open(tmp_path)

    assert set(corpus.records) == {"1", "2", "3", "4"}
    assert corpus.records["2"].xml == corpus.records["3"].xml.replace(b">3<", b">2<") == record(2, "Señal").encode()
    assert corpus.records["4"].dates["pdat"] == ("2011-01-01",)
    assert "peptides" in corpus.records["4"].lines["ti"]
    assert corpus.refusals == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not well-formed"),
        ("<PubmedArticleSet><PubmedArticle>", "not well-formed"),
        ("<eSearchResult><Count>1</Count></eSearchResult>", "its root is eSearchResult"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><PubmedArticleSet/>', "declares entities"),
        ('<?xml version="1.0" encoding="klingon"?><PubmedArticleSet/>', "klingon"),
        ("<PubmedArticleSet><PubmedArticle><MedlineCitation/></PubmedArticle></PubmedArticleSet>", "no PMID"),
        ("<PubmedArticle><MedlineCitation><PMID>x1</PMID></MedlineCitation></PubmedArticle>", "no number"),
        ("<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>", "no Article"),
        ('<s xmlns:m="x"><PubmedArticle><m:a/></PubmedArticle></s>', "does not stand alone"),
    ],
)
def test_what_is_no_record_is_named_and_not_fatal(tmp_path: Path, save: Save, record: Record, text: str, reason: str):
    save(tmp_path, "good.xml", record(1))
    (tmp_path / "bad.xml").write_text(text.replace("<s ", "<PubmedArticleSet ").replace("</s>", "</PubmedArticleSet>"))

    corpus = Corpus.open(tmp_path)

    assert set(corpus.records) == {"1"}
    assert [each.path.name for each in corpus.refusals] == ["bad.xml"]
    assert reason in corpus.refusals[0].reason


def test_of_one_pmid_the_highest_version_then_the_latest_revision_then_the_last_file_counts(
    tmp_path: Path, save: Save, record: Record
):
    save(
        tmp_path, "a.xml", record(1, "version two", version=2), record(2, "newer", revised=(2024, 1, 1)), record(3, "a")
    )
    save(tmp_path, "b.xml", record(1, "version one"), record(2, "older", revised=(2023, 1, 1)), record(3, "b"))

    corpus = Corpus.open(tmp_path)

    titles = [corpus.records[pmid].lines["ti"] for pmid in ("1", "2", "3")]
    assert titles == [" | version two | ", " | newer | ", " | b | "]


def test_a_deleted_citation_is_withdrawn_until_a_later_file_brings_it_back(tmp_path: Path, save: Save, record: Record):
    save(tmp_path, "a.xml", record(1), record(2), record(3))
    save(tmp_path, "b.xml", "<DeleteCitation><PMID>1</PMID><PMID>2</PMID></DeleteCitation>")
    save(tmp_path, "c.xml", record(2))

    assert set(Corpus.open(tmp_path).records) == {"2", "3"}


def test_the_corpus_follows_its_folder(tmp_path: Path, save: Save, record: Record):
    first = save(tmp_path, "a.xml", record(1, "before"))
    corpus = Corpus.open(tmp_path)

    save(tmp_path, "deep/er/b.xml", record(2))
    corpus.refresh()
    assert set(corpus.records) == {"1", "2"}

    save(tmp_path, "a.xml", record(1, "after!"))
    os.utime(first, (1, 1))
    corpus.refresh()
    assert corpus.records["1"].lines["ti"] == " | after | "

    first.unlink()
    corpus.refresh()
    assert set(corpus.records) == {"2"}


def test_an_unchanged_folder_is_not_read_again(tmp_path: Path, save: Save, record: Record):
    save(tmp_path, "a.xml", record(1))
    corpus = Corpus.open(tmp_path)
    before = corpus.records

    corpus.refresh()

    assert corpus.records is before


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_records_says_what_to_do(tmp_path: Path, name: str):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "bad.xml").write_text("<html/>")

    with pytest.raises(CorpusError, match=r"give one that holds PubMed XML|save efetch answers there[\s\S]*bad.xml"):
        Corpus.open(tmp_path / name)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("<Year>2021</Year><Month>Feb</Month><Day>3</Day>", "2021-02-03"),
        ("<Year>2021</Year><Month>11</Month>", "2021-11-01"),
        ("<Year>2021</Year><Season>Summer</Season>", "2021-06-01"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998-12-01"),
        ("<MedlineDate>1944-1945</MedlineDate>", "1944-01-01"),
        ("<MedlineDate>Fall 2017</MedlineDate>", "2017-01-01"),
    ],
)
def test_a_publication_date_may_be_words(tmp_path: Path, save: Save, record: Record, date: str, day: str):
    save(tmp_path, "a.xml", record(1).replace("<PubDate><Year>2020</Year>", f"<PubDate>{date}"))

    assert Corpus.open(tmp_path).records["1"].dates["pdat"] == (day,)


def test_the_real_records_are_all_served(real_data: Path):
    corpus = Corpus.open(real_data / "pubmed")

    assert len(corpus.records) == 639
    assert [each.path.name for each in corpus.refusals] == ["pubmedsample_no_pmid_2019.xml"]
    for pmid, each in corpus.records.items():
        element = fromstring(each.xml)
        assert pmid in {element.findtext("MedlineCitation/PMID"), element.findtext("BookDocument/PMID")}
