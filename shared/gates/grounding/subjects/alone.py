"""C20: what was given alone, told of the other part of a combination.

`Faster with exemplin plus collagen than with collagen alone` says nothing of exemplin alone. A claim that says of a
thing that it stood alone is held to the things that its quotes say it of, where they say it of any; a thing that they
do not name at all may be one of these in other words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.wording import plain

_ALONE = re.compile(
    r"(?P<what>(?:[\w-]+ ){1,3})(?:alone|(?:by|on) (?:itself|themselves|its own|their own)|monotherapy)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"^.*\b(?:than|with|and|or|to|of|by|for|from|in|the|was|were|did|versus|vs)\s", re.IGNORECASE)


def told_alone(claim: str, quotes: Sequence[str]) -> str:
    """What the claim says to have stood alone, where its quotes say so of others only; or nothing."""
    short = short_forms(quotes)
    theirs = [each for quote in quotes for _, each in _alone(quote, short)]
    there = set[str]().union(*theirs)
    if not there:
        return ""
    known = _meant(" ".join(normalise(each).text for each in quotes), short)
    return next((words for words, own in _alone(claim, short) if own & known and not own & there), "")


def _meant(text: str, short: Mapping[str, frozenset[str]]) -> set[str]:
    return {each.stem for each in labels(text, short)} | plain(text)


def _alone(text: str, short: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, set[str]]]:
    for match in _ALONE.finditer(normalise(text).text):
        what = _LEADS.sub("", match["what"])
        if own := _meant(what, short):
            yield match[0], own
