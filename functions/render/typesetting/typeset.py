"""A typesetter over fpdf2: fonts, pages, running text in marked spans, and a record of all that was set."""

from collections.abc import Generator, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO

from fpdf import FPDF, XPos
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences

from functions.render.elements.sheet import Line, Sheet, Span
from functions.render.typesetting import fonts
from functions.render.typesetting.lines import HYPHEN, SOFT_HYPHEN, lines
from functions.render.typesetting.texts import Text
from shared.domain.canonical import digest

Colour = tuple[int, int, int]

INK: Colour = (28, 35, 38)
SOFT: Colour = (81, 89, 93)
RULE: Colour = (214, 210, 201)
ACCENT: Colour = (10, 90, 96)
WARN: Colour = (122, 59, 0)
WARN_WASH: Colour = (253, 241, 224)

MARGIN = 23.0
"""Left and right margin, millimetres. With 10 pt FiraGO a line holds about 90 characters."""
TOP = 20.0
BOTTOM = 24.0

LEADING = 1.45
"""Line height over font size."""

BELOW = 0.8
"""Space above a line that begins anew within a paragraph, millimetres."""

CLOSING = "\u201d\u2019)].,;:"
OPENING = ("\u201c", "\u2018", "(", "[")
"""Marks that end what stands before them, and marks that begin what stands behind."""

POINT = 25.4 / 72
"""Millimetres in a point."""


