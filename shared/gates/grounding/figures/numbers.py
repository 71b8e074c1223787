"""C21: every number of a claim is in its quotes, or is recorded of the studies it cites.

Recorded are the sample size (`n`), the year of the citation and how many studies are cited, each for what it counts
(`shared.gates.grounding.figures.recorded`). A unit must be the quote's own, and no number may stand more often than
the quotes have it. Where a unit is given once for several numbers (`2.4 or 7.2 mg`), a bare number will do; what
counts things (`84 patients`) is no share or amount of anything.
What a figure is per (`mg/kg`) may be neither lost nor changed, nor how often something was done. A minus may be dropped
only beside a word of decrease, and `12 of 60` is not `60 of 12`.
`One` is as a rule an article, and a small number word may count what a quote lists (`either`, `A, B and C`); `doubled`
counts nothing, and needs a multiple of its own (`shared.gates.grounding.figures.multiples`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from shared.domain.evidence.pack import PackStudy
from shared.domain.publishing.monograph import Finding
from shared.gates.grounding.figures.multiples import PART, comes_to, unfounded_parts
from shared.gates.grounding.figures.recorded import is_sample, is_year
from shared.gates.words.measures import events, frequencies, of_things, of_time
from shared.gates.words.normal import normalise
from shared.gates.words.values import Quantity, placed, quantities

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
_HALF = re.compile(
    r"(?i:\bhal(?:f|ved?|ving|ves)\b|\bMichaelis\b|\bone of (?:the )?two\b)|\bKm\b|\b1(?:/| of )2\b|[A-Z]{2}[- ]?\(?50"
)
"""A Michaelis constant is the concentration at half of the greatest rate."""
_MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)
_PARTED = re.compile(
    r"half\b[^.;]{0,80}\b(?:by|within|before|after|than|at least|at most|over|under|above|below|beyond|up to)\b",
    re.IGNORECASE,
)
"""Half of those of whom a median is told lie on either side of it."""
_DOUBLING_DOSE = re.compile(r"doubling (?:dose|time)s?\b", re.IGNORECASE)
_LISTED = re.compile(r"[^,.;:]{1,200}(?:, [^,.;:]+)+,? (?:and|or|as well as) ")
_SHORT_LIST = re.compile(r"\S+, (?:\S+(?: \S+)?, )*\S+(?: \S+)?,? (?:and|or) ")
_FIRST_LIST = re.compile(r"\S+(?:, (?:\S+ )?\S+)+?,? (?:and|or) ")
"""The same of few words each, as far as its first conjunction."""
_PER_HEAD = (("patient",), ("person",))
_HEADS = re.compile(r"\b(?:patients|people|participants|persons|adults|women|men|children)\b", re.IGNORECASE)
"""Of whom `received 2 to 12 injections` is said: so many per patient."""
_OF = re.compile(r"(?<![\d.,/])(\d+)\s?(?:/|(?:out )?of (?:the |all )?)\s?(\d+)(?![\d/]|[.,]\d)")
_LISTS = (_LISTED, _SHORT_LIST, _FIRST_LIST)
_ITEM = re.compile(r", (?:and |or |as well as )?|(?<!,) (?:and|or|as well as) $")


def ungrounded(
    claim: str, quotes: Sequence[str], cited: Sequence[PackStudy], names: Iterable[str]
) -> Iterator[Finding]:
    """A finding for each number of the claim without a ground.

    `names` are the peptide's names and the titles of the cited studies: the digits of a molecule's name come from
    there too.
    """
    quoted = [each for quote in quotes for each in quantities(quote)]
    digits = {each.value for each in quoted} | {each.value for name in names for each in quantities(name)}
    samples = {str(each.appraisal.n) for each in cited if each.appraisal.n is not None}
    years = {str(each.citation.year) for each in cited if each.citation.year is not None}
    halved = any(_HALF.search(each) for each in quotes)
    counted_values = {str(len(cited))}
    counted = {match[0].split()[0] for match in _STUDY.finditer(claim)}
    claimed = quantities(claim)
    body = normalise(claim).text
    often = _often(quotes)
    told = [words for words, each in frequencies(claim) if each in often]
    for each, at, end in placed(claim):
        if each.name and not each.unit and each.value in digits:
            continue
        if each.span.split()[0] in counted and each.value == str(len(cited)):
            continue
        if (each.value in samples and is_sample(each, body, at, end)) or (
            each.value in years and is_year(each, body, at, end)
        ):
            continue
        if _is_word(each) and _is_said(each, body[at:], quotes, halved):
            continue
        if any(words.startswith(each.span) for words in told if _is_word(each)):
            continue
        if not any(_grounds(one, each) and _same_measure(one, each, claim, quotes) for one in quoted):
            reason = "gives a number that no quote has" if not each.unit else "gives a value that no quote has"
            yield Finding(rule="C21", severity="block", reason=reason, span=each.span)
    yield from _beside_figures(claim, quotes)
    for part in unfounded_parts(claim, quotes, samples):
        yield Finding(rule="C21", severity="block", reason="gives a part or a multiple that no quote has", span=part)
    surplus = Counter(each.value for each in claimed if not each.name and not _is_word(each))
    surplus -= Counter(each.value for each in quoted)
    for value in surplus:
        if value in digits and value not in samples | years | counted_values:
            yield Finding(rule="C21", severity="block", reason="gives a number more often than its quotes", span=value)


def _is_word(number: Quantity) -> bool:
    return number.span[:1].isalpha() and not number.name


def _is_said(word: Quantity, behind: str, quotes: Sequence[str], halved: bool) -> bool:
    """Whether quotes say what a number word counts: things that they list, or figures that come to a multiple."""
    if _DOUBLING_DOSE.match(behind) or PART.match(behind):
        return True
    if word.unit == "times":
        return comes_to(float(word.value), quotes)
    if word.value == "0.5":
        return halved or comes_to(0.5, quotes) or (bool(_PARTED.match(behind)) and any(map(_MEDIAN.search, quotes)))
    return word.value == "1" or _lists(word.value, quotes)


def _lists(value: str, quotes: Sequence[str]) -> bool:
    """Whether a quote lists so many things."""
    if value == "2":
        return any(_TWO.search(each) for each in quotes)
    lists = (each[0] for quote in quotes for listed in _LISTS for each in listed.finditer(quote))
    return any(f"{len(_ITEM.findall(each)) + 1}" == value for each in lists)


def _grounds(quoted: Quantity, claimed: Quantity) -> bool:
    if quoted.value != claimed.value or bool(quoted.name) != bool(claimed.name):
        return False
    if claimed.operator and quoted.operator != claimed.operator and (claimed.operator, quoted.operator) != ("=", ""):
        return False
    # So many things are not fewer than none, be there a decrease of them or not.
    if claimed.sign and not quoted.sign and claimed.counts and not claimed.per:
        return False
    if quoted.sign != claimed.sign and (quoted.astride or not (claimed.lost if quoted.sign else quoted.lost)):
        return False
    # A figure of a list that has a unit is no count of things.
    if claimed.shared and _is_word(quoted) and not (quoted.unit or quoted.shared):
        return False
    if claimed.unit:
        # A ratio is told as so many times with or without the word.
        a_ratio = claimed.unit == "times" and not quoted.unit and (claimed.per != () or not _counts_things(quoted))
        return claimed.unit in (quoted.unit, quoted.shared) or a_ratio
    # A bare number that counts things is no amount.
    return not (claimed.counts and quoted.unit and claimed.shared != quoted.unit)


def _counts_things(quoted: Quantity) -> bool:
    return quoted.counts or (_is_word(quoted) and quoted.span.lower() not in ("twice", "thrice"))


def _same_measure(quoted: Quantity, claimed: Quantity, claim: str, quotes: Sequence[str]) -> bool:
    """Whether both are per the same. A period may stand elsewhere in the text: `a daily dose of 10 mg`."""
    if not (claimed.unit or claimed.per or claimed.counts):
        return True
    per_head = not claimed.unit and claimed.per in _PER_HEAD and not quoted.per and any(map(_HEADS.search, quotes))
    if per_head:
        return True
    if of_things(claimed.per) not in {of_things(each) for each in (quoted.per, quoted.elided or quoted.per)}:
        return False
    theirs, own = of_time(quoted.per or quoted.elided), of_time(claimed.per)
    if theirs == own or (theirs and own):
        return theirs == own
    # Of `50 mg/kg a day, and 25 mg/kg` both are of a day.
    told = _often(quotes if own else [claim])
    return all(f"1/{each}" in told for each in theirs or own)


def _often(texts: Sequence[str]) -> set[str]:
    """Every frequency of the texts, those that stand behind a figure too."""
    told = {often for text in texts for _, often in frequencies(text)}
    told |= {often for text in texts for _, often in events(text)}
    behind = [one for text in texts for one in quantities(text) if one.unit not in ("", "times")]
    return told | {f"1/{each}" for one in behind for each in of_time(one.per)}


def _beside_figures(claim: str, quotes: Sequence[str]) -> Iterator[Finding]:
    """How often something was done, and parts of wholes, where no quote has them so."""
    told = _often(quotes)
    counted = " ".join(words for words, _ in events(claim))
    for words, often in frequencies(claim):
        if often not in told and words not in counted:
            yield Finding(rule="C21", severity="block", reason="says how often, and no quote does so", span=words)
    parts = {match.groups() for quote in quotes for match in _OF.finditer(normalise(quote).text)}
    for match in _OF.finditer(normalise(claim).text):
        if match.groups() not in parts and match.groups()[::-1] in parts:
            yield Finding(rule="C21", severity="block", reason="takes the whole for the part", span=match[0])
