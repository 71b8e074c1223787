"""G2: what a quote says to be alike, independent or so in one place only, beside a claim that says the contrary.

`Equivalent in both` denies a difference without a word of denial, `only in the liver` an effect elsewhere.
A part of a claim is held to the clause of the quotes that has most of its words.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from shared.gates.grounding.contrary.contraries import CONTRARIES
from shared.gates.words.clauses import asks, joined
from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.wording import first

_PARTS = re.compile(
    r";|, (?:and|but|yet|while|whereas|though|although)\b|\b(?:but|while|whereas|although|though|yet)\b", re.IGNORECASE
)
_ALIKE = re.compile(
    r"\b(?:similar(?:ly)?|equivalent|comparable|identical|equal(?:ly)?|indistinguishable|the same)\b(?! (?:to|manner|"
    r"way)\b(?= (?:that )?(?:reported|described|published|those of)))",
    re.IGNORECASE,
)
_AS_MUCH = re.compile(r"\balike\b|\bas (?:\w+ ){1,3}as\b", re.IGNORECASE)
_CHANGED_ALIKE = re.compile(r"\b(?:equally|similarly)\b.*\bcompar|\bcompar.*\b(?:equally|similarly)\b", re.IGNORECASE)
"""What went the same way in two, beside a third."""
_APART = re.compile(
    r"\bdiffer(?:s|ed|ent|ently|ence|ences)?\b|\b(?:\w+er|more|less|worse|better) (?:[\w-]+ ){0,6}?than\b|"
    r"\b(?:below|above|exceed\w*|distinct|unequal|dissimilar|unlike|in contrast)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:independent(?:ly)? (?:of|from)|regardless of|irrespective of)\b|\w-independent\b", re.IGNORECASE
)
_BOUND = re.compile(
    r"\bdepend(?:s|ed|ent|ing)?\b(?! variable)|"
    r"\b(?:need(?:s|ed)?|requir(?:e[sd]?|ing)|stop(?:s|ped)?|abolish(?:es|ed)?|"
    r"relied|relies|hinged|hinges|determined by|governed by)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|alone|(?:confined|restricted) to)\b(?! (?:one|two|three|four|five|a|\d|"
    r"slight\w*|minor|small|marginal\w*|"
    r"modest\w*|weak\w*|partial\w*|minimal\w*|few|if)\b)",
    re.IGNORECASE,
)
_OTHERS_TOO = re.compile(
    r"\b(?:all|every) others?\b|\bothers (?:too|as well)\b|\beverywhere\b|"
    r"\balso (?:\w+ed\b|in\b|at\b|through\b|with\b|by\b|for\b|on\b|after\b|among\b|those\b)|"
    r"\b(?:did|was|were|had|got|showed) (?:so )?the same\b|\b(?:too|as well|likewise)(?=\W*$|[,;])|"
    r"\b(?:too|as well) (?:in|at|with|by|for|on|after|among|during|under|when)\b|\bothers? (?:besides?|than)\b|"
    r"\belsewhere\b|\b(?:away|apart) from\b|\bbesides\b",
    re.IGNORECASE,
)
_TWO_SIDES = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{other})\b", re.IGNORECASE))
    for one, other in (
        (r"males?|men|man|boys?", r"females?|women|woman|girls?"),
        (r"young\w*|juvenile|neonat\w+|children|infants?", r"old|older|adults?|aged|elderly"),
        (r"high(?:er|est)?|larg(?:er|est)|greatest", r"low(?:er|est)?|small(?:er|est)?"),
        (r"fasted|fasting", r"fed"),
        (r"obese", r"lean"),
        (r"acute\w*|single", r"chronic\w*|repeated"),
        (r"left", r"right"),
        (r"early|first", r"late|later|last"),
        (r"in vitro", r"in vivo"),
    )
)
_ENDS = re.compile(r"[.;:]|\b(?:and|but|while|whereas)\b", re.IGNORECASE)
_PRESENT_ALONE = re.compile(
    r"\bin (?:the|its) presence,? (?:of [\w-]+(?: [\w-]+)?,? )?(?:but )?not (?:in )?(?:the|its) absence\b|"
    r"\b(?:only|solely|exclusively) in (?:the|its) presence\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"\b(?:in (?:the|its) absence of|absen\w+|without|lack(?:s|ed|ing)?|there (?:was|were) no)\b", re.IGNORECASE
)
_ALSO = re.compile(r"\b(?:also|too|as well|likewise|similar(?:ly)?|not only)\b", re.IGNORECASE)


def contradicted(claim: str, quotes: Sequence[str]) -> str:
    """The word of a quote for likeness, independence or a limit that the claim turns into its contrary, or nothing."""
    text = normalise(claim).text
    texts = [normalise(each).text for each in quotes]
    if limit := _limit(text, texts):
        return limit
    short = short_forms(quotes)

    @cache
    def stems(part: str) -> set[str]:
        return {each.stem for each in labels(part, short)}

    clauses = [each for quote in texts for part in _PARTS.split(quote) if part.strip() for each in joined(part)]
    clauses = [each for each in clauses if not asks(each) or any(told.search(each) for told, _ in CONTRARIES)]
    for part in _PARTS.split(text):
        if said_otherwise(part) or _ALIKE.search(part) or _AS_MUCH.search(part):
            continue
        for told, contrary in ((_ALIKE, _APART), (_FREE, _BOUND), *CONTRARIES):
            for clause in _nearest(part, clauses, stems) if contrary.search(part) else ():
                turned = told.search(clause) and not contrary.search(_FREE.sub(" ", clause))
                if turned and not _CHANGED_ALIKE.search(clause):
                    return first(told, clause)
    return ""


def _nearest(part: str, clauses: Sequence[str], stems: Callable[[str], set[str]]) -> list[str]:
    """The clauses that have most of a part's words, if any has one."""
    own = stems(part)
    shared = [len(own & stems(each)) for each in clauses]
    most = max(shared, default=0)
    return [each for each, count in zip(clauses, shared, strict=True) if count and count == most]


def _limit(claim: str, quotes: Sequence[str]) -> str:
    """`Only in A` of a quote, and others as well, or the other of two, in the claim."""
    if _ONLY.search(claim):
        return ""
    for quote in quotes:
        found = _ONLY.search(quote)
        others = found and (_OTHERS_TOO.search(claim) or _other_of_two(claim, quote, found.end()))
        if found and others and not _ALSO.search(quote) and not said_otherwise(claim):
            return found[0]
        if (bound := _PRESENT_ALONE.search(quote)) and _of_absence(claim):
            return bound[0]
    return ""


def _other_of_two(claim: str, quote: str, at: int) -> bool:
    """Whether a limit names one of two behind it, and the claim, like no quote, the other alone."""
    limited = _ENDS.split(quote[at:])[0]
    return any(
        one.search(limited) and other.search(claim) and not one.search(claim) and not other.search(quote)
        for pair in _TWO_SIDES
        for one, other in (pair, pair[::-1])
    )


def _of_absence(claim: str) -> bool:
    """Whether a claim affirms something of where a thing was absent."""
    return _ABSENT.search(claim) is not None and not said_otherwise(_ABSENT.sub(" ", claim))
