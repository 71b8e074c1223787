"""C22: a result called significant, where no quote says so or gives the figures by which it could be.

`Significantly higher` says that chance was looked at and is an unlikely maker of the difference. A quote says it in
that word, or with a P, an interval, a test or a star. That something was not significant is told elsewhere
(`shared.gates.grounding.doubts.insignificance`).
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise

_CALLED = re.compile(
    r"\b(?:statistically )?(?<!non-)(?<!non )(?<!in)significan(?:t|tly|ce)\b|\bstatistically (?!signif)\w+",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:no|not|nor|none|neither|never|without|lack\w*|fail\w*|short of|miss(?:es|ed)|few(?:er)?|whether|if|"
    r"than|any|hardly|scarcely|rather)\b|n't\b)[^.;,]{0,60}$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"significan|\bp(?:[- ]?values?)?\s?(?:[=<>≤≥]|of|was|less|below|under)|\bCIs?\b|\bconfidence\b|\bcredible\b|"
    r"\bstatistic\w*|[=<>≤≥]\s?0?\.0\d|\d\s?\*|\b(?:t|z|F|χ2|chi2?)\s?[=(]|\bchi[- ]square|\bANOVA\b|\bP\b|"
    r"\b(?:highly|clearly) reliable\b|\bz[- ]scores?\b|\bodds ratio|\bhazard ratio|\bchance\b",
    re.IGNORECASE,
)


def read_in(claim: str, quotes: Sequence[str]) -> str:
    """The word by which a claim calls a result significant that none of its quotes calls so; or nothing."""
    text = normalise(claim).text
    found = next((each for each in _CALLED.finditer(text) if not _DENIED.search(text, 0, each.start())), None)
    if found is None or any(_SAID.search(normalise(each).text) for each in quotes):
        return ""
    return found[0]
