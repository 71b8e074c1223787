"""C21: every numeral is in the quotes, or was computed from them. Read where the quotes are known."""

import re
from collections.abc import Iterator

from shared.domain.publishing.monograph import Severity
from shared.gates.context import Context
from shared.gates.family import Family
from shared.gates.grounding.figures.numbers import ungrounded

_MARKS = re.compile(r"\[[\d, -]+\]")
_COMPUTED = re.compile(r"\bcomputed\b|\bcalculated\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:one|two|three) (?:stud(?:y|ies)|trials?|reviews?|reports?)\b", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:over|more than|nearly|almost|under|fewer than|less than|at least) (?:a |one |two |"
    r"half a )?(?:hundred|thousand|dozen|million|half|third|quarter)s?\b",
    re.IGNORECASE,
)


_THOUSANDS = re.compile(
    r"\b(?:(\d{1,3})|(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)) "
    r"(hundred|thousand|million)\b",
    re.IGNORECASE,
)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_POWERS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_PARTS = re.compile(r"\b(?:by|to|about|nearly|around|almost) (?:a|one|two) (third|quarter|fifth)s?\b", re.IGNORECASE)
_HALF_OF = re.compile(r"\bhalf of (?:the )?\d+\b(?=.*\((\d+) of (\d+)\))", re.IGNORECASE)


def _in_figures(sentence: str) -> str:
    """The sentence with `ten thousand` as `10,000`, and without a `half of` whose two counts stand beside it."""
    said = _THOUSANDS.sub(_figure, sentence)
    halved = _HALF_OF.search(said)
    if halved and 2 * int(halved[1]) == int(halved[2]):
        said = said[: halved.start()] + said[halved.end() :]
    return said


def _figure(found: re.Match[str]) -> str:
    word = (found[2] or "").lower()
    many = int(found[1]) if found[1] else _TENS.get(word) or _WORDS.index(word) + 1
    return f"{many * _POWERS[found[3].lower()]:,}"


def _against(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    if known.quotes is None or _COMPUTED.search(sentence):
        return
    # `One study`, `two trials` count what is cited.
    said = _COUNTED.sub(lambda found: " " * len(found[0]), _in_figures(sentence))
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
    for match in _PARTS.finditer(sentence):
        if match[1].lower() not in whole:
            yield match.start(), match.end(), "block"


FAMILY = Family(
    id="C21",
    version=1,
    severity="block",
    reason="gives a number that its quotes do not give",
    patterns=(),
    given=_against,
)
