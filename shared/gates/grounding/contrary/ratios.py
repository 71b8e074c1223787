"""G1: so many times the odds, told of the one that its quote measures by.

`Users had 2.3 times the odds that non-users had` names first who had more. Where that is the arm that got nothing, a
quote with the figure must name such an arm elsewhere than behind `versus` or `compared with`; and where a claim
compares the two ends of a scale (`the longest as with the shortest`), the one that its quote calls at higher risk is
first.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.roles import got_nothing
from shared.gates.words.values import placed

_TIMES = re.compile(
    r"(?P<one>[^;:]{0,160}?)\b(?P<figure>\d+(?:\.\d+)?)(?:[ -]?fold| times) (?:the |as |more |higher |greater |"
    r"likelier |increased )[^;:]{0,120}?\b(?P<by>that|of|than|as)\b(?P<two>[^;:]{3,120})",
    re.IGNORECASE,
)
_LIKELY = re.compile(
    r"\b(?P<figure>\d+(?:\.\d+)?)(?:[ -]?fold| times) (?:as|more) (?:\w+ ){1,3}(?:in odds )?(?:with|in|among|for|"
    r"after|on) (?P<one>[^;:,]{3,60}?) (?:as|than) (?P<two>[^;:(]{3,80})",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:vs\b\.?|versus|than|compared (?:with|to)|relative to|in comparison (?:with|to)|as opposed to|against|"
    r"ref(?:erence|erent)?\b:?)[^,;)]*",
    re.IGNORECASE,
)
_SCALES = tuple(
    tuple(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in pair)
    for pair in (
        (r"short(?:er|est)?", r"long(?:er|est)?"),
        (r"low(?:er|est)?|least|fewest|small(?:er|est)?", r"high(?:er|est)?|most|larg(?:er|est)|great(?:er|est)"),
        (r"young(?:er|est)?", r"old(?:er|est)?"),
    )
)
_ASSOCIATED = re.compile(
    r"(?P<what>[^,;:()]{3,90}?)\b(?:was|were|is|are|being)?\s?(?:\w+ly )?(?:associated with|linked (?:to|with)|"
    r"related to) (?:an? |the )?(?:\w+ly )?(?P<more>higher|increased|greater|elevated)\b",
    re.IGNORECASE,
)


def told_of_the_base(claim: str, quotes: Sequence[str]) -> str:
    """What of a claim gives the arm by which its quote measures so many times what the other had; or nothing."""
    body = normalise(claim).text
    if "times" not in body and "fold" not in body:
        return ""
    bodies = [normalise(each).text for each in quotes]
    for match in (*_LIKELY.finditer(body), *_TIMES.finditer(body)):
        there = [each for each in bodies if match["figure"] in {one.value for one, *_ in placed(each)}]
        if float(match["figure"]) <= 1 or not there:
            continue
        inert = got_nothing(match["one"]) and not got_nothing(match["two"])
        if inert and not any(got_nothing(_BEHIND.sub(" ", each)) for each in there):
            return match[0].strip()[:80]
        if any(_other_end(match["one"], match["two"], each) for each in there):
            return match[0].strip()[:80]
    return ""


def _other_end(one: str, two: str, quote: str) -> bool:
    """Whether a quote says of the end of a scale that is named second that more went with it, and not of the first."""
    associated = _ASSOCIATED.search(quote)
    if associated is None:
        return False
    for pair in _SCALES:
        for first, second in (pair, pair[::-1]):
            crossed = first.search(one) and second.search(two) and not second.search(one) and not first.search(two)
            if crossed and second.search(associated["what"]) and not first.search(associated["what"]):
                return True
    return False
