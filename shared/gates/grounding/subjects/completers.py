"""C11: what was seen in those who kept to a treatment, told of all who were given it.

An analysis per protocol leaves out whoever stopped, often those whom it did not help. Where each quote tells of those
alone who kept to it, and none of all, a claim says so.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.values import placed
from shared.gates.words.wording import first

_WHO = r"(?:patients|participants|women|men|people|subjects|adults|children|volunteers|those|individuals)"
_KEPT = re.compile(
    r"\b(?:per[- ]protocol|(?:completers?|as[- ]treated|on[- ]treatment|observed[- ]cases?|efficacy-evaluable|"
    rf"evaluable) (?:analys[ei]s|population|set|sample|cohort)|{_WHO} who (?:had )?(?:\w+ly )?(?:completed|adhered|"
    rf"finished|complied|(?:kept|stuck) to|took (?:at least|all))\b|(?:adherent|compliant) {_WHO})",
    re.IGNORECASE,
)
_PARTS = re.compile(r";|\b(?:whereas|while|but|although)\b", re.IGNORECASE)
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
    if found and all(found) and not any(map(_OF_ALL.search, there)):
        return found[0]
    parts = [part for each in there for part in _PARTS.split(each)]
    kept = [(first(_KEPT, each), _figures(each)) for each in parts]
    of_all = {figure for words, figures in kept if not words for figure in figures}
    own = _figures(claim)
    return next((words for words, figures in kept if words and own & figures - of_all), "")


def _figures(text: str) -> set[tuple[str, str]]:
    return {(each.value, each.unit) for each, *_ in placed(text) if each.unit and not each.name}
