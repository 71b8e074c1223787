"""What a figure is told of in a claim, and in its quotes: a part that it plays, told by the nearest words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Told(NamedTuple):
    """A figure (`value`, `unit`), its `role` by a group's name of a pattern, or "", and its own words."""

    value: str
    unit: str
    role: str
    span: str


def told_otherwise(claim: Iterable[Told], quotes: Iterable[Told]) -> Iterator[Told]:
    """What a claim gives a role that quotes, which have the figure, never give it nor leave open."""
    theirs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in quotes:
        theirs[each.value, each.unit].add(each.role)
    for each in claim:
        there = theirs.get((each.value, each.unit), set())
        if each.role and there and not {"", each.role} & there:
            yield each


def nearest_role(before: str, words: re.Pattern[str], behind: re.Match[str] | None, parts: re.Pattern[str]) -> str:
    """The role by the words right behind a figure, else by the last `words` before it in its part of the sentence."""
    found = behind or next(reversed([*words.finditer(parts.split(before)[-1])]), None)
    return (found.lastgroup or "") if found else ""
