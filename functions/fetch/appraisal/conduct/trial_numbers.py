"""The numbers under which registries know trials: found however they are written, and each written one way.

The registries are WHO ICTRP's primary ones, ClinicalTrials.gov and those that Japan and the EU ran before. A record
names its own trial's number, or those of several that it pools; and it may name another study's, to compare itself with
it or because that one is to come. Such a number is not the record's. Where nothing says so it is: a trial that counts
twice makes more of the evidence than there is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from string import ascii_letters

from shared.domain.evidence.study import Study, sentences

_GAP = r"[\s:#.,/()-]{0,3}"
_CALLED = rf"{_GAP}(?:(?:identifier|id|no|number|registration|registry|trial|ctr){_GAP}){{0,3}}"
"""What may stand between a registry's letters and the digits."""


def _digits(count: int) -> str:
    """So many digits, which may stand in groups."""
    return rf"(?:\d[\s-]?){{{count - 1}}}\d(?![\d])"


def _filled(letters: str, width: int) -> Callable[[str], str]:
    return lambda told: letters + re.sub(r"\D", "", told).zfill(width)


def _capitals(told: str) -> str:
    return re.sub(r"[^\w-]", "", told).upper()


def _japanese(told: str) -> str:
    return f"jRCT{re.sub(r'[^s0-9]', '', told.lower()[4:])}"


def _indian(told: str) -> str:
    year, month, number = re.findall(r"\d+", told)
    return f"CTRI/{year}/{month.zfill(2)}/{number.zfill(6)}"


def _sri_lankan(told: str) -> str:
    return "SLCTR/" + "/".join(re.findall(r"\d+", told))


def _european(told: str) -> str:
    """Without the country of the entry, and without the round of a submission."""
    return "-".join(re.findall(r"\d+", told)[:3])


_REGISTRIES: tuple[tuple[str, Callable[[str], str]], ...] = (
    (rf"\bNCT{_CALLED}{_digits(8)}", _filled("NCT", 8)),
    (rf"\bISRCTN{_CALLED}(?:{_digits(8)}|\d{{6,7}}\b)", _filled("ISRCTN", 8)),
    (r"(?:\b|(?<=EUCTR)|(?<=EudraCT))20\d\d\s?-\s?\d{6}\s?-\s?\d{2}(?:-(?:\d{2}|[A-Z]{2}))?\b", _european),
    (rf"\b(?:ACTRN|ANZCTR){_CALLED}{_digits(14)}p?\b", _filled("ACTRN", 14)),
    (rf"\bChiCTR{_CALLED}(?:[A-Z]{{2,5}}{_GAP})?\d{{8,10}}\b", _filled("ChiCTR", 8)),
    (rf"\bCTRI{_CALLED}20\d\d\s?/\s?\d{{1,3}}\s?/\s?\d{{4,6}}\b", _indian),
    (rf"\bDRKS{_CALLED}{_digits(8)}", _filled("DRKS", 8)),
    (r"\bIRCT[\s:#-]{0,2}\d{8,18}\s?N\s?\d{1,3}\b", _capitals),
    (rf"\bKCT{_CALLED}{_digits(7)}", _filled("KCT", 7)),
    (rf"\bPACTR{_CALLED}\d{{12,16}}\b", _filled("PACTR", 12)),
    (rf"\bTCTR{_CALLED}\d{{11}}\b", _filled("TCTR", 11)),
    (rf"\bUMIN{_CALLED}\d{{9}}\b", _filled("UMIN", 9)),
    (rf"\bJapic{_GAP}CTI{_CALLED}\d{{6}}\b", _filled("JapicCTI-", 6)),
    (r"\bjRCT[\s:-]{0,2}s?\d{9,10}\b", _japanese),
    (r"\bJMA-?IIA\d{5}\b", _filled("JMA-IIA", 5)),
    (rf"\bNTR{_CALLED}\d{{3,5}}\b", _filled("NTR", 3)),
    (r"(?<=Trial Register)\W{1,3}NL\d{4,5}\b|(?<=Trial Registry)\W{1,3}NL\d{4,5}\b", _filled("NL", 4)),
    (r"\bNL-OMON\d{4,6}\b", _capitals),
    (r"\bRBR-(?=[a-z]*\d)\w{6,8}\b", _capitals),
    (r"\bRPCEC\s?\d{8}\b", _filled("RPCEC", 8)),
    (r"\bLBCTR\s?\d{10}\b", _filled("LBCTR", 10)),
    (r"\bITMCTR\s?\d{10}\b", _filled("ITMCTR", 10)),
    (r"\bPHRR\s?\d{6}-\d{6}\b", _capitals),
    (r"\bSLCTR\s?/\s?20\d\d\s?/\s?\d{3}\b", _sri_lankan),
)  # fmt: skip
_WRITTEN = tuple(write for _, write in _REGISTRIES)
_NUMBER = re.compile("|".join(f"({found})" for found, _ in _REGISTRIES), re.IGNORECASE)
_LIKELY = re.compile(r"NCT|CTR|NTR|RCT|KCT|DRKS|UMIN|CTI|IIA|NL|RBR|RPCEC|PHRR|20\d\d\s?[-‐-–]", re.IGNORECASE)
"""What is quickly looked for first: few records name a registration."""
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

