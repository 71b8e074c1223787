"""docs/methods.md, set as HTML for the site: `make methods` writes it beside the site's templates.

A Worker reads no Markdown and has no docs folder, so what it sends is made here and kept with the code; a house test
fails while the two differ. The markup is ours alone: HTML in the text is shown as text, and an address that would lead
nowhere on the site is refused or shown as its words.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from infra.local.machine.project import ROOT
from shared.platform.errors import ConfigurationError

SOURCE = ROOT / "docs" / "methods.md"
TARGET = ROOT / "functions" / "site" / "templates" / "methods_text.html"

_MADE = "{# Made of docs/methods.md by `make methods`. Change that, not this. #}\n"
_DOCUMENT = re.compile(r"(?:\.\./|adr/)?[a-z0-9-]+\.md(?:#.*)?")
"""Another document of the source, which the site does not have."""
_ON_ONE_LINE = frozenset({"tr_open", "th_open", "th_close", "td_open", "td_close"})
_RULE = re.compile(r"[a-z][a-z0-9_-]*")


def html(markdown: str) -> str:
    """The text as a piece of a template: what stands before the first section, the list of sections, the sections.

    Sections have the words of their headings as ids, rows that tell of a rule have its name, tables scroll by
    themselves, and braces, which mean something to templates, are written as references.

    Raises:
        ConfigurationError: a heading skips a level or comes twice, or a link leads nowhere.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parsed = parser.parse(markdown)
    sections = list(_sections(parsed))
    tokens = list(_tables(parsed))
    links = [link for token in tokens for link in _links(token)]
    ids = [id for token in tokens if (id := token.attrGet("id"))]
    if missing := sorted({link[1:] for link in links if link.startswith("#")} - {str(id) for id in ids}):
        raise ConfigurationError(f"no section or rule has the id {', '.join(missing)}")
    if twice := sorted({str(id) for id in ids if ids.count(id) > 1}):
        raise ConfigurationError(f"two sections or rules have the id {', '.join(twice)}")
    first = next((at for at, token in enumerate(tokens) if token.tag == "h2"), len(tokens))
    before, after = (parser.renderer.render(each, parser.options, {}) for each in (tokens[:first], tokens[first:]))
    return _MADE + (before + _contents(sections) + after).replace("{", "&#123;").replace("}", "&#125;")


def main(source: Path = SOURCE, target: Path = TARGET) -> None:
    """Write what the site shows."""
    target.write_text(html(source.read_text("utf-8")), "utf-8")


def _sections(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Ids and words of the sections of the second level; every heading below the first is given its id."""
    level = 0
    for at, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        words, now = _words(tokens[at + 1]), int(token.tag[1:])
        if now > level + 1 or (now == 1) != (level == 0):
            raise ConfigurationError(f"the heading “{words}” is of level {now} after one of level {level}")
        level = now
        if now > 1:
            id = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
            token.attrSet("id", id)
            if now == 2:
                yield id, words


def _tables(tokens: Sequence[Token]) -> Iterator[Token]:
    """The same with each table in a region that scrolls and can be reached by keys; a row's first cell heads it."""
    heading, number = "", 0
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = _words(tokens[at + 1])
        if token.type == "table_open":
            number += 1
            label = escape(f"Table {number}: {heading}")
            yield _markup(f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">\n')
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "tr_open" and tokens[at + 1].type == "td_open":
            _headed(tokens, at)
        if token.type in _ON_ONE_LINE:
            token.block = False
        yield token
        if token.type == "table_close":
            yield _markup("</div>\n")


def _headed(tokens: Sequence[Token], row: int) -> None:
    cell, close = tokens[row + 1], next(each for each in tokens[row:] if each.type == "td_close")
    cell.tag = close.tag = "th"
    cell.attrSet("scope", "row")
    children = tokens[row + 2].children or []
    if len(children) == 1 and children[0].type == "code_inline" and _RULE.fullmatch(children[0].content):
        tokens[row].attrSet("id", children[0].content)


def _markup(text: str) -> Token:
    return Token("html_block", "", 0, content=text)


def _links(token: Token) -> Iterator[str]:
    """Where the links of a token lead; one to another document becomes its words. A line's end becomes a space."""
    children = token.children or []
    for at, child in enumerate(children):
        if child.type == "softbreak":
            child.type, child.content = "text", " "
        if child.type == "image":
            raise ConfigurationError(f"the site has no images, and so none called {child.content}")
        if child.type != "link_open":
            continue
        href = str(child.attrGet("href"))
        if _DOCUMENT.fullmatch(href):
            close = next(each for each in children[at:] if each.type == "link_close")
            for each in (child, close):
                each.type, each.tag, each.content, each.nesting = "text", "", "", 0
        elif href.startswith(("#", "https://")):
            yield href
        else:
            raise ConfigurationError(f"nobody can follow a link to {href} from the site")


def _words(inline: Token) -> str:
    return "".join(each.content for each in inline.children or [])


def _contents(sections: Sequence[tuple[str, str]]) -> str:
    items = "".join(f'<li><a href="#{id}">{escape(words)}</a></li>\n' for id, words in sections)
    return f'<nav aria-label="On this page"><ol>\n{items}</ol></nav>\n'


if __name__ == "__main__":
    main()
