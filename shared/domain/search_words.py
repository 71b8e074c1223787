"""What a person types into the search, read as words and never as a query language.

`tendon healing` finds texts with both words, `"tendon healing"` the two side by side, `tend*` words that begin so. A
word of letters and digits is found however it is written: `bpc157`, `BPC-157` and `BPC 157` are one. All else is
punctuation: nothing that is typed can be an operator, and nothing is a syntax error.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 500
MOST = 32
"""Characters and words of one search."""

BEGIN, END = "\ue000", "\ue001"
"""Around what was found, in what the index gives back; `plain` takes them out of all texts."""

_PMID = re.compile(r"\s*(?:PMID\s*:?\s*)?([1-9][0-9]{0,8})\s*", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[^\W\d_]+|\d+")
_NUMBERED = re.compile(r"([^\W\d_]+) (?=\d)")
_PART = re.compile(r'"(?P<phrase>[^"]*)"?(?P<open>\*?)|(?P<word>[^\s"]+)')


class NoWords(ValueError):
    """Nothing that was typed can be searched for; the text says why."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and whether it is what was searched for."""

    text: str
    found: bool


def match_of(typed: str) -> str:
    """The FTS5 query: quoted strings, joined by spaces, which is AND (sqlite.org/fts5.html, 3), or by AND where one of
    them is several ways of writing one word, in brackets and with OR between.

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
    query = parts[0]
    for before, part in pairwise(parts):
        query += (" AND " if before.endswith(")") or part.startswith("(") else " ") + part
    return query


def record_of(typed: str) -> str | None:
    """The id of the record whose PMID this is, and nothing else: `PMID:1` of `1`, `PMID 1` or `pmid:1`."""
    found = _PMID.fullmatch(typed)
    return f"PMID:{found[1]}" if found else None


def in_titles(match: str) -> str:
    """The same query (of `match_of`) over titles alone (sqlite.org/fts5.html, 3.6)."""
    return f"title : ({match})"


def _parts(typed: str) -> Iterator[str]:
    letters = ""
    for match in _PART.finditer(plain(typed)):
        word = match["word"]
        text, opened = (word.rstrip("*"), word.endswith("*")) if word else (match["phrase"], bool(match["open"]))
        end = " *" if opened else ""
        if letters and word and text.isdecimal():
            yield f'(("{letters}" AND "{text}"{end}) OR "{letters}{text}"{end})'
            letters = ""
            continue
        if letters:
            yield f'"{letters}"'
            letters = ""
        if word and text.isalpha() and not opened:
            letters = text
        elif any(each.isalnum() for each in text):
            quoted = [f'"{each}"{end}' for each in (_ways(text) if word else (text,))]
            yield quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})"
    if letters:
        yield f'"{letters}"'


def _ways(word: str) -> tuple[str, ...]:
    """How else a word of letters and digits may be written, itself the first: whole, in all its parts, or with each
    number behind its letters ("PE22-28")."""
    apart = " ".join(_RUN.findall(word))
    ways = (word, "".join(_TOKEN.findall(word)), apart, _NUMBERED.sub(r"\1", apart))
    mixed = any(each.isdigit() for each in word) and any(each.isalpha() for each in word)
    by_tokens = {tuple(_TOKEN.findall(each)): each for each in reversed(ways)}
    return tuple(sorted(by_tokens.values(), key=ways.index)) if mixed else (word,)


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
