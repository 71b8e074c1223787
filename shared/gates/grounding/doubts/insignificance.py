"""C22: a difference that its quotes say, in words, to be none that counts.

A sentence may give two figures and take the difference back in its next clause, which speaks of nothing new (`a
difference that was not significant`, `but the change was no greater than with placebo`). A claim that tells of what was
taken back says so too. What a quote affirms with a P below 0.05, or another quote tells of as well, stays told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.gates.grounding.contrary.directions import tells_of_an_effect
from shared.gates.words.clauses import joined
from shared.gates.words.labels import short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import likens, said_otherwise
from shared.gates.words.wording import first, stems

_PARTS = re.compile(
    r";\s|:\s|,\s|(?<=[a-z)%])\.\s|\s(?=(?:but|although|though|yet|however|while|whereas|without)\b)", re.IGNORECASE
)
_SIGNIFICANCE = (
    r"(?:\b(?:not|no|nor|none|neither|never|without|lack(?:s|ed|ing)?|fail(?:s|ed|ing|ure)?|short of|miss(?:es|ed|ing)|"
    r"los[st]|lose)\b|n't\b) (?:[\w-]+ ){0,5}?significan\w+"
)
_CHANCE = re.compile(
    rf"{_SIGNIFICANCE}|(?<!\w)(?:non-?significan\w*|non significan\w*|insignificant(?:ly)?|numerical(?:ly)?)\b|"
    r"\b(?:due to|by|play of|limits of|explained by) chance\b|"
    r"\bp\s?(?:=|>|≥)\s?0?\.(?:0[5-9]|[1-9])\d*|[\[(,;]\s?[nN]\.?\s?[sS]\.?(?=[\]),;])",
    re.IGNORECASE,
)
_UNEQUAL = (
    r"(?:more|less|fewer|better|worse|superior|inferior|differ\w*|(?!other|either|neither|whether|after)\w{3,}er)"
)
_NO_MORE = (
    rf"(?:\b(?:not|no|nor|none|neither|without)\b|n't\b) (?:[\w-]+ ){{0,2}}?{_UNEQUAL}\b"
    r"(?! (?:\w+ ){0,2}?(?:adverse|\d))"
)
_ALIKE = r"\b(?:similar(?:ly)?|comparabl[ey]|equivalent|equal(?:ly)?|indistinguishable|identical|the same|alike)\b"
_NO_DIFFERENCE = re.compile(rf"{_NO_MORE}|{_ALIKE}", re.IGNORECASE)
_TO_AN_EXTENT = re.compile(
    rf"\bto an? (?:extent|degree) {_ALIKE}|"
    r"\bto (?:a|an|the) (?:similar|comparable|equal|equivalent|same) (?:extent|degree)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:differ\w*|between|than)\b", re.IGNORECASE)
_INERT = re.compile(
    r"\b(?:placebos?|controls?|shams?|vehicles?|saline|dumm(?:y|ies)|untreated|usual care|no treatment)\b",
    re.IGNORECASE,
)
_SIGNIFICANT = re.compile(r"(?<!in)(?<!non)(?<!non-)significan\w+|\bp\s?[<=≤]\s?0?\.0(?:[0-4]|5\b)", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:than|against|versus|vs|compared (?:with|to)|as opposed to|relative to|whereas|only)\b", re.IGNORECASE
)
_TWO_FIGURES = re.compile(r"\d.*\b(?:against|versus|vs|compared (?:with|to)|as opposed to)\b.*\d", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"\b(?:significan\w+|chance|trend\w*|tend(?:s|ed|ency)|numerical\w*|borderline|nominal\w*|too small to)\b|"
    r"\bp\s?[<=>≤≥]|\bn\.?s\.?(?=[),;])",
    re.IGNORECASE,
)
_CLAIMED_PARTS = re.compile(
    r";\s|,\s(?=(?:and|but|while|whereas|though|although|yet|a|which)\b)|\s(?=(?:but|though|although|whereas)\b)",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?<=\s)[A-Z][\w-]*|\b[\w-]*[A-Za-z]-?\d[\w-]*\b")
"""What was given is in every part of a sentence, and tells none from another."""
_OF_ANY_DIFFERENCE = frozenset({
    "achie", "advan", "alike", "alone", "altho", "although", "analy", "arm", "arms", "attai", "basel", "bene",
    "benef", "bette", "betwe", "bigge", "but", "care", "chanc", "chang", "close", "compa", "conclu", "contr",
    "conve", "decli", "declin", "decre", "degre", "detec", "did", "diffe", "drop", "durin", "effic", "eithe",
    "elici", "equal", "equiv", "exten", "fail", "faile", "failu", "fall", "faste", "fell", "final", "forme",
    "found", "gain", "great", "howev", "however", "ident", "impro", "incre", "indis", "infer", "lack", "lacke",
    "lacki", "large", "latte", "level", "like", "longe", "lost", "magni", "margi", "marke", "miss", "misse",
    "non", "nor", "noted", "numer", "obser", "obtai", "of", "overa", "place", "play", "produ", "prove", "reach",
    "recor", "reduc", "rema", "remai", "respe", "respo", "rise", "rose", "salin", "seen", "sham", "short",
    "signi", "simil", "small", "stati", "still", "stron", "super", "these", "those", "thoug", "thres", "trend",
    "two", "untre", "usual", "value", "vehic", "where", "while", "withi", "worse", "yet",
})  # fmt: skip
_NEARLY_AS_NEAR = 1


@dataclass(slots=True)
class _Part:
    """Part of a quoted sentence: its words, and the words by which it is no difference that counts."""

    words: set[str]
    taken_back: str = ""
    of_two: bool = False
    """What was taken back is that one thing differed from another."""
    significant: bool = False
    only_of: frozenset[str] = frozenset()
    """What a later part names of it in taking it back."""


def untold(claim: str, quotes: Sequence[str]) -> str:
    """The words of the quotes by which what the claim tells of is no real difference, and that it drops; or nothing."""
    text = normalise(claim).text
    if _SAYS_SO.search(text):
        return ""
    parts = [each.strip(" ,;") for each in _CLAIMED_PARTS.split(text) if each and each.strip(" ,;")]
    if any(_takes_back(part, [each for each in parts if each is not part]) for part in parts):
        return ""
    read = [list(_read(quote)) for quote in quotes]
    inert = any(_INERT.search(each) for each in quotes)
    for part in parts:
        if (tells_of_an_effect(part) or _TWO_FIGURES.search(part)) and (
            found := _by_chance(part, read, inert or _COMPARES.search(part) is not None)
        ):
            return found
    return ""


def _takes_back(part: str, others: Sequence[str]) -> bool:
    """Whether part of a claim denies, and speaks of nothing else than the other parts do."""
    if not (said_otherwise(part) or likens(part) or _NO_DIFFERENCE.search(part)):
        return False
    return not others or not _content(part) - stems(" ".join(others))


def _by_chance(claim: str, read: Sequence[Sequence[_Part]], compares: bool) -> str:
    own = _worded(stems(claim))
    best = [(_nearest(own, parts), parts) for parts in read]
    most = max((score for score, _ in best), default=0)
    found = ""
    for score, parts in best:
        if not score or score < most - _NEARLY_AS_NEAR:
            continue
        for each in parts:
            if len(own & each.words) == score:
                applies = each.taken_back and (compares or not each.of_two) and (not each.only_of or own & each.only_of)
                if not applies:
                    return ""
                found = found or each.taken_back
    return found


def _nearest(own: set[str], parts: Sequence[_Part]) -> int:
    return max((len(own & each.words) for each in parts), default=0)


def _read(quote: str) -> Iterator[_Part]:
    """The parts of a sentence, each with what takes it back: words of its own, or a later part that adds nothing."""
    text = normalise(quote).text
    named = "NS" in short_forms([quote]) or re.search(r"\bsaline \(NS\)|\bNS\b(?![),;\]])", text)
    parts: list[_Part] = []
    before: set[str] = set()
    for piece in (each for part in _PARTS.split(text) if part and part.strip() for each in joined(part)):
        chance = _CHANCE.search(re.sub(r"\bNS\b", " ", piece) if named else piece)
        none = _NO_DIFFERENCE.search(piece)
        said, content = chance or none, _content(piece)
        if said and parts and content <= before:
            of_two = chance is None or _BETWEEN.search(piece) is not None
            for each in parts:
                if not each.significant and not each.taken_back and (not content or content & each.words):
                    each.taken_back, each.of_two, each.only_of = said[0], of_two, frozenset(content)
            continue
        inside = chance or _TO_AN_EXTENT.search(piece)
        significant = _SIGNIFICANT.search(_CHANCE.sub(" ", piece)) is not None
        own = _worded(stems(piece))
        before |= own
        parts.append(_Part(own, inside[0] if inside and not significant else "", not chance, significant))
    yield from parts


def _content(text: str) -> set[str]:
    """Words of a part that say what it speaks of, beside that it is no difference."""
    plain = _NAMES.sub(" ", text)
    return {each for each in stems(plain) if each not in _OF_ANY_DIFFERENCE} - {
        each for each in stems(first(_CHANCE, plain)) if not each[0].isdigit()
    }


def _worded(found: set[str]) -> set[str]:
    return {each for each in found if not each[0].isdigit()}
