"""The PDF: the same sheet as the page, set on A4 with embedded fonts, bookmarks and links."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.render.elements.sheet import (
    Badge,
    Block,
    Bullets,
    Claims,
    Facts,
    Line,
    Paragraph,
    Part,
    References,
    Sheet,
    ShownClaim,
    Span,
    Table,
)
from functions.render.typesetting import fonts
from functions.render.typesetting.texts import Text
from functions.render.typesetting.typeset import ACCENT, INK, LEADING, MARGIN, POINT, RULE, SOFT, WARN, Typesetter
from shared.domain.instants import moment

SMALL = 8.5
NUMBER_WIDTH = 11.0
TERM_WIDTH = 38.0
QUOTE_INDENT = 5.0
BETWEEN_QUOTES = 1.2
ABOVE_HEADING = {2: 6.0, 3: 3.0, 4: 1.5}
HEADING = 17.0
"""A third-level heading with its space and one line below it; all in millimetres."""
HEADING_SIZE = {2: 15, 3: 11.5, 4: 10}
"""Of headings by their level, in points."""


@dataclass(frozen=True, slots=True)
class Document:
    """The PDF's bytes, the text that was laid out in it, and what its metadata say."""

    data: bytes
    texts: tuple[Text, ...]
    metadata: tuple[str, ...]


def document(sheet: Sheet) -> Document:
    """The sheet as PDF. The same sheet gives the same bytes."""
    pdf = Typesetter(sheet, moment(sheet.published_at))
    _head(pdf, sheet)
    for at, part in enumerate(sheet.parts):
        pdf.room(_opening(pdf, sheet.parts[at:]))
        pdf.ln(ABOVE_HEADING[part.level])
        pdf.here(part.id)
        pdf.outline(part.heading, part.level - 2)
        pdf.words(part.heading, HEADING_SIZE[part.level], style="B", after=1.5)
        for block in part.blocks:
            _set(pdf, block)
    _foot(pdf, sheet)
    return Document(bytes(pdf.output()), tuple(pdf.said), pdf.metadata)


def _opening(pdf: Typesetter, parts: Sequence[Part]) -> float:
    """The height of the first one's heading with what must stand below it: for statements, the first of them."""
    part = parts[0]
    claims = next((each.items for each in part.blocks if isinstance(each, Claims)), ())
    if claims:
        return HEADING + _tall(pdf, claims[0])
    if parts[1:] and parts[1].level > part.level:
        return HEADING + ABOVE_HEADING[part.level] + _opening(pdf, parts[1:])
    return max(34, HEADING + _until_row(pdf, part.blocks))


def _until_row(pdf: Typesetter, blocks: Sequence[Block]) -> float:
    """The height down to the end of the first row of a table that stands below nothing but paragraphs."""
    tall = 0.0
    for block in blocks:
        if isinstance(block, Table):
            return tall + _first_row(pdf, block)
        if not isinstance(block, Paragraph):
            return 0
        tall += pdf.height(block.line, 10, pdf.epw) + 1.5
    return 0


def _head(pdf: Typesetter, sheet: Sheet) -> None:
    _disclaimer(pdf, sheet)
    pdf.words(sheet.title, 25 if len(sheet.title) <= 40 else 18, style="B", after=1)
    if sheet.subtitle:
        pdf.words(sheet.subtitle, 9.5, colour=SOFT)
    pdf.words(sheet.dateline, 9.5, colour=SOFT)
    for notice in sheet.notices:
        pdf.words(notice, 9.5, colour=WARN, style="B")


def _foot(pdf: Typesetter, sheet: Sheet) -> None:
    lost = fonts.substitutes(each.text for each in sheet.spans())
    pdf.room(45)
    pdf.ln(6)
    _disclaimer(pdf, sheet)
    if lost:
        shown = ", ".join(f"U+{ord(each):04X} as {shown}" for each, shown in lost.items())
        pdf.words(f"Characters that this document's fonts lack are shown as others: {shown}.", SMALL, after=1)
    pdf.block(sheet.colophon, SMALL, colour=SOFT)
    pdf.words(f"{sheet.dateline}. SHA-256 of the content: {sheet.content_hash}", SMALL, colour=SOFT)


def _disclaimer(pdf: Typesetter, sheet: Sheet) -> None:
    with pdf.bar(ACCENT, MARGIN), pdf.between(MARGIN + 4, MARGIN):
        pdf.words(sheet.disclaimer, SMALL, colour=SOFT)
    pdf.ln(5)


def _set(pdf: Typesetter, block: Block) -> None:
    if isinstance(block, Paragraph):
        small = block.tone != "body"
        pdf.block(block.line, 9.5 if small else 10, colour=SOFT if small else INK, after=1.5)
    elif isinstance(block, Bullets):
        for item in block.items:
            with pdf.between(MARGIN + 4, MARGIN):
                pdf.block((Span("• "), *item), after=1)
    elif isinstance(block, Facts):
        _facts(pdf, block)
    elif isinstance(block, Table):
        _table(pdf, block)
    elif isinstance(block, Badge):
        _badge(pdf, block)
    elif isinstance(block, Claims):
        for claim in block.items:
            _claim(pdf, claim)
    else:
        _references(pdf, block)


