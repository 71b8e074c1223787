"""Where lines and pages of the PDF end: no line begins with a closing mark, no table's head ends a page."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from invented.sheets import sheet
from pypdf import PdfReader

from functions.render.elements.sheet import Bullets, Paragraph, Part, Span, Table, plain
from functions.render.evidence.grading import outcomes
from functions.render.typesetting.document import document
from shared.domain.grading.grade import Grade, OutcomeGrade
from shared.domain.grading.rules import Step
from shared.domain.vocabulary import Level


def pages(*parts: Part) -> list[str]:
    read = PdfReader(BytesIO(document(replace(sheet(), parts=parts)).data))
    return [each.extract_text() for each in read.pages]


@pytest.mark.parametrize("length", range(60, 110))
def test_a_quotation_is_cut_from_neither_of_its_marks(length: int) -> None:
    words = ("word " * 30)[:length].rstrip() + "x" * 5
    quoted = (Span("It was \u201c"), Span(words, verbatim=True), Span("\u201d"), Span("."))

    text = "\n".join(pages(Part("one", "One", (Bullets((quoted,)),))))

    assert "\u201d." in text
    assert not re.search(r"^\s*\u201d|\u201c\s*$", text, re.MULTILINE)


@pytest.mark.parametrize("length", range(60, 110))
def test_no_line_ends_with_the_beginning_of_a_quotation(length: int) -> None:
    lead = ("word " * 30)[:length].rstrip() + " "
    quoted = (Span(lead), Span("\u201c"), Span("somewhat long", verbatim=True), Span("\u201d"))

    text = "\n".join(pages(Part("one", "One", (Bullets((quoted,)),))))

    assert re.search("\u201csomewhat", text)


@pytest.mark.parametrize("above", range(20, 40))
def test_no_head_of_a_table_stands_at_the_foot_of_a_page(above: int) -> None:
    lead = tuple(Paragraph(plain(f"Line {each}.")) for each in range(above))
    row = (plain("Reason"), plain("3"), plain(" ".join(["A long cell."] * 40)))
    table = Table("Caption of it", ("Which", "Number", "Why"), (row,), (20, 20, 60))

    (found,) = [each for each in pages(Part("one", "One", (*lead, table))) if "Caption of it" in each]

    assert "A long cell." in found


@pytest.mark.parametrize(("notes", "head"), [((False, False), 2), ((True, False), 3)])
def test_a_column_of_notes_stands_only_where_there_are_any(notes: tuple[bool, ...], head: int) -> None:
    start = Step(rule="start-preclinical", level=Level.PRECLINICAL, reason="none in people")
    noted = Step(rule="flag", level=Level.PRECLINICAL, reason="something is flagged")
    graded = tuple(
        OutcomeGrade(
            outcome=name,
            level=Level.PRECLINICAL,
            steps=(start, start, *([noted] if note else [])),
            inputs={"animal": 1},
            deciding=(),
        )
        for name, note in zip(("pain", "sleep"), notes, strict=True)
    )

    (part,) = outcomes(Grade(level=Level.PRECLINICAL, steps=(start,), inputs={}, outcomes=graded), sample=False)

    (table,) = [each for each in part.blocks if isinstance(each, Table)]
    assert len(table.head) == head
    assert {len(each) for each in table.rows} == {head} == {len(table.widths)}
