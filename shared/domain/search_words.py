"""What a person types into the search, read as words and never as a query language.

`tendon healing` finds texts with both words, `"tendon healing"` the two side by side, `tend*` words that begin so. All
else is punctuation: nothing that is typed can be an operator, and nothing is a syntax error.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 500
MOST = 32
"""Characters and words of one search."""

BEGIN, END = "\ue000", "\ue001"
"""Around what was found, in what the index gives back; `plain` takes them out of all texts."""

_PART = re.compile(r'"(?P<phrase>[^"]*)"?(?P<open>\*?)|(?P<word>[^\s"]+)')


class NoWords(ValueError):
    """Nothing that was typed can be searched for; the text says why."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and whether it is what was searched for."""

    text: str
    found: bool


def match_of(typed: str) -> str:
    """The FTS5 query: quoted strings alone, joined by spaces, which is AND (sqlite.org/fts5.html, 3).

    Raises:
        NoWords: there is no word, or too much.
    """
    if len(typed) > LONGEST:
        raise NoWords(f"that is {len(typed):,} characters; search for at most {LONGEST}")
    parts = [*_parts(typed)]
    if not parts:
        raise NoWords('there is no word in it; type a word, a "phrase in quotes" or the begin* of a word')
    if len(parts) > MOST:
        raise NoWords(f"those are {len(parts)} words; search for at most {MOST}")
    return " ".join(parts)


def in_titles(match: str) -> str:
    """The same query (of `match_of`) over titles alone (sqlite.org/fts5.html, 3.6)."""
    return f"title : ({match})"


def _parts(typed: str) -> Iterator[str]:
    for match in _PART.finditer(plain(typed)):
        word = match["word"]
        text, opened = (word.rstrip("*"), word.endswith("*")) if word else (match["phrase"], bool(match["open"]))
        if any(each.isalnum() for each in text):
            yield f'"{text}"' + (" *" if opened else "")


def plain(text: str) -> str:
    """The text without the marks, and without what ends a text for SQLite."""
    return text.replace(BEGIN, "").replace(END, "").replace("\x00", " ")


def pieces(marked: str) -> tuple[Piece, ...]:
    """A marked text as its pieces, in order; together they are the text."""
    found: list[Piece] = []
    inside = False
    for part in re.split(f"([{BEGIN}{END}])", marked):
        if part in (BEGIN, END):
            inside = part == BEGIN
        elif part:
            found.append(Piece(part, inside))
    return tuple(found)
