"""C21: every number of a claim is in its quotes, or is recorded of the studies it cites.

Recorded are the sample size (`n`), the year of the citation and how many studies are cited. A unit must be the
quote's own; where the quote gives it once for several numbers (`2.4 or 7.2 mg`), a bare number will do.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from shared.domain.monograph import Finding
from shared.domain.pack import PackStudy
from shared.gates.values import Quantity, quantities
from shared.gates.wording import nearly

_STUDY = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s(?:[\w-]+\s){0,3}?"
    r"(?:trials?|studies|study|reviews?|reports?|experiments?|cohorts?|abstracts?|meta-analys[ei]s)\b",
    re.IGNORECASE,
)


def ungrounded(
    claim: str, quotes: Sequence[str], cited: Sequence[PackStudy], names: Iterable[str]
) -> Iterator[Finding]:
    """A finding for each number of the claim without a ground.

    `names` are the peptide's names and the titles of the cited studies: the digits of a molecule's name come from
    there too.
    """
    quoted = [each for quote in quotes for each in quantities(quote)]
    digits = {each.value for each in quoted} | {each.value for name in names for each in quantities(name)}
    recorded = {str(each.appraisal.n) for each in cited if each.appraisal.n is not None}
    recorded |= {str(each.citation.year) for each in cited if each.citation.year is not None}
    counted_values = {str(len(cited))}
    counted = {match[0].split()[0] for match in _STUDY.finditer(claim)}
    for each in quantities(claim):
        if each.name and not each.unit and each.value in digits:
            continue
        if each.span.split()[0] in counted and each.value == str(len(cited)):
            continue
        if each.value in recorded and not each.unit and not each.operator:
            continue
        if not any(_grounds(one, each) for one in quoted):
            reason = "gives a number that no quote has" if not each.unit else "gives a value that no quote has"
            yield Finding(rule="C21", severity="block", reason=reason, span=each.span)
    if any(nearly(claim, quote) for quote in quotes):
        surplus = Counter(each.value for each in quantities(claim)) - Counter(each.value for each in quoted)
        for value in surplus:
            if value in digits and value not in recorded | counted_values:
                yield Finding(
                    rule="C21", severity="block", reason="gives a number more often than its quotes", span=value
                )


def _grounds(quoted: Quantity, claimed: Quantity) -> bool:
    if quoted.value != claimed.value or bool(quoted.name) != bool(claimed.name):
        return False
    if claimed.operator and quoted.operator != claimed.operator:
        return False
    return not claimed.unit or quoted.unit in ("", claimed.unit)
