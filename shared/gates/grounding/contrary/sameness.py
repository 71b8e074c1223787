"""G2: that nothing differed at all, where quotes found nothing significant.

No significant change is what a study could not tell from chance; it is not the same value. Words that leave no room
(`identical`, `exactly the same`, `no change whatsoever`) are refused where a quote denies significance alone and none
says as much; `the same` by itself is noted, for people say it of what did not differ.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise

_NOT_SIGNIFICANT = re.compile(
    r"\b(?:no|not|nor|neither|without|fail\w*|lack\w*)\b(?: [\w-]+){0,5}? significan\w+|\bnon-?significan\w+|"
    r"\binsignificant\w*|\bp\s?(?:=|>|≥)\s?0?\.(?:0[5-9]|[1-9])",
    re.IGNORECASE,
)
_WHOLLY = re.compile(
    r"\b(?:identical(?:ly)?|exactly (?:the same|as|alike|equal)|(?:completely|entirely|totally|absolutely|wholly) "
    r"(?:the same|unchanged|unaltered|unaffected)|whatsoever|in no way|not in the least|precisely the same)\b|"
    r"\b(?:not|no|n't|nothing|never)\b[^.;,]{1,50} at all\b",
    re.IGNORECASE,
)
_AS_MUCH = re.compile(
    r"\b(?:identical|exactly|completely|entirely|totally|whatsoever|at all|unchanged|unaltered|unaffected|equal)\b",
    re.IGNORECASE,
)
_THE_SAME = re.compile(r"\b(?:was|were|stayed|remained|kept|is|are) (?:\w+ )?the same\b", re.IGNORECASE)


def wholly_alike(claim: str, quotes: Sequence[str]) -> str:
    """Words by which the claim leaves no room for a difference that its quotes leave room for, or nothing."""
    return _found(_WHOLLY, claim, quotes)


def perhaps_alike(claim: str, quotes: Sequence[str]) -> str:
    """`The same` of what quotes call not significantly different, or nothing."""
    return _found(_THE_SAME, claim, quotes)


def _found(words: re.Pattern[str], claim: str, quotes: Sequence[str]) -> str:
    bodies = [normalise(each).text for each in quotes]
    found = words.search(normalise(claim).text)
    room = any(map(_NOT_SIGNIFICANT.search, bodies)) and not any(map(_AS_MUCH.search, bodies))
    return found[0] if found and room and not any(map(words.search, bodies)) else ""
