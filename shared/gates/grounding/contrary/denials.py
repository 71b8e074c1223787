"""G2: denials that a quote makes in other words, and denials of one part of a claim that denies another.

`shared.gates.words.polarity` asks whether a claim denies anything at all. Here each part of a claim is asked, and a
level without effect is read as the denial that it is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from shared.gates.words.clauses import CIRCUMSTANCE, asks, parts, phrases
from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import (
    AS_GOOD,
    DENIES,
    NOT_OF_IT,
    finds,
    likens,
    said_otherwise,
    takes_back,
    without_kinds,
)
from shared.gates.words.values import placed
from shared.gates.words.wording import first, nearly

_NO_EFFECT_LEVEL = re.compile(
    r"\bno[- ](?:observed[- ])?(?:adverse[- ])?effects?[- ](?:levels?|doses?|concentrations?)\b|\bNOA?ELs?\b",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\b(?:above|over|beyond|exceed\w*|greater than|higher than|more than|threshold|from|up to|tolerat\w+|harmless|"
    r"unharmed|safe\w*|withst\w+|highest|limit|margin)\b",
    re.IGNORECASE,
)
_TELLING = 2
"""So many words that a quote has only where it denies show that a part of a claim speaks of that.

Of a quote that denies, in as many clauses, and does nothing else, one will do.
"""
_KEPT = re.compile(
    r"\b(?:kept|stay\w*|left|lost|stop\w*|miss\w*|escap\w*|nil|healthy|like|match\w*|ruled out|held|close to|near)\b",
    re.IGNORECASE,
)
"""How a part of a claim may say that nothing happened."""
_PRONOUN = re.compile(r"\b(?:it|them|they|this|did so)\b", re.IGNORECASE)
"""What stands for a thing that another clause names: `neither changed X, whereas A increased it`."""


def lost_in_part(claim: str, quotes: Sequence[str]) -> str:
    """What a quote denies and the claim affirms, though it denies something else; or nothing."""
    text = normalise(claim).text
    texts = [normalise(each).text for each in quotes]
    for check in (_of_a_part, _level):
        if lost := check(text, texts):
            return lost
    return ""


def _of_a_part(claim: str, quotes: Sequence[str]) -> str:
    """A part of the claim without a denial, that has words only of what a quote denies."""
    told = parts(claim)
    if len(told) < 2 or not any(map(_admits, told)) or any(map(takes_back, told)):
        return ""
    short = short_forms(quotes)
    stems = [{each.stem for each in labels(part, short)} for part in told]
    clauses = [list(phrases(NOT_OF_IT.sub(" ", each))) for each in quotes]
    seen = _stems((part for each in clauses for part in each if not DENIES.search(part) and not asks(part)), short)
    seen |= _stems((each for each in quotes if nearly(claim, each)), short)
    for each in clauses:
        here = _stems((part for part in each if DENIES.search(part)), short)
        elsewhere = _stems((part for part in each if not DENIES.search(part)), short)
        if any(_PRONOUN.search(part) for part in each if not DENIES.search(part)):
            continue
        enough = _TELLING if elsewhere or len(each) < _TELLING else 1
        for place, part in enumerate(told):
            others = {stem for at, each in enumerate(stems) if at != place for stem in each}
            own = (stems[place] - others) & (here - seen)
            if (
                len(own) >= enough
                and finds(part)
                and not _done(part)
                and not _admits(part)
                and not stems[place] & (elsewhere - here)
            ):
                return next(filter(None, (first(DENIES, clause) for clause in each)), "")
    return ""


def _stems(pieces: Iterable[str], short: Mapping[str, frozenset[str]]) -> set[str]:
    return {word.stem for part in pieces for word in labels(part, short)}


def _done(part: str) -> bool:
    return CIRCUMSTANCE.search(part) is not None


def _admits(part: str) -> bool:
    return bool(
        said_otherwise(part) or likens(part) or any(each.search(without_kinds(part)) for each in (AS_GOOD, _KEPT))
    )


def _level(claim: str, quotes: Sequence[str]) -> str:
    """An effect told of the very level that a quote calls one without effect."""
    if (
        said_otherwise(claim)
        or likens(claim)
        or AS_GOOD.search(without_kinds(claim))
        or _BEYOND.search(claim)
        or _NO_EFFECT_LEVEL.search(claim)
    ):
        return ""
    told = {(each.value, each.unit or each.shared) for each, *_ in placed(claim)}
    for quote in quotes:
        found = _NO_EFFECT_LEVEL.search(quote)
        if found and any(each.unit and (each.value, each.unit) in told for each, *_ in placed(quote)):
            return found[0]
    return ""
