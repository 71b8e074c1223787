"""C11: what people did or had, beside what was seen in animals or cells, in one claim.

A sentence about people that is cited beside one about rats bears nothing of what the rats did. So a claim that rests on
both names both, and what it tells of each (its figures, its changes, its words) stands in the quotes of that one alone.
"""

import re
from collections.abc import Iterator, Sequence

from shared.domain.vocabulary import Species
from shared.gates.grounding.doubts.hedges import CHANGES
from shared.gates.words.normal import normalise
from shared.gates.words.values import placed
from shared.gates.words.wording import animals, human_words, laboratory_words, outside_alone, plain

Cited = tuple[Species, str]
"""The species of the study that a quote is of, and the quote."""

_PARTS = re.compile(
    r"[;:]|, (?:and|but|while|as|so)\b|\b(?:but|whereas|while|whilst|although|though|however)\b|"
    r" and (?=in\b|with\b|it\b|they\b)|(?<=[a-z0-9%)])\. ",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:human|patie|parti|volun|peopl|perso|adult|adole|child|infan|women|men|athle|clini|trial|anima|cell|tissu|roden|"
    r"cultu|vitro|rat|mouse|mice|rabbi)s?"
)
"""Stems that say of whom, and not what."""
_HELD_AT_LEAST = 0.5
"""Share of the words of a part that the quotes of its own kind must have."""


def lent(claim: str, cited: Sequence[Cited], names: Sequence[str]) -> str:
    """What a claim that rests on people and on animals or cells tells of one by quotes of the other, or nothing."""
    quotes: dict[str, list[str]] = {"people": [], "other": [], "": []}
    for species, quote in cited:
        quotes[_kind(species, quote)].append(quote)
    if not (quotes["people"] and quotes["other"]):
        return ""
    text = normalise(claim).text
    if len(set(_named(text))) < 2:
        return text[:80]
    known = plain(" ".join(names))
    for part, kinds in _told(text):
        for kind in kinds:
            if not _borne(part, quotes[kind], known):
                return part.strip()
    return ""


def _kind(species: Species, quote: str) -> str:
    """Whom a quote is of: a study of people may tell of its animals or cells, and none of animals tells of people."""
    if species in (Species.ANIMAL, Species.IN_VITRO):
        return "other"
    if not human_words(quote) and (animals(quote) or outside_alone(quote)):
        return "other"
    return "people" if species is Species.HUMAN or human_words(quote) else ""


def _named(text: str) -> Iterator[str]:
    if human_words(text):
        yield "people"
    if animals(text) or laboratory_words(text):
        yield "other"


def _told(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of a claim, each with whom it is about: those of the part before, or behind, where it names nobody."""
    parts = [each for each in _PARTS.split(text) if each.strip()]
    last = next((kinds for each in parts if (kinds := tuple(_named(each)))), ())
    for part in parts:
        last = tuple(_named(part)) or last
        yield part, last


def _borne(part: str, quotes: Sequence[str], known: set[str]) -> bool:
    """Whether quotes have the figures, the changes and half of the words of a part."""
    body = " ".join(normalise(each).text for each in quotes)
    figures = {each.value for each, *_ in placed(part) if not each.name}
    if figures - {each.value for each, *_ in placed(body)}:
        return False
    if any(change.search(part) and not change.search(body) for change in CHANGES):
        return False
    own = {each for each in plain(part) - known if not _KIND.fullmatch(each) and not each[0].isdigit()}
    return len(own & plain(body)) >= _HELD_AT_LEAST * len(own)