class Typesetter(FPDF):
    """One document. `said` is what was set, in order; the bytes depend on the sheet alone."""

    def __init__(self, sheet: Sheet, created: datetime) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self.sheet = sheet
        self.said: list[Text] = []
        self._blocks = 0
        self._anchors: dict[str, int] = {}
        self._faces: dict[str, TTFFont] = {}
        self._widths = {style: _Widths(self._faces, style) for style in fonts.STYLES}
        self._identity = digest(f"{sheet.title}/{sheet.version}/{sheet.content_hash}/{sheet.published_at}".encode())[
            :32
        ]
        self.c_margin = 0
        self.str_alias_nb_pages = ""  # a study's own braces are text, not a page count
        self.set_margins(MARGIN, TOP + (9.0 if sheet.banner else 0.0), MARGIN)
        self.set_auto_page_break(True, BOTTOM)
        self._add_fonts()
        self._describe(created)
        self.add_page()

    def _add_fonts(self) -> None:
        everything = [each.text for each in self.sheet.spans()]
        characters = {character for text in everything for character in fonts.printable(text)}
        for style, name in fonts.STYLES.items():
            self._add(fonts.FAMILY, style, name, characters)
        fallbacks = fonts.needed(everything)
        for name in fallbacks:
            for style in fonts.STYLES:
                self._add(name, style, name, characters)
        if fallbacks:
            self.set_fallback_fonts(list(fallbacks))

    def _add(self, family: str, style: str, name: str, characters: AbstractSet[str]) -> None:
        # From memory: `add_font` takes a path, and there is no file system in a Worker.
        key = f"{family}{style}"
        file = BytesIO(fonts.file_for(name, characters))
        font = TTFFont(self, file, key, style)  # pyright: ignore[reportArgumentType]
        font.ttfont.recalcBBoxes = False  # no glyph's outline changes: each is embedded as it stands in the file
        self.fonts[key] = self._faces[key] = font

    def _describe(self, created: datetime) -> None:
        marked = f". {self.sheet.banner}" if self.sheet.banner else ""
        self.set_title(fonts.printable(f"{self.sheet.title}: evidence summary, version {self.sheet.version}{marked}"))
        self.set_subject(fonts.printable(self.sheet.summary))
        self.set_author(self.sheet.author)
        self.set_creator(self.sheet.author)
        self.set_producer("PepTalk, fpdf2")
        self.set_lang("en")
        self.set_creation_date(created)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)

    @property
    def metadata(self) -> tuple[str, ...]:
        """What a reader's program shows of the document before it is opened."""
        return (str(self.title), str(self.subject), str(self.author))

    def file_id(self) -> str:
        """The trailer's ID: the same sheet has the same."""
        return f"<{self._identity}><{self._identity}>"

    def header(self) -> None:
        """The sample's banner, on every page."""
        if not self.sheet.banner:
            return
        self.set_fill_color(*WARN_WASH)
        self.rect(0, 0, self.w, 14, style="F")
        self.set_xy(MARGIN, 4.6)
        self._face("B", 10, WARN)
        self.cell(self.epw, 5, self._record(Span(self.sheet.banner)), align="C")
        self.set_xy(self.l_margin, self.t_margin)

    def footer(self) -> None:
        """Version, content hash and page number, on every page."""
        self.set_y(-15)
        self.set_draw_color(*RULE)
        self.set_line_width(0.2)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.set_xy(MARGIN, -12.5)
        self._face("", 7.5, SOFT)
        name = self.sheet.title if len(self.sheet.title) <= 40 else f"{self.sheet.title[:39]}…"
        left = f"{self.sheet.author}: {name}. {self.sheet.dateline}. Content {self.sheet.content_hash[:16]}"
        self.cell(self.w - 2 * MARGIN - 20, 4, self._record(Span(left)))
        self.cell(20, 4, f"Page {self.page_no()}", align="R")

    def anchor(self, name: str) -> int:
        """The link to a place of that name, wherever it is set."""
        if name not in self._anchors:
            self._anchors[name] = self.add_link()
        return self._anchors[name]

    def here(self, name: str) -> None:
        """Say that the place of that name is here."""
        self.set_link(self.anchor(name), y=self.get_y(), page=self.page)

    def outline(self, heading: str, level: int) -> None:
        """A bookmark at this place; `level` counts from 0."""
        self.start_section(fonts.printable(heading), level)

    def block(self, line: Line, size: float = 10, *, colour: Colour = INK, style: str = "", after: float = 0) -> None:
        """Set a line as a paragraph between the present margins, then `after` millimetres of space."""
        self._blocks += 1
        self.set_x(self.l_margin)
        for at, span in enumerate(line):
            if span.below:
                self.ln(size * POINT * LEADING + BELOW)
            behind = "".join(each.text for each in line[at + 1 :])
            self._span(span, size, colour, style, bound(span.text, behind))
        self.ln(size * POINT * LEADING)
        self.set_y(self.get_y() + after)

    def words(self, text: str, size: float = 10, *, colour: Colour = INK, style: str = "", after: float = 0) -> None:
        """Set our own words as a paragraph."""
        self.block((Span(text),), size, colour=colour, style=style, after=after)

    def advances(self, text: str) -> list[float]:
        """How far each character moves the next one, in thousandths of an em, in the present face."""
        known = self._widths[self.font_style]
        return [known[each] for each in text]

    def height(self, line: Line, size: float, width: float, style: str = "") -> float:
        """How high the line will stand at that width, in millimetres."""
        self._face(style or ("B" if any(each.strong for each in line) else ""), size, INK)
        texts = [""]
        for each in line:
            if each.below:
                texts.append("")
            texts[-1] += fonts.printable(each.text)
        count = sum(max(1, sum(1 for _ in self._lines(each, width, width))) for each in texts)
        return count * size * POINT * LEADING + (len(texts) - 1) * BELOW

    def room(self, height: float) -> None:
        """Begin a new page unless `height` millimetres are left; what fits on no page begins where it is."""
        if self.will_page_break(height) and height <= self.h - self.t_margin - BOTTOM:
            self.add_page()

    @contextmanager
    def between(self, left: float, right: float) -> Generator[None]:
        """Other margins for a while: distances from the page's edges, in millimetres."""
        before = self.l_margin, self.r_margin
        self.l_margin, self.r_margin = left, right
        yield
        self.l_margin, self.r_margin = before
        self.set_x(self.l_margin)

    @contextmanager
    def bar(self, colour: Colour, x: float) -> Generator[None]:
        """A vertical rule left of what is set meanwhile, on every page that it reaches."""
        page, top = self.page, self.get_y()
        yield
        last, bottom = self.page, self.get_y()
        for number in range(page, last + 1):
            self.page = number
            self.set_draw_color(*colour)
            self.set_line_width(0.7)
            start = top if number == page else self.t_margin
            end = bottom if number == last else self.h - BOTTOM
            if end > start:
                self.line(x, start, x, end)

    def _span(self, span: Span, size: float, colour: Colour, style: str, stops: str) -> None:
        """Set a span; `stops` stays on the line on which it ends."""
        href = None if span.href and span.href.startswith("/") else span.href
        self._face("B" if span.strong and style != "B" else style, size, ACCENT if href else colour)
        text, height = self._record(span), size * POINT * LEADING
        text = text.lstrip() if span.below else text
        # Where a span begins, no line does: its first word must not be cut there for want of a space before it.
        word = text.split(" ", 1)[0]
        first = sum(self.advances(word if word != text else word + stops)) / self._per_millimetre()
        if self.l_margin < self.get_x() and self.get_x() + first > self.w - self.r_margin and first <= self.epw:
            self.ln(height)
        link: str | int = ""
        if href:
            link = self.anchor(href[1:]) if href.startswith("#") else href
        room = self.w - self.r_margin - self.get_x()
        for number, each in enumerate(self._lines(text, room, self.epw, stops)):
            if number:
                self.ln(height)
            self.cell(room if number == 0 else self.epw, height, each, link=link, new_x=XPos.WCONT)

    def _lines(self, text: str, first: float, full: float, stops: str = "") -> Iterator[str]:
        """The text's lines in the present face, of these widths in millimetres; `stops` will follow the last one."""
        unit = self._per_millimetre()
        (hyphen,) = self.advances(HYPHEN)
        advances = self.advances(text)
        if advances:
            advances[-1] += sum(self.advances(fonts.printable(stops)))
        return lines(text, advances, first * unit, full * unit, hyphen=hyphen)

    def _per_millimetre(self) -> float:
        """Thousandths of an em in a millimetre, in the present size."""
        return 1000 / (self.font_size_pt * POINT)

    def _record(self, span: Span) -> str:
        text = fonts.printable(span.text)
        self.said.append(Text(text, span.verbatim, self._blocks))
        return text

    def _face(self, style: str, size: float, colour: Colour) -> None:
        self.set_font(fonts.FAMILY, style, size)
        self.set_text_color(*colour)


def bound(text: str, behind: str) -> str:
    """What of the text behind stays on the line on which this one ends: the marks that close its last word, and the
    first word where this one ends in a mark that opens it."""
    if text.endswith(OPENING):
        return behind.split(" ", 1)[0]
    return behind[: len(behind) - len(behind.lstrip(CLOSING))]


class _Widths(dict[str, float]):
    """Advance widths of a style's characters, in thousandths of an em, each looked up once."""

    def __init__(self, faces: Mapping[str, TTFFont], style: str) -> None:
        super().__init__()
        self._faces = faces
        self._style = style

    def __missing__(self, character: str) -> float:
        face = self._faces[f"{fonts.font_of(character) or fonts.FAMILY}{self._style}"]
        self[character] = 0 if character == SOFT_HYPHEN else face.cw[ord(character)]
        return self[character]
