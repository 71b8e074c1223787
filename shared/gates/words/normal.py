"""Text as the rules read it: one alphabet, one hyphen, one space, and the way back to the words as they stood.

Rules that look for words are dodged by other letters of the same shape, by invisible characters and by the
line breaks of a typeset page; none of these may matter.
"""

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by their kind, which nobody sees."""
_UNSEEN = frozenset({"Cc", "Cf", "Mn"})
"""Controls, marks of direction and joining, and what stands on another letter."""
_COMMANDS = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|[@-Z\\\\-_])")
"""What commands a terminal: it shows the letters around as one word."""
_HYPHENS = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
_QUOTES = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
# Cyrillic and Greek letters that look like Latin ones; µ (U+00B5) becomes μ (U+03BC) by NFKC, and both u.
_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕԁһкмтвнАЕОРСУХІЈЅКМТВНοΑΒΕΖΗΙΚΜΝΟΡΤΥΧμ",
        "aeopcyxijsdhkmtbhAEOPCYXIJSKMTBHoABEZHIKMNOPTYXu",
        strict=True,
    )
)
_PARAGRAPH = re.compile(r"(?<![^\S\n])[^\S\n]*\n[^\S\n]*(?:\n\s*)+")
_LINE_END_HYPHEN = re.compile(r"(?<=[A-Za-z])-\n[^\S\n]*(?=[a-z])")
_SENTENCE_END = re.compile(r"[.!?][)\]\"']*(?= )|\n")
_INITIALS = re.compile(r"(?<![A-Za-z.])(?:[A-Z]\.){2,}[A-Z](?:\.(?!\s+[A-Z]|\s*$))?(?![A-Za-z])")
"""`F.D.A.`, which is FDA; where a sentence may end with it, its last full stop stays."""
_AFFIRMS = re.compile(r"\bnot\s+(?:only|merely|just|simply)\s+(?=[^.;:?!]*\bbut\b)", re.IGNORECASE)
"""`Not only safe but effective` says that it is safe."""
_PLAIN = re.compile(r"[!-~]+")
"""Letters and signs that stand for themselves."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:e\.g|i\.e|vs|cf|approx|ca|al|Figs?|Dr|Prof|Nos?|spp?|var|resp|wt|i\.[pvm]|s\.c|p\.o|[A-Z])\.$"
)
_LETTER = re.compile(r"(?:^|[\s(\[])[A-Z]\.$")
_BEGINS = re.compile(
    r" (?:It|This|That|These|Those|They|There|The|We|You|Your|Our|He|She|In|For|No|Not|But|And|If|When|While|Take)\b"
)
"""Behind a single letter (`in solution A. It ...`) these begin a sentence: no name does."""

LONGEST = 800
"""Characters of a sentence that rules read at once; of 5,230 sentences of real abstracts 6 are longer."""
_OVERLAP = 200
"""Longer than any pattern reaches that does not look through the whole sentence."""
_TAIL = 16
"""How far back an abbreviation can begin."""


@dataclass(frozen=True, slots=True)
class Normal:
    """Normalised text; `origin[i]` is where character i stands in `source`."""

    source: str
    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> str:
        """The words of the source that `text[start:end]` was made of."""
        if start >= end:
            return ""
        return self.source[self.origin[start] : self.origin[end - 1] + 1]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of normalised text; rules look no further than its ends."""

    text: str
    start: int


@lru_cache(maxsize=128)
def normalise(source: str) -> Normal:
    """Fold width, look-alikes, accents, hyphens, quotes and space; drop what is unseen. A blank line becomes `\\n`."""
    return _normalised(source)


def _normalised(source: str, without: AbstractSet[int] = frozenset()) -> Normal:
    """Characters at the positions `without` are left out."""
    letters: list[str] = []
    origin: list[int] = []
    breaks = {match.start(): match.end() for match in _PARAGRAPH.finditer(source)}
    position = 0
    while position < len(source):
        if position in breaks:
            _end_paragraph(letters, origin, position)
            position = breaks[position]
            continue
        if not without and (plain := _PLAIN.match(source, position)):
            letters.append(plain[0])
            origin.extend(range(position, plain.end()))
            position = plain.end()
            continue
        for letter in "" if position in without else _fold(source[position]):
            if letter != " " or (letters and letters[-1] not in " \n"):
                letters.append(letter)
                origin.append(position)
        position += 1
    return Normal(source, "".join(letters), tuple(origin))


def readings(source: str) -> tuple[Normal, ...]:
    """The text with hyphens at line ends kept, and, where there are any, once more with them taken out.

    A typeset `recom-` / `mend` is one word, `well-` / `tolerated` are two: a rule must see both.
    """
    left_out = _left_out(source)
    ends = [match.span() for match in _LINE_END_HYPHEN.finditer(source)]
    if not ends:
        return (_normalised(source, left_out),)
    hyphens = {start for start, _ in ends}
    gaps = {position for start, end in ends for position in range(start + 1, end)}
    return (_normalised(source, gaps | left_out), _normalised(source, gaps | hyphens | left_out))


def _left_out(source: str) -> frozenset[int]:
    """Where characters stand that keep rules from seeing what is said."""
    found = {at for match in _AFFIRMS.finditer(source) for at in range(*match.span())}
    spelt = _INITIALS.finditer(source)
    found |= {at for match in spelt for at in range(*match.span()) if source[at] == "."}
    found |= {at for match in _COMMANDS.finditer(source) for at in range(*match.span())}
    return frozenset(found)


def sentences(normal: Normal) -> Iterator[Sentence]:
    """The sentences, in order; a paragraph's end ends one.

    What goes on for more than LONGEST characters without an end is given in pieces that overlap, so that rules which
    look from one end of a sentence to the other take time in proportion to the text.
    """
    start = 0
    for match in _SENTENCE_END.finditer(normal.text):
        upto = normal.text[max(start, match.end() - _TAIL) : match.end()].rstrip(")]\"'\n")
        begins = _LETTER.search(upto) is not None and _BEGINS.match(normal.text, match.end()) is not None
        if match[0] != "\n" and _ABBREVIATION.search(upto) and not begins:
            continue
        yield from _sentence(normal.text, start, match.end())
        start = match.end()
    yield from _sentence(normal.text, start, len(normal.text))


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST - _OVERLAP, start + LONGEST) + 1 or start + LONGEST
        yield from _piece(text, start, cut)
        start = max(text.find(" ", cut - _OVERLAP, cut) + 1, cut - _OVERLAP)
    yield from _piece(text, start, end)


def _piece(text: str, start: int, end: int) -> Iterator[Sentence]:
    body = text[start:end]
    stripped = body.strip()
    if stripped:
        yield Sentence(stripped, start + len(body) - len(body.lstrip()))


def _end_paragraph(letters: list[str], origin: list[int], position: int) -> None:
    if letters and letters[-1] == " ":
        letters.pop()
        origin.pop()
    if letters and letters[-1] != "\n":
        letters.append("\n")
        origin.append(position)


@lru_cache(maxsize=1024)
def _fold(letter: str) -> str:
    if letter in _INVISIBLE or (unicodedata.category(letter) in _UNSEEN and not letter.isspace()):
        return ""
    if letter in _HYPHENS:
        return "-"
    if letter in _QUOTES:
        return _QUOTES[letter]
    folded = (each for each in unicodedata.normalize("NFKD", letter) if unicodedata.category(each) != "Mn")
    return "".join(
        " " if each.isspace() else "-" if each in _HYPHENS else _LOOKALIKES.get(each, each) for each in folded
    )
