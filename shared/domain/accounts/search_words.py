"""What a person types into the search, read as words and never as a query language.

`tendon healing` finds texts with both words, `"tendon healing"` the two side by side, `tend*` words that begin so. A
word of letters and digits is found however it is written: `bpc157`, `BPC-157` and `BPC 157` are one. So is a name of
the catalog, of letters alone too (`motsc`); an alias finds what stands under its peptide's name besides. All else is
punctuation: nothing that is typed can be an operator, and nothing is a syntax error.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shared.domain.catalog.peptide import folded

LONGEST = 500
MOST = 32
"""Characters and words of one search."""
OF_A_READER = 120
"""Characters of one search by the API or on the site."""
NAMED_AT_MOST = 12
"""Words that may be one name of the catalog together."""
TOGETHER_AT_MOST = 24
"""Characters of a name that may be written as one word."""

Names = Mapping[str, Sequence[str]]
"""By a name as `folded`, how else it is written: as its catalog entry has it, and the names of its peptides."""

BEGIN, END = "\ue000", "\ue001"
"""Around what was found, in what the index gives back; `plain` takes them out of all texts."""

WORD = r"[0-9A-Za-zÀ-ÖØ-öø-ɏΆΈ-ΊΌΎ-ΡΣ-ώЀ-ҁҊ-ԯ]"
"""A letter of Latin, Greek or Cyrillic, or a digit; written as JSON Schema has patterns too."""
WORDED = rf"^[^\x00-\x1f\x7f]*{WORD}[^\x00-\x1f\x7f]*$"

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


def names_of(called: Iterable[tuple[str, Iterable[str]]]) -> Names:
    """What peptides are called, each by its name with its aliases, for `match_of`."""
    found: dict[str, list[str]] = {}
    for name, aliases in called:
        for each in (name, *aliases):
            found.setdefault(folded(each), []).extend((each, name))
    return {key: tuple(dict.fromkeys(written)) for key, written in found.items() if key}


def match_of(typed: str, names: Names | None = None) -> str:
    """The FTS5 query: quoted strings, joined by spaces, which is AND (sqlite.org/fts5.html, 3), or by AND where one of
    them is several ways of writing one word or name, in brackets and with OR between.

    Raises:
        NoWords: there is no word, or too much.
    """
    if len(typed) > LONGEST:
        raise NoWords(f"that is {len(typed):,} characters; search for at most {LONGEST}")
    parts = [*_named([*_PART.finditer(plain(typed))], names or {})]
    if not parts:
        raise NoWords('there is no word in it; type a word, a "phrase in quotes" or the begin* of a word')
    if len(parts) > MOST:
        raise NoWords(f"those are {len(parts)} words; search for at most {MOST}")
    return _joined(parts)


def record_of(typed: str) -> str | None:
    """The id of the record whose PMID this is, and nothing else: `PMID:1` of `1`, `PMID 1` or `pmid:1`."""
    found = _PMID.fullmatch(typed)
    return f"PMID:{found[1]}" if found else None


def in_titles(match: str) -> str:
    """The same query (of `match_of`) over titles alone (sqlite.org/fts5.html, 3.6)."""
    return f"title : ({match})"


def _joined(parts: Sequence[str]) -> str:
    query = parts[0]
    for before, part in pairwise(parts):
        query += (" AND " if before.endswith(")") or part.startswith("(") else " ") + part
    return query


def _named(typed: Sequence[re.Match[str]], names: Names) -> Iterator[str]:
    """The parts of what is typed; words that are a name together are one, however they are written."""
    at = since = 0
    while at < len(typed):
        length = _name_at(typed[at : at + NAMED_AT_MOST], names)
        if length:
            yield from _parts(typed[since:at])
            run = typed[at : at + length]
            yield _also(_parts(run), names[folded("".join(each[0] for each in run))])
            since = at + length
        at += length or 1
    yield from _parts(typed[since:])


def _name_at(typed: Sequence[re.Match[str]], names: Names) -> int:
    """How many of these, from the first on, are a name together; phrases and beginnings of words are part of none."""
    longest, so_far = 0, ""
    for length, each in enumerate(typed if names else (), 1):
        if not each["word"] or each["word"].endswith("*"):
            break
        so_far += folded(each["word"])
        longest = length if so_far in names else longest
    return longest


def _also(parts: Iterable[str], written: Sequence[str]) -> str:
    """Found as typed, or as it is written otherwise: each name as it stands, and as one word."""
    typed = [*parts]
    own = typed[0] if len(typed) == 1 else f"({_joined(typed)})"
    seen = {_tokens(each) for each in own.split('"')[1::2]} if len(typed) == 1 else set[tuple[str, ...]]()
    ways = [own]
    for each in (*written, *("".join(_TOKEN.findall(name)) for name in written)):
        if _tokens(each) not in seen and (each in written or len(each) <= TOGETHER_AT_MOST):
            seen.add(_tokens(each))
            ways.append(f'"{each}"')
    return f"({' OR '.join(ways)})" if len(ways) > 1 else own


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text.casefold()))


def _parts(typed: Sequence[re.Match[str]]) -> Iterator[str]:
    letters = ""
    for match in typed:
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
