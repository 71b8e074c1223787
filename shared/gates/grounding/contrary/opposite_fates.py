"""G1: what was opposite in two arms, told of them the other way round.

`Partly with A and wholly with B`, `better on A, worse on placebo`, `for a while at 1 mg and for long at 10 mg`: a quote
has one of two opposed words in a clause on one arm and the other in a clause on the other. A claim that has both words
in clauses on the same two arms is held to that.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from shared.gates.grounding.contrary.compared import stems
from shared.gates.words.labels import short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import DENIES
from shared.gates.words.sides import Sides, both_crossed, roles_agree, wholly_crossed

_OPPOSED = tuple(
    tuple(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in pair)
    for pair in (
        (
            r"partly|partial(?:ly)?|in part|incomplete(?:ly)?",
            r"total(?:ly)?|whol(?:e|ly)|complete(?:ly)?|full(?:y)?|entire(?:ly)?",
        ),
        (
            r"transient(?:ly)?|short-l(?:iv|ast)\w+|brief(?:ly)?|(?:short|little) while|temporar(?:y|ily)|short time",
            (
                r"long-lasting|long-lived|lasting|sustained|persist(?:ed|ent|ently)|for long|long time|durabl[ey]|"
                r"permanent(?:ly)?"
            ),
        ),
        (
            r"improv(?:ed|ement|ements|ing)|better|ameliorat(?:ed|ion)",
            r"wors(?:e|ened|ening)|deteriorat(?:ed|ion|ing)",
        ),
        (
            r"increas(?:ed|es|e|ing)|rose|rises?|gain(?:ed|s)?|grew|climbed|went up",
            (
                r"decreas(?:ed|es|e|ing)|fell|falls?|dropped|declin(?:ed|e|es)|lost|loss|shrank|went down|"
                r"reduc(?:ed|tions?)"
            ),
        ),
        (
            r"early|earlier|soon|sooner|rapid(?:ly)?|fast|quick(?:ly)?",
            r"late|later|slow(?:ly)?|gradual(?:ly)?",
        ),
        (r"mild(?:ly)?|slight(?:ly)?|weak(?:ly)?", r"severe(?:ly)?|marked(?:ly)?|strong(?:ly)?|potent(?:ly)?"),
    )
)
_RISES_AND_FALLS = _OPPOSED[3]
"""What rises and what falls may be two outcomes of one arm."""
_CLAUSES = re.compile(r"[;,]|\b(?:whereas|(?<!short )(?<!little )while|but|although|and|yet|against)\b", re.IGNORECASE)
_COMPARES = re.compile(r"\b(?:than|compared|versus|vs|relative to)\b", re.IGNORECASE)


def turned_fates(claim: str, quotes: Sequence[str]) -> str:
    """The part of a claim that tells of one arm what a quote tells of the other, of two that went opposite ways."""
    short = short_forms(quotes)
    body = normalise(claim).text
    for pair in _OPPOSED:
        if own := _sides(body, pair, short):
            theirs = [found for each in quotes if (found := _sides(normalise(each).text, pair, short))]
            crossed = wholly_crossed if pair is _RISES_AND_FALLS else both_crossed
            if any(roles_agree(own, each) is False or crossed(own, each) for each in theirs):
                return body[:80]
    return ""


def _sides(text: str, pair: Sequence[re.Pattern[str]], short: Mapping[str, frozenset[str]]) -> Sides | None:
    """The labels of the clauses that have one word of a pair, and of those that have the other, if there are both."""
    if not all(each.search(text) for each in pair):
        return None
    one: set[str] = set()
    other: set[str] = set()
    for clause in _joined(text, pair):
        first, second = (each.search(clause) is not None for each in pair)
        if (first and second) or DENIES.search(clause) or _COMPARES.search(clause):
            return None
        if first:
            one |= stems(clause, short)
        elif second:
            other |= stems(clause, short)
    return (one, other) if one and other else None


def _joined(text: str, pair: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """The clauses of a text; one that has no word of the pair goes with its neighbour."""
    held = ""
    for clause in _CLAUSES.split(text):
        if any(each.search(held) for each in pair) and any(each.search(clause) for each in pair):
            yield held
            held = clause
        else:
            held += f" {clause}"
    yield held
