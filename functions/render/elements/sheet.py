"""What page and PDF both show, in the order in which they show it: sections of blocks of marked text.

Page and PDF are two typesettings of one sheet, so they cannot differ in content. Every piece of text is
marked as ours or as somebody else's (`verbatim`): quotes, titles and search queries are never judged by the
rules for our own words, and never edited.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from shared.domain.publishing.words import day


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one kind. `href` is an address, a path of the site, or `#id` within the sheet; `below` says that it
    begins on a line of its own.

    A PDF belongs to no site: in it a path is no link, so that the words must say where to go.
    """

    text: str
    verbatim: bool = False
    href: str | None = None
    strong: bool = False
    below: bool = False


Line = tuple[Span, ...]
"""Spans that follow each other without a gap."""


def plain(text: str) -> Line:
    """A line of our own words."""
    return (Span(text),)


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line
    tone: Literal["body", "intro", "small"] = "body"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Line, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms with what there is to say of each."""

    rows: tuple[tuple[str, Line], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the line; the first cell of a row heads it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Badge:
    """The grade as a word with what it means, and the studies by kind.

    `certain` says that the word speaks of a certainty about people. What does not is drawn otherwise, so that
    "preclinical only" never wears the badge of evidence from people.
    """

    word: str
    level: str
    certain: bool
    meaning: str
    human: str
    counts: tuple[tuple[str, int], ...]
    kind: Literal["badge"] = "badge"


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """Words of a record, the line that says whose they are, and what their short forms stand for, if it is known."""

    text: str
    source: Line
    short: Line = ()


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim; `text` is None where the quotes themselves are all that is said. `tags` (outcome, direction) may be
    empty."""

    id: str
    text: Line | None
    tags: str
    quotes: tuple[ShownQuote, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    items: tuple[ShownClaim, ...]
    kind: Literal["claims"] = "claims"


@dataclass(frozen=True, slots=True)
class ShownReference:
    """A reference, what its study is, and where the page cites it, linked."""

    number: int
    line: Line
    about: str
    cited: Line = ()


@dataclass(frozen=True, slots=True)
class References:
    items: tuple[ShownReference, ...]
    kind: Literal["references"] = "references"


Block = Paragraph | Bullets | Facts | Table | Badge | Claims | References


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (level 2 to 4) with its blocks; `id` is its anchor."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    level: Literal[2, 3, 4] = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is shown. `banner` stands on top of the page and of every page of the PDF.

    A `private` one has no address of its own.
    """

    title: str
    summary: str
    subtitle: str
    version: int
    content_hash: str
    published_at: str
    disclaimer: str
    colophon: Line
    parts: tuple[Part, ...]
    banner: str = ""
    private: bool = False
    notices: tuple[str, ...] = ()
    author: str = field(default="PepTalk")

    @property
    def dateline(self) -> str:
        """Version and date as printed."""
        return f"Version {self.version}, {day(self.published_at)}"

    def spans(self) -> Iterator[Span]:
        """Every piece of text that page and PDF must both hold, in order."""
        for text in (self.banner, self.disclaimer, self.title, self.subtitle, self.dateline, *self.notices):
            if text:
                yield Span(text)
        for part in self.parts:
            yield Span(part.heading)
            for block in part.blocks:
                yield from _spans(block)
        yield from self.colophon


def _spans(block: Block) -> Iterator[Span]:
    if isinstance(block, Paragraph):
        yield from block.line
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from item
    elif isinstance(block, Facts):
        for term, line in block.rows:
            yield Span(term)
            yield from line
    elif isinstance(block, Table):
        yield from (Span(text) for text in (block.caption, *block.head))
        for row in block.rows:
            for cell in row:
                yield from cell
    elif isinstance(block, Badge):
        yield from (Span(text) for text in (block.word, block.meaning, block.human))
        for label, number in block.counts:
            yield from (Span(label), Span(f"{number:,}"))
    elif isinstance(block, Claims):
        for claim in block.items:
            yield from claim.text or ()
            if claim.tags:
                yield Span(claim.tags)
            for quote in claim.quotes:
                yield Span(quote.text, verbatim=True)
                yield from quote.short
                yield from quote.source
    else:
        for reference in block.items:
            yield from reference.line
            yield Span(reference.about)
            yield from reference.cited
