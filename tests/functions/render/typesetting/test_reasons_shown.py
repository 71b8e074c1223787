"""Why an outcome has its grade: a sentence a line, each said once, in a table with columns as wide as was meant."""

import re
from io import BytesIO

from invented import graded
from invented.editions import edition
from invented.factories import SLUG
from invented.sheets import sheet_of
from pypdf import PdfReader

from functions.render.elements.sheet import Sheet, Table
from functions.render.typesetting import texts as reading
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page, texts
from shared.domain.grading.grade import grade
from shared.domain.publishing.counts import counts

FEW = "Few people took part: 300 in all, fewer than 400."
GAP = '<span class="gap"></span>'
ONE_LABORATORY = "Some results may have gone unpublished: one laboratory studied all 300 participants."


def graded_sheet(*studies) -> Sheet:
    pack = graded.of(*studies)
    return sheet_of(pack, edition().monograph.model_copy(update={"grade": grade(pack), "counts": counts(pack)}))


def shown() -> Sheet:
    return graded_sheet(*(graded.rct(150, laboratory="a"),) * 2)


def row(sheet: Sheet) -> str:
    html = page(sheet, SLUG).decode()
    (table,) = re.findall(r'id="certainty-by-outcome".*?</table>', html, re.DOTALL)
    return table[table.index("<tbody") :]


def test_each_reason_stands_on_a_line_of_its_own_and_is_said_once() -> None:
    told = row(shown())

    assert f"{FEW}{GAP} {ONE_LABORATORY}{GAP} The studies were read as abstracts only" in told
    assert f"{GAP} Decided by PMID" in told
    assert told.count("ne laboratory studied all 300 participants") == 1, "the doubt says it, and the flag need not"


def test_the_words_read_back_from_page_and_pdf_keep_their_spaces() -> None:
    composed = shown()

    for found in (texts(page(composed, SLUG)), document(composed).texts):
        assert f"{FEW} {ONE_LABORATORY} The studies were read" in reading.whole(found)


def test_the_pdf_breaks_the_line_too() -> None:
    reader = PdfReader(BytesIO(document(shown()).data))

    lines = [line.strip() for each in reader.pages for line in each.extract_text().splitlines()]
    assert any(line.startswith("Some results may have gone") for line in lines)
    assert any(line.startswith("The studies were read") for line in lines)


def test_every_column_of_every_table_has_its_width_in_the_style() -> None:
    composed = shown()
    html = page(composed, SLUG).decode()

    widths = {
        width for part in composed.parts for each in part.blocks if isinstance(each, Table) for width in each.widths
    }
    assert widths
    for width in widths:
        assert f'<col class="w{width}">' in html
        assert f".w{width}{{width:{width}%}}" in html
