"""G1 and G2: which of two things had more, and which of two was seen, beside what a quote says of the same two.

A claim that compares two things, or affirms of one what it denies of another, is held to a quote that does the same.
What tells the two apart in both texts decides; where a quote compares by words of another kind, or tells of more and of
less at once, nothing is said.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shared.gates.grounding.contrary import directions
from shared.gates.grounding.contrary.amounts import without_amounts
from shared.gates.grounding.contrary.directions import DOWNWARDS, LESS_OF_IT, UPWARDS, fates_differ
from shared.gates.words.labels import Sides, both_crossed, labels, one_crossed, short_forms, straight
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import DENIES, takes_back
from shared.gates.words.values import placed

_THAN = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\b\.?|as opposed to|relative to|in comparison (?:with|to))\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(r"^\W*(?:in )?(?:compar\w+|relative) (?:with|to) ([^,]+), (.*)$", re.IGNORECASE)
_APART = re.compile(
    r"[;:]|,? \b(?:and|but) (?=(?:was|were|had|is|are|did|also|produced|showed|mortality)\b)|"
    r"\b(?:whereas|while|although)\b|\bbut\b(?! not\b)|, and (?=\w+ \w+ (?:was|were|had)\b)",
    re.IGNORECASE,
)
_OUTCOME = re.compile(r" and (?=\w+ (?:increas|decreas|reduc|rose|fell)\w*)", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"^\W*(?:that |those )?(in|for|with|among|on|from|after|by|during|under|of|if|when)\b", re.IGNORECASE
)
_BEHIND_MORE = re.compile(
    r"\b(?:more|less|\w{3,}er)\b(?: (?!than\b)\w+){0,3}? (?:in|for|with|among|on|from|after|under) (?:the )?"
    r"(?P<what>(?:[\w-]+ ?){1,4})$",
    re.IGNORECASE,
)
"""`Greater for A compared with B`: A stands right before the comparison, behind the word of more."""
_SUBJECT = re.compile(
    r"^\W*(?:[^,;:]*, )?(?P<what>(?:[\w-]+ ){1,6}?)(?P<verb>was|were|had|has|have|showed|did|scored|"
    r"responded|recovered)\b",
    re.IGNORECASE,
)
"""`A had more than B`: what comes before the verb."""
_HAS = frozenset({"had", "has", "have", "showed", "scored", "responded", "recovered"})
_NO_SUBJECT = re.compile(r"^\W*(?:was|were|had|is|are|did|also|produced|showed)\b", re.IGNORECASE)
_POLES = re.compile(
    r";|, (?:and|yet|but|while|whereas|which)\b|(?= and not\b)|(?= nor\b)|"
    r"\b(?:but(?! (?:not |non-?)significant)|whereas|while|although|though|yet|however)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:more|higher|greater|larger|longer|faster)\b", re.IGNORECASE)
_FEWER = re.compile(r"\b(?:less|fewer|lower|smaller|shorter|slower)\b", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?:lost|lose|losing|declined|fell|dropped|decreased|shrank) (?:\w+ )?(?:more|less)\b", re.IGNORECASE
)
_SPARED = re.compile(r"\b(?:spared|escaped|free (?:of|from)|lacked|missing)\b", re.IGNORECASE)
"""What denies without a word of denial: `spared the liver, though not the kidney` tells of a harm to the kidney."""
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_FEW = 4
"""So few labels are an arm and hardly anything beside it."""
_LOOKED_FOR = frozenset({"diffe", "chang", "effec", "showe", "obser", "seen", "found", "detec", "alter", "affec"})
"""Words of a denial that say nothing of what it denies."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """The labels of what had more and of what had less; whether the first named had more, and in how few words."""

    sides: Sides
    up: bool
    brief: bool
    words: set[str]


def turned_round(claim: str, quotes: Sequence[str]) -> str:
    """The comparison that the claim makes the other way round than a quote, or nothing."""
    short = short_forms(quotes)
    plain = [each for each in quotes if not (UPWARDS.search(each) and DOWNWARDS.search(each))]
    theirs = [found for quote in plain for each in _clauses(quote) if (found := _of(quote, each, short))]
    for clause in _clauses(claim):
        own = None if without_amounts(clause, quotes) != clause else _compared(clause, short)
        if own is None or any(straight(own.sides, each.sides) for each in theirs):
            continue
        if any(_opposed(own, each) for each in theirs) and not fates_differ(claim, " ".join(quotes)):
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
    theirs = [found for quote in quotes for each in _clauses(quote) if (found := _compared(each, short))]
    clauses = [without_amounts(each, quotes) for each in _clauses(claim)]
    kept = [each for each in clauses if not any(_converse(_compared(each, short), other) for other in theirs)]
    return "; ".join(kept) if kept != _clauses(claim) else claim


def _converse(own: _Compared | None, theirs: _Compared) -> bool:
    return own is not None and own.up is not theirs.up and straight(own.sides, theirs.sides)


def _opposed(own: _Compared, theirs: _Compared) -> bool:
    """Both sides bear each other's labels; or one does, if on either side stand few words beside it."""
    (more, less), (theirs_more, theirs_less) = own.sides, theirs.sides
    one, two = more - less, less - more
    first, second = theirs_more - theirs_less, theirs_less - theirs_more
    if not (own.words & theirs.words) - (one & second) - (two & first):
        return False  # of another outcome, as far as words tell
    if one & second and two & first:
        return not (one & first and two & second)
    if one & first or two & second:
        return False
    front, behind = (one, two) if own.up else (two, one)
    for_front, for_behind = (second, first) if own.up else (first, second)
    return bool((theirs.brief and behind & for_behind) or (own.brief and own.up is theirs.up and front & for_front))


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


