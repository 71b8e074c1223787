"""C21: every number of a claim is in its quotes, or is recorded of the studies it cites.

Recorded are the sample size (`n`), the year of the citation and how many studies are cited. A unit must be the
quote's own, and no number may stand more often than the quotes have it. Where a unit is given once for several numbers
(`2.4 or 7.2 mg`), a bare number will do; what counts things (`84 patients`) is no share or amount of anything.
`One` is as a rule an article, and a small number word may count what a quote lists (`either`, `A, B and C`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from shared.domain.monograph import Finding
from shared.domain.pack import PackStudy
from shared.gates.values import Quantity, quantities

_STUDY = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s(?:[\w-]+\s){0,3}?"
    r"(?:trials?|studies|study|reviews?|reports?|experiments?|cohorts?|abstracts?|meta-analys[ei]s)\b",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"\b(?:both|either|neither|pair|each other|respectively|than|versus|distinguish\w* from|compared (?:with|to))\b|"
    r"\b\w+ (?:and|or) \w+",
    re.IGNORECASE,
)
_HALF = re.compile(r"\bhal(?:f|ved?|ving|ves)\b", re.IGNORECASE)
_LISTED = re.compile(r"[^,.;:]{1,200}(?:, [^,.;:]+)+,? (?:and|or) ")
_SHORT_LIST = re.compile(r"\S+, (?:\S+(?: \S+)?, )*\S+(?: \S+)?,? (?:and|or) ")
_ITEM = re.compile(r", (?:and |or )?|(?<!,) (?:and|or) $")


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
    halved = "50" in digits or any(_HALF.search(each) for each in quotes)
    counted_values = {str(len(cited))}
    counted = {match[0].split()[0] for match in _STUDY.finditer(claim)}
    claimed = quantities(claim)
    for each in claimed:
        if each.name and not each.unit and each.value in digits:
            continue
        if each.span.split()[0] in counted and each.value == str(len(cited)):
            continue
        if each.value in recorded and not each.unit and not each.operator:
            continue
        if _is_word(each) and (each.value == "1" or _lists(each.value, quotes) or (each.value == "0.5" and halved)):
            continue
        if not any(_grounds(one, each) for one in quoted):
            reason = "gives a number that no quote has" if not each.unit else "gives a value that no quote has"
            yield Finding(rule="C21", severity="block", reason=reason, span=each.span)
    surplus = Counter(each.value for each in claimed if not each.name and not _is_word(each))
    surplus -= Counter(each.value for each in quoted)
    for value in surplus:
        if value in digits and value not in recorded | counted_values:
            yield Finding(rule="C21", severity="block", reason="gives a number more often than its quotes", span=value)


def _is_word(number: Quantity) -> bool:
    return number.span[:1].isalpha() and not number.name


def _lists(value: str, quotes: Sequence[str]) -> bool:
    """Whether a quote lists so many things."""
    if value == "2":
        return any(_TWO.search(each) for each in quotes)
    lists = (each[0] for quote in quotes for listed in (_LISTED, _SHORT_LIST) for each in listed.finditer(quote))
    return any(f"{len(_ITEM.findall(each)) + 1}" == value for each in lists)


def _grounds(quoted: Quantity, claimed: Quantity) -> bool:
    if quoted.value != claimed.value or bool(quoted.name) != bool(claimed.name):
        return False
    if claimed.operator and quoted.operator != claimed.operator:
        return False
    # A figure of a list that has a unit is no count of things.
    if claimed.shared and _is_word(quoted) and not (quoted.unit or quoted.shared):
        return False
    if claimed.unit:
        # A ratio is told as so many times with or without the word.
        return claimed.unit in (quoted.unit, quoted.shared) or (claimed.unit == "times" and not quoted.unit)
    # A bare number that counts things is no amount.
    return not (claimed.counts and quoted.unit and claimed.shared != quoted.unit)
