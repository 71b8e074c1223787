"""The registry's search expressions, as far as the stand-in knows them: phrases, words, OR, AND, NOT, parentheses.

OR binds least, then AND, then NOT; words side by side are one phrase; a backslash makes the next character plain
(classic.clinicaltrials.gov/api/gui/ref/syntax).
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from infra.sandbox.literature.words import holds, words

Matches: TypeAlias = Callable[[str], bool]
"""Whether a line of `infra.sandbox.literature.words.line` is found."""

_TOKEN = re.compile(r'\s*(?:(?P<phrase>"(?:[^"\\]|\\.)*")|(?P<bracket>[()])|(?P<word>[^\s()"]+))')
_OPERATORS = frozenset({"OR", "AND", "NOT"})


class BadExpression(ValueError):
    """The expression is none; the text says why."""


def parse(text: str) -> Matches:
    """What an expression finds.

    Raises:
        BadExpression: quotes or parentheses do not pair, or an operator has nothing to work on.
    """
    tokens: list[tuple[str, str]] = []
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise BadExpression(f"unpaired quotes at {text[at:][:40]!r}")
        at = found.end()
        kind = found.lastgroup or ""
        value = found[kind]
        if kind == "word" and value in _OPERATORS:
            kind = "operator"
        tokens.append((kind, value))
    reader = _Reader(tokens)
    matches = reader.any()
    if reader.left:
        raise BadExpression(f"unexpected {reader.left[0][1]!r}")
    return matches


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.left = tokens

    def _next(self, *tokens: tuple[str, str]) -> bool:
        if self.left and self.left[0] in tokens:
            self.left = self.left[1:]
            return True
        return False

    def any(self) -> Matches:
        found = [self._all()]
        while self._next(("operator", "OR")):
            found.append(self._all())
        return lambda line: any(each(line) for each in found)

    def _all(self) -> Matches:
        found = [self._one()]
        while self._next(("operator", "AND")) or (self.left and self.left[0] == ("operator", "NOT")):
            found.append(self._one())
        return lambda line: all(each(line) for each in found)

    def _one(self) -> Matches:
        if self._next(("operator", "NOT")):
            inner = self._one()
            return lambda line: not inner(line)
        if self._next(("bracket", "(")):
            inner = self.any()
            if not self._next(("bracket", ")")):
                raise BadExpression("a parenthesis is not closed")
            return inner
        said: list[str] = []
        while self.left and self.left[0][0] in ("phrase", "word"):
            kind, value = self.left[0]
            self.left = self.left[1:]
            said += words(re.sub(r"\\(.)", r"\1", value[1:-1] if kind == "phrase" else value))
        if not said:
            raise BadExpression("a term is missing")
        phrase = " ".join(said)
        return lambda line: holds(line, phrase, whole=False, truncated=False)
