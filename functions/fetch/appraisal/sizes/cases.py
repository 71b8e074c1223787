"""Sizes of what is no study of its own people: reviews that pool studies, and reports of cases."""

import re
from collections.abc import Iterable

from functions.fetch.appraisal.sizes.words import BETWEEN, NUMBER, SPELLED, WHO, value_of
from shared.domain.evidence.study import Sentence

Size = tuple[int | None, str | None, str | None]

_I = re.IGNORECASE
_COUNT = rf"(?P<n>{NUMBER}){BETWEEN}\s+{WHO}\b(?!-)"
_STUDIES = r"(?:trials|studies|RCTs|articles|cohorts|reports|experiments|papers|publications)"
_POOLED = (
    re.compile(
        rf"\b{_STUDIES}\b[^.;:]{{0,80}}?\b(?:with|involving|including|comprising|enrolling|enrolled|evaluated|"
        rf"included|randomi[sz]ed|of|totall?ing|in)\s+"
        rf"(?:a total of\s+|data from\s+)?{_COUNT}",
        _I,
    ),
    re.compile(
        rf"{_COUNT}[^.;:()]{{0,30}}?\b(?:from|in|across|of)\s+(?:the )?{NUMBER} (?:\w+[- ]){{0,4}}{_STUDIES}\b", _I
    ),
    re.compile(rf"\b{_STUDIES}\s?[(\[]\s?(?:[nN]\s?=\s?|with |including |involving |comprising |total )?{_COUNT}", _I),
    re.compile(rf"\bdata (?:from|of|on) {_COUNT}", _I),
    re.compile(rf"\b(?:a|in) total of\s+{_COUNT}", _I),
)
POOLS = re.compile(
    rf"(?:^|[.:;] |\b(?:included|pooled|identified|found) ){NUMBER} (?:[\w-]+ ){{0,3}}{_STUDIES},? "
    rf"(?:comprising|involving|with|including|totall?ing) (?:a total of )?{NUMBER}",
    _I,
)
"""So many studies with so many people, whatever the record is indexed as."""
ONE_CASE = re.compile(
    rf"\b(?:\d{{1,3}}|{SPELLED})[- ](?:years?|yrs?|y|months?|weeks?|days?)[- ]?(?:old|o)\b"
    r"(?:[\s,-]{1,2}\w+){0,6}?[\s-](?:man|woman|boy|girl|male|female|patient|infant|neonate|newborn|baby|"
    r"child|adolescent|teenager|lady|gentleman|sister|brother|twin|sibling|son|daughter|mother|"
    r"father|athlete|student|farmer|primigravida|dog|"
    r"bitch|cat|horse|mare|stallion|gelding|foal|cow|heifer|calf|pony|puppy|kitten)\b|"
    r"\b(?:man|woman|boy|girl|male|female|patient),? (?:aged )?\d{1,3}[- ]years?\b|"
    r"\b(?:an?|the) (?:(?!\d)[\w-]+ ){0,3}(?:man|woman|boy|girl)\b(?: in h(?:is|er) (?:(?:early|mid|late)[- ])?"
    r"\w+(?:ties|teens)\b)?|\b(?:man|woman|patient|(?:fe)?male|lady|gentleman),? in h(?:is|er) "
    r"(?:(?:early|mid|late)[- ])?\w+(?:ties|teens)\b|"
    r"\ba (?:\w+ ){0,3}(?:fe)?male (?:patient|infant|neonate|newborn|child|adult|teenager)\b|"
    r"\ba (?:\w+ ){0,2}newborn (?:infant|baby)\b",
    _I,
)
AGED = re.compile(
    rf"\d{{1,3}}(?=[- ])|\b{SPELLED}(?=[- ](?:years?|months?|weeks?|days?)\b)|"
    r"\bh(?:is|er) (?:\w+[- ])?\w+(?:ties|teens)\b",
    _I,
)
_TELLS = re.compile(r"\b(?:we|report|describe|present)\b[^.]{0,40}$", _I)
_TOLD = re.compile(
    r"[^.;]{0,120}?\b(?:is|are|was|were|has been|have been) (?:here )?(?:reported|described|presented)\b", _I
)
_CASES = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:\w+ ){{0,3}}(?:cases|patients|children|men|women|infants|siblings|brothers|"
    r"sisters|individuals)\b",
    _I,
)


def pooled(told: Iterable[Sentence]) -> Size:
    """The participants of all studies that a review pools; the first telling, unless a later one has more."""
    sentences = list(told)
    hits = [
        (value, match[0][match.start("n") - match.start() :])
        for each in sentences
        for pattern in _POOLED
        for match in pattern.finditer(each.text)
        if (value := value_of(match["n"])) and value > 1
    ]
    if not hits or hits[0][0] < max(n for n, _ in hits):
        return None, None, None
    return *hits[0], "N-reviewed"


def one_case(text: str) -> Size:
    """One, where the report is of one person; the stated number of a series that is reported."""
    several = [match for match in _CASES.finditer(text) if (value_of(match["n"]) or 0) > 1]
    numbers = [value_of(each["n"]) or 0 for each in several]
    if several:
        first = several[0]
        if _TELLS.search(text[max(0, first.start() - 60) : first.start()]) or _TOLD.match(text, first.end()):
            return (numbers[0], first[0], "N-cases") if numbers[0] == max(numbers) else (None, None, None)
    ages = {age[0] for each in ONE_CASE.finditer(text) if (age := AGED.search(each[0]))}
    if several and len(ages) == numbers[0] == max(numbers):
        return numbers[0], several[0][0], "N-cases"
    if len(ages) > 1 and several:
        # Two who are told of are no case of one; how many there are, other rules may say.
        return None, None, None
    found = ONE_CASE.search(text)
    return (1, found[0], "N-case") if found and len(ages) < 2 else (None, None, None)
