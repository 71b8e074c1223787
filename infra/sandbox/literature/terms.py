"""The grammar of PubMed queries, as far as the stand-in reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from infra.sandbox.literature.fields import DATES, named

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\[(?P<tag>[^\[\]"]*)\]|(?P<mark>[()":\[\]])|(?P<word>[^\s()":\[\]]+)')
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_DATE = re.compile(r"(\d{4})(?:/(\d{1,2}))?(?:/(\d{1,2}))?")
_DEEPEST = 50
"""Nested parentheses: more than any real query has, less than Python's stack."""

Operator: TypeAlias = Literal["AND", "OR", "NOT"]


class QueryError(ValueError):
    """The query cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, several words or a quoted phrase. `field` is a key of NAMES, None if untagged."""

    text: str
    quoted: bool = False
    field: str | None = None
    unknown_tag: str | None = None
    """A tag that PubMed does not know: the term is searched in all fields, and the answer says so."""


@dataclass(frozen=True, slots=True)
class Range:
    """From `first` to `last`, both included: ISO days in a date field, or PMIDs (field `uid`)."""

    field: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined from left to right: PubMed knows no precedence."""

    first: "Query"
    rest: tuple[tuple[Operator, "Query"], ...]


Query: TypeAlias = Term | Range | Chain


def parse(text: str) -> Query | None:
    """The query that a term parameter holds; None if it holds none.

    Raises:
        QueryError: quotes, brackets or parentheses do not pair, an operator lacks a side, a date is none.
    """
    tokens = [*_tokens(text)]
    if not tokens:
        return None
    reader = _Reader(tokens)
    query = reader.chain(0)
    if reader.at < len(tokens):
        raise QueryError("a closing parenthesis without an opening one")
    return query


def day_range(text: str) -> tuple[str, str] | None:
    """First and last ISO day of `2024`, `2024/3` or `2024/03/01`; None if the text is no such date."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = match[1], int(match[2] or 0), int(match[3] or 0)
    if (match[2] and not 1 <= month <= 12) or (match[3] and not 1 <= day <= 31):
        return None
    return f"{year}-{month or 1:02}-{day or 1:02}", f"{year}-{month or 12:02}-{day or 31:02}"


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        value = match[kind]
        if kind == "mark" and value in '"[]':
            raise QueryError(f"an unpaired {value}")
        if kind == "mark" or (kind == "word" and value in _OPERATORS):
            kind = value
        yield kind, value


def _begins_range(text: str) -> bool:
    return day_range(text) is not None or (text.isascii() and text.isdecimal())


def _range(begin: str, end: str, field: str) -> Range:
    if field == "uid":
        if begin.isdecimal() and end.isdecimal() and len(begin + end) < 40:
            return Range(field, begin, end)
        raise QueryError(f"no range of PMIDs: {begin} : {end}")
    first, last = day_range(begin), day_range(end)
    if first is None or last is None or field not in DATES:
        raise QueryError(f"no date: {begin if first is None else end} (write YYYY, YYYY/MM or YYYY/MM/DD)")
    return Range(field, first[0], last[1])


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self.at = 0

    def _next(self) -> str:
        return self._tokens[self.at][0] if self.at < len(self._tokens) else ""

    def _take(self) -> str:
        self.at += 1
        return self._tokens[self.at - 1][1]

    def chain(self, depth: int) -> Query:
        if depth > _DEEPEST:
            raise QueryError(f"parentheses nest deeper than {_DEEPEST}")
        first = self._operand(depth)
        rest: list[tuple[Operator, Query]] = []
        while self._next() not in {"", ")"}:
            operator: Operator = "AND"
            if self._next() in _OPERATORS:
                operator = self._take()  # pyright: ignore[reportAssignmentType]  # one of the three
                if operator == "AND" and self._next() == "NOT":
                    operator = self._take()  # pyright: ignore[reportAssignmentType]
            rest.append((operator, self._operand(depth)))
        return Chain(first, tuple(rest)) if rest else first

    def _operand(self, depth: int) -> Query:
        kind = self._next()
        if kind == "(":
            self._take()
            inner = self.chain(depth + 1)
            if self._next() != ")":
                raise QueryError("an opening parenthesis without a closing one")
            self._take()
            return inner
        if kind not in {"word", "quoted", ":"}:
            raise QueryError(f"a term is missing before {kind}" if kind else "a term is missing at the end")
        return self._term()

    def _term(self) -> Query:
        quoted = self._next() == "quoted"
        text = self._text()
        field, unknown = self._tag()
        if self._next() == ":" and _begins_range(text):
            self._take()
            if self._next() not in {"word", "quoted"}:
                raise QueryError(f"the range from {text} has no end")
            end = self._text()
            other, _ = self._tag()
            return _range(text, end, field or other or "pdat")
        if field in DATES:
            return _range(text, text, field)
        return Term(text, quoted, field, unknown)

    def _text(self) -> str:
        """A quoted phrase, or the words up to the next tag, operator, quote or parenthesis."""
        if self._next() == "quoted":
            return self._take()
        parts = [self._take()]
        while self._next() == "word" or (self._next() == ":" and not _begins_range(" ".join(parts))):
            parts.append(self._take())
        return " ".join(parts)

    def _tag(self) -> tuple[str | None, str | None]:
        if self._next() != "tag":
            return None, None
        tag = " ".join(self._take().split())
        field = named(tag)
        return field, None if field else tag
