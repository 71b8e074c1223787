"""C21: every numeral is in the quotes, or was computed from them. Read where the quotes are known."""

import re
from collections.abc import Iterator

from shared.domain.monograph import Severity
from shared.gates.context import Context
from shared.gates.family import Family
from shared.gates.numbers import ungrounded

_MARKS = re.compile(r"\[[\d, -]+\]")
_COMPUTED = re.compile(r"\bcomputed\b|\bcalculated\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:one|two|three) (?:stud(?:y|ies)|trials?|reviews?|reports?)\b", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:over|more than|nearly|almost|under|fewer than|less than|at least) (?:a |one |two |"
    r"half a )?(?:hundred|thousand|dozen|million|half|third|quarter)s?\b",
    re.IGNORECASE,
)


def _against(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    if known.quotes is None or _COMPUTED.search(sentence):
        return
    # `One study`, `two trials` count what is cited.
    said = _COUNTED.sub(lambda found: " " * len(found[0]), sentence)
    said = _MARKS.sub(lambda found: " " * len(found[0]), said)
    for finding in ungrounded(said, known.quotes, (), ()):
        if known.n is not None and finding.span.strip() == str(known.n):
            continue
        at = sentence.find(finding.span)
        yield max(at, 0), (at + len(finding.span)) if at >= 0 else len(sentence), "block"
    whole = " ".join(known.quotes).lower()
    for match in _OVER.finditer(sentence):
        if match[0].lower() not in whole:
            yield match.start(), match.end(), "block"


FAMILY = Family(
    id="C21",
    version=1,
    severity="block",
    reason="gives a number that its quotes do not give",
    patterns=(),
    given=_against,
)
