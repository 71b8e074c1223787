"""XML that attacks whoever reads it is refused before it costs anything, and what is large and honest is read."""

import subprocess
import sys
import time

import pytest
from rigs.places import ROOT
from vendors.pubmed_xml import article, records

from functions.fetch.reading import elements
from functions.fetch.reading.parse import Unreadable, each_of, parse

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!ENTITY l0 "lol">{LAUGHS}',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY a SYSTEM "http://127.0.0.1:9/x">',
        '<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;',
        # no entity, and as greedy: each element without the attribute gets a copy of its default
        f'<!ATTLIST Keyword note CDATA "{"x" * 50_000}">',
        "",
    ],
)
def test_declarations_of_its_own_are_refused_before_a_record_is_read(declared):
    xml = f"<!DOCTYPE PubmedArticleSet [{declared}]>".encode() + records(article(title="&l9;&a;"))[21:]

    with pytest.raises(Unreadable, match="declarations of its own"):
        parse(xml)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_doctype_of_nlm_is_let_pass_and_no_entity_of_its_dtd_is_known(encoding):
    doctype = '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "http://127.0.0.1:9/pubmed.dtd">'
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}'.encode(encoding)

    def whole(title: str) -> bytes:
        rest = records(article(title=title))[21:].decode()
        return (f'<?xml version="1.0" encoding="{encoding}"?>{doctype}' + rest).encode(encoding)

    assert xml
    assert parse(whole("fine")).studies[0].title == "fine"
    with pytest.raises(Unreadable, match="undefined entity"):
        parse(whole("&uuml;"))


def test_a_flood_of_numeric_references_is_text_like_any_other():
    """Parsers that count references as entity expansions refuse such abstracts from the thousandth on."""
    once, twice = "&#945;" * 30_000, "&amp;#945;" * 30_000

    started = time.process_time()
    study = parse(records(article(title=once, inside=f"<Abstract><AbstractText>{twice}</AbstractText></Abstract>")))

    assert study.studies[0].title == study.studies[0].abstract_text == "α" * 30_000
    assert time.process_time() - started < 5


def test_markup_without_an_end_is_refused_record_by_record():
    deep = "<i>" * 5_000 + "x" + "</i>" * 5_000

    parsed = parse(records(article("5", title=deep), article("6", title="<b><i>fine</i></b>")))

    # The same, cut off: what was read of it must be let go as carefully.
    with pytest.raises(Unreadable, match="cut off"):
        parse(records(article("5", title=deep))[:7_000])
    abandoned = each_of(records(article("5"), article("6", title=deep), article("7", title=deep)))
    next(abandoned)
    abandoned.close()
    assert [each.title for each in parsed.studies] == ["fine"]
    assert [(each.pmid, "within one another" in each.reason) for each in parsed.refused] == [("5", True)]


def test_one_record_larger_than_any_is_refused(monkeypatch):
    monkeypatch.setattr(elements, "ELEMENT_AT_MOST", 200_000)
    monkeypatch.setattr(elements, "CHUNK", 1_000)
    many = [article(str(n), title="x" * 2_000) for n in range(1, 301)]

    assert len(parse(records(*many)).studies) == 300
    with pytest.raises(Unreadable, match=r"more than 200,000 bytes in one record, after 2 of them"):
        parse(records(article("5"), article("6"), article("7", title="x" * 300_000)))


@pytest.mark.parametrize("chunk", [1, 7, 64, 4_096])
def test_where_the_bytes_are_cut_changes_nothing(chunk, monkeypatch):
    xml = records(article("5", title="Ünï&amp;codé"), article("6"), "<DeleteCitation><PMID>9</PMID></DeleteCitation>")
    whole = parse(xml)
    monkeypatch.setattr(elements, "CHUNK", max(chunk, 1_000))
    fed = parse(xml)
    monkeypatch.undo()

    assert fed == whole
    assert [each.pmid for each in whole.studies] == ["5", "6"]


def test_a_single_record_is_read_as_a_set_of_one():
    assert [each.pmid for each in parse(article("5").encode()).studies] == ["5"]


MEASURED = """
import resource, sys, tracemalloc
from pathlib import Path
from functions.fetch.reading.parse import each_of

xml = Path(sys.argv[1]).read_bytes()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if sys.argv[2] == "traced":
    tracemalloc.start()
read = sum(1 for _ in each_of(xml))
traced = tracemalloc.get_traced_memory()[1] if sys.argv[2] == "traced" else 0
print(read, traced, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


def large(megabytes: int) -> tuple[bytes, int]:
    """An answer of that size, and how many records it has: long abstracts, sixty references each."""
    told = "A made-up sentence of eleven words about an invented peptide. " * 30
    reference = (
        "<Reference><Citation>Somebody. Somewhere. 2001.</Citation><ArticleIdList>"
        "<ArticleId IdType='pubmed'>7</ArticleId></ArticleIdList></Reference>"
    )
    one = article("NUMBER", inside=f"<Abstract><AbstractText>{told}</AbstractText></Abstract>")
    one = one.replace("</ReferenceList>", reference * 60 + "</ReferenceList>")
    count = megabytes * 1_000_000 // len(one)
    return records(*(one.replace("NUMBER", str(number)) for number in range(1, count + 1))), count


@pytest.mark.skipif(sys.platform == "emscripten", reason="an isolate starts no process and measures no memory")
@pytest.mark.parametrize(("megabytes", "how", "bound"), [(5, "traced", 2_000_000), (20, "plain", 16_000_000)])
def test_memory_does_not_grow_with_the_answer(megabytes, how, bound, tmp_path):
    """What reading takes beside the answer itself, in Python's own count and in the process's.

    A Worker has 128 MB, of which 38 MB are taken once pydantic is imported.
    """
    xml, count = large(megabytes)
    (tmp_path / "answer.xml").write_bytes(xml)
    command = [sys.executable, "-c", MEASURED, str(tmp_path / "answer.xml"), how]
    environ = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, env=environ)

    read, traced, resident = map(int, done.stdout.split())
    assert read == count
    assert (traced if how == "traced" else resident) < bound
    assert how == "plain" or traced > 0