def _clauses(text: str) -> list[str]:
    body = normalise(text).text
    return [each for part in _APART.split(body) if part for each in _OUTCOME.split(part)]


def _compared(clause: str, short: Mapping[str, frozenset[str]]) -> _Compared | None:
    """The labels of what had more and of what had less."""
    fronted = _FRONTED.match(clause)
    if fronted:
        right, left = fronted[1], fronted[2]
        label = left
    elif match := _THAN.search(clause):
        left, right = clause[: match.start()], clause[match.end() :]
        label = _parallel(left, right)
    else:
        return None
    rises = _rises(left)
    if rises is None:
        return None
    one, other = _stems(label, short), _stems(right.split(",")[0], short)
    return _Compared((one, other) if rises else (other, one), rises, len(one) <= _FEW, _stems(clause, short))


def _of(quote: str, clause: str, short: Mapping[str, frozenset[str]]) -> _Compared | None:
    """What a clause compares; where it begins with its verb, its subject stands elsewhere in the sentence."""
    found = _compared(clause, short)
    return replace(found, words=_stems(quote, short)) if found and _NO_SUBJECT.match(clause) else found


def _rises(left: str) -> bool | None:
    """Whether what a comparison begins with had more; `gained less` is less, `lost less` more; None of both."""
    left = directions.as_speed(left)
    if LESS_OF_IT.search(left):
        return None
    more, less = _MORE.search(left), _FEWER.search(left)
    if bool(more) is not bool(less):
        return bool(more) is not bool(_LOST.search(left))
    up, down = UPWARDS.search(left), DOWNWARDS.search(left)
    return bool(up) if bool(up) is not bool(down) else None


def _parallel(left: str, right: str) -> str:
    """What is compared on the left: behind the preposition that the right begins with, else all of it."""
    found = _PREPOSITION.match(right)
    if found:
        spots = [each.end() for each in re.finditer(rf"\b{found[1]}\b", left, re.IGNORECASE)]
        if spots:
            return left[spots[-1] :]
    else:
        subject, behind = _SUBJECT.match(left), _BEHIND_MORE.search(left)
        if subject and (behind is None or subject["verb"] in _HAS):
            return subject["what"]
        if behind:
            return behind["what"]
    return left


def _stems(text: str, short: Mapping[str, frozenset[str]]) -> set[str]:
    figures = {f"{each.value} {each.unit or each.shared}" for each, *_ in placed(text) if not each.name}
    return {each.stem for each in labels(text, short)} | figures


def _poles(text: str, short: Mapping[str, frozenset[str]]) -> Sides | None:
    """The labels of what was seen and of what was not, in a text that says both."""
    # `(RR 0.95; P = 0.52)` is no part of a sentence.
    body = _IN_PARENTHESES.sub(lambda found: found[0].replace(";", ","), normalise(text).text)
    parts = [each for each in _POLES.split(body) if each and each.strip()]
    denied = [each for each in parts if DENIES.search(each)]
    seen = [each for each in parts if each not in denied]
    if not denied or not seen or any(map(takes_back, denied)) or any(map(_SPARED.search, seen)):
        return None
    return _stems(" ".join(seen), short) - _LOOKED_FOR, _stems(" ".join(denied), short) - _LOOKED_FOR
