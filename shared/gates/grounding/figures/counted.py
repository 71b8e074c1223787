"""C21: how many of one kind told as how many of another.

Of `63 patients with cirrhosis and 52 healthy controls` a claim may not make 63 healthy people. What a number counts
is the noun behind it with its adjectives; refused is a number that stands before words of what the quote counts by
another number, and before none of what it counts itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.values import Quantity, placed
from shared.gates.words.wording import plain

_COUNTED = re.compile(
    r"\s(?P<what>(?!(?:of|in|on|at|and|or|nor|to|with|for|by|per|against|versus|vs|from|as|than|times|were|was|had|did|who|"
    r"out)\b)[A-Za-z][\w'-]*(?:\s(?!(?:of|in|on|at|and|or|nor|to|for|by|per|against|versus|vs|from|as|than|were|was|had|"
    r"did|who|which|that|after|before|during|when|received|got|took|than)\b)[A-Za-z][\w'-]*){0,5})"
)
_INERT = "(control)"
_ANYBODY = frozenset(
    {"cases", "case", "subje", "indiv", "perso", "adult", "volun", "paper", "animal", "anima", "rat", "rats"}
)
_CONTROL = re.compile(r"\b(?:controls?|healthy|placebo|untreated|normal|unaffected|sham)\b", re.IGNORECASE)


def miscounted(claim: str, quotes: Sequence[str]) -> str:
    """A number of the claim before what its quotes count by another, or nothing."""
    short = short_forms(quotes)
    theirs = [each for quote in quotes for each in _counts(quote, short)]
    for value, span, own in _counts(claim, short):
        mine = [what for number, _, what in theirs if number == value]
        others = [what for number, _, what in theirs if number != value]
        if len(mine) != 1 or not mine[0] or own & mine[0].difference(*others):
            continue
        if any((each - mine[0]) & own and not own & (mine[0] - each) for each in others):
            return span
    return ""


def _counts_things(figure: Quantity) -> bool:
    return not (figure.unit or figure.shared or figure.name or figure.operator) and figure.value.isdigit()


def _counts(text: str, short: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each number that counts things, as it is written, with the labels of what it counts."""
    body = normalise(text).text
    for figure, _, end in placed(text):
        found = _COUNTED.match(body, end) if _counts_things(figure) else None
        if found and figure.value not in ("0", "1", "2"):
            what = found["what"]
            stems = {each.stem for each in labels(what, short)}
            stems |= {each for each in plain(what) if not each[0].isdigit()}
            stems |= {_INERT} if _CONTROL.search(what) else set()
            yield figure.value, f"{figure.span} {what}", frozenset(stems - _ANYBODY)