_STUDY = r"(?:trials?|stud(?:y|ies)|programmes?|programs?|results|findings|data)"
_OF_IT = (
    rf"(?:(?>(?:the|an?|that|those|what|was|were|seen|reported|observed|found|shown|in|of|from|by|with|for|our|its|"
    rf"previously|recently|earlier|previous|prior|recent|similar|larger|smaller|other|another|separate|pivotal|sister|"
    rf"companion|parallel|published|phase|placebo-controlled|double-blind|randomi[sz]ed|controlled|clinical|open-label|"
    rf"historical|external|ongoing|{_STUDY})\b|(?-i:[A-Z][\w-]*)|\d[\w-]*)\W{{1,3}})*"
)
"""Nothing but the words by which a study is meant, and names."""
_A_STUDY = rf"(?=.*(?:\b{_STUDY}\b|\b(?:in|of|from|by)\s(?-i:[A-Z]{{4}})))"
_THERE = r"\W{0,3}(?:(?:ClinicalTrials\.gov|identifier|number|no|EudraCT|registration|registry)\W{0,3}){0,3}$"
_COMPARED = re.compile(
    rf"(?:\bunlike|\bin contrast (?:to|with)|\bcontrary to|\bcompar(?:ed|ison|able) (?:with|to)|\bas opposed to|\bthan|"
    rf"\bsimilar(?:ly)? to|\bconsistent with|\bin (?:line|agreement|accordance|keeping) with|\bdiffer\w* from|"
    rf"\b(?:as|like|whereas)(?= (?:in|the|was|those|that|seen|reported|observed|shown)\b)|"
    rf"\b(?:historical|external|synthetic) (?:control|comparator)s?(?: arms?| groups?)?)\W{{1,2}}"
    rf"{_A_STUDY}{_OF_IT}{_THERE}",
    re.IGNORECASE,
)
"""Before a number: that the study so numbered is what this one is compared with."""
_ELSEWHERE = re.compile(
    rf"(?:^|\b(?:in|by)\s)\s*(?:(?:an?|our|one|the)\s(?:\w+ly\s)?(?:earlier|previous|prior|other|separate|different)"
    rf"|another)\W{_A_STUDY}{_OF_IT}{_THERE}",
    re.IGNORECASE,
)
_LATER = (
    r"(?:(?:is|are|has been|have been)\s(?:now\s|currently\s|also\s)?(?:ongoing|under ?way|planned|recruiting|"
    r"enrolling|in progress|being (?:\w+ly\s)?(?:planned|conducted|done|prepared))|"
    r"will (?:\w+ly\s)?(?:be|test|assess|evaluate|examine|determine|show|tell|investigate))\b"
)
_ANOTHER = rf"\b(?:an?|another|further|larger|two|three)\s(?:[\w-]+\W){{0,5}}?{_STUDY}\b"
_TO_COME = re.compile(
    rf"(?:^|\W){_ANOTHER}[^.;,]{{0,60}}?\s{_LATER}[^.;,]{{0,30}}{_THERE}|"
    rf"\b(?:being|will be|to be) (?:\w+ly\s)?(?:tested|evaluated|studied|investigated|assessed|examined)[^.;,]{{0,40}}"
    rf"\b(?:in|by)\s{_ANOTHER}[^.;,]{{0,40}}{_THERE}|"
    rf"\b(?:planned|future|forthcoming|upcoming)\s(?:[\w-]+\W){{0,5}}?{_STUDY}\b[^.;,]{{0,40}}{_THERE}",
    re.IGNORECASE,
)
_NAMED_LATER = re.compile(rf"(?:^|\W){_ANOTHER}[^.;,]{{0,40}}{_THERE}", re.IGNORECASE)
_GOES_ON = re.compile(rf"^[)\]]?,?\s{_LATER}", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:this|present|current)\W(?:\w+\W){0,3}?(?:trial|study|analysis|report)\b|\bregistered\b|\bregistration\b|"
    r"\b(?:this|present|here)\b[^.]{0,20}$",
    re.IGNORECASE,
)
_REACH = 500
"""Characters around a number that may say whose it is: a sentence without an end must not cost the square of it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A number in a text, as every record that names it has it, and where it stands."""

    number: str
    match: re.Match[str]


def numbers_in(text: str) -> Iterator[Named]:
    """Every trial's number in a text, in order."""
    if not _LIKELY.search(text):
        return
    for match in _NUMBER.finditer(text.translate(_DASHES)):
        write = _WRITTEN[next(each for each, found in enumerate(match.groups()) if found is not None)]
        yield Named(write(match[0]), match)


def numbers_of(study: Study) -> tuple[str, ...]:
    """The numbers of the trials that a record reports, in order, each once: of its accession numbers, its title and its
    abstract. Not those that the abstract names only as another study's; where they are all that there is, an accession
    number is still the record's own."""
    listed = {each.number for said in study.registrations for each in numbers_in(said)}
    own = {each.number for each in numbers_in(study.title)}
    others: set[str] = set()
    for sentence in sentences(study):
        for each in numbers_in(sentence.text):
            (others if of_another(sentence.text, each) else own).add(each.number)
    found = own | (listed - others)
    return tuple(sorted(found or listed))


def of_another(sentence: str, named: Named) -> bool:
    """Whether the sentence says that this number is another study's: that it is compared with, or that is to come."""
    start, end = named.match.span()
    first = max(0, start - _REACH)
    parts = re.split(r"[;.]\s", sentence[first:start])
    clause, at = parts[-1], int(len(parts) == 1 and first > 0)
    if _COMPARED.search(clause, at):
        return True
    if _OWN.search(clause, at):
        return False
    if _ELSEWHERE.search(clause, at) or _TO_COME.search(clause, at):
        return True
    return bool(_NAMED_LATER.search(clause, at) and _GOES_ON.match(sentence[end : end + _REACH]))


def registry_of(number: str) -> str:
    """The registry's letters; those of the EU's are none."""
    return number[: len(number) - len(number.lstrip(ascii_letters))]
