"""A reference leads back to every statement that cites it, by the heading under which that statement stands."""

import re
from io import BytesIO

from invented.factories import SLUG
from invented.sheets import sheet
from pypdf import PdfReader

from functions.render.elements.records import mark
from functions.render.elements.sheet import Claims, Line, Part, References, Sheet, ShownClaim, ShownQuote, Span, plain
from functions.render.findings import backlinks
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page


def claim(id: str, *numbers: int, in_text: bool = False) -> ShownClaim:
    marks: Line = tuple(mark(each) for each in numbers)
    if in_text:
        return ShownClaim(id, (Span("So it was. "), *marks), "", ())
    return ShownClaim(id, plain("So it was."), "", tuple(ShownQuote("It was.", (each,)) for each in marks))


def said(line: Line) -> str:
    return "".join(each.text for each in line)


def hrefs(line: Line) -> list[str]:
    return [each.href for each in line if each.href]


def shown(sheet: Sheet) -> References:
    (found,) = [each for part in sheet.parts for each in part.blocks if isinstance(each, References)]
    return found


PARTS = (
    Part("overview", "Overview", (Claims((claim("a", 1, 2, in_text=True),)),)),
    Part("evidence", "What the studies report", ()),
    Part("evidence-human", "Studies in people", (), 3),
    Part("evidence-human-pain", "Pain", (Claims((claim("b", 1), claim("c", 1, 1))),), 4),
    Part("evidence-animal", "Studies in animals", (Claims((claim("d", 3),)),), 3),
)


def test_a_reference_names_the_headings_under_which_it_is_cited_and_links_each_statement() -> None:
    found = backlinks.of(PARTS)

    assert said(found[1]) == "Cited in: Overview; Studies in people, Pain (1); Studies in people, Pain (2)."
    assert hrefs(found[1]) == ["#a", "#b", "#c"]
    assert (said(found[2]), hrefs(found[2])) == ("Cited in: Overview.", ["#a"])
    assert (said(found[3]), hrefs(found[3])) == ("Cited in: Studies in animals.", ["#d"])
    assert sorted(found) == [1, 2, 3]


def test_every_reference_of_a_page_leads_back_to_a_statement_that_there_is() -> None:
    html = page(sheet(), SLUG).decode()

    items = re.findall(r'<li id="ref-(\d+)">(.*?)</li>', html, re.DOTALL)
    assert len(items) == 3
    for number, item in items:
        back = re.findall(r'<a href="#([^"]+)" role="doc-backlink">[^<]+</a>', item)
        assert back
        for id in back:
            (statement,) = re.findall(rf'<li id="{id}">(.*?)</li>', html, re.DOTALL)
            assert f'href="#ref-{number}"' in statement


def test_the_pdf_says_it_too_and_links_as_much() -> None:
    composed = sheet()
    reader = PdfReader(BytesIO(document(composed).data))

    text = "".join("".join(each.extract_text() for each in reader.pages).split())
    within = [note for each in reader.pages for note in each.get("/Annots", []) if "/Dest" in note.get_object()]
    lines = [each.cited for each in shown(composed).items]
    assert all("".join(said(line).split()) in text for line in lines)
    marks = sum(len(each.quotes) for part in composed.parts for block in part.blocks if isinstance(block, Claims)
                for each in block.items)  # fmt: skip
    assert len(within) >= marks + sum(len(hrefs(line)) for line in lines)
