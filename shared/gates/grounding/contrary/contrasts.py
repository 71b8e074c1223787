"""G1 and G2: which of two things had more, and which of two was seen, beside what a quote says of the same two.

A claim that compares two things, or affirms of one what it denies of another, is held to a quote that does the same.
What tells the two apart in both texts decides; where a quote compares by words of another kind, or tells of more and of
less at once, nothing is said.
"""

import re
from collections.abc import Mapping, Sequence

from shared.gates.grounding.contrary import directions
from shared.gates.grounding.contrary.amounts import without_amounts
from shared.gates.grounding.contrary.compared import (
    Compared,
    compared,
    of_one_kind,
    of_sentence,
    opposed,
    pieces,
    stems,
)
from shared.gates.grounding.contrary.directions import DOWNWARDS, UPWARDS, fates_differ
from shared.gates.words.labels import short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import DENIES, takes_back
from shared.gates.words.sides import Sides, both_crossed, one_crossed, straight

_POLES = re.compile(
    r";| and (?=(?:none|neither)\b|no [\w-]+ (?:was|were|had)\b|(?:was|were|remained|stayed) un\w+\b)|"
    r", (?:and|yet|but|while|whereas|which)\b|(?= and not\b)|(?= nor\b)|"
    r"\b(?:but(?! (?:not |non-?)significant)|whereas|while|although|though|yet|however)\b",
    re.IGNORECASE,
)
_SPARED = re.compile(r"\b(?:spared|escaped|free (?:of|from)|lacked|missing)\b", re.IGNORECASE)
"""What denies without a word of denial: `spared the liver, though not the kidney` tells of a harm to the kidney."""
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_LOOKED_FOR = frozenset(
    {"diffe", "chang", "effec", "showe", "obser", "seen", "found", "detec", "alter", "affec", "none", "neith"}
)
"""Words of a denial that say nothing of what it denies."""


def turned_round(claim: str, quotes: Sequence[str]) -> str:
    """The comparison that the claim makes the other way round than a quote, or nothing."""
    short = short_forms(quotes)
    theirs = [
        found
        for quote in quotes
        for found in of_sentence(quote, short)
        # Of a sentence that tells of more and of less, a clause speaks by itself if it has a subject.
        if not (found.elsewhere and UPWARDS.search(quote) and DOWNWARDS.search(quote))
    ]
    for clause in pieces(claim):
        own = None if without_amounts(clause, quotes) != clause else compared(clause, short)
        alike = [found for each in theirs if (found := of_one_kind(own, each))] if own else []
        if own is None or any(straight(own.sides, each.sides) for each in alike):
            continue
        if any(opposed(own, each) for each in alike) and not fates_differ(claim, " ".join(quotes)):
            return clause.strip()[:80]
    return ""


def turned(claim: str, quotes: Sequence[str]) -> str:
    """A word of direction in the claim whose opposite is all that the quotes have, or nothing.

    A comparison told from the other of its two things (`B less than A` of `A more than B`) turns nothing, and neither
    does one of two amounts (`fell more with A than with B`) that figures bear out.
    """
    return directions.turned(_without_converses(claim, quotes), quotes)


def _without_converses(claim: str, quotes: Sequence[str]) -> str:
    short = short_forms(quotes)
    theirs = [found for quote in quotes for each in pieces(quote) if (found := compared(each, short))]
    clauses = [without_amounts(each, quotes) for each in pieces(claim)]
    kept = [each for each in clauses if not any(_converse(compared(each, short), other) for other in theirs)]
    return "; ".join(kept) if kept != pieces(claim) else claim


def _converse(own: Compared | None, theirs: Compared) -> bool:
    return own is not None and own.up is not theirs.up and straight(own.sides, theirs.sides)


def denied_of_the_other(claim: str, quotes: Sequence[str]) -> str:
    """What the claim denies of one thing and a quote of the other, or nothing."""
    short = short_forms(quotes)
    own = _poles(claim, short)
    theirs = [found for quote in quotes if (found := _poles(quote, short))]
    if own is None or any(straight(own, each) for each in theirs):
        return ""
    if any(both_crossed(own, each) or one_crossed(own, each) for each in theirs):
        return next(iter(DENIES.findall(normalise(claim).text)), "")
    return ""


def _poles(text: str, short: Mapping[str, frozenset[str]]) -> Sides | None:
    """The labels of what was seen and of what was not, in a text that says both."""
    # `(RR 0.95; P = 0.52)` is no part of a sentence.
    body = _IN_PARENTHESES.sub(lambda found: found[0].replace(";", ","), normalise(text).text)
    parts = [each for each in _POLES.split(body) if each and each.strip()]
    denied = [each for each in parts if DENIES.search(each)]
    seen = [each for each in parts if each not in denied]
    if not denied or not seen or any(map(takes_back, denied)) or any(map(_SPARED.search, seen)):
        return None
    return stems(" ".join(seen), short) - _LOOKED_FOR, stems(" ".join(denied), short) - _LOOKED_FOR
