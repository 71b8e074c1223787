"""Others whom a later sentence counts beside the first: a further group, or the same thing done to so many more.

Nothing adds them to the first, and nothing says that they are some of them; so the first is not known to be all.
"""

import re
from collections.abc import Iterable

from functions.fetch.appraisal.sizes.counts import Count
from functions.fetch.appraisal.sizes.cues import VERB

_I = re.IGNORECASE
_FURTHER = re.compile(r"\b(?:another|an additional|a further)\s+$", _I)
_OPENS = re.compile(r"(?:^|[.:;]\s|\n)\W*$")
_ENDS = re.compile(r"\.\s")


def _verb(text: str, count: Count) -> re.Match[str] | None:
    """The first verb behind a count, in its own clause."""
    behind = text[count.at + len(count.quote) :][:160]
    return VERB.search(re.split(r"[.;:](?:\s|$)", behind)[0])


def beside(one: Count, counts: Iterable[Count], text: str) -> bool:
    """Whether a later sentence of the abstract counts others, no far fewer, who may be no part of the first."""
    later = [each for each in counts if each.at > one.at and _ENDS.search(text, one.at + len(one.quote), each.at)]
    if sum(each.n for each in later) == one.n:
        return False
    verb = _verb(text, one)
    opens = _OPENS.search(text[max(0, one.at - 20) : one.at])
    for other in later:
        before, done = text[max(0, other.at - 20) : other.at], _verb(text, other)
        if 2 * other.n < one.n or other.n == one.n or other.share:
            if not (other.n == one.n and _FURTHER.search(before)):
                continue
        if _FURTHER.search(before) and not (done and done.lastgroup in ("some", "out")):
            return True
        same = verb and done and verb.lastgroup == "done" and verb[0].lower() == done[0].lower()
        if same and opens and _OPENS.search(before):
            return True
    return False
