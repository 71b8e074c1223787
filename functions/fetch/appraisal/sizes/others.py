"""Others whom a later sentence counts beside the first: a further group, or the same thing done to so many more.

Nothing adds them to the first, and nothing says that they are some of them; so the first is not known to be all.
"""

import re
from collections.abc import Iterable

from functions.fetch.appraisal.sizes.cues import VERB
from functions.fetch.appraisal.sizes.ranks import Count
from functions.fetch.appraisal.sizes.words import NUMBER, WHO, value_of

_I = re.IGNORECASE
_FURTHER = re.compile(r"\b(?:another|an additional|a further)\s+$", _I)
_OPENS = re.compile(r"(?:^|[.:;]\s|\n)\W*(?:(?:In|At|During|After|For|Between|From) [^.,;:()]{1,60}, )?$")
_IN = re.compile(r"(?:^|[.:;]\s|\n)\W*In $")
_ENDS = re.compile(r"\.\s")


_SEPARATE = re.compile(
    rf"\b(?:separate|second|independent|additional|different|validation|replication) (?:[\w-]+ ){{0,2}}?"
    rf"(?:group|cohort|sample|set|series|population) of (?:the )?(?P<n>{NUMBER})\b",
    _I,
)
"""A further group that has its own name: what is found in the first is tried in it."""
_ADDED = re.compile(
    rf"[.;] (?:[^.,;:()]{{1,60}}, )?{NUMBER} (?:additional|further) (?:[\w-]+ ){{0,4}}?{WHO} (?:also )?"
    r"(?:received|underwent|were (?:\w+ly )?(?:given|treated|studied|injected|exposed|infused|examined))\b",
    _I,
)
"""Six additional dogs received it: they are none of the first."""


def _verb(text: str, count: Count) -> re.Match[str] | None:
    """The first verb behind a count, in its own clause."""
    behind = text[count.at + len(count.quote) :][:160]
    return VERB.search(re.split(r"[.;:](?:\s|$)", behind)[0])


def opens(count: Count, text: str) -> bool:
    """Whether a sentence of the abstract opens with the count."""
    return _OPENS.search(text[max(0, count.at - 80) : count.at]) is not None


def beside(one: Count, counts: Iterable[Count], text: str) -> bool:
    """Whether a later sentence of the abstract counts others, no far fewer, who may be no part of the first."""
    later = [each for each in counts if each.at > one.at and _ENDS.search(text, one.at + len(one.quote), each.at)]
    if len(later) > 1 and sum(each.n for each in later) == one.n:
        return False
    if any(5 * (value_of(each["n"]) or 0) >= one.n for each in _SEPARATE.finditer(text, one.at)):
        return True
    if _ADDED.search(text, one.at):
        return True
    verb = _verb(text, one)
    first, first_before = opens(one, text), text[max(0, one.at - 80) : one.at]
    for other in later:
        before, done = text[max(0, other.at - 80) : other.at], _verb(text, other)
        further = _FURTHER.search(before) is not None
        if 2 * other.n < one.n or other.share or (other.n == one.n and not further):
            continue
        if _IN.search(first_before) and _IN.search(before):
            return True
        if further and not (done and done.lastgroup in ("some", "out")):
            return True
        same = verb and done and verb.lastgroup == "done" and verb[0].lower() == done[0].lower()
        if same and first and not other.control and opens(other, text):
            return True
    return False