def _badge(pdf: Typesetter, badge: Badge) -> None:
    pdf.room(62)
    pdf.set_font(fonts.FAMILY, "B", 11)
    width = pdf.get_string_width(badge.word) + 8
    colour = ACCENT if badge.certain else SOFT
    pdf.set_draw_color(*colour)
    pdf.set_line_width(0.5)
    top = pdf.get_y() + 0.5
    if badge.certain:
        pdf.rect(MARGIN, top, width, 8.4, round_corners=True, corner_radius=1.2)
    else:
        pdf.set_dash_pattern(1.2, 1)
        pdf.rect(MARGIN, top, width, 8.4)
        pdf.set_dash_pattern()
    pdf.set_y(top + 1.35)
    with pdf.between(MARGIN + 4, MARGIN):
        pdf.words(badge.word, 11, colour=colour, style="B")
    pdf.set_y(top + 11.5)
    pdf.words(badge.human, 12, after=0.5)
    pdf.words(badge.meaning, 10, colour=SOFT, after=2.5)
    column = pdf.epw / 4
    for start in range(0, len(badge.counts), 4):
        top = pdf.get_y()
        for at, (label, number) in enumerate(badge.counts[start : start + 4]):
            left = MARGIN + at * column
            pdf.set_y(top)
            with pdf.between(left, pdf.w - left - column + 3):
                pdf.words(f"{number:,}", 15, style="B")
                pdf.words(label, 8, colour=SOFT)
        pdf.set_y(top + 15.5)
    pdf.ln(1.5)


def _claim(pdf: Typesetter, claim: ShownClaim) -> None:
    pdf.room(_tall(pdf, claim))
    pdf.here(claim.id)
    if claim.text:
        pdf.block(claim.text, 11)
    if claim.tags:
        pdf.words(claim.tags, SMALL, colour=SOFT, after=1)
    for quote in claim.quotes:
        with pdf.bar(RULE, MARGIN + 0.4), pdf.between(MARGIN + QUOTE_INDENT, MARGIN):
            pdf.block((Span("“"), Span(quote.text, verbatim=True), Span("”")))
            if quote.short:
                pdf.block(quote.short, SMALL, colour=SOFT)
            pdf.block(quote.source, SMALL, colour=SOFT)
        pdf.ln(BETWEEN_QUOTES)
    pdf.ln(3)


def _tall(pdf: Typesetter, claim: ShownClaim) -> float:
    inner = pdf.epw - QUOTE_INDENT
    tall = sum(
        pdf.height((Span(f"“{each.text}”"),), 10, inner)
        + sum(pdf.height(line, SMALL, inner) for line in (each.short, each.source) if line)
        + BETWEEN_QUOTES
        for each in claim.quotes
    )
    if claim.tags:
        tall += pdf.height((Span(claim.tags),), SMALL, pdf.epw) + 1
    if claim.text:
        tall += pdf.height(claim.text, 11, pdf.epw)
    return tall


def _facts(pdf: Typesetter, facts: Facts) -> None:
    for term, line in facts.rows:
        _row(pdf, ((Span(term, strong=True),), line), (TERM_WIDTH, pdf.epw - TERM_WIDTH), 9.5)


def _table(pdf: Typesetter, table: Table) -> None:
    widths = _widths(pdf, table)
    head = tuple((Span(each, strong=True),) for each in table.head)
    # Caption and head stand above a row, never by themselves at the foot of a page.
    pdf.room(_first_row(pdf, table))
    pdf.words(table.caption, 9, colour=SOFT, after=1)
    _row(pdf, head, widths, 9)
    for cells in table.rows:
        before = pdf.page
        pdf.room(_tallest(pdf, cells, widths, 9) + 3)
        if pdf.page != before:
            _row(pdf, head, widths, 9)
        _row(pdf, cells, widths, 9)
    pdf.ln(2)


def _widths(pdf: Typesetter, table: Table) -> tuple[float, ...]:
    share = pdf.epw / sum(table.widths)
    return tuple(each * share for each in table.widths)


def _first_row(pdf: Typesetter, table: Table) -> float:
    """The height of a table's caption and head with its first row."""
    return 24 + (_tallest(pdf, table.rows[0], _widths(pdf, table), 9) if table.rows else 0)


def _tallest(pdf: Typesetter, cells: tuple[Line, ...], widths: tuple[float, ...], size: float) -> float:
    return max(pdf.height(cell, size, width - 3) for cell, width in zip(cells, widths, strict=True))


def _row(pdf: Typesetter, cells: tuple[Line, ...], widths: tuple[float, ...], size: float) -> None:
    """Cells side by side; where they fit on no page, one below the other."""
    tall = _tallest(pdf, cells, widths, size) + size * POINT * LEADING
    pdf.room(tall + 3)
    if pdf.will_page_break(tall):
        for cell in cells:
            pdf.block(cell, size)
    else:
        top, bottom, left = pdf.get_y() + 1.2, 0.0, MARGIN
        for cell, width in zip(cells, widths, strict=True):
            pdf.set_y(top)
            with pdf.between(left, pdf.w - left - width + 3):
                pdf.block(cell, size)
            bottom = max(bottom, pdf.get_y())
            left += width
        pdf.set_y(bottom + 1.2)
    pdf.set_draw_color(*RULE)
    pdf.set_line_width(0.2)
    pdf.line(MARGIN, pdf.get_y(), pdf.w - MARGIN, pdf.get_y())


def _references(pdf: Typesetter, references: References) -> None:
    for each in references.items:
        inner = pdf.epw - NUMBER_WIDTH
        small = [pdf.height(line, SMALL, inner) for line in ((Span(each.about),), each.cited) if line]
        pdf.room(pdf.height(each.line, 9.5, inner) + sum(small) + 3)
        pdf.here(f"ref-{each.number}")
        top = pdf.get_y()
        pdf.words(f"[{each.number}]", 9.5, colour=SOFT, style="B")
        pdf.set_y(top)
        with pdf.between(MARGIN + NUMBER_WIDTH, MARGIN):
            pdf.block(each.line, 9.5)
            pdf.words(each.about, SMALL, colour=SOFT)
            if each.cited:
                pdf.block(each.cited, SMALL, colour=SOFT)
        pdf.ln(2)
