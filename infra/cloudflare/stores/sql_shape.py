"""What a statement is, by its words alone: no parser of its database is at hand, so what is unsure counts as a write.

SQLite's lexical rules are sqlite.org/lang_keywords.html (quoting) and sqlite.org/lang_comment.html.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from shared.platform.errors import DatabaseError

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|--[^\n]*(?:\n|\Z)|/\*(?:.*?\*/|.*\Z))
    |(?P<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])
    |(?P<open>['"`\[])
    |(?P<word>[A-Za-z_\x80-\U0010ffff][\w$\x80-\U0010ffff]*)
    |(?P<number>[0-9][\w.]*)
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_WRITING = frozenset({"INSERT", "REPLACE", "UPDATE", "DELETE"})
_READING = frozenset({"SELECT", "VALUES"})
_READ_PRAGMAS = frozenset(
    {
        "data_version",
        "foreign_key_check",
        "foreign_key_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "quick_check",
        "table_info",
        "table_list",
        "table_xinfo",
    }
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word (in upper case), or another sign as it stands; `depth` counts the parentheses around it."""

    text: str
    depth: int
    start: int
    end: int
    is_word: bool = False


@dataclass(frozen=True)
class Shape:
    """One statement: its text without what follows it, and its tokens."""

    sql: str
    tokens: tuple[Token, ...]

    @cached_property
    def verb(self) -> str:
        """Its first word; behind WITH, the word that says what is done."""
        first = self.tokens[0].text
        if first != "WITH":
            return first
        # A table of the WITH clause may be called `replace`: then this is refused as a write, and quotes cure it.
        top = [each.text for each in self.tokens[1:] if each.is_word and each.depth == 0]
        return next((each for each in top if each in _WRITING), "SELECT" if "SELECT" in top else "VALUES")

    @property
    def reads(self) -> bool:
        """Whether it changes nothing, for sure."""
        if self.verb == "PRAGMA":
            name = self.tokens[1].text.lower() if len(self.tokens) > 1 else ""
            return name in _READ_PRAGMAS and all(each.text != "=" for each in self.tokens)
        return self.verb in _READING or self.tokens[0].text == "EXPLAIN"

    @property
    def writes_rows(self) -> bool:
        """Whether it inserts, updates or deletes rows and does nothing else."""
        return self.verb in _WRITING

    def at(self, *words: str, after: int = 0) -> Token | None:
        """The first of these words outside parentheses, from a place in the text on."""
        return next(
            (
                each
                for each in self.tokens
                if each.is_word and not each.depth and each.start >= after and each.text in words
            ),
            None,
        )


def shape(sql: str) -> Shape:
    """The shape of one statement.

    Raises:
        DatabaseError: there is none, there are several, or a quote or parenthesis has no end.
    """
    tokens = list(_tokens(sql))
    ends = [number for number, each in enumerate(tokens) if each.text == ";" and not each.is_word]
    if ends and any(each.text != ";" for each in tokens[ends[0] :]):
        raise DatabaseError("one statement at a time: there is something behind the first semicolon")
    meant = tokens[: ends[0]] if ends else tokens
    if not meant:
        raise DatabaseError("there is no statement")
    return Shape(sql[: meant[-1].end], tuple(meant))


def _tokens(sql: str) -> Iterator[Token]:
    depth = 0
    for found in _TOKEN.finditer(sql):
        kind, text = found.lastgroup, found.group()
        if kind == "space":
            continue
        if kind == "open":
            raise DatabaseError(f"the quote at character {found.start() + 1} has no end")
        if text == ")":
            depth -= 1
        if depth < 0:
            raise DatabaseError(f"the parenthesis at character {found.start() + 1} closes nothing")
        yield Token(text.upper() if kind == "word" else text, depth, found.start(), found.end(), kind == "word")
        if text == "(":
            depth += 1
    if depth:
        raise DatabaseError("a parenthesis has no end")
