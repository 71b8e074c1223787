"""Parts of a sentence that say by themselves what the whole seems to excuse.

`Although no trial was done, it cures wounds` names a trial and reports none: what it concedes says nothing of how it
goes on. What somebody is quoted for as advice (`as they say, "..."`) is advice, whatever stands around it.
"""

import re
from collections.abc import Iterator

_STUDY = (
    r"(?:trials?|stud(?:y|ies)|evidence|proof|data|research|experiments?|papers?|publications?|reports?|results?|"
    r"tested|studied|proven|proved|shown|confirmed|examined|untested|unproven|unstudied|published|approved)"
)
_NONE = (
    r"(?:no|not|never|none|nobody|without|lack(?:s|ed|ing)?|absence|few|little|hardly|scarcely|barely|any|\w+n't|un\w+|"
    r"missing|scarce|sparse|thin|limited|scant|small|weak|early|preliminary)"
)
_CONCEDED = re.compile(
    r"^\W*(?:although|though|even though|even if|while|whereas|despite|in spite of|notwithstanding|regardless of|"
    r"without)\b[^,;:]*, (?=\w)",
    re.IGNORECASE,
)
_NO_STUDY = re.compile(rf"(?=.*\b{_NONE}\b)(?=.*\b{_STUDY}\b)", re.IGNORECASE)
_PUT_FORWARD = re.compile(
    r"(?:^\W*as\b[^\",:;]{1,40}?\b(?:say|says|said|goes|went|puts?|wrote|writes|told us|ha(?:s|ve|d) it|knows?|knew)\b|"
    r"\b(?:message|lesson|motto|moral|maxim|saying|slogan|watchword|mantra|wisdom|bottom line)\b[^\",:;]{0,40}?"
    r"\b(?:is|was|are|were|reads?|remains?|runs?|ran)\b)[^\",:;]{0,20}[,:]? ?[\"'](?P<told>[^\"]{3,}?)[,.]?[\"'](?!\w)",
    re.IGNORECASE,
)


def alone(sentence: str) -> Iterator[tuple[int, str]]:
    """The parts of a normalised sentence that must stand by themselves, each with where it begins."""
    conceded = _CONCEDED.match(sentence)
    if conceded and _NO_STUDY.search(conceded[0]):
        yield conceded.end(), sentence[conceded.end() :]
    for quoted in _PUT_FORWARD.finditer(sentence):
        yield quoted.start("told"), quoted["told"]
