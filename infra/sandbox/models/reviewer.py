"""How the stand-in for GPT reviews: by the words and numbers that claim and quotes share.

What a claim means it cannot tell, so it names no house rule as broken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

FIELDS = frozenset({"claim", "verdict", "breaks", "reason"})
PARTLY_FROM = 0.6
"""Share of a claim's content words that must stand in its quotes for `partly`."""

Verdict: TypeAlias = Literal["supported", "partly", "not", "contradicted"]

_CLAIMS = re.compile(r"^<claims>[ \t]*$(.*?)^</claims>[ \t]*$", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"\d+(?:[.,·]\d+)*|[^\W\d_]+")
_SETTING = re.compile(r"^In [^\W\d_][\w ]{1,40}[,:]\s+")
_ENDING = re.compile(r"(?:ies|ing|ed|es|s|d|ly|e)$")
_NEGATIONS = frozenset({"no", "not", "without", "neither", "nor", "never", "none", "failed", "unable", "cannot"})
_STOPWORDS = frozenset({
    "a", "about", "after", "all", "also", "although", "among", "an", "and", "are", "as", "at", "be", "been", "both",
    "but", "by", "during", "each", "for", "from", "had", "has", "have", "in", "into", "is", "of", "on", "or", "than",
    "that", "the", "their", "there", "these", "this", "those", "to", "was", "were", "when", "which", "while", "who",
    "with",
})  # fmt: skip


class NothingToReview(ValueError):
    """The prompt holds no claims block."""


@dataclass
class Entry:
    """A claim of the claims block with its quotes."""

    id: str
    text: str = ""
    quotes: list[str] = field(default_factory=list[str])
    outcome: str = ""


def entries(prompt: str) -> list[Entry]:
    """The claims that a prompt asks about.

    Raises:
        NothingToReview: the prompt has no claims block.
    """
    block = _CLAIMS.search(prompt)
    if not block:
        raise NothingToReview("no <claims> block in the input")
    found: list[Entry] = []
    for line in block[1].splitlines():
        kind, _, text = line.partition("\t")
        if line.startswith("# "):
            found.append(Entry(line[2:].strip()))
        elif found and kind == "claim":
            found[-1].text = text.strip()
        elif found and kind == "outcome":
            found[-1].outcome = text.strip()
        elif found and kind == "quote":
            found[-1].quotes.append(text.strip())
    return found


def review(entry: Entry) -> tuple[Verdict, str]:
    """The verdict on a claim, and why.

    Supported: every content word and every numeral stands in the quotes. Contradicted: most of them do, but one of
    the two negates what the other does not. A leading setting (`In animals: `) is not judged; the words of the outcome
    that it is filed under are, as its own.
    """
    claim = _spoken(_SETTING.sub("", entry.text))
    quotes = [_spoken(quote) for quote in entry.quotes]
    asked = dict.fromkeys(each for each in claim if each not in _STOPWORDS and each not in _NEGATIONS)
    present = {word for quote in quotes for word in quote}
    missing = [word for word in asked if word not in present]
    if not quotes or not asked:
        return "not", "There is no quote to compare with." if not quotes else "The claim says nothing to compare."
    share = 1 - len(missing) / len(asked)
    most = max(len(asked.keys() & set(quote)) for quote in quotes)
    closest = [quote for quote in quotes if len(asked.keys() & set(quote)) == most]
    if share >= PARTLY_FROM and not any(_agree(claim, quote, set(asked)) for quote in closest):
        return "contradicted", "One of claim and quotes negates what the other states."
    spoken = {*claim, *present, *_STOPWORDS}
    if beside := [each for each in _spoken(entry.outcome) if each not in spoken]:
        return "partly", f"Filed under an outcome that is not in the quotes: {', '.join(beside[:8])}."
    if not missing:
        return "supported", "Every content word and number stands in the quotes."
    verdict: Verdict = "partly" if share >= PARTLY_FROM else "not"
    return verdict, f"Not in the quotes: {', '.join(missing[:8])}."


def _spoken(text: str) -> list[str]:
    """Words without their endings, and numerals as they stand."""
    return [_stem(word) for word in _WORD.findall(text.replace("n't", " not").replace("µ", "μ").lower())]


def _stem(word: str) -> str:
    if word in _STOPWORDS or word in _NEGATIONS or len(word) < 5 or word[0].isdigit():
        return word
    return _ENDING.sub("", word)


def _negates(spoken: list[str]) -> bool:
    return not _NEGATIONS.isdisjoint(spoken)


def _agree(claim: list[str], quote: list[str], asked: set[str]) -> bool:
    """Whether claim and quote negate alike; word for word, only what stands before matters."""
    length = len(claim)
    for at in range(len(quote) - length + 1):
        if quote[at : at + length] == claim:
            return not _negates(quote[max(0, at - 2) : at])
    return _negates(claim) == _negates_near(quote, asked)


def _negates_near(quote: list[str], asked: set[str]) -> bool:
    """Whether the quote negates within, or just before, the shortest stretch that holds all it has of the claim."""
    wanted = asked & set(quote)
    first, last = min(_stretches(quote, wanted), key=lambda each: (each[1] - each[0], each))
    return _negates(quote[max(0, first - 2) : last + 1])


def _stretches(quote: list[str], wanted: set[str]) -> Iterator[tuple[int, int]]:
    """For each end, the shortest stretch of the quote that holds all wanted words."""
    seen: dict[str, int] = {}
    for at, word in enumerate(quote):
        if word in wanted:
            seen[word] = at
            if len(seen) == len(wanted):
                yield min(seen.values()), at
