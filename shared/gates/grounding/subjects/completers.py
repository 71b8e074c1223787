"""C11: what was seen in those who kept to a treatment, told of all who were given it.

An analysis per protocol leaves out whoever stopped, often those whom it did not help. Where each quote tells of those
alone who kept to it, and none of all, a claim says so.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.wording import first

_WHO = r"(?:patients|participants|women|men|people|subjects|adults|children|volunteers|those|individuals)"
_KEPT = re.compile(
    r"\b(?:per[- ]protocol|(?:completers?|as[- ]treated|on[- ]treatment|observed[- ]cases?|efficacy-evaluable|"
    rf"evaluable) (?:analys[ei]s|population|set|sample|cohort)|{_WHO} who (?:had )?(?:\w+ly )?(?:completed|adhered|"
    rf"finished|complied|(?:kept|stuck) to|took (?:at least|all))\b|(?:adherent|compliant) {_WHO})",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\b(?:intention[- ]to[- ]treat|intent[- ]to[- ]treat|(?-i:m?ITT)|full analysis set|all (?:randomi[sz]ed|enrolled|"
    r"patients|participants|treated|subjects)|overall|whole|entire|(?:did not|not) (?:complete|adhere|finish))\b",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:protocol|complet\w+|adher\w+|complian\w+|complied|finish\w*|kept (?:to|on|up)|stuck|stayed|went through|"
    r"went on|to the end|evaluable|as[- ]treated|on[- ]treatment|who (?:took|used|had taken|had used)|observed|"
    r"all (?:\w+ )?(?:visits|doses)|every (?:visit|dose)|full course)\b",
    re.IGNORECASE,
)


def told_of_all(claim: str, quotes: Sequence[str]) -> str:
    """By what each quote tells of those alone who kept to it, and the claim of all; or nothing."""
    if _SAYS_SO.search(normalise(claim).text):
        return ""
    there = [normalise(quote).text for quote in quotes]
    found = [first(_KEPT, each) for each in there]
    return found[0] if found and all(found) and not any(map(_OF_ALL.search, there)) else ""
