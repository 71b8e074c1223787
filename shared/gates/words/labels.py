"""Words as labels: what in a sentence a figure, an arm or a denial belongs to, in stems that two texts can share.

Short forms that a quote explains (`docetaxel plus cisplatin (DC)`) stand for the words they were made of, and a few
words for the two sexes and for the ways of giving something stand for each other.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shared.gates.words.values import NUMBER_WORDS, UNIT_WORDS
from shared.gates.words.wording import meant

_SHORT = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,7})[);,]")
_WORD = re.compile(r"[^\s()\[\]]+")
_BEFORE = 7
"""So many words before its parenthesis may explain a short form."""
_SAME = (
    ("male", re.compile(r"\b(?:males?|men|man|boys?)\b|\bM\b(?=[,:) =]|$)")),
    ("female", re.compile(r"\b(?:females?|women|woman|girls?)\b|\bF\b(?=[,:) =]|$)")),
    ("adolescent", re.compile(r"\b(?:adolescents?|teenagers?|teens|youths?)\b", re.IGNORECASE)),
    ("carer", re.compile(r"\b(?:carers?|care-?givers?)\b", re.IGNORECASE)),
    ("orally", re.compile(r"\b(?:oral(?:ly)?|by mouth|gavage\w*|swallow\w*|p\.o\.)", re.IGNORECASE)),
    (
        "intravenously",
        re.compile(r"\b(?:intravenous(?:ly)?|(?:by|through the|in the) vein|i\.v\.|iv)\b", re.IGNORECASE),
    ),
)
_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}(?![A-Za-z0-9])(?<!CI)(?<!OR)(?<!HR)(?<!SD)(?<!SE)(?<!IV)(?<!IU)")
"""A name of two letters, which is no other label."""
_NO_LABELS = frozenset({"for", "versu", "again", "where", "respe", "the", "than", "all", "any", "still", "becau"})
_UNIT_STEMS = frozenset(each[:5] for each in UNIT_WORDS | NUMBER_WORDS)
_COMPOUND = re.compile(r"(?<=[A-Za-z0-9])-(?=[A-Za-z]{3})|/")


@dataclass(frozen=True, slots=True)
class Word:
    """One stem and where it stands."""

    at: int
    stem: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A short form that a text explains, the words before its parenthesis that it was made of, and where they stand."""

    short: str
    words: tuple[str, ...]
    start: int
    end: int


def explained(text: str) -> Iterator[Explained]:
    """The short forms that a text explains in parentheses, each with the fewest words that it can be made of."""
    for match in _SHORT.finditer(text):
        words = list(_WORD.finditer(text, 0, match.start()))[-_BEFORE:]
        for start in range(len(words) - 1, -1, -1):
            said = tuple(each[0] for each in words[start:])
            if _made_of(match[1], " ".join(said)):
                yield Explained(match[1], said, words[start].start(), words[-1].end())
                break


def short_forms(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """The short forms that texts explain in parentheses, each with the stems of the words it was made of.

    Read as Schwartz and Hearst do (PSB 2003): its letters stand in this order in the words before, the first of them at
    the beginning of a word.
    """
    found: dict[str, frozenset[str]] = {}
    for text in texts:
        for each in explained(text):
            found[each.short] = frozenset(one.stem for one in labels(" ".join(each.words), {}))
    return found


def spelt_out(quotes: Iterable[str], record: Iterable[str]) -> list[str]:
    """What short forms of the quotes stand for by the rest of their record, each as one text of stems."""
    there = " ".join(quotes)
    return [
        " ".join(sorted(stems))
        for name, stems in short_forms(record).items()
        if re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}s?(?![A-Za-z0-9])", there)
    ]


def explanations(texts: Iterable[str], record: Iterable[str]) -> list[str]:
    """What short forms of some texts stand for by the rest of their record, as it explains them: `words (SHORT)`."""
    there = " ".join(texts)
    own = {each.short for each in explained(there)}
    found = {each.short: " ".join(each.words) for text in record for each in explained(text) if each.short not in own}
    return [
        f"{words} ({name})"
        for name, words in found.items()
        if re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}s?(?![A-Za-z0-9])", there)
    ]


def _made_of(short: str, words: str) -> bool:
    letters = iter(words.casefold())
    return words[:1].casefold() == short[0].casefold() and all(
        each in letters for each in short.casefold() if each.isalnum()
    )


def labels(text: str, short: Mapping[str, frozenset[str]]) -> list[Word]:
    """The words of a normalised text that carry a meaning of their own, in order; short forms with what they mean."""
    plain = _COMPOUND.sub(lambda found: " " * len(found[0]), text)
    found = [Word(at, stem) for at, stem in meant(plain) if _is_label(stem)]
    for name, regex in _SAME:
        spots = {match.start() for match in regex.finditer(plain)}
        found = [each for each in found if each.at not in spots] + [Word(at, name) for at in spots]
    found += [Word(match.start(), match[0].casefold()) for match in _CAPITALS.finditer(plain)]
    for name, stems in short.items():
        for match in re.finditer(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", plain):
            found += [Word(match.start(), each) for each in stems | {name.casefold()}]
    return sorted(found, key=lambda each: each.at)


def _is_label(stem: str) -> bool:
    return not stem[0].isdigit() and stem not in _NO_LABELS and stem not in _UNIT_STEMS
