"""Text as read back from page and PDF, and what the gates want of it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text. `verbatim` words are somebody else's; runs of one `block` follow each other without a gap."""

    text: str
    verbatim: bool
    block: int


def own(found: Iterable[Text]) -> str:
    """Our own words, one block a paragraph; where others' words stood, an ellipsis keeps the halves apart."""
    lines: list[str] = []
    for _, runs in groupby(found, key=lambda each: each.block):
        line = "".join(" … " if each.verbatim else each.text for each in runs)
        lines.append(flat(line))
    return "\n\n".join(line for line in lines if line.strip(" ….,"))


def whole(found: Iterable[Text]) -> str:
    """Everything, one line."""
    blocks = groupby(found, key=lambda each: each.block)
    return flat(" ".join("".join(each.text for each in runs) for _, runs in blocks))


def flat(text: str) -> str:
    """The same words with every run of white space made one space, composed (NFC)."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def absent(wanted: Iterable[str], where: str) -> Iterator[str]:
    """Those of `wanted` that `where` (flat) does not hold."""
    for each in wanted:
        if flat(each) not in where:
            yield each
