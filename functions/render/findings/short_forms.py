"""What the short forms of a quotation stand for, in the words by which their own record explains them.

A quotation stays as it is; what it abbreviates is spelled out below it. Where a record explains a short form in two
ways, or in words that need not be its meaning, a reader is told nothing rather than something wrong.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from functions.render.elements.sheet import Line, Span
from shared.domain.evidence.pack import EvidencePack
from shared.gates.text import check
from shared.gates.untrusted import withheld
from shared.gates.words.labels import Explained, explained

AT_MOST = 6
"""Short forms that are spelled out below one quotation."""
TITLE = ""
"""Where an explanation stands that is in its record's title: in no sentence."""

_STATISTICS = frozenset({"SD", "SE", "SEM", "CI", "OR", "HR", "RR", "IQR", "IU", "ID", "II", "III", "IV"})
"""What these are in a result, whatever else a record calls so."""
_JOINED = re.compile(r", |;|:|/|\b(?:and|or|with|versus|vs)\b", re.IGNORECASE)
"""What stands between two names, and seldom in one."""
_PART = re.compile(r"[^\s()\[\]-]+")
"""A word, or what of it stands between hyphens."""


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form and its words, `text[start:end]` of that sentence of the pack or of the record's title."""

    short: str
    words: str
    sentence: str
    start: int
    end: int


def of(pack: EvidencePack, pmids: Iterable[str]) -> dict[str, tuple[ShortForm, ...]]:
    """By record those that it explains, in its order, each once; none that it explains in two ways."""
    texts: dict[str, list[tuple[str, str]]] = {each: [] for each in pmids}
    for study in pack.studies:
        if study.pmid in texts:
            texts[study.pmid].append((TITLE, study.citation.title))
    for sentence in pack.sentences:
        if sentence.pmid in texts:
            texts[sentence.pmid].append((sentence.id, sentence.text))
    return {pmid: _explained(of_record) for pmid, of_record in texts.items()}


def _explained(texts: Sequence[tuple[str, str]]) -> tuple[ShortForm, ...]:
    found: dict[str, list[ShortForm]] = {}
    for sentence, text in texts:
        for each in explained(text):
            start = _start(text, each)
            if _means(each.short, words := text[start : each.end]):
                found.setdefault(each.short, []).append(ShortForm(each.short, words, sentence, start, each.end))
    return tuple(forms[0] for forms in found.values() if len({_folded(each.words) for each in forms}) == 1)


def line(forms: Sequence[ShortForm], quoted: str) -> Line:
    """The sentence below a quotation; empty where it has no short form that its record explains elsewhere."""
    used = [each for each in forms if f"({each.short}" not in quoted and _uses(quoted, each.short)]
    there = [each for each in used if _printable(each.words)]
    spans: list[Span] = []
    for at, each in enumerate(there[:AT_MOST]):
        lead = "; " if at else "In this record "
        spans += [Span(lead), Span(each.short, verbatim=True), Span(" stands for "), Span(each.words, verbatim=True)]
    return (*spans, Span(".")) if spans else ()


def _printable(words: str) -> bool:
    return not withheld(words) and all(each.severity != "block" for each in check(words))


def _start(text: str, each: Explained) -> int:
    """Where its words begin: further back where every letter begins a word, `proton pump inhibitors (PPIs)`."""
    letters = _letters(each.short)
    parts = list(_PART.finditer(text, 0, each.end))[-len(letters) :]
    if "".join(part[0][0] for part in parts).casefold() == letters:
        return min(each.start, parts[0].start())
    return each.start


def _letters(short: str) -> str:
    letters = "".join(filter(str.isalnum, short))
    return (letters.removesuffix("s") if letters[:-1].isupper() else letters).casefold()


def _means(short: str, words: str) -> bool:
    """Whether the words are one name, no longer than such a short form has, of whose last word it is made."""
    if short.removesuffix("s") in _STATISTICS or short.casefold() == words.casefold() or _JOINED.search(words):
        return False
    if words.count("(") != words.count(")") or words.count("[") != words.count("]"):
        return False
    letters, said = _letters(short), words.split()
    if len(said) > min(len(letters) + 5, 2 * len(letters)) or letters[-1] not in said[-1].casefold():
        return False
    # What stands behind a hyphen is a word of its own: `UV-B` is ultraviolet B.
    begin = {part[0][0].casefold() for part in _PART.finditer(words)}
    return all(part[:1].casefold() in begin for part in short.split("-"))


def _uses(quoted: str, short: str) -> bool:
    one = short.removesuffix("s")
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(one)}s?(?![A-Za-z0-9])", quoted))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
