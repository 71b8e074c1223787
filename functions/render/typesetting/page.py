"""The page: one sheet set as HTML. All text is data and is escaped; the markup is the template's alone."""

from collections.abc import Mapping
from html.parser import HTMLParser

from functions.render.elements.sheet import Sheet
from functions.render.typesetting.texts import Text
from shared.gates.context import Place
from shared.platform.web.templates import templates

DESCRIPTION_AT_MOST = 300

_BLOCKS = frozenset(
    {
        "html",
        "head",
        "title",
        "body",
        "header",
        "main",
        "footer",
        "aside",
        "nav",
        "p",
        "h1",
        "h2",
        "h3",
        "ol",
        "ul",
        "li",
    }
    | {"dl", "div", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote"}
)
_SILENT = frozenset({"style", "script"})
_VOID = frozenset(("meta", "link", "br", "col", "hr", "img", "input", "wbr"))


def page(sheet: Sheet, slug: str) -> bytes:
    """The page as UTF-8: one file, no script, no request to anywhere."""
    template = templates("functions.render").get_template("page.html")
    return template.render(
        sheet=sheet, slug=slug, description=f"{sheet.banner} {sheet.summary}".strip()[:DESCRIPTION_AT_MOST]
    ).encode()


def texts(data: bytes) -> list[Text]:
    """What a page says, read back from its bytes: one entry per run of text of one kind, blocks apart.

    Elements marked `translate="no"` hold words that are not ours; titles and descriptions are ours.
    """
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    return reader.texts()


def places(data: bytes) -> list[tuple[Place, str]]:
    """What a page says outside its text, read back from its bytes: title, descriptions, alternative texts."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    return reader.places


class _Reader(HTMLParser):
    """Collects text by block, and whether it is verbatim."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool]] = []
        self._found: list[Text] = []
        self._block = 0
        self.places: list[tuple[Place, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._elsewhere(tag, given)
        if tag in _BLOCKS:
            self._block += 1
        if tag == "meta" and given.get("name") == "description":
            self._block += 1
            self._found.append(Text(given.get("content") or "", False, self._block))
        if tag not in _VOID:
            verbatim = given.get("translate") == "no" or (bool(self._open) and self._open[-1][1])
            self._open.append((tag, verbatim))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._block += 1
        while self._open:
            name, _ = self._open.pop()
            if name == tag:
                return

    def _elsewhere(self, tag: str, given: Mapping[str, str | None]) -> None:
        if tag == "meta" and (given.get("name") == "description" or (given.get("property") or "").startswith("og:")):
            self.places.append(("opengraph", given.get("content") or ""))
        if given.get("alt"):
            self.places.append(("alt", given["alt"] or ""))

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "title":
            self.places.append(("title", data))
        if self._open and self._open[-1][0] not in _SILENT:
            self._found.append(Text(data, self._open[-1][1], self._block))

    def texts(self) -> list[Text]:
        return self._found
