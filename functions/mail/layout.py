"""The two forms of a mail: text of at most 78 characters a line, and HTML in which every value is escaped.

No image, no script, nothing fetched from anywhere, and no address that tells who followed it.
"""

import textwrap

from functions.mail.content import Block, Code, Content, Item, Link, Words
from shared.domain.publishing.words import SAMPLE
from shared.platform.web.templates import templates

_WIDTH = 78


def text(content: Content, imprint: str | None, unsubscribe: str | None) -> str:
    """The mail as text. `unsubscribe` is the address that takes the reader off this kind of mail."""
    parts = [_filled(SAMPLE)] if content.sample else []
    parts += [_said(each) for each in content.blocks]
    foot = [_filled(content.why)]
    foot += [f"To get no more of these: {unsubscribe}"] if unsubscribe else []
    foot += [_filled(imprint)] if imprint else []
    return "\n\n".join([*parts, "-- \n" + "\n".join(foot)]) + "\n"


def html(content: Content, imprint: str | None, unsubscribe: str | None) -> str:
    """The mail as an HTML document that holds all it needs."""
    return (
        templates("functions.mail")
        .get_template("frame.html")
        .render(
            content=content,
            blocks=[(type(each).__name__.lower(), each) for each in content.blocks],
            sample=SAMPLE if content.sample else None,
            imprint=imprint,
            unsubscribe=unsubscribe,
        )
    )


def _said(block: Block) -> str:
    match block:
        case Words():
            return _filled(block.text)
        case Code():
            return f"    {block.text}"
        case Link():
            return f"{_filled(block.label)}:\n{block.url}"
        case Item():
            return "\n".join([f"* {block.label}", *textwrap.wrap(block.text, _WIDTH - 2), block.url]).replace(
                "\n", "\n  "
            )


def _filled(words: str) -> str:
    return textwrap.fill(words, _WIDTH, break_long_words=False, break_on_hyphens=False)
